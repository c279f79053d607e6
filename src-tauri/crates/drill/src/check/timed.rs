//! A search with the clock: the fastest play by a few acts that wins. Waits last until something changes, so that what it
//! finds is a play that the engine follows tick by tick; that there is no faster one, it does not prove.

use crate::engine::{self, End, Move, Occurrence, State, Watch};
use crate::model::{Outcome, Scenario, Ticks};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

/// An act, with the index of what is chosen.
pub(super) type Done = (usize, Option<usize>);

/// The order in which acts may be done: where each stands in the documents that say to do it.
pub(super) trait Order {
    /// Where the reader is after doing the act, from where they were; none when the act would be a step back.
    fn after(&self, reader: &[u32], act: usize) -> Option<Vec<u32>>;
}

/// Any order.
pub(super) struct AnyOrder;

impl Order for AnyOrder {
    fn after(&self, reader: &[u32], _: usize) -> Option<Vec<u32>> {
        Some(reader.to_vec())
    }
}

/// What is looked for.
pub(super) struct Search<'a, O> {
    pub(super) scenario: &'a Scenario,
    pub(super) variant: &'a [u8],
    /// What may be done.
    pub(super) acts: &'a [Done],
    /// Whether it may do harm.
    pub(super) harm: bool,
    pub(super) order: &'a O,
    /// Where the reader begins.
    pub(super) reader: Vec<u32>,
}

/// What a play does, and when it begins to.
pub(super) type Played = Vec<(Ticks, Done)>;

/// What was found.
pub(super) enum Found {
    /// A play that wins, and the tick at which it does.
    Win(Played, Ticks),
    /// There is none by these acts.
    None,
    /// The budget was used up.
    Unknown,
}

struct Node {
    state: State,
    reader: Vec<u32>,
    /// The node before it, and what was done there; nothing when it waited.
    before: Option<(usize, Option<Done>)>,
    /// How many acts it took.
    acts: u32,
}

impl<O: Order> Search<'_, O> {
    /// Tries `lines` as they stand, then searches for a faster play, taking at most `budget` states of it.
    pub(super) fn run(&self, lines: &[Played], budget: &mut usize) -> Found {
        let straight = lines.iter().filter_map(|line| self.straight(line));
        let straight = straight.min_by_key(|(_, ticks)| *ticks);
        let before = straight.as_ref().map_or(Ticks::MAX, |(_, ticks)| *ticks);
        match self.search(before, budget) {
            Found::Win(played, ticks) => Found::Win(played, ticks),
            found => straight.map_or(found, |(played, ticks)| Found::Win(played, ticks)),
        }
    }

    /// The acts of a line, each as soon as it is possible and not before its time. What may not be done in this order, or
    /// does not become possible, is left out.
    fn straight(&self, line: &Played) -> Option<(Played, Ticks)> {
        let mut state = engine::start_watched(self.scenario, 1, self.variant, &mut ());
        let mut reader = self.reader.clone();
        let mut played = Vec::new();
        for (tick, done) in line {
            let Some(after) = self.order.after(&reader, done.0) else {
                continue;
            };
            let wait = Move::Wait(tick.saturating_sub(state.tick));
            engine::run(self.scenario, &mut state, &wait, &mut ());
            let mut later = state.clone();
            if !wait_for(self.scenario, &mut later, *done, Ticks::MAX) {
                continue;
            }
            (state, reader) = (later, after);
            played.push((state.tick, *done));
            let mut watch = Changes::default();
            engine::run(self.scenario, &mut state, &act_of(*done), &mut watch);
            if watch.harmed && !self.harm {
                return None;
            }
        }
        engine::run(self.scenario, &mut state, &Move::Wait(Ticks::MAX), &mut ());
        let wins = state.ended.is_some_and(|end| self.wins(end));
        wins.then_some((played, state.tick))
    }

    /// The fastest play that wins before a tick.
    fn search(&self, before: Ticks, budget: &mut usize) -> Found {
        let state = engine::start_watched(self.scenario, 1, self.variant, &mut ());
        let mut nodes = vec![Node {
            state,
            reader: self.reader.clone(),
            before: None,
            acts: 0,
        }];
        // Of two plays that come to the same, the one with fewer acts.
        let mut fewest: HashMap<(State, Vec<u32>), u32> = HashMap::new();
        let mut todo = BinaryHeap::from([Reverse((0, 0, 0))]);
        while let Some(Reverse((_, acts, at))) = todo.pop() {
            if let Some(end) = nodes[at].state.ended {
                if self.wins(end) {
                    return Found::Win(played(&nodes, at), nodes[at].state.tick);
                }
                continue;
            }
            let key = (nodes[at].state.clone(), nodes[at].reader.clone());
            if fewest.get(&key).is_some_and(|known| *known < acts) {
                continue;
            }
            for next in self.next(&nodes, at) {
                let key = (next.state.clone(), next.reader.clone());
                let known = fewest.get(&key).is_some_and(|known| *known <= next.acts);
                if known || next.state.tick >= before {
                    continue;
                }
                let Some(left) = budget.checked_sub(1) else {
                    return Found::Unknown;
                };
                *budget = left;
                fewest.insert(key, next.acts);
                todo.push(Reverse((next.state.tick, next.acts, nodes.len())));
                nodes.push(next);
            }
        }
        Found::None
    }

    fn wins(&self, end: End) -> bool {
        matches!(end, End::Ending(at) if self.scenario.endings[at].result == Outcome::Win)
    }

    fn next(&self, nodes: &[Node], at: usize) -> Vec<Node> {
        let node = &nodes[at];
        let mut next = Vec::new();
        for done in self.acts {
            let act = &self.scenario.acts[done.0];
            if !act.guard.holds(&self.scenario.define, &node.state) {
                continue;
            }
            let Some(reader) = self.order.after(&node.reader, done.0) else {
                continue;
            };
            let mut state = node.state.clone();
            let mut watch = Changes::default();
            engine::run(self.scenario, &mut state, &act_of(*done), &mut watch);
            if watch.done && (self.harm || !watch.harmed) {
                next.push(Node {
                    state,
                    reader,
                    before: Some((at, Some(*done))),
                    acts: node.acts + 1,
                });
            }
        }
        let mut state = node.state.clone();
        let mut watch = Changes::default();
        while !watch.changed && state.ended.is_none() {
            engine::run(self.scenario, &mut state, &Move::Wait(1), &mut watch);
        }
        next.push(Node {
            state,
            reader: node.reader.clone(),
            before: Some((at, None)),
            acts: node.acts,
        });
        next
    }
}

/// The move that does an act, with all parts of an update.
pub(super) fn act_of((act, choice): Done) -> Move {
    Move::Act {
        act,
        choice,
        parts: u8::MAX,
    }
}

fn played(nodes: &[Node], at: usize) -> Played {
    let mut played = Vec::new();
    let mut at = at;
    while let Some((before, done)) = nodes[at].before {
        played.extend(done.map(|done| (nodes[before].state.tick, done)));
        at = before;
    }
    played.reverse();
    played
}

/// What came of a step.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) changed: bool,
    pub(super) done: bool,
    pub(super) harmed: bool,
}

impl Watch for Changes {
    fn see(&mut self, _: &Scenario, _: &State, what: &Occurrence) {
        match what {
            Occurrence::Set { .. }
            | Occurrence::AlertFired(_)
            | Occurrence::AlertResolved(_)
            | Occurrence::TimerOut(_) => self.changed = true,
            Occurrence::Done { .. } => self.done = true,
            Occurrence::Harmed { .. } => self.harmed = true,
            _ => {}
        }
    }
}

/// Waits until the act is possible, for so long at the most; whether it is.
pub(super) fn wait_for(
    scenario: &Scenario,
    state: &mut State,
    (act, _): Done,
    patience: Ticks,
) -> bool {
    let guard = &scenario.acts[act].guard;
    for _ in 0..=patience {
        if state.ended.is_some() {
            return false;
        }
        if guard.holds(&scenario.define, state) {
            return true;
        }
        engine::run(scenario, state, &Move::Wait(1), &mut ());
    }
    false
}
