//! Hints, probes, objectives, the debrief and the scenario's own tests.

use super::{Harm, Reference, Ticks};
use crate::guard::Guard;
use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// What is judged, never summed over skills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Skill {
    /// See it.
    Detect,
    /// Judge how bad it is.
    Triage,
    /// Bring in whoever can help.
    Escalate,
    /// Tell people.
    Communicate,
    /// Find the cause.
    Diagnose,
    /// Stop the harm.
    Mitigate,
    /// Do no harm.
    Safety,
    /// Prove that it worked.
    Verify,
    /// Use what is written down.
    UseKnowledge,
    /// See that it does not come again.
    Learn,
}

/// A hint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// When it fits.
    pub guard: Guard,
    /// The objective whose credit it lowers.
    pub objective: Option<usize>,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A question while the clock stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// Its name.
    pub name: String,
    /// When it is asked.
    pub when: Guard,
    /// How long that has to hold.
    pub holds_for: Ticks,
    /// The skill it counts for.
    pub skill: Option<Skill>,
    /// Its weight inside the skill.
    pub weight: u32,
    /// The question.
    pub ask: String,
    /// At most 16.
    pub answers: Vec<Answer>,
    /// Where it stands.
    pub span: Span,
}

/// An answer to a probe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What it says.
    pub text: String,
    /// When it is right; read when the question is asked.
    pub right: Guard,
}

/// What is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    /// Its name.
    pub name: String,
    /// What is asked; may be empty.
    pub title: String,
    /// The skill it counts for.
    pub skill: Skill,
    /// Its weight inside the skill.
    pub weight: u32,
    /// How it is judged.
    pub measure: Measure,
    /// Where it is named.
    pub span: Span,
}

/// How an objective is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Something in time after something else.
    Within(Within),
    /// Some things before another.
    Before {
        /// In any order.
        first: Vec<Moment>,
        /// What has to come after.
        then: Moment,
        /// So many of the first count as partly.
        half: Option<u32>,
    },
    /// A variable's value, when it was first set and at the end.
    Equals(Equals),
    /// No harm of these classes.
    NoHazard {
        /// Which.
        classes: Vec<Harm>,
        /// Only when this was done.
        only_if: Option<Moment>,
    },
    /// Something again and again.
    Every(Every),
    /// Something at all.
    Did(Moment),
}

/// Something in time after something else. Times in seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// When the time begins.
    pub from: Moment,
    /// What has to come.
    pub to: Moment,
    /// In this time it is met.
    pub target: u32,
    /// In this time it is partly met; the target when the file says nothing.
    pub max: u32,
}

/// A variable's value. Values as a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equals {
    /// Index of the variable.
    pub variable: usize,
    /// Values that are right.
    pub full: u64,
    /// Values that are partly right.
    pub half: u64,
    /// Seconds in which a wrong first value may be corrected for full credit.
    pub correct_within: u32,
}

/// Something again and again. Times in seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Every {
    /// What has to come.
    pub what: Moment,
    /// When it begins to count.
    pub from: Moment,
    /// When it ends; the end of the drill when absent.
    pub until: Option<Moment>,
    /// The longest silence that is met.
    pub target: u32,
    /// The longest silence that is partly met.
    pub max: u32,
}

/// A kind of moment in a play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    /// The start of the drill.
    Start,
    /// One of the acts or looks, with one of the chosen values if any are named.
    Done {
        /// Indices of acts.
        acts: Vec<usize>,
        /// The value that was chosen.
        choice: Option<String>,
    },
    /// An alert fires.
    Alert(usize),
    /// Evidence is learnt.
    Learned(usize),
    /// An event happens.
    Event(usize),
    /// A guard comes to hold, or holds already.
    Holds(Guard),
    /// The first of several.
    AnyOf(Vec<Moment>),
}

/// For afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debrief {
    /// A Markdown file beside the scenario; may be empty.
    pub story: String,
    /// Questions to think about.
    pub ask: Vec<String>,
    /// Questions with one right answer.
    pub quiz: Vec<Question>,
}

/// A question with one right answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What is asked.
    pub question: String,
    /// What can be answered.
    pub answers: Vec<String>,
    /// The index of the right one.
    pub right: usize,
    /// Why; may be empty.
    pub why: String,
    /// The section that teaches it.
    pub read: Option<Reference>,
    /// Goes into spaced repetition.
    pub card: bool,
}

/// A play with an expected result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// Its name.
    pub name: String,
    /// The values that are fixed, as (variant, value); the others are tried in all.
    pub variant: Vec<(usize, u8)>,
    /// What is done.
    pub steps: Vec<(Step, Span)>,
    /// What has to come of it.
    pub expect: Expect,
    /// Where it is named.
    pub span: Span,
}

/// A step of a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// `name [choice] [without part …]`
    Act {
        /// Index of the act or look.
        act: usize,
        /// Index of the chosen value.
        choice: Option<usize>,
        /// Parts of the update that are left out, as a set.
        without: u8,
    },
    /// `wait 2m`, in ticks
    Wait(Ticks),
    /// `wait until <guard>`
    Until(Guard),
    /// `hint`
    Hint,
    /// `answer 0`: an answer to the last question, counted from 0
    Answer(usize),
    /// `type <line>`
    Type(String),
    /// `refused <step>`: the step has to be refused
    Refused(Box<Step>),
}

/// What has to come of a test. What is absent is not looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expect {
    /// The ending, by index; `Some(None)` when it has to go on.
    pub ending: Option<Option<usize>>,
    /// By objective.
    pub verdicts: Vec<(usize, crate::verdict::Verdict)>,
    /// For all objectives that are not named.
    pub all: Option<crate::verdict::Verdict>,
    /// Exactly these harmful acts, by index.
    pub hazards: Option<Vec<usize>>,
    /// Variables and values at the end.
    pub state: Vec<(usize, u8)>,
    /// Where it stands.
    pub span: Span,
}
