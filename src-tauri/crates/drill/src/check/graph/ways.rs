//! Ways through the states that were seen: the shortest to a win, and where no win is left.

use super::packed::Cause;
use super::search::{Edge, Search, index};
use std::collections::VecDeque;

/// No state.
const NONE: u32 = u32::MAX;

impl Search<'_> {
    /// The shortest way from one of `starts` to a win, over edges that may be taken.
    pub(super) fn shortest(
        &self,
        starts: &[usize],
        wins: &[bool],
        may: impl Fn(&Edge) -> bool,
    ) -> Option<Vec<Cause>> {
        let mut before = vec![(NONE, NONE); self.states.len()];
        let mut todo: VecDeque<usize> = starts.iter().copied().collect();
        for start in starts {
            before[*start] = (index(*start), NONE);
        }
        while let Some(at) = todo.pop_front() {
            if wins[at] {
                return Some(self.back(&before, at, &may));
            }
            for edge in self.leaving(at).iter().filter(|edge| may(edge)) {
                let to = edge.to as usize;
                if before[to].0 == NONE {
                    // Which of the edges it was is found again on the way back.
                    before[to] = (index(at), edge.to);
                    todo.push_back(to);
                }
            }
        }
        None
    }

    fn back(&self, before: &[(u32, u32)], at: usize, may: &impl Fn(&Edge) -> bool) -> Vec<Cause> {
        let mut way = Vec::new();
        let mut at = at;
        while before[at].1 != NONE {
            let from = before[at].0 as usize;
            let mut edges = self.leaving(from).iter();
            let edge = edges.find(|edge| edge.to == before[at].1 && may(edge));
            way.extend(edge.map(|edge| edge.cause()));
            at = from;
        }
        way.reverse();
        way
    }

    /// Acts that do harm in every state in which they are possible.
    pub(super) fn always_harm(&self) -> Vec<usize> {
        let mut harm = vec![None; self.scenario.acts.len()];
        for edge in &self.edges {
            if let Cause::Act(act, _) = edge.cause() {
                *harm[act].get_or_insert(true) &= edge.harm;
            }
        }
        let acts = harm.iter().enumerate();
        acts.filter(|(_, harm)| **harm == Some(true))
            .map(|(act, _)| act)
            .collect()
    }

    /// For each state, whether some way leads from it to a win.
    fn can_win(&self, wins: &[bool]) -> Vec<bool> {
        // Edges by the state that they lead to: where those of each state begin, then the states that they leave.
        let mut begin = vec![0_u32; self.states.len() + 1];
        for edge in &self.edges {
            begin[edge.to as usize + 1] += 1;
        }
        for at in 1..begin.len() {
            begin[at] += begin[at - 1];
        }
        let mut from = vec![0_u32; self.edges.len()];
        let mut free = begin.clone();
        for at in 0..self.states.len() {
            for edge in self.leaving(at) {
                let slot = &mut free[edge.to as usize];
                from[*slot as usize] = index(at);
                *slot += 1;
            }
        }
        let mut can = wins.to_vec();
        let mut todo: Vec<usize> = (0..can.len()).filter(|at| can[*at]).collect();
        while let Some(at) = todo.pop() {
            for from in &from[begin[at] as usize..begin[at + 1] as usize] {
                let from = *from as usize;
                if !can[from] {
                    can[from] = true;
                    todo.push(from);
                }
            }
        }
        can
    }

    /// Acts that do no harm and after which no win is left, though one was before, with the ways to them: shorter ones
    /// first, for each act as many as `most`.
    pub(super) fn traps(&self, wins: &[bool], most: usize) -> Vec<Trap> {
        let can = self.can_win(wins);
        let mut traps: Vec<Trap> = Vec::new();
        for (from, _) in can.iter().enumerate().filter(|(_, can)| **can) {
            for edge in self.leaving(from) {
                let Cause::Act(act, _) = edge.cause() else {
                    continue;
                };
                let known = traps.iter().filter(|trap| trap.act == act).count();
                let to = edge.to as usize;
                let ends = self.space.ending(self.states.get(to), false).is_some();
                if edge.harm || can[to] || ends || known >= most {
                    continue;
                }
                let (start, mut way) = self.way(from);
                way.push(edge.cause());
                traps.push(Trap { act, start, way });
            }
        }
        traps
    }

    /// The shortest way to a state, and the number of the state where it starts.
    fn way(&self, at: usize) -> (usize, Vec<Cause>) {
        let mut way = Vec::new();
        let mut at = at;
        while let Some(parent) = self.parents[at] {
            way.push(self.edges[parent.edge as usize].cause());
            at = parent.from as usize;
        }
        way.reverse();
        (at, way)
    }
}

/// An act after which no win is left.
pub(super) struct Trap {
    pub(super) act: usize,
    /// The number of the state where the way starts.
    pub(super) start: usize,
    pub(super) way: Vec<Cause>,
}
