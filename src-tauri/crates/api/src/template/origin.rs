//! What is known of a document before it is written: from an alert rule, a pasted alert, or a run.

use super::Answer;
use crate::App;
use crate::coverage;
use crate::session::Session;
use crate::wire::{ErrorCode, NewFields, NewFrom, NewKnown, NewPart, RunRequest};
use drillbook_alerts::{self as alerts, Alert};
use drillbook_runbook::Kind;
use drillbook_runbook::template::{SHIPPED, Shipped};

/// What is known of a document.
#[derive(Default)]
pub(super) struct Known {
    pub(super) template: Wanted,
    pub(super) fields: NewFields,
    pub(super) said: Vec<NewKnown>,
}

/// The template that fits.
pub(super) struct Wanted {
    /// The one that ships.
    pub(super) id: &'static str,
    /// The kind of document that it makes.
    pub(super) kind: String,
}

impl Default for Wanted {
    fn default() -> Self {
        Self::of("sop")
    }
}

impl Wanted {
    fn of(id: &'static str) -> Self {
        let kind = SHIPPED
            .iter()
            .find(|shipped| shipped.id == id)
            .map_or(Kind::Reference, Shipped::kind);
        Self {
            id,
            kind: kind.as_str().to_owned(),
        }
    }
}

impl App {
    pub(super) fn known_of(&self, session: &Session, origin: &NewFrom) -> Answer<Known> {
        match origin {
            NewFrom::Nothing => Ok(Known::default()),
            NewFrom::Rule { alert } => {
                let rule = coverage::rule(session, alert);
                let known = rule.map(|rule| of_alert(&rule.alert(), &rule.expr));
                known.ok_or_else(|| self.error(ErrorCode::BadRequest, &[]))
            }
            NewFrom::Pasted { text, chosen } => {
                let pasted = alerts::read(text).map(|pasted| pasted.alerts);
                let chosen = usize::try_from(*chosen).unwrap_or(usize::MAX);
                let alert = pasted.and_then(|alerts| alerts.into_iter().nth(chosen));
                let alert = alert.ok_or_else(|| self.error(ErrorCode::BadRequest, &[]))?;
                // The rule says what holds for every alert of the name; what was pasted, what held for one.
                let rule = coverage::rule(session, &alert.name);
                Ok(rule.map_or_else(
                    || of_alert(&of_its_kind(alert), ""),
                    |rule| of_alert(&rule.alert(), &rule.expr),
                ))
            }
            NewFrom::Run { id } => self.known_of_run(id),
        }
    }

    fn known_of_run(&self, id: &str) -> Answer<Known> {
        let told = self.draft_of_run(&RunRequest { id: id.to_owned() })?;
        let texts = [
            (NewPart::Steps, told.steps),
            (NewPart::Timeline, told.timeline),
        ];
        let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
        Ok(Known {
            template: Wanted::of(match told.alert {
                Some(_) => "incident-review",
                None => "sop",
            }),
            fields: NewFields {
                title: told.reason,
                alerts: told.alert.into_iter().collect(),
                ..NewFields::default()
            },
            said: said
                .map(|(part, text)| NewKnown {
                    part,
                    instead: true,
                    text,
                })
                .collect(),
        })
    }
}

/// What an alert and its rule's expression tell of its document.
fn of_alert(alert: &Alert, expr: &str) -> Known {
    let told = alerts::tell(alert, expr);
    let label = |names: [&str; 2]| {
        let found = names.iter().find_map(|name| alert.label(name));
        found.unwrap_or_default().to_owned()
    };
    let texts = [
        (NewPart::Meaning, true, told.meaning),
        // Whom it hurts is judged by people: what the rule says stands above the question.
        (NewPart::Impact, false, told.impact),
    ];
    let said = texts.into_iter().filter(|(.., text)| !text.is_empty());
    Known {
        template: Wanted::of("alert-runbook"),
        fields: NewFields {
            title: alert.name.clone(),
            owner: label(["owner", "team"]),
            service: label(["service", "app"]),
            severity: label(["severity", "priority"]),
            alerts: Some(alert.name.clone())
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
            ..NewFields::default()
        },
        said: said
            .map(|(part, instead, text)| NewKnown {
                part,
                instead,
                text,
            })
            .collect(),
    }
}

/// The alert without the labels that tell it from others of its name.
fn of_its_kind(mut alert: Alert) -> Alert {
    const COMMON: [&str; 6] = [
        "alertname",
        "severity",
        "priority",
        "team",
        "owner",
        "service",
    ];
    alert
        .labels
        .retain(|(name, _)| COMMON.contains(&name.as_str()));
    alert
}
