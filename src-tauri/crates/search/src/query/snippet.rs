//! The stretch of a section that shows why it matches: about [`LENGTH`] characters around the most, and the rarest,
//! different words of the query.

use std::ops::Range;

use super::highlight::{Mark, Matcher, parts, push};
use crate::outcome::Part;

/// Characters of a snippet, roughly: it begins and ends between words.
const LENGTH: usize = 160;
/// Characters before the first match.
const LEAD: usize = 40;
/// Bytes of a section that are looked at; a match behind them is found, but the snippet is then the beginning.
const LOOKED_AT: usize = 32_768;
/// What a word that is in the stretch already adds.
const REPEATED: f32 = 0.1;

/// The best stretch of one text.
pub(crate) struct Stretch<'a> {
    text: &'a str,
    marks: Vec<Mark>,
    /// Which of the marks it shows.
    shown: Range<usize>,
    /// The worth of the words that it shows.
    pub(crate) worth: f32,
}

impl<'a> Stretch<'a> {
    /// Finds the best stretch of `text`.
    pub(crate) fn best(text: &'a str, matcher: &Matcher<'_>) -> Self {
        let text = &text[..text.floor_char_boundary(LOOKED_AT)];
        let marks = matcher.marks(text);
        let (mut shown, mut worth) = (0..0, 0.0);
        for first in 0..marks.len() {
            let (end, sum) = reach(&marks, first, matcher);
            if sum > worth {
                (shown, worth) = (first..end, sum);
            }
        }
        Self {
            text,
            marks,
            shown,
            worth,
        }
    }

    /// The marks of the whole text.
    pub(crate) fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The stretch as parts, with an ellipsis where it is cut.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let start = self
            .marks
            .get(self.shown.start)
            .map_or(0, |first| back(self.text, first.span.start));
        let end = forth(self.text, start);
        let mut found = Vec::new();
        if !self.text[..start].trim().is_empty() {
            push(&mut found, "…", false);
        }
        for part in parts(self.text, start..end, &self.marks) {
            push(&mut found, &part.text, part.hit);
        }
        if let Some(last) = found.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        found.retain(|part| !part.text.is_empty());
        if !self.text[end..].trim().is_empty() {
            push(&mut found, "…", false);
        }
        found
    }
}

/// How far a stretch reaches that begins at the mark `first`, and what it is worth.
fn reach(marks: &[Mark], first: usize, matcher: &Matcher<'_>) -> (usize, f32) {
    let limit = marks[first].span.start + LENGTH - LEAD;
    let mut end = first;
    let mut sum = 0.0;
    while end < marks.len() && marks[end].span.end <= limit {
        let concept = marks[end].concept;
        let seen = marks[first..end].iter().any(|mark| mark.concept == concept);
        sum += matcher.worth(concept) * if seen { REPEATED } else { 1.0 };
        end += 1;
    }
    (end, sum)
}

/// The start of a stretch whose first match is at `at`: the line's beginning, else a word's some way before.
fn back(text: &str, at: usize) -> usize {
    let earliest = text[..at]
        .char_indices()
        .rev()
        .take(LEAD)
        .last()
        .map_or(at, |(start, _)| start);
    let before = &text[earliest..at];
    if let Some(line) = before.rfind('\n') {
        return earliest + line + 1;
    }
    if earliest == 0 {
        return 0;
    }
    // A space may be of several bytes, as the one that does not break.
    before
        .char_indices()
        .find(|(_, c)| c.is_whitespace())
        .map_or(at, |(space, c)| earliest + space + c.len_utf8())
}

/// The end of a stretch that begins at `start`: after the last word that fits.
fn forth(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let Some((cut, _)) = rest.char_indices().nth(LENGTH) else {
        return text.len();
    };
    let fits = &rest[..cut];
    // A text without spaces is cut where it must be.
    let end = fits
        .rfind(char::is_whitespace)
        .filter(|space| *space > cut / 2)
        .unwrap_or(cut);
    start + end
}
