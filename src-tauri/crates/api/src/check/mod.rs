//! Checking a whole library: what the problems list shows and `drillbook check` prints.

mod baseline;
mod first;

use crate::catalogue::Record;
use crate::indexing::{LARGEST_PARSED, read_text};
use crate::library_settings::{self, Stored};
use crate::problems::{of_skipped, sentences};
use crate::scenario;
use crate::session::Session;
use crate::wire::{FileProblems, LibraryProblems, Problem};
use drillbook_runbook as runbook;
use drillbook_runbook::lint::Profile;
use drillbook_text::{Code, Diagnostic};
use std::collections::{BTreeMap, HashMap};

pub use baseline::Baseline;

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
    /// How much was asked of the documents.
    pub profile: Profile,
    /// Findings that the baseline knows and that are left out.
    pub known: usize,
}

/// How many files the problems list shows.
const LISTED: usize = 500;

/// Every finding of the library, by path; with `profile` instead of the one that its settings ask for.
pub(crate) fn check(session: &Session, profile: Option<Profile>) -> Checked {
    let asked = Asked::of(session, profile);
    let scenarios = scenario::of_library(session);
    let all = findings(session, &asked);
    let is_unread = |found: &Diagnostic| found.code == Code::Unreadable;
    let unread_document = all.values().flatten().any(is_unread);
    let number = |found: &BTreeMap<String, Vec<Diagnostic>>| found.values().map(Vec::len).sum();
    let before: usize = number(&all);
    let left = asked.unknown(all);
    let known = before - number(&left);
    let documents = left
        .into_iter()
        .map(|(path, found)| file(session, path, &found));
    let mut files: Vec<_> = documents.chain(scenario::problems(&scenarios)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let unread_scenario = files
        .iter()
        .flat_map(|file| &file.problems)
        .any(|problem| problem.code == Code::Unreadable.as_str());
    Checked {
        files,
        documents: session.catalogue().records.len(),
        scenarios: scenarios.scenarios.len(),
        unreadable: unread_document || unread_scenario,
        profile: asked.profile,
        known,
    }
}

/// The baseline of what is found in documents now. Scenarios, settings and files that could not be read are no part of it:
/// those must be sound.
pub(crate) fn baseline(session: &Session, profile: Option<Profile>) -> Baseline {
    let mut all = findings(session, &Asked::of(session, profile));
    let catalogue = session.catalogue();
    all.retain(|path, _| catalogue.records.contains_key(path));
    Baseline::of(all.iter().flat_map(|(path, found)| {
        found
            .iter()
            .map(move |diagnostic| (path.as_str(), diagnostic))
    }))
}

/// The findings for the window: what to mend first, then the worst files first. `runs` tells how often each document was
/// followed.
pub(crate) fn list(session: &Session, runs: &HashMap<String, u32>) -> LibraryProblems {
    let asked = Asked::of(session, None);
    let left = asked.unknown(findings(session, &asked));
    let first = first::choose(session, &left, runs);
    let first = first
        .into_iter()
        .map(|chosen| chosen.told(session))
        .collect();
    let mut found: Vec<_> = left.into_iter().collect();
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let worst = |found: &[Diagnostic]| found.iter().map(|diagnostic| diagnostic.severity).max();
    found.sort_by_key(|(_, found)| std::cmp::Reverse((worst(found), found.len())));
    let files = found
        .into_iter()
        .take(LISTED)
        .map(|(path, found)| file(session, path, &found))
        .collect();
    LibraryProblems {
        first,
        files,
        total,
    }
}

/// What is asked of a library's documents: by its settings, or this once.
pub(crate) struct Asked {
    settings: std::sync::Arc<Stored>,
    profile: Profile,
}

impl Asked {
    pub(crate) fn of(session: &Session, profile: Option<Profile>) -> Self {
        let settings = session.settings();
        Self {
            profile: profile.unwrap_or(settings.settings.checks.profile),
            settings,
        }
    }

    /// Whether a finding in the file `id` is asked for: by the profile, and by no exception.
    fn asks(&self, id: &str, found: &Diagnostic) -> bool {
        let settings = &self.settings.settings;
        if settings.is_template(id) && is_asked_of_writers(found.code) {
            return false;
        }
        let exceptions = &settings.checks.exceptions;
        self.profile.reports(found.code)
            && !exceptions
                .iter()
                .any(|exception| exception.holds(id, found.code))
    }

    /// Tells of the findings of the file `id`, one after the other, whether they are reported: asked for, and not the
    /// baseline's.
    pub(crate) fn reports(&self, id: &str) -> impl FnMut(&Diagnostic) -> bool {
        let mut is_new = self.settings.baseline.news(id);
        move |found| self.asks(id, found) && is_new(found)
    }

    /// What is left of `found` without the baseline's.
    fn unknown(
        &self,
        mut found: BTreeMap<String, Vec<Diagnostic>>,
    ) -> BTreeMap<String, Vec<Diagnostic>> {
        for (path, found) in &mut found {
            found.retain(self.settings.baseline.news(path));
        }
        found.retain(|_, found| !found.is_empty());
        found
    }
}

/// What whoever makes a document from a template has still to do is nothing that the template lacks.
fn is_asked_of_writers(code: Code) -> bool {
    use Code::{
        ExpectedMissing, OwnerMissing, PlaceholderLeft, ReviewMissing, RollbackMissing,
        SectionEmpty, SectionMissing,
    };
    matches!(
        code,
        ExpectedMissing
            | OwnerMissing
            | PlaceholderLeft
            | ReviewMissing
            | RollbackMissing
            | SectionEmpty
            | SectionMissing
    )
}

/// What is asked for and found in each file, the baseline's findings among it.
fn findings(session: &Session, asked: &Asked) -> BTreeMap<String, Vec<Diagnostic>> {
    let links = session.links();
    let catalogue = session.catalogue();
    let mut all: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for (id, record) in &catalogue.records {
        let mut found = record.diagnostics.clone();
        let (own, anchors) = (&record.links, &record.anchors);
        found.extend(runbook::check_links(id, own, anchors, &links));
        all.insert(id.clone(), found);
    }
    for skipped in &catalogue.skipped {
        let found = all.entry(skipped.path.clone()).or_default();
        found.push(of_skipped(skipped));
    }
    let own = asked.settings.diagnostics.iter().cloned();
    let settings = all.entry(library_settings::FILE.to_owned()).or_default();
    settings.extend(own);
    for (id, found) in &mut all {
        found.retain(|found| asked.asks(id, found));
    }
    all.retain(|_, found| !found.is_empty());
    all
}

/// How many links of each document lead nowhere, as far as the team wants to know.
pub(crate) fn dead_links(session: &Session) -> HashMap<String, u32> {
    let all = findings(session, &Asked::of(session, None)).into_iter();
    let counted = all.map(|(id, found)| (id, count_dead(found.iter())));
    counted.filter(|(_, dead)| *dead > 0).collect()
}

/// How many links of one document lead nowhere, as far as the team wants to know.
pub(crate) fn dead_links_of(session: &Session, id: &str, record: &Record) -> u32 {
    let asked = Asked::of(session, None);
    let found = runbook::check_links(id, &record.links, &record.anchors, &session.links());
    count_dead(found.iter().filter(|found| asked.asks(id, found)))
}

fn count_dead<'a>(found: impl Iterator<Item = &'a Diagnostic>) -> u32 {
    let dead = found.filter(|found| {
        matches!(
            found.code,
            Code::LinkDead | Code::AnchorDead | Code::ImageDead
        )
    });
    u32::try_from(dead.count()).unwrap_or(u32::MAX)
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
