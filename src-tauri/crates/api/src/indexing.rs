//! Bringing catalogue and index up to date with the files.
//!
//! A walk tells which documents are new, changed or gone; only those are read ([`reading`]). Readers
//! of several threads hand what they parsed to one writer ([`batches`]), which commits early so that
//! a search finds the first documents while the rest is being read.

mod batches;
mod reading;

use crate::catalogue::Record;
use crate::check::Asked;
use crate::problems;
use crate::session::{Problems, Session};
use crate::wire::{Change, IndexState, Notice, ProblemCounts, ProblemSeverity};
use batches::write;
use drillbook_library::{FileEntry, SkippedWhy, Walk};
use drillbook_runbook as runbook;
use drillbook_search as search;
use std::collections::{BTreeSet, HashMap};

pub(crate) use reading::{LARGEST_PARSED, read_text, too_large};

/// What to look at.
pub(crate) enum Scope {
    /// Everything.
    Library,
    /// These files; they may have changed, come or gone.
    Files(Vec<String>),
}

/// Brings the session up to date. A folder that cannot be read changes nothing: documents are taken
/// out only when a walk that saw the folder did not see them.
pub(crate) fn update(session: &Session, scope: &Scope) {
    let walk = session.root.walk();
    if !session.root.is_available() {
        session.set_available(false);
        return;
    }
    session.set_available(true);
    let resettled = session.reread_settings();
    if session.has_other_records() {
        session.events.emit(Change::Records);
    }
    if session.is_read_only() {
        session.catch_up();
    }
    let changes = take_in(session, walk, scope);
    if changes.is_empty() {
        session.set_state(resting_state(session));
        if resettled || session.catalogue().generation == 0 {
            count_problems(session);
            session.events.emit(Change::Documents { ids: Vec::new() });
        }
        if resettled {
            session.events.emit(Change::Library {
                library: session.info(),
            });
        }
        return;
    }
    tell_documents(session, &changes);
    let outcome = write(session, &changes);
    count_problems(session);
    tell_documents(session, &changes);
    session.events.emit(Change::Library {
        library: session.info(),
    });
    session.set_state(match outcome {
        Ok(()) => resting_state(session),
        Err(stopped) => state_after(session, &stopped, &changes),
    });
}

/// What differs between the files and the catalogue.
struct Changes {
    read: Vec<FileEntry>,
    gone: Vec<String>,
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.read.is_empty() && self.gone.is_empty()
    }
}

/// Why not everything was written.
enum Stopped {
    Cancelled { done: usize },
    Failed(search::Error),
    NoIndex,
}

/// Compares the walk with the catalogue. New documents are listed at once, by their file names.
fn take_in(session: &Session, walk: Walk, scope: &Scope) -> Changes {
    let mut catalogue = session.catalogue_mut();
    let seen: BTreeSet<&str> = walk
        .documents
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    let gone: Vec<String> = catalogue
        .records
        .keys()
        .filter(|id| !seen.contains(id.as_str()) && !is_hidden_by_error(&walk, id))
        .cloned()
        .collect();
    for id in gone {
        catalogue.records.remove(&id);
        catalogue.gone.insert(id);
    }
    // What came back is replaced instead.
    catalogue.gone.retain(|id| !seen.contains(id.as_str()));
    let mut read = Vec::new();
    for entry in &walk.documents {
        let named = matches!(scope, Scope::Files(ids) if ids.contains(&entry.id));
        let record = catalogue
            .records
            .entry(entry.id.clone())
            .or_insert_with(|| Record::unread(entry));
        if named
            || !record.is_read()
            || (record.size, record.modified) != (entry.size, entry.modified)
        {
            read.push(entry.clone());
        }
    }
    catalogue.files = walk.files;
    catalogue.skipped = walk.skipped;
    Changes {
        read,
        gone: catalogue.gone.iter().cloned().collect(),
    }
}

/// A folder above the document could not be read: the document may well be there.
fn is_hidden_by_error(walk: &Walk, id: &str) -> bool {
    walk.skipped.iter().any(|skipped| {
        matches!(skipped.why, SkippedWhy::Unreadable(_))
            && (skipped.path.is_empty()
                || id
                    .strip_prefix(&skipped.path)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    })
}

fn tell_documents(session: &Session, changes: &Changes) {
    let ids = changes
        .read
        .iter()
        .map(|entry| &entry.id)
        .chain(&changes.gone);
    let ids: Vec<String> = if changes.read.len() + changes.gone.len() > 100 {
        Vec::new()
    } else {
        ids.cloned().collect()
    };
    session.events.emit(Change::Documents { ids });
}

fn resting_state(session: &Session) -> IndexState {
    match session.index() {
        Some(_) if session.is_read_only() => IndexState::ReadOnly,
        Some(_) => IndexState::Ready,
        None => IndexState::Failed {
            message: session.messages().text("error_index_unavailable", &[]),
        },
    }
}

fn state_after(session: &Session, stopped: &Stopped, changes: &Changes) -> IndexState {
    match stopped {
        Stopped::Cancelled { done } => IndexState::Cancelled {
            done: number(*done),
            total: number(changes.read.len()),
        },
        Stopped::NoIndex => resting_state(session),
        Stopped::Failed(search::Error::ReadOnly) => IndexState::ReadOnly,
        Stopped::Failed(error) => {
            tracing::error!(%error, "the index could not be written");
            let message = session.messages().text("error_index_unavailable", &[]);
            let notice = Notice {
                code: "index-failed".into(),
                severity: ProblemSeverity::Warning,
                message: message.clone(),
            };
            session.events.emit(Change::Notice { notice });
            IndexState::Failed { message }
        }
    }
}

/// Counts each document's problems: its own, and those of its links as the library stands now.
fn count_problems(session: &Session) {
    let links = session.links();
    let asked = Asked::of(session, None);
    let catalogue = session.catalogue();
    let mut problems = Problems {
        by_document: HashMap::new(),
        counts: ProblemCounts::default(),
    };
    for (id, record) in &catalogue.records {
        let of_links = runbook::check_links(id, &record.links, &record.anchors, &links);
        let mut is_reported = asked.reports(id);
        let all = record.diagnostics.iter().chain(&of_links);
        let mut count = 0;
        for found in all.filter(|found| is_reported(found)) {
            problems.counts.add(found.severity);
            count += 1;
        }
        if count > 0 {
            problems.by_document.insert(id.clone(), count);
        }
    }
    for skipped in &catalogue.skipped {
        problems.counts.add(problems::of_skipped(skipped).severity);
    }
    for found in &session.settings().diagnostics {
        problems.counts.add(found.severity);
    }
    drop(catalogue);
    session.set_problems(problems);
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
