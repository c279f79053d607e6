//! `drillbook check`: every finding with its place, for people and for a team's CI.

use crate::arguments::CheckOptions;
use crate::output::{ERROR, FAINT, Output, WARNING, printable};
use crate::{Outcome, messages, open, said};
use anstyle::Style;
use anyhow::Result;
use drillbook_api::Checked;
use drillbook_api::wire::{FileProblems, Problem, ProblemSeverity};
use serde_json::json;
use std::io::Write as _;

pub(crate) fn run(options: &CheckOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    let checked = opened.app.check().map_err(said)?;
    if options.json {
        let value = json!({ "format": "drillbook.check/1", "documents": checked.documents, "scenarios": checked.scenarios, "files": checked.files });
        writeln!(output, "{value}")?;
    } else {
        print(&checked, output)?;
    }
    Ok(match (checked.unreadable, checked.files.is_empty()) {
        (true, _) => Outcome::Unread,
        (false, true) => Outcome::Clean,
        (false, false) => Outcome::Findings,
    })
}

fn print(checked: &Checked, output: &mut Output) -> Result<()> {
    for file in &checked.files {
        for problem in &file.problems {
            print_problem(file, problem, output)?;
        }
    }
    let findings: usize = checked.files.iter().map(|file| file.problems.len()).sum();
    let documents = checked.documents.to_string();
    let summary = if findings == 0 {
        messages().text("cli_clean", &[("documents", &documents)])
    } else {
        let args = [
            ("findings", findings.to_string()),
            ("files", checked.files.len().to_string()),
            ("documents", documents),
        ];
        let args: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        messages().text("cli_findings", &args)
    };
    writeln!(output, "{summary}")?;
    if checked.scenarios > 0 {
        let scenarios = checked.scenarios.to_string();
        let looked_at = messages().text("cli_scenarios", &[("scenarios", &scenarios)]);
        writeln!(output, "{looked_at}")?;
    }
    Ok(())
}

fn print_problem(file: &FileProblems, problem: &Problem, output: &mut Output) -> Result<()> {
    let place = match (problem.line, problem.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", file.path),
        _ => file.path.clone(),
    };
    let (style, word) = match problem.severity {
        ProblemSeverity::Info => (Style::new(), "info"),
        ProblemSeverity::Warning => (WARNING, "warning"),
        ProblemSeverity::Error => (ERROR, "error"),
    };
    writeln!(
        output,
        "{}: {style}{word}{style:#} {} {FAINT}[{}]{FAINT:#}",
        printable(&place),
        printable(&problem.message),
        problem.code
    )?;
    if let Some(hint) = &problem.hint {
        writeln!(output, "    {FAINT}{}{FAINT:#}", printable(hint))?;
    }
    Ok(())
}
