//! What stands behind the language of a block of code: titles and marked lines for the reader, attributes for
//! other tools that nobody wants to see.

use std::ops::RangeInclusive;

/// What a reader sees of an info string, beside its language.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Fence<'a> {
    pub(super) title: &'a str,
    /// Lines to mark, from 1.
    pub(super) marked: Vec<RangeInclusive<usize>>,
}

/// Reads `yaml title="a.yml" hl_lines="2 4-5"` and `js {1,4-6}`.
pub(super) fn read(info: &str) -> Fence<'_> {
    let marked = quoted(info, "hl_lines=").or_else(|| braces(info));
    Fence {
        title: quoted(info, "title=").unwrap_or_default(),
        marked: marked.map(ranges).unwrap_or_default(),
    }
}

/// The value behind `key`, in quotes or up to a space.
fn quoted<'a>(info: &'a str, key: &str) -> Option<&'a str> {
    let at = info.find(key)?;
    let free = info
        .get(..at)
        .is_some_and(|before| before.ends_with([' ', '{', ',', '\t']));
    let rest = info.get(at + key.len()..).filter(|_| free)?;
    match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next(),
        _ => rest.split([' ', ',', '}']).next(),
    }
}

/// Numbers of lines in braces, and nothing else in them.
fn braces(info: &str) -> Option<&str> {
    let (_, rest) = info.split_once('{')?;
    let (inside, _) = rest.split_once('}')?;
    let number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | ' ');
    (!inside.trim().is_empty() && inside.chars().all(number)).then_some(inside)
}

fn ranges(list: &str) -> Vec<RangeInclusive<usize>> {
    let range = |part: &str| {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        Some(from.trim().parse().ok()?..=to.trim().parse().ok()?)
    };
    list.split([' ', ',']).filter_map(range).take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_and_not_printed() {
        let check = |info: &str, title: &str, marked: &[RangeInclusive<usize>]| {
            let marked = marked.to_vec();
            assert_eq!(read(info), Fence { title, marked }, "{info}");
        };
        check(
            "yaml title=\"a b.yml\" hl_lines=\"2 4-5\"",
            "a b.yml",
            &[2..=2, 4..=5],
        );
        check("js {1,4-6} title='x'", "x", &[1..=1, 4..=6]);
        check("{.python title=\"t\"}", "t", &[]);
        check("sh {name=setup interactive=false}", "", &[]);
        check("sh { \"name\": \"x\" }", "", &[]);
        check("sh subtitle=\"x\"", "", &[]);
        check("", "", &[]);
    }
}
