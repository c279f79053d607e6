//! Breadth first through the states of a slice: what can be reached, and by what.

use super::packed::{Cause, Next, OVER, Packed, Space};
use super::states::States;
use crate::model::{Outcome, Scenario};

/// How much is searched before it stops. Counted, never timed, so that every machine finds the same.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// States in all slices together.
    pub states: usize,
    /// Transitions in all slices together.
    pub transitions: usize,
    /// Parts of guards that are read in all slices together, about.
    pub work: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            states: 2_000_000,
            transitions: 16_000_000,
            work: 1_500_000_000,
        }
    }
}

/// What was found of one slice.
pub(super) struct Search<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) space: Space<'a>,
    pub(super) states: States,
    /// For each state, the edge that led to it first; none for the states at the start.
    pub(super) parents: Vec<Option<Parent>>,
    /// Edges in the order of the states that they leave.
    pub(super) edges: Vec<Edge>,
    /// For each state whose edges are known, where they begin.
    pub(super) first: Vec<u32>,
    /// Every state that can be reached was seen.
    pub(super) finished: bool,
}

/// A state and the number of an edge that leaves it.
#[derive(Clone, Copy)]
pub(super) struct Parent {
    pub(super) from: u32,
    pub(super) edge: u32,
}

/// Small, because there are millions.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub(super) to: u32,
    cause: u16,
    choice: u8,
    pub(super) harm: bool,
}

/// Kinds of causes stand in the two highest bits. A scenario has fewer of each than fit below.
const KIND: u16 = 1 << 14;

impl Edge {
    fn new(to: u32, cause: Cause, harm: bool) -> Self {
        let (kind, at, choice) = match cause {
            Cause::Act(act, choice) => (0, act, choice),
            Cause::Timer(at) => (1, at, None),
            Cause::Event(at) => (2, at, None),
            Cause::Alert(at) => (3, at, None),
        };
        let choice = choice.and_then(|choice| u8::try_from(choice).ok());
        Self {
            to,
            cause: kind * KIND + u16::try_from(at).unwrap_or(KIND - 1),
            choice: choice.unwrap_or(u8::MAX),
            harm,
        }
    }

    pub(super) fn cause(self) -> Cause {
        let at = usize::from(self.cause % KIND);
        let choice = (self.choice < u8::MAX).then_some(usize::from(self.choice));
        match self.cause / KIND {
            0 => Cause::Act(at, choice),
            1 => Cause::Timer(at),
            2 => Cause::Event(at),
            _ => Cause::Alert(at),
        }
    }
}

impl<'a> Search<'a> {
    /// Searches until everything is known, the budget is used up or `seen`, which is shown every new state, has seen
    /// enough.
    pub(super) fn run(
        scenario: &'a Scenario,
        space: Space<'a>,
        budget: &mut Budget,
        seen: &mut dyn FnMut(&Space<'_>, Packed) -> Enough,
    ) -> Self {
        let mut search = Self {
            scenario,
            states: States::default(),
            parents: Vec::new(),
            edges: Vec::new(),
            first: Vec::new(),
            finished: false,
            space,
        };
        let mut enough = Enough::No;
        for start in search.space.starts() {
            enough = search.add(start, None, seen).1.or(enough);
        }
        let work = search.space.work().max(1);
        let states = budget.states.min(budget.work / work);
        let mut next = Vec::new();
        let mut at = 0;
        while at < search.states.len() && enough == Enough::No {
            if search.states.len() >= states || search.edges.len() >= budget.transitions {
                break;
            }
            enough = search.expand(at, &mut next, seen);
            at += 1;
        }
        search.finished = at == search.states.len();
        budget.states = budget.states.saturating_sub(search.states.len());
        budget.transitions = budget.transitions.saturating_sub(search.edges.len());
        budget.work = budget.work.saturating_sub(work.saturating_mul(at));
        search
    }

    fn add(
        &mut self,
        state: Packed,
        parent: Option<Parent>,
        seen: &mut dyn FnMut(&Space<'_>, Packed) -> Enough,
    ) -> (u32, Enough) {
        let (at, new) = self.states.add(state);
        if !new {
            return (at, Enough::No);
        }
        self.parents.push(parent);
        (at, seen(&self.space, state))
    }

    fn expand(
        &mut self,
        at: usize,
        next: &mut Vec<Next>,
        seen: &mut dyn FnMut(&Space<'_>, Packed) -> Enough,
    ) -> Enough {
        let state = self.states.get(at);
        self.first.push(index(self.edges.len()));
        next.clear();
        if state & OVER == 0 {
            // Where an ending holds, the rest of the same moment may still happen, and nothing can be done any more.
            if self.space.ending(state, false).is_none() {
                self.space.acts(state, next);
            }
            self.space.happens(state, next);
        }
        let from = index(at);
        let mut enough = Enough::No;
        for Next { state, cause, harm } in next.drain(..) {
            let edge = index(self.edges.len());
            let (to, sure) = self.add(state, Some(Parent { from, edge }), seen);
            enough = enough.or(sure);
            if to != from {
                self.edges.push(Edge::new(to, cause, harm));
            }
        }
        enough
    }

    /// The edges that leave a state.
    pub(super) fn leaving(&self, at: usize) -> &[Edge] {
        let begin = |at: usize| self.first.get(at).map(|edge| *edge as usize);
        let end = begin(at + 1).unwrap_or(self.edges.len());
        begin(at).map_or(&[], |begin| &self.edges[begin..end])
    }

    /// For each state the ending that holds in it, now and when time is up.
    pub(super) fn ends(&self) -> Vec<[Option<usize>; 2]> {
        let states = (0..self.states.len()).map(|at| self.states.get(at));
        let ends = states.map(|state| [false, true].map(|up| self.space.ending(state, up)));
        ends.collect()
    }

    /// Whether one of these endings is a win.
    pub(super) fn wins(&self, ends: [Option<usize>; 2]) -> bool {
        let is_win = |ending: usize| self.scenario.endings[ending].result == Outcome::Win;
        ends.into_iter().flatten().any(is_win)
    }

    /// A print of all edges and of how each state ends, whatever the variables behind the states are called.
    pub(super) fn print(&self, ends: &[[Option<usize>; 2]]) -> u64 {
        let number = |at: Option<usize>| at.map_or(0, |at| at as u64 + 1);
        let edges = self.edges.iter().map(|edge| {
            let (to, cause) = (u64::from(edge.to), u64::from(edge.cause));
            to | cause << 32 | u64::from(edge.choice) << 48 | u64::from(edge.harm) << 56
        });
        let first = self.first.iter().map(|edge| u64::from(*edge));
        let ends = ends
            .iter()
            .map(|[now, late]| number(*now) << 32 | number(*late));
        // The constants are those of splitmix64: quick, and the same everywhere.
        edges.chain(first).chain(ends).fold(0, |print: u64, part| {
            let mixed = (print ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            mixed ^ (mixed >> 32)
        })
    }
}

/// Whether a search has seen enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Enough {
    Yes,
    No,
}

impl Enough {
    fn or(self, other: Self) -> Self {
        if self == Self::Yes { self } else { other }
    }
}

/// States and edges are fewer than their budget, which is far below this.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
