//! Checking a whole library: what the problems list shows and `drillbook check` prints.

use crate::indexing::{LARGEST_PARSED, read_text};
use crate::library_settings;
use crate::problems::{of_skipped, sentences};
use crate::scenario;
use crate::session::Session;
use crate::wire::{FileProblems, LibraryProblems, Problem};
use drillbook_runbook as runbook;
use drillbook_text::Diagnostic;
use std::collections::BTreeMap;

/// The findings of a library.
#[derive(Debug)]
pub struct Checked {
    /// Files with findings, by path.
    pub files: Vec<FileProblems>,
    /// Documents that were looked at.
    pub documents: usize,
    /// Scenarios that were looked at.
    pub scenarios: usize,
    /// Some file could not be read.
    pub unreadable: bool,
}

/// How many files the problems list shows.
const LISTED: usize = 500;

/// Every finding of the library, by path.
pub(crate) fn check(session: &Session) -> Checked {
    let scenarios = scenario::of_library(session);
    let documents = findings(session)
        .into_iter()
        .map(|(path, found)| file(session, path, &found));
    let mut files: Vec<_> = documents.chain(scenario::problems(&scenarios)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let unreadable = files
        .iter()
        .flat_map(|file| &file.problems)
        .any(|problem| problem.code == "unreadable");
    Checked {
        files,
        documents: session.catalogue().records.len(),
        scenarios: scenarios.scenarios.len(),
        unreadable,
    }
}

/// The findings for the window: the worst files first.
pub(crate) fn list(session: &Session) -> LibraryProblems {
    let mut found: Vec<_> = findings(session).into_iter().collect();
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let worst = |found: &[Diagnostic]| found.iter().map(|diagnostic| diagnostic.severity).max();
    found.sort_by_key(|(_, found)| std::cmp::Reverse((worst(found), found.len())));
    let files = found
        .into_iter()
        .take(LISTED)
        .map(|(path, found)| file(session, path, &found))
        .collect();
    LibraryProblems { files, total }
}

fn findings(session: &Session) -> BTreeMap<String, Vec<Diagnostic>> {
    let links = session.links();
    let catalogue = session.catalogue();
    let mut all: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for (id, record) in &catalogue.records {
        let mut found = record.diagnostics.clone();
        found.extend(runbook::check_links(id, &record.links, &links));
        if !found.is_empty() {
            all.insert(id.clone(), found);
        }
    }
    for skipped in &catalogue.skipped {
        all.entry(skipped.path.clone())
            .or_default()
            .push(of_skipped(skipped));
    }
    let settings = session.settings();
    if !settings.diagnostics.is_empty() {
        all.entry(library_settings::FILE.to_owned())
            .or_default()
            .extend(settings.diagnostics.iter().cloned());
    }
    all
}

/// The findings of one file as sentences. The text is read again for the lines.
fn file(session: &Session, path: String, found: &[Diagnostic]) -> FileProblems {
    let record_title = session
        .catalogue()
        .records
        .get(&path)
        .map(|record| record.title.clone());
    let needs_text = found.iter().any(|diagnostic| diagnostic.span.is_some());
    let text = needs_text
        .then(|| read_text(&session.root, &path, LARGEST_PARSED).ok())
        .flatten();
    let text = text.map(|(text, ..)| text).unwrap_or_default();
    let mut problems: Vec<Problem> = sentences(session.messages(), &text, found);
    problems.sort_by_key(|problem| (std::cmp::Reverse(problem.severity), problem.line));
    FileProblems {
        openable: record_title.is_some(),
        title: record_title.unwrap_or_else(|| path.clone()),
        path,
        problems,
    }
}
