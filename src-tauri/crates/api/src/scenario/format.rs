//! Laying out the files of scenarios: white space and quoting only.

use super::files::Place;
use super::{ScenarioFinding, Sheet};
use crate::messages::Messages;
use crate::problems;
use drillbook_drill as drill;
use drillbook_library::Written;
use serde::Serialize;

/// What became of a file that was to be laid out.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FormattedFile {
    /// The file, as it was named.
    pub path: String,
    /// It is not laid out as it should be; where writing was asked for, it was not before.
    pub changed: bool,
    /// Why it was left alone.
    pub findings: Vec<ScenarioFinding>,
}

/// Lays out one file; writes it whole and only where it changes, if `write`.
pub(crate) fn format(messages: Messages, place: &Place, write: bool) -> FormattedFile {
    let mut formatted = FormattedFile {
        path: place.shown.clone(),
        changed: false,
        findings: Vec::new(),
    };
    let read = match place.read() {
        Ok(read) => read,
        Err(problem) => {
            let mut sheet = Sheet::new(&place.shown, "");
            sheet.add_file(messages, &problem);
            formatted.findings = sheet.findings;
            return formatted;
        }
    };
    let mut sheet = Sheet::new(&place.shown, &read.text);
    for problem in &read.found {
        sheet.add_file(messages, problem);
    }
    match drill::format(&read.text) {
        Err(problems) => problems
            .iter()
            .for_each(|problem| sheet.add(messages, problem)),
        // A file that was not read as it stands is never written.
        Ok(text) if !read.damaged && text != read.text => {
            formatted.changed = true;
            let written = if write {
                let replaced = place.root.replace(&place.id, &read.bytes, text.as_bytes());
                let sure = |written: Written| written.sure().map_err(|error| error.to_string());
                replaced.map_err(|error| error.to_string()).and_then(sure)
            } else {
                Ok(())
            };
            if let Err(problem) = written {
                formatted.changed = false;
                sheet.add_file(messages, &problems::unreadable(&problem));
            }
        }
        Ok(_) => {}
    }
    formatted.findings = sheet.findings;
    formatted
}
