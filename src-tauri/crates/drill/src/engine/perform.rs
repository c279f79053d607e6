//! What was asked for is done, or refused with a reason.

use super::tick::{advance, apply, endings, fire, set};
use super::{End, Move, Occurrence, Reason, Source, State, Watch};
use crate::model::{Delay, Scenario, Trigger};
use crate::promise::Promise;

/// Does what was asked for. Indices must be the scenario's.
pub fn run(scenario: &Scenario, state: &mut State, what: &Move, watch: &mut impl Watch) {
    if let Some(reason) = refusal(state, what) {
        return watch.see(scenario, state, &Occurrence::Refused(reason));
    }
    match what {
        Move::Act {
            act,
            choice,
            parts,
            promised,
        } => {
            if perform(scenario, state, (*act, *choice, *parts), watch) {
                keep_waiting(scenario, state, *act, *promised);
            }
        }
        Move::Wait(ticks) => advance(scenario, state, *ticks, watch),
        Move::Hint => hint(scenario, state, watch),
        Move::Answer { probe, choice } => answer(scenario, state, *probe, *choice, watch),
        Move::Typed(line) => watch.see(scenario, state, &Occurrence::Typed(line.clone())),
        Move::Recorded => {}
        Move::Pause => {
            state.paused = true;
            watch.see(scenario, state, &Occurrence::Paused);
        }
        Move::Resume => {
            state.paused = false;
            watch.see(scenario, state, &Occurrence::Resumed);
        }
        Move::Stop => {
            state.ended = Some(End::Stopped);
            watch.see(scenario, state, &Occurrence::Ended(End::Stopped));
        }
        Move::Fire(event) => order(scenario, state, *event, None, watch),
        Move::Skip(event) => order(scenario, state, *event, Some(i32::MAX), watch),
        Move::Shift(event, ticks) => order(scenario, state, *event, Some(*ticks), watch),
        Move::Say { from, text } => {
            let (from, text) = (from.clone(), text.clone());
            watch.see(scenario, state, &Occurrence::FacilitatorSaid { from, text });
        }
        Move::Rate(objective, verdict) => {
            let (objective, verdict) = (*objective, *verdict);
            watch.see(scenario, state, &Occurrence::Rated { objective, verdict });
        }
    }
}

/// Why it makes no sense now.
fn refusal(state: &State, what: &Move) -> Option<Reason> {
    match what {
        Move::Recorded | Move::Rate(..) | Move::Say { .. } => None,
        _ if state.ended.is_some() => Some(Reason::Over),
        Move::Resume | Move::Pause | Move::Stop | Move::Answer { .. } => None,
        _ if state.paused => Some(Reason::Paused),
        _ => None,
    }
}

/// Timers that wait for what was promised run until then: nobody asks again before the time that they were told. No
/// promise makes them wait more than twice as long as they would without.
fn keep_waiting(scenario: &Scenario, state: &mut State, act: usize, promised: Option<Promise>) {
    let Some(due) = promised.and_then(|promise| promise.due(scenario.clock_at(state.tick))) else {
        return;
    };
    let due = due.div_ceil(scenario.time.tick).max(1);
    for (timer, delay) in &scenario.acts[act].effects.start {
        if let Delay::Promised(usual) = delay {
            state.timers[*timer] = due.min(usual.saturating_mul(2));
        }
    }
}

/// An act: its guard, its time, its guard again, its harm, its effects. Whether it was done.
fn perform(
    scenario: &Scenario,
    state: &mut State,
    what: (usize, Option<usize>, u8),
    watch: &mut impl Watch,
) -> bool {
    let (at, choice, parts) = what;
    let act = &scenario.acts[at];
    if !possible(scenario, state, (at, choice), false, watch) {
        return false;
    }
    if act.takes > 0 {
        watch.see(scenario, state, &Occurrence::Began { act: at, choice });
        advance(scenario, state, act.takes, watch);
        if state.ended.is_some() {
            watch.see(scenario, state, &Occurrence::Interrupted { act: at });
            return false;
        }
        if !possible(scenario, state, (at, choice), true, watch) {
            return false;
        }
    }
    watch.see(
        scenario,
        state,
        &Occurrence::Done {
            act: at,
            choice,
            parts,
        },
    );
    for (hazard, harm) in act.hazards.iter().enumerate() {
        if harm.guard.holds(&scenario.define, state) {
            watch.see(scenario, state, &Occurrence::Harmed { act: at, hazard });
        }
    }
    let sets = act.choice.as_ref().and_then(|known| known.sets.as_ref());
    if let (Some((variable, values)), Some(choice)) = (sets, choice) {
        let value = values.get(choice).copied().unwrap_or(0);
        set(scenario, state, *variable, value, watch);
    }
    apply(scenario, state, &act.effects, Source::Act(at), watch);
    for evidence in &act.learns {
        if state.evidence >> evidence & 1 == 0 {
            state.evidence |= 1 << evidence;
            watch.see(scenario, state, &Occurrence::Learned(*evidence));
        }
    }
    if let Some(case) = act.out.index(&scenario.define, state) {
        watch.see(scenario, state, &Occurrence::Printed { act: at, case });
    }
    endings(scenario, state, watch);
    true
}

fn possible(
    scenario: &Scenario,
    state: &State,
    (at, choice): (usize, Option<usize>),
    changed: bool,
    watch: &mut impl Watch,
) -> bool {
    let act = &scenario.acts[at];
    let possible = act.guard.holds(&scenario.define, state);
    if !possible {
        let case = act.refuse.index(&scenario.define, state);
        let what = Occurrence::NotNow {
            act: at,
            choice,
            case,
            changed,
        };
        watch.see(scenario, state, &what);
    }
    possible
}

/// The first hint that fits and was not given; else the first that fits, again.
fn hint(scenario: &Scenario, state: &mut State, watch: &mut impl Watch) {
    let fits = |at: &usize| scenario.hints[*at].guard.holds(&scenario.define, state);
    let fresh = (0..scenario.hints.len())
        .filter(fits)
        .find(|at| state.hints >> at & 1 == 0);
    let hint = fresh.or_else(|| (0..scenario.hints.len()).find(fits));
    if let Some(at) = hint {
        state.hints |= 1 << at;
    }
    watch.see(scenario, state, &Occurrence::Hinted(hint));
}

fn answer(
    scenario: &Scenario,
    state: &mut State,
    probe: usize,
    choice: usize,
    watch: &mut impl Watch,
) {
    let known = &scenario.probes[probe];
    let asked = state.asked[probe];
    if asked == 0 || state.answered >> probe & 1 == 1 || choice >= known.answers.len() {
        let probe = known.name.clone();
        return watch.see(
            scenario,
            state,
            &Occurrence::Refused(Reason::NotAsked { probe }),
        );
    }
    state.answered |= 1 << probe;
    let right = (asked - 1) >> choice & 1 == 1;
    watch.see(
        scenario,
        state,
        &Occurrence::Answered {
            probe,
            choice,
            right,
        },
    );
}

/// An event now (`None`), never (`i32::MAX`) or shifted.
fn order(
    scenario: &Scenario,
    state: &mut State,
    event: usize,
    shift: Option<i32>,
    watch: &mut impl Watch,
) {
    let done = state.fired >> event & 1 == 1;
    let timed = matches!(scenario.events[event].trigger, Trigger::At(_));
    match shift {
        _ if done => {}
        None => {
            fire(scenario, state, event, watch);
            return endings(scenario, state, watch);
        }
        Some(i32::MAX) => {
            state.fired |= 1 << event;
            return;
        }
        Some(ticks) if timed => {
            let due =
                (i64::from(state.held[event]) + i64::from(ticks)).max(i64::from(state.tick) + 2);
            state.held[event] = u32::try_from(due).unwrap_or(u32::MAX);
            return;
        }
        Some(_) => {}
    }
    let event = scenario.events[event].name.clone();
    watch.see(
        scenario,
        state,
        &Occurrence::Refused(Reason::NotDue { event }),
    );
}
