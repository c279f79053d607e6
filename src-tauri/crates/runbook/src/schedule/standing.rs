//! How recurring work stands on a day: what is due, what is late, what was missed.
//!
//! The rule: an occurrence is due from its day on, overdue once it is no longer in time, and missed when the next one has
//! begun. Misses are told since the first time that it was done, as far back as [`LOOK_BACK`]: whoever has never
//! done it has not begun, and what is long gone is for the records.

use super::{Occurrence, Schedule, later};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How many days back misses are told.
const LOOK_BACK: i64 = 92;

/// How it stands with the latest occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was done.
    Done,
    /// It is to be done, and in time.
    Due,
    /// It is to be done, and late.
    Overdue,
}

/// How recurring work stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The latest occurrence.
    pub current: Occurrence,
    /// How it stands with that one.
    pub state: State,
    /// The days of those before it that nobody did, the earliest first.
    pub missed: Vec<Date>,
}

impl Schedule {
    /// How it stands `today`, when it was `done` for these days; `None` before its first day.
    pub fn standing(&self, done: &BTreeSet<Date>, today: Date) -> Option<Standing> {
        let current = self.current(today)?;
        let state = if done.contains(&current.day) {
            State::Done
        } else if today <= current.until {
            State::Due
        } else {
            State::Overdue
        };
        let horizon = later(today, -LOOK_BACK).unwrap_or(Date::MIN);
        let since = done.first().map(|first| horizon.max(*first));
        let before = later(current.day, -1);
        let missed = match (since, before) {
            (Some(since), Some(before)) if since <= before => self.between(since, before),
            _ => Vec::new(),
        };
        let missed = missed.into_iter().map(|one| one.day);
        Some(Standing {
            current,
            state,
            missed: missed.filter(|day| !done.contains(day)).collect(),
        })
    }
}
