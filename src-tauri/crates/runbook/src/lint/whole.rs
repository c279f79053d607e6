//! What a document as a whole lacks: a name that works, an owner, a review, the sections of its kind, expected results,
//! a way back.

use super::vocabulary::{Asked, POSTMORTEM, RUNBOOK, SOP, is_about};
use crate::steps::{Procedure, procedure};
use crate::{Document, Kind, destructive};
use drillbook_text::{Code, Diagnostic, Severity};

/// Findings of one kind in one document; a page full of them is one problem, not a hundred.
const MOST: usize = 20;

/// Headings that tell how to go back.
const WAYS_BACK: [&str; 10] = [
    "rollback",
    "roll back",
    "back-out",
    "back out",
    "backout",
    "undo",
    "revert",
    "restore",
    "pengembalian",
    "mundur",
];
/// What file names hold at their own risk: links and shells take these for something else.
const AWKWARD: &str = " #%?&:*\"<>|\\";

pub(super) fn lint(path: &str, text: &str, document: &Document) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = file_name(path).into_iter().collect();
    if document.kind == Kind::Reference {
        return found;
    }
    found.extend(keeping(document));
    found.extend(missing_sections(document));
    if matches!(document.kind, Kind::Runbook | Kind::Sop) {
        let steps = procedure(document, text);
        found.extend(expected_results(document, &steps).take(MOST));
        found.extend(way_back(document));
    }
    found
}

fn file_name(path: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let awkward = name
        .chars()
        .find(|c| AWKWARD.contains(*c) || c.is_control())?;
    let shown = if awkward == ' ' { '\u{2423}' } else { awkward };
    let finding = Diagnostic::new(Code::FileName, Severity::Info, None);
    Some(finding.with("character", shown.to_string()))
}

/// Who keeps it, and until when. A review after an incident is written once.
fn keeping(document: &Document) -> Vec<Diagnostic> {
    let front = &document.front_matter;
    let reviewed = front.last_reviewed.is_some()
        || front.next_review.is_some()
        || front.review_interval.is_some();
    let mut found = Vec::new();
    if front.owner.is_none() {
        found.push(Diagnostic::new(Code::OwnerMissing, Severity::Warning, None));
    }
    if !reviewed && document.kind != Kind::Postmortem {
        found.push(Diagnostic::new(
            Code::ReviewMissing,
            Severity::Warning,
            None,
        ));
    }
    found
}

fn missing_sections(document: &Document) -> impl Iterator<Item = Diagnostic> + '_ {
    let asked: &[Asked] = match document.kind {
        Kind::Runbook => &RUNBOOK,
        Kind::Sop => &SOP,
        Kind::Postmortem => &POSTMORTEM,
        Kind::Service | Kind::Checklist | Kind::Reference => &[],
    };
    asked
        .iter()
        .filter(|(_, words)| !has_heading(document, words))
        .map(|(section, _)| {
            let missing = Diagnostic::new(Code::SectionMissing, Severity::Warning, None);
            missing
                .with("kind", document.kind.as_str())
                .with("section", *section)
        })
}

fn has_heading(document: &Document, words: &[&str]) -> bool {
    let mut sections = document.sections.iter();
    sections.any(|section| section.level > 1 && is_about(&section.heading, words))
}

/// Steps whose command destroys or stops something, and that do not say what is to be seen then.
fn expected_results<'a>(
    document: &'a Document,
    steps: &'a Procedure,
) -> impl Iterator<Item = Diagnostic> + 'a {
    steps.steps.iter().filter_map(|step| {
        let mut commands = step
            .commands
            .iter()
            .filter_map(|at| document.commands.get(*at));
        let destroys =
            commands.any(|command| !destructive(&command.copy, &command.language).is_empty());
        if !destroys || !step.branches.is_empty() {
            return None;
        }
        Some(Diagnostic::new(
            Code::ExpectedMissing,
            Severity::Warning,
            Some(step.span),
        ))
    })
}

/// The first command that destroys something, in a document that tells nowhere how to go back.
fn way_back(document: &Document) -> Option<Diagnostic> {
    if has_heading(document, &WAYS_BACK) {
        return None;
    }
    document.commands.iter().find_map(|command| {
        let first = destructive(&command.copy, &command.language)
            .into_iter()
            .next()?;
        let missing = Diagnostic::new(Code::RollbackMissing, Severity::Warning, Some(command.span));
        Some(missing.with("command", first.verb))
    })
}
