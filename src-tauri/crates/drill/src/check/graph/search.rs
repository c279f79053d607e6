//! Breadth first through the states of a slice: what can be reached, by the shortest way, and from where a win can.

use super::packed::{Cause, Next, Packed, Space};
use crate::model::{Outcome, Scenario};
use std::collections::HashMap;

/// How much is searched before it stops.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// States in all slices together.
    pub states: usize,
    /// Transitions in all slices together.
    pub transitions: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            states: 400_000,
            transitions: 4_000_000,
        }
    }
}

/// What was found of one slice.
pub(super) struct Search<'a> {
    scenario: &'a Scenario,
    pub(super) space: Space<'a>,
    pub(super) states: Vec<Packed>,
    known: HashMap<Packed, u32>,
    parents: Vec<Option<(u32, Cause)>>,
    edges: Vec<Edge>,
    /// For each ending, whether it is reached.
    pub(super) endings: Vec<bool>,
    wins: Vec<bool>,
    pub(super) finished: bool,
    ends: bool,
}

/// Small, because there are millions.
struct Edge {
    from: u32,
    to: u32,
    act: u16,
    choice: u8,
    harm: bool,
}

impl Edge {
    fn new(from: u32, to: u32, cause: Cause, harm: bool) -> Self {
        let (act, choice) = match cause {
            Cause::Act(act, choice) => (u16::try_from(act).ok(), choice),
            _ => (None, None),
        };
        let choice = choice.and_then(|choice| u8::try_from(choice).ok());
        Self {
            from,
            to,
            act: act.unwrap_or(u16::MAX),
            choice: choice.unwrap_or(u8::MAX),
            harm,
        }
    }

    /// The act and what is chosen, if it is one.
    fn act(&self) -> Option<(usize, Option<usize>)> {
        let choice = (self.choice < u8::MAX).then_some(usize::from(self.choice));
        (self.act < u16::MAX).then_some((usize::from(self.act), choice))
    }
}

impl<'a> Search<'a> {
    /// Searches until everything is known or the budget is used up. Endings end the drill only where `ends`.
    pub(super) fn run(
        scenario: &'a Scenario,
        space: Space<'a>,
        ends: bool,
        budget: &mut Budget,
    ) -> Self {
        let mut search = Self {
            scenario,
            states: Vec::new(),
            known: HashMap::new(),
            parents: Vec::new(),
            edges: Vec::new(),
            endings: vec![false; scenario.endings.len()],
            wins: Vec::new(),
            finished: true,
            ends,
            space,
        };
        for start in search.space.starts() {
            search.add(start, None);
        }
        let mut at = 0;
        let mut next = Vec::new();
        while at < search.states.len() {
            if search.states.len() > budget.states || search.edges.len() > budget.transitions {
                search.finished = false;
                break;
            }
            search.expand(at, &mut next);
            at += 1;
        }
        budget.states = budget.states.saturating_sub(search.states.len());
        budget.transitions = budget.transitions.saturating_sub(search.edges.len());
        search
    }

    pub(super) fn transitions(&self) -> usize {
        self.edges.len()
    }

    fn add(&mut self, state: Packed, parent: Option<(u32, Cause)>) -> u32 {
        if let Some(known) = self.known.get(&state) {
            return *known;
        }
        let at = index(self.states.len());
        self.known.insert(state, at);
        self.states.push(state);
        self.parents.push(parent);
        let mut wins = false;
        for time_up in [false, true].into_iter().filter(|_| self.ends) {
            if let Some(ending) = self.space.ending(state, time_up) {
                self.endings[ending] = true;
                wins |= self.scenario.endings[ending].result == Outcome::Win;
            }
        }
        self.wins.push(wins);
        at
    }

    fn expand(&mut self, at: usize, next: &mut Vec<Next>) {
        let state = self.states[at];
        next.clear();
        // Where an ending holds, the rest of the same moment may still happen, and nothing can be done any more.
        if !self.ends || self.space.ending(state, false).is_none() {
            self.space.acts(state, next);
        }
        self.space.happens(state, next);
        let from = index(at);
        for Next { state, cause, harm } in next.drain(..) {
            let to = self.add(state, Some((from, cause)));
            if to != from {
                self.edges.push(Edge::new(from, to, cause, harm));
            }
        }
    }

    /// For each state, whether some way leads from it to a win.
    pub(super) fn can_win(&self) -> Vec<bool> {
        let mut into: Vec<Vec<u32>> = vec![Vec::new(); self.states.len()];
        for edge in &self.edges {
            into[edge.to as usize].push(edge.from);
        }
        let mut can = self.wins.clone();
        let mut todo: Vec<usize> = (0..can.len()).filter(|at| can[*at]).collect();
        while let Some(at) = todo.pop() {
            for from in &into[at] {
                let from = *from as usize;
                if !can[from] {
                    can[from] = true;
                    todo.push(from);
                }
            }
        }
        can
    }

    /// A win is reached, and without harm none is.
    pub(super) fn needs_harm(&self) -> bool {
        if !self.wins.contains(&true) {
            return false;
        }
        let mut onward: Vec<Vec<u32>> = vec![Vec::new(); self.states.len()];
        for edge in self.edges.iter().filter(|edge| !edge.harm) {
            onward[edge.from as usize].push(edge.to);
        }
        let starts = (0..self.states.len()).filter(|at| self.parents[*at].is_none());
        let mut todo: Vec<usize> = starts.collect();
        let mut seen = vec![false; self.states.len()];
        for at in &todo {
            seen[*at] = true;
        }
        while let Some(at) = todo.pop() {
            if self.wins[at] {
                return false;
            }
            for to in &onward[at] {
                let to = *to as usize;
                if !seen[to] {
                    seen[to] = true;
                    todo.push(to);
                }
            }
        }
        true
    }

    /// The shortest way to a win.
    pub(super) fn way_to_win(&self) -> Option<(Packed, Vec<Cause>)> {
        self.wins
            .iter()
            .position(|wins| *wins)
            .map(|at| self.way(at))
    }

    /// Acts that do no harm, end nothing, and after which no win is left, though one was before: each act once, by the
    /// shortest ways.
    pub(super) fn traps(&self) -> Vec<(usize, Packed, Vec<Cause>)> {
        let can = self.can_win();
        let mut traps: Vec<(usize, Packed, Vec<Cause>)> = Vec::new();
        for edge in &self.edges {
            let (from, to) = (edge.from as usize, edge.to as usize);
            let Some((act, choice)) = edge.act() else {
                continue;
            };
            let ends = self.space.ending(self.states[to], false).is_some();
            if !edge.harm
                && can[from]
                && !can[to]
                && !ends
                && traps.iter().all(|trap| trap.0 != act)
            {
                let (start, mut way) = self.way(from);
                way.push(Cause::Act(act, choice));
                traps.push((act, start, way));
            }
        }
        traps
    }

    /// The shortest way to a state, and where it starts.
    fn way(&self, at: usize) -> (Packed, Vec<Cause>) {
        let mut way = Vec::new();
        let mut at = at;
        while let Some((from, cause)) = self.parents[at] {
            way.push(cause);
            at = from as usize;
        }
        way.reverse();
        (self.states[at], way)
    }
}

/// States are fewer than their budget, which is far below this.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
