//! The first lines of a document or of one of its sections, as plain text.

use crate::{Document, Section};

/// The beginning of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The section's heading; empty for a document's beginning.
    pub heading: String,
    /// Its first blocks, one a line; of a section without sentences its code.
    pub lines: Vec<String>,
    /// There is more than the lines say.
    pub cut: bool,
}

/// How much of a text an excerpt holds.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    /// Lines at most.
    pub lines: usize,
    /// Characters at most, over all lines.
    pub characters: usize,
}

/// The first lines of the section that `anchor` leads into; of the document where there is no such
/// section or the anchor is empty.
pub fn excerpt(document: &Document, anchor: &str, length: Length) -> Excerpt {
    let at = document.section_of(anchor).filter(|_| !anchor.is_empty());
    let first = at.unwrap_or(0);
    let heading = at.map_or("", |at| document.sections[at].heading.as_str());
    let nested = |section: &&Section| at.is_none_or(|at| section.ancestors.contains(&at));
    let rest = document.sections.get(first + 1..).unwrap_or_default();
    // A section that says nothing by itself says what its first subsection says.
    let telling = document
        .sections
        .get(first)
        .into_iter()
        .chain(rest.iter().take_while(nested))
        .find(|section| !text_of(section).trim().is_empty());
    let (lines, cut) = telling.map_or_else(Default::default, |section| {
        beginning(text_of(section), length)
    });
    Excerpt {
        heading: heading.to_owned(),
        lines,
        cut,
    }
}

fn text_of(section: &Section) -> &str {
    if section.prose.trim().is_empty() {
        &section.code
    } else {
        &section.prose
    }
}

fn beginning(text: &str, length: Length) -> (Vec<String>, bool) {
    let mut lines = Vec::new();
    let mut room = length.characters;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if lines.len() == length.lines || room == 0 {
            return (lines, true);
        }
        let characters = line.chars().count();
        if characters > room {
            let kept: String = line.chars().take(room).collect();
            let whole = kept
                .rsplit_once(' ')
                .map_or(kept.as_str(), |(whole, _)| whole);
            lines.push(format!("{whole}…"));
            return (lines, true);
        }
        room -= characters;
        lines.push(line.to_owned());
    }
    (lines, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Title\n\n## Steps\n\n### One\n\nDo *this*.\n\n- and that\n- then more of it\n\n### Two\n\n```sh\nls\n```\n";

    fn check(anchor: &str, characters: usize, expected: (&str, &[&str], bool)) {
        let document = crate::parse("a.md", TEXT);
        let length = Length {
            lines: 2,
            characters,
        };
        let Excerpt {
            heading,
            lines,
            cut,
        } = excerpt(&document, anchor, length);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!((heading.as_str(), lines.as_slice(), cut), expected);
    }

    #[test]
    fn a_section_begins_with_its_first_lines() {
        check("one", 100, ("One", &["Do this.", "and that"], true));
        check("one", 14, ("One", &["Do this.", "and…"], true));
        check("two", 100, ("Two", &["ls"], false));
    }

    #[test]
    fn what_says_nothing_itself_says_what_is_nested_in_it() {
        check("steps", 100, ("Steps", &["Do this.", "and that"], true));
        check("", 100, ("", &["Do this.", "and that"], true));
        check("gone", 100, ("", &["Do this.", "and that"], true));
    }
}
