//! What a play was worth, item by item, computed from what happened alone.
//!
//! A verdict an item, with its reason and moment; a profile by skill; no grand total. Luck and wall-clock time do not
//! enter. Reasons are codes with arguments; the sentences stand in the message catalogue under `verdict_why_<code>`, the code in snake case.

mod due;
mod judge;
mod moments;
mod repeated;

pub use due::{Due, due};
pub use judge::{judge, verdicts};

use crate::model::{Harm, Skill, Ticks};
use serde::{Deserialize, Serialize};

/// How an item was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// As it should be.
    Met,
    /// A case that the scenario counts as half.
    Partly,
    /// It could have been and was not.
    Missed,
    /// The play ended before it was due.
    NotReached,
    /// What it depends on never came.
    NotApplicable,
}

impl Verdict {
    /// As a scenario's tests write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Partly => "partly",
            Self::Missed => "missed",
            Self::NotReached => "not reached",
            Self::NotApplicable => "not applicable",
        }
    }
}

/// Why. Times in simulated seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase")]
pub enum Why {
    /// It came after `seconds`; `target` was asked, up to `max` is half.
    Time {
        /// How long it took.
        seconds: u32,
        /// What was asked.
        target: u32,
        /// What still counts as half.
        max: u32,
    },
    /// It was done before there was need.
    Early,
    /// It never came.
    Never,
    /// What it depends on never came.
    NoTrigger,
    /// The play ended while there was time left.
    TimeLeft,
    /// Of `of` things that had to come first, `done` did.
    First {
        /// How many did.
        done: u32,
        /// How many had to.
        of: u32,
    },
    /// The value at the end, and what it was set to first, if that differs.
    Value {
        /// At the end.
        value: String,
        /// At first; empty when it is the same.
        first: String,
        /// How long it took to correct it.
        seconds: u32,
    },
    /// It was never set.
    Unset,
    /// No harm was done.
    NoHarm,
    /// Harm was done by these acts.
    Harm {
        /// Their names.
        acts: Vec<String>,
    },
    /// The longest silence.
    Silence {
        /// How long.
        longest: u32,
        /// What was asked.
        target: u32,
        /// Parts that updates lacked.
        missing: Vec<String>,
    },
    /// It was done.
    Done,
    /// It was done, but what was written lacked parts.
    Lacking {
        /// The parts that it lacked.
        missing: Vec<String>,
    },
    /// A probe was answered right, or not.
    Answer {
        /// Whether it was.
        right: bool,
    },
    /// The facilitator judged.
    Rated,
}

/// A judged item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The objective, or the probe.
    pub name: String,
    /// What was asked; may be empty.
    pub title: String,
    /// It is a probe.
    pub probe: bool,
    /// The skill it counts for.
    pub skill: Skill,
    /// Its weight inside the skill.
    pub weight: u32,
    /// How it was judged.
    pub verdict: Verdict,
    /// Why.
    pub why: Why,
    /// The tick that decided; what "show me" shows.
    pub moment: Option<Ticks>,
    /// Hints that were asked for it and lowered its credit.
    pub hints: u32,
}

/// A skill over a play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillProfile {
    /// Which.
    pub skill: Skill,
    /// Thousandths of the weight of its judged items that were earned: met counts whole, partly half.
    pub share: u32,
    /// How many items were met, partly met, missed.
    pub counts: [u32; 3],
}

/// Harm that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HarmDone {
    /// The act.
    pub act: String,
    /// How bad.
    pub class: Harm,
    /// Why.
    pub why: String,
    /// When.
    pub tick: Ticks,
}

/// The longest time without an update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// How long, in simulated seconds.
    pub seconds: u32,
    /// When it began.
    pub from: Ticks,
}

/// What a play was worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdicts {
    /// Objectives in the order of the file, then probes that count for a skill.
    pub items: Vec<Item>,
    /// Skills of which at least one item was judged.
    pub skills: Vec<SkillProfile>,
    /// The longest silence, where an objective asks for updates and they were due.
    pub silence: Option<Silence>,
    /// Harm in the order in which it was done.
    pub hazards: Vec<HarmDone>,
    /// What acts cost the business.
    pub cost: u32,
}

impl Verdicts {
    /// The item of that name.
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.name == name)
    }

    /// How often harm of a class was done.
    pub fn harm(&self, class: Harm) -> usize {
        self.hazards
            .iter()
            .filter(|harm| harm.class == class)
            .count()
    }
}
