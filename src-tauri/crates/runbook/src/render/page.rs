//! Markdown onto the page: one pass over the parser's events, each written as an element of ours.

use super::admonition::{self, Label};
use super::ahead::Ahead;
use super::writer::{Writer, prefixed};
use super::{Snippet, Source};
use crate::{SnippetKind, command, markdown, mask, slug};
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd,
};
use std::collections::HashMap;
use std::ops::Range;

/// Cells beyond this many are left out: a wide table's missing cells grow eighty times its text.
const MOST_CELLS: usize = 50_000;

/// The page in the making.
pub(super) struct Page<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) out: Writer,
    pub(super) snippets: Vec<Snippet>,
    /// Text that is not written yet: neighbouring texts belong together.
    text: String,
    /// The next section with a heading.
    section: usize,
    code: Option<(String, String)>,
    html: Option<String>,
    picture: Option<(String, String, usize)>,
    /// Paragraphs open an admonition of their own.
    admonished: bool,
    /// Names of the raw links that are open, as they were written.
    pub(super) raw_links: Vec<&'static str>,
    table: Table,
    footnotes: HashMap<String, usize>,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    cells: usize,
}

impl<'a> Page<'a> {
    pub(super) fn new(source: &'a Source<'a>) -> Self {
        Self {
            source,
            out: Writer::new(source.body.len() * 3 / 2),
            snippets: Vec::new(),
            text: String::new(),
            section: 0,
            code: None,
            html: None,
            picture: None,
            admonished: false,
            raw_links: Vec::new(),
            table: Table::default(),
            footnotes: HashMap::new(),
        }
    }

    /// Writes the whole body, or as much of it as fits.
    pub(super) fn markdown(&mut self) {
        let masked = mask::mask(self.source.body);
        self.out.cut.nesting = masked.nesting_cut;
        let most = markdown::most_events(self.source.body);
        let mut events = Ahead::new(
            Parser::new_ext(&masked.text, markdown::options())
                .into_offset_iter()
                .take(most),
        );
        let mut count = 0;
        while let Some((event, range)) = events.next() {
            count += 1;
            let block = matches!(
                event,
                Event::Start(
                    Tag::Paragraph | Tag::Item | Tag::TableRow | Tag::CodeBlock(_) | Tag::HtmlBlock
                )
            );
            if count >= most || self.out.is_full() || (block && (self.source.stop)()) {
                self.out.cut.short = true;
                break;
            }
            self.event(event, range, &mut events);
        }
        self.flush();
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>, events: &mut Ahead<'_>) {
        if self.picture.is_some() {
            self.alternative(event);
            return;
        }
        match event {
            Event::Text(text) => {
                self.words(markdown::original(self.source.body, &range, &text), events);
            }
            Event::Html(text) => match &mut self.html {
                Some(block) => block.push_str(&text),
                None => self.raw(&text),
            },
            // `{{<figure src="x">}}`: what looks like a tag is inside a template expression.
            Event::InlineHtml(text) if self.text.ends_with("{{") => self.text.push_str(&text),
            Event::InlineHtml(text) => self.raw(&text),
            Event::SoftBreak => self.text.push('\n'),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text.push_str(&text),
            other => {
                self.flush();
                self.element(other, &range, events);
            }
        }
    }

    fn element(&mut self, event: Event<'_>, range: &Range<usize>, events: &mut Ahead<'_>) {
        match event {
            Event::Start(tag) => self.start(tag, range, events),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.inline_code(&code),
            Event::HardBreak => self.void("br"),
            Event::Rule => self.void("hr"),
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
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        self.text.push_str(text);
        if matches!(events.peek(0), Some(Event::End(TagEnd::Heading(_)))) {
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
            Tag::Paragraph => self.paragraph(range, events, false),
            Tag::Heading { .. } => self.heading(),
            Tag::BlockQuote(kind) => self.quote(kind, events),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.code = Some((info.to_string(), String::new()));
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.code = Some((String::new(), String::new()));
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(None) => self.out.open("ul", &[]),
            Tag::List(Some(1)) => self.out.open("ol", &[]),
            Tag::List(Some(start)) => self.out.open("ol", &[("start", &start.to_string())]),
            Tag::Item => self.out.open("li", &[]),
            Tag::FootnoteDefinition(label) => self.footnote(&label),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead | Tag::TableRow | Tag::TableCell => self.table_part(&tag),
            Tag::Emphasis => self.out.open("em", &[]),
            Tag::Strong => self.out.open("strong", &[]),
            Tag::Strikethrough => self.out.open("del", &[]),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
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
                if let Some((info, code)) = self.code.take() {
                    self.code_block(&info, &code);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html.take() {
                    self.raw(&block);
                    self.flush();
                }
            }
            TagEnd::TableHead => {
                self.out.close();
                self.out.close();
                self.out.open("tbody", &[]);
                self.table.head = false;
            }
            TagEnd::Table => {
                // Body, table and the frame that scrolls.
                (0..3).for_each(|_| self.out.close());
                self.out.line_break();
            }
            TagEnd::TableCell if self.table.cells > MOST_CELLS => {}
            TagEnd::Image => {}
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::TableCell => self.out.close(),
            _ => {
                self.out.close();
                self.out.line_break();
            }
        }
    }

    fn paragraph(&mut self, range: &Range<usize>, events: &mut Ahead<'_>, quoted: bool) {
        let written = self
            .source
            .body
            .get(range.clone())
            .unwrap_or_default()
            .trim();
        if matches!(
            written,
            "[[_TOC_]]" | "[TOC]" | "[[TOC]]" | "[toc]" | "[[_toc_]]" | "{:toc}"
        ) {
            while !matches!(
                events.next(),
                None | Some((Event::End(TagEnd::Paragraph), _))
            ) {}
            return;
        }
        if let Some(label) = admonition::label(&events.peeked(4), quoted) {
            self.admonition(&label, events);
        } else {
            self.out.open("p", &[]);
        }
    }

    /// Opens the box of a paragraph that carries a label, and the paragraph in it.
    fn admonition(&mut self, label: &Label, events: &mut Ahead<'_>) {
        (0..label.events).for_each(|_| drop(events.next()));
        self.out.open(
            "aside",
            &[("class", "admonition"), ("data-kind", label.kind)],
        );
        self.out
            .element("p", &[("class", "admonition-title")], &label.title);
        self.out.open("p", &[]);
        self.text.push_str(&label.rest);
        self.admonished = true;
    }

    /// A quotation; one that opens with a label is an admonition altogether.
    fn quote(&mut self, kind: Option<BlockQuoteKind>, events: &mut Ahead<'_>) {
        if let Some(kind) = kind {
            let (kind, title) = admonition::kind_of(kind);
            self.out
                .open("aside", &[("class", "admonition"), ("data-kind", kind)]);
            self.out
                .element("p", &[("class", "admonition-title")], title);
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
        self.admonition(&label, events);
        // The box ends with the quotation, not with its first paragraph.
        self.admonished = false;
    }

    pub(super) fn heading(&mut self) {
        let document = self.source.document;
        let found = document
            .sections
            .iter()
            .enumerate()
            .skip(self.section)
            .find(|(_, section)| section.level > 0);
        let Some((at, section)) = found else {
            self.out.open("p", &[]);
            return;
        };
        self.section = at + 1;
        let name = ["h1", "h2", "h3", "h4", "h5", "h6"]
            .get(usize::from(section.level) - 1)
            .copied()
            .unwrap_or("h6");
        self.out.claim(&section.slug);
        let attributes = [
            ("id", &*prefixed(&section.slug)),
            ("data-slug", &*section.slug),
            ("data-line", &*section.line.to_string()),
        ];
        self.out.open(name, &attributes);
        // GitLab's spelling of the slug, where it is another one.
        self.out.anchor(&slug::squeezed(&section.slug));
    }

    pub(super) fn code_block(&mut self, info: &str, code: &str) {
        let language =
            command::language_of(info).unwrap_or_else(|| command::guess(code).to_owned());
        let snippet = self.snippet(
            command::copied(code, &language),
            SnippetKind::Block,
            command::has_hidden(code),
        );
        self.out.open(
            "figure",
            &[
                ("class", "code"),
                ("data-language", &language),
                ("data-snippet", &snippet),
            ],
        );
        self.out.open("pre", &[]);
        let class = if language.is_empty() {
            "language-text".to_owned()
        } else {
            format!("language-{language}")
        };
        self.out
            .element("code", &[("class", &class)], code.trim_end());
        self.out.close();
        self.out.close();
        self.out.line_break();
    }

    pub(super) fn inline_code(&mut self, code: &str) {
        // A command in a link would be a button in a link.
        if !command::is_inline(code) || self.out.inside(&["a"]) {
            self.out.element("code", &[], code);
            return;
        }
        let snippet = self.snippet(
            command::copied_inline(code),
            SnippetKind::Inline,
            command::has_hidden(code),
        );
        self.out.element(
            "code",
            &[("class", "command"), ("data-snippet", &snippet)],
            code,
        );
    }

    fn snippet(&mut self, text: String, kind: SnippetKind, hidden: bool) -> String {
        self.snippets.push(Snippet { text, kind, hidden });
        (self.snippets.len() - 1).to_string()
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
                }
            }
            Event::End(TagEnd::Image) => *depth -= 1,
            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }

    fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }

    fn footnote_reference(&mut self, label: &str) {
        let number = self.footnote_number(label).to_string();
        let anchor = format!("footnote-{number}");
        self.out.open("sup", &[("class", "footnote-reference")]);
        let path = self.source.path;
        self.out.element(
            "a",
            &[
                ("href", "#"),
                ("class", "link"),
                ("data-document", path),
                ("data-anchor", &anchor),
            ],
            &number,
        );
        self.out.close();
    }

    fn footnote(&mut self, label: &CowStr<'_>) {
        let number = self.footnote_number(label).to_string();
        let id = prefixed(&format!("footnote-{number}"));
        self.out.open("div", &[("class", "footnote"), ("id", &id)]);
        self.out.element("sup", &[], &number);
    }

    fn table(&mut self, alignments: Vec<Alignment>) {
        self.table = Table {
            alignments,
            cells: self.table.cells,
            ..Table::default()
        };
        self.out.open("div", &[("class", "table")]);
        self.out.open("table", &[]);
    }

    fn table_part(&mut self, part: &Tag<'_>) {
        match part {
            Tag::TableHead => {
                self.table.head = true;
                self.table.column = 0;
                self.out.open("thead", &[]);
                self.out.open("tr", &[]);
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.open("tr", &[]);
            }
            _ => self.cell(),
        }
    }

    fn cell(&mut self) {
        self.table.cells += 1;
        if self.table.cells > MOST_CELLS {
            self.out.cut.short = true;
            return;
        }
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Right) => &[("class", "align-right")][..],
            Some(Alignment::Center) => &[("class", "align-center")],
            _ => &[],
        };
        self.table.column += 1;
        self.out
            .open(if self.table.head { "th" } else { "td" }, class);
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
            self.run(&text);
        }
    }
}
