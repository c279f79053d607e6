//! Documents as files: making one, and putting one into the system's bin. Another name is [`super::moving`]'s.

use super::Answer;
use crate::App;
use crate::wire::{
    DocumentCreateRequest, DocumentCreated, DocumentDeleted, DocumentPath, DocumentPathRequest,
    EditRequest, WireError,
};
use drillbook_library::Error;

impl App {
    /// Makes a document; refused where something has its name, or one that some systems take for the same.
    pub fn create_document(&self, request: &DocumentCreateRequest) -> Answer<DocumentCreated> {
        let session = self.opened()?;
        self.check_size(&request.text)?;
        let _held = self.edits.hold();
        let refused = |error: &Error| WireError::of_library(self.messages(), error);
        let document = session.root.new_document(&request.path);
        let document = document.map_err(|error| refused(&error))?;
        let written = session.root.create(&document, request.text.as_bytes());
        let written = written.map_err(|error| refused(&error))?;
        session.look_again(vec![document.clone()]);
        Ok(DocumentCreated {
            document,
            confirmed: written.sure().is_ok(),
        })
    }

    /// Whether a document could stand at a path, while it is typed.
    pub fn check_path(&self, request: &DocumentPathRequest) -> Answer<DocumentPath> {
        let session = self.opened()?;
        let path: String = request.path.chars().take(4096).collect();
        Ok(match session.root.new_document(&path) {
            Ok(path) => DocumentPath {
                path,
                problem: None,
            },
            Err(error) => DocumentPath {
                problem: Some(WireError::of_library(self.messages(), &error).message),
                path,
            },
        })
    }

    /// Puts a document into the system's bin. What was typed into it and not saved stays among the drafts.
    pub fn delete_document(&self, request: &EditRequest) -> Answer<DocumentDeleted> {
        let document = &request.document;
        let session = self.editable(document)?;
        let _held = self.edits.hold();
        let discarded = session.root.discard(document);
        discarded.map_err(|error| WireError::of_library(self.messages(), &error))?;
        session.look_again(vec![document.clone()]);
        let message = self.messages().text("document_binned", &[("id", document)]);
        Ok(DocumentDeleted { message })
    }
}
