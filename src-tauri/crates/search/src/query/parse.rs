//! Reading a query: which of its text is words, which conditions. No text is an error; what is not a condition is words.
//!
//! `field:value` and `field:"two words"` are conditions for the known fields, `"…"` is a phrase that must be there, and
//! a minus before any of these or before a word excludes. A minus counts only before a letter and in a word of two
//! letters or more, so that `-n`, `--force` and `-1.5` from a pasted text are words;
//! whether `-al` is a flag is for the index to say.

use std::iter;
use std::ops::Range;

use crate::analysis;
use crate::outcome::{Field, Filter, Request};

/// A query, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parsed {
    /// The text that counts.
    pub(crate) text: String,
    /// Where its plain words are; each range ends at white space or a condition.
    pub(crate) words: Vec<Range<usize>>,
    /// The conditions.
    pub(crate) filters: Vec<Filter>,
}

impl Parsed {
    /// The query for the alert alone whose name the text begins with, where more follows: that name says whether there
    /// is a document, whatever else is said.
    pub(crate) fn of_name(&self) -> Option<Self> {
        let (first, rest) = self.words.split_first()?;
        let name = self.text[first.clone()].trim_end_matches(':');
        (!rest.is_empty() && analysis::is_name(name)).then(|| Self {
            // Something follows, so that its last word is whole.
            text: self.text.clone(),
            words: iter::once(first.start..first.start + name.len()).collect(),
            filters: self.filters.clone(),
        })
    }
}

/// Reads a query.
pub(crate) fn parse(query: &str) -> Parsed {
    let text: String = query.chars().take(Request::LONGEST).collect();
    let mut parsed = Parsed::default();
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(|c: char| !c.is_whitespace())
        .map(|skipped| at + skipped)
    {
        let end = text[start..]
            .find(char::is_whitespace)
            .map_or(text.len(), |length| start + length);
        if let Some(filter) = condition(&text, start, end) {
            at = filter.span.end;
            parsed.filters.push(filter);
        } else {
            parsed.words.push(start..end);
            at = end;
        }
    }
    parsed.text = text;
    parsed
}

/// The condition that begins at `start`, where the chunk up to the next white space ends at `end`.
fn condition(text: &str, start: usize, end: usize) -> Option<Filter> {
    let chunk = &text[start..end];
    let (negated, rest) = match chunk.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, chunk),
    };
    let (field, value_at) = match rest
        .split_once(':')
        .and_then(|(name, _)| Some((field(name)?, name.len() + 1)))
    {
        Some((field, skipped)) => (field, end - rest.len() + skipped),
        None => (Field::Text, end - rest.len()),
    };
    let filter = |value: &str, to: usize| Filter {
        field,
        value: value.to_owned(),
        negated,
        span: start..to,
    };
    if let Some((value, to)) = quoted(text, value_at) {
        return Some(filter(value, to));
    }
    let value = &text[value_at..end];
    let says_something = if field == Field::Text {
        negated && is_word(value)
    } else {
        !value.is_empty()
    };
    (says_something && !value.starts_with(['"', '“'])).then(|| filter(value, end))
}

fn field(name: &str) -> Option<Field> {
    match name.to_ascii_lowercase().as_str() {
        "tag" => Some(Field::Tag),
        "service" => Some(Field::Service),
        "owner" => Some(Field::Owner),
        "kind" => Some(Field::Kind),
        "status" => Some(Field::Status),
        "language" => Some(Field::Language),
        "folder" => Some(Field::Folder),
        _ => None,
    }
}

/// What stands between quotes that open at `at`, and where they end. They must close, and hold a letter or digit.
fn quoted(text: &str, at: usize) -> Option<(&str, usize)> {
    let open = text[at..].chars().next()?;
    let close = match open {
        '"' => '"',
        '“' => '”',
        _ => return None,
    };
    let from = at + open.len_utf8();
    let length = text[from..].find(close)?;
    let value = &text[from..from + length];
    value
        .contains(char::is_alphanumeric)
        .then_some((value, from + length + close.len_utf8()))
}

/// A word that can be excluded: a letter, and one more letter or digit at least.
fn is_word(value: &str) -> bool {
    value.starts_with(char::is_alphabetic)
        && value.chars().filter(|c| c.is_alphanumeric()).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, words: &str, filters: &str) {
        let parsed = parse(query);
        let found: Vec<&str> = parsed
            .words
            .iter()
            .map(|span| &parsed.text[span.clone()])
            .collect();
        assert_eq!(found.join("|"), words, "words of {query}");
        let found: Vec<String> = parsed
            .filters
            .iter()
            .map(|filter| {
                format!(
                    "{}{:?}={}",
                    if filter.negated { "-" } else { "" },
                    filter.field,
                    filter.value
                )
            })
            .collect();
        assert_eq!(found.join("|"), filters, "filters of {query}");
        for filter in &parsed.filters {
            assert!(parsed.text[filter.span.clone()].contains(&filter.value));
        }
    }

    #[test]
    fn reads_words_and_conditions() {
        check("  high  cpu ", "high|cpu", "");
        check("cpu tag:db -kind:sop", "cpu", "Tag=db|-Kind=sop");
        check(r#"owner:"Site team" down"#, "down", "Owner=Site team");
        check(
            r#"a "two words" -"not these" -word"#,
            "a",
            "Text=two words|-Text=not these|-Text=word",
        );
        check("“smart quotes”", "", "Text=smart quotes");
        check(r#""end"more"#, "more", "Text=end");
    }

    #[test]
    fn leaves_everything_else_as_words() {
        check("error: x tag: tag:", "error:|x|tag:|tag:", "");
        check(
            "kubectl delete -n foo --force - -",
            "kubectl|delete|-n|foo|--force|-|-",
            "",
        );
        check(r#""still typing"#, r#""still|typing"#, "");
        check(r#"tag:"half"#, r#"tag:"half"#, "");
        check(r#""" "-""#, r#"""|"-""#, "");
        check("-1.5 -80", "-1.5|-80", "");
        check("http://a:b c::d", "http://a:b|c::d", "");
    }

    #[test]
    fn counts_512_characters() {
        assert_eq!(parse(&"é ".repeat(600)).words.len(), 256);
    }
}
