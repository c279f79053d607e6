//! A stretch of a document as a text of its own, for whoever shows only that: a look at one section costs what the section
//! costs, wherever in the document it stands.

use crate::parse::is_asciidoc;
use crate::{Document, markdown, mask};
use drillbook_text::Span;
use pulldown_cmark::Parser;

/// A text that can be parsed and rendered in the place of the whole document's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The lines, behind what the document says elsewhere of links in them. Its places are not those of the document.
    pub text: String,
    /// Lines of the stretch were left out.
    pub cut: bool,
}

/// The lines at `span` of the `text` that [`crate::parse()`] made the `document` of, at most so many bytes. Footnotes that
/// stand elsewhere are left out.
pub fn stretch(path: &str, text: &str, document: &Document, span: Span, longest: usize) -> Stretch {
    let whole = text.get(span.start..span.end).unwrap_or_default();
    let shown = if whole.len() > longest {
        let end = whole.floor_char_boundary(longest);
        let lines = whole[..end].rfind('\n').map_or(end, |at| at + 1);
        &whole[..lines]
    } else {
        whole
    };
    // The first line of a text may begin its front matter; that of a stretch never does.
    let mut own = String::from("\n");
    if shown.contains('[') && !is_asciidoc(path) {
        definitions(text, document.body_start, span, &mut own);
    }
    own.push_str(shown);
    Stretch {
        text: own,
        cut: shown.len() < whole.len(),
    }
}

/// What links that are named elsewhere in the document lead to.
fn definitions(text: &str, body_start: usize, span: Span, own: &mut String) {
    let body = text.get(body_start..).unwrap_or_default();
    let masked = mask::mask(body);
    let parser = Parser::new_ext(&masked.text, markdown::options());
    let mut places: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| definition.span.clone())
        .filter(|place| !(span.start..span.end).contains(&(body_start + place.start)))
        .collect();
    places.sort_by_key(|place| place.start);
    for place in places {
        own.push_str(body.get(place).unwrap_or_default());
        own.push_str("\n\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn check(text: &str, slug: &str, longest: usize, expected: &str) {
        let document = parse("a.md", text);
        let at = document.section_of(slug).unwrap();
        let cut = stretch("a.md", text, &document, document.sections[at].span, longest);
        let mark = if cut.cut { "…" } else { "" };
        assert_eq!(cut.text + mark, expected);
    }

    #[test]
    fn lines_come_with_what_their_links_mean() {
        let text = "---\nowner: a\n---\n# A\n\n[x]: one.md\n\n## B\nSee [x] and [y].\n\n[y]: two.md\n\n## C\nplain\n";
        check(
            text,
            "b",
            99,
            "\n[x]: one.md\n\n## B\nSee [x] and [y].\n\n[y]: two.md\n\n",
        );
        check(text, "c", 99, "\n## C\nplain\n");
        check(text, "b", 12, "\n## B\n…");
        // A line that is too long by itself is cut where a character ends.
        check("# é\n", "é", 3, "\n# …");
    }
}
