//! From the errors of the floors below to what the UI sees.

use crate::messages::Messages;
use crate::wire::{ErrorCode, WireError};

impl WireError {
    /// The error `code` with its sentence and hint.
    pub fn new(messages: Messages, code: ErrorCode, args: &[(&str, &str)]) -> Self {
        let key = format!("error_{}", code.as_str());
        let hint = messages
            .find(&format!("{key}_hint"), args)
            .filter(|hint| !hint.is_empty());
        Self {
            code,
            message: messages.text(&key, args),
            hint,
            details: None,
        }
    }

    /// Adds what the system said.
    #[must_use]
    pub fn because(mut self, error: &dyn std::error::Error) -> Self {
        let mut details = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            let cause_said = cause.to_string();
            // Many errors say what their cause says.
            if !details.contains(&cause_said) {
                details = format!("{details}: {cause_said}");
            }
            source = cause.source();
        }
        self.details = Some(details);
        self
    }

    /// The wire's form of what went wrong with a file of the library.
    pub(crate) fn of_library(messages: Messages, error: &drillbook_library::Error) -> Self {
        use drillbook_library::Error as E;
        let short = |id: &str| id.chars().take(200).collect::<String>();
        let full = |source: &std::io::Error| {
            use std::io::ErrorKind::{QuotaExceeded, StorageFull};
            matches!(source.kind(), StorageFull | QuotaExceeded)
        };
        let (code, args) = match error {
            E::Folder { path, .. } => (
                ErrorCode::LibraryUnavailable,
                vec![("folder", path.display().to_string())],
            ),
            E::BadId { id } => (ErrorCode::BadId, vec![("id", short(id))]),
            E::NotFound { id } => (ErrorCode::DocumentNotFound, vec![("id", id.clone())]),
            E::Unreadable { id, .. } => (ErrorCode::DocumentUnreadable, vec![("id", id.clone())]),
            E::Changed { id } => (ErrorCode::DocumentChanged, vec![("id", id.clone())]),
            E::Protected { id } => (ErrorCode::DocumentProtected, vec![("id", id.clone())]),
            E::Taken { id, other } => (
                ErrorCode::DocumentExists,
                vec![("id", id.clone()), ("other", other.clone())],
            ),
            E::Unlisted { id } => (ErrorCode::DocumentUnlisted, vec![("id", short(id))]),
            E::NotWritten { source, .. } if full(source) => (ErrorCode::DiskFull, Vec::new()),
            E::NotWritten { id, .. } => (ErrorCode::NotWritten, vec![("file", id.clone())]),
            E::NotBinned { id, .. } => (ErrorCode::NotBinned, vec![("id", id.clone())]),
        };
        let args: Vec<(&str, &str)> = args
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        Self::new(messages, code, &args).because(error)
    }
}
