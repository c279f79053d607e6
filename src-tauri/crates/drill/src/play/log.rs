//! The log of a play, and its replay. The text travels with the log, so that old plays replay for ever.

use super::Play;
use crate::code::Diagnostic;
use crate::engine::Input;
use crate::model::{Scenario, Ticks};
use crate::read::{Part, Texts};
use serde::{Deserialize, Serialize};

/// Everything that a play is made again from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// `drillbook.drill/1`
    pub format: String,
    /// The texts that were played.
    pub texts: Texts,
    /// Their hash.
    pub hash: String,
    /// The engine's version when it was played.
    pub engine: u32,
    /// How it was started.
    pub setup: Setup,
    /// The hash of the state after the start.
    pub start: String,
    /// Every input.
    pub entries: Vec<Entry>,
}

/// How a play is started.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// Picks variants that are not chosen, and the noise of drawings.
    pub seed: u32,
    /// How the clock runs. Decides nothing in the engine; hints are free in practice.
    pub mode: Mode,
    /// Variants that are chosen: name and value. Unknown ones are left to the seed.
    #[serde(default)]
    pub variant: Vec<(String, String)>,
}

/// How the clock runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// By itself, at the scenario's speed.
    #[default]
    RealTime,
    /// Only by acts and waits.
    TurnBased,
    /// As turn-based, and hints are free.
    Practice,
}

/// One input and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The tick at which it was put in.
    pub tick: Ticks,
    /// Who put it in: a role, `clock`, `facilitator`.
    pub role: String,
    /// What.
    pub input: Input,
    /// The hash of the state after it.
    pub state: String,
}

/// Why a log could not be replayed.
#[derive(Clone, Debug)]
pub enum Mismatch {
    /// It is of a newer format, or of none.
    Format(String),
    /// The texts are not those that were played.
    Texts,
    /// The texts can no longer be read.
    Broken(Vec<(Part, Diagnostic)>),
    /// The state differs after an input.
    Differs {
        /// The number of the input, from 1; 0 is the start.
        input: usize,
        /// The engine's version when it was played.
        engine: u32,
        /// The play until there.
        play: Box<Play>,
    },
}

impl Log {
    /// What the first line of a log says.
    pub const FORMAT: &str = "drillbook.drill/1";

    /// The log of the first `inputs` inputs: what "play on from here" starts with.
    #[must_use]
    pub fn until(&self, inputs: usize) -> Self {
        let mut log = self.clone();
        log.entries.truncate(inputs);
        log
    }
}

impl Texts {
    /// The hash of all of them.
    pub fn hash(&self) -> String {
        let part = |text: &Option<String>| {
            text.as_deref()
                .map(drillbook_text::hash::content)
                .unwrap_or_default()
        };
        let parts = [
            drillbook_text::hash::content(&self.scenario),
            part(&self.system),
            part(&self.translation),
        ];
        drillbook_text::hash::file(parts.join("\n").as_bytes())
    }
}

impl Setup {
    /// The chosen values as indices; 255 where the seed picks.
    pub fn indices(&self, scenario: &Scenario) -> Vec<u8> {
        let chosen = scenario.variants.iter().map(|variant| {
            let wanted = self.variant.iter().find(|(name, _)| *name == variant.name);
            let at = wanted
                .and_then(|(_, value)| variant.values.iter().position(|known| known == value));
            at.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
        });
        chosen.collect()
    }
}

/// Makes a play again, input by input, and compares the state after each.
pub fn replay(log: &Log) -> Result<Play, Mismatch> {
    if log.format != Log::FORMAT {
        return Err(Mismatch::Format(log.format.clone()));
    }
    if log.texts.hash() != log.hash {
        return Err(Mismatch::Texts);
    }
    let mut play = Play::begin(log.texts.clone(), log.setup.clone()).map_err(Mismatch::Broken)?;
    let differs = |input: usize, play: Play| {
        Err(Mismatch::Differs {
            input,
            engine: log.engine,
            play: Box::new(play),
        })
    };
    if play.state().hash() != log.start {
        return differs(0, play);
    }
    for (at, entry) in log.entries.iter().enumerate() {
        let tick = play.state().tick;
        play.put(&entry.role, entry.input.clone());
        if tick != entry.tick || play.state().hash() != entry.state {
            return differs(at + 1, play);
        }
    }
    Ok(play)
}
