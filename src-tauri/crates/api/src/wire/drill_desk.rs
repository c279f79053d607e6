//! What stands on the desk of a drill: alerts, panels, messages, controls, losses. [`DrillView`](super::DrillView) holds
//! them.

use super::{DrillDocument, DrillWord};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An alert.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillAlert {
    /// Its name.
    pub name: String,
    /// How urgent it is.
    pub severity: DrillAlertSeverity,
    /// What it says.
    pub summary: String,
    /// It fires now.
    pub firing: bool,
    /// When it began to fire last: `17:58`.
    pub since: String,
    /// The tick of that.
    pub tick: u32,
    /// When it resolved, where it does not fire any more.
    pub resolved: Option<String>,
    /// The service it is about.
    pub service: Option<String>,
    /// The metric it watches.
    pub metric: String,
    /// The rule in words: `checkout_p95_ms > 1500 ms for 2m`.
    pub rule: String,
    /// Its runbook.
    pub runbook: Option<DrillDocument>,
    /// The page was taken: something of the phase `acknowledge` was done after it fired.
    pub acknowledged: bool,
}

/// How urgent an alert is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillAlertSeverity {
    /// Wakes somebody.
    Page,
    /// Look at it today.
    Warn,
    /// Good to know.
    Info,
}

/// A panel of charts. It is looked at by its look, which takes time; from then on it is live.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillPanel {
    /// The name of its look.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// The service it is about.
    pub service: Option<String>,
    /// How long looking takes, in simulated seconds.
    pub seconds: u32,
    /// It was looked at: its metrics have values and lines.
    pub open: bool,
    /// When it was last looked at.
    pub looked: Option<String>,
    /// What it draws.
    pub metrics: Vec<DrillMetric>,
}

/// A metric of a panel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillMetric {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What it is counted in; may be empty.
    pub unit: String,
    /// The drawn value now; none while the panel is closed.
    pub now: Option<f64>,
    /// As it is read: `4,210 ms`; empty while the panel is closed.
    pub text: String,
    /// It is beyond a threshold now; false while the panel is closed.
    pub raised: bool,
    /// Where alerts begin.
    pub thresholds: Vec<DrillThreshold>,
}

/// Where an alert begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillThreshold {
    /// In the metric's unit.
    pub value: f64,
    /// Above it; else below it.
    pub above: bool,
    /// The alert's name.
    pub alert: String,
    /// How urgent that is.
    pub severity: DrillAlertSeverity,
}

/// A message.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is shown by a mark of its own"
)]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillMessage {
    /// Its number among the messages, from 0; steady.
    pub number: u32,
    /// A person's short name, or the name of a machine.
    pub from: String,
    /// To whom I wrote, as a person's short name; none for everybody.
    pub to: Option<String>,
    /// The name to show.
    pub name: String,
    /// What they do; empty for machines and me.
    pub role: String,
    /// What they wrote.
    pub text: String,
    /// When.
    pub clock: String,
    /// The tick of that.
    pub tick: u32,
    /// I wrote it: an update.
    pub mine: bool,
    /// A machine wrote it.
    pub machine: bool,
    /// Customers complain.
    pub customers: bool,
    /// It asks something, and I have written no update since.
    pub waits: bool,
}

/// Something with a control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillAct {
    /// Its name.
    pub name: String,
    /// What its control is called.
    pub label: String,
    /// It only looks: put it as a look.
    pub look: bool,
    /// Where on the desk it stands.
    pub place: DrillPlace,
    /// The part of the work it belongs to; none for looks.
    pub phase: Option<DrillWord>,
    /// The service it is about.
    pub service: Option<String>,
    /// How long it takes, in simulated seconds.
    pub seconds: u32,
    /// What is chosen with it.
    pub choice: Option<DrillChoice>,
    /// The parts that an update asks for.
    pub parts: Vec<DrillWord>,
    /// What may be typed for it, as the scenario writes it; may be empty.
    pub command: String,
    /// When it was last done.
    pub done: Option<String>,
}

/// What is chosen with an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillChoice {
    /// What it is: `severity`, `audience`.
    pub key: DrillWord,
    /// What can be chosen.
    pub values: Vec<DrillWord>,
}

/// Where on the desk something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DrillPlace {
    /// Charts.
    Panels,
    /// Typed.
    Terminal,
    /// The list of alerts.
    Alerts,
    /// The incident itself: declare, severity, verify, resolve.
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
    /// Tickets and follow-ups.
    Tickets,
    /// The system map.
    Map,
    /// Log lines.
    Logs,
    /// Texts.
    Documents,
}

/// What was lost of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DrillLoss {
    /// Its name.
    pub name: String,
    /// What is lost.
    pub title: String,
    /// What it is counted in; may be empty.
    pub unit: String,
    /// So much until now.
    pub total: f64,
    /// So much a simulated minute at present.
    pub per_minute: f64,
    /// As it is read: `214 orders`.
    pub text: String,
}
