//! The state of a drill: small, cheap to copy, free of texts.

use crate::draw::hash;
use crate::guard::World;
use crate::model::{Scenario, Ticks, Trigger};
use serde::{Deserialize, Serialize};

/// Everything that decides what can happen next. Indices are those of the scenario.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State {
    /// Ticks since the start.
    pub tick: Ticks,
    /// The tick at which time is up.
    pub limit: Ticks,
    /// For each variable, the index of its value.
    pub values: Vec<u8>,
    /// For each variant, the index of its value.
    pub variant: Vec<u8>,
    /// Evidence that was learnt, as a set. Only grows.
    pub evidence: u128,
    /// For each timer, ticks until it runs out; 0 when it does not run.
    pub timers: Vec<u32>,
    /// For each event, then each alert, then each probe: for how many ticks its condition has held, plus one, never
    /// more than decides anything; 0 when it does not hold. An alert that fires counts on while its metric eases back. For
    /// `at` events the tick at which it is due, plus one.
    pub held: Vec<u32>,
    /// Events that have happened and happen once, as a set.
    pub fired: u128,
    /// Alerts that fire, as a set.
    pub firing: u64,
    /// Hints that were given, as a set.
    pub hints: u64,
    /// For each probe that was asked, one plus the set of its right answers.
    pub asked: Vec<u32>,
    /// Probes that were answered, as a set.
    pub answered: u32,
    /// How it ended.
    pub ended: Option<End>,
    /// The clock stands.
    pub paused: bool,
    /// What the noise of drawings comes from; decides nothing.
    pub seed: u32,
}

/// How a drill ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum End {
    /// By the ending of that index.
    Ending(usize),
    /// Somebody stopped it.
    Stopped,
}

impl State {
    pub(super) fn new(scenario: &Scenario, seed: u32, variant: &[u8]) -> Self {
        let picked = scenario.variants.iter().enumerate().map(|(at, known)| {
            let values = u32::try_from(known.values.len()).unwrap_or(1).max(1);
            let chosen = variant
                .get(at)
                .copied()
                .filter(|value| u32::from(*value) < values);
            chosen.unwrap_or_else(|| {
                u8::try_from(hash::below(&[seed, hash::text(&known.name)], values)).unwrap_or(0)
            })
        });
        let due = scenario.events.iter().map(|event| match event.trigger {
            Trigger::At(tick) => tick + 1,
            Trigger::When { .. } => 0,
        });
        let rest = scenario.alerts.len() + scenario.probes.len();
        Self {
            tick: 0,
            limit: scenario.time.limit,
            values: vec![0; scenario.state.len()],
            variant: picked.collect(),
            evidence: 0,
            timers: vec![0; scenario.timers.len()],
            held: due.chain(std::iter::repeat_n(0, rest)).collect(),
            fired: 0,
            firing: 0,
            hints: 0,
            asked: vec![0; scenario.probes.len()],
            answered: 0,
            ended: None,
            paused: false,
            seed,
        }
    }

    /// The level of a metric in thousandths.
    pub fn level(&self, scenario: &Scenario, metric: usize) -> i64 {
        let level = scenario.metrics.get(metric).map(|metric| &metric.level);
        level
            .and_then(|level| level.pick(&scenario.define, self))
            .copied()
            .unwrap_or(0)
    }

    /// The probes that were asked and not answered, oldest first by file order.
    pub fn open_probes(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.asked.len()).filter(|at| self.asked[*at] > 0 && self.answered >> at & 1 == 0)
    }

    /// The hash of everything in it, the same on every machine; 32 hexadecimal digits.
    pub fn hash(&self) -> String {
        let mut bytes = Vec::with_capacity(256);
        let mut number = |n: u128| bytes.extend_from_slice(&n.to_le_bytes());
        let ended = match self.ended {
            None => 0,
            Some(End::Stopped) => 1,
            Some(End::Ending(at)) => at as u128 + 2,
        };
        for n in [
            u128::from(self.tick),
            u128::from(self.limit),
            self.evidence,
            self.fired,
            u128::from(self.firing),
            u128::from(self.hints),
            u128::from(self.answered),
            u128::from(self.seed),
            u128::from(self.paused),
            ended,
        ] {
            number(n);
        }
        for list in [&self.values, &self.variant] {
            number(list.len() as u128);
            for n in list {
                number(u128::from(*n));
            }
        }
        for list in [&self.timers, &self.held, &self.asked] {
            number(list.len() as u128);
            for n in list {
                number(u128::from(*n));
            }
        }
        let mut hash = drillbook_text::hash::file(&bytes);
        hash.truncate(32);
        hash
    }
}

impl World for State {
    fn value(&self, variable: usize) -> u8 {
        self.values[variable]
    }

    fn variant(&self, variant: usize) -> u8 {
        self.variant[variant]
    }

    fn firing(&self, alert: usize) -> bool {
        self.firing >> alert & 1 == 1
    }

    fn learned(&self, evidence: usize) -> bool {
        self.evidence >> evidence & 1 == 1
    }

    fn time_up(&self) -> bool {
        self.tick >= self.limit
    }
}
