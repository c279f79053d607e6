//! Whether the open library has the documents, headings and steps that a scenario names.

use crate::run::Source;
use crate::session::Session;
use drillbook_drill::References;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The open library, asked by a scenario. Documents are read for their steps at most once.
pub(crate) struct LibraryReferences<'a> {
    session: &'a Session,
    steps: RefCell<BTreeMap<String, Vec<String>>>,
}

impl<'a> LibraryReferences<'a> {
    pub(crate) fn new(session: &'a Session) -> Self {
        Self {
            session,
            steps: RefCell::default(),
        }
    }

    /// The id of the document of that path, with or without extension.
    pub(crate) fn id(&self, path: &str) -> Option<String> {
        let catalogue = self.session.catalogue();
        if catalogue.records.contains_key(path) {
            return Some(path.to_owned());
        }
        let from = catalogue.records.range(path.to_owned()..);
        let named = from.map(|(id, _)| id).map_while(|id| {
            let rest = id.strip_prefix(path)?;
            Some((id, rest.starts_with('.') && !rest.contains('/')))
        });
        let named = named.filter_map(|(id, is_it)| is_it.then_some(id));
        // `a.md` before `a.id.md`
        named.min_by_key(|id| id.len()).cloned()
    }
}

impl References for LibraryReferences<'_> {
    fn document(&self, path: &str) -> bool {
        self.id(path).is_some()
    }

    fn fragment(&self, path: &str, fragment: &str) -> bool {
        let Some(id) = self.id(path) else {
            return false;
        };
        let is_heading = |anchors: &[String]| anchors.iter().any(|anchor| anchor == fragment);
        let catalogue = self.session.catalogue();
        if catalogue
            .records
            .get(&id)
            .is_some_and(|record| is_heading(&record.anchors))
        {
            return true;
        }
        let mut steps = self.steps.borrow_mut();
        let known = steps.entry(id.clone()).or_insert_with(|| {
            let source = Source::read(self.session, &id).ok();
            let steps = source.map(|source| source.procedure.steps);
            let steps = steps.into_iter().flatten();
            steps.map(|step| step.id).collect()
        });
        known.iter().any(|step| step == fragment)
    }
}
