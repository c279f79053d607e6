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

/// States that timed searches may take, all variants together.
const STATES: usize = 60_000;

/// How much is left of what a search may do. Counted, never timed.
#[derive(Clone)]
pub(super) struct Effort {
    states: usize,
    work: usize,
    /// Parts of guards that a tick reads.
    tick: usize,
}

impl Effort {
    /// One of so many equal shares of all states and of so many parts of guards.
    pub(super) fn share(scenario: &Scenario, work: usize, of: usize) -> Self {
        Self {
            states: STATES / of.max(1),
            work: work / of.max(1),
            tick: scenario.work().max(1),
        }
    }

    fn take_state(&mut self) -> bool {
        let left = self.states.checked_sub(1);
        self.states = left.unwrap_or(0);
        left.is_some()
    }

    /// Does something that takes so many ticks at the most, where that much is left; whether it was.
    pub(super) fn run(
        &mut self,
        scenario: &Scenario,
        state: &mut State,
        what: &Move,
        watch: &mut impl Watch,
    ) -> bool {
        let ticks = match what {
            Move::Wait(ticks) => *ticks,
            Move::Act { act, .. } => scenario.acts[*act].takes,
            _ => 1,
        };
        let ticks = ticks.min(state.limit.saturating_sub(state.tick)) as usize;
        let Some(left) = self.work.checked_sub((ticks + 1).saturating_mul(self.tick)) else {
            self.work = 0;
            return false;
        };
        self.work = left;
        engine::run(scenario, state, what, watch);
        true
    }

    fn is_left(&self) -> bool {
        self.states > 0 && self.work > 0
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
    /// Tries `lines` as they stand, then searches for a faster play, as long as `effort` is left.
    pub(super) fn run(&self, lines: &[Played], effort: &mut Effort) -> Found {
        let straight = lines.iter().filter_map(|line| self.straight(line, effort));
        let straight = straight.min_by_key(|(_, ticks)| *ticks);
        let before = straight.as_ref().map_or(Ticks::MAX, |(_, ticks)| *ticks);
        match self.search(before, effort) {
            Found::Win(played, ticks) => Found::Win(played, ticks),
            found => straight.map_or(found, |(played, ticks)| Found::Win(played, ticks)),
        }
    }

    /// The acts of a line, each as soon as it is possible and not before its time. What may not be done in this order, or
    /// does not become possible, is left out.
    fn straight(&self, line: &Played, effort: &mut Effort) -> Option<(Played, Ticks)> {
        let mut state = engine::start_watched(self.scenario, 1, self.variant, &mut ());
        let mut reader = self.reader.clone();
        let mut played = Vec::new();
        for (tick, done) in line {
            let Some(after) = self.order.after(&reader, done.0) else {
                continue;
            };
            let wait = Move::Wait(tick.saturating_sub(state.tick));
            effort.run(self.scenario, &mut state, &wait, &mut ());
            let mut later = state.clone();
            if !wait_for(self.scenario, &mut later, *done, effort) {
                continue;
            }
            (state, reader) = (later, after);
            played.push((state.tick, *done));
            let mut watch = Changes::default();
            effort.run(self.scenario, &mut state, &act_of(*done), &mut watch);
            if watch.harmed && !self.harm {
                return None;
            }
        }
        let wait = Move::Wait(Ticks::MAX);
        effort.run(self.scenario, &mut state, &wait, &mut ());
        let wins = state.ended.is_some_and(|end| self.wins(end));
        wins.then_some((played, state.tick))
    }

    /// The fastest play that wins before a tick.
    fn search(&self, before: Ticks, effort: &mut Effort) -> Found {
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
            for next in self.next(&nodes, at, effort) {
                let key = (next.state.clone(), next.reader.clone());
                let known = fewest.get(&key).is_some_and(|known| *known <= next.acts);
                if known || next.state.tick >= before {
                    continue;
                }
                if !effort.take_state() {
                    return Found::Unknown;
                }
                fewest.insert(key, next.acts);
                todo.push(Reverse((next.state.tick, next.acts, nodes.len())));
                nodes.push(next);
            }
            if !effort.is_left() {
                return Found::Unknown;
            }
        }
        Found::None
    }

    fn wins(&self, end: End) -> bool {
        matches!(end, End::Ending(at) if self.scenario.endings[at].result == Outcome::Win)
    }

    fn next(&self, nodes: &[Node], at: usize, effort: &mut Effort) -> Vec<Node> {
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
            effort.run(self.scenario, &mut state, &act_of(*done), &mut watch);
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
            if !effort.run(self.scenario, &mut state, &Move::Wait(1), &mut watch) {
                return next;
            }
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
        promised: None,
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

/// Waits until the act is possible, as long as `effort` is left; whether it is.
pub(super) fn wait_for(
    scenario: &Scenario,
    state: &mut State,
    (act, _): Done,
    effort: &mut Effort,
) -> bool {
    let guard = &scenario.acts[act].guard;
    while state.ended.is_none() {
        if guard.holds(&scenario.define, state) {
            return true;
        }
        if !effort.run(scenario, state, &Move::Wait(1), &mut ()) {
            return false;
        }
    }
    false
}
