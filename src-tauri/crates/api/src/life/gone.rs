//! Which documents are for alerts that no rule has any more. Reading the rules takes a while, so it is kept for as long as the
//! catalogue stands.

use crate::coverage;
use crate::memo::Memo;
use crate::session::Session;
use std::collections::HashMap;
use std::sync::Arc;

/// What the alert rules of the library say about its documents.
#[derive(Debug, Default)]
pub(super) struct Gone {
    /// How many rules there are.
    pub(super) rules: usize,
    /// The alerts that are gone, by document.
    pub(super) alerts: HashMap<String, Vec<String>>,
}

/// What was found last, and of which revision of the catalogue.
#[derive(Debug, Default)]
pub(super) struct Kept(Memo<u64, Gone>);

impl Kept {
    pub(super) fn of(&self, session: &Session) -> Arc<Gone> {
        let revision = session.catalogue().revision;
        self.0.get(revision, || read(session))
    }
}

fn read(session: &Session) -> Gone {
    let report = coverage::report(session, &[]);
    let mut gone = Gone {
        rules: report.rules,
        ..Gone::default()
    };
    for orphan in report.orphans {
        gone.alerts
            .entry(orphan.document)
            .or_default()
            .push(orphan.alert);
    }
    gone
}
