//! What a drill was worth and what is made of it. Computed from its log alone; the person's own words, answers and items
//! are events of the same stream.

use super::{
    DrillDocument, DrillEnded, DrillForked, DrillMode, DrillResult, DrillRow, DrillWord, Moment,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The debrief of a drill. Of one that goes on, too: as if it were given up now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Debrief {
    /// The drill's id.
    pub id: String,
    /// The scenario's id.
    pub scenario: String,
    /// The key by which it can be started again, where it is still there.
    pub again: Option<String>,
    /// The scenario's title.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// How the clock ran.
    pub mode: DrillMode,
    /// Who played.
    pub person: String,
    /// When it was begun.
    pub started_at: Moment,
    /// It goes on from a moment of another drill.
    pub forked: Option<DrillForked>,
    /// How many inputs it has.
    pub inputs: u32,
    /// Simulated seconds a tick.
    pub tick_seconds: u32,
    /// The time in the scenario at its start and at its end.
    pub clocks: [String; 2],
    /// Simulated seconds from the start to the end.
    pub seconds: u32,
    /// How it ended; none where it goes on.
    pub ended: Option<DrillEnded>,
    /// The engine plays this log otherwise today: this is the debrief that was stored at the end.
    pub stored: bool,
    /// The person's own account, once it was given or passed over.
    pub account: Option<DrillAccount>,
    /// What was judged, by skill, in the order of the file.
    pub verdicts: Vec<DrillVerdict>,
    /// Skills of which something was judged. There is no total.
    pub skills: Vec<DrillSkill>,
    /// The longest time without an update.
    pub silence: Option<DrillSilence>,
    /// Harm that was done, in order.
    pub hazards: Vec<DrillHazard>,
    /// What was lost.
    pub losses: Vec<super::DrillLoss>,
    /// Metrics to draw, all of the scenario's.
    pub metrics: Vec<super::DrillMetric>,
    /// What happened, in order.
    pub timeline: Vec<DrillMoment>,
    /// The best line: what the scenario's own winning test does in this variant; empty before the account.
    pub best: Vec<DrillBest>,
    /// The documents that would have helped, and what was made of them.
    pub runbooks: Vec<DrillRunbook>,
    /// What was searched for without opening anything.
    pub in_vain: Vec<DrillEntryAt>,
    /// Questions to think about.
    pub questions: Vec<String>,
    /// Questions with one right answer.
    pub quiz: Vec<DrillQuestion>,
    /// What is to become better.
    pub items: Vec<DrillItem>,
    /// My other plays of this scenario, the latest first.
    pub earlier: Vec<DrillEarlier>,
    /// What really happened, as safe HTML; none before the account, or where the scenario tells nothing.
    pub story: Option<String>,
}

/// The person's own account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillAccount {
    /// What they wrote; empty where they passed it over.
    pub text: String,
    /// When.
    pub at: Moment,
}

/// How an item was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillJudged {
    /// As it should be.
    Met,
    /// Counts as half.
    Partly,
    /// It could have been and was not.
    Missed,
    /// The drill ended before it was due.
    NotReached,
    /// What it depends on never came.
    NotApplicable,
}

/// A judged item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillVerdict {
    /// The objective's name, or the probe's.
    pub name: String,
    /// What was asked.
    pub title: String,
    /// It is a question that was asked during the drill.
    pub probe: bool,
    /// The skill it counts for.
    pub skill: DrillWord,
    /// How it was judged.
    pub verdict: DrillJudged,
    /// What that is called.
    pub label: String,
    /// Why, in a sentence.
    pub why: String,
    /// The moment that decided, for "show me".
    pub moment: Option<DrillAt>,
    /// Hints that were asked for it and lowered its credit.
    pub hints: u32,
}

/// A moment of a drill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillAt {
    /// The tick.
    pub tick: u32,
    /// The time in the scenario.
    pub clock: String,
    /// The inputs that were put in before it: what to fork from to try it again.
    pub seq: u32,
}

/// A skill over a drill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillSkill {
    /// Which.
    pub skill: DrillWord,
    /// Percent of the weight of its judged items that was earned.
    pub share: u32,
    /// Items that were met.
    pub met: u32,
    /// Items that were partly met.
    pub partly: u32,
    /// Items that were missed.
    pub missed: u32,
}

/// The longest time without an update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillSilence {
    /// Simulated seconds.
    pub seconds: u32,
    /// When it began.
    pub from: DrillAt,
}

/// Harm that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillHazard {
    /// The act's name.
    pub act: String,
    /// What the act is called.
    pub title: String,
    /// How bad: reversible, outage, data-loss.
    pub class: DrillWord,
    /// Why it is harm.
    pub why: String,
    /// When.
    pub moment: DrillAt,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillMoment {
    /// When, and what to fork from to do it otherwise.
    pub at: DrillAt,
    /// What kind it is.
    pub kind: DrillMomentKind,
    /// Who: a person's name; empty for me and for the machines.
    pub who: String,
    /// What, in a sentence.
    pub text: String,
    /// More of it: an output, an update, why it was harm; may be empty.
    pub detail: String,
}

/// Kinds of moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillMomentKind {
    /// I did something.
    Act,
    /// I looked at something.
    Look,
    /// Something was not possible.
    NotNow,
    /// An alert fired.
    Alert,
    /// An alert resolved.
    Resolved,
    /// Somebody wrote.
    Message,
    /// A hint was given.
    Hint,
    /// A question was asked or answered.
    Probe,
    /// I wrote something down.
    Note,
    /// I used the library.
    Library,
    /// Harm was done.
    Hazard,
    /// Something happened by itself.
    Event,
    /// It ended.
    Ended,
}

/// A moment of the best line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillBest {
    /// The tick.
    pub tick: u32,
    /// The time in the scenario.
    pub clock: String,
    /// The act's name.
    pub act: String,
    /// What is done.
    pub text: String,
    /// When I did the same first; none where I never did.
    pub mine: Option<DrillAt>,
}

/// A document that would have helped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillRunbook {
    /// Which.
    pub document: DrillDocument,
    /// It was opened.
    pub opened: bool,
    /// Its steps and sections that the scenario knows of, in their order.
    pub steps: Vec<DrillStep>,
    /// Its sections as the library has them now, each with its heading: what an item can be about.
    #[serde(default)]
    pub sections: Vec<DrillDocument>,
}

/// A step of a runbook and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillStep {
    /// Its place in the document: `diagnosis/3`, or a heading's slug.
    pub step: String,
    /// What it says, where the library has it.
    pub text: String,
    /// Something that it tells to do was done.
    pub used: bool,
    /// It was ticked off in follow mode.
    pub ticked: bool,
}

/// A text and its moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillEntryAt {
    /// When.
    pub at: DrillAt,
    /// What.
    pub text: String,
}

/// A question with one right answer. Which that is, is told once it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillQuestion {
    /// Its number, from 0.
    pub number: u32,
    /// The question.
    pub question: String,
    /// What can be answered.
    pub answers: Vec<String>,
    /// My first answer, from 0.
    pub mine: Option<u32>,
    /// The right one, once it was answered.
    pub right: Option<u32>,
    /// Why, once it was answered; may be empty.
    pub why: String,
    /// The section that teaches it, once it was answered.
    pub read: Option<DrillDocument>,
    /// It goes into spaced repetition.
    pub card: bool,
}

/// Something that is to become better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillItem {
    /// Its number in this drill, from 1.
    pub number: u32,
    /// What.
    pub text: String,
    /// Who sees to it; may be empty.
    pub owner: String,
    /// The document that is to be changed; none where it is about something else.
    pub document: Option<String>,
    /// The section of it; empty for all of it.
    pub slug: String,
    /// It is done.
    pub done: bool,
    /// When it was last changed.
    pub at: Moment,
}

/// Another play of the same scenario.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillEarlier {
    /// The play.
    pub row: DrillRow,
    /// It had the same variant.
    pub same_variant: bool,
    /// What it came to.
    pub result: Option<DrillResult>,
    /// Items that were met.
    pub met: u32,
    /// Items that were partly met.
    pub partly: u32,
    /// Items that were missed.
    pub missed: u32,
    /// How often harm was done.
    pub hazards: u32,
    /// How each item was judged, by the objective's name.
    pub verdicts: Vec<DrillEarlierVerdict>,
}

/// An item of another play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillEarlierVerdict {
    /// The objective's name.
    pub name: String,
    /// How it was judged.
    pub verdict: DrillJudged,
}
