//! A search with the clock: the fastest play by a few acts that wins. Waits last until something changes, so that what it
//! finds is a play that the engine follows tick by tick; that there is no faster one, it does not prove.

use crate::engine::{self, End, Move, Occurrence, State, Watch};
use crate::model::{Outcome, Scenario, Ticks};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

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
    /// Searches by time, taking at most `budget` states of it.
    pub(super) fn run(&self, budget: &mut usize) -> Found {
        let state = engine::start_watched(self.scenario, 1, self.variant, &mut ());
        let mut nodes = vec![Node {
            state,
            reader: self.reader.clone(),
            before: None,
            acts: 0,
        }];
        let mut seen = HashSet::new();
        // Of two plays that come to the same, the one with fewer acts.
        let mut todo = BinaryHeap::from([Reverse((0, 0, 0))]);
        while let Some(Reverse((_, _, at))) = todo.pop() {
            if !seen.insert((nodes[at].state.clone(), nodes[at].reader.clone())) {
                continue;
            }
            if let Some(end) = nodes[at].state.ended {
                if self.wins(end) {
                    return Found::Win(played(&nodes, at), nodes[at].state.tick);
                }
                continue;
            }
            for next in self.next(&nodes, at) {
                if seen.contains(&(next.state.clone(), next.reader.clone())) {
                    continue;
                }
                let Some(left) = budget.checked_sub(1) else {
                    return Found::Unknown;
                };
                *budget = left;
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
