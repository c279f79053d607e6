//! The entries of a run's log: what is stored, word for word, and read again by every later version.
//!
//! Never change what a field means: add a field with a default, or a new entry. An entry that this version does not know, or
//! cannot read, is kept as it came and shown as unknown.

use super::reading::Asked;
use crate::include::Included;
use crate::steps::{Form, Procedure};
use crate::{Document, secret};
use drillbook_text::hash;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;

/// The version of the entries that this build writes.
pub const VERSION: u32 = 1;

/// One entry of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its place in the log, from 1.
    pub seq: u32,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    /// Minutes that the writer's local time is ahead of UTC.
    pub offset: i32,
    /// Who did it.
    pub person: String,
    /// What happened.
    pub what: What,
}

/// What happened. Steps are named by their keys: the step's hash, or `added-7` for the one that entry 7 added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
pub enum What {
    /// The run began. Always the first entry and only there.
    Started(Box<Started>),
    /// A step became the current one.
    Focused {
        /// The step's key.
        step: String,
    },
    /// A step is done.
    Done {
        /// The step's key.
        step: String,
    },
    /// A step was left out, and open ones nested in it with it.
    Skipped {
        /// The step's key.
        step: String,
        /// Why.
        reason: String,
    },
    /// A step did not work.
    Failed {
        /// The step's key.
        step: String,
        /// What happened; may be empty.
        note: String,
    },
    /// Something worth keeping.
    Noted {
        /// The step's key; none for the run as a whole.
        step: Option<String>,
        /// The text.
        text: String,
    },
    /// What a command printed.
    Output {
        /// The step's key.
        step: String,
        /// The text, secrets masked.
        text: String,
        /// Something was masked.
        masked: bool,
    },
    /// A parameter was filled, or emptied.
    Filled {
        /// Its name.
        parameter: String,
        /// The value; none where it is secret and not stored, or where the parameter was emptied.
        value: Option<String>,
        /// The value is secret: it was used and not stored.
        #[serde(default)]
        secret: bool,
        /// Where the value came from.
        origin: Origin,
    },
    /// A value was read, or the one that was read was taken away.
    Read {
        /// The key of the step that asks for it.
        step: Option<String>,
        /// What was read, as the document asked for it then.
        reading: Asked,
        /// The value; none takes the earlier one away.
        value: Option<f64>,
    },
    /// A destructive command was looked at and is meant.
    Confirmed {
        /// The key of the step it stands in.
        step: Option<String>,
        /// The command as the document has it.
        command: String,
    },
    /// A command was copied.
    Copied {
        /// The key of the step it stands in.
        step: Option<String>,
        /// The command as the document has it.
        command: String,
        /// What was copied, secret values left out.
        text: String,
    },
    /// The timer of a step was started.
    TimerStarted {
        /// The step's key.
        step: String,
        /// How long it runs.
        seconds: u32,
    },
    /// The timer of a step was stopped before its time.
    TimerStopped {
        /// The step's key.
        step: String,
    },
    /// A step that the document lacks.
    StepAdded {
        /// The key of the step it follows; none puts it before all others.
        after: Option<String>,
        /// What is done in it.
        text: String,
    },
    /// An earlier entry was taken back.
    Undone {
        /// Its place in the log.
        entry: u32,
    },
    /// The document had changed, and the person went on with the text of the run.
    TextKept {
        /// The content hash of the text that was not taken.
        content: String,
    },
    /// The document had changed, and the person took its new text.
    TextTaken {
        /// The new text's steps.
        snapshot: Snapshot,
    },
    /// The run was exported to be gone on with elsewhere.
    HandedOver {},
    /// The run was brought in from a hand-over file.
    Imported {},
    /// The run is over.
    Closed {
        /// Whether the document was right.
        right: Right,
        /// What was missing or wrong; may be empty.
        missing: String,
    },
    /// An entry of a newer version, or one that cannot be read: kept as it came.
    #[serde(skip)]
    Unknown {
        /// Its type.
        kind: String,
        /// Its version.
        version: u32,
        /// Its data, as stored.
        json: String,
    },
}

/// How a run began.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Started {
    /// The document's path in its library.
    pub document: String,
    /// Its title.
    pub title: String,
    /// The name of the library, to be shown where the library is not known.
    pub library: String,
    /// The slug of the section it began in.
    pub section: Option<String>,
    /// The key of the step that a reader of that section begins with; none begins with the first of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Why.
    pub reason: String,
    /// The alert it was begun for.
    pub alert: Option<AlertNote>,
    /// The day of recurring work that it is done for: `2026-11-20`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurrence: Option<String>,
    /// The text's steps.
    pub snapshot: Snapshot,
}

/// An alert as the log keeps it, secret-looking values masked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertNote {
    /// Its name; may be empty.
    pub name: String,
    /// Its labels, in the order of the text.
    pub labels: Vec<(String, String)>,
    /// The text as pasted.
    pub text: String,
}

/// The steps of a text as they were when it was taken, so that a later version reads the run as it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The hash of the whole text ([`drillbook_text::hash::file`]); the text itself is stored apart under it.
    pub text: String,
    /// The hash of what it says ([`drillbook_text::hash::content`]).
    pub content: String,
    /// How the steps were found.
    pub form: Form,
    /// The steps in reading order.
    pub steps: Vec<StepText>,
    /// Names of the parameters, in the order of first use.
    pub parameters: Vec<String>,
    /// What of the text stands in other files that the document includes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub included: Vec<Included>,
}

/// A step as it read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepText {
    /// Its hash: the key that later entries name it by.
    pub hash: String,
    /// `slug/3`.
    pub id: String,
    /// The heading it stood under; empty before the first one.
    pub heading: String,
    /// The number that a reader saw; may be empty.
    pub number: String,
    /// How deeply it was nested.
    pub depth: u8,
    /// The step it was nested in, as an index.
    pub parent: Option<usize>,
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its text.
    pub text: String,
    /// How many seconds it says to wait.
    pub wait: Option<u32>,
}

/// Where a parameter's value came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A label of the alert.
    Alert,
    /// A person typed it.
    Typed,
}

/// Whether the document was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// As it stands.
    Yes,
    /// In part.
    Partly,
    /// It led astray.
    No,
}

impl Snapshot {
    /// The steps of `text` as [`crate::steps::procedure`] found them, none of it in other files.
    pub fn of(text: &str, document: &Document, procedure: &Procedure) -> Self {
        let heading = |section: usize| document.sections.get(section);
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let steps = procedure.steps.iter().map(|step| StepText {
            hash: unique(&step.hash, &mut seen),
            id: step.id.clone(),
            heading: heading(step.section)
                .map_or_else(String::new, |section| section.heading.clone()),
            number: step.number.clone(),
            depth: step.depth,
            parent: step.parent,
            line: step.line,
            text: step.text.clone(),
            wait: step.wait.as_ref().map(|wait| wait.seconds),
        });
        let names = procedure.parameters.iter();
        Self {
            text: hash::file(text.as_bytes()),
            content: document.content_hash.clone(),
            form: procedure.form,
            steps: steps.collect(),
            parameters: names.map(|parameter| parameter.name.clone()).collect(),
            included: Vec::new(),
        }
    }
}

/// Steps of equal text below equal headings hash alike; the second becomes `<hash>~2`.
fn unique<'a>(hash: &'a str, seen: &mut HashMap<&'a str, usize>) -> String {
    let count = seen.entry(hash).or_default();
    *count += 1;
    if *count == 1 {
        hash.to_owned()
    } else {
        format!("{hash}~{count}")
    }
}

impl AlertNote {
    /// The alert with what looks secret in it masked.
    pub fn masked(name: &str, labels: &[(String, String)], text: &str) -> Self {
        let label = |(name, value): &(String, String)| {
            let shown = if secret_value(name, value) {
                secret::MASK.to_owned()
            } else {
                value.clone()
            };
            (name.clone(), shown)
        };
        Self {
            name: name.to_owned(),
            labels: labels.iter().map(label).collect(),
            text: secret::mask(text),
        }
    }
}

/// Whether a value is not to be stored: by its look, or by the name it goes under.
pub fn secret_value(name: &str, value: &str) -> bool {
    secret::looks_secret(value)
        || secret::looks_secret(&format!("{name}={value}"))
        || secret_name(name)
}

/// Whether what goes under this name is secret, whatever it looks like.
pub fn secret_name(name: &str) -> bool {
    secret::looks_secret(&format!("{name}=hunter22"))
}

impl What {
    /// Type, version and data, as they are stored.
    pub fn encode(&self) -> (String, u32, String) {
        if let Self::Unknown {
            kind,
            version,
            json,
        } = self
        {
            return (kind.clone(), *version, json.clone());
        }
        // Strings, numbers and lists only: serialising them cannot fail.
        let value = serde_json::to_value(self).unwrap_or_default();
        let kind = value["type"].as_str().unwrap_or_default().to_owned();
        (kind, VERSION, value["data"].to_string())
    }

    /// What was stored; [`What::Unknown`] where this version cannot read it.
    pub fn decode(kind: &str, version: u32, json: &str) -> Self {
        let known = || {
            let data: Value = serde_json::from_str(json).ok()?;
            let whole = serde_json::json!({ "type": kind, "data": data });
            serde_json::from_value(whole).ok()
        };
        let read = if version > VERSION { None } else { known() };
        read.unwrap_or_else(|| Self::Unknown {
            kind: kind.to_owned(),
            version,
            json: json.to_owned(),
        })
    }

    /// The key of the step that the entry belongs to.
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::Focused { step }
            | Self::Done { step }
            | Self::Skipped { step, .. }
            | Self::Failed { step, .. }
            | Self::Output { step, .. }
            | Self::TimerStarted { step, .. }
            | Self::TimerStopped { step } => Some(step),
            Self::Noted { step, .. }
            | Self::Read { step, .. }
            | Self::Confirmed { step, .. }
            | Self::Copied { step, .. } => step.as_deref(),
            Self::StepAdded { after, .. } => after.as_deref(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::Limits;

    fn check(what: &What, kind: &str, json: &str) {
        assert_eq!(what.encode(), (kind.to_owned(), 1, json.to_owned()));
        assert_eq!(&What::decode(kind, 1, json), what);
    }

    #[test]
    fn entries_are_stored_and_read_word_for_word() {
        check(
            &What::Done { step: "ab".into() },
            "done",
            r#"{"step":"ab"}"#,
        );
        check(&What::HandedOver {}, "handed-over", "{}");
        let filled = What::Filled {
            parameter: "pod".into(),
            value: Some("x".into()),
            secret: false,
            origin: Origin::Alert,
        };
        let json = r#"{"parameter":"pod","value":"x","secret":false,"origin":"alert"}"#;
        check(&filled, "filled", json);
        let read = What::Read {
            step: Some("ab".into()),
            reading: Asked {
                key: "r1".into(),
                name: "R1".into(),
                unit: "°C".into(),
                limits: Limits {
                    min: Some(18.0),
                    max: None,
                },
            },
            value: Some(24.5),
        };
        let json = r#"{"step":"ab","reading":{"key":"r1","name":"R1","unit":"°C","min":18.0,"max":null},"value":24.5}"#;
        check(&read, "read", json);
        let closed = What::Closed {
            right: Right::Partly,
            missing: "the port".into(),
        };
        check(
            &closed,
            "closed",
            r#"{"right":"partly","missing":"the port"}"#,
        );
    }

    #[test]
    fn what_is_not_known_is_kept_as_it_came() {
        for (kind, version, json) in [
            ("teleported", 1, r#"{"to":"mars"}"#),
            ("done", 2, r#"{"step":"ab"}"#),
            ("done", 1, r#"{"stair":"ab"}"#),
            ("done", 1, "not json"),
            ("unknown", 1, "{}"),
        ] {
            let what = What::decode(kind, version, json);
            assert!(matches!(what, What::Unknown { .. }), "{kind}");
            assert_eq!(what.encode(), (kind.to_owned(), version, json.to_owned()));
        }
    }

    #[test]
    fn secrets_are_known_by_look_and_by_name() {
        let check = |name: &str, value: &str, expected: bool| {
            assert_eq!(secret_value(name, value), expected, "{name}={value}");
        };
        check("DB_PASSWORD", "x", true);
        check("key", "AKIAIOSFODNN7EXAMPLE", true);
        check("pod", "checkout-6d4cf56db6-x2x7q", false);
        check("namespace", "checkout", false);
        let labels = [("api_token".to_owned(), "x".to_owned())];
        assert_eq!(AlertNote::masked("", &labels, "").labels[0].1, "••••••");
    }
}
