//! A state of a slice in one number, and what can happen to it.

use super::questions::Ask;
use super::slice::{Slice, bits, count, guard_of};
use crate::guard::{Guard, World};
use crate::model::{Act, Effects, Scenario, Ticks, Trigger};

/// A state of the slice. The highest bit says that the drill is over.
pub(super) type Packed = u128;

/// An act has ended the drill: nothing happens after that, not even the rest of the moment.
pub(super) const OVER: Packed = 1 << (Packed::BITS - 1);

/// What leads from one state to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
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

/// A variable: a class of its values is what is kept.
struct Known {
    field: Field,
    /// The class of each value.
    classes: Vec<u8>,
    /// For each class, a value that stands for it.
    first: Vec<u8>,
}

impl Known {
    fn set(&self, state: Packed, value: u8) -> Packed {
        let class = self.classes.get(usize::from(value)).copied();
        self.field.set(state, class.unwrap_or(0))
    }
}

/// How the states of a slice are packed, and by what they change.
pub(super) struct Space<'a> {
    scenario: &'a Scenario,
    variables: Vec<Known>,
    variants: Vec<Field>,
    evidence: Vec<Field>,
    alerts: Vec<Field>,
    timers: Vec<Field>,
    fired: Vec<Field>,
    acts: Vec<usize>,
    events: Vec<usize>,
    /// Endings that the slice can tell.
    endings: Vec<usize>,
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
        let known = &self.space.variables[variable];
        let class = known.field.get(self.state);
        known.first.get(usize::from(class)).copied().unwrap_or(0)
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
        let has = |set: u128, at: usize| u32::from(set >> at & 1 == 1);
        let flags = |set: u128, count: usize| (0..count).map(|at| has(set, at)).collect();
        let classes = slice.classes.iter().map(|classes| bits(count(classes)));
        let variables = fields(classes.collect());
        let variants = scenario.variants.iter().enumerate();
        let variants =
            variants.map(|(at, known)| has(slice.variants, at) * bits(known.values.len()));
        let events = events(scenario, slice);
        // Events with a condition may happen again here: fewer states, and nothing that can happen is missed.
        let once = (0..scenario.events.len()).map(|at| {
            let timed = matches!(scenario.events[at].trigger, Trigger::At(_));
            u32::from(timed && events.contains(&at))
        });
        let once = once.collect();
        let space = Self {
            variables: known(variables, slice),
            variants: fields(variants.collect()),
            evidence: fields(flags(slice.evidence, scenario.evidence.len())),
            alerts: fields(flags(slice.alerts, scenario.alerts.len())),
            timers: fields(flags(slice.timers, scenario.timers.len())),
            fired: fields(once),
            acts: (0..scenario.acts.len())
                .filter(|at| slice.has_act(scenario, &scenario.acts[*at]))
                .collect(),
            events,
            endings: (0..scenario.endings.len())
                .filter(|at| {
                    let asked = Slice::asked_by(scenario, [&scenario.endings[*at].when]);
                    slice.holds(&asked)
                })
                .collect(),
            asks_time: asks_time(scenario),
            scenario,
        };
        // One bit is left for the end.
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

    /// What is asked holds, or does when the limit is reached at this moment.
    pub(super) fn may(&self, state: Packed, ask: &Ask<'_>) -> bool {
        [false, true].into_iter().any(|time_up| {
            let space = self;
            let seen = Seen {
                space,
                state,
                time_up,
            };
            ask.holds(&self.scenario.define, &seen)
        })
    }

    /// The guard, which is no ending's, holds, or does when the limit is reached at this moment.
    fn may_now(&self, state: Packed, guard: &Guard) -> bool {
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

    /// The first ending that holds, of those that the slice can tell.
    pub(super) fn ending(&self, state: Packed, time_up: bool) -> Option<usize> {
        let mut endings = self.endings.iter().copied();
        endings.find(|at| self.holds(state, &self.scenario.endings[*at].when, time_up))
    }

    /// How many parts of guards are read for one state, about.
    pub(super) fn work(&self) -> usize {
        let scenario = self.scenario;
        let acts = self.acts.iter().map(|at| &scenario.acts[*at]);
        let acts = acts.flat_map(|act| {
            let hazards = act.hazards.iter().map(|hazard| &hazard.guard);
            hazards.chain([&act.guard])
        });
        let events = self.events.iter();
        let events = events.map(|at| guard_of(&scenario.events[*at].trigger));
        let running = self.timers.iter().zip(&scenario.timers);
        let timers = running.filter(|(field, _)| field.width == 1);
        let endings = self.endings.iter().map(|at| &scenario.endings[*at].when);
        let firing = self.alerts.iter().zip(&scenario.alerts);
        let levels = firing.filter(|(field, _)| field.width == 1);
        let levels = levels.flat_map(|(_, alert)| &scenario.metrics[alert.metric].level.cases);
        let all = acts
            .chain(events)
            .chain(timers.map(|(_, timer)| &timer.guard))
            .chain(endings)
            .chain(levels.map(|case| &case.guard));
        all.map(|guard| guard.size(&scenario.define)).sum()
    }

    /// The state at the start of a play with these values of the variants.
    pub(super) fn start(&self, variant: &[u8]) -> Packed {
        let each = self.variants.iter().zip(variant);
        each.fold(0, |state, (field, value)| field.set(state, *value))
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
            if self.may_now(state, &timer.guard) {
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
            Trigger::When { guard, .. } => self.may_now(state, guard),
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
            if !self.may_now(state, &act.guard) {
                continue;
            }
            let harm = act
                .hazards
                .iter()
                .any(|hazard| self.holds(state, &hazard.guard, false));
            let first = next.len();
            for chosen in 0..act.variants() {
                let choice = act.choice.is_some().then_some(chosen);
                let to = self.done(state, act, choice);
                // Choices that make no difference here are one.
                if next[first..].iter().any(|other| other.state == to) {
                    continue;
                }
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
        if self.ending(state, false).is_some() {
            state |= OVER;
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

fn known(fields: Vec<Field>, slice: &Slice) -> Vec<Known> {
    let each = fields.into_iter().zip(&slice.classes);
    let known = each.map(|(field, classes)| {
        let first = (0..count(classes)).filter_map(|class| {
            let at = classes
                .iter()
                .position(|known| usize::from(*known) == class);
            at.and_then(|at| u8::try_from(at).ok())
        });
        Known {
            field,
            first: first.collect(),
            classes: classes.clone(),
        }
    });
    known.collect()
}

/// The events that change something in the slice and may happen.
fn events(scenario: &Scenario, slice: &Slice) -> Vec<usize> {
    let changes = |at: &usize| {
        let event = &scenario.events[*at];
        slice.touched(scenario, guard_of(&event.trigger), &event.effects)
    };
    (0..scenario.events.len())
        .filter(changes)
        .filter(|at| is_in_time(scenario, *at, scenario.time.limit))
        .collect()
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
