//! What was read over time: one line a reading, and everything as CSV.

use super::check::{Check, Read};
use super::work::works;
use super::{Answer, known::Known};
use crate::App;
use crate::messages::Messages;
use crate::run::{Source, moments, reading};
use crate::session::Session;
use crate::settings::write_atomically;
use crate::wire::{
    CheckHistory, CheckHistoryRequest, ErrorCode, ReadingHistory, ReadingPoint, RunExport,
};
use drillbook_runbook::readings::Limits;
use std::collections::HashMap;
use std::path::Path;

/// The columns of the CSV.
const COLUMNS: [&str; 10] = [
    "occurrence",
    "at",
    "person",
    "reading",
    "value",
    "unit",
    "min",
    "max",
    "standing",
    "shared",
];

/// A reading with what was read, under the name that the document of the question has for it.
struct Line {
    key: String,
    name: String,
    unit: String,
    limits: Limits,
    values: Vec<(usize, Read)>,
}

/// Everything that was read of a document and its translations.
struct Lines {
    title: String,
    checks: Vec<Check>,
    readings: Vec<Line>,
}

impl App {
    /// What was read over time when this document, or a translation of it, was followed.
    pub fn check_history(&self, request: &CheckHistoryRequest) -> Answer<CheckHistory> {
        let messages = self.messages();
        let found = self.lines(&request.document)?;
        let line = |line: &Line| ReadingHistory {
            id: line.key.clone(),
            name: line.name.clone(),
            unit: line.unit.clone(),
            limits: reading::limits(messages, line.limits),
            min: line.limits.min,
            max: line.limits.max,
            points: line
                .values
                .iter()
                .filter_map(|(at, read)| Some(point(messages, found.checks.get(*at)?, read)))
                .collect(),
        };
        Ok(CheckHistory {
            document: request.document.clone(),
            readings: found.readings.iter().map(line).collect(),
            checks: u32::try_from(found.checks.len()).unwrap_or(u32::MAX),
            title: found.title,
        })
    }

    /// The same as CSV: a line a value, the oldest first.
    pub fn export_checks(&self, request: &CheckHistoryRequest) -> Answer<RunExport> {
        let found = self.lines(&request.document)?;
        let mut rows: Vec<(usize, String)> = Vec::new();
        for line in &found.readings {
            for (at, read) in &line.values {
                if let Some(check) = found.checks.get(*at) {
                    rows.push((*at, csv_line(check, line, read)));
                }
            }
        }
        rows.sort_by_key(|(at, _)| *at);
        let rows: String = rows.into_iter().map(|(_, row)| row).collect();
        let name = request.document.rsplit('/').next().unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        Ok(RunExport {
            text: COLUMNS.join(",") + "\r\n" + &rows,
            file_name: format!("{stem}.csv"),
        })
    }

    /// Saves the CSV as a file that the person has chosen, in place of what stood there.
    pub fn save_checks(&self, request: &CheckHistoryRequest, path: &Path) -> Answer<()> {
        let export = self.export_checks(request)?;
        let file = path.display().to_string();
        let written = write_atomically(path, export.text.as_bytes());
        written.map_err(|error| {
            self.error(ErrorCode::NotWritten, &[("file", &file)])
                .because(&error)
        })
    }

    fn lines(&self, document: &str) -> Answer<Lines> {
        let session = self.opened()?;
        let source = Source::read(&session, document)?;
        let works = works(&session, self.tongue());
        let work = works.iter().find(|work| work.is_of(document));
        let all = work.map_or_else(|| vec![document.to_owned()], |work| work.all.clone());
        let Known { mut checks, .. } = self.known_checks(&session)?;
        checks.retain(|check| all.contains(&check.record.document));
        let names = names(&session, &source, &all);
        Ok(Lines {
            title: source.document.title.clone(),
            readings: lines(&source, &checks, &names),
            checks,
        })
    }
}

/// For each translation, what its readings are called in `source`: they are the same ones where there are as many.
fn names(session: &Session, source: &Source, all: &[String]) -> HashMap<(String, String), String> {
    let mut names = HashMap::new();
    for document in all.iter().filter(|document| **document != source.path) {
        let Ok(other) = Source::read(session, document) else {
            continue;
        };
        if other.readings.len() != source.readings.len() {
            continue;
        }
        for (theirs, ours) in other.readings.iter().zip(&source.readings) {
            names.insert((document.clone(), theirs.key.clone()), ours.key.clone());
        }
    }
    names
}

/// A line a reading: those of the document in its order, then those that it asks for no more.
fn lines(
    source: &Source,
    checks: &[Check],
    names: &HashMap<(String, String), String>,
) -> Vec<Line> {
    let asked = source.readings.iter().map(|reading| Line {
        key: reading.key.clone(),
        name: reading.name.clone(),
        unit: reading.unit.clone(),
        limits: reading.limits,
        values: Vec::new(),
    });
    let mut lines: Vec<Line> = asked.collect();
    for (at, check) in checks.iter().enumerate() {
        for read in &check.record.readings {
            let own = (check.record.document.clone(), read.reading.clone());
            let key = names.get(&own).unwrap_or(&read.reading);
            let known = lines.iter().position(|line| line.key == *key);
            let line = known.unwrap_or_else(|| {
                lines.push(Line {
                    key: key.clone(),
                    name: read.name.clone(),
                    unit: read.unit.clone(),
                    limits: read.limits,
                    values: Vec::new(),
                });
                lines.len() - 1
            });
            lines[line].values.push((at, read.clone()));
        }
    }
    lines.retain(|line| !line.values.is_empty());
    lines
}

fn point(messages: Messages, check: &Check, read: &Read) -> ReadingPoint {
    let number = reading::number(messages, read.value);
    ReadingPoint {
        at: moments::moment(check.when),
        occurrence: check.day.to_string(),
        person: check.record.person.clone(),
        value: read.value,
        text: format!("{number} {}", read.unit).trim().to_owned(),
        standing: reading::standing(read.limits.against(read.value)),
    }
}

fn csv_line(check: &Check, line: &Line, read: &Read) -> String {
    let bound = |bound: Option<f64>| bound.map_or_else(String::new, |bound| bound.to_string());
    let standing = serde_json::to_value(read.limits.against(read.value)).unwrap_or_default();
    let cells = [
        check.day.to_string(),
        moments::text(check.when),
        cell(&check.record.person),
        cell(&line.name),
        read.value.to_string(),
        cell(&read.unit),
        bound(read.limits.min),
        bound(read.limits.max),
        standing.as_str().unwrap_or_default().to_owned(),
        check.shared.to_string(),
    ];
    cells.join(",") + "\r\n"
}

/// A text as a cell. Records come from others: what a spreadsheet would take for a formula is made a text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r']) || formula {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn cells_hold_texts_and_no_formulas() {
        let check = |text: &str, expected: &str| assert_eq!(cell(text), expected);
        check("Temperature R1", "Temperature R1");
        check("a, b", "\"a, b\"");
        check("a \"b\"", "\"a \"\"b\"\"\"");
        check("=HYPERLINK(1)", "\"'=HYPERLINK(1)\"");
        check("-3", "\"'-3\"");
    }
}
