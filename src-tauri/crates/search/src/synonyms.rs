//! Words that stand for one another: the trade's vocabulary, and what a library adds to it.
//!
//! Pure: knows words, not the index. The built-in vocabulary is a data file (`data/vocabulary.txt`), written from
//! knowledge of the trade; so are the function words (`data/function-words.*.txt`), which say nothing in a library that
//! does not have them, and tell the language of a query.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use crate::analysis::{self, Kind, Stemmer};
use crate::entry::Language;

/// Lists of a library that are read, and entries of one: more are no vocabulary.
const MOST_LISTS: usize = 1_000;
const MOST_ENTRIES: usize = 50;

static BUILT_IN: &str = include_str!("../data/vocabulary.txt");

/// The function words, each with its language.
static FUNCTION_WORDS: LazyLock<HashMap<&str, Language>> = LazyLock::new(|| {
    let english = include_str!("../data/function-words.en.txt");
    let indonesian = include_str!("../data/function-words.id.txt");
    let files = [(english, Language::En), (indonesian, Language::Id)];
    let words = files.into_iter().flat_map(|(file, language)| {
        let words = content(file).flat_map(str::split_whitespace);
        words.map(move |word| (word, language))
    });
    words.collect()
});

/// An entry of a list: its words, folded.
type Phrase = Vec<String>;

/// The vocabulary that queries are read with.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    lists: Vec<Vec<Phrase>>,
    /// By each form of an entry's first word: the entry, as its list and its place there.
    by_first: HashMap<String, Vec<(usize, usize)>>,
}

/// A stretch of a query that the vocabulary knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known<'a> {
    /// Which words of the query.
    pub(crate) words: Range<usize>,
    /// What else stands for it.
    pub(crate) others: Vec<&'a [String]>,
}

impl Synonyms {
    /// The built-in vocabulary and the lists of a library.
    pub(crate) fn new(of_library: &[Vec<String>]) -> Self {
        let mut synonyms = Self::default();
        let mut forms = Forms::new();
        for line in content(BUILT_IN) {
            synonyms.add(line.split(','), &mut forms);
        }
        for list in of_library.iter().take(MOST_LISTS) {
            synonyms.add(
                list.iter().take(MOST_ENTRIES).map(String::as_str),
                &mut forms,
            );
        }
        synonyms
    }

    fn add<'a>(&mut self, entries: impl Iterator<Item = &'a str>, forms: &mut Forms) {
        let list: Vec<Phrase> = entries
            .map(words)
            .filter(|phrase| !phrase.is_empty())
            .collect();
        for (place, phrase) in list.iter().enumerate() {
            for form in forms.of(&phrase[0]) {
                let entries = self.by_first.entry(form).or_default();
                entries.push((self.lists.len(), place));
            }
        }
        self.lists.push(list);
    }

    /// The stretches of a query, given as its folded words, that the vocabulary knows.
    pub(crate) fn known(&self, query: &[&str]) -> Vec<Known<'_>> {
        let mut forms = Forms::new();
        let query: Vec<BTreeSet<String>> = query.iter().map(|word| forms.of(word)).collect();
        let mut found = Vec::new();
        for at in 0..query.len() {
            let entries: BTreeSet<(usize, usize)> = query[at]
                .iter()
                .filter_map(|form| self.by_first.get(form))
                .flatten()
                .copied()
                .collect();
            for (list, place) in entries {
                let phrase = &self.lists[list][place];
                let words = at..at + phrase.len();
                if words.end <= query.len() && same(phrase, &query[words.clone()], &mut forms) {
                    let others = self.lists[list].iter().enumerate();
                    let others = others.filter(|(other, _)| *other != place);
                    found.push(Known {
                        words,
                        others: others.map(|(_, phrase)| phrase.as_slice()).collect(),
                    });
                }
            }
        }
        found
    }
}

/// Whether a word is one of those that hold a sentence together.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains_key(word)
}

/// The language of a function word.
pub(crate) fn language_of(word: &str) -> Option<Language> {
    FUNCTION_WORDS.get(word).copied()
}

/// The lines of a data file that are not comments.
pub(crate) fn content(file: &str) -> impl Iterator<Item = &str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The words of an entry, as a query's words are read: `orders-db` is two.
pub(crate) fn words(entry: &str) -> Phrase {
    let mut found = Vec::new();
    analysis::forms(entry, None, &mut |form| {
        if form.kind == Kind::Word {
            found.push(form.text.into_owned());
        }
    });
    found
}

fn same(phrase: &[String], query: &[BTreeSet<String>], forms: &mut Forms) -> bool {
    let mut pairs = phrase.iter().zip(query);
    pairs.all(|(word, asked)| !forms.of(word).is_disjoint(asked))
}

/// The forms by which words are compared: themselves and their stems in both languages.
struct Forms {
    stemmers: [Stemmer; 2],
}

impl Forms {
    fn new() -> Self {
        Self {
            stemmers: [Language::En, Language::Id].map(analysis::stemmer),
        }
    }

    fn of(&mut self, word: &str) -> BTreeSet<String> {
        let mut forms = BTreeSet::from([word.to_owned()]);
        for stemmer in &mut self.stemmers {
            let mark = stemmer.mark();
            let stem = stemmer.stem(word);
            forms.extend(stem.map(|stem| stem.trim_start_matches(mark).to_owned()));
        }
        forms
    }
}

#[cfg(test)]
mod tests {
    use drillbook_text::fold::fold;

    use super::*;

    fn check(lists: &[&[&str]], query: &str, expected: &str) {
        let mut synonyms = Synonyms::default();
        let mut forms = Forms::new();
        for list in lists {
            synonyms.add(list.iter().copied(), &mut forms);
        }
        let query = words(query);
        let query: Vec<&str> = query.iter().map(String::as_str).collect();
        let found: Vec<String> = synonyms
            .known(&query)
            .iter()
            .map(|known| {
                let others: Vec<String> =
                    known.others.iter().map(|words| words.join(" ")).collect();
                format!(
                    "{}={}",
                    query[known.words.clone()].join(" "),
                    others.join("/")
                )
            })
            .collect();
        assert_eq!(found.join(" "), expected, "{}", query.join(" "));
    }

    #[test]
    fn knows_words_by_their_stems_and_phrases() {
        let lists: &[&[&str]] = &[
            &["full", "no space left", "penuh"],
            &["delete", "hapus"],
            &["orders-db", "basis data pesanan"],
        ];
        check(lists, "disk penuh", "penuh=full/no space left");
        check(lists, "no space left on it", "no space left=full/penuh");
        check(lists, "no space", "");
        check(lists, "menghapus", "menghapus=delete");
        check(lists, "deleting", "deleting=hapus");
        check(lists, "ordersDB is down", "orders db=basis data pesanan");
    }

    #[test]
    fn every_built_in_line_has_two_different_entries() {
        for line in content(BUILT_IN) {
            let entries: Vec<Phrase> = line.split(',').map(words).collect();
            let different: BTreeSet<&Phrase> = entries.iter().collect();
            assert!(different.len() >= 2, "{line}");
            assert!(entries.iter().all(|entry| !entry.is_empty()), "{line}");
        }
    }

    #[test]
    fn function_words_are_folded_single_words() {
        assert!(is_function_word("yang") && !is_function_word("penuh"));
        assert!(FUNCTION_WORDS.keys().all(|word| fold(word) == **word));
    }
}
