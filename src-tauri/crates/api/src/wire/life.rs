//! The life of documents: how they stand, who has read and signed them, what asks for upkeep.

use super::run_view::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a document stands with its team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum DocumentStatus {
    /// Being written.
    Draft,
    /// Waiting for somebody who may approve it.
    InReview,
    /// In force.
    Approved,
    /// No longer in force.
    Deprecated,
}

/// How much a change matters to those who have signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ChangeClass {
    /// What keeps people or data from harm.
    Safety,
    /// What is done or known.
    Content,
    /// Words only: nobody is asked again.
    Wording,
}

/// How much a reason matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReasonWeight {
    /// Worth knowing.
    Remark,
    /// Somebody is to look at it soon.
    Soon,
    /// It may mislead now.
    Now,
}

/// What speaks against trusting a document today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UpkeepReason {
    /// In one word, for programs: `overdue`.
    pub code: String,
    /// How much it matters.
    pub weight: ReasonWeight,
    /// As a sentence.
    pub sentence: String,
}

/// One thing that the reasons are told from: `Last shared run`, `2026-11-02`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UpkeepInput {
    /// What.
    pub name: String,
    /// How it is.
    pub value: String,
}

/// What git says of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SignatureProof {
    /// Its record is not committed yet.
    NotCommitted,
    /// Its record reads otherwise than whoever signed committed it.
    Altered,
    /// Whoever committed it has the address of the person.
    Same,
    /// Whoever committed it has another address than the person.
    Other,
    /// The list of people has no address for the person.
    NoAddress,
}

/// How it stands with one person's signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SignatureRow {
    /// Who.
    pub person: String,
    /// It is me.
    pub me: bool,
    /// The document asks the person to sign.
    pub asked: bool,
    /// When the person signed; what was signed may have changed since.
    pub signed: Option<Moment>,
    /// The signature holds for what the document says now.
    pub holds: bool,
    /// Why the person is asked again.
    pub again: Option<ChangeClass>,
    /// What git says of the signature; none where there is none, or where git was not asked: it is, in a repository that the
    /// person trusts.
    pub proof: Option<SignatureProof>,
    /// Who committed it, as the commit says: `Ayu Lestari <ayu@pasar.example>`.
    pub committed_by: Option<String>,
}

/// How a document stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DocumentLife {
    /// The document.
    pub document: String,
    /// What it says, by its hash: acts name it, so that nobody signs another text than was read.
    pub content: String,
    /// How it stands; none where front matter does not say, or says a word of its own.
    pub status: Option<DocumentStatus>,
    /// What it may become next.
    pub next: Vec<DocumentStatus>,
    /// I may approve it.
    pub may_approve: bool,
    /// Who may, by name; everybody where nobody is named.
    pub approvers: Vec<String>,
    /// What speaks against trusting it, what matters most first.
    pub reasons: Vec<UpkeepReason>,
    /// What that is told from.
    pub inputs: Vec<UpkeepInput>,
    /// When it is due again after a review today: `2027-05-21`.
    pub next_review: Option<String>,
    /// Somebody vouched for another text before: a review says what sort of change it was.
    pub changed: bool,
    /// I am asked to read and sign it.
    pub to_sign: bool,
    /// Who has signed and who has not.
    pub signatures: Vec<SignatureRow>,
    /// Records that could not be read.
    pub problems: Vec<RecordProblem>,
}

/// Something that is done to a document's records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "act"
)]
#[ts(export)]
pub enum LifeAct {
    /// I have read it.
    Sign,
    /// I have reviewed it: it is right as it stands.
    Review {
        /// What sort of change it was since somebody last vouched for it.
        change: Option<ChangeClass>,
    },
    /// It stands otherwise now.
    Status {
        /// How.
        status: DocumentStatus,
        /// What sort of change it was; for an approval.
        change: Option<ChangeClass>,
        /// Why; may be empty.
        note: String,
    },
    /// Was this right?
    Feedback {
        /// It was.
        right: bool,
        /// What was not; may be empty.
        note: String,
    },
}

/// Does something to a document's records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LifeActRequest {
    /// The document.
    pub document: String,
    /// What it said when the person looked at it: [`DocumentLife::content`].
    pub content: String,
    /// What is done.
    pub act: LifeAct,
}

/// A file among the shared records that is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecordProblem {
    /// Its path in the library.
    pub path: String,
    /// What is wrong with it.
    pub message: String,
}

/// A document that asks for upkeep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UpkeepRow {
    /// The document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Its owner, as written.
    pub owner: Option<String>,
    /// I own it, or a group that I am in does.
    pub mine: bool,
    /// When its review is due.
    pub due: Option<String>,
    /// Why, what matters most first.
    pub reasons: Vec<UpkeepReason>,
}

/// A document that I am to read and sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReadingRow {
    /// The document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// I signed it once: what sort of change asks me again.
    pub again: Option<ChangeClass>,
}

/// A change that a run of this computer proposes, of a document that says what was followed and that nobody vouched for since.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProposalRow {
    /// The run.
    pub run: String,
    /// The document.
    pub document: String,
    /// Its title.
    pub title: String,
    /// Who followed it.
    pub person: String,
    /// When the run was closed.
    pub ended: Moment,
    /// How many things it has to say.
    pub suggestions: u32,
}

/// How the documents of one owner stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OwnerRow {
    /// The owner; empty for documents without one.
    pub owner: String,
    /// Documents.
    pub documents: u32,
    /// With a review that is overdue.
    pub overdue: u32,
    /// With another reason that may mislead now.
    pub flagged: u32,
}

/// How a library stands, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UpkeepCounts {
    /// Documents.
    pub documents: u32,
    /// With a review that is overdue, or never was.
    pub overdue: u32,
    /// With a review that is due soon.
    pub soon: u32,
    /// With links that lead nowhere.
    pub dead_links: u32,
    /// Of which runs or answers said that they are not right.
    pub said_wrong: u32,
    /// For alerts that no rule has.
    pub alerts_gone: u32,
    /// Signatures that are asked for.
    pub asked: u32,
    /// Of these, such as hold.
    pub signed: u32,
    /// Runs that were shared in the last seven days.
    pub runs: u32,
}

/// The upkeep of a library. Runs and answers are the shared ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Upkeep {
    /// The day for which it is reckoned: `2026-11-21`.
    pub on: String,
    /// Who I am.
    pub me: String,
    /// The team's list of people has me, or there is no such list.
    pub known: bool,
    /// The library in numbers.
    pub counts: UpkeepCounts,
    /// By owner, those with most to do first.
    pub owners: Vec<OwnerRow>,
    /// Documents that ask for upkeep: mine first, then what matters most.
    pub queue: Vec<UpkeepRow>,
    /// More of them than are listed.
    pub more: u32,
    /// What I am to read and sign.
    pub reading: Vec<ReadingRow>,
    /// What runs of this computer would have changed, the latest first.
    pub proposals: Vec<ProposalRow>,
    /// Records that could not be read.
    pub problems: Vec<RecordProblem>,
}
