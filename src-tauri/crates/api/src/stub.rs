//! x
use crate::App; use crate::wire::WireError;
pub(crate) struct DocumentPathRequest { pub(crate) path: String }
pub(crate) struct DocumentPath { pub(crate) problem: Option<String> }
impl App { pub(crate) fn check_path(&self, r:&DocumentPathRequest)->Result<DocumentPath,WireError>{ let s=self.opened()?; let bad = drillbook_library::DocumentName::new(&r.path).is_none() || !drillbook_library::is_document(&r.path) || s.catalogue().records.keys().any(|k| k.to_lowercase()==r.path.to_lowercase()); Ok(DocumentPath{problem: bad.then(||"x".to_owned())}) } }
