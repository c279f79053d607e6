//! What is broken: one effect, timer, condition, threshold, ending or word at a time, in a copy of the scenario.

use super::spelling::Place;
use crate::code::{Code, Diagnostic};
use crate::guard::Guard;
use crate::model::{Effects, Scenario, Trigger};
use drillbook_text::{Severity, Span};

/// The kinds of defects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DefectKind {
    /// Something no longer does one of the things that it does.
    Effect,
    /// A timer never runs out.
    Timer,
    /// A condition is not asked for.
    Guard,
    /// An alert's threshold lies within the noise of its metric.
    Threshold,
    /// An ending contradicts itself, or another one takes its place.
    Ending,
    /// A word of a condition or an effect is misspelt.
    Spelling,
}

impl DefectKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Effect,
        Self::Timer,
        Self::Guard,
        Self::Threshold,
        Self::Ending,
        Self::Spelling,
    ];

    /// Its name in results and message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Effect => "effect",
            Self::Timer => "timer",
            Self::Guard => "guard",
            Self::Threshold => "threshold",
            Self::Ending => "ending",
            Self::Spelling => "spelling",
        }
    }
}

/// One defect. Indices are those of the scenario that it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defect {
    /// That effect is gone.
    Effect(Actor, Lost),
    /// The timer is never started.
    Timer(usize),
    /// The condition holds always; where it has parts, the part of that index does.
    Guard(Asker, usize),
    /// The threshold of the alert is that level, in thousandths.
    Threshold(usize, i64),
    /// The ending asks for what cannot be.
    Contradiction(usize),
    /// The ending before it takes everything that would end so.
    Shadowed(usize),
    /// The word at that place is misspelt.
    Spelling(Place),
}

/// What has effects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The timer of that index.
    Timer(usize),
    /// The event of that index.
    Event(usize),
    /// The act or look of that index.
    Act(usize),
}

/// Which effect is lost, by its index in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A variable is not set.
    Then(usize),
    /// A timer is not started.
    Start(usize),
    /// A timer is not stopped.
    Stop(usize),
    /// What is chosen sets nothing.
    Chosen,
    /// Evidence is not given.
    Learns(usize),
    /// Harm is not noticed.
    Hazard(usize),
}

/// What has a condition that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The timer of that index.
    Timer(usize),
    /// The event of that index.
    Event(usize),
    /// The act or look of that index.
    Act(usize),
    /// Of that act, the hazard of that index.
    Hazard(usize, usize),
    /// The probe of that index.
    Probe(usize),
}

impl Defect {
    /// Which kind it is of.
    pub fn kind(&self) -> DefectKind {
        match self {
            Self::Effect(..) => DefectKind::Effect,
            Self::Timer(_) => DefectKind::Timer,
            Self::Guard(..) => DefectKind::Guard,
            Self::Threshold(..) => DefectKind::Threshold,
            Self::Contradiction(_) | Self::Shadowed(_) => DefectKind::Ending,
            Self::Spelling(_) => DefectKind::Spelling,
        }
    }

    /// Breaks the scenario. Misspelt words are no scenario any more: nothing is done for them.
    pub(super) fn apply(&self, scenario: &mut Scenario) {
        match self {
            Self::Effect(actor, lost) => lose(scenario, *actor, *lost),
            Self::Timer(at) => each_effects(scenario, |effects| {
                effects.start.retain(|(timer, _)| timer != at);
            }),
            Self::Guard(asker, part) => {
                if let Some(guard) = asker.guard_mut(scenario) {
                    match guard {
                        Guard::All(parts) => drop(parts.remove(*part)),
                        whole => *whole = Guard::Always(true),
                    }
                }
            }
            Self::Threshold(alert, level) => {
                let alert = &mut scenario.alerts[*alert];
                for threshold in [&mut alert.above, &mut alert.below] {
                    *threshold = threshold.map(|_| *level);
                }
            }
            Self::Contradiction(at) => {
                let when = &mut scenario.endings[*at].when;
                let not = Guard::Not(Box::new(when.clone()));
                *when = Guard::All(vec![when.clone(), not]);
            }
            Self::Shadowed(at) => {
                let taken = scenario.endings[*at].when.clone();
                let before = &mut scenario.endings[at - 1].when;
                *before = Guard::Any(vec![before.clone(), taken]);
            }
            Self::Spelling(_) => {}
        }
    }

    /// That nothing notices it, at its place in the file.
    pub(super) fn finding(&self, scenario: &Scenario, text: &str) -> Diagnostic {
        let at = |code, span, name: &str| {
            Diagnostic::new(code, Severity::Warning, Some(span)).with("name", name)
        };
        match self {
            Self::Effect(actor, lost) => {
                let (name, span) = actor.named(scenario);
                let effect = lost.words(scenario, *actor);
                at(Code::EffectUnproved, span, name).with("effect", effect)
            }
            Self::Timer(timer) => {
                let timer = &scenario.timers[*timer];
                at(Code::TimerUnproved, timer.span, &timer.name)
            }
            Self::Guard(asker, part) => {
                let (name, span) = asker.named(scenario);
                let guard = asker.guard(scenario);
                let part = match guard {
                    Guard::All(parts) => parts.get(*part).unwrap_or(guard),
                    whole => whole,
                };
                at(Code::GuardUnproved, span, name).with("condition", part.words(scenario))
            }
            Self::Threshold(alert, level) => {
                let alert = &scenario.alerts[*alert];
                let level = crate::duration::milli_words(*level);
                at(Code::ThresholdUnproved, alert.span, &alert.name).with("level", level)
            }
            Self::Contradiction(ending) | Self::Shadowed(ending) => {
                let ending = &scenario.endings[*ending];
                at(Code::EndingUnproved, ending.span, &ending.name)
            }
            Self::Spelling(place) => {
                let word = place.0.of(text);
                let code = Code::SpellingUnproved;
                Diagnostic::new(code, Severity::Warning, Some(place.0)).with("word", word)
            }
        }
    }
}

impl Actor {
    fn named(self, scenario: &Scenario) -> (&str, Span) {
        match self {
            Self::Timer(at) => (&scenario.timers[at].name, scenario.timers[at].span),
            Self::Event(at) => (&scenario.events[at].name, scenario.events[at].span),
            Self::Act(at) => (&scenario.acts[at].name, scenario.acts[at].span),
        }
    }

    pub(super) fn effects(self, scenario: &Scenario) -> &Effects {
        match self {
            Self::Timer(at) => &scenario.timers[at].effects,
            Self::Event(at) => &scenario.events[at].effects,
            Self::Act(at) => &scenario.acts[at].effects,
        }
    }

    fn effects_mut(self, scenario: &mut Scenario) -> &mut Effects {
        match self {
            Self::Timer(at) => &mut scenario.timers[at].effects,
            Self::Event(at) => &mut scenario.events[at].effects,
            Self::Act(at) => &mut scenario.acts[at].effects,
        }
    }
}

impl Lost {
    /// As the file says it: `plan: good`, `start: dba`, `learns: e_plan`.
    fn words(self, scenario: &Scenario, actor: Actor) -> String {
        let effects = actor.effects(scenario);
        let act = match actor {
            Actor::Act(at) => scenario.acts.get(at),
            _ => None,
        };
        let timer = |at: usize| &scenario.timers[at].name;
        match self {
            Self::Then(at) => {
                let (variable, value) = effects.then[at];
                let known = &scenario.state[variable];
                format!("{}: {}", known.name, known.values[usize::from(value)])
            }
            Self::Start(at) => format!("start: {}", timer(effects.start[at].0)),
            Self::Stop(at) => format!("stop: {}", timer(effects.stop[at])),
            Self::Chosen => {
                let choice = act.and_then(|act| act.choice.as_ref());
                format!("choose: {}", choice.map_or("", |choice| &choice.key))
            }
            Self::Learns(at) => {
                let evidence = act.map(|act| &scenario.evidence[act.learns[at]]);
                format!("learns: {}", evidence.map_or("", |name| name))
            }
            Self::Hazard(_) => "hazard".to_owned(),
        }
    }
}

impl Asker {
    fn named(self, scenario: &Scenario) -> (&str, Span) {
        match self {
            Self::Timer(at) => Actor::Timer(at).named(scenario),
            Self::Event(at) => Actor::Event(at).named(scenario),
            Self::Act(at) => Actor::Act(at).named(scenario),
            Self::Hazard(act, at) => {
                let act = &scenario.acts[act];
                (&act.name, act.hazards[at].span)
            }
            Self::Probe(at) => (&scenario.probes[at].name, scenario.probes[at].span),
        }
    }

    pub(super) fn guard(self, scenario: &Scenario) -> &Guard {
        match self {
            Self::Timer(at) => &scenario.timers[at].guard,
            Self::Event(at) => match &scenario.events[at].trigger {
                Trigger::When { guard, .. } => guard,
                Trigger::At(_) => &Guard::Always(true),
            },
            Self::Act(at) => &scenario.acts[at].guard,
            Self::Hazard(act, at) => &scenario.acts[act].hazards[at].guard,
            Self::Probe(at) => &scenario.probes[at].when,
        }
    }

    fn guard_mut(self, scenario: &mut Scenario) -> Option<&mut Guard> {
        Some(match self {
            Self::Timer(at) => &mut scenario.timers[at].guard,
            Self::Event(at) => match &mut scenario.events[at].trigger {
                Trigger::When { guard, .. } => guard,
                Trigger::At(_) => return None,
            },
            Self::Act(at) => &mut scenario.acts[at].guard,
            Self::Hazard(act, at) => &mut scenario.acts[act].hazards[at].guard,
            Self::Probe(at) => &mut scenario.probes[at].when,
        })
    }
}

fn lose(scenario: &mut Scenario, actor: Actor, lost: Lost) {
    let effects = actor.effects_mut(scenario);
    match lost {
        Lost::Then(at) => drop(effects.then.remove(at)),
        Lost::Start(at) => drop(effects.start.remove(at)),
        Lost::Stop(at) => drop(effects.stop.remove(at)),
        Lost::Chosen | Lost::Learns(_) | Lost::Hazard(_) => {
            if let Actor::Act(act) = actor {
                let act = &mut scenario.acts[act];
                match lost {
                    Lost::Learns(at) => drop(act.learns.remove(at)),
                    Lost::Hazard(at) => drop(act.hazards.remove(at)),
                    _ => act.choice.iter_mut().for_each(|choice| choice.sets = None),
                }
            }
        }
    }
}

fn each_effects(scenario: &mut Scenario, change: impl Fn(&mut Effects)) {
    let timers = scenario.timers.iter_mut().map(|timer| &mut timer.effects);
    let events = scenario.events.iter_mut().map(|event| &mut event.effects);
    let acts = scenario.acts.iter_mut().map(|act| &mut act.effects);
    timers.chain(events).chain(acts).for_each(change);
}
