//! The document as it is now against the text that a run follows.

use super::{Loaded, Source};
use crate::session::Session;
use crate::wire::{RunChange, RunDiffKind, RunDiffLine, RunDiffPart};
use drillbook_runbook::run::{DiffKind, DiffLine, change, diff};

/// Lines of a difference that are shown; a document that was written anew is read, not compared.
const MOST_LINES: usize = 2000;

/// The change to ask about; none where the document reads as the run's text, or where the person chose already.
pub(super) fn asked(session: &Session, loaded: &Loaded) -> Option<RunChange> {
    let state = &loaded.run.state;
    if state.closing.is_some() {
        return None;
    }
    let now = Source::read(session, &state.started.document).ok()?;
    let content = &now.snapshot.content;
    if *content == state.snapshot.content || state.kept.as_ref() == Some(content) {
        return None;
    }
    let (old, new) = (&loaded.source, &now);
    let documents = [&old.document, &new.document];
    let found = change(state, &old.text, &new.text, documents, &now.snapshot);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Some(RunChange {
        sections: found.sections,
        kept: count(found.kept),
        new: count(found.new),
        gone: found.gone,
        diff: lines(&old.text, &new.text),
    })
}

/// The difference of two texts for the window.
pub(crate) fn lines(old: &str, new: &str) -> Vec<RunDiffLine> {
    diff(old, new)
        .into_iter()
        .take(MOST_LINES)
        .map(line)
        .collect()
}

fn line(line: DiffLine) -> RunDiffLine {
    let part = |part: drillbook_runbook::run::DiffPart| RunDiffPart {
        text: part.text,
        changed: part.changed,
    };
    RunDiffLine {
        kind: match line.kind {
            DiffKind::Same => RunDiffKind::Same,
            DiffKind::Added => RunDiffKind::Added,
            DiffKind::Removed => RunDiffKind::Removed,
            DiffKind::Gap => RunDiffKind::Gap,
        },
        old: line.old,
        new: line.new,
        parts: line.parts.into_iter().map(part).collect(),
    }
}
