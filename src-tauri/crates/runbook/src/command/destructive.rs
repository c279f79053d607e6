//! Which commands destroy, stop or cannot be undone, so that they are marked before use.

use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// What a command does that cannot be taken lightly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destructive {
    /// The words that say so, as written: `kubectl delete`, `rm -rf`.
    pub verb: String,
    /// Where they stand in the text that was looked at.
    pub span: Span,
    /// What is at stake.
    pub harm: Harm,
}

/// What is at stake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Harm {
    /// Something stops or restarts; it can be started again.
    StopsService,
    /// It is hard or impossible to take back.
    CannotBeUndone,
    /// Data is lost.
    LosesData,
}

/// The destructive parts of a command or a block of commands, the first of each line.
pub fn destructive(text: &str) -> Vec<Destructive> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        for (words, harm) in [
            ("kubectl delete", Harm::CannotBeUndone),
            ("rm -rf", Harm::LosesData),
        ] {
            if let Some(start) = line.find(words) {
                found.push(Destructive {
                    verb: words.to_owned(),
                    span: Span::new(at + start, at + start + words.len()),
                    harm,
                });
            }
        }
        at += line.len();
    }
    found
}
