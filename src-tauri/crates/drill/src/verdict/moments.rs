//! When something happened in a play.

use crate::engine::{Occurrence, State};
use crate::guard::Guard;
use crate::model::{Moment, Scenario, Ticks};
use crate::play::Seen;

/// A place in what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// Its number, which orders even what happens at the same tick.
    pub(super) position: usize,
    /// When.
    pub(super) tick: Ticks,
    /// The parts that an update had, where it is one.
    pub(super) parts: Option<(usize, u8)>,
}

/// What happened, to be asked.
pub(super) struct Timeline<'a> {
    pub(super) scenario: &'a Scenario,
    /// The state before anything happened.
    pub(super) start: &'a State,
    pub(super) seen: &'a [Seen],
}

impl Timeline<'_> {
    /// The last tick.
    pub(super) fn end(&self) -> Ticks {
        self.seen.last().map_or(0, |seen| seen.tick)
    }

    /// Every time it happened, oldest first. Of a guard: whenever it comes to hold, the start included.
    pub(super) fn times(&self, moment: &Moment) -> Vec<At> {
        match moment {
            Moment::Start => vec![at(0, 0)],
            Moment::Holds(guard) => self
                .holds(guard)
                .into_iter()
                .filter(|(_, holds)| *holds)
                .map(|(at, _)| at)
                .collect(),
            Moment::AnyOf(moments) => {
                let mut all: Vec<At> = moments
                    .iter()
                    .flat_map(|moment| self.times(moment))
                    .collect();
                all.sort_unstable();
                all.dedup();
                all
            }
            _ => self.occurrences(moment),
        }
    }

    pub(super) fn first(&self, moment: &Moment) -> Option<At> {
        self.times(moment).first().copied()
    }

    /// The first time at or after `from`; a guard that holds already counts at once.
    pub(super) fn first_from(&self, moment: &Moment, from: At) -> Option<At> {
        if let Moment::Holds(guard) = moment {
            let mut now = false;
            for (at, holds) in self.holds(guard) {
                if at > from {
                    if now {
                        return Some(from);
                    }
                    if holds {
                        return Some(at);
                    }
                }
                now = holds;
            }
            return now.then_some(from);
        }
        self.times(moment).into_iter().find(|at| *at >= from)
    }

    /// The parts that some of these posts lacked.
    pub(super) fn lacking(&self, posts: &[At]) -> Vec<String> {
        let mut missing: Vec<String> = Vec::new();
        for (act, parts) in posts.iter().filter_map(|post| post.parts) {
            for (at, part) in self.scenario.acts[act].compose.iter().enumerate() {
                if parts >> at & 1 == 0 && !missing.contains(part) {
                    missing.push(part.clone());
                }
            }
        }
        missing
    }

    /// As [`Self::lacking`], of the one among these posts that lacks least.
    pub(super) fn least_lacking(&self, posts: &[At]) -> Vec<String> {
        let lacking = posts.iter().map(|post| self.lacking(&[*post]));
        lacking.min_by_key(Vec::len).unwrap_or_default()
    }

    fn occurrences(&self, moment: &Moment) -> Vec<At> {
        let matches = |seen: &Seen| match (moment, &seen.what) {
            (
                Moment::Done { acts, choice },
                Occurrence::Done {
                    act,
                    choice: chosen,
                    ..
                },
            ) => {
                let known = self.scenario.acts[*act].choice.as_ref();
                let chosen = known
                    .zip(*chosen)
                    .and_then(|(known, at)| known.values.get(at));
                acts.contains(act) && (choice.is_none() || choice.as_ref() == chosen)
            }
            (Moment::Alert(wanted), Occurrence::AlertFired(alert)) => wanted == alert,
            (Moment::Learned(wanted), Occurrence::Learned(evidence)) => wanted == evidence,
            (Moment::Event(wanted), Occurrence::Event(event)) => wanted == event,
            _ => false,
        };
        let found = self
            .seen
            .iter()
            .enumerate()
            .filter(|(_, seen)| matches(seen));
        found
            .map(|(position, seen)| At {
                parts: match seen.what {
                    Occurrence::Done { act, parts, .. } => Some((act, parts)),
                    _ => None,
                },
                ..at(position + 1, seen.tick)
            })
            .collect()
    }

    /// Every change of a guard, and what it is at the start.
    fn holds(&self, guard: &Guard) -> Vec<(At, bool)> {
        let mut state = self.start.clone();
        let define = &self.scenario.define;
        let mut changes = vec![(at(0, 0), guard.holds(define, &state))];
        for (position, seen) in self.seen.iter().enumerate() {
            state.tick = seen.tick;
            match seen.what {
                Occurrence::Set { variable, value } => state.values[variable] = value,
                Occurrence::Learned(evidence) => state.evidence |= 1 << evidence,
                Occurrence::AlertFired(alert) => state.firing |= 1 << alert,
                Occurrence::AlertResolved(alert) => state.firing &= !(1 << alert),
                Occurrence::Ticked => {}
                _ => continue,
            }
            let holds = guard.holds(define, &state);
            if changes.last().is_none_or(|(_, last)| *last != holds) {
                changes.push((at(position + 1, seen.tick), holds));
            }
        }
        changes
    }
}

fn at(position: usize, tick: Ticks) -> At {
    At {
        position,
        tick,
        parts: None,
    }
}
