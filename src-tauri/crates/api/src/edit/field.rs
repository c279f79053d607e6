//! Front matter as a form: the fields of a text as they are read, and one of them set by its bytes.

use super::{Answer, units};
use crate::App;
use crate::wire::{
    EditChange, EditFieldRequest, EditFieldSet, EditFieldValue, EditFields, EditFieldsRequest,
};
use drillbook_runbook::front_matter::{Wanted, set};
use drillbook_runbook::{Interval, parse};
use drillbook_text::Utf16Index;

/// The path that a text without one is read as.
const SOMEWHERE: &str = "document.md";

impl App {
    /// The fields of a text's front matter.
    pub fn edit_fields(&self, request: &EditFieldsRequest) -> Answer<EditFields> {
        self.check_size(&request.text)?;
        let front = parse(SOMEWHERE, &request.text).front_matter;
        let unknown = |key: &str| {
            let found = front.unknown.iter().find(|(known, _)| known == key);
            found.map(|(_, value)| value.clone())
        };
        Ok(EditFields {
            schedule: unknown("schedule"),
            title: front.title,
            kind: front.kind,
            status: front.status,
            owner: front.owner,
            service: front.service,
            severity: front.severity,
            alerts: front.alerts,
            tags: front.tags,
            last_reviewed: front.last_reviewed,
            review_interval: front.review_interval.map(length),
        })
    }

    /// The changes of a text after which a field says something else, every other byte as it was.
    pub fn edit_field(&self, request: &EditFieldRequest) -> Answer<EditFieldSet> {
        let text = &request.text;
        self.check_size(text)?;
        let wanted = match &request.value {
            None => Wanted::Absent,
            Some(EditFieldValue::Text(value)) => Wanted::Text(value),
            Some(EditFieldValue::List(values)) => Wanted::List(values),
        };
        let edits = set(text, &request.key, wanted)
            .map_err(|refusal| self.refused(&format!("refusal_field_{}", refusal.as_str()), &[]))?;
        let index = Utf16Index::new(text);
        let change = |edit: drillbook_text::Edit| {
            let (from, to) = units(&index, edit.span);
            EditChange {
                from,
                to,
                insert: edit.text,
            }
        };
        Ok(EditFieldSet {
            changes: edits.into_iter().map(change).collect(),
        })
    }
}

/// A length of time as front matter says it.
fn length(interval: Interval) -> String {
    match interval {
        Interval { months: 1, days: 0 } => "1 month".to_owned(),
        Interval { months, days: 0 } => format!("{months} months"),
        Interval { months: 0, days } => format!("{days} days"),
        Interval { months, days } => format!("{} days", months * 30 + days),
    }
}
