//! Metrics, alerts, log lines, timers, events and endings: what the system does by itself.

use super::{Cases, Ticks};
use crate::guard::Guard;
use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// What a panel draws.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Its name.
    pub name: String,
    /// As the panel is headed; may be empty.
    pub title: String,
    /// `ms`, `%`; may be empty.
    pub unit: String,
    /// The service it is measured at.
    pub service: Option<usize>,
    /// Thousandths of the unit; one case always holds.
    pub level: Cases<i64>,
    /// How far the drawn line strays at most, in thousandths of a percent of the level.
    pub noise: i64,
    /// Seconds that the drawn line takes to a new level.
    pub ramp: u32,
    /// A regular swing of the drawn line.
    pub shape: Option<Drawn>,
    /// Where it is named.
    pub span: Span,
}

/// A regular swing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// How it looks.
    pub kind: DrawnKind,
    /// Seconds from crest to crest; at least 1.
    pub period: u32,
    /// How far it leaves the level at most, in thousandths of a percent.
    pub swing: i64,
}

/// How a swing looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DrawnKind {
    /// Up and down, round.
    Diurnal,
    /// Slowly up, at once down.
    Sawtooth,
}

/// Something that is lost while the incident lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// Its name.
    pub name: String,
    /// What is lost; may be empty.
    pub title: String,
    /// What it is counted in; may be empty.
    pub unit: String,
    /// Thousandths of the unit a simulated minute; one case always holds.
    pub per_minute: Cases<i64>,
}

/// An alert rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Its name.
    pub name: String,
    /// Index of the metric it watches.
    pub metric: usize,
    /// Raised above this, in thousandths.
    pub above: Option<i64>,
    /// Raised below this, in thousandths.
    pub below: Option<i64>,
    /// How long it has to be raised before it fires.
    pub holds_for: Ticks,
    /// For how many seconds it has fired already when the drill begins.
    pub since: Option<u32>,
    /// How urgent it is; `None` is a finding.
    pub severity: Option<AlertSeverity>,
    /// What it says; empty is a finding.
    pub summary: String,
    /// Index of the runbook; `None` is a finding.
    pub runbook: Option<usize>,
    /// Where it is named.
    pub span: Span,
}

impl Alert {
    /// Whether a level of its metric, in thousandths, raises it.
    pub fn raised(&self, level: i64) -> bool {
        self.above.is_some_and(|limit| level > limit)
            || self.below.is_some_and(|limit| level < limit)
    }
}

/// How urgent an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AlertSeverity {
    /// Good to know.
    Info,
    /// Look at it today.
    Warn,
    /// Wakes somebody.
    Page,
}

/// Lines that a service writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRule {
    /// Index of the service.
    pub service: usize,
    /// Seconds between two lines; at least 1.
    pub every: u32,
    /// When it is written.
    pub guard: Guard,
    /// The lines of which one is taken each time; with placeholders.
    pub lines: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// What happens to the state, and what is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effects {
    /// Variables (by index) and the values (by index) that they get.
    pub then: Vec<(usize, u8)>,
    /// Timers (by index) that start anew, and after how many ticks they run out, by the first variant that matters.
    pub start: Vec<(usize, Delay)>,
    /// Timers that stop.
    pub stop: Vec<usize>,
    /// What people write.
    pub say: Vec<Say>,
}

/// How long a timer runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delay {
    /// Always so long; at least one tick.
    Fixed(Ticks),
    /// Until the next update was promised, else so long; at least one tick.
    Promised(Ticks),
    /// As the seed has picked.
    Variant {
        /// Index of the variant.
        variant: usize,
        /// For each of its values; at least one tick each.
        ticks: Vec<Ticks>,
    },
}

/// A message of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Say {
    /// A person's short name, or a name to show.
    pub from: String,
    /// What they write; with placeholders.
    pub text: String,
    /// Customers complain here.
    pub customers: bool,
}

/// What happens a while after it was started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// Its name.
    pub name: String,
    /// When it runs out and this does not hold, nothing happens.
    pub guard: Guard,
    /// What happens.
    pub effects: Effects,
    /// Where it is named.
    pub span: Span,
}

/// What happens by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// When.
    pub trigger: Trigger,
    /// It may happen again.
    pub repeat: bool,
    /// What happens.
    pub effects: Effects,
    /// Where it is named.
    pub span: Span,
}

/// When an event happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trigger {
    /// At a tick.
    At(Ticks),
    /// When a guard has held so long.
    When {
        /// What it waits for.
        guard: Guard,
        /// How long that has to hold; 0 is at once.
        holds_for: Ticks,
    },
}

/// A way to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Its name.
    pub name: String,
    /// When.
    pub when: Guard,
    /// What it counts as.
    pub result: Outcome,
    /// What is told; may be empty.
    pub text: String,
    /// Where it is named.
    pub span: Span,
}

/// What an ending counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Lost.
    Loss,
    /// Somehow.
    Partial,
    /// Won.
    Win,
}
