//! Raw HTML in Markdown, into the model: its text, its anchors, links and pictures, and its lists.

use super::Scan;
use crate::LinkKind;
use crate::html::{self, Piece};
use drillbook_text::Span;

impl Scan<'_> {
    pub(super) fn raw(&mut self, raw: &str, at: usize) {
        for piece in html::pieces(raw) {
            self.piece(&piece, at);
        }
    }

    fn piece(&mut self, piece: &Piece<'_>, at: usize) {
        match piece {
            Piece::Text(text) => self.text(&html::decode(text)),
            Piece::Open(tag) => self.tag(tag, at),
            Piece::Close { .. } | Piece::Hidden => {}
        }
    }

    /// A block of HTML. Its lists are lists where the block stands in the file as it was handed out: indented or quoted,
    /// places in it are not known.
    pub(super) fn html_block(&mut self, block: &str, at: usize) {
        let known = self.body.get(at..at + block.len()) == Some(block);
        for piece in html::pieces(block) {
            let start = self.offset + at;
            match &piece {
                Piece::Open(tag) if known => {
                    let span = Span::new(start + tag.at, start + tag.at + tag.raw.len());
                    self.lists.begin(&mut self.builder, tag, span);
                }
                Piece::Close { name, end } if known => {
                    let name = name.to_ascii_lowercase();
                    self.lists.close(&mut self.builder, &name, start + end);
                }
                _ => {}
            }
            self.piece(&piece, at);
        }
    }

    fn tag(&mut self, tag: &html::Tag<'_>, at: usize) {
        for id in [tag.attribute("id"), tag.attribute("name")]
            .into_iter()
            .flatten()
        {
            self.builder.anchor(id.to_owned());
        }
        let start = self.offset + at + tag.at;
        let span = Span::new(start, start + tag.raw.len());
        match (
            tag.name.as_str(),
            tag.attribute("href"),
            tag.attribute("src"),
        ) {
            ("a", Some(target), _) => {
                self.builder
                    .link(span, target.to_owned(), String::new(), LinkKind::Link);
            }
            ("img", _, Some(target)) => {
                let text = tag.attribute("alt").unwrap_or_default().to_owned();
                self.builder
                    .link(span, target.to_owned(), text, LinkKind::Image);
            }
            ("br" | "p" | "li" | "tr" | "summary", ..) => self.builder.end_block(),
            (name, ..) if !html_known(name) => self.text(tag.raw),
            _ => {}
        }
    }
}

/// Names in angle brackets that HTML does not know are placeholders: `<pod>`.
pub(crate) fn html_known(name: &str) -> bool {
    const KNOWN: &str = "\
        script style svg math iframe object embed param template noscript textarea select option canvas track \
        a abbr address article aside audio b big blockquote body br button caption center \
        cite code col colgroup dd del details dfn div dl dt em embed figcaption figure font \
        footer form h1 h2 h3 h4 h5 h6 header hr html i img input ins kbd label li link main \
        mark meta nav ol p picture pre q s samp section small source span strike strong sub \
        summary sup table tbody td tfoot th thead tr tt u ul var video wbr base frame";
    crate::command::is_word(KNOWN, name)
}
