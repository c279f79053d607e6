//! From the words of a query to what is looked up: each word becomes a concept, with every term of the index that
//! counts as that word and for how much.
//!
//! Exact beats stemmed beats a beginning beats a slip of the finger, by weight. Slips are looked for only where a word
//! is in no document at all: a word that exists is meant.

use std::ops::Range;

use super::lookup::Lookup;
use super::parse::Parsed;
use super::words::{Word, Words};
use crate::analysis::{self, Kind};
use crate::entry::Language;
use crate::rank::weights::{JOINED, WHOLE};
use crate::snapshot::Snapshot;

/// Words of a query whose slips are looked for: the dictionary is walked for each.
const MOST_SLIPS: usize = 6;

/// A word of the query, as it is looked up.
#[derive(Debug, Clone)]
pub(crate) struct Concept {
    /// The word, folded.
    pub(crate) text: String,
    /// What it is in the query.
    pub(crate) role: Role,
    /// What its score counts for.
    pub(crate) weight: f32,
    /// What counts as this word.
    pub(crate) terms: Vec<Alternative>,
}

/// What a concept is in the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A word, or a word of an identifier.
    Word,
    /// An identifier of several words, or a flag.
    Whole,
    /// The whole query, run together, to be compared with whole titles, names and headings.
    Full,
}

/// A term that counts as a concept.
#[derive(Debug, Clone)]
pub(crate) struct Alternative {
    /// The term in the dictionary.
    pub(crate) term: String,
    /// What it counts for.
    pub(crate) weight: f32,
    /// Whether it counts in names and headings only.
    pub(crate) in_names_only: bool,
    /// Why it counts.
    pub(crate) how: How,
}

impl Alternative {
    pub(crate) fn new(term: String, weight: f32, how: How) -> Self {
        Self {
            term,
            weight,
            in_names_only: false,
            how,
        }
    }

    pub(crate) fn exact(term: String) -> Self {
        Self::new(term, 1.0, How::Exact)
    }
}

/// Why a term counts as a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// It is the word.
    Exact,
    /// It has the same stem.
    Stem,
    /// It begins with the word.
    Beginning,
    /// It is a slip away from the word.
    Slip,
    /// It has most of its letters in a row.
    Similar,
}

/// The concepts of a query.
pub(crate) fn concepts(parsed: &Parsed, snapshot: &Snapshot) -> Vec<Concept> {
    let words = Words::of(parsed);
    let lookup = Lookup { snapshot };
    let mut stemmers = [Language::En, Language::Id].map(analysis::stemmer);
    let mut found = Vec::new();
    let mut unknown: Vec<Range<usize>> = Vec::new();
    for word in &words.list {
        let mut terms = lookup.known(word, &mut stemmers);
        if terms.is_empty() {
            if is_meant_otherwise(word, &unknown) {
                unknown.push(word.span.clone());
                continue;
            }
            unknown.push(word.span.clone());
            if unknown.len() > MOST_SLIPS {
                continue;
            }
            terms = lookup.slips(word, 1);
            if terms.is_empty()
                && let Some(halves) = lookup.halves(word)
            {
                found.extend(halves);
                continue;
            }
            if terms.is_empty() {
                terms = lookup.slips(word, 2);
            }
        }
        if word.kind == Kind::Word && !word.exact_only {
            lookup.add_similar(&word.text, &mut terms);
        }
        found.push(Concept {
            text: word.text.clone(),
            role: word.role(),
            weight: weight(word),
            terms,
        });
    }
    for joined in words.joined() {
        if lookup.frequency(&joined) > 0 {
            found.push(Concept {
                text: joined.clone(),
                role: Role::Whole,
                weight: JOINED,
                terms: vec![Alternative::exact(joined)],
            });
        }
    }
    if let Some(full) = words.full {
        found.push(Concept {
            text: full.clone(),
            role: Role::Full,
            weight: 1.0,
            terms: vec![Alternative::exact(full)],
        });
    }
    found
}

/// What a word counts for beside others.
fn weight(word: &Word) -> f32 {
    match word.kind {
        Kind::Whole => WHOLE,
        Kind::Word | Kind::Stem | Kind::Flag => 1.0,
    }
}

/// Whether an unknown word is no slip: it stands in quotes, or is a name of known words, which is another name;
/// `KubeDiskLow` must not find `KubeDiskSlow`.
fn is_meant_otherwise(word: &Word, unknown: &[Range<usize>]) -> bool {
    let of_unknown = unknown.iter().any(|span| within(span, &word.span));
    word.exact_only || (word.kind == Kind::Whole && !of_unknown)
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
