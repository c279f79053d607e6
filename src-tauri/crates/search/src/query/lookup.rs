//! Looking the words of a query up in the dictionaries of an index: what is there of a word, what begins with it, what
//! is a slip away from it, what resembles it.

use std::collections::HashMap;

use drillbook_text::fold::fold;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::concept::{Alternative, Concept, How, Role};
use super::words::Word;
use crate::analysis::{FIRST_TYPED, Kind, Stemmer};
use crate::rank::weights::{BEGINNING, HALF, LEAST_SIMILAR, PART, SIMILAR, SLIPS, STEM};
use crate::snapshot::{Searched, SearchedField, Segment, Snapshot, logged};
use crate::vocabulary::SHORTEST;

/// Terms of the dictionary that are read for one beginning, and kept of one beginning, slip or likeness.
const MOST_READ: usize = 2_000;
const MOST_KEPT: usize = 24;

/// Looks words up in the dictionaries of an index.
pub(super) struct Lookup<'a> {
    pub(super) snapshot: &'a Snapshot,
}

impl Lookup<'_> {
    /// What counts as `word` and is in the index: itself, its stems, and what begins with it where it is the last.
    pub(super) fn known(&self, word: &Word, stemmers: &mut [Stemmer; 2]) -> Vec<Alternative> {
        let mut terms = vec![Alternative::exact(word.text.clone())];
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
    pub(super) fn frequency(&self, term: &str) -> u32 {
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
            .map(|term| Alternative::new(term, BEGINNING, How::Beginning))
            .collect()
    }

    /// The terms that are so many edits away, where the word is long enough for that to be a slip.
    pub(super) fn slips(&self, word: &Word, edits: u8) -> Vec<Alternative> {
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
            .map(|term| Alternative::new(term, weight, How::Slip))
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

    /// Adds another word for a word, with what shares its stem, where the index has it.
    pub(super) fn add_synonym(
        &self,
        other: &str,
        weight: f32,
        stemmers: &mut [Stemmer; 2],
        terms: &mut Vec<Alternative>,
    ) {
        let mut forms = vec![Alternative::exact(other.to_owned())];
        for stemmer in stemmers {
            stems(stemmer, &mut forms);
        }
        forms.retain(|form| {
            terms.iter().all(|known| known.term != form.term) && self.frequency(&form.term) > 0
        });
        terms.extend(
            forms
                .into_iter()
                .map(|form| Alternative::new(form.term, weight * form.weight, How::Synonym)),
        );
    }

    /// Adds the words of names and headings that resemble `word` to `terms`.
    #[expect(clippy::cast_precision_loss, reason = "a word has few enough letters")]
    pub(super) fn add_similar(&self, word: &str, terms: &mut Vec<Alternative>) {
        if word.len() < SHORTEST {
            return;
        }
        let mut weights: HashMap<&str, f32> = HashMap::new();
        for segment in &self.snapshot.segments {
            for found in segment.vocabulary().resembling(word, LEAST_SIMILAR) {
                let near = |share: f32| if share < LEAST_SIMILAR { 0.0 } else { share };
                let part = (found.word.len() as f32 / word.len() as f32).min(1.0);
                let weight = (SIMILAR * near(found.of_asked)).max(PART * part * near(found.of_own));
                weights.insert(found.word, weight);
            }
        }
        weights.retain(|found, _| terms.iter().all(|known| known.term != *found));
        let mut best: Vec<(&str, f32)> = weights.into_iter().collect();
        best.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        best.truncate(MOST_KEPT);
        terms.extend(best.into_iter().map(|(found, weight)| Alternative {
            in_names_only: true,
            ..Alternative::new(found.to_owned(), weight, How::Similar)
        }));
    }

    /// `crashlooping` as `crash` and `looping`, where both are words of the library: the cut whose rarer half is the
    /// least rare.
    pub(super) fn halves(&self, word: &Word) -> Option<[Concept; 2]> {
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
        Some([&text[..cut], &text[cut..]].map(|half| Concept {
            text: half.to_owned(),
            role: Role::Word,
            weight: HALF,
            terms: vec![Alternative::exact(half.to_owned())],
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
            terms.push(Alternative::new(term, STEM, How::Stem));
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
