//! One tick of the clock, and what effects do.

use super::{End, Occurrence, Source, State, Watch};
use crate::guard::Guard;
use crate::model::{Alert, Delay, Effects, Scenario, Ticks, Trigger};

/// Moves the clock by `ticks`, or to the end of the drill, whichever comes first.
pub(super) fn advance(
    scenario: &Scenario,
    state: &mut State,
    ticks: Ticks,
    watch: &mut impl Watch,
) {
    for _ in 0..ticks {
        if state.ended.is_some() {
            return;
        }
        state.tick += 1;
        timers(scenario, state, watch);
        settle(scenario, state, watch);
    }
}

/// All of a tick but the timers: what the start does too.
pub(super) fn settle(scenario: &Scenario, state: &mut State, watch: &mut impl Watch) {
    at_events(scenario, state, watch);
    when_events(scenario, state, watch);
    alerts(scenario, state, watch);
    probes(scenario, state, watch);
    watch.see(scenario, state, &Occurrence::Ticked);
    endings(scenario, state, watch);
}

fn holds(scenario: &Scenario, state: &State, guard: &Guard) -> bool {
    guard.holds(&scenario.define, state)
}

fn timers(scenario: &Scenario, state: &mut State, watch: &mut impl Watch) {
    let mut out: u128 = 0;
    for (at, left) in state
        .timers
        .iter_mut()
        .enumerate()
        .filter(|(_, left)| **left > 0)
    {
        *left -= 1;
        out |= u128::from(*left == 0) << at;
    }
    for (at, timer) in scenario.timers.iter().enumerate() {
        // Started anew by a timer before it, or stopped: then it has not run out.
        if out >> at & 1 == 0 || state.timers[at] > 0 {
            continue;
        }
        watch.see(scenario, state, &Occurrence::TimerOut(at));
        if holds(scenario, state, &timer.guard) {
            apply(scenario, state, &timer.effects, Source::Timer(at), watch);
            timer
                .effects
                .stop
                .iter()
                .for_each(|stopped| out &= !(1 << stopped));
        }
    }
}

fn at_events(scenario: &Scenario, state: &mut State, watch: &mut impl Watch) {
    for (at, event) in scenario.events.iter().enumerate() {
        let due = matches!(event.trigger, Trigger::At(_)) && state.held[at] == state.tick + 1;
        if due && state.fired >> at & 1 == 0 {
            fire(scenario, state, at, watch);
        }
    }
}

fn when_events(scenario: &Scenario, state: &mut State, watch: &mut impl Watch) {
    for (at, event) in scenario.events.iter().enumerate() {
        let Trigger::When { guard, holds_for } = &event.trigger else {
            continue;
        };
        if state.fired >> at & 1 == 0 && held(scenario, state, at, guard, *holds_for) {
            fire(scenario, state, at, watch);
        }
    }
}

/// Counts for how long a condition has held; whether that is long enough.
fn held(
    scenario: &Scenario,
    state: &mut State,
    slot: usize,
    guard: &Guard,
    holds_for: Ticks,
) -> bool {
    if !holds(scenario, state, guard) {
        state.held[slot] = 0;
        return false;
    }
    count(&mut state.held[slot], holds_for)
}

fn count(held: &mut u32, holds_for: Ticks) -> bool {
    *held = (*held + 1).min(holds_for + 1);
    *held > holds_for
}

/// An event happens.
pub(super) fn fire(scenario: &Scenario, state: &mut State, at: usize, watch: &mut impl Watch) {
    let event = &scenario.events[at];
    if event.repeat {
        state.held[at] = 0;
    } else {
        state.fired |= 1 << at;
    }
    watch.see(scenario, state, &Occurrence::Event(at));
    apply(scenario, state, &event.effects, Source::Event(at), watch);
}

/// Alerts fire when their metric's level has been over the threshold for long enough. They resolve once the drawn line
/// has come to the level that is below it: nobody sees an alert resolve above its limit. An alert that fires since before
/// the start fires from the first tick.
fn alerts(scenario: &Scenario, state: &mut State, watch: &mut impl Watch) {
    for (at, alert) in scenario.alerts.iter().enumerate() {
        let slot = scenario.events.len() + at;
        let raised = alert.raised(state.level(scenario, alert.metric));
        let fired = state.firing >> at & 1 == 1;
        let held = &mut state.held[slot];
        let fires = if raised {
            // Counted on from where it fires, not from how far it had eased.
            *held = match (state.tick, alert.since) {
                (0, Some(_)) => alert.holds_for,
                _ => (*held).min(alert.holds_for + 1),
            };
            count(held, alert.holds_for)
        } else if fired && *held <= alert.holds_for + eases(scenario, alert) {
            *held += 1;
            true
        } else {
            *held = 0;
            false
        };
        if fires != (state.firing >> at & 1 == 1) {
            state.firing ^= 1 << at;
            let what = if fires {
                Occurrence::AlertFired(at)
            } else {
                Occurrence::AlertResolved(at)
            };
            watch.see(scenario, state, &what);
        }
    }
}

/// Ticks that the drawn line of an alert's metric takes to another level.
fn eases(scenario: &Scenario, alert: &Alert) -> Ticks {
    let ramp = scenario.metrics[alert.metric].ramp;
    ramp.div_ceil(scenario.time.tick)
}

/// A probe is asked once; its right answers are those of that moment.
fn probes(scenario: &Scenario, state: &mut State, watch: &mut impl Watch) {
    for (at, probe) in scenario.probes.iter().enumerate() {
        let slot = scenario.events.len() + scenario.alerts.len() + at;
        if state.asked[at] > 0 || !held(scenario, state, slot, &probe.when, probe.holds_for) {
            continue;
        }
        let right = probe
            .answers
            .iter()
            .map(|answer| holds(scenario, state, &answer.right));
        let set = right
            .enumerate()
            .fold(0_u32, |set, (bit, right)| set | u32::from(right) << bit);
        state.asked[at] = set + 1;
        state.held[slot] = 0;
        watch.see(scenario, state, &Occurrence::Asked(at));
    }
}

/// The first ending that holds ends the drill.
pub(super) fn endings(scenario: &Scenario, state: &mut State, watch: &mut impl Watch) {
    if state.ended.is_some() {
        return;
    }
    let ending = scenario
        .endings
        .iter()
        .position(|ending| holds(scenario, state, &ending.when));
    if let Some(at) = ending {
        state.ended = Some(End::Ending(at));
        watch.see(scenario, state, &Occurrence::Ended(End::Ending(at)));
    } else if state.tick >= state.limit {
        // No ending foresees that time is up: the drill stops all the same.
        state.ended = Some(End::Stopped);
        watch.see(scenario, state, &Occurrence::Ended(End::Stopped));
    }
}

/// Sets variables, starts and stops timers, lets people write.
pub(super) fn apply(
    scenario: &Scenario,
    state: &mut State,
    effects: &Effects,
    source: Source,
    watch: &mut impl Watch,
) {
    for (variable, value) in &effects.then {
        set(scenario, state, *variable, *value, watch);
    }
    for timer in &effects.stop {
        state.timers[*timer] = 0;
    }
    for (timer, delay) in &effects.start {
        state.timers[*timer] = match delay {
            Delay::Fixed(ticks) | Delay::Promised(ticks) => *ticks,
            Delay::Variant { variant, ticks } => {
                let value = usize::from(state.variant[*variant]);
                ticks.get(value).copied().unwrap_or(1)
            }
        };
    }
    for line in 0..effects.say.len() {
        watch.see(scenario, state, &Occurrence::Said { source, line });
    }
}

pub(super) fn set(
    scenario: &Scenario,
    state: &mut State,
    variable: usize,
    value: u8,
    watch: &mut impl Watch,
) {
    if state.values[variable] != value {
        state.values[variable] = value;
        watch.see(scenario, state, &Occurrence::Set { variable, value });
    }
}
