//! What a stream of the kind `drill` holds, entry by entry. Versions and kinds that are not known here are left alone.
//!
//! The inputs are entries as `drillbook_drill` logs them; beside each stands where the drill stood after it, so that lists
//! need no replay. The texts that were played are kept by the journal under their hashes: a file that changes on disk
//! changes no drill.

use drillbook_drill as drill;
use drillbook_drill::model::Stage;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The version of what is written.
pub(super) const VERSION: u32 = 1;

/// An event of a drill.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// It was begun.
    Started(Box<Started>),
    /// Something was put in.
    Put(Put),
    /// It came to its end; stands behind the input that ended it.
    Ended(Box<Ended>),
    /// The person told what happened, or passed it over.
    Account { text: String },
    /// The person answered a question of the quiz.
    Answered(Answered),
    /// Something is to become better.
    Item(Item),
    /// Written by a newer version.
    Unknown,
}

/// How a drill was begun.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Started {
    /// The format of the log.
    pub(super) format: String,
    /// The scenario's id.
    pub(super) scenario: String,
    /// The scenario's title.
    pub(super) title: String,
    /// The language of its texts.
    pub(super) language: String,
    /// What it was played with.
    pub(super) setup: drill::Setup,
    /// The engine's version.
    pub(super) engine: u32,
    /// The hash of all texts, and of the state after the start.
    pub(super) hash: String,
    pub(super) start: String,
    /// Where the journal keeps each text.
    pub(super) texts: Kept,
    /// The time at the start.
    pub(super) clock: String,
    /// What it goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) forked: Option<Forked>,
    /// The text was one that is being written: it counts for nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) trial: bool,
}

/// Hashes of the texts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Kept {
    pub(super) scenario: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) system: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) translation: Option<String>,
    /// What really happened, Markdown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) story: Option<String>,
}

/// The moment of another drill.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Forked {
    pub(super) id: String,
    pub(super) seq: u32,
    pub(super) clock: String,
}

/// An input, and where the drill stood after it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Put {
    #[serde(flatten)]
    pub(super) entry: drill::Entry,
    pub(super) after: u32,
    pub(super) clock: String,
    pub(super) stage: Stage,
}

/// What a drill came to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ended {
    /// The ending; empty when it was given up.
    pub(super) ending: String,
    /// What it counts as; none when it was given up.
    pub(super) result: Option<drill::model::Outcome>,
    /// The values of the variants.
    pub(super) variant: Vec<(String, String)>,
    /// How each item was judged.
    pub(super) verdicts: Vec<(String, drill::Verdict)>,
    /// How often harm was done.
    pub(super) hazards: u32,
    /// The debrief as it was then, for the day on which an engine no longer plays the log the same.
    #[serde(default)]
    pub(super) debrief: Value,
}

/// An answer of the quiz.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answered {
    pub(super) question: u32,
    pub(super) answer: u32,
}

/// Something that is to become better; an empty text takes it away.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    pub(super) number: u32,
    pub(super) text: String,
    pub(super) owner: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) document: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) slug: String,
    pub(super) done: bool,
}

#[derive(Serialize, Deserialize)]
struct Text {
    text: String,
}

/// The kinds by which drills are listed.
pub(super) const STARTED: &str = "started";
pub(super) const PUT: &str = "put";
pub(super) const ENDED: &str = "ended";

impl What {
    /// Kind and data, as the journal keeps them.
    pub(super) fn encode(&self) -> (String, String) {
        let (kind, value) = match self {
            Self::Started(started) => (STARTED, serde_json::to_value(started)),
            Self::Put(put) => (PUT, serde_json::to_value(put)),
            Self::Ended(ended) => (ENDED, serde_json::to_value(ended)),
            Self::Account { text } => {
                ("account", serde_json::to_value(Text { text: text.clone() }))
            }
            Self::Answered(answered) => ("answered", serde_json::to_value(answered)),
            Self::Item(item) => ("item", serde_json::to_value(item)),
            Self::Unknown => ("unknown", Ok(Value::Null)),
        };
        // Plain data of our own: it has no maps with keys that are no text.
        (kind.to_owned(), value.unwrap_or_default().to_string())
    }

    pub(super) fn decode(kind: &str, version: u32, json: &str) -> Self {
        if version > VERSION {
            return Self::Unknown;
        }
        let read = match kind {
            STARTED => serde_json::from_str(json).map(|started| Self::Started(Box::new(started))),
            PUT => serde_json::from_str(json).map(Self::Put),
            ENDED => serde_json::from_str(json).map(|ended| Self::Ended(Box::new(ended))),
            "account" => serde_json::from_str(json).map(|Text { text }| Self::Account { text }),
            "answered" => serde_json::from_str(json).map(Self::Answered),
            "item" => serde_json::from_str(json).map(Self::Item),
            _ => Ok(Self::Unknown),
        };
        read.unwrap_or(Self::Unknown)
    }
}
