//! A state of a slice in one number, and what can happen to it.

use super::slice::Slice;
use crate::guard::{Guard, World};
use crate::model::{Act, Effects, Scenario, Ticks, Trigger};

/// A state of the slice.
pub(super) type Packed = u128;

/// What leads from one state to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// An act, with the index of what is chosen.
    Act(usize, Option<usize>),
    /// A timer runs out.
    Timer(usize),
    /// An event happens.
    Event(usize),
    /// An alert fires or resolves.
    Alert(usize),
}

/// A step of the search.
pub(super) struct Next {
    pub(super) state: Packed,
    pub(super) cause: Cause,
    pub(super) harm: bool,
}

/// Bits of the number: where they begin and how many they are. None where the slice leaves it out.
#[derive(Clone, Copy, Debug, Default)]
struct Field {
    shift: u32,
    width: u32,
}

impl Field {
    fn get(self, state: Packed) -> u8 {
        let mask = (1_u128 << self.width) - 1;
        // Fields have at most six bits.
        u8::try_from(state >> self.shift & mask).unwrap_or(u8::MAX)
    }

    fn set(self, state: Packed, value: u8) -> Packed {
        let mask = (1_u128 << self.width) - 1;
        state & !(mask << self.shift) | (u128::from(value) & mask) << self.shift
    }
}

/// How the states of a slice are packed, and by what they change.
pub(super) struct Space<'a> {
    scenario: &'a Scenario,
    variables: Vec<Field>,
    variants: Vec<Field>,
    evidence: Vec<Field>,
    alerts: Vec<Field>,
    timers: Vec<Field>,
    fired: Vec<Field>,
    acts: Vec<usize>,
    events: Vec<usize>,
    /// Some guard asks whether time is up.
    asks_time: bool,
}

struct Seen<'a> {
    space: &'a Space<'a>,
    state: Packed,
    time_up: bool,
}

impl World for Seen<'_> {
    fn value(&self, variable: usize) -> u8 {
        self.space.variables[variable].get(self.state)
    }

    fn variant(&self, variant: usize) -> u8 {
        self.space.variants[variant].get(self.state)
    }

    fn firing(&self, alert: usize) -> bool {
        self.space.alerts[alert].get(self.state) == 1
    }

    fn learned(&self, evidence: usize) -> bool {
        self.space.evidence[evidence].get(self.state) == 1
    }

    fn time_up(&self) -> bool {
        self.time_up
    }
}

impl<'a> Space<'a> {
    /// The states of `slice`; none where they do not fit into the number.
    pub(super) fn new(scenario: &'a Scenario, slice: &Slice) -> Option<Self> {
        let mut end = 0;
        let mut fields = |widths: Vec<u32>| {
            let place = widths.into_iter().map(|width| {
                let field = Field { shift: end, width };
                end += width;
                field
            });
            place.collect::<Vec<_>>()
        };
        let bits = |values: usize| usize::BITS - values.saturating_sub(1).leading_zeros();
        let has = |set: u128, at: usize| u32::from(set >> at & 1 == 1);
        let flags = |set: u128, count: usize| (0..count).map(|at| has(set, at)).collect();
        let sized = |set: u128, all: &[crate::model::Variable]| {
            let each = all.iter().enumerate();
            each.map(|(at, known)| has(set, at) * bits(known.values.len()))
                .collect()
        };
        let limit = scenario.time.limit;
        let events: Vec<usize> = (0..scenario.events.len())
            .filter(|at| slice.touched(&scenario.events[*at].effects))
            .filter(|at| is_in_time(scenario, *at, limit))
            .collect();
        // Events with a condition may happen again here: fewer states, and nothing that can happen is missed.
        let once = (0..scenario.events.len()).map(|at| {
            let timed = matches!(scenario.events[at].trigger, Trigger::At(_));
            u32::from(timed && events.contains(&at))
        });
        let once = once.collect();
        let space = Self {
            variables: fields(sized(slice.variables, &scenario.state)),
            variants: fields(sized(slice.variants, &scenario.variants)),
            evidence: fields(flags(slice.evidence, scenario.evidence.len())),
            alerts: fields(flags(slice.alerts, scenario.alerts.len())),
            timers: fields(flags(slice.timers, scenario.timers.len())),
            fired: fields(once),
            acts: (0..scenario.acts.len())
                .filter(|at| slice.has_act(&scenario.acts[*at]))
                .collect(),
            events,
            asks_time: asks_time(scenario),
            scenario,
        };
        // One bit is left free, so that no shift is as wide as the number.
        (end < 128).then_some(space)
    }

    /// The states at the start: one for each choice of the variants in the slice.
    pub(super) fn starts(&self) -> Vec<Packed> {
        let mut starts = vec![0];
        for (field, variant) in self.variants.iter().zip(&self.scenario.variants) {
            if field.width == 0 {
                continue;
            }
            let values = 0..u8::try_from(variant.values.len()).unwrap_or(u8::MAX);
            starts = starts
                .iter()
                .flat_map(|start| values.clone().map(|value| field.set(*start, value)))
                .collect();
        }
        starts
    }

    /// The values of the variants in a state; the first where the slice leaves one out.
    pub(super) fn variant(&self, state: Packed) -> Vec<u8> {
        self.variants.iter().map(|field| field.get(state)).collect()
    }

    /// The guard holds, or does when the limit is reached at this moment.
    pub(super) fn may(&self, state: Packed, guard: &Guard) -> bool {
        self.holds(state, guard, false) || self.asks_time && self.holds(state, guard, true)
    }

    fn holds(&self, state: Packed, guard: &Guard, time_up: bool) -> bool {
        let space = self;
        guard.holds(
            &self.scenario.define,
            &Seen {
                space,
                state,
                time_up,
            },
        )
    }

    /// The ending that holds.
    pub(super) fn ending(&self, state: Packed, time_up: bool) -> Option<usize> {
        let mut endings = self.scenario.endings.iter();
        endings.position(|ending| self.holds(state, &ending.when, time_up))
    }

    /// The metric's level would raise the alert.
    pub(super) fn raised(&self, state: Packed, alert: usize) -> bool {
        let known = &self.scenario.alerts[alert];
        let level = &self.scenario.metrics[known.metric].level;
        let is_raised = |time_up| {
            let space = self;
            let world = Seen {
                space,
                state,
                time_up,
            };
            let level = level.pick(&self.scenario.define, &world).copied();
            known.raised(level.unwrap_or(0))
        };
        is_raised(false) || self.asks_time && is_raised(true)
    }

    /// Everything that can happen next by itself.
    pub(super) fn happens(&self, state: Packed, next: &mut Vec<Next>) {
        let mut push = |to: Packed, cause| {
            next.push(Next {
                state: to,
                cause,
                harm: false,
            });
        };
        for (at, field) in self.timers.iter().enumerate() {
            if field.width == 0 || field.get(state) == 0 {
                continue;
            }
            let timer = &self.scenario.timers[at];
            let out = field.set(state, 0);
            if self.may(state, &timer.guard) {
                push(self.apply(out, &timer.effects), Cause::Timer(at));
            }
            if self.asks_time || !self.holds(state, &timer.guard, false) {
                push(out, Cause::Timer(at));
            }
        }
        for at in &self.events {
            if self.due(state, *at) {
                let fired = self.fired[*at].set(state, 1);
                let event = &self.scenario.events[*at];
                push(self.apply(fired, &event.effects), Cause::Event(*at));
            }
        }
        for (at, field) in self.alerts.iter().enumerate() {
            if field.width == 1 {
                let fires = field.get(state) == 0;
                if self.asks_time || self.raised(state, at) == fires {
                    push(field.set(state, u8::from(fires)), Cause::Alert(at));
                }
            }
        }
    }

    fn due(&self, state: Packed, at: usize) -> bool {
        if self.fired[at].width == 1 && self.fired[at].get(state) == 1 {
            return false;
        }
        match &self.scenario.events[at].trigger {
            Trigger::When { guard, .. } => self.may(state, guard),
            // What has an earlier time has happened by then.
            Trigger::At(tick) => self.events.iter().all(|other| {
                let earlier = matches!(self.scenario.events[*other].trigger,
                    Trigger::At(before) if before < *tick);
                !earlier || self.fired[*other].get(state) == 1
            }),
        }
    }

    /// Everything that can be done next.
    pub(super) fn acts(&self, state: Packed, next: &mut Vec<Next>) {
        for at in &self.acts {
            let act = &self.scenario.acts[*at];
            if !self.may(state, &act.guard) {
                continue;
            }
            let harm = act
                .hazards
                .iter()
                .any(|hazard| self.holds(state, &hazard.guard, false));
            for chosen in 0..act.variants() {
                let choice = act.choice.is_some().then_some(chosen);
                let to = self.done(state, act, choice);
                next.push(Next {
                    state: to,
                    cause: Cause::Act(*at, choice),
                    harm,
                });
            }
        }
    }

    fn done(&self, state: Packed, act: &Act, choice: Option<usize>) -> Packed {
        let mut state = state;
        let sets = act.choice.as_ref().and_then(|known| known.sets.as_ref());
        if let (Some((variable, values)), Some(choice)) = (sets, choice) {
            let value = values.get(choice).copied().unwrap_or(0);
            state = self.variables[*variable].set(state, value);
        }
        state = self.apply(state, &act.effects);
        for evidence in &act.learns {
            state = self.evidence[*evidence].set(state, 1);
        }
        state
    }

    fn apply(&self, state: Packed, effects: &Effects) -> Packed {
        let mut state = state;
        for (variable, value) in &effects.then {
            state = self.variables[*variable].set(state, *value);
        }
        for timer in &effects.stop {
            state = self.timers[*timer].set(state, 0);
        }
        for (timer, _) in &effects.start {
            state = self.timers[*timer].set(state, 1);
        }
        state
    }
}

/// The event's time comes before the drill is over at the latest.
pub(super) fn is_in_time(scenario: &Scenario, event: usize, limit: Ticks) -> bool {
    !matches!(scenario.events[event].trigger, Trigger::At(tick) if tick > limit)
}

/// A guard besides those of endings asks whether time is up. Endings are asked apart.
fn asks_time(scenario: &Scenario) -> bool {
    let mut asked = 0_usize;
    let mut ends = 0_usize;
    let count = |guard: &Guard, times: &mut usize| {
        guard.walk(&mut |inner| *times += usize::from(matches!(inner, Guard::TimeUp)));
    };
    scenario.each_guard(&mut |guard| count(guard, &mut asked));
    scenario
        .endings
        .iter()
        .for_each(|ending| count(&ending.when, &mut ends));
    asked > ends
}
