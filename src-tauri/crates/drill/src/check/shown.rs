//! Plays that a check can show: what wins, what loses, and how each ending is come to; and the first moment of them at which
//! something of the file happens. A play is a list of inputs, so it is shown as any other is. It searches for nothing: what
//! the layers have played is looked through.

use super::par::begun;
use super::{PlayedStep, Proofs};
use crate::engine::{self, End, Input, Move, Occurrence, Part, State, Watch};
use crate::model::{Scenario, Ticks};
use crate::read;
use drillbook_text::yaml;

/// What stands for a part of an update in a play that nobody wrote.
const UNWRITTEN: &str = "…";

/// A play with what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What it shows.
    pub why: Why,
    /// The values of the variants.
    pub variant: Vec<u8>,
    /// What is put in, the last wait included.
    pub inputs: Vec<Input>,
    /// Simulated seconds at which each input is over.
    pub seconds: Vec<u32>,
    /// The ending that it comes to; none where none foresees it.
    pub ending: Option<usize>,
    /// What did harm, by index of the act.
    pub harm: Vec<usize>,
}

/// What a play shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The fastest win without harm that is known.
    CleanWin,
    /// The fastest win that is known, whatever it does.
    Win,
    /// After this act no win is left.
    Trap(usize),
    /// A reader of the runbooks does not win.
    RunbookLoses,
    /// A test of the scenario ends otherwise than it expects.
    TestFails(usize),
    /// How this ending is come to by the fewest acts that are known.
    Ending(usize),
}

/// The plays that are worth showing: wins of each variant, then what is wrong, then the endings.
pub fn shown(scenario: &Scenario, proofs: &Proofs) -> Vec<Shown> {
    let mut all = Vec::new();
    let variants = scenario.all_variants();
    for (variant, par) in variants.iter().zip(&proofs.par) {
        let ways = [(Why::CleanWin, &par.clean), (Why::Win, &par.any)];
        for (why, way) in ways {
            all.extend(
                way.as_ref()
                    .map(|way| play(scenario, why, variant, &way.steps)),
            );
        }
    }
    // The fastest win is shown by itself only where harm makes it faster.
    all.dedup_by(|win, clean| win.why == Why::Win && win.inputs == clean.inputs);
    for trap in &proofs.graph.traps {
        all.push(play(
            scenario,
            Why::Trap(trap.act),
            &trap.variant,
            &trap.steps,
        ));
    }
    for (variant, reader) in variants.iter().zip(&proofs.by_runbook) {
        if reader.win.is_none() && !reader.open {
            all.push(play(scenario, Why::RunbookLoses, variant, &reader.plain));
        }
    }
    for run in proofs.tests.iter().filter(|run| !run.found.is_empty()) {
        let steps = tested(scenario, run);
        all.push(play(
            scenario,
            Why::TestFails(run.test),
            &run.variant,
            &steps,
        ));
    }
    for ending in 0..scenario.endings.len() {
        all.extend(to_ending(scenario, proofs, ending));
    }
    all
}

/// The play of tests and blind players that comes to an ending by the fewest acts.
fn to_ending(scenario: &Scenario, proofs: &Proofs, ending: usize) -> Option<Shown> {
    let ends = |run: &&super::TestRun| run.state.ended == Some(End::Ending(ending));
    let tests = proofs.tests.iter().filter(ends);
    let tests = tests.map(|run| (run.variant.clone(), tested(scenario, run)));
    let blind = proofs.blind.iter().filter_map(|plays| {
        let pressed = plays.shortest.get(ending)?.as_ref()?;
        Some((pressed.variant.clone(), pressed.steps.clone()))
    });
    let mut ways: Vec<_> = tests.chain(blind).collect();
    ways.sort_by_key(|(_, steps)| steps.len());
    let mut plays = ways
        .into_iter()
        .map(|(variant, steps)| play(scenario, Why::Ending(ending), &variant, &steps));
    // Hints and answers of tests are left out of what is shown: where they decide, another play is taken.
    plays.find(|play| play.ending == Some(ending))
}

fn tested(scenario: &Scenario, run: &super::TestRun) -> Vec<PlayedStep> {
    let done = run.seen.iter().filter_map(|seen| begun(scenario, seen));
    let steps = done.map(|(tick, done)| PlayedStep::of(scenario, tick, done));
    steps.collect()
}

/// Plays the steps, each at its time, and waits for the end.
fn play(scenario: &Scenario, why: Why, variant: &[u8], steps: &[PlayedStep]) -> Shown {
    let mut watch = Seer::default();
    let mut state = engine::start_watched(scenario, 1, variant, &mut watch);
    let mut shown = Shown {
        why,
        variant: state.variant.clone(),
        inputs: Vec::new(),
        seconds: Vec::new(),
        ending: None,
        harm: Vec::new(),
    };
    for step in steps {
        let due = step.second / scenario.time.tick;
        shown.wait_for(scenario, &mut state, due, &mut watch);
        if let (Some(act), None) = (scenario.act(&step.act), state.ended) {
            let input = input(scenario, act, step.choice.clone());
            engine::step_watched(scenario, &mut state, &input, &mut watch);
            shown.put(scenario, &state, input);
        }
    }
    shown.wait_for(scenario, &mut state, scenario.time.limit, &mut watch);
    if let Some(End::Ending(at)) = state.ended {
        shown.ending = Some(at);
    }
    shown.harm = watch.harm;
    shown
}

/// The input that does an act, with all parts of an update.
fn input(scenario: &Scenario, act: usize, choice: Option<String>) -> Input {
    let known = &scenario.acts[act];
    let name = known.name.clone();
    if known.is_look() {
        return Input::Look { name };
    }
    let part = |name: &String| Part {
        name: name.clone(),
        text: UNWRITTEN.to_owned(),
    };
    Input::Act {
        name,
        choice,
        parts: known.compose.iter().map(part).collect(),
    }
}

impl Shown {
    /// Waits for a tick, or until it is over.
    fn wait_for(
        &mut self,
        scenario: &Scenario,
        state: &mut State,
        due: Ticks,
        watch: &mut Seer<'_>,
    ) {
        let before = state.tick;
        if due <= before || state.ended.is_some() {
            return;
        }
        engine::run(scenario, state, &Move::Wait(due - before), watch);
        let ticks = state.tick - before;
        self.put(scenario, state, Input::Wait { ticks });
    }

    fn put(&mut self, scenario: &Scenario, state: &State, input: Input) {
        self.inputs.push(input);
        self.seconds.push(state.tick * scenario.time.tick);
    }
}

/// Something of a scenario's file that happens in plays, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The part of the file: `state`, `events`, `timers`, `alerts`, `look`, `do`, `probes`, `endings`.
    pub part: String,
    /// The name.
    pub name: String,
}

/// The parts of a file whose entries happen.
const PARTS: [&str; 8] = [
    "state", "events", "timers", "alerts", "look", "do", "probes", "endings",
];

/// What the file says at this byte; none where it says nothing that happens.
pub fn subject_at(text: &str, at: usize) -> Option<Subject> {
    let tree = yaml::tree(text).0?;
    // An entry reaches to where the next begins: the cursor stands in it also on the empty lines behind it.
    let part = read::entry_at(&tree, at)?;
    let inside = read::entry_at(&part.value, at)?;
    PARTS.contains(&part.key.as_str()).then(|| Subject {
        part: part.key.clone(),
        name: inside.key.clone(),
    })
}

/// The moment of a play at which something happens for the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Which of the plays.
    pub play: usize,
    /// What is put in until then; before an ending, until the tick before.
    pub inputs: Vec<Input>,
    /// Its tick.
    pub tick: Ticks,
}

/// The first moment of all these plays at which it happens; none where it happens in none of them.
pub fn moment(scenario: &Scenario, plays: &[Shown], subject: &Subject) -> Option<Moment> {
    let all = plays.iter().enumerate();
    let moments = all.filter_map(|(at, shown)| {
        let (inputs, tick) = until(scenario, shown, subject)?;
        Some(Moment {
            play: at,
            inputs,
            tick,
        })
    });
    moments.min_by_key(|moment| (moment.tick, moment.inputs.len()))
}

fn until(scenario: &Scenario, shown: &Shown, subject: &Subject) -> Option<(Vec<Input>, Ticks)> {
    let mut watch = Seer {
        subject: Some(subject),
        ..Seer::default()
    };
    let mut state = engine::start_watched(scenario, 1, &shown.variant, &mut watch);
    let mut inputs = Vec::new();
    for input in &shown.inputs {
        let mut waited = 0;
        let ticks = match input {
            Input::Wait { ticks } => *ticks,
            _ => 1,
        };
        for _ in 0..ticks {
            if watch.happened {
                break;
            }
            let before = state.tick;
            let single = match input {
                Input::Wait { .. } => Input::Wait { ticks: 1 },
                act => act.clone(),
            };
            engine::step_watched(scenario, &mut state, &single, &mut watch);
            // Whoever is handed a drill that is over can do nothing in it: they get the moment before.
            if state.ended.is_some() {
                return watch
                    .happened
                    .then_some((inputs_with(inputs, waited), before));
            }
            match input {
                Input::Wait { .. } => waited += 1,
                act => inputs.push(act.clone()),
            }
        }
        inputs = inputs_with(inputs, waited);
        if watch.happened {
            return Some((inputs, state.tick));
        }
    }
    None
}

fn inputs_with(mut inputs: Vec<Input>, waited: Ticks) -> Vec<Input> {
    if waited > 0 {
        inputs.push(Input::Wait { ticks: waited });
    }
    inputs
}

/// Sees harm, and whether something happens.
#[derive(Default)]
struct Seer<'a> {
    harm: Vec<usize>,
    subject: Option<&'a Subject>,
    happened: bool,
}

impl Watch for Seer<'_> {
    fn see(&mut self, scenario: &Scenario, _: &State, what: &Occurrence) {
        if let Occurrence::Harmed { act, .. } = what
            && !self.harm.contains(act)
        {
            self.harm.push(*act);
        }
        if let Some(subject) = self.subject {
            self.happened |= is_it(scenario, subject, what);
        }
    }
}

fn is_it(scenario: &Scenario, subject: &Subject, what: &Occurrence) -> bool {
    let (part, name) = match what {
        Occurrence::Set { variable, .. } => ("state", &scenario.state[*variable].name),
        Occurrence::Event(at) => ("events", &scenario.events[*at].name),
        Occurrence::TimerOut(at) => ("timers", &scenario.timers[*at].name),
        Occurrence::AlertFired(at) => ("alerts", &scenario.alerts[*at].name),
        Occurrence::Asked(at) => ("probes", &scenario.probes[*at].name),
        Occurrence::Ended(End::Ending(at)) => ("endings", &scenario.endings[*at].name),
        Occurrence::Done { act, .. } => {
            let act = &scenario.acts[*act];
            (if act.is_look() { "look" } else { "do" }, &act.name)
        }
        _ => return false,
    };
    subject.part == part && subject.name == *name
}
