//! Where a document speaks of another one: its links, each in the sentence that it stands in.

use crate::{Document, LinkKind, LinkMap, Target};

/// Characters of a sentence that are kept on each side of a link.
const AROUND: usize = 160;

/// A link in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The index of the section that the link stands in.
    pub section: usize,
    /// The section that it leads to; `None` for the whole document.
    pub anchor: Option<String>,
    /// The sentence up to the link.
    pub before: String,
    /// The words of the link.
    pub text: String,
    /// The rest of the sentence.
    pub after: String,
}

/// The links of the document at `path` that lead to `target`, in reading order; pictures left out.
pub fn mentions(path: &str, document: &Document, links: &LinkMap, target: &str) -> Vec<Mention> {
    // Where in the text of its section the last link was found: words may stand there more than once.
    let mut read = (usize::MAX, 0);
    let mut found = Vec::new();
    for link in &document.links {
        let prose = document
            .sections
            .get(link.section)
            .map_or("", |section| section.prose.as_str());
        let from = if read.0 == link.section { read.1 } else { 0 };
        let text = link.text.trim();
        let at = prose
            .get(from..)
            .and_then(|rest| find_words(rest, text))
            .map(|at| from + at);
        if let Some(at) = at {
            read = (link.section, at + text.len());
        }
        if link.kind == LinkKind::Image {
            continue;
        }
        let Target::Document {
            path: to, anchor, ..
        } = links.resolve(path, &link.target)
        else {
            continue;
        };
        if to == target {
            let (before, after) = at.map_or_else(Default::default, |at| {
                (before(&prose[..at]), after(&prose[at + text.len()..]))
            });
            let text = if text.is_empty() { &link.target } else { text };
            found.push(Mention {
                section: link.section,
                anchor,
                before,
                text: text.to_owned(),
                after,
            });
        }
    }
    found
}

/// Where the words stand as such and not as a part of others: `it` is not in `with`.
fn find_words(text: &str, words: &str) -> Option<usize> {
    let inside = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    let whole = |at: &usize| {
        let end = at + words.len();
        !inside(text[..*at].chars().next_back(), words.chars().next())
            && !inside(words.chars().next_back(), text[end..].chars().next())
    };
    let mut places = text.match_indices(words).map(|(at, _)| at);
    places.find(whole).filter(|_| !words.is_empty())
}

/// The beginning of the sentence that ends with `text`.
fn before(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let start = line.rmatch_indices(['.', '!', '?']).find_map(|(at, _)| {
        let behind = at + 1;
        line[behind..].starts_with(' ').then_some(behind)
    });
    let sentence = line[start.unwrap_or(0)..].trim_start();
    let skip = sentence.chars().count().saturating_sub(AROUND);
    if skip == 0 {
        return sentence.to_owned();
    }
    let kept: String = sentence.chars().skip(skip).collect();
    // A word that is cut in two tells nothing.
    let whole = kept.split_once(' ').map_or(kept.as_str(), |(_, rest)| rest);
    format!("…{whole}")
}

/// The rest of the sentence that `text` begins in.
fn after(text: &str) -> String {
    let line = text.split('\n').next().unwrap_or_default();
    let end = line.match_indices(['.', '!', '?']).find_map(|(at, _)| {
        let behind = at + 1;
        let ends = line[behind..].is_empty() || line[behind..].starts_with(' ');
        ends.then_some(behind)
    });
    let sentence = line[..end.unwrap_or(line.len())].trim_end();
    if sentence.chars().count() <= AROUND {
        return sentence.to_owned();
    }
    let kept: String = sentence.chars().take(AROUND).collect();
    let whole = kept
        .rsplit_once(' ')
        .map_or(kept.as_str(), |(rest, _)| rest);
    format!("{whole}…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    fn check(text: &str, expected: &[&str]) {
        let document = crate::parse("a.md", text);
        let files = [
            ("a.md".to_owned(), document.anchors.clone()),
            ("b.md".to_owned(), vec!["steps".to_owned()]),
            ("c.md".to_owned(), vec![]),
        ];
        let links = LinkMap::new(files, []);
        let mut out = String::new();
        for found in mentions("a.md", &document, &links, "b.md") {
            let Mention {
                before,
                text,
                after,
                ..
            } = found;
            let section = &document.sections[found.section].heading;
            let anchor = found.anchor.unwrap_or_default();
            writeln!(out, "{section} #{anchor}: {before}[{text}]{after}").unwrap();
        }
        assert_eq!(out.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_link_stands_in_its_sentence() {
        check(
            "# A\n\nFirst. See [the steps](b.md#steps) now. Last.\n\n## Deep\n\n- item with [b](b.md)\n",
            &["A #steps: See [the steps] now.", "Deep #: item with [b]"],
        );
    }

    #[test]
    fn the_same_words_twice_are_two_places() {
        check(
            "Read [this](c.md) first. Within [it](b.md), v1.2 of it. And [this](b.md).\n",
            &[" #: Within [it], v1.2 of it.", " #: And [this]."],
        );
    }

    #[test]
    fn long_sentences_are_cut_between_words() {
        let words = "word ".repeat(100);
        check(
            &format!("{words}[b](b.md) {words}\n"),
            &[
                " #: …word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word [b] word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word…",
            ],
        );
    }

    #[test]
    fn pictures_and_links_elsewhere_are_none() {
        check("![b](b.md) [c](c.md) [web](https://b.md)\n", &[]);
    }
}
