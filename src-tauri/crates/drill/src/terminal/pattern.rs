//! Patterns of what may be typed: `kubectl get pods <any>`, `psql -c 'explain <query>'`, `df ...`.
//!
//! Words are compared without regard to case and quotes. `<name>` stands for one word or more, `...` for any number,
//! `*` inside a word for any characters. The pattern with the most literal words that match wins.

use serde::{Deserialize, Serialize};

/// Words of a line that are looked at; longer lines match nothing.
const MAX_WORDS: usize = 64;
/// `<name>` and `...` in one pattern, which bounds the work of matching.
const MAX_OPEN: usize = 3;

/// What is typed for an act or a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// As written.
    pub text: String,
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Word {
    Literal(String),
    Glob(Vec<String>),
    Hole(String),
    Rest,
}

/// How a line fits a [`Pattern`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// How many words were literal; the more, the better it fits.
    pub literals: usize,
    /// What stands for each `<name>`.
    pub holes: Vec<(String, String)>,
}

impl Match {
    /// What stands for `<name>`.
    pub fn hole(&self, name: &str) -> Option<&str> {
        let hole = self.holes.iter().find(|(hole, _)| hole == name)?;
        Some(&hole.1)
    }
}

impl Pattern {
    /// Reads a pattern; `None` when it is empty, does not begin with a word, or is too open.
    pub fn new(text: &str) -> Option<Self> {
        let words: Vec<Word> = split(text).iter().map(|word| Word::new(word)).collect();
        let open = |word: &&Word| matches!(word, Word::Hole(_) | Word::Rest);
        let fits = matches!(words.first(), Some(Word::Literal(_)))
            && words.len() <= MAX_WORDS
            && words.iter().filter(open).count() <= MAX_OPEN;
        fits.then(|| Self {
            text: text.to_owned(),
            words,
        })
    }

    /// How `line` fits, if it does.
    pub fn matches(&self, line: &str) -> Option<Match> {
        let words = split(line);
        if words.is_empty() || words.len() > MAX_WORDS {
            return None;
        }
        let mut holes = Vec::new();
        fit(&self.words, &words, &mut holes).then(|| Match {
            literals: self
                .words
                .iter()
                .filter(|w| matches!(w, Word::Literal(_)))
                .count(),
            holes,
        })
    }

    /// The names in `<…>`.
    pub fn holes(&self) -> impl Iterator<Item = &str> {
        self.words.iter().filter_map(|word| match word {
            Word::Hole(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The literal words at its beginning: what completion may offer.
    pub fn prefix(&self) -> String {
        let literal = self.words.iter().map_while(|word| match word {
            Word::Literal(text) => Some(text.as_str()),
            _ => None,
        });
        literal.collect::<Vec<_>>().join(" ")
    }
}

/// What may come next in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next<'a> {
    /// This word.
    Word(&'a str),
    /// Something that stands for this name.
    Hole(&'a str),
}

impl Pattern {
    /// What may come after the words that were typed. With `open` also behind a `...`.
    pub(crate) fn next(&self, typed: &[&str], open: bool) -> Vec<Next<'_>> {
        let mut found = Vec::new();
        if typed.len() < MAX_WORDS {
            next(&self.words, typed, open, &mut found);
        }
        found
    }
}

fn next<'a>(words: &'a [Word], typed: &[&str], open: bool, found: &mut Vec<Next<'a>>) {
    let Some((word, rest)) = words.split_first() else {
        return;
    };
    let Some((first, others)) = typed.split_first() else {
        match word {
            Word::Literal(text) => found.push(Next::Word(text)),
            Word::Hole(name) => found.push(Next::Hole(name)),
            Word::Rest if open => next(rest, typed, open, found),
            Word::Rest | Word::Glob(_) => {}
        }
        return;
    };
    match word {
        Word::Literal(text) if text.eq_ignore_ascii_case(first) => next(rest, others, open, found),
        Word::Hole(_) => next(rest, others, open, found),
        Word::Rest if open => {
            next(rest, typed, open, found);
            next(words, others, open, found);
        }
        _ => {}
    }
}

impl Word {
    fn new(word: &str) -> Self {
        if word == "..." {
            return Self::Rest;
        }
        let name = word
            .strip_prefix('<')
            .and_then(|word| word.strip_suffix('>'));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            return Self::Hole(name.to_owned());
        }
        if word.contains('*') && word != "*" {
            return Self::Glob(word.split('*').map(str::to_lowercase).collect());
        }
        Self::Literal(word.to_owned())
    }
}

/// The words of a line, without prompt, quotes and the semicolon at the end.
fn split(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line
        .strip_prefix("$ ")
        .unwrap_or(line)
        .trim_end_matches([';', ' ', '\'', '"', '`']);
    line.split_whitespace()
        .map(|word| word.replace(['\'', '"', '`'], ""))
        .filter(|word| !word.is_empty())
        .take(MAX_WORDS + 1)
        .collect()
}

fn fit(pattern: &[Word], words: &[String], holes: &mut Vec<(String, String)>) -> bool {
    let Some((first, rest)) = pattern.split_first() else {
        return words.is_empty();
    };
    match first {
        Word::Rest => (0..=words.len()).any(|n| fit(rest, &words[n..], holes)),
        Word::Hole(name) => (1..=words.len()).any(|n| {
            holes.push((name.clone(), words[..n].join(" ")));
            let fits = fit(rest, &words[n..], holes);
            if !fits {
                holes.pop();
            }
            fits
        }),
        Word::Literal(text) => {
            words.first().is_some_and(|word| same(word, text)) && fit(rest, &words[1..], holes)
        }
        Word::Glob(parts) => {
            words
                .first()
                .is_some_and(|word| glob(&word.to_lowercase(), parts))
                && fit(rest, &words[1..], holes)
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || (!a.is_ascii() && a.to_lowercase() == b.to_lowercase())
}

fn glob(word: &str, parts: &[String]) -> bool {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    let Some(middle) = word.strip_prefix(first.as_str()) else {
        return false;
    };
    let Some(mut middle) = middle.strip_suffix(last.as_str()) else {
        return false;
    };
    for part in &parts[1..parts.len() - 1] {
        let Some(at) = middle.find(part.as_str()) else {
            return false;
        };
        middle = &middle[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, line: &str, expected: &str) {
        let actual = Pattern::new(pattern)
            .unwrap()
            .matches(line)
            .map_or("no".to_owned(), |fit| {
                let holes: Vec<String> =
                    fit.holes.iter().map(|(k, v)| format!(" {k}={v}")).collect();
                format!("{}{}", fit.literals, holes.concat())
            });
        assert_eq!(actual, expected, "{pattern} / {line}");
    }

    #[test]
    fn words_holes_and_globs() {
        check("kubectl get pods", "  $ kubectl  get PODS; ", "3");
        check("kubectl get pods", "kubectl get pods -A", "no");
        check("kubectl get pods ...", "kubectl get pods", "3");
        check(
            "psql -c 'explain <query>'",
            "psql -c \"EXPLAIN select 1\"",
            "3 query=select 1",
        );
        check("psql -c 'explain <query>'", "psql -c explain", "no");
        check("psql ... analyze orders", "psql -c 'ANALYZE orders;'", "3");
        check(
            "deployctl rollback <service> --to <version>",
            "deployctl rollback checkout --to v40",
            "3 service=checkout version=v40",
        );
        check("cat /var/log/*.log", "cat /var/log/app.log", "1");
        check("cat /var/log/*.log", "cat /var/log", "no");
        assert!(Pattern::new("").is_none() && Pattern::new("<a>").is_none());
        assert!(Pattern::new("a ... ... ... ...").is_none());
    }

    #[test]
    fn long_lines_end_fast() {
        let line = "a ".repeat(64);
        check("a ... a ... a ... z", &line, "no");
        check("a ...", &"a ".repeat(100_000), "no");
    }
}
