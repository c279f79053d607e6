//! What can influence something: the variables, evidence, alerts and timers that a guard depends on, however indirectly.
//! Everything else is left out of a search, which is what makes searches end.

use crate::guard::Guard;
use crate::model::{Act, Effects, Scenario, Trigger};

/// Sets of indices of the scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Slice {
    pub(super) variables: u128,
    pub(super) variants: u128,
    pub(super) evidence: u128,
    pub(super) alerts: u128,
    pub(super) timers: u128,
}

impl Slice {
    /// What `guards` depend on. With `harm`, also what decides whether acts do harm.
    pub(super) fn of<'a>(
        scenario: &Scenario,
        guards: impl IntoIterator<Item = &'a Guard>,
        harm: bool,
    ) -> Self {
        let mut slice = Self::default();
        for guard in guards {
            slice.guard(scenario, guard);
        }
        loop {
            let before = slice.clone();
            slice.grow(scenario, harm);
            if slice == before {
                return slice;
            }
        }
    }

    fn grow(&mut self, scenario: &Scenario, harm: bool) {
        for act in &scenario.acts {
            if !self.has_act(act) {
                continue;
            }
            self.guard(scenario, &act.guard);
            for hazard in act.hazards.iter().filter(|_| harm) {
                self.guard(scenario, &hazard.guard);
            }
        }
        for event in &scenario.events {
            if let (true, Trigger::When { guard, .. }) =
                (self.touched(&event.effects), &event.trigger)
            {
                self.guard(scenario, guard);
            }
        }
        for (at, timer) in scenario.timers.iter().enumerate() {
            if self.touched(&timer.effects) {
                self.timers |= 1 << at;
            }
            if self.timers >> at & 1 == 1 {
                self.guard(scenario, &timer.guard);
            }
        }
    }

    fn guard(&mut self, scenario: &Scenario, guard: &Guard) {
        let mut defined = Vec::new();
        let mut metrics = Vec::new();
        guard.walk(&mut |guard| match guard {
            Guard::Is { variable, .. } => self.variables |= 1 << variable,
            Guard::Variant { variant, .. } => self.variants |= 1 << variant,
            Guard::Learned(evidence) => self.evidence |= 1 << evidence,
            Guard::Defined(at) => defined.push(*at),
            Guard::Firing(alert) if self.alerts >> alert & 1 == 0 => {
                self.alerts |= 1 << alert;
                metrics.push(scenario.alerts[*alert].metric);
            }
            _ => {}
        });
        for at in defined {
            self.guard(scenario, &scenario.define[at]);
        }
        for metric in metrics {
            for case in &scenario.metrics[metric].level.cases {
                self.guard(scenario, &case.guard);
            }
        }
    }

    /// The act changes something in it.
    pub(super) fn has_act(&self, act: &Act) -> bool {
        let sets = act.choice.as_ref().and_then(|choice| choice.sets.as_ref());
        self.touched(&act.effects)
            || sets.is_some_and(|(variable, _)| self.variables >> variable & 1 == 1)
            || act.learns.iter().any(|at| self.evidence >> at & 1 == 1)
    }

    /// The effects change something in it.
    pub(super) fn touched(&self, effects: &Effects) -> bool {
        let then = effects.then.iter();
        let start = effects.start.iter().map(|(timer, _)| timer);
        let mut timers = start.chain(&effects.stop);
        then.clone().any(|(at, _)| self.variables >> at & 1 == 1)
            || timers.any(|at| self.timers >> at & 1 == 1)
    }

    /// All of `other` is in it.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let all = |mine: u128, others: u128| others & !mine == 0;
        all(self.variables, other.variables)
            && all(self.variants, other.variants)
            && all(self.evidence, other.evidence)
            && all(self.alerts, other.alerts)
            && all(self.timers, other.timers)
    }

    /// How much there is in it.
    pub(super) fn size(&self) -> u32 {
        let sets = [
            self.variables,
            self.variants,
            self.evidence,
            self.alerts,
            self.timers,
        ];
        sets.iter().map(|set| set.count_ones()).sum()
    }
}
