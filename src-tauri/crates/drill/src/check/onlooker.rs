//! Whoever waits for a check: is told how far it is, and says whether it is still wanted. It decides nothing about what a
//! check finds: a check that is no longer wanted has no result.

use std::cell::Cell;

/// How far a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// So many plays of blind players.
    Plays(u32),
    /// So many states of the untimed graph.
    States(usize),
    /// The fastest wins, and readers of the runbooks.
    Wins,
}

/// Asks whether to go on. Once the answer was no, it stays so.
pub(super) struct Onlooker<'a> {
    wanted: &'a dyn Fn(Stand) -> bool,
    left: Cell<bool>,
}

impl<'a> Onlooker<'a> {
    pub(super) fn new(wanted: &'a dyn Fn(Stand) -> bool) -> Self {
        Self {
            wanted,
            left: Cell::new(false),
        }
    }

    /// Somebody who waits for the end.
    pub(super) fn patient() -> Self {
        Self::new(&|_| true)
    }

    /// Tells how far it is; whether to go on.
    pub(super) fn waits(&self, stand: Stand) -> bool {
        if !self.left.get() && !(self.wanted)(stand) {
            self.left.set(true);
        }
        !self.left.get()
    }
}
