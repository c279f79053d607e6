//! Raw HTML in a document, written anew: inert elements without their attributes, links and pictures
//! as the document's own, placeholders such as `<pod>` as text, everything else dropped.

use super::page::Page;
use super::writer::prefixed;
use crate::html::{self, Piece, Tag};
use crate::markdown::html_known;

/// What becomes of an element: the name it is written under.
const INERT: [(&str, &str); 56] = [
    ("abbr", "abbr"),
    ("b", "b"),
    ("big", "span"),
    ("blockquote", "blockquote"),
    ("caption", "caption"),
    ("center", "div"),
    ("cite", "cite"),
    ("code", "code"),
    ("dd", "dd"),
    ("del", "del"),
    ("details", "details"),
    ("dfn", "dfn"),
    ("div", "div"),
    ("dl", "dl"),
    ("dt", "dt"),
    ("em", "em"),
    ("figcaption", "figcaption"),
    ("font", "span"),
    ("h1", "h1"),
    ("h2", "h2"),
    ("h3", "h3"),
    ("h4", "h4"),
    ("h5", "h5"),
    ("h6", "h6"),
    ("i", "i"),
    ("ins", "ins"),
    ("kbd", "kbd"),
    ("li", "li"),
    ("mark", "mark"),
    ("ol", "ol"),
    ("p", "p"),
    ("pre", "pre"),
    ("q", "q"),
    ("s", "s"),
    ("samp", "samp"),
    ("section", "div"),
    ("small", "small"),
    ("span", "span"),
    ("strike", "s"),
    ("strong", "strong"),
    ("sub", "sub"),
    ("summary", "summary"),
    ("sup", "sup"),
    ("table", "table"),
    ("tbody", "tbody"),
    ("td", "td"),
    ("tfoot", "tfoot"),
    ("th", "th"),
    ("thead", "thead"),
    ("tr", "tr"),
    ("tt", "code"),
    ("u", "u"),
    ("ul", "ul"),
    ("var", "var"),
    ("article", "div"),
    ("header", "div"),
];

impl Page<'_> {
    pub(super) fn is_mdx(&self) -> bool {
        let path = self.source.path.as_bytes();
        let ending = path.len().checked_sub(4).and_then(|at| path.get(at..));
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case(b".mdx"))
    }

    pub(super) fn raw(&mut self, raw: &str) {
        for piece in html::pieces(raw) {
            self.piece(&piece);
        }
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Text(text) => self.raw_text(text),
            Piece::Open(tag) => self.raw_open(tag),
            Piece::Close { name, .. } => self.raw_close(name),
            Piece::Hidden => {}
        }
    }

    /// A block of HTML that begins at `at` of the body; in a page that is cut, items of its lists may be steps.
    pub(super) fn html_block(&mut self, block: &str, at: usize) {
        let known =
            self.division.is_some() && self.source.body().get(at..at + block.len()) == Some(block);
        // White space between the items of a list stands in no item, and the list is written with its first one.
        let mut between = false;
        for piece in html::pieces(block) {
            match &piece {
                Piece::Text(text) if between && text.trim().is_empty() => continue,
                Piece::Open(tag) if known && matches!(&*tag.name, "ol" | "ul") => {
                    self.flush();
                    let list = if tag.name == "ol" { "ol" } else { "ul" };
                    self.out.open_raw_waiting(list);
                    between = true;
                    continue;
                }
                Piece::Open(tag) if known && tag.name == "li" => {
                    self.enter(at + tag.at);
                    if self.starts_step(at + tag.at) {
                        self.flush();
                        self.out.open_raw_skipped("li");
                        self.base_here();
                        between = false;
                        continue;
                    }
                }
                _ => {}
            }
            between = known
                && matches!(
                    piece,
                    Piece::Close {
                        name: "li" | "ol" | "ul",
                        ..
                    }
                );
            self.piece(&piece);
            if let Piece::Close { end, .. } = piece {
                self.enter(at + end);
            }
        }
    }

    /// The text between raw tags; a line break in it says no more than a space.
    fn raw_text(&mut self, text: &str) {
        self.pending(&html::decode(text));
    }

    fn raw_open(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "br" => self.void("br"),
            "hr" => self.void("hr"),
            "a" => self.raw_link(tag),
            "img" => {
                let alt = tag.attribute("alt").unwrap_or_default();
                self.flush();
                self.picture(tag.attribute("src").unwrap_or_default(), alt);
            }
            name => match INERT.iter().find(|(known, _)| *known == name) {
                Some((_, written)) => self.raw_inert(tag, written),
                None if html_known(name) => {}
                None if self.is_mdx() && is_component(tag.raw) => {
                    self.flush();
                    self.chip(tag.raw, true);
                }
                None => self.pending(tag.raw),
            },
        }
    }

    fn raw_inert(&mut self, tag: &Tag<'_>, name: &'static str) {
        self.flush();
        let mut attributes: Vec<(&str, String)> = Vec::new();
        let id = tag.attribute("id").or_else(|| tag.attribute("name"));
        if let Some(id) = id.filter(|id| self.out.claim(id)) {
            attributes.push(("id", prefixed(id)));
        }
        if name == "details" && tag.attribute("open").is_some() {
            attributes.push(("open", String::new()));
        }
        if matches!(name, "td" | "th") {
            for span in ["colspan", "rowspan"] {
                let cells = tag
                    .attribute(span)
                    .and_then(|value| value.trim().parse::<u16>().ok())
                    .filter(|cells| (2..=100).contains(cells));
                attributes.extend(cells.map(|cells| (span, cells.to_string())));
            }
        }
        let attributes: Vec<(&str, &str)> = attributes
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.out.open_raw(name, &attributes);
    }

    fn raw_link(&mut self, tag: &Tag<'_>) {
        self.flush();
        for id in [tag.attribute("id"), tag.attribute("name")]
            .into_iter()
            .flatten()
        {
            self.out.anchor(id);
        }
        if let Some(href) = tag.attribute("href") {
            self.link(href, tag.attribute("title").unwrap_or_default(), true);
        }
    }

    fn raw_close(&mut self, written: &str) {
        let name = &*written.to_ascii_lowercase();
        if name == "a" {
            self.flush();
            // A dead link was written as a span.
            self.close_raw_link();
            return;
        }
        if self.is_mdx() && is_component(written) {
            return;
        }
        if !html_known(name) {
            self.pending(&format!("</{written}>"));
        } else if let Some((_, written)) = INERT.iter().find(|(known, _)| *known == name) {
            self.flush();
            self.out.close_raw(written);
        }
    }
}

/// Components are named with a capital; so are placeholders, but not in MDX.
fn is_component(tag: &str) -> bool {
    tag.trim_start_matches('<')
        .starts_with(|c: char| c.is_ascii_uppercase())
}
