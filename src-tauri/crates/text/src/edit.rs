//! Edits of a text by byte range: what is not in an edit keeps its bytes.

use crate::Span;
use serde::{Deserialize, Serialize};

/// A range of bytes and the text that takes its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is taken out; empty where something is put in only.
    pub span: Span,
    /// What is put in.
    pub text: String,
}

impl Edit {
    /// Replaces the bytes from `start` to `end`.
    pub fn new(start: usize, end: usize, text: impl Into<String>) -> Self {
        Self {
            span: Span::new(start, end),
            text: text.into(),
        }
    }

    /// Puts `text` in at `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at, at, text)
    }
}

/// Applies `edits`, which stand in the order of the text. `None` where two overlap, one lies outside the text, or one cuts a
/// character.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start)?);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edits: &[(usize, usize, &str)], expected: Option<&str>) {
        let edits: Vec<_> = edits
            .iter()
            .map(|(start, end, text)| Edit::new(*start, *end, *text))
            .collect();
        assert_eq!(apply("aé\nb", &edits).as_deref(), expected, "{edits:?}");
    }

    #[test]
    fn what_is_not_in_an_edit_stays() {
        check(&[], Some("aé\nb"));
        check(&[(1, 3, "e"), (3, 3, "!"), (4, 5, "c")], Some("ae!\nc"));
        check(&[(5, 5, "\n")], Some("aé\nb\n"));
    }

    #[test]
    fn edits_that_do_not_fit_are_refused() {
        check(&[(2, 3, "")], None);
        check(&[(0, 3, ""), (1, 3, "")], None);
        check(&[(4, 9, "")], None);
    }
}
