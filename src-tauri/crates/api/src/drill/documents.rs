//! The documents that a scenario speaks of, as the open library has them.

use crate::App;
use crate::scenario::references::LibraryReferences;
use crate::session::Session;
use crate::wire::DrillDocument;
use drillbook_drill::model::{Reference, Scenario};
use std::sync::Arc;

/// The open library, asked for documents of scenarios.
pub(super) struct Documents {
    session: Option<Arc<Session>>,
}

impl App {
    pub(super) fn drill_documents(&self) -> Documents {
        Documents {
            session: self.session(),
        }
    }
}

impl Documents {
    pub(super) fn session(&self) -> Option<&Arc<Session>> {
        self.session.as_ref()
    }

    /// The document that a scenario calls by this path.
    pub(super) fn of_path(&self, path: &str) -> DrillDocument {
        let session = self.session.as_deref();
        let id = session.and_then(|session| LibraryReferences::new(session).id(path));
        let title = id.as_deref().and_then(|id| self.title(id));
        DrillDocument {
            document: id,
            slug: String::new(),
            title: title.unwrap_or_else(|| path.to_owned()),
        }
    }

    /// The document of this id, where the library has it.
    pub(super) fn title(&self, id: &str) -> Option<String> {
        let catalogue = self.session.as_ref()?.catalogue();
        let record = catalogue.records.get(id)?;
        Some(record.title.clone())
    }

    /// The hash of a document's content as the library has it; empty where it has none.
    pub(super) fn hash(&self, id: &str) -> String {
        let found = self.session.as_ref().and_then(|session| {
            let catalogue = session.catalogue();
            catalogue.records.get(id).map(|record| record.hash.clone())
        });
        found.unwrap_or_default()
    }

    pub(super) fn of_runbook(&self, scenario: &Scenario, runbook: usize) -> Option<DrillDocument> {
        let known = scenario.runbooks.get(runbook)?;
        Some(self.of_path(&known.document))
    }

    /// The section that a reference leads to.
    pub(super) fn of_reference(
        &self,
        scenario: &Scenario,
        reference: &Reference,
    ) -> Option<DrillDocument> {
        let found = self.of_runbook(scenario, reference.runbook)?;
        Some(DrillDocument {
            slug: reference.slug.clone(),
            ..found
        })
    }

    pub(super) fn runbooks(&self, scenario: &Scenario) -> Vec<DrillDocument> {
        let all = 0..scenario.runbooks.len();
        all.filter_map(|at| self.of_runbook(scenario, at)).collect()
    }
}
