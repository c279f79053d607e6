//! The documents that a scenario speaks of, as the open library has them, or else the starter library, in which the
//! scenarios that come with the app have theirs.

use crate::App;
use crate::rows;
use crate::scenario::references::LibraryReferences;
use crate::session::Session;
use crate::wire::DrillDocument;
use drillbook_drill::model::{Reference, Scenario};
use drillbook_library::Root;
use std::path::PathBuf;
use std::sync::Arc;

/// The open library, asked for documents of scenarios.
pub(super) struct Documents {
    session: Option<Arc<Session>>,
    starter: Option<PathBuf>,
}

impl App {
    pub(super) fn drill_documents(&self) -> Documents {
        Documents {
            session: self.session(),
            starter: self.shipped_folder(),
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
            starter: id.is_none().then(|| self.in_starter(path)).flatten(),
            document: id,
            slug: String::new(),
            title: title.unwrap_or_else(|| path.to_owned()),
        }
    }

    /// The document that a scenario calls by this path, in the starter library; none where that is the open one.
    fn in_starter(&self, path: &str) -> Option<String> {
        let root = Root::open(self.starter.as_deref()?).ok()?;
        let open = self.session.as_ref().map(|session| session.root.path());
        let names = [path.to_owned(), format!("{path}.md")];
        let mut there = names.into_iter().filter(|name| root.read(name, 1).is_ok());
        there.next().filter(|_| open != Some(root.path()))
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

    /// As [`Self::of_runbook`], in the drill's language where the library has it so.
    pub(super) fn in_language(&self, scenario: &Scenario, runbook: usize) -> Option<DrillDocument> {
        let found = self.of_runbook(scenario, runbook)?;
        let mut known = self.translations(found.document.as_deref().unwrap_or_default());
        let told = known.find(|(_, language)| *language == scenario.language);
        Some(match told {
            Some((id, _)) => DrillDocument {
                title: self.title(&id).unwrap_or(found.title),
                document: Some(id),
                ..found
            },
            None => found,
        })
    }

    /// Whether one of these ids is the document, or the document in another language.
    pub(super) fn is_same(&self, id: &str, other: &str) -> bool {
        id == other || self.translations(id).any(|(known, _)| known == other)
    }

    /// The ids of a document in other languages, with those.
    fn translations(&self, id: &str) -> impl Iterator<Item = (String, String)> + use<> {
        let session = self.session.as_ref();
        let found = session.map(|session| rows::translations(&session.catalogue(), id));
        let each = found.unwrap_or_default().into_iter();
        each.map(|known| (known.id, known.language))
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
        all.filter_map(|at| self.in_language(scenario, at))
            .collect()
    }
}
