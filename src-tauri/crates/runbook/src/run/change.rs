//! How two texts differ: as lines to be shown, as a unified diff, and by what it means for a run's steps.

use super::event::Snapshot;
use super::state::State;
use crate::Document;
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, DiffOp, TextDiff};
use std::collections::{BTreeSet, HashSet};

/// Lines that stay round each difference.
const CONTEXT: usize = 3;
/// Differences of more lines than this are shown without the words that differ within a line.
const MOST_WORDS: usize = 200;

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffLine {
    /// What became of it.
    pub kind: DiffKind,
    /// Its number in the old text, from 1.
    pub old: Option<u32>,
    /// Its number in the new text, from 1.
    pub new: Option<u32>,
    /// The line without its end.
    pub parts: Vec<DiffPart>,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffKind {
    /// It stands in both.
    Same,
    /// Only the new text has it.
    Added,
    /// Only the old text had it.
    Removed,
    /// Lines that are the same were left out here.
    Gap,
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffPart {
    /// The text.
    pub text: String,
    /// It is what differs within the line.
    pub changed: bool,
}

/// What a new text means for a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Headings of the sections that differ, in the order of the new text; those that are gone behind them.
    pub sections: Vec<String>,
    /// Steps that read as before.
    pub kept: usize,
    /// Steps that only the new text has.
    pub new: usize,
    /// Texts of the steps that only the old text has.
    pub gone: Vec<String>,
}

/// What following `new` (a text's document and steps) instead of the run's own `old` text would mean.
pub fn change(
    state: &State,
    old: &str,
    new: &str,
    documents: [&Document; 2],
    taken: &Snapshot,
) -> Change {
    let ours: HashSet<&str> = state
        .snapshot
        .steps
        .iter()
        .map(|step| step.hash.as_str())
        .collect();
    let theirs: HashSet<&str> = taken.steps.iter().map(|step| step.hash.as_str()).collect();
    let gone = state
        .snapshot
        .steps
        .iter()
        .filter(|step| !theirs.contains(step.hash.as_str()));
    let [before, after] = documents;
    let (before, after) = (sections(before, old), sections(after, new));
    let known: BTreeSet<&(String, &str)> = before.iter().chain(&after).collect();
    let differs = |section: &&(String, &str)| {
        known.contains(section) && !(before.contains(section) && after.contains(section))
    };
    let mut names: Vec<String> = Vec::new();
    for (heading, _) in after.iter().chain(&before).filter(differs) {
        if !names.contains(heading) {
            names.push(heading.clone());
        }
    }
    Change {
        sections: names,
        kept: ours.intersection(&theirs).count(),
        new: theirs.difference(&ours).count(),
        gone: gone.map(|step| step.text.clone()).collect(),
    }
}

/// Heading and text of each section; the text before the first heading goes by the document's title.
fn sections<'a>(document: &Document, text: &'a str) -> Vec<(String, &'a str)> {
    let heading = |section: &crate::Section| {
        if section.heading.is_empty() {
            document.title.clone()
        } else {
            section.heading.clone()
        }
    };
    let each = document.sections.iter();
    each.map(|section| (heading(section), section.span.of(text).trim_end()))
        .collect()
}

/// The difference as lines, with three lines round each change and the words marked that differ within a line.
pub fn diff(old: &str, new: &str) -> Vec<DiffLine> {
    let (old, new) = (unified(old), unified(new));
    let diff = TextDiff::from_lines(old.as_str(), new.as_str());
    let mut lines: Vec<DiffLine> = Vec::new();
    let mut end = 0;
    for group in diff.grouped_ops(CONTEXT) {
        let begins = group.first().map_or(0, |op| op.old_range().start);
        if begins > end {
            lines.push(gap());
        }
        end = group.last().map_or(end, |op| op.old_range().end);
        for op in group {
            lines.extend(lines_of(&diff, &op));
        }
    }
    if !lines.is_empty() && end < diff.old_len() {
        lines.push(gap());
    }
    lines
}

fn lines_of(diff: &TextDiff<'_, '_, str>, op: &DiffOp) -> Vec<DiffLine> {
    if op.old_range().len() + op.new_range().len() > MOST_WORDS {
        let changes = diff.iter_changes(op);
        let whole = |change: similar::Change<&str>| {
            let part = part(change.value(), false);
            line(
                change.tag(),
                change.old_index(),
                change.new_index(),
                vec![part],
            )
        };
        return changes.map(whole).collect();
    }
    // Without a deadline: the library's own would read a clock.
    let changes = diff.iter_inline_changes_deadline(op, None);
    changes
        .map(|change| {
            let parts = change.iter_strings_lossy();
            let parts = parts.map(|(changed, text)| part(&text, changed)).collect();
            line(change.tag(), change.old_index(), change.new_index(), parts)
        })
        .collect()
}

fn part(text: &str, changed: bool) -> DiffPart {
    DiffPart {
        text: text.trim_end_matches(['\n', '\r']).to_owned(),
        changed,
    }
}

fn line(
    tag: ChangeTag,
    old: Option<usize>,
    new: Option<usize>,
    mut parts: Vec<DiffPart>,
) -> DiffLine {
    let number = |index: usize| u32::try_from(index + 1).unwrap_or(u32::MAX);
    parts.retain(|part| !part.text.is_empty());
    DiffLine {
        kind: match tag {
            ChangeTag::Equal => DiffKind::Same,
            ChangeTag::Delete => DiffKind::Removed,
            ChangeTag::Insert => DiffKind::Added,
        },
        old: old.map(number),
        new: new.map(number),
        parts,
    }
}

fn gap() -> DiffLine {
    DiffLine {
        kind: DiffKind::Gap,
        old: None,
        new: None,
        parts: Vec::new(),
    }
}

/// Line endings are no difference to be shown.
fn unified(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The difference as a unified diff of the file `path`; empty where there is none.
pub fn patch(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let (before, after) = (format!("a/{path}"), format!("b/{path}"));
    let mut unified = diff.unified_diff();
    unified.context_radius(CONTEXT).header(&before, &after);
    unified.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &str) {
        let shown: Vec<String> = diff(old, new).iter().map(show).collect();
        assert_eq!(shown.join("\n"), expected);
    }

    fn show(line: &DiffLine) -> String {
        let sign = match line.kind {
            DiffKind::Same => ' ',
            DiffKind::Added => '+',
            DiffKind::Removed => '-',
            DiffKind::Gap => '…',
        };
        let text: String = line
            .parts
            .iter()
            .map(|part| {
                if part.changed {
                    format!("[{}]", part.text)
                } else {
                    part.text.clone()
                }
            })
            .collect();
        format!("{sign}{text}")
    }

    #[test]
    fn differences_are_shown_with_their_words_and_their_surroundings() {
        check("a\nb\n", "a\r\nb\r\n", "");
        check(
            "restart the old pod\n",
            "restart the new pod\n",
            "-restart the [old] pod\n+restart the [new] pod",
        );
        check(
            "1\n2\n3\n4\n5\n6\n7\n",
            "1\n2\n3\n4\n5\n6\nx\n",
            "…\n 4\n 5\n 6\n-[7]\n+[x]",
        );
        check("", "x\n", "+x");
    }

    #[test]
    fn a_patch_names_its_file() {
        let patch = patch("a b.md", "1\n", "2\n");
        assert_eq!(patch, "--- a/a b.md\n+++ b/a b.md\n@@ -1 +1 @@\n-1\n+2\n");
    }
}
