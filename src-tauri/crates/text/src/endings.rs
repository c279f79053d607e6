//! Line endings and the byte order mark: how a file's text is handed out to be edited ([`shown`]), and how what was edited
//! becomes the file's text again ([`restore`]).
//!
//! Whoever edits sees `\n` and nothing else. A line keeps the ending that it has in the file, also where it was changed, a new
//! one gets the ending that most lines have, and the mark stays where it was. Which bytes are no text is for others to say.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::borrow::Cow;
use std::collections::HashSet;

/// What some editors write before the text.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text as it is edited: without the mark, `\n` behind each line.
pub fn shown(text: &str) -> String {
    let body = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    unified(body).into_owned()
}

/// `edited` as the file's text: with the mark and the endings of `original`. What was not edited comes back byte for byte.
pub fn restore(original: &str, edited: &str) -> String {
    let body = original.strip_prefix(BYTE_ORDER_MARK).unwrap_or(original);
    let before: Vec<Line<'_>> = Line::all(body).collect();
    let edited = unified(edited);
    let after: Vec<&str> = edited.split('\n').collect();
    let usual = most_common(&before);
    let mixed = before
        .iter()
        .any(|line| !line.ending.is_empty() && line.ending != usual);
    let kept = if mixed {
        kept(&before, &after)
    } else {
        vec![None; after.len()]
    };
    let mut text = String::with_capacity(original.len().max(edited.len()) + after.len());
    if body.len() < original.len() {
        text.push(BYTE_ORDER_MARK);
    }
    for (at, (line, kept)) in after.iter().zip(kept).enumerate() {
        text.push_str(line);
        if at + 1 < after.len() {
            text.push_str(match kept.unwrap_or(usual) {
                // Behind a line that ends with `\r` it would be read as the rest of that ending.
                "\n" if line.is_empty() && text.ends_with('\r') => "\r\n",
                ending => ending,
            });
        }
    }
    text
}

/// A line and what ends it; nothing ends the last one.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    ending: &'static str,
}

impl<'a> Line<'a> {
    fn all(text: &'a str) -> impl Iterator<Item = Self> {
        let mut rest = Some(text);
        std::iter::from_fn(move || {
            let here = rest?;
            let Some(at) = here.find(['\n', '\r']) else {
                rest = None;
                return Some(Self {
                    text: here,
                    ending: "",
                });
            };
            let (text, behind) = here.split_at(at);
            let ending = ["\r\n", "\n", "\r"]
                .into_iter()
                .find(|ending| behind.starts_with(ending))
                .unwrap_or("\n");
            rest = behind.get(ending.len()..);
            Some(Self { text, ending })
        })
    }
}

fn unified(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The ending that most lines have; `\n` where there is none, and where two are as common.
fn most_common(lines: &[Line<'_>]) -> &'static str {
    let count = |ending: &str| lines.iter().filter(|line| line.ending == ending).count();
    ["\r", "\r\n", "\n"]
        .into_iter()
        .max_by_key(|ending| count(ending))
        .unwrap_or("\n")
}

/// For each line of `after` the ending that it had, where it was there before. What is the same from either end on is not
/// searched: of two equal lines the one that was typed is the one at the edit.
fn kept(before: &[Line<'_>], after: &[&str]) -> Vec<Option<&'static str>> {
    let (old, new) = (before.iter(), after.iter());
    let head = old
        .clone()
        .zip(new.clone())
        .take_while(|(old, new)| old.text == **new)
        .count();
    let most = before.len().min(after.len()) - head;
    let tail = old
        .rev()
        .zip(new.rev())
        .take(most)
        .take_while(|(old, new)| old.text == **new)
        .count();
    let mut endings = vec![None; after.len()];
    let (old_tail, new_tail) = (before.len() - tail, after.len() - tail);
    let mut keep = |new: usize, old: usize| {
        let ending = before[old].ending;
        endings[new] = (!ending.is_empty()).then_some(ending);
    };
    (0..head).for_each(|at| keep(at, at));
    (0..tail).for_each(|at| keep(new_tail + at, old_tail + at));
    for (old, new) in same(&before[head..old_tail], &after[head..new_tail]) {
        keep(head + new, head + old);
    }
    endings
}

/// Pairs of places, before and after, of lines that stayed.
fn same(before: &[Line<'_>], after: &[&str]) -> Vec<(usize, usize)> {
    let old: HashSet<&str> = before.iter().map(|line| line.text).collect();
    let new: HashSet<&str> = after.iter().copied().collect();
    // A line that stands on one side only pairs with none: without those a text that was replaced whole costs nothing.
    let old_places: Vec<usize> = (0..before.len())
        .filter(|at| new.contains(before[*at].text))
        .collect();
    let new_places: Vec<usize> = (0..after.len())
        .filter(|at| old.contains(after[*at]))
        .collect();
    let left: Vec<&str> = old_places.iter().map(|at| before[*at].text).collect();
    let right: Vec<&str> = new_places.iter().map(|at| after[*at]).collect();
    let mut pairs = Vec::new();
    for part in capture_diff_slices(Algorithm::Myers, &left, &right) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = part
        {
            let each =
                (0..len).map(|nth| (old_places[old_index + nth], new_places[new_index + nth]));
            pairs.extend(each);
        }
    }
    changed(&mut pairs, (before.len(), after.len()));
    pairs
}

/// Adds the lines that were changed: between two that stayed, each with the one in its place, counted from behind, since what
/// ends a line that was divided stands behind its last part.
fn changed(pairs: &mut Vec<(usize, usize)>, (before, after): (usize, usize)) {
    let (mut old, mut new) = (0, 0);
    let mut all = Vec::new();
    for (to_old, to_new) in pairs.iter().copied().chain([(before, after)]) {
        let both = (to_old - old).min(to_new - new);
        all.extend((1..=both).rev().map(|back| (to_old - back, to_new - back)));
        all.push((to_old, to_new));
        (old, new) = (to_old + 1, to_new + 1);
    }
    all.pop();
    *pairs = all;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(original: &str, edited: &str, expected: &str) {
        assert_eq!(restore(original, edited), expected);
    }

    #[test]
    fn lines_keep_their_endings_and_new_ones_get_the_usual() {
        check("a\r\nb\r\n", "a\nx\nb\n", "a\r\nx\r\nb\r\n");
        check("a\nb\r\nc\n", "a\nb\nx\nc\n", "a\nb\r\nx\nc\n");
        check("a\r\nb\r\nc\n", "c\nnew\n", "c\nnew\r\n");
        check("a\rb\r", "a\nb\nc\n", "a\rb\rc\r");
        check("", "a\nb", "a\nb");
    }

    #[test]
    fn mark_and_final_newline_are_as_they_were() {
        check("\u{feff}a\r\n", "a\nb\n", "\u{feff}a\r\nb\r\n");
        check("a\r\nb", "a\nb", "a\r\nb");
        // A line that was the last one gets an ending when it is no longer.
        check("a\r\nb", "a\nb\nc", "a\r\nb\r\nc");
        check("a\nb\r\n", "a\nb", "a\nb");
    }

    /// A single `\r` that somebody wrote, and an empty line behind it, are two lines still.
    #[test]
    fn an_ending_never_becomes_part_of_another() {
        check("a\rb\nc\n", "a\n\nb\nc\n", "a\r\r\nb\nc\n");
    }

    #[test]
    fn a_line_that_was_changed_or_divided_keeps_its_ending() {
        check("a\nb\r\nc\n", "a\nB\nc\n", "a\nB\r\nc\n");
        check("a\nb\r\nc\n", "a\nb1\nb2\nc\n", "a\nb1\nb2\r\nc\n");
    }

    #[test]
    fn repeated_lines_keep_theirs() {
        let original = "x\r\n\r\ny\n\nz\n\n";
        check(original, &shown(original), original);
        check(original, "x\n\ny\n\nz!\n\n", "x\r\n\r\ny\n\nz!\n\n");
    }

    #[test]
    fn a_large_text_of_mixed_endings_that_was_replaced_whole_takes_no_time() {
        let original = "old\r\nold\n".repeat(60_000);
        let edited = "new\n".repeat(60_000);
        assert_eq!(shown(&restore(&original, &edited)), edited);
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\r\n".to_owned()),
            Just("\n".to_owned()),
            Just("\r".to_owned()),
            Just("\u{feff}".to_owned()),
            Just("\u{2028}".to_owned()),
            "[ab]{0,2}",
            "\\PC{0,3}",
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_was_not_edited_comes_back_byte_for_byte(original in texts()) {
            prop_assert_eq!(restore(&original, &shown(&original)), original);
        }

        #[test]
        fn what_was_edited_reads_as_it_was_typed(original in texts(), edited in texts()) {
            let edited = shown(&edited);
            // A mark that is typed in front of a text without one would be taken for the file's.
            prop_assume!(!edited.starts_with(BYTE_ORDER_MARK));
            prop_assert_eq!(shown(&restore(&original, &edited)), edited);
        }

        #[test]
        fn lines_before_and_behind_an_edit_keep_their_bytes(before in texts(), behind in texts(), typed in "[xyz\n]{0,6}") {
            let original = format!("{before}\nmiddle one\r\n{behind}");
            let shown = shown(&original);
            let edited = shown.replacen("middle one", &format!("middle {typed} two"), 1);
            let restored = restore(&original, &edited);
            prop_assert!(restored.starts_with(&format!("{before}\n")), "{restored:?}");
            prop_assert!(restored.ends_with(&format!(" two\r\n{behind}")), "{restored:?}");
        }
    }
}
