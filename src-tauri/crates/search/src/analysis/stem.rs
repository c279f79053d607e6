//! Stems of words, by the document's language, remembered because the same few thousand words come again and again.

use std::collections::HashMap;

use frostem::Algorithm;

use super::{STEM_EN, STEM_ID};
use crate::entry::Language;

/// Words remembered before starting over; bounds the memory on text that is all different words.
const REMEMBERED: usize = 50_000;

/// Shorter words have no stem worth having.
const SHORTEST: usize = 3;

/// A stemmer for one language with its memory.
#[derive(Clone)]
pub(crate) struct Stemmer {
    algorithm: Algorithm,
    mark: char,
    known: HashMap<String, Option<String>>,
}

impl Stemmer {
    pub(crate) fn new(language: Language) -> Self {
        let (algorithm, mark) = match language {
            Language::Id => (Algorithm::Indonesian, STEM_ID),
            Language::En | Language::Other => (Algorithm::English, STEM_EN),
        };
        Self {
            algorithm,
            mark,
            known: HashMap::new(),
        }
    }

    /// What marks its stems.
    pub(crate) fn mark(&self) -> char {
        self.mark
    }

    /// The marked stem of a folded word; `None` where the word is its own stem or has none.
    pub(crate) fn stem(&mut self, word: &str) -> Option<&str> {
        if word.len() < SHORTEST || !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        if !self.known.contains_key(word) {
            let stem = frostem::Stemmer::new(self.algorithm)
                .stem(word)
                .into_owned();
            let marked = (stem != word).then(|| format!("{}{stem}", self.mark));
            self.known.insert(word.to_owned(), marked);
        }
        self.known.get(word)?.as_deref()
    }
}
