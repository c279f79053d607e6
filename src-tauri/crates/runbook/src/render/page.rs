//! Markdown onto the page: one pass over the parser's events, each written as an element of ours.

use super::ahead::Ahead;
use super::include::Inclusion;
use super::parts::Division;
use super::snippets::Snippets;
use super::table::Table;
use super::writer::Writer;
use super::{Source, attributes};
use crate::flow::{Flow, Piece};
use crate::parse::is_asciidoc;
use crate::{markdown, mask};
use drillbook_text::LineIndex;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// The caller is asked whether it still wants the page at every block, and within one at so many events.
const ASKED_EVERY: usize = 256;

/// The page in the making.
pub(super) struct Page<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) out: Writer,
    pub(super) snippets: Snippets<'a>,
    /// How the page is cut into parts, where it is.
    pub(super) division: Option<Division>,
    /// Text that is not written yet: neighbouring texts belong together.
    pub(super) text: String,
    /// The next section with a heading.
    pub(super) section: usize,
    /// The code block that is open: where it began, its info string and its text.
    code: Option<(usize, String, String)>,
    /// The block of HTML that is open, and where it began.
    html: Option<(String, usize)>,
    /// What was just written is a link, a picture or code, which an attribute list may follow.
    behind: bool,
    /// How many links of Markdown are open, also those that lead nowhere.
    links: usize,
    picture: Option<(String, String, usize)>,
    /// Paragraphs open an admonition of their own.
    pub(super) admonished: bool,
    /// Names of the raw links that are open, as they were written.
    pub(super) raw_links: Vec<&'static str>,
    pub(super) table: Table,
    pub(super) footnotes: HashMap<String, usize>,
    pub(super) inclusion: Inclusion,
    /// The lines of the text, where blocks say on which they begin.
    pub(super) lines: Option<LineIndex>,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: &'a Source<'a>) -> Self {
        Self {
            source,
            out: Writer::new(source.body().len() * 3 / 2),
            snippets: Snippets::new(&source.document.commands),
            division: None,
            text: String::new(),
            section: 0,
            code: None,
            html: None,
            behind: false,
            links: 0,
            picture: None,
            admonished: false,
            raw_links: Vec::new(),
            table: Table::default(),
            footnotes: HashMap::new(),
            inclusion: Inclusion::new(source.path),
            lines: source.placed.then(|| LineIndex::new(source.text)),
        }
    }

    /// Writes the whole body, or as much of it as fits.
    pub(super) fn body(&mut self) {
        if is_asciidoc(self.source.path) {
            self.asciidoc();
        } else {
            self.markdown();
        }
    }

    fn markdown(&mut self) {
        let body = self.source.body();
        let masked = mask::mask(body);
        self.out.cut.nesting = masked.nesting_cut;
        let most = markdown::most_events(body);
        let mut events = Ahead::new(Flow::new(&masked, most));
        let mut count = 0;
        while let Some((piece, range)) = events.next() {
            count += 1;
            let ask = is_block(&piece) || count % ASKED_EVERY == 0;
            if count >= most || self.out.is_full() || (ask && (self.source.stop)()) {
                self.rest(range.start);
                break;
            }
            self.come_to(range.start, begins(&piece));
            match piece {
                Piece::Markdown(event) => {
                    if !matches!(event, Event::End(_) | Event::Start(Tag::List(_))) {
                        self.enter(range.start);
                    }
                    self.event(event, range, &masked.text, &mut events);
                }
                other => self.directive(&other, range.start, &masked),
            }
        }
        self.flush();
    }

    fn event(
        &mut self,
        event: Event<'_>,
        range: Range<usize>,
        masked: &str,
        events: &mut Ahead<'_>,
    ) {
        if self.picture.is_some() {
            self.alternative(event);
            return;
        }
        match event {
            Event::Text(text) => {
                self.words(
                    markdown::original(self.source.body(), masked, &range, &text),
                    events,
                );
            }
            Event::Html(text) => {
                let text = markdown::original(self.source.body(), masked, &range, &text);
                let text = if text.len() > mask::LONGEST_LINE {
                    mask::head(text)
                } else {
                    text
                };
                match &mut self.html {
                    Some((block, _)) => block.push_str(text),
                    None => self.raw(text),
                }
            }
            // `{{<figure src="x">}}`: what looks like a tag is inside a template expression.
            Event::InlineHtml(text) if self.text.ends_with("{{") => self.text.push_str(&text),
            Event::InlineHtml(text) => self.raw(&text),
            Event::SoftBreak => self.text.push('\n'),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text.push_str(&text),
            other => {
                self.flush();
                let listed = matches!(other, Event::Code(_) | Event::End(TagEnd::Link));
                self.element(other, &range, events);
                self.behind = listed;
            }
        }
    }

    fn element(&mut self, event: Event<'_>, range: &Range<usize>, events: &mut Ahead<'_>) {
        match event {
            Event::Start(tag) => self.start(tag, range, events),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.inline_code(&code, range.start),
            Event::HardBreak => self.void("br"),
            Event::Rule => self.void("hr"),
            // A step that is followed has a mark of its own.
            Event::TaskListMarker(_) if self.in_step() => {}
            Event::TaskListMarker(done) => {
                let mut attributes =
                    vec![("type", "checkbox"), ("class", "task"), ("disabled", "")];
                attributes.extend(done.then_some(("checked", "")));
                self.out.void("input", &attributes);
            }
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            _ => {}
        }
    }

    /// Text of a sentence or of a code block.
    fn words(&mut self, text: &str, events: &mut Ahead<'_>) {
        if let Some((_, _, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.text.push_str(text);
        if matches!(events.peek(0), Some((Event::End(TagEnd::Heading(_)), _))) {
            let (kept, ids) = markdown::without_attributes(&self.text);
            let kept = kept.len();
            self.text.truncate(kept);
            self.flush();
            for id in &ids {
                self.out.anchor(id);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>, events: &mut Ahead<'_>) {
        match tag {
            Tag::Paragraph => self.paragraph(range, events),
            Tag::Heading { .. } => self.heading(),
            Tag::BlockQuote(kind) => self.quote(kind, events),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.code = Some((range.start, info.to_string(), String::new()));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.code = Some((range.start, String::new(), String::new()));
            }
            Tag::HtmlBlock => self.html = Some((String::new(), range.start)),
            // Written with its first item, which may stand in another part.
            Tag::List(None) => self.out.open_waiting("ul", &[]),
            Tag::List(Some(1)) => self.out.open_waiting("ol", &[]),
            Tag::List(Some(start)) => {
                self.out
                    .open_waiting("ol", &[("start", &start.to_string())]);
            }
            Tag::Item => self.item(range.start),
            Tag::FootnoteDefinition(label) => self.footnote(&label),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => self.row(true),
            Tag::TableRow => self.row(false),
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.open("em", &[]),
            Tag::Strong => self.out.open("strong", &[]),
            Tag::Strikethrough => self.out.open("del", &[]),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.links += 1;
                self.link(&markdown::address(link_type, &dest_url), &title, false);
            }
            Tag::Image { dest_url, .. } => {
                self.picture = Some((mask::restored(&dest_url).into_owned(), String::new(), 0));
            }
            _ => self.out.open("span", &[]),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.out.close();
                if std::mem::take(&mut self.admonished) {
                    self.out.close();
                }
                self.out.line_break();
            }
            TagEnd::CodeBlock => {
                if let Some((at, info, code)) = self.code.take() {
                    self.code_block(at, &info, &code);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some((block, at)) = self.html.take() {
                    self.html_block(&block, at);
                    self.flush();
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Image => {}
            TagEnd::Heading(_) => {
                self.out.close();
                self.out.line_break();
                self.after_heading();
            }
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                self.out.close();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.out.close();
            }
            _ => {
                self.out.close();
                self.out.line_break();
            }
        }
    }

    /// Events inside an image are its alternative text.
    fn alternative(&mut self, event: Event<'_>) {
        let Some((_, alt, depth)) = &mut self.picture else {
            return;
        };
        match event {
            Event::Start(Tag::Image { .. }) => *depth += 1,
            Event::End(TagEnd::Image) if *depth == 0 => {
                if let Some((href, alt, _)) = self.picture.take() {
                    self.picture(&href, &alt);
                    self.behind = true;
                }
            }
            Event::End(TagEnd::Image) => *depth -= 1,
            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }

    /// Whether what is written now belongs to a link, be it one that leads nowhere.
    pub(super) fn is_linked(&self) -> bool {
        self.links > 0 || !self.raw_links.is_empty() || self.out.inside(&["a"])
    }

    pub(super) fn void(&mut self, name: &str) {
        self.flush();
        self.out.void(name, &[]);
    }

    /// Adds text that will be written when the run ends.
    pub(super) fn pending(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            let list = attributes::behind(&text).filter(|_| self.behind);
            self.behind = false;
            let (list, rest) = text.split_at(list.unwrap_or(0));
            self.anchors(list);
            self.run(rest);
        }
    }
}

/// Whether a piece begins a block.
fn begins(piece: &Piece<'_>) -> bool {
    match piece {
        Piece::Markdown(Event::Start(tag)) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Piece::Markdown(Event::Rule) | Piece::Open(_) | Piece::Tabs => true,
        _ => false,
    }
}

/// Whether a piece begins something that the caller may no longer want.
fn is_block(piece: &Piece<'_>) -> bool {
    matches!(
        piece,
        Piece::Markdown(Event::Start(
            Tag::Paragraph | Tag::Item | Tag::TableRow | Tag::CodeBlock(_) | Tag::HtmlBlock
        ))
    )
}
