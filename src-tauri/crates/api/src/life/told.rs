//! The life of a document as the window and the terminal are told it.

use super::Read;
use super::proof::Committed;
use super::scene::{Scene, status};
use crate::check;
use crate::messages::Messages;
use crate::run::moments;
use crate::wire::{
    ChangeClass, DocumentLife, DocumentStatus, ReasonWeight, SignatureRow, UpkeepInput,
    UpkeepReason,
};
use drillbook_runbook::life::{Class, Inputs, Reason, Review, Status, Weight, reasons};
use drillbook_runbook::run::Instant;

pub(super) fn life(
    scene: &Scene<'_>,
    read: &Read,
    committed: Option<&Committed>,
    messages: Messages,
) -> DocumentLife {
    let (id, record) = (&read.id, &read.record);
    let dead = check::dead_links_of(scene.session, id, record);
    let inputs = scene.inputs(id, record, dead);
    let review = Review::of(&record.reviews());
    let signatures = signatures(scene, read, committed);
    let now = status(record);
    let problems = scene.book.faults.iter();
    DocumentLife {
        document: id.clone(),
        content: record.content.clone(),
        status: now.map(status_to_wire),
        next: Status::next(now)
            .iter()
            .copied()
            .map(status_to_wire)
            .collect(),
        may_approve: scene.may_approve(record),
        approvers: scene
            .approvers(record)
            .into_iter()
            .map(|person| person.name)
            .collect(),
        reasons: told(&reasons(&inputs, scene.today), messages),
        inputs: shown(scene, read, &inputs, messages),
        next_review: review.next_after(scene.today).map(|date| date.to_string()),
        changed: scene.before(id, record).is_some(),
        to_sign: signatures
            .iter()
            .any(|row| row.me && row.asked && !row.holds),
        signatures,
        problems: problems.map(|fault| fault.told(messages)).collect(),
    }
}

fn signatures(scene: &Scene<'_>, read: &Read, committed: Option<&Committed>) -> Vec<SignatureRow> {
    let found = scene.signatures(&read.id, &read.record);
    let acks = scene.book.acks.placed(&read.id, &read.record.content);
    let each = found.into_iter().map(|signature| {
        let ack = signature.ack.and_then(|at| acks.get(at));
        let proof = ack.zip(committed);
        let proof = proof.map(|((path, _), git)| git.proof(path, &signature.person));
        let (proof, committed_by) = proof.unzip();
        SignatureRow {
            me: scene.is_me(&signature.person),
            person: signature.person.name,
            asked: signature.asked,
            signed: ack.map(|(_, ack)| moments::moment(ack.mark.instant())),
            holds: signature.holds,
            again: signature.again.map(class_to_wire),
            proof,
            committed_by: committed_by.flatten(),
        }
    });
    each.collect()
}

/// Reasons as sentences.
pub(super) fn told(reasons: &[Reason], messages: Messages) -> Vec<UpkeepReason> {
    let each = reasons.iter().map(|reason| UpkeepReason {
        code: reason.as_str().to_owned(),
        weight: match reason.weight() {
            Weight::Remark => ReasonWeight::Remark,
            Weight::Soon => ReasonWeight::Soon,
            Weight::Now => ReasonWeight::Now,
        },
        sentence: sentence(reason, messages),
    });
    each.collect()
}

fn sentence(reason: &Reason, messages: Messages) -> String {
    let args = match reason {
        Reason::SaidWrong(count) | Reason::DeadLinks(count) => vec![("count", count.to_string())],
        Reason::AlertsGone(alerts) => vec![("alerts", alerts.join(", "))],
        Reason::Overdue(date, days) | Reason::DueSoon(date, days) => {
            vec![("date", date.to_string()), ("days", days.to_string())]
        }
        Reason::NotApproved(status) => vec![("status", status_word(*status, messages))],
        _ => Vec::new(),
    };
    let args: Vec<(&str, &str)> = args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let key = reason.as_str().replace('-', "_");
    messages.text(&format!("upkeep_reason_{key}"), &args)
}

fn status_word(status: Status, messages: Messages) -> String {
    let key = status.as_str().replace('-', "_");
    messages.text(&format!("life_status_{key}"), &[])
}

/// What the reasons are told from, by name.
fn shown(scene: &Scene<'_>, read: &Read, inputs: &Inputs, messages: Messages) -> Vec<UpkeepInput> {
    let (id, record) = (&read.id, &read.record);
    let date = |date: Option<String>| date.unwrap_or_else(|| messages.text("upkeep_none", &[]));
    let runs = scene.book.runs.of(id, &record.content).into_iter();
    let last_run = runs.map(super::book::Run::ended).max_by_key(|when| when.at);
    let changed = Instant {
        at: i64::try_from(record.modified / 1_000_000).unwrap_or(0),
        offset: crate::clock::offset(),
    };
    let changed = (record.modified > 0).then(|| moments::date(changed));
    let answers = scene.answers(id, record);
    let answers = [
        ("yes", answers.0.to_string()),
        ("no", answers.1.to_string()),
    ];
    let answers = answers
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let alerts = match (record.alerts.is_empty(), scene.gone.rules) {
        (true, _) => messages.text("upkeep_no_alerts", &[]),
        (false, 0) => messages.text("upkeep_no_rules", &[]),
        _ if inputs.alerts_gone.is_empty() => messages.text("upkeep_alerts_there", &[]),
        _ => inputs.alerts_gone.join(", "),
    };
    let rows = [
        (
            "review_last",
            date(inputs.review.last.map(|date| date.to_string())),
        ),
        (
            "review_due",
            date(inputs.review.due.map(|date| date.to_string())),
        ),
        ("file_changed", date(changed)),
        ("last_run", date(last_run.map(moments::date))),
        ("answers", messages.text("upkeep_answers_counted", &answers)),
        ("alerts", alerts),
        ("dead_links", inputs.dead_links.to_string()),
    ];
    let rows = rows.into_iter().map(|(key, value)| UpkeepInput {
        name: messages.text(&format!("upkeep_input_{key}"), &[]),
        value,
    });
    rows.collect()
}

fn status_to_wire(status: Status) -> DocumentStatus {
    match status {
        Status::Draft => DocumentStatus::Draft,
        Status::InReview => DocumentStatus::InReview,
        Status::Approved => DocumentStatus::Approved,
        Status::Deprecated => DocumentStatus::Deprecated,
    }
}

pub(super) fn status_of_wire(status: DocumentStatus) -> Status {
    match status {
        DocumentStatus::Draft => Status::Draft,
        DocumentStatus::InReview => Status::InReview,
        DocumentStatus::Approved => Status::Approved,
        DocumentStatus::Deprecated => Status::Deprecated,
    }
}

pub(super) fn class_to_wire(class: Class) -> ChangeClass {
    match class {
        Class::Safety => ChangeClass::Safety,
        Class::Content => ChangeClass::Content,
        Class::Wording => ChangeClass::Wording,
    }
}

pub(super) fn class_of_wire(class: ChangeClass) -> Class {
    match class {
        ChangeClass::Safety => Class::Safety,
        ChangeClass::Content => Class::Content,
        ChangeClass::Wording => Class::Wording,
    }
}
