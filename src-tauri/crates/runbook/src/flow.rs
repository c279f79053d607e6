//! The parser's events with boxes and tabs in them: what [`crate::directive`] masked becomes an opening and
//! a closing again, always in pairs and within what holds them.

use crate::directive::{Directive, FILLER, Shape};
use crate::markdown;
use crate::mask::Masked;
use pulldown_cmark::{CowStr, Event, OffsetIter, Parser, Tag, TagEnd};
use std::collections::VecDeque;
use std::iter::Take;
use std::ops::Range;

/// One step through a text.
#[derive(Clone, Debug)]
pub(crate) enum Piece<'a> {
    /// As the parser says.
    Markdown(Event<'a>),
    /// The directive with this index begins.
    Open(usize),
    /// Tabs begin; each is a directive.
    Tabs,
    /// What was opened last ends.
    Close,
}

/// The pieces of a text, with their places in the body.
pub(crate) struct Flow<'a> {
    events: Take<OffsetIter<'a>>,
    text: &'a str,
    directives: &'a [Directive],
    ready: VecDeque<(Piece<'a>, Range<usize>)>,
    open: Vec<Frame>,
    ended: bool,
    /// The heading that stands for a directive is being read.
    masked_heading: bool,
    /// The item that was just opened begins with such a heading.
    head_follows: bool,
}

/// What is open.
enum Frame {
    /// A list, an item, a quotation; whatever the parser closes itself.
    Container,
    /// A list of directives, which is not shown as a list; whether tabs are open in it.
    Boxes { tabs: bool },
    /// An item that stands for a directive; whether it is shown as an item of a list as well.
    BoxItem { listed: bool },
    /// An item among directives that stands for none.
    StrayItem,
    /// A box that a line closes.
    Fence,
}

impl<'a> Flow<'a> {
    /// At most `most` events of the parser are looked at.
    pub(crate) fn new(masked: &'a Masked<'_>, most: usize) -> Self {
        let parser = Parser::new_ext(&masked.text, markdown::options());
        Self {
            events: parser.into_offset_iter().take(most),
            text: &masked.text,
            directives: &masked.directives,
            ready: VecDeque::new(),
            open: Vec::new(),
            ended: false,
            masked_heading: false,
            head_follows: false,
        }
    }

    /// The directive that a block is, if it is one: the parser counts the space before it in.
    fn directive(&self, start: usize) -> Option<usize> {
        let index = self
            .directives
            .partition_point(|directive| directive.start < start);
        let space = self.text.get(start..self.directives.get(index)?.start)?;
        space
            .bytes()
            .all(|byte| matches!(byte, b' ' | b'\t'))
            .then_some(index)
    }

    fn is(&self, index: usize, shape: Shape) -> bool {
        self.directives
            .get(index)
            .is_some_and(|directive| directive.shape == shape)
    }

    fn put(&mut self, piece: Piece<'a>, range: &Range<usize>) {
        self.ready.push_back((piece, range.clone()));
    }

    fn take(&mut self, event: Event<'a>, range: &Range<usize>) {
        if self.directives.is_empty() {
            self.put(Piece::Markdown(event), range);
            return;
        }
        if self.masked_heading {
            self.masked_heading = !matches!(event, Event::End(TagEnd::Heading(_)));
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if text.starts_with(FILLER) => {
                let kept = text.trim_start_matches(FILLER);
                let from = range.start + text.len() - kept.len();
                let kept = CowStr::from(kept.to_owned());
                self.put(Piece::Markdown(Event::Text(kept)), &(from..range.end));
            }
            other => self.put(Piece::Markdown(other), range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: &Range<usize>) {
        let head = std::mem::take(&mut self.head_follows);
        let directive = self.directive(range.start);
        match (&tag, directive) {
            (Tag::List(None), Some(_)) => {
                self.open.push(Frame::Boxes { tabs: false });
                return;
            }
            (Tag::Item, Some(directive)) => {
                self.item(directive, range);
                return;
            }
            (Tag::Item, None) if matches!(self.open.last(), Some(Frame::Boxes { .. })) => {
                self.end_tabs(range);
                self.put(Piece::Markdown(Event::Start(Tag::List(None))), range);
                self.open.push(Frame::StrayItem);
            }
            (Tag::Heading { .. }, _) if head => {
                self.masked_heading = true;
                return;
            }
            (Tag::Heading { .. }, Some(directive)) => {
                self.masked_heading = true;
                self.fence(directive, range);
                return;
            }
            _ if is_container(&tag) => self.open.push(Frame::Container),
            _ => {}
        }
        self.put(Piece::Markdown(Event::Start(tag)), range);
    }

    fn item(&mut self, directive: usize, range: &Range<usize>) {
        let tab = self.is(directive, Shape::Tab);
        let mut listed = false;
        match self.open.last_mut() {
            Some(Frame::Boxes { tabs }) if tab && !*tabs => {
                *tabs = true;
                self.put(Piece::Tabs, range);
            }
            Some(Frame::Boxes { .. }) if tab => {}
            Some(Frame::Boxes { .. }) => self.end_tabs(range),
            _ => {
                listed = true;
                self.put(Piece::Markdown(Event::Start(Tag::Item)), range);
            }
        }
        self.put(Piece::Open(directive), range);
        self.open.push(Frame::BoxItem { listed });
        self.head_follows = !self.is(directive, Shape::Line);
    }

    fn end_tabs(&mut self, range: &Range<usize>) {
        if let Some(Frame::Boxes { tabs }) = self.open.last_mut()
            && std::mem::take(tabs)
        {
            self.put(Piece::Close, range);
        }
    }

    fn fence(&mut self, directive: usize, range: &Range<usize>) {
        if !self.is(directive, Shape::Close) {
            self.put(Piece::Open(directive), range);
            self.open.push(Frame::Fence);
        } else if matches!(self.open.last(), Some(Frame::Fence)) {
            self.open.pop();
            self.put(Piece::Close, range);
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        if !is_container_end(tag) {
            self.put(Piece::Markdown(Event::End(tag)), range);
            return;
        }
        // Boxes end with what holds them.
        while matches!(self.open.last(), Some(Frame::Fence)) {
            self.open.pop();
            self.put(Piece::Close, range);
        }
        self.end_tabs(range);
        match self.open.pop() {
            Some(Frame::Boxes { .. }) => {}
            Some(Frame::BoxItem { listed }) => {
                self.put(Piece::Close, range);
                if listed {
                    self.put(Piece::Markdown(Event::End(tag)), range);
                }
            }
            Some(Frame::StrayItem) => {
                self.put(Piece::Markdown(Event::End(tag)), range);
                self.put(Piece::Markdown(Event::End(TagEnd::List(false))), range);
            }
            Some(Frame::Container | Frame::Fence) | None => {
                self.put(Piece::Markdown(Event::End(tag)), range);
            }
        }
    }
}

impl<'a> Iterator for Flow<'a> {
    type Item = (Piece<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some((event, range)) = self.events.next() {
                self.take(event, &range);
            } else if std::mem::replace(&mut self.ended, true) {
                return None;
            } else {
                while let Some(frame) = self.open.pop() {
                    if matches!(frame, Frame::Fence) {
                        self.put(Piece::Close, &(0..0));
                    }
                }
            }
        }
    }
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)
    )
}

fn is_container_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition
    )
}
