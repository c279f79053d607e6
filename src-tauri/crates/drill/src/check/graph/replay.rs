//! Ways through the graph, in words and as plays: a way that the engine can follow is no matter of timing.

use super::packed::Cause;
use crate::check::PlayedStep;
use crate::engine::{self, Move, Occurrence, State, Watch};
use crate::model::{Act, Scenario};

/// The way as steps of a test; what happens by itself in brackets.
pub(crate) fn words(scenario: &Scenario, way: &[Cause]) -> String {
    let words: Vec<String> = way.iter().map(|cause| word(scenario, *cause)).collect();
    words.join(", ")
}

fn word(scenario: &Scenario, cause: Cause) -> String {
    match cause {
        Cause::Act(act, choice) => {
            let act = &scenario.acts[act];
            match chosen(act, choice) {
                Some(value) => format!("{} {value}", act.name),
                None => act.name.clone(),
            }
        }
        Cause::Timer(at) => format!("({})", scenario.timers[at].name),
        Cause::Event(at) => format!("({})", scenario.events[at].name),
        Cause::Alert(at) => format!("({})", scenario.alerts[at].name),
    }
}

fn chosen(act: &Act, choice: Option<usize>) -> Option<&str> {
    let values = &act.choice.as_ref()?.values;
    values.get(choice?).map(String::as_str)
}

/// What a play does that follows the way, waiting for what happens by itself; none where none can, or where it is over
/// then.
pub(super) fn follows(
    scenario: &Scenario,
    variant: &[u8],
    way: &[Cause],
) -> Option<Vec<PlayedStep>> {
    let mut seen = Seer::default();
    let mut state = engine::start_watched(scenario, 1, variant, &mut seen);
    let mut steps = Vec::new();
    for cause in way {
        let tick = state.tick;
        if !follow(scenario, &mut state, &mut seen, *cause) {
            return None;
        }
        if let Cause::Act(act, choice) = *cause {
            steps.push(PlayedStep::of(scenario, tick, (act, choice)));
        }
    }
    state.ended.is_none().then_some(steps)
}

fn follow(scenario: &Scenario, state: &mut State, seen: &mut Seer, cause: Cause) -> bool {
    if let Cause::Act(act, choice) = cause {
        let what = Move::Act {
            act,
            choice,
            parts: u8::MAX,
            promised: None,
        };
        let before = seen.done;
        engine::run(scenario, state, &what, seen);
        return seen.done > before;
    }
    loop {
        if let Some(at) = seen.happened.iter().position(|other| *other == cause) {
            seen.happened.remove(at);
            return true;
        }
        if state.ended.is_some() {
            return false;
        }
        engine::run(scenario, state, &Move::Wait(1), seen);
    }
}

/// What has happened by itself and is not accounted for yet, and how many acts were done.
#[derive(Default)]
struct Seer {
    happened: Vec<Cause>,
    done: usize,
}

impl Watch for Seer {
    fn see(&mut self, _: &Scenario, _: &State, what: &Occurrence) {
        match what {
            Occurrence::Done { .. } => self.done += 1,
            Occurrence::TimerOut(at) => self.happened.push(Cause::Timer(*at)),
            Occurrence::Event(at) => self.happened.push(Cause::Event(*at)),
            Occurrence::AlertFired(at) | Occurrence::AlertResolved(at) => {
                self.happened.push(Cause::Alert(*at));
            }
            _ => {}
        }
    }
}
