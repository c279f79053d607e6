//! From the words of a query to what is looked up: each word becomes a concept, with every term of the index that
//! counts as that word and for how much.
//!
//! Exact beats stemmed beats a beginning beats a slip of the finger, by weight. Slips are looked for only where a word
//! is in no document at all: a word that exists is meant.

use std::collections::HashMap;
use std::ops::Range;

use drillbook_text::fold::fold;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::parse::Parsed;
use super::words::{Word, Words};
use crate::analysis::{self, FIRST_TYPED, Kind, Stemmer};
use crate::entry::Language;
use crate::snapshot::{Searched, SearchedField, Segment, Snapshot, logged};

/// What a stem weighs beside the word itself.
const STEM: f32 = 0.7;
/// What a word weighs that only begins with the last word typed.
const BEGINNING: f32 = 0.6;
/// What a word weighs that is one or two edits away.
const SLIPS: [f32; 2] = [0.6, 0.4];
/// What the two halves of a word weigh that is written apart in the library.
const HALF: f32 = 0.7;

/// Terms of the dictionary that are read for one beginning, and kept of one beginning or slip.
const MOST_READ: usize = 2_000;
const MOST_KEPT: usize = 24;
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
    /// Why it counts.
    pub(crate) how: How,
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
            // A name of known words is another name, not a slip: `KubeDiskLow` must not find `KubeDiskSlow`.
            let slipped =
                word.kind != Kind::Whole || unknown.iter().any(|span| within(span, &word.span));
            unknown.push(word.span.clone());
            if word.exact_only || !slipped || unknown.len() > MOST_SLIPS {
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
        found.push(Concept {
            text: word.text.clone(),
            role: word.role(),
            weight: 1.0,
            terms,
        });
    }
    if let Some(full) = words.full {
        let term = Alternative {
            term: full.clone(),
            weight: 1.0,
            how: How::Exact,
        };
        found.push(Concept {
            text: full,
            role: Role::Full,
            weight: 1.0,
            terms: vec![term],
        });
    }
    found
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Looks words up in the dictionaries of an index.
struct Lookup<'a> {
    snapshot: &'a Snapshot,
}

impl Lookup<'_> {
    /// What counts as `word` and is in the index: itself, its stems, and what begins with it where it is the last.
    fn known(&self, word: &Word, stemmers: &mut [Stemmer; 2]) -> Vec<Alternative> {
        let mut terms = vec![Alternative {
            term: word.text.clone(),
            weight: 1.0,
            how: How::Exact,
        }];
        if word.kind == Kind::Word && !word.exact_only {
            for stemmer in stemmers {
                stems(stemmer, &mut terms);
            }
        }
        terms.retain(|alternative| self.frequency(&alternative.term) > 0);
        if word.last {
            terms.extend(self.beginnings(&word.text));
        }
        terms
    }

    fn fields(&self) -> impl Iterator<Item = (&Segment, &SearchedField)> {
        self.snapshot
            .segments
            .iter()
            .flat_map(|segment| segment.searched.iter().map(move |field| (segment, field)))
    }

    /// In how many tantivy documents a term is, roughly: one is counted again for each field.
    fn frequency(&self, term: &str) -> u32 {
        self.fields().map(|(_, field)| field.frequency(term)).sum()
    }

    /// The terms that begin with `text`, without itself.
    fn beginnings(&self, text: &str) -> Vec<Alternative> {
        let mut counts = HashMap::new();
        // One letter begins too much; names are what people mean by then.
        let everywhere = text.len() > 1;
        let mut end = text.as_bytes().to_vec();
        end.push(0xFF);
        for (_, field) in self.fields() {
            if !everywhere && matches!(field.which, Searched::Text) {
                continue;
            }
            let range = field.index.terms().range().gt(text).lt(&end).into_stream();
            let Some(mut stream) = logged(range) else {
                continue;
            };
            let mut read = 0;
            while read < MOST_READ
                && let Some((term, info)) = stream.next()
            {
                read += 1;
                count(&mut counts, term, info.doc_freq);
            }
        }
        kept(counts)
            .map(|term| Alternative {
                term,
                weight: BEGINNING,
                how: How::Beginning,
            })
            .collect()
    }

    /// The terms that are so many edits away, where the word is long enough for that to be a slip.
    fn slips(&self, word: &Word, edits: u8) -> Vec<Alternative> {
        let most = match word.text.chars().count() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        if edits > most {
            return Vec::new();
        }
        let weight = SLIPS[usize::from(edits) - 1];
        let terms = self.within_edits(&word.text, edits, word.last).into_iter();
        terms
            .map(|term| Alternative {
                term,
                weight,
                how: How::Slip,
            })
            .collect()
    }

    fn within_edits(&self, text: &str, edits: u8, last: bool) -> Vec<String> {
        let term = Term::from_field_text(self.snapshot.fields.text, text);
        let query = if last {
            FuzzyTermQuery::new_prefix(term, edits, true)
        } else {
            FuzzyTermQuery::new(term, edits, true)
        };
        let mut counts = HashMap::new();
        for (_, field) in self.fields() {
            let Some(automaton) = logged(query.automaton()) else {
                continue;
            };
            let Some(mut stream) = logged(
                field
                    .index
                    .terms()
                    .search(automaton)
                    .ge(FIRST_TYPED)
                    .into_stream(),
            ) else {
                continue;
            };
            while let Some((term, info)) = stream.next() {
                count(&mut counts, term, info.doc_freq);
            }
        }
        kept(counts).collect()
    }

    /// `crashlooping` as `crash` and `looping`, where both are words of the library: the cut whose rarer half is the
    /// least rare.
    fn halves(&self, word: &Word) -> Option<[Concept; 2]> {
        const SHORTEST: usize = 2;
        let text = word.text.as_str();
        if word.kind != Kind::Word || !text.is_ascii() || text.len() < 3 * SHORTEST {
            return None;
        }
        let (_, cut) = (SHORTEST..=text.len() - SHORTEST)
            .map(|cut| {
                (
                    self.frequency(&text[..cut])
                        .min(self.frequency(&text[cut..])),
                    cut,
                )
            })
            .max_by_key(|(frequency, _)| *frequency)
            .filter(|(frequency, _)| *frequency > 0)?;
        Some([&text[..cut], &text[cut..]].map(|half| {
            let term = Alternative {
                term: half.to_owned(),
                weight: 1.0,
                how: How::Exact,
            };
            Concept {
                text: half.to_owned(),
                role: Role::Word,
                weight: HALF,
                terms: vec![term],
            }
        }))
    }
}

/// Adds what shares the stem of the first of `terms`.
fn stems(stemmer: &mut Stemmer, terms: &mut Vec<Alternative>) {
    let mark = stemmer.mark();
    let word = fold(&terms[0].term);
    let plain = stemmer
        .stem(&word)
        .map(|marked| marked[mark.len_utf8()..].to_owned());
    let shared = plain.clone().unwrap_or_else(|| word.clone());
    let mut push = |term: String| {
        if terms.iter().all(|known| known.term != term) {
            terms.push(Alternative {
                term,
                weight: STEM,
                how: How::Stem,
            });
        }
    };
    push(format!("{mark}{shared}"));
    if let Some(plain) = plain {
        push(plain);
    }
}

fn count(counts: &mut HashMap<String, u32>, term: &[u8], frequency: u32) {
    if let Ok(term) = std::str::from_utf8(term) {
        *counts.entry(term.to_owned()).or_default() += frequency;
    }
}

/// The most frequent terms.
fn kept(counts: HashMap<String, u32>) -> impl Iterator<Item = String> {
    let mut terms: Vec<(String, u32)> = counts.into_iter().collect();
    terms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    terms.into_iter().take(MOST_KEPT).map(|(term, _)| term)
}
