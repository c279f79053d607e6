//! An alert as monitoring sent it, whatever form it was pasted in.

use crate::read::read;
use serde::{Deserialize, Serialize};

/// Whether an alert goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It goes on now.
    Firing,
    /// Its condition holds, but not for long enough yet.
    Pending,
    /// It goes on and somebody has silenced it.
    Suppressed,
    /// It is over.
    Resolved,
}

impl Status {
    /// The word for it in an alert's title.
    fn word(self) -> &'static str {
        match self {
            Self::Firing => "FIRING",
            Self::Pending => "PENDING",
            Self::Suppressed => "SUPPRESSED",
            Self::Resolved => "RESOLVED",
        }
    }

    /// The status that a word of a payload stands for: `firing`, `ALERTING`, `OK`, `resolved`, …
    pub fn of(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        Some(match word.as_str() {
            "firing" | "alerting" | "active" | "alarm" | "triggered" | "trigger" | "open"
            | "opened" | "problem" | "unresolved" | "incident.triggered" => Self::Firing,
            "pending" => Self::Pending,
            "suppressed" | "silenced" | "muted" | "acknowledged" => Self::Suppressed,
            "resolved" | "ok" | "inactive" | "closed" | "recovered" | "recovery" | "resolve"
            | "normal" | "incident.resolved" => Self::Resolved,
            _ => return None,
        })
    }
}

/// One alert, read from whatever was pasted. Every field may be missing; a link alone is an alert without a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alert {
    /// Its name (`alertname`); empty where the text has none.
    pub name: String,
    /// Its labels in the order of the text, the name's own among them where it was written as one. No name twice.
    pub labels: Vec<(String, String)>,
    /// Its annotations in the order of the text, and what else the text says that is no label.
    pub annotations: Vec<(String, String)>,
    /// Where its runbook is said to be: an address, or a path in some repository. As it was written.
    pub runbook_url: Option<String>,
    /// What happened, in one line.
    pub summary: Option<String>,
    /// What happened, at length.
    pub description: Option<String>,
    /// Whether it goes on.
    pub status: Option<Status>,
    /// When it began, as it was written.
    pub starts_at: Option<String>,
}

impl Alert {
    /// The first alert in `text`, or `None` where it holds none.
    pub fn read(text: &str) -> Option<Self> {
        read(text)?.alerts.into_iter().next()
    }

    /// The alert as a text that [`Alert::read`] takes again: a title, its labels, its annotations.
    pub fn to_text(&self) -> String {
        let mut text = match self.status {
            Some(status) => format!("[{}] {}\n", status.word(), self.name),
            None => String::new(),
        };
        let mut labels = self.labels.clone();
        if !self.name.is_empty() && self.label("alertname").is_none() {
            labels.insert(0, ("alertname".to_owned(), self.name.clone()));
        }
        let mut annotations = self.annotations.clone();
        for (key, value) in [
            ("summary", &self.summary),
            ("description", &self.description),
            ("runbook_url", &self.runbook_url),
            ("startsAt", &self.starts_at),
        ] {
            let is_said = |value: &String| self.annotations.iter().any(|(_, said)| said == value);
            if let Some(value) = value.as_ref().filter(|value| !is_said(value)) {
                annotations.push((key.to_owned(), value.clone()));
            }
        }
        for (heading, pairs) in [("Labels:", labels), ("Annotations:", annotations)] {
            if !pairs.is_empty() {
                text.push_str(heading);
                text.push('\n');
            }
            for (key, value) in pairs {
                // A pair is a line.
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                text.extend([" - ", &key, " = ", &value, "\n"]);
            }
        }
        text
    }

    /// The value of a label.
    pub fn label(&self, name: &str) -> Option<&str> {
        value(&self.labels, name)
    }

    /// The value of an annotation.
    pub fn annotation(&self, name: &str) -> Option<&str> {
        value(&self.annotations, name)
    }
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.as_str())
}
