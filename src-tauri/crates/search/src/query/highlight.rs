//! Marking what matched, by the same analysis that found it: whole words, their stems, identifiers and their parts, and
//! the beginning that is being typed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::concept::{Concept, Role};
use super::is_meant;
use crate::analysis::{self, Kind, STEM_EN, STEM_ID, Stemmer};
use crate::entry::Language;
use crate::outcome::Part;

/// Finds the words of a query in texts.
pub(crate) struct Matcher<'a> {
    /// By term: the concept that it counts as, and whether it was meant so.
    terms: HashMap<&'a str, (usize, bool)>,
    /// What each concept is worth: its rarity, or nothing for a word that is everywhere.
    worth: Vec<f32>,
    /// Whose stems are among the terms; English and Indonesian.
    stemmed: [bool; 2],
}

/// A place in a text that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where, in bytes.
    pub(crate) span: Range<usize>,
    /// Which concept.
    pub(crate) concept: usize,
    /// Whether the word was meant, rather than a slip away.
    pub(crate) meant: bool,
}

/// A short word that is worth less than this share of the rarest one is not marked: `the` and `of` would be everywhere.
/// A longer one is what somebody asked for, however often the library says it (`checkout` in a shop's).
const WORTHLESS: f32 = 0.12;
const SHORT: usize = 4;

thread_local! {
    /// Kept from search to search, because they remember the stems of the library's words.
    static STEMMERS: RefCell<[Stemmer; 2]> =
        RefCell::new([analysis::stemmer(Language::En), analysis::stemmer(Language::Id)]);
}

impl<'a> Matcher<'a> {
    /// A matcher for concepts of the given rarities.
    pub(crate) fn new(concepts: &'a [Concept], rarities: &[f32]) -> Self {
        let mut terms = HashMap::new();
        for (nth, concept) in concepts
            .iter()
            .enumerate()
            .filter(|(_, concept)| concept.role != Role::Full)
        {
            for alternative in &concept.terms {
                terms
                    .entry(alternative.term.as_str())
                    .or_insert((nth, is_meant(alternative.how)));
            }
        }
        let words = concepts
            .iter()
            .zip(rarities)
            .filter(|(concept, _)| concept.role == Role::Word);
        let best = words.map(|(_, rarity)| *rarity).fold(0.0, f32::max);
        let worth = |(concept, rarity): (&Concept, &f32)| {
            let short = concept.text.chars().count() <= SHORT;
            if short && *rarity < WORTHLESS * best {
                0.0
            } else {
                *rarity
            }
        };
        let worth = concepts.iter().zip(rarities).map(worth).collect();
        let stemmed =
            [STEM_EN, STEM_ID].map(|mark| terms.keys().any(|term| term.starts_with(mark)));
        Self {
            terms,
            worth,
            stemmed,
        }
    }

    /// Whether there is nothing to find.
    pub(crate) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// What a concept is worth.
    pub(crate) fn worth(&self, concept: usize) -> f32 {
        self.worth.get(concept).copied().unwrap_or_default()
    }

    /// The places in `text` that match, in order; the parts of a matching identifier as well as itself.
    pub(crate) fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        if self.terms.is_empty() {
            return marks;
        }
        analysis::forms(text, None, &mut |form| {
            let found = self
                .terms
                .get(form.text.as_ref())
                .copied()
                .or_else(|| self.stemmed(&form.text, form.kind));
            if let Some((concept, meant)) = found
                && self.worth(concept) > 0.0
            {
                marks.push(Mark {
                    span: form.span,
                    concept,
                    meant,
                });
            }
        });
        marks
    }

    fn stemmed(&self, word: &str, kind: Kind) -> Option<(usize, bool)> {
        if kind != Kind::Word {
            return None;
        }
        STEMMERS.with_borrow_mut(|stemmers| {
            let asked = stemmers
                .iter_mut()
                .zip(self.stemmed)
                .filter(|(_, asked)| *asked);
            asked
                .map(|(stemmer, _)| stemmer)
                .find_map(|stemmer| self.terms.get(stemmer.stem(word)?).copied())
        })
    }

    /// `text` in parts, with what matches marked.
    pub(crate) fn parts(&self, text: &str) -> Vec<Part> {
        parts(text, 0..text.len(), &self.marks(text))
    }
}

/// The stretch `within` of `text` in parts, with white space run together.
pub(crate) fn parts(text: &str, within: Range<usize>, marks: &[Mark]) -> Vec<Part> {
    let mut spans: Vec<Range<usize>> = marks
        .iter()
        .map(|mark| mark.span.start.max(within.start)..mark.span.end.min(within.end))
        .filter(|span| span.start < span.end)
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    let mut found = Vec::new();
    let mut at = within.start;
    for span in spans {
        let span = span.start.max(at)..span.end;
        if span.start < span.end {
            push(&mut found, &text[at..span.start], false);
            push(&mut found, &text[span.clone()], true);
            at = span.end;
        }
    }
    push(&mut found, &text[at..within.end], false);
    found
}

/// Adds a piece of text on one line, to the last part where that is of the same kind.
pub(crate) fn push(parts: &mut Vec<Part>, text: &str, hit: bool) {
    if text.is_empty() {
        return;
    }
    if parts.last().is_none_or(|last| last.hit != hit) {
        parts.push(Part {
            text: String::new(),
            hit,
        });
    }
    let mut spaced = parts
        .iter()
        .rev()
        .find_map(|part| part.text.chars().next_back())
        .is_none_or(|c| c == ' ');
    let Some(last) = parts.last_mut() else { return };
    for c in text.chars() {
        let blank = c.is_whitespace() || c.is_control();
        if !blank {
            last.text.push(c);
        } else if !spaced {
            last.text.push(' ');
        }
        spaced = blank;
    }
    if last.text.is_empty() {
        parts.pop();
    }
}
