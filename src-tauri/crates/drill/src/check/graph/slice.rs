//! What can influence something: the values of variables, evidence, alerts and timers that a guard depends on, however
//! indirectly. Everything else is left out of a search, and values that nothing tells apart count as one, which is what
//! makes searches end.

use crate::guard::{Guard, Values};
use crate::model::{Act, Effects, Scenario, Trigger};

/// A part of a scenario's state. Sets are of its indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    /// For each variable, the class of each of its values, numbered as they come; one class leaves it out.
    pub(super) classes: Vec<Vec<u8>>,
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
        let mut slice = Self::asked_by(scenario, guards);
        loop {
            let before = slice.clone();
            slice.grow(scenario, harm);
            if slice == before {
                return slice;
            }
        }
    }

    /// What `guards` themselves ask for, and not what that depends on.
    pub(super) fn asked_by<'a>(
        scenario: &Scenario,
        guards: impl IntoIterator<Item = &'a Guard>,
    ) -> Self {
        let variables = scenario.state.iter();
        let mut slice = Self {
            classes: variables.map(|known| vec![0; known.values.len()]).collect(),
            variants: 0,
            evidence: 0,
            alerts: 0,
            timers: 0,
        };
        for guard in guards {
            slice.guard(scenario, guard);
        }
        slice
    }

    fn grow(&mut self, scenario: &Scenario, harm: bool) {
        for act in &scenario.acts {
            if !self.has_act(scenario, act) {
                continue;
            }
            self.guard(scenario, &act.guard);
            for hazard in act.hazards.iter().filter(|_| harm) {
                self.guard(scenario, &hazard.guard);
            }
        }
        for event in &scenario.events {
            let known = guard_of(&event.trigger);
            if self.touched(scenario, known, &event.effects) {
                self.guard(scenario, known);
            }
        }
        for (at, timer) in scenario.timers.iter().enumerate() {
            if self.touched(scenario, &timer.guard, &timer.effects) {
                self.timers |= 1 << at;
                self.guard(scenario, &timer.guard);
            }
        }
    }

    fn guard(&mut self, scenario: &Scenario, guard: &Guard) {
        let mut defined = Vec::new();
        let mut metrics = Vec::new();
        guard.walk(&mut |guard| match guard {
            Guard::Is { variable, values } => split(&mut self.classes[*variable], *values),
            Guard::Variant { variant, .. } => self.variants |= 1 << variant,
            Guard::Learned(evidence) => self.evidence |= 1 << evidence,
            Guard::Defined(at) => defined.push(*at),
            Guard::Firing(alert) => {
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
    pub(super) fn has_act(&self, scenario: &Scenario, act: &Act) -> bool {
        let sets = act.choice.as_ref().and_then(|choice| choice.sets.as_ref());
        let mut chosen = sets.iter().flat_map(|(variable, values)| {
            let each = values.iter();
            each.map(|value| (*variable, *value))
        });
        self.touched(scenario, &act.guard, &act.effects)
            || chosen.any(|set| self.changes(scenario, &act.guard, set))
            || act.learns.iter().any(|at| self.evidence >> at & 1 == 1)
    }

    /// The effects change something in it where `guard` holds.
    pub(super) fn touched(&self, scenario: &Scenario, guard: &Guard, effects: &Effects) -> bool {
        let start = effects.start.iter().map(|(timer, _)| timer);
        let mut timers = start.chain(&effects.stop);
        let mut then = effects.then.iter();
        then.any(|set| self.changes(scenario, guard, *set))
            || timers.any(|at| self.timers >> at & 1 == 1)
    }

    /// Where `guard` holds, the variable may have a value that is told apart from the one it gets.
    fn changes(&self, scenario: &Scenario, guard: &Guard, (variable, value): (usize, u8)) -> bool {
        let classes = &self.classes[variable];
        let gets = classes.get(usize::from(value));
        if classes.iter().all(|class| Some(class) == gets) {
            return false;
        }
        let may = may_be(scenario, guard, variable, &mut MOST_READ.clone());
        let mut each = classes.iter().enumerate();
        each.any(|(at, class)| may >> at & 1 == 1 && Some(class) != gets)
    }

    /// All of `other` is in it.
    pub(super) fn holds(&self, other: &Self) -> bool {
        let all = |mine: u128, others: u128| others & !mine == 0;
        let mut both = self.classes.iter().zip(&other.classes);
        both.all(|(mine, others)| is_finer(mine, others))
            && all(self.variants, other.variants)
            && all(self.evidence, other.evidence)
            && all(self.alerts, other.alerts)
            && all(self.timers, other.timers)
    }

    /// How many bits its states take, about.
    pub(super) fn size(&self) -> u32 {
        let variables = self.classes.iter().map(|classes| bits(count(classes)));
        let sets = [self.variants, self.evidence, self.alerts, self.timers];
        variables.sum::<u32>() + sets.iter().map(|set| set.count_ones()).sum::<u32>()
    }
}

/// How much of a guard is read to learn what it implies; guards beyond are taken to imply nothing.
const MOST_READ: usize = 2000;

/// The condition of an event; always where it has a time.
pub(super) fn guard_of(trigger: &Trigger) -> &Guard {
    match trigger {
        Trigger::When { guard, .. } => guard,
        Trigger::At(_) => &Guard::Always(true),
    }
}

/// How many classes there are.
pub(super) fn count(classes: &[u8]) -> usize {
    classes
        .iter()
        .max()
        .map_or(0, |class| usize::from(*class) + 1)
}

/// How many bits so many values take.
pub(super) fn bits(values: usize) -> u32 {
    usize::BITS - values.saturating_sub(1).leading_zeros()
}

/// Tells apart what is in `values` and what is not.
fn split(classes: &mut [u8], values: Values) {
    let mut parts: Vec<(u8, bool)> = Vec::new();
    for (value, class) in classes.iter_mut().enumerate() {
        let part = (*class, values >> value & 1 == 1);
        let at = parts.iter().position(|known| *known == part);
        let at = at.unwrap_or_else(|| {
            parts.push(part);
            parts.len() - 1
        });
        *class = u8::try_from(at).unwrap_or(u8::MAX);
    }
}

/// What `others` tells apart, `mine` does too.
fn is_finer(mine: &[u8], others: &[u8]) -> bool {
    let mut of_class = vec![None; count(mine)];
    mine.iter().zip(others).all(|(mine, other)| {
        let known = of_class[usize::from(*mine)].get_or_insert(*other);
        known == other
    })
}

/// The values that a variable may have where the guard holds.
fn may_be(scenario: &Scenario, guard: &Guard, variable: usize, left: &mut usize) -> Values {
    let Some(less) = left.checked_sub(1) else {
        return Values::MAX;
    };
    *left = less;
    match guard {
        Guard::Is {
            variable: known,
            values,
        } if *known == variable => *values,
        Guard::Not(inner) => match inner.as_ref() {
            Guard::Is {
                variable: known,
                values,
            } if *known == variable => !values,
            _ => Values::MAX,
        },
        Guard::All(all) => all.iter().fold(Values::MAX, |may, guard| {
            may & may_be(scenario, guard, variable, left)
        }),
        Guard::Any(any) => any.iter().fold(0, |may, guard| {
            may | may_be(scenario, guard, variable, left)
        }),
        Guard::Defined(at) => may_be(scenario, &scenario.define[*at], variable, left),
        _ => Values::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_nothing_tells_apart_are_one() {
        let mut classes = vec![0; 4];
        split(&mut classes, 0b0010);
        assert_eq!(classes, [0, 1, 0, 0]);
        split(&mut classes, 0b1010);
        assert_eq!(classes, [0, 1, 0, 2]);
        assert!(is_finer(&classes, &[0, 1, 0, 0]) && !is_finer(&[0, 1, 0, 0], &classes));
        assert_eq!(count(&classes), 3);
    }
}
