//! A play as it goes on.

use super::log::{Entry, Log, Setup};
use crate::code::Diagnostic;
use crate::engine::{self, ENGINE_VERSION, Effect, Input, Occurrence, State, Told, Watch};
use crate::model::{Scenario, Ticks};
use crate::read::{self, Part, Texts};
use crate::terminal;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Something that happened, when, and by which input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// At which tick.
    pub tick: Ticks,
    /// The number of the input that led to it; 0 is the start, 1 the first input.
    pub input: usize,
    /// What.
    pub what: Occurrence,
}

/// A play: its state, all that happened, and the state at every tick. Made again from its log at any time.
#[derive(Clone, Debug)]
pub struct Play {
    scenario: Arc<Scenario>,
    log: Log,
    start: State,
    state: State,
    record: Record,
}

#[derive(Clone, Debug, Default)]
struct Record {
    input: usize,
    /// The line that was typed as this input.
    line: Option<String>,
    seen: Vec<Seen>,
    told: Vec<(usize, Told)>,
    history: Vec<State>,
}

impl Watch for Record {
    fn see(&mut self, scenario: &Scenario, state: &State, what: &Occurrence) {
        let (tick, input) = (state.tick, self.input);
        if *what == Occurrence::Ticked {
            self.history.push(state.clone());
        }
        if let Some(mut effect) = Effect::of(scenario, state, &self.history, what) {
            if let (
                Effect::Output {
                    text,
                    unknown: false,
                    ..
                },
                Some(line),
            ) = (&mut effect, &self.line)
            {
                *text = terminal::shown(line, std::mem::take(text));
            }
            self.told.push((input, Told { tick, effect }));
        }
        let what = what.clone();
        self.seen.push(Seen { tick, input, what });
    }
}

impl Play {
    /// Starts a play of what `texts` say; fails with what is wrong with them.
    pub fn begin(texts: Texts, setup: Setup) -> Result<Self, Vec<(Part, Diagnostic)>> {
        let (scenario, found) = read::read_texts(&texts);
        let Some(scenario) = scenario else {
            return Err(found);
        };
        let variant = setup.indices(&scenario);
        let mut record = Record::default();
        let state = engine::start_watched(&scenario, setup.seed, &variant, &mut record);
        // Verdicts read what happened from the state before all of it.
        let start = engine::initial(&scenario, setup.seed, &variant);
        let mut play = Self {
            scenario: Arc::new(scenario),
            log: Log {
                format: Log::FORMAT.to_owned(),
                hash: texts.hash(),
                texts,
                engine: ENGINE_VERSION,
                setup,
                start: state.hash(),
                entries: Vec::new(),
            },
            start,
            state,
            record,
        };
        play.keep();
        Ok(play)
    }

    /// Puts an input in; what happened by it. The log grows by one entry, whatever the input.
    pub fn put(&mut self, role: &str, input: Input) -> Vec<Told> {
        let tick = self.state.tick;
        let told = self.record.told.len();
        self.record.input += 1;
        self.record.line = match &input {
            Input::Type { line } => Some(line.clone()),
            _ => None,
        };
        let scenario = Arc::clone(&self.scenario);
        engine::step_watched(&scenario, &mut self.state, &input, &mut self.record);
        self.keep();
        self.log.entries.push(Entry {
            tick,
            role: role.to_owned(),
            input,
            state: self.state.hash(),
        });
        self.record.told[told..]
            .iter()
            .map(|(_, told)| told.clone())
            .collect()
    }

    /// The last state of history is the state as it is now: what was done within a tick shows in it.
    fn keep(&mut self) {
        if let Some(last) = self.record.history.last_mut() {
            last.clone_from(&self.state);
        }
    }

    /// What is played.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// What it can be made again from.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The state before anything happened.
    pub fn start(&self) -> &State {
        &self.start
    }

    /// The state now.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// All that happened, in indices.
    pub fn seen(&self) -> &[Seen] {
        &self.record.seen
    }

    /// All that happened, in texts, each with the number of the input that led to it (0 is the start).
    pub fn told(&self) -> &[(usize, Told)] {
        &self.record.told
    }

    /// The state at the end of each tick from 0.
    pub fn history(&self) -> &[State] {
        &self.record.history
    }
}
