//! The parser's events with a look at the next few.

use pulldown_cmark::{Event, OffsetIter};
use std::collections::VecDeque;
use std::iter::Take;
use std::ops::Range;

/// Events that are still to come, some of them already seen.
pub(super) struct Ahead<'a> {
    events: Take<OffsetIter<'a>>,
    seen: VecDeque<(Event<'a>, Range<usize>)>,
}

impl<'a> Ahead<'a> {
    pub(super) fn new(events: Take<OffsetIter<'a>>) -> Self {
        Self {
            events,
            seen: VecDeque::new(),
        }
    }

    pub(super) fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        self.seen.pop_front().or_else(|| self.events.next())
    }

    pub(super) fn peek(&mut self, at: usize) -> Option<&Event<'a>> {
        while self.seen.len() <= at {
            let event = self.events.next()?;
            self.seen.push_back(event);
        }
        self.seen.get(at).map(|(event, _)| event)
    }

    /// The next events, fewer at the end.
    pub(super) fn peeked(&mut self, count: usize) -> Vec<Event<'a>> {
        self.peek(count);
        self.seen
            .iter()
            .take(count)
            .map(|(event, _)| event.clone())
            .collect()
    }
}
