//! From the words of a query to what is looked up: each word becomes a concept, with every term of the index that
//! counts as that word and for how much.
//!
//! Exact beats stemmed beats a beginning beats a slip of the finger, by weight. Slips are looked for only where a word
//! is in no document at all, and so is what resembles it: a word that exists is meant.

use std::ops::Range;

use super::lookup::Lookup;
use super::parse::Parsed;
use super::words::{Word, Words};
use crate::analysis::{self, Kind, Stemmer};
use crate::entry::Language;
use crate::rank::weights::{FUNCTION_WORD, JOINED, PHRASE, SYNONYM, TRANSLATION, WHOLE};
use crate::snapshot::Snapshot;
use crate::synonyms::{Known, Synonyms, is_function_word};

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
    /// Two neighbouring words as one.
    Joined,
    /// Other words for words of the query.
    Synonym,
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

    /// Whether it is the word that was meant, as far as one can tell, and not something like it.
    pub(crate) fn is_meant(&self) -> bool {
        !matches!(self.how, How::Similar | How::Synonym)
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
    /// It is another word for it.
    Synonym,
}

/// The concepts of a query.
pub(crate) fn concepts(parsed: &Parsed, snapshot: &Snapshot, synonyms: &Synonyms) -> Vec<Concept> {
    let words = Words::of(parsed);
    let mut reading = Reading {
        lookup: Lookup { snapshot },
        stemmers: [Language::En, Language::Id].map(analysis::stemmer),
        unknown: Vec::new(),
        found: Vec::new(),
    };
    let row = words.row();
    let texts: Vec<&str> = row.iter().map(|word| word.text.as_str()).collect();
    let known = synonyms.known(&texts);
    for word in &words.list {
        let others = known
            .iter()
            .filter(|known| known.words.len() == 1 && row[known.words.start].span == word.span);
        let others = others.flat_map(|known| &known.others);
        reading.read(word, &others.copied().collect::<Vec<_>>());
    }
    for known in &known {
        reading.add_phrases(known);
    }
    for joined in words.joined() {
        reading.add_joined(joined);
    }
    if let Some(full) = words.full {
        reading.found.push(Concept {
            text: full.clone(),
            role: Role::Full,
            weight: 1.0,
            terms: vec![Alternative::exact(full)],
        });
    }
    reading.found
}

/// Reading the words of a query one by one.
struct Reading<'a> {
    lookup: Lookup<'a>,
    stemmers: [Stemmer; 2],
    /// The words that the library does not have.
    unknown: Vec<Range<usize>>,
    found: Vec<Concept>,
}

impl Reading<'_> {
    /// Reads a word that the vocabulary has `others` for.
    fn read(&mut self, word: &Word, others: &[&[String]]) {
        let mut terms = self.lookup.known(word, &mut self.stemmers);
        let is_known = !terms.is_empty();
        if word.kind == Kind::Word && !word.exact_only {
            let weight = if is_known { SYNONYM } else { TRANSLATION };
            for other in others.iter().filter(|other| other.len() == 1) {
                self.lookup
                    .add_synonym(&other[0], weight, &mut self.stemmers, &mut terms);
            }
        }
        if !is_known {
            let said_otherwise = !others.is_empty() || is_function_word(&word.text);
            let meant = said_otherwise || is_meant_otherwise(word, &self.unknown);
            self.unknown.push(word.span.clone());
            let looked_for = terms.is_empty() && !meant && self.unknown.len() <= MOST_SLIPS;
            if looked_for && !self.slip(word, &mut terms) {
                return;
            }
            if terms.is_empty() && is_function_word(&word.text) {
                return;
            }
            // A word that the library has is meant; what only resembles it is noise in a sentence.
            if word.kind == Kind::Word && !word.exact_only && !is_function_word(&word.text) {
                self.lookup.add_similar(&word.text, &mut terms);
            }
        }
        self.found.push(Concept {
            text: word.text.clone(),
            role: word.role(),
            weight: weight(word),
            terms,
        });
    }

    /// Finds what an unknown word may have been meant to be; `false` where that are two words, which are added.
    fn slip(&mut self, word: &Word, terms: &mut Vec<Alternative>) -> bool {
        *terms = self.lookup.slips(word, 1);
        if terms.is_empty()
            && let Some(halves) = self.lookup.halves(word)
        {
            self.found.extend(halves);
            return false;
        }
        if terms.is_empty() {
            *terms = self.lookup.slips(word, 2);
        }
        true
    }

    /// Adds what stands for a phrase, and the words of phrases that stand for anything.
    fn add_phrases(&mut self, known: &Known<'_>) {
        let is_phrase = known.words.len() > 1;
        for other in &known.others {
            if !is_phrase && other.len() == 1 {
                continue;
            }
            // A part of a phrase says less than the phrase.
            let parts = u8::try_from(other.len()).unwrap_or(u8::MAX);
            let whole = if is_phrase { PHRASE } else { SYNONYM };
            let weight = whole / f32::from(parts);
            for word in other.iter().filter(|word| word.len() > 2) {
                let mut terms = Vec::new();
                self.lookup
                    .add_synonym(word, 1.0, &mut self.stemmers, &mut terms);
                let known = self.found.iter().any(|concept| concept.text == *word);
                if !known && !terms.is_empty() {
                    self.found.push(Concept {
                        text: word.clone(),
                        role: Role::Synonym,
                        weight,
                        terms,
                    });
                }
            }
        }
    }

    fn add_joined(&mut self, joined: String) {
        if self.lookup.frequency(&joined) > 0 {
            self.found.push(Concept {
                text: joined.clone(),
                role: Role::Joined,
                weight: JOINED,
                terms: vec![Alternative::exact(joined)],
            });
        }
    }
}

/// What a word counts for beside others.
fn weight(word: &Word) -> f32 {
    match word.kind {
        Kind::Whole => WHOLE,
        Kind::Word if !word.exact_only && is_function_word(&word.text) => FUNCTION_WORD,
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
