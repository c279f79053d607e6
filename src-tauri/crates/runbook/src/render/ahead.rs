//! The pieces of a text with a look at the next few.

use crate::flow::{Flow, Piece};
use pulldown_cmark::Event;
use std::collections::VecDeque;
use std::ops::Range;

/// Pieces that are still to come, some of them already seen.
pub(super) struct Ahead<'a> {
    pieces: Flow<'a>,
    seen: VecDeque<(Piece<'a>, Range<usize>)>,
}

impl<'a> Ahead<'a> {
    pub(super) fn new(pieces: Flow<'a>) -> Self {
        Self {
            pieces,
            seen: VecDeque::new(),
        }
    }

    pub(super) fn next(&mut self) -> Option<(Piece<'a>, Range<usize>)> {
        self.seen.pop_front().or_else(|| self.pieces.next())
    }

    /// The piece that comes after `at` others, if it is an event of the parser.
    pub(super) fn peek(&mut self, at: usize) -> Option<(&Event<'a>, &Range<usize>)> {
        while self.seen.len() <= at {
            let piece = self.pieces.next()?;
            self.seen.push_back(piece);
        }
        match self.seen.get(at) {
            Some((Piece::Markdown(event), range)) => Some((event, range)),
            _ => None,
        }
    }

    /// The next events, fewer at the end and before a box.
    pub(super) fn peeked(&mut self, count: usize) -> Vec<Event<'a>> {
        self.peek(count);
        let event = |(piece, _): &(Piece<'a>, Range<usize>)| match piece {
            Piece::Markdown(event) => Some(event.clone()),
            _ => None,
        };
        self.seen.iter().take(count).map_while(event).collect()
    }
}
