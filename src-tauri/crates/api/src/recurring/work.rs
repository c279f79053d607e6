//! The recurring work of a library: its documents with a schedule. A document and its translations are one work: it is
//! done once, by whoever follows whichever.

use crate::catalogue::Record;
use crate::messages::Tongue;
use crate::rows::base_name;
use crate::session::Session;
use drillbook_runbook::life::Status;
use drillbook_runbook::schedule::Schedule;
use std::collections::BTreeMap;

/// Something that is to be done again and again.
pub(super) struct Work {
    /// The document in the person's language, where there is one.
    pub(super) document: String,
    /// It and its translations.
    pub(super) all: Vec<String>,
    pub(super) title: String,
    pub(super) owner: Option<String>,
    /// The schedule as written.
    pub(super) words: String,
    pub(super) schedule: Schedule,
}

impl Work {
    pub(super) fn is_of(&self, document: &str) -> bool {
        self.all.iter().any(|own| own == document)
    }
}

/// All of it, by document. Drafts are not in force yet, and what is deprecated is not any more.
pub(super) fn works(session: &Session, tongue: Tongue) -> Vec<Work> {
    let catalogue = session.catalogue();
    let mut groups: BTreeMap<String, Vec<(&String, &Record)>> = BTreeMap::new();
    for (id, record) in &catalogue.records {
        let status = record.status.as_deref().and_then(Status::of_word);
        let is_done = !matches!(status, Some(Status::Draft | Status::Deprecated));
        if record.schedule.is_some() && is_done {
            groups.entry(base_name(id)).or_default().push((id, record));
        }
    }
    groups
        .into_values()
        .filter_map(|group| work(&group, tongue))
        .collect()
}

/// The work of a document and its translations; `None` where the schedule is not understood, which the document's problems
/// tell.
fn work(group: &[(&String, &Record)], tongue: Tongue) -> Option<Work> {
    let spoken = |(_, record): &&(&String, &Record)| record.language == tongue.code();
    // The shortest name is the one without a language in it.
    let plain = || group.iter().min_by_key(|(id, _)| id.len());
    let (id, record) = group.iter().find(spoken).or_else(plain)?;
    let words = record.schedule.clone()?;
    Some(Work {
        document: (*id).clone(),
        all: group.iter().map(|(id, _)| (*id).clone()).collect(),
        title: record.title.clone(),
        owner: record.owner.clone(),
        schedule: Schedule::read(&words)?,
        words,
    })
}
