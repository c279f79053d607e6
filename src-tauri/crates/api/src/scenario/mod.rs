//! Checking scenarios: their files are found and read, the checker of the floor below judges them, and its findings become
//! sentences with places. What a finding is, is decided there.

pub(crate) mod files;
pub(crate) mod format;
mod mutation;
mod proofs;
pub(crate) mod references;
mod typed;

use crate::messages::Messages;
use crate::session::Session;
use crate::wire::{FileProblems, Problem, ProblemSeverity};
use drillbook_drill::check::{Report, check as ask};
use drillbook_drill::{self as drill, AnyReference, Code, Diagnostic, Part, References, Texts};
use drillbook_text::{Diagnostic as OfFile, LineIndex, Severity, Span};
use files::Place;
pub use format::FormattedFile;
pub use mutation::{DefectCounts, ScenarioMutation};
pub use proofs::ScenarioProofs;
use references::LibraryReferences;
use serde::Serialize;
pub(crate) use typed::Typed;

/// What the check of some scenarios came to.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioChecks {
    /// Runbooks, headings and steps were looked for in a library.
    pub references: bool,
    /// The scenarios, by path.
    pub scenarios: Vec<ScenarioCheck>,
}

/// What the check of one scenario came to.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioCheck {
    /// Its file, as it was named.
    pub path: String,
    /// Its id; none where it could not be read.
    pub id: Option<String>,
    /// Plays of its own tests: each test in each of its variants.
    pub tests: usize,
    /// Those that ended otherwise than they expect.
    pub failed: usize,
    /// What was proved of it.
    #[serde(flatten)]
    pub proofs: ScenarioProofs,
    /// What became of defects that it was given on purpose; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mutation: Option<ScenarioMutation>,
    /// What is wrong with it, its translations and the file of commands that it shares.
    pub findings: Vec<ScenarioFinding>,
}

/// One finding.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScenarioFinding {
    /// The file that it stands in.
    pub file: String,
    /// The number, `D003`; the name where there is none.
    pub code: String,
    /// The name, `unknown-key`.
    pub name: String,
    /// How much it matters.
    pub severity: ProblemSeverity,
    /// The sentence.
    pub message: String,
    /// The next step.
    pub hint: Option<String>,
    /// Line in the file, from 1; none when it concerns the whole file.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// How many characters of the line it is about.
    pub length: Option<u32>,
    /// The line; its beginning where it is long.
    pub snippet: Option<String>,
}

impl ScenarioFinding {
    /// The file could not be read or written at all.
    pub fn is_unreadable(&self) -> bool {
        self.name == drillbook_text::Code::Unreadable.as_str()
    }
}

/// How much is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Whether the scenarios are sound.
    Check,
    /// And whether the checker would notice if they were not.
    Mutate,
}

/// The scenarios of an open library.
pub(crate) fn places(session: &Session) -> Vec<Place> {
    let files = session.catalogue().files.clone();
    files::scenarios_of(&session.root, &files)
}

/// Checks the scenarios of an open library.
pub(crate) fn of_library(session: &Session) -> ScenarioChecks {
    let places = places(session);
    check(session.messages(), &places, Some(session), Depth::Check)
}

/// Checks scenarios, against a library where one is given.
pub(crate) fn check(
    messages: Messages,
    places: &[Place],
    session: Option<&Session>,
    depth: Depth,
) -> ScenarioChecks {
    let library = session.map(LibraryReferences::new);
    let references: &dyn References = match &library {
        Some(library) => library,
        None => &AnyReference,
    };
    let scenarios = places
        .iter()
        .map(|place| one(messages, place, references, depth));
    ScenarioChecks {
        references: library.is_some(),
        scenarios: scenarios.collect(),
    }
}

/// The findings as the problems of files.
pub(crate) fn problems(checks: &ScenarioChecks) -> Vec<FileProblems> {
    let mut files: Vec<FileProblems> = Vec::new();
    for finding in checks.scenarios.iter().flat_map(|check| &check.findings) {
        let problem = Problem {
            code: finding.code.clone(),
            severity: finding.severity,
            message: finding.message.clone(),
            hint: finding.hint.clone(),
            line: finding.line,
            column: finding.column,
        };
        match files.iter_mut().find(|file| file.path == finding.file) {
            Some(file) => file.problems.push(problem),
            None => files.push(FileProblems {
                path: finding.file.clone(),
                title: finding.file.clone(),
                openable: false,
                problems: vec![problem],
            }),
        }
    }
    files
}

fn one(
    messages: Messages,
    place: &Place,
    references: &dyn References,
    depth: Depth,
) -> ScenarioCheck {
    let mut check = ScenarioCheck {
        path: place.shown.clone(),
        id: None,
        tests: 0,
        failed: 0,
        proofs: ScenarioProofs::default(),
        mutation: None,
        findings: Vec::new(),
    };
    let Some((mut main, text)) = open(messages, place, &mut check.findings) else {
        return check;
    };
    let mut texts = Texts {
        scenario: text,
        ..Texts::default()
    };
    let mut shared = None;
    if let Some((name, span)) = drill::system_of(&texts.scenario) {
        let system = place.system(&name);
        if system.is_there() {
            shared = open(messages, &system, &mut check.findings).map(|(sheet, text)| {
                texts.system = Some(text);
                sheet
            });
        } else {
            let missing = Diagnostic::new(Code::SystemMissing, Severity::Error, Some(span));
            main.add(messages, &missing.with("file", &system.shown));
        }
    }
    let report = ask(&texts, references);
    judged(&mut check, &report);
    for (part, problem) in &report.found {
        match (part, &mut shared) {
            (Part::System, Some(shared)) => shared.add(messages, problem),
            _ => main.add(messages, problem),
        }
    }
    if depth == Depth::Mutate {
        check.mutation = mutation::mutate(messages, &texts, &mut main);
    }
    check.findings.extend(main.findings);
    check
        .findings
        .extend(shared.map(|sheet| sheet.findings).unwrap_or_default());
    for translation in place.translations() {
        let Some((mut sheet, text)) = open(messages, &translation, &mut check.findings) else {
            continue;
        };
        texts.translation = Some(text);
        let (_, found) = drill::read_texts(&texts);
        let of_it = found.iter().filter(|(part, _)| *part == Part::Translation);
        of_it.for_each(|(_, problem)| sheet.add(messages, problem));
        check.findings.extend(sheet.findings);
    }
    check
}

fn judged(check: &mut ScenarioCheck, report: &Report) {
    let Some(scenario) = &report.scenario else {
        return;
    };
    check.id = Some(scenario.id.clone());
    check.tests = report.proofs.tests.len();
    let failed = report.proofs.tests.iter();
    check.failed = failed.filter(|run| !run.found.is_empty()).count();
    check.proofs = ScenarioProofs::of(scenario, &report.proofs);
}

/// The file's text and a sheet for its findings; where it cannot be read, that is a finding.
fn open(
    messages: Messages,
    place: &Place,
    findings: &mut Vec<ScenarioFinding>,
) -> Option<(Sheet, String)> {
    match place.read() {
        Ok(read) => {
            let mut sheet = Sheet::new(&place.shown, &read.text);
            for problem in &read.found {
                sheet.add_file(messages, problem);
            }
            Some((sheet, read.text))
        }
        Err(problem) => {
            let mut sheet = Sheet::new(&place.shown, "");
            sheet.add_file(messages, &problem);
            findings.extend(sheet.findings);
            None
        }
    }
}

/// The findings of one file.
pub(crate) struct Sheet {
    file: String,
    text: String,
    lines: LineIndex,
    pub(crate) findings: Vec<ScenarioFinding>,
}

impl Sheet {
    pub(crate) fn new(file: &str, text: &str) -> Self {
        Self {
            file: file.to_owned(),
            lines: LineIndex::new(text),
            text: text.to_owned(),
            findings: Vec::new(),
        }
    }

    /// Adds a finding of the checker.
    pub(crate) fn add(&mut self, messages: Messages, found: &Diagnostic) {
        let names = (found.code.number(), found.code.as_str());
        let said = messages.scenario(found);
        self.push(names, found.severity, said, found.span);
    }

    /// Adds a finding about the file itself.
    pub(crate) fn add_file(&mut self, messages: Messages, found: &OfFile) {
        let names = (found.code.as_str(), found.code.as_str());
        let said = messages.diagnostic(found);
        self.push(names, found.severity, said, found.span);
    }

    fn push(
        &mut self,
        (code, name): (&str, &str),
        severity: Severity,
        (message, hint): (String, Option<String>),
        span: Option<Span>,
    ) {
        let place = span.map(|span| self.place(span));
        self.findings.push(ScenarioFinding {
            file: self.file.clone(),
            code: code.to_owned(),
            name: name.to_owned(),
            severity: severity.into(),
            message,
            hint,
            line: place.as_ref().map(|place| place.line),
            column: place.as_ref().map(|place| place.column),
            length: place.as_ref().map(|place| place.length),
            snippet: place.map(|place| place.snippet),
        });
    }

    fn place(&self, span: Span) -> Shown {
        /// Characters of a line that are shown.
        const LONGEST: usize = 1000;
        let at = self.lines.position(&self.text, span.start);
        let start = span.start.min(self.text.len());
        let before = &self.text.as_bytes()[..start];
        let from = before.iter().rposition(|byte| *byte == b'\n');
        let from = from.map_or(0, |at| at + 1);
        let line = self.text.get(from..).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default();
        let of_it = span.of(&self.text).lines().next().unwrap_or_default();
        let length = of_it.trim_end().chars().count().max(1);
        Shown {
            line: at.line,
            column: at.column,
            length: u32::try_from(length).unwrap_or(u32::MAX),
            snippet: line.chars().take(LONGEST).collect(),
        }
    }
}

/// Where a finding stands, for people.
struct Shown {
    line: u32,
    column: u32,
    length: u32,
    snippet: String,
}
