//! Boxes and tabs onto the page: one element for every way to write an admonition.

use super::admonition::{self, Label};
use super::ahead::Ahead;
use super::page::Page;
use crate::directive::{self, Shape};
use crate::flow::Piece;
use crate::mask::Masked;
use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

impl Page<'_> {
    /// A box, tabs or the end of one; it begins at `at` of the body.
    pub(super) fn directive(&mut self, piece: &Piece<'_>, at: usize, masked: &Masked<'_>) {
        self.flush();
        match piece {
            Piece::Open(index) => {
                self.enter(at);
                let Some(directive) = masked.directives.get(*index) else {
                    self.out.open("div", &[]);
                    return;
                };
                let title = directive.title.as_deref();
                match directive.shape {
                    Shape::Tab => {
                        self.out.open("div", &[("class", "tab")]);
                        let title = title.unwrap_or_default();
                        self.out.element("p", &[("class", "tab-title")], title);
                    }
                    Shape::Plain => self.out.open("div", &[]),
                    _ => self.boxed(
                        directive::kind(&directive.word),
                        title.unwrap_or(&directive::default_title(&directive.word)),
                        directive.fold,
                    ),
                }
            }
            Piece::Tabs => {
                self.enter(at);
                self.out.open("div", &[("class", "tabs")]);
            }
            Piece::Close => {
                self.out.close();
                self.out.line_break();
            }
            Piece::Markdown(_) => {}
        }
    }

    /// Opens a box; where it folds, `fold` says whether it is open at first.
    pub(super) fn boxed(&mut self, kind: &str, title: &str, fold: Option<bool>) {
        let mut attributes = vec![("class", "admonition"), ("data-kind", kind)];
        let head = [("class", "admonition-title")];
        if let Some(open) = fold {
            attributes.extend(open.then_some(("open", "")));
            self.out.open("details", &attributes);
            self.out.open("summary", &head);
        } else {
            self.out.open("aside", &attributes);
            self.out.open("p", &head);
        }
        self.run(title);
        self.out.close();
    }

    /// A paragraph that carries a label becomes a box around itself.
    pub(super) fn labelled(&mut self, label: &Label, events: &mut Ahead<'_>) {
        (0..label.events).for_each(|_| drop(events.next()));
        self.boxed(label.kind, &label.title, None);
        self.out.open("p", &[]);
        self.pending(&label.rest);
        self.admonished = true;
    }

    /// A quotation that begins at `at` of the body; one that opens with a label is a box altogether.
    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>, events: &mut Ahead<'_>) {
        if let Some(kind) = kind {
            let (kind, title) = admonition::kind_of(kind);
            self.boxed(kind, title, None);
            return;
        }
        if self.callout(events) {
            return;
        }
        let ahead = events.peeked(5);
        let label = match ahead.split_first() {
            Some((Event::Start(Tag::Paragraph), rest)) => admonition::label(rest, true),
            _ => None,
        };
        let Some(label) = label else {
            self.out.open("blockquote", &[]);
            return;
        };
        events.next();
        self.labelled(&label, events);
        // The box ends with the quotation, not with its first paragraph.
        self.admonished = false;
    }

    /// Obsidian's `[!type]- Title` in the first line of a quotation.
    fn callout(&mut self, events: &mut Ahead<'_>) -> bool {
        let body = self.source.body();
        let Some((Event::Start(Tag::Paragraph), range)) = events.peek(0) else {
            return false;
        };
        let line = body.get(range.clone()).unwrap_or_default();
        let Some((word, fold)) = admonition::callout(line) else {
            return false;
        };
        let mut title = String::new();
        let mut goes_on = false;
        while let Some((piece, _)) = events.next() {
            match piece {
                Piece::Markdown(Event::Text(text) | Event::Code(text)) => title.push_str(&text),
                Piece::Markdown(Event::End(TagEnd::Paragraph)) => break,
                Piece::Markdown(Event::SoftBreak | Event::HardBreak) => {
                    goes_on = true;
                    break;
                }
                _ => {}
            }
        }
        let own = title.split_once(']').map_or("", |(_, title)| title);
        let own = own.trim_start_matches(['+', '-']).trim();
        let word = word.to_lowercase();
        let title = if own.is_empty() {
            directive::default_title(&word)
        } else {
            own.to_owned()
        };
        self.boxed(directive::kind(&word), &title, fold);
        if goes_on {
            self.out.open("p", &[]);
        }
        true
    }
}
