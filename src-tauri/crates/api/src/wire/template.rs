//! New documents: what they are made from, what is known of them already, and what they would be.

use super::document::Snippet;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a new document is begun from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(
    tag = "from",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[ts(export)]
pub enum NewFrom {
    /// Nothing: somebody wants to write.
    Nothing,
    /// An alert rule of the library that has no document.
    Rule {
        /// The alert's name.
        alert: String,
    },
    /// An alert that was pasted.
    Pasted {
        /// The text as it came.
        text: String,
        /// Which alert of it, from 0.
        chosen: u32,
    },
    /// A run.
    Run {
        /// Its id.
        id: String,
    },
}

/// Asks what a new document can be made of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NewOfferRequest {
    /// What it is begun from.
    pub origin: NewFrom,
}

/// What a new document can be made of, and what is known of it already.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NewOffer {
    /// The templates: the team's own first, then those that ship.
    pub templates: Vec<TemplateRow>,
    /// The template to begin with: an id of theirs.
    pub template: String,
    /// What its fields begin with.
    pub fields: NewFields,
    /// What is known of its text.
    pub known: Vec<NewKnown>,
    /// Folders of the library, by name.
    pub folders: Vec<String>,
    /// Those who keep documents, or could: groups, people.
    pub owners: Vec<String>,
    /// Services that documents concern.
    pub services: Vec<String>,
}

/// A template to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TemplateRow {
    /// Its id: opaque.
    pub id: String,
    /// What it is called, in the language of the window where it ships in it.
    pub title: String,
    /// What it is for.
    pub summary: Option<String>,
    /// The kind of document that it makes.
    pub kind: String,
    /// The languages that it is there in, by their codes.
    pub languages: Vec<String>,
    /// The file of the library that it is; none where it ships with the app.
    pub file: Option<String>,
}

/// What a person says of a new document. What is empty stays as the template has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NewFields {
    /// Its title.
    pub title: String,
    /// Who keeps it.
    pub owner: String,
    /// The service it concerns.
    pub service: String,
    /// How bad it is.
    pub severity: String,
    /// The alerts it answers.
    pub alerts: Vec<String>,
    /// How often it is reviewed.
    pub review_interval: String,
    /// When it is done again.
    pub schedule: String,
}

/// Something that is known of a new document's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NewKnown {
    /// What it is about.
    pub part: NewPart,
    /// It takes the place of what the template says there; else it stands above that.
    pub instead: bool,
    /// The text, in Markdown.
    pub text: String,
}

/// What a part of a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NewPart {
    /// What an alert means.
    Meaning,
    /// Whom it hurts.
    Impact,
    /// What is done.
    Steps,
    /// What happened when.
    Timeline,
}

/// What a new document is to be made of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NewRequest {
    /// Which template.
    pub template: String,
    /// The language of the text, by its code, where the template is there in several.
    pub language: String,
    /// What the person says of it.
    pub fields: NewFields,
    /// What is known of its text.
    pub known: Vec<NewKnown>,
    /// The folder that the person chose; none where it is to be proposed.
    pub folder: Option<String>,
    /// The file's name that the person chose; none where it is to be proposed.
    pub file: Option<String>,
}

/// A new document as it would be; nothing is written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NewDocument {
    /// Its folder, chosen or proposed; empty for the library's own.
    pub folder: String,
    /// Its file's name, chosen or proposed; empty where there is none yet.
    pub file: String,
    /// Its path: folder and file.
    pub path: String,
    /// Why it cannot stand there; none where it can.
    pub problem: Option<String>,
    /// Its text, lines ended by `\n`.
    pub text: String,
    /// How it would look.
    pub html: String,
    /// What can be copied in it.
    pub snippets: Vec<Snippet>,
    /// What is wrong with fields.
    pub fields: Vec<NewFieldProblem>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NewFieldProblem {
    /// Which one, as front matter calls it.
    pub field: String,
    /// The problem in a sentence, with what to write instead.
    pub message: String,
}

/// The alerts of the library's rules that no document answers.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AlertGaps {
    /// Alert rules in the library.
    pub rules: u32,
    /// Alerts without a document, each name once.
    pub missing: Vec<AlertGap>,
}

/// An alert that no document answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AlertGap {
    /// The alert.
    pub alert: String,
    /// The file of its rule.
    pub file: String,
    /// The rule's line, from 1.
    pub line: u32,
    /// The document of an alert that is gone and was called much like this one.
    pub renamed: Option<String>,
}
