//! What can be looked at and done.

use super::{Cases, Effects, Reference, Ticks};
use crate::guard::Guard;
use crate::terminal::Pattern;
use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// Something that the trainee can look at or do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Its name, unique among looks and acts.
    pub name: String,
    /// What its control is called; may be empty.
    pub title: String,
    /// Looked at or done.
    pub kind: ActKind,
    /// Where on the desk it stands.
    pub place: Place,
    /// The service it is about.
    pub service: Option<usize>,
    /// What is typed for it.
    pub patterns: Vec<Pattern>,
    /// One act a value.
    pub choice: Option<Choice>,
    /// Parts that an update must contain, at most 8.
    pub compose: Vec<String>,
    /// When it is possible.
    pub guard: Guard,
    /// What is said when it is not; may be empty.
    pub refuse: Cases<String>,
    /// How long it takes.
    pub takes: Ticks,
    /// What it changes. Empty for looks.
    pub effects: Effects,
    /// Evidence that it gives, by index.
    pub learns: Vec<usize>,
    /// What it prints; may be empty.
    pub out: Cases<String>,
    /// Metrics that a panel draws, by index.
    pub metrics: Vec<usize>,
    /// What it costs the business.
    pub cost: u32,
    /// The harm it may do.
    pub hazards: Vec<Hazard>,
    /// It helps nothing, on purpose.
    pub decoy: bool,
    /// What is told once it is done; may be empty.
    pub note: String,
    /// Steps of runbooks that it is.
    pub exercises: Vec<Reference>,
    /// Where it is named.
    pub span: Span,
}

impl Act {
    /// Whether it only looks.
    pub fn is_look(&self) -> bool {
        matches!(self.kind, ActKind::Look(_))
    }

    /// How many different inputs it stands for: one a value of its choice, else one.
    pub fn variants(&self) -> usize {
        self.choice.as_ref().map_or(1, |choice| choice.values.len())
    }
}

/// Looked at, or done in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ActKind {
    /// Changes nothing but evidence.
    Look(LookKind),
    /// Done, in a phase of the work.
    Do(Phase),
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LookKind {
    /// Charts.
    Panel,
    /// A command.
    Terminal,
    /// What was released.
    Releases,
    /// Switches.
    Flags,
    /// What users report.
    Tickets,
    /// The system map.
    Map,
    /// Who is on call.
    Oncall,
    /// Log lines.
    Logs,
    /// A text.
    Document,
}

/// The part of the work that an act belongs to, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Getting ready.
    Prepare,
    /// Watching.
    Monitor,
    /// Taking an alert.
    Acknowledge,
    /// How bad is it.
    Triage,
    /// Who must know.
    Notify,
    /// What is it.
    Diagnose,
    /// Stop the harm.
    Mitigate,
    /// Did it work.
    Verify,
    /// Tell people.
    Communicate,
    /// Close it.
    Resolve,
    /// Not again.
    Learn,
}

/// The four stages of the progress rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Preparation & Monitoring
    Preparation,
    /// Alerting
    Alerting,
    /// Triage & Notify
    Triage,
    /// Post-mortem Investigation & Resolution
    Resolution,
}

impl Phase {
    /// The stage of the rail it belongs to.
    pub fn stage(self) -> Stage {
        match self {
            Self::Prepare | Self::Monitor => Stage::Preparation,
            Self::Acknowledge => Stage::Alerting,
            Self::Triage | Self::Notify => Stage::Triage,
            _ => Stage::Resolution,
        }
    }
}

/// Where on the desk something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Charts.
    Panels,
    /// Typed.
    Terminal,
    /// The list of alerts.
    Alerts,
    /// The incident itself: declare, severity, resolve.
    Incident,
    /// The update composer.
    Updates,
    /// The on-call list.
    Oncall,
    /// Feature switches.
    Flags,
    /// Releases.
    Releases,
    /// Size of the fleet.
    Capacity,
    /// Tickets.
    Tickets,
    /// The system map.
    Map,
    /// Log lines.
    Logs,
    /// Texts.
    Documents,
}

/// What is chosen with an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The key: `severity`, `audience`.
    pub key: String,
    /// What can be chosen.
    pub values: Vec<String>,
    /// The variable that is set, and for each value the index of the variable's value.
    pub sets: Option<(usize, Vec<u8>)>,
}

/// Harm that an act does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hazard {
    /// When it does.
    pub guard: Guard,
    /// How bad.
    pub class: Harm,
    /// Why.
    pub why: String,
    /// Where it stands.
    pub span: Span,
}

/// Classes of harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Harm {
    /// Can be taken back.
    Reversible,
    /// Customers are cut off.
    Outage,
    /// Something is gone for good.
    DataLoss,
}
