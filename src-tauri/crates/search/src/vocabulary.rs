//! The words of names and headings by their trigrams: which of them resemble a word of the query.
//!
//! An alert `ClusterLowOnMemory` is answered by `memorycapacity.md`, a word with two slips by the heading that it was
//! copied from: parts of words that no stem and no edit distance connects. Trigrams do. They are taken over the
//! *vocabulary* of names and headings, which is small, and not over the text, where a query would read most of the
//! index.

use std::collections::HashMap;

use crate::analysis::FIRST_TYPED;
use crate::snapshot::{Searched, SearchedField, logged};

/// Shorter words resemble too much. In bytes, as the trigrams.
pub(crate) const SHORTEST: usize = 4;

/// The words of one segment.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    words: Vec<Box<str>>,
    by_trigram: HashMap<[u8; 3], Vec<u32>>,
}

/// A word that resembles another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Resembling<'a> {
    pub(crate) word: &'a str,
    /// The share of the asked word's trigrams that are in it.
    pub(crate) of_asked: f32,
    /// The share of its own trigrams that are in the asked word.
    pub(crate) of_own: f32,
}

impl Vocabulary {
    /// Reads the words of the names and headings.
    pub(crate) fn of(fields: &[SearchedField]) -> Self {
        let mut words = Vec::new();
        for field in fields {
            // The headings above are headings themselves.
            if matches!(field.which, Searched::Text | Searched::Above) {
                continue;
            }
            let range = field.index.terms().range().ge(FIRST_TYPED).into_stream();
            let Some(mut stream) = logged(range) else {
                continue;
            };
            while let Some((term, _)) = stream.next() {
                if term.len() >= SHORTEST
                    && let Ok(term) = std::str::from_utf8(term)
                {
                    words.push(term.into());
                }
            }
        }
        Self::new(words)
    }

    fn new(mut words: Vec<Box<str>>) -> Self {
        words.sort_unstable();
        words.dedup();
        let mut by_trigram: HashMap<[u8; 3], Vec<u32>> = HashMap::new();
        for (nth, word) in (0..).zip(&words) {
            for trigram in trigrams(word) {
                by_trigram.entry(trigram).or_default().push(nth);
            }
        }
        Self { words, by_trigram }
    }

    /// The words that share at least `least` of their trigrams or of those of `asked` with it, itself excepted.
    #[expect(clippy::cast_precision_loss, reason = "a word has few enough trigrams")]
    pub(crate) fn resembling(&self, asked: &str, least: f32) -> Vec<Resembling<'_>> {
        let trigrams_asked = trigrams(asked);
        let lists = trigrams_asked
            .iter()
            .filter_map(|trigram| self.by_trigram.get(trigram));
        let mut shared = vec![0_u16; self.words.len()];
        let mut touched = Vec::new();
        for nth in lists.flatten() {
            let count = &mut shared[*nth as usize];
            if *count == 0 {
                touched.push(*nth);
            }
            *count += 1;
        }
        let all = trigrams_asked.len().max(1) as f32;
        touched
            .into_iter()
            .filter_map(|nth| {
                let word = &*self.words[nth as usize];
                let count = f32::from(shared[nth as usize]);
                let found = Resembling {
                    word,
                    of_asked: count / all,
                    of_own: count / (word.len() - 2) as f32,
                };
                (found.of_asked.max(found.of_own) >= least && word != asked).then_some(found)
            })
            .collect()
    }
}

/// The different trigrams of a word.
fn trigrams(word: &str) -> Vec<[u8; 3]> {
    let mut found: Vec<[u8; 3]> = word
        .as_bytes()
        .windows(3)
        .map(|three| [three[0], three[1], three[2]])
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, expected: &str) {
        let words = ["memorycapacity", "memory", "crash", "looping", "haproxy"];
        let vocabulary = Vocabulary::new(words.map(Box::from).to_vec());
        let mut found: Vec<&str> = vocabulary
            .resembling(asked, 0.6)
            .iter()
            .map(|found| found.word)
            .collect();
        found.sort_unstable();
        assert_eq!(found.join(" "), expected, "for {asked}");
    }

    #[test]
    fn finds_what_contains_what_is_contained_and_what_is_nearly_the_same() {
        check("memory", "memorycapacity");
        check("crashlooping", "crash looping");
        check("memorycapacities", "memory memorycapacity");
        check("haproxys", "haproxy");
        check("disk", "");
        check("me", "");
    }
}
