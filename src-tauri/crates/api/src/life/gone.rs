//! Which documents are for alerts that no rule has any more. Reading the rules takes a while, so it is kept for as long as the
//! catalogue stands.

use crate::coverage;
use crate::session::Session;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

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
pub(super) struct Kept(Mutex<Option<(u64, Arc<Gone>)>>);

impl Kept {
    pub(super) fn of(&self, session: &Session) -> Arc<Gone> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let revision = session.catalogue().revision;
        match &*kept {
            Some((known, gone)) if *known == revision => Arc::clone(gone),
            _ => {
                let gone = Arc::new(read(session));
                *kept = Some((revision, Arc::clone(&gone)));
                gone
            }
        }
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
