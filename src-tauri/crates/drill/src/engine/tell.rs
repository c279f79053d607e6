//! Occurrences → effects: names for indices, the scenario's texts with their placeholders filled.

use super::{Effect, End, Occurrence, Source, State, Told, Watch};
use crate::model::Scenario;
use crate::terminal::{self, Scene};

/// Collects effects.
#[derive(Default)]
pub(super) struct Teller {
    pub(super) told: Vec<Told>,
}

impl Watch for Teller {
    fn see(&mut self, scenario: &Scenario, state: &State, what: &Occurrence) {
        if let Some(effect) = Effect::of(scenario, state, &[], what) {
            let tick = state.tick;
            self.told.push(Told { tick, effect });
        }
    }
}

impl Effect {
    /// What an occurrence is for people; none for the beat of the clock. `history` holds the state at the end of
    /// each tick from 0; without it the terminal prints no log lines.
    pub fn of(
        scenario: &Scenario,
        state: &State,
        history: &[State],
        what: &Occurrence,
    ) -> Option<Self> {
        Some(match what {
            Occurrence::Ticked | Occurrence::TimerOut(_) => return None,
            Occurrence::Began { .. }
            | Occurrence::Interrupted { .. }
            | Occurrence::Done { .. }
            | Occurrence::NotNow { .. }
            | Occurrence::Harmed { .. }
            | Occurrence::Printed { .. } => return acted(scenario, state, what),
            Occurrence::Set { variable, value } => Self::Changed {
                variable: scenario.state[*variable].name.clone(),
                value: scenario.state[*variable].values[usize::from(*value)].clone(),
            },
            Occurrence::Event(at) => Self::Happened {
                event: scenario.events[*at].name.clone(),
            },
            Occurrence::Said { source, line } => said(scenario, state, *source, *line)?,
            Occurrence::FacilitatorSaid { from, text } => Self::Said {
                from: from.clone(),
                name: scenario.speaker(from).to_owned(),
                text: text.clone(),
                customers: false,
            },
            Occurrence::AlertFired(at) => Self::AlertFired {
                name: scenario.alerts[*at].name.clone(),
            },
            Occurrence::AlertResolved(at) => Self::AlertResolved {
                name: scenario.alerts[*at].name.clone(),
            },
            Occurrence::Learned(at) => Self::Learned {
                evidence: scenario.evidence[*at].clone(),
            },
            Occurrence::Refused(reason) => Self::Refused {
                reason: reason.clone(),
            },
            Occurrence::Typed(line) => {
                let answered = terminal::answer(scenario, state, history, line);
                Self::Output {
                    act: String::new(),
                    text: answered.text,
                    unknown: answered.unknown,
                }
            }
            Occurrence::Asked(at) => asked(scenario, *at),
            Occurrence::Answered { probe, right, .. } => Self::Answered {
                probe: scenario.probes[*probe].name.clone(),
                right: *right,
            },
            Occurrence::Hinted(hint) => Self::Hint {
                text: hint
                    .map(|at| scenario.hints[at].text.clone())
                    .unwrap_or_default(),
            },
            Occurrence::Rated { objective, verdict } => Self::Rated {
                objective: scenario.objectives[*objective].name.clone(),
                verdict: *verdict,
            },
            Occurrence::Paused => Self::Paused,
            Occurrence::Resumed => Self::Resumed,
            Occurrence::Ended(end) => ended(scenario, *end),
        })
    }
}

/// What came of an act.
fn acted(scenario: &Scenario, state: &State, what: &Occurrence) -> Option<Effect> {
    let act_name = |act: &usize| scenario.acts[*act].name.clone();
    Some(match what {
        Occurrence::Began { act, .. } => Effect::Began {
            act: act_name(act),
            ticks: scenario.acts[*act].takes,
        },
        Occurrence::Interrupted { act } => Effect::Interrupted { act: act_name(act) },
        Occurrence::Done { act, choice, parts } => done(scenario, *act, *choice, *parts),
        Occurrence::NotNow {
            act, case, changed, ..
        } => {
            let text = case.and_then(|case| scenario.acts[*act].refuse.cases.get(case));
            let text = text.map(|case| terminal::fill(&Scene::new(scenario, state), &case.is));
            Effect::NotNow {
                act: act_name(act),
                changed: *changed,
                text: text.unwrap_or_default(),
            }
        }
        Occurrence::Harmed { act, hazard } => {
            let hazard = &scenario.acts[*act].hazards[*hazard];
            Effect::Hazard {
                act: act_name(act),
                class: hazard.class,
                why: hazard.why.clone(),
            }
        }
        Occurrence::Printed { act, case } => Effect::Output {
            act: act_name(act),
            text: terminal::fill(
                &Scene::new(scenario, state),
                &scenario.acts[*act].out.cases[*case].is,
            ),
            unknown: false,
        },
        _ => return None,
    })
}

fn asked(scenario: &Scenario, at: usize) -> Effect {
    let probe = &scenario.probes[at];
    Effect::Probe {
        name: probe.name.clone(),
        ask: probe.ask.clone(),
        answers: probe
            .answers
            .iter()
            .map(|answer| answer.text.clone())
            .collect(),
    }
}

fn said(scenario: &Scenario, state: &State, source: Source, line: usize) -> Option<Effect> {
    let effects = match source {
        Source::Timer(at) => &scenario.timers[at].effects,
        Source::Event(at) => &scenario.events[at].effects,
        Source::Act(at) => &scenario.acts[at].effects,
    };
    let say = effects.say.get(line)?;
    Some(Effect::Said {
        from: say.from.clone(),
        name: scenario.speaker(&say.from).to_owned(),
        text: terminal::fill(&Scene::new(scenario, state), &say.text),
        customers: say.customers,
    })
}

fn done(scenario: &Scenario, act: usize, choice: Option<usize>, parts: u8) -> Effect {
    let act = &scenario.acts[act];
    let missing = act
        .compose
        .iter()
        .enumerate()
        .filter(|(at, _)| parts >> at & 1 == 0);
    let chosen = act.choice.as_ref().zip(choice);
    Effect::Done {
        act: act.name.clone(),
        choice: chosen.and_then(|(known, at)| known.values.get(at).cloned()),
        missing: missing.map(|(_, part)| part.clone()).collect(),
        note: act.note.clone(),
        cost: act.cost,
    }
}

fn ended(scenario: &Scenario, end: End) -> Effect {
    let ending = match end {
        End::Ending(at) => scenario.endings.get(at),
        End::Stopped => None,
    };
    Effect::Ended {
        ending: ending.map(|ending| ending.name.clone()).unwrap_or_default(),
        result: ending.map(|ending| ending.result),
        text: ending.map(|ending| ending.text.clone()).unwrap_or_default(),
    }
}
