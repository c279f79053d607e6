//! Markdown into the model: one pass over the parser's events, without HTML.

mod html_lists;
mod raw;

use crate::build::{Builder, Heading};
use crate::directive::Directive;
use crate::flow::{Flow, Piece as Step};
use crate::{BlockKind, Document, LinkKind, links, mask};
use drillbook_text::Span;
use html_lists::HtmlLists;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Tag, TagEnd};
pub(crate) use raw::html_known;
use std::borrow::Cow;
use std::ops::Range;

/// The listed extensions, and no others: heading attributes would put attributes of the author's
/// choice on elements, smart punctuation would change `--flags`.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
}

/// How many events a text may cause before it is taken for hostile: a table's missing cells grow
/// faster than its text.
pub(crate) fn most_events(text: &str) -> usize {
    20_000 + text.len() * 2
}

/// Reads the Markdown of `text` from `body_start` on.
pub(crate) fn read(text: &str, body_start: usize) -> Document {
    let body = text.get(body_start..).unwrap_or_default();
    let masked = mask::mask(body);
    let mut scan = Scan {
        body,
        masked: &masked.text,
        offset: body_start,
        builder: Builder::new(text, body_start),
        heading: None,
        code: None,
        html: None,
        links: Vec::new(),
        numbers: Vec::new(),
        lists: HtmlLists::default(),
    };
    for (piece, range) in Flow::new(&masked, most_events(body)) {
        match piece {
            Step::Markdown(event) => scan.event(event, range),
            Step::Open(at) => scan.open_box(masked.directives.get(at), &range),
            Step::Tabs => scan.open_box(None, &range),
            Step::Close => scan.close_box(),
        }
    }
    scan.builder.finish()
}

struct Scan<'a> {
    body: &'a str,
    masked: &'a str,
    offset: usize,
    builder: Builder<'a>,
    /// The text of the heading that is open.
    heading: Option<(u8, String)>,
    code: Option<Code>,
    /// The HTML block that is open, and where it began.
    html: Option<(String, usize)>,
    links: Vec<OpenLink>,
    /// For each list that is open, the number of its next item.
    numbers: Vec<Option<u64>>,
    lists: HtmlLists,
}

struct Code {
    span: Span,
    info: String,
    text: String,
}

struct OpenLink {
    span: Span,
    target: String,
    text: String,
    kind: LinkKind,
}

impl Scan<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.offset + range.start, self.offset + range.end)
    }

    /// A box begins, or tabs do: for a procedure it is a quotation.
    fn open_box(&mut self, directive: Option<&Directive>, range: &Range<usize>) {
        let end = directive.and_then(|directive| directive.end);
        let span = self.span(&(range.start..end.unwrap_or(range.end)));
        self.builder.end_block();
        self.builder.open_block(BlockKind::Quote, span);
        self.lists.enter();
        if let Some(title) = directive.and_then(|directive| directive.title.as_deref()) {
            self.builder.prose(title);
            self.builder.end_block();
        }
    }

    fn close_box(&mut self) {
        self.builder.end_block();
        self.end_container();
    }

    fn end_container(&mut self) {
        self.lists.leave(&mut self.builder);
        self.builder.close_block();
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                self.wiki(range.start);
                self.text(original(self.body, self.masked, &range, &text));
            }
            Event::Code(code) => {
                self.note(&code);
                let span = self.span(&range);
                self.builder.inline_code(span, &code);
            }
            Event::Html(text) => {
                let text = original(self.body, self.masked, &range, &text);
                match &mut self.html {
                    Some((block, _)) => block.push_str(text),
                    None => self.raw(text, range.start),
                }
            }
            Event::InlineHtml(text) => self.raw(&text, range.start),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::TaskListMarker(ticked) => self.builder.blocks().tick(ticked),
            Event::Rule | Event::FootnoteReference(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let span = self.span(&range);
        match tag {
            Tag::Heading { level, .. } => {
                self.lists.end(&mut self.builder);
                self.builder.end_block();
                self.builder.open_section(span.start);
                self.heading = Some((number(level), String::new()));
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some(Code {
                    span,
                    info,
                    text: String::new(),
                });
            }
            Tag::HtmlBlock => self.html = Some((String::new(), range.start)),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                self.open_link(span, &address(link_type, &dest_url), LinkKind::Link);
            }
            Tag::Image { dest_url, .. } => self.open_link(span, &dest_url, LinkKind::Image),
            _ => self.container(&tag, span),
        }
    }

    /// Opens a block that holds text or other blocks.
    fn container(&mut self, tag: &Tag<'_>, span: Span) {
        let kind = match tag {
            Tag::List(start) => {
                self.numbers.push(*start);
                let ordered = start.is_some();
                BlockKind::List { ordered }
            }
            Tag::Item => {
                let next = self.numbers.last_mut().and_then(Option::as_mut);
                let number = next.map(|next| {
                    let number = *next;
                    *next = number.saturating_add(1);
                    u32::try_from(number).unwrap_or(u32::MAX)
                });
                BlockKind::Item { number, task: None }
            }
            Tag::Paragraph => BlockKind::Paragraph,
            Tag::BlockQuote(_) => BlockKind::Quote,
            Tag::Table(_) => BlockKind::Table,
            Tag::TableHead => BlockKind::Row { head: true },
            Tag::TableRow => BlockKind::Row { head: false },
            _ => return,
        };
        if matches!(tag, Tag::Item | Tag::Paragraph | Tag::Table(_)) {
            self.builder.end_block();
        }
        self.builder.open_block(kind, span);
        self.lists.enter();
    }

    /// A wiki link, where one begins at `at` of the body.
    fn wiki(&mut self, at: usize) {
        // A picture's two signs are one event.
        let picture = self
            .body
            .get(at..)
            .is_some_and(|rest| rest.starts_with("![["));
        let at = at + usize::from(picture);
        let rest = self.body.get(at..).unwrap_or_default();
        let before = self.body.get(..at).unwrap_or_default();
        let free = self.code.is_none()
            && self.links.is_empty()
            && !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '[' | '#'));
        let Some(wiki) = links::wiki(rest).filter(|_| free) else {
            return;
        };
        let (span, text) = (self.span(&(at..at + wiki.len())), links::wiki_text(wiki));
        let kind = if picture {
            LinkKind::Image
        } else {
            LinkKind::Link
        };
        self.builder
            .link(span, wiki.to_owned(), text.to_owned(), kind);
    }

    fn open_link(&mut self, span: Span, target: &str, kind: LinkKind) {
        let target = mask::restored(target).into_owned();
        self.links.push(OpenLink {
            span,
            target,
            text: String::new(),
            kind,
        });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some((level, text)) = self.heading.take() {
                    let (text, ids) = without_attributes(&text);
                    self.builder.name_section(Heading {
                        level,
                        text: text.to_owned(),
                        ids,
                    });
                }
            }
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    self.builder.code_block(code.span, &code.info, &code.text);
                }
            }
            TagEnd::HtmlBlock => {
                if let Some((block, at)) = self.html.take() {
                    self.html_block(&block, at);
                    self.builder.end_block();
                }
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some(link) = self.links.pop() {
                    if let Some(outer) = self.links.last_mut() {
                        outer.text.push_str(&link.text);
                    }
                    self.builder
                        .link(link.span, link.target, link.text, link.kind);
                }
            }
            TagEnd::TableCell => {
                self.text(" ");
                self.builder.blocks().text("\t");
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead => {
                self.builder.end_block();
                self.end_container();
            }
            TagEnd::List(_) => {
                self.numbers.pop();
                self.end_container();
            }
            TagEnd::BlockQuote(_) | TagEnd::Table => self.end_container(),
            _ => {}
        }
    }

    /// Text of a sentence, a heading, a code block or a link, wherever it stands.
    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
        } else {
            self.note(text);
            if self.heading.is_none() {
                self.builder.prose(text);
            }
        }
    }

    /// Adds to the heading and the link that are open.
    fn note(&mut self, text: &str) {
        if let Some((_, heading)) = &mut self.heading {
            heading.push_str(text);
        }
        if let Some(link) = self.links.last_mut() {
            link.text.push_str(text);
        }
    }
}

/// A link's address as it was meant: `<a@b.c>` is a mail address.
pub(crate) fn address(link_type: LinkType, target: &str) -> Cow<'_, str> {
    match link_type {
        LinkType::Email => Cow::Owned(format!("mailto:{target}")),
        _ => mask::restored(target),
    }
}

/// What stood in the file, where the parser saw a mask of it.
pub(crate) fn original<'a>(
    body: &'a str,
    masked: &str,
    range: &Range<usize>,
    text: &'a str,
) -> &'a str {
    // An entity may be as long as what it means.
    body.get(range.clone())
        .filter(|_| masked.get(range.clone()) == Some(text))
        .unwrap_or(text)
}

pub(crate) fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// A heading without the attributes behind it (`{#id .class}`, `{: #id}`), and the ids in them.
pub(crate) fn without_attributes(text: &str) -> (&str, Vec<String>) {
    let trimmed = text.trim_end();
    let parts = trimmed
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once('{'));
    let Some((before, inside)) = parts.filter(|(_, inside)| {
        inside
            .trim_start_matches([':', ' '])
            .starts_with(['#', '.'])
    }) else {
        return (trimmed, Vec::new());
    };
    let ids = inside
        .split([' ', ':', ','])
        .filter_map(|word| word.strip_prefix('#'))
        .filter(|id| !id.is_empty());
    (before.trim_end(), ids.map(str::to_owned).collect())
}
