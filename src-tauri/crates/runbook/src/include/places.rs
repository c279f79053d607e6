//! The places of a text that name files to be included.

use super::{Named, in_asciidoc, in_code, in_paragraph};
use crate::flow::{Flow, Piece};
use crate::parse::is_asciidoc;
use crate::{adoc, markdown, mask};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// A place of a text that names one file.
pub(super) struct Place<'a> {
    /// What the file's text takes the place of.
    pub(super) range: Range<usize>,
    pub(super) named: Named<'a>,
    /// It stands in a block of code.
    pub(super) in_code: bool,
    /// What the file's lines after the first begin with: the indentation of an item, the signs of a quotation.
    pub(super) lead: String,
    /// What stands behind the file's text, before that of the next one at the same place.
    pub(super) behind: String,
    pub(super) is_one_of_several: bool,
}

/// What is looked for before a text is read: without one of them it includes nothing.
const SIGNS: [&str; 4] = ["--8<--", "{!", "{{", "include:"];

/// The places of the text of the file `path` from `body_start` on, in reading order.
pub(super) fn places<'a>(path: &str, text: &'a str, body_start: usize) -> Vec<Place<'a>> {
    let body = text.get(body_start..).unwrap_or_default();
    let mut found = Found {
        text,
        places: Vec::new(),
    };
    if !SIGNS.iter().any(|sign| body.contains(sign)) {
        return found.places;
    }
    if is_asciidoc(path) {
        found.asciidoc(body, body_start);
    } else {
        found.markdown(body, body_start);
    }
    found.places
}

struct Found<'a> {
    text: &'a str,
    places: Vec<Place<'a>>,
}

impl<'a> Found<'a> {
    fn markdown(&mut self, body: &'a str, offset: usize) {
        let masked = mask::mask(body);
        for (piece, range) in Flow::new(&masked, markdown::most_events(body)) {
            let range = range.start + offset..range.end + offset;
            match piece {
                Piece::Markdown(Event::Start(Tag::Paragraph)) => self.paragraph(&range),
                Piece::Markdown(Event::Start(Tag::CodeBlock(_))) => self.code(&range, false),
                _ => {}
            }
        }
    }

    fn asciidoc(&mut self, body: &'a str, offset: usize) {
        for block in adoc::blocks(body) {
            let range = block.start + offset..block.end + offset;
            match block.shape {
                adoc::Shape::Include(_) => self.line(&range),
                adoc::Shape::Listing { .. } => self.code(&range, true),
                _ => {}
            }
        }
    }

    /// A paragraph that names one file or several.
    fn paragraph(&mut self, range: &Range<usize>) {
        let whole = self.text.get(range.clone()).unwrap_or_default();
        let written = whole.trim();
        let named = in_paragraph(written);
        let mut start = range.start + whole.len() - whole.trim_start().len();
        let stop = start + written.len();
        let lead = lead(self.text, start);
        let count = named.len();
        for (at, named) in (1..).zip(named) {
            // Each takes the lines up to its own, the last one the rest.
            let rest = self.text.get(start..stop).unwrap_or_default();
            let own = rest.find(named.written).unwrap_or(0);
            let line = rest.get(own..).and_then(|rest| rest.find('\n'));
            let end = line.filter(|_| at < count);
            let end = end.map_or(stop, |line| start + own + line + 1);
            let behind = if at < count {
                format!("\n\n{lead}")
            } else {
                String::new()
            };
            self.places.push(Place {
                range: start..end,
                named,
                in_code: false,
                lead: lead.clone(),
                behind,
                is_one_of_several: count > 1,
            });
            start = end;
        }
    }

    /// Lines in a block of code.
    fn code(&mut self, range: &Range<usize>, asciidoc: bool) {
        let code = self.text.get(range.clone()).unwrap_or_default();
        for (place, named) in in_code(code, asciidoc) {
            let place = place.start + range.start..place.end + range.start;
            self.one(place, named, true);
        }
    }

    /// A line of `AsciiDoc`.
    fn line(&mut self, range: &Range<usize>) {
        let line = self.text.get(range.clone()).unwrap_or_default().trim_end();
        if let Some(named) = in_asciidoc(line) {
            self.one(range.start..range.start + line.len(), named, false);
        }
    }

    fn one(&mut self, range: Range<usize>, named: Named<'a>, in_code: bool) {
        let lead = lead(self.text, range.start);
        self.places.push(Place {
            range,
            named,
            in_code,
            lead,
            behind: String::new(),
            is_one_of_several: false,
        });
    }
}

/// What the next line begins with to stand in the same item or quotation as what is at `at`.
fn lead(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let before = before.get(line..).unwrap_or_default();
    let sign = |c: char| {
        if c.is_whitespace() || c == '>' {
            c
        } else {
            ' '
        }
    };
    before.chars().map(sign).collect()
}
