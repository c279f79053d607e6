//! The different words of a query, before they are looked up: pieces of identifiers, the identifiers themselves, and the
//! query as a whole. Knows no index.

use std::ops::Range;

use super::concept::Role;
use super::parse::Parsed;
use crate::analysis::{self, Kind};
use crate::outcome::Field;

/// Words of a query that are looked up; a pasted text says enough by then.
const MOST_CONCEPTS: usize = 80;

/// A word of the query before it is looked up.
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) kind: Kind,
    pub(crate) span: Range<usize>,
    /// Whether it is being typed, so that it may be the beginning of a word.
    pub(crate) last: bool,
    /// Whether it stands in quotes.
    pub(crate) exact_only: bool,
}

impl Word {
    /// What it is in the query.
    pub(crate) fn role(&self) -> Role {
        match self.kind {
            Kind::Whole | Kind::Flag => Role::Whole,
            Kind::Word | Kind::Stem => Role::Word,
        }
    }
}

/// The different words of a query.
pub(crate) struct Words {
    pub(crate) list: Vec<Word>,
    pub(crate) full: Option<String>,
}

impl Words {
    /// Reads the words, then the phrases.
    pub(crate) fn of(parsed: &Parsed) -> Self {
        let mut words = Self {
            list: Vec::new(),
            full: None,
        };
        for span in &parsed.words {
            words.read(
                &parsed.text[span.clone()],
                span.start,
                parsed.text.len(),
                false,
            );
        }
        for filter in &parsed.filters {
            if filter.field == Field::Text && !filter.negated {
                words.read(&filter.value, filter.span.start, usize::MAX, true);
            }
        }
        let plain: Vec<&str> = parsed
            .words
            .iter()
            .map(|span| &parsed.text[span.clone()])
            .collect();
        words.full = analysis::full(&plain.join(" "));
        words
    }

    /// The single words in their order, without what stands in quotes.
    pub(crate) fn row(&self) -> Vec<&Word> {
        let mut row: Vec<&Word> = self
            .list
            .iter()
            .filter(|word| word.kind == Kind::Word && !word.exact_only)
            .collect();
        row.sort_by_key(|word| word.span.start);
        row
    }

    /// Neighbouring words as one, for `pg bouncer`, which most libraries write together.
    pub(crate) fn joined(&self) -> Vec<String> {
        let words = self.row();
        let mut joined: Vec<String> = words
            .windows(2)
            .map(|pair| format!("{}{}", pair[0].text, pair[1].text))
            .collect();
        joined.retain(|text| self.list.iter().all(|word| word.text != *text));
        joined.sort_unstable();
        joined.dedup();
        joined
    }

    fn read(&mut self, text: &str, at: usize, end: usize, exact_only: bool) {
        let mut before = usize::MAX;
        analysis::forms(text, None, &mut |form| {
            let span = at + form.span.start..at + form.span.end;
            // The last character of a run of Chinese is in the pair before it already.
            let covered = form.kind == Kind::Word && before == span.end;
            before = if form.kind == Kind::Word {
                span.end
            } else {
                before
            };
            if covered || self.list.len() >= MOST_CONCEPTS {
                return;
            }
            let last = span.end == end;
            if let Some(known) = self.list.iter_mut().find(|word| word.text == *form.text) {
                known.last |= last;
            } else {
                self.list.push(Word {
                    text: form.text.into_owned(),
                    kind: form.kind,
                    span,
                    last,
                    exact_only,
                });
            }
        });
    }
}
