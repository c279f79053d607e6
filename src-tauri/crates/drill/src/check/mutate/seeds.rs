//! Which defects a scenario can have, but for misspelt words: every effect, timer, condition, threshold and ending of it.

use super::defect::{Actor, Asker, Defect, Lost};
use crate::guard::Guard;
use crate::model::{Scenario, Trigger};
use std::collections::BTreeSet;

/// All of them, by kind and in file order.
pub(super) fn of(scenario: &Scenario) -> Vec<Defect> {
    let mut defects = effects(scenario);
    let mut started = BTreeSet::new();
    scenario.each_effects(&mut |effects| {
        started.extend(effects.start.iter().map(|(timer, _)| *timer));
    });
    let timers = started.into_iter();
    defects.extend(timers.map(Defect::Timer));
    for asker in askers(scenario) {
        let parts = match asker.guard(scenario) {
            Guard::Always(_) => 0,
            Guard::All(parts) => parts.len(),
            _ => 1,
        };
        defects.extend((0..parts).map(|part| Defect::Guard(asker, part)));
    }
    defects.extend(thresholds(scenario));
    for at in 0..scenario.endings.len() {
        defects.push(Defect::Contradiction(at));
        if at > 0 {
            defects.push(Defect::Shadowed(at));
        }
    }
    defects
}

fn effects(scenario: &Scenario) -> Vec<Defect> {
    let timers = (0..scenario.timers.len()).map(Actor::Timer);
    let events = (0..scenario.events.len()).map(Actor::Event);
    let acts = (0..scenario.acts.len()).map(Actor::Act);
    let mut defects = Vec::new();
    for actor in timers.chain(events).chain(acts) {
        let mut lose = |lost: Vec<Lost>| {
            defects.extend(lost.into_iter().map(|lost| Defect::Effect(actor, lost)));
        };
        let effects = actor.effects(scenario);
        lose((0..effects.then.len()).map(Lost::Then).collect());
        lose((0..effects.start.len()).map(Lost::Start).collect());
        lose((0..effects.stop.len()).map(Lost::Stop).collect());
        if let Actor::Act(at) = actor {
            let act = &scenario.acts[at];
            let sets = act.choice.as_ref().and_then(|choice| choice.sets.as_ref());
            lose(sets.map(|_| Lost::Chosen).into_iter().collect());
            lose((0..act.learns.len()).map(Lost::Learns).collect());
            lose((0..act.hazards.len()).map(Lost::Hazard).collect());
        }
    }
    defects
}

/// Everything with a condition that decides what can be done, what happens or what harms.
fn askers(scenario: &Scenario) -> Vec<Asker> {
    let mut askers: Vec<Asker> = (0..scenario.timers.len()).map(Asker::Timer).collect();
    for (at, event) in scenario.events.iter().enumerate() {
        if matches!(event.trigger, Trigger::When { .. }) {
            askers.push(Asker::Event(at));
        }
    }
    for (at, act) in scenario.acts.iter().enumerate() {
        askers.push(Asker::Act(at));
        let hazards = 0..act.hazards.len();
        askers.extend(hazards.map(|hazard| Asker::Hazard(at, hazard)));
    }
    askers.extend((0..scenario.probes.len()).map(Asker::Probe));
    askers
}

/// Each threshold on each level of its metric, which no noise can tell apart.
fn thresholds(scenario: &Scenario) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (at, alert) in scenario.alerts.iter().enumerate() {
        let cases = &scenario.metrics[alert.metric].level.cases;
        for case in cases {
            let defect = Defect::Threshold(at, case.is);
            if !defects.contains(&defect) {
                defects.push(defect);
            }
        }
    }
    defects
}
