//! Every guard and every effect of a scenario, for whoever checks them.

use super::{Effects, Measure, Moment, Scenario, Step, Test, Trigger};
use crate::guard::Guard;

impl Scenario {
    /// Calls `see` with every guard as it is written, definitions included; tests' guards last.
    pub fn each_guard(&self, see: &mut impl FnMut(&Guard)) {
        self.define.iter().for_each(&mut *see);
        self.world_guards(see);
        for act in &self.acts {
            see(&act.guard);
            let cases = act.out.cases.iter().chain(&act.refuse.cases);
            cases.for_each(|case| see(&case.guard));
            act.hazards.iter().for_each(|hazard| see(&hazard.guard));
        }
        self.hints.iter().for_each(|hint| see(&hint.guard));
        for probe in &self.probes {
            see(&probe.when);
            probe.answers.iter().for_each(|answer| see(&answer.right));
        }
        for objective in &self.objectives {
            objective.measure.each_moment(&mut |moment| {
                if let Moment::Holds(guard) = moment {
                    see(guard);
                }
            });
        }
        for (step, _) in self.tests.iter().flat_map(|test| &test.steps) {
            if let Step::Until(guard) = step {
                see(guard);
            }
        }
    }

    fn world_guards(&self, see: &mut impl FnMut(&Guard)) {
        let levels = self.metrics.iter().map(|metric| &metric.level);
        let numbers = levels.chain(self.losses.iter().map(|loss| &loss.per_minute));
        for cases in numbers {
            cases.cases.iter().for_each(|case| see(&case.guard));
        }
        for (_, cases) in self.services.iter().flat_map(|service| &service.facts) {
            cases.cases.iter().for_each(|case| see(&case.guard));
        }
        self.logs.iter().for_each(|rule| see(&rule.guard));
        self.timers.iter().for_each(|timer| see(&timer.guard));
        for event in &self.events {
            if let Trigger::When { guard, .. } = &event.trigger {
                see(guard);
            }
        }
        self.endings.iter().for_each(|ending| see(&ending.when));
    }

    /// Parts of guards that a tick reads, about.
    pub(crate) fn work(&self) -> usize {
        let size = |guard: &Guard| guard.size(&self.define);
        let events = self.events.iter().map(|event| match &event.trigger {
            Trigger::When { guard, .. } => size(guard),
            Trigger::At(_) => 1,
        });
        let levels = self.alerts.iter().flat_map(|alert| {
            let level = &self.metrics[alert.metric].level;
            level.cases.iter().map(|case| size(&case.guard))
        });
        let probes = self.probes.iter().map(|probe| size(&probe.when));
        let endings = self.endings.iter().map(|ending| size(&ending.when));
        let acts = self.acts.iter().map(|act| size(&act.guard));
        let all = events.chain(levels).chain(probes).chain(endings);
        all.sum::<usize>() + acts.max().unwrap_or(0)
    }

    /// How often a test of the scenario is played: once in each variant that it does not fix.
    pub(crate) fn plays_of(&self, test: &Test) -> usize {
        let free = |at: &usize| !test.variant.iter().any(|(fixed, _)| fixed == at);
        let free = (0..self.variants.len()).filter(free);
        free.map(|at| self.variants[at].values.len()).product()
    }

    /// Calls `see` with the effects of every timer, event and act.
    pub fn each_effects(&self, see: &mut impl FnMut(&Effects)) {
        self.timers.iter().for_each(|timer| see(&timer.effects));
        self.events.iter().for_each(|event| see(&event.effects));
        self.acts.iter().for_each(|act| see(&act.effects));
    }
}

impl Measure {
    /// Calls `see` with every moment that it asks for.
    pub fn each_moment(&self, see: &mut impl FnMut(&Moment)) {
        let mut all = |moment: &Moment| moment.walk(see);
        match self {
            Self::Within(within) => {
                all(&within.from);
                all(&within.to);
            }
            Self::Before { first, then, .. } => {
                first.iter().for_each(&mut all);
                all(then);
            }
            Self::NoHazard { only_if, .. } => only_if.iter().for_each(all),
            Self::Every(every) => {
                all(&every.what);
                all(&every.from);
                every.until.iter().for_each(all);
            }
            Self::Did(moment) => all(moment),
            Self::Equals(_) => {}
        }
    }
}

impl Moment {
    fn walk(&self, see: &mut impl FnMut(&Moment)) {
        see(self);
        if let Self::AnyOf(moments) = self {
            for moment in moments {
                moment.walk(see);
            }
        }
    }
}
