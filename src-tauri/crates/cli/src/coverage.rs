//! `drillbook coverage`: alerts without a document and documents without an alert, for people and for a team's CI.

use crate::arguments::CoverageOptions;
use crate::output::{FAINT, Output, TITLE, WARNING, printable, remark};
use crate::{Outcome, messages, open, said};
use anyhow::Result;
use drillbook_api::CoverageReport;
use std::io::Write as _;

pub(crate) fn run(options: &CoverageOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    let report = opened.app.coverage(&options.rules).map_err(said)?;
    if options.json {
        let mut value = serde_json::to_value(&report)?;
        value["format"] = "drillbook.coverage/1".into();
        writeln!(output, "{value}")?;
    } else {
        print(&report, output)?;
    }
    let clean = report.missing.is_empty()
        && report.orphans.is_empty()
        && report.problems.is_empty()
        && report.covered.iter().all(|covered| covered.heading_found);
    Ok(if clean {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn print(report: &CoverageReport, output: &mut Output) -> Result<()> {
    if report.rules == 0 {
        remark(&messages().text("cli_coverage_no_rules", &[]));
    }
    print_problems(report, output)?;
    let missing = report.missing.iter().map(|missing| {
        let mut remarks = Vec::new();
        remarks.extend(sentence(
            "cli_coverage_dead",
            "address",
            missing.link.as_deref(),
        ));
        remarks.extend(sentence(
            "cli_coverage_renamed_from",
            "document",
            missing.renamed.as_deref(),
        ));
        Line::new(
            &missing.alert,
            &format!("{}:{}", missing.file, missing.line),
            remarks,
        )
    });
    print_list("cli_coverage_missing", missing, output)?;
    let headings = report
        .covered
        .iter()
        .filter(|covered| !covered.heading_found);
    let headings = headings.map(|covered| {
        let place = format!("{}:{}", covered.file, covered.line);
        Line::new(&covered.alert, &place, vec![printable(&covered.document)])
    });
    print_list("cli_coverage_headings", headings, output)?;
    let orphans = report.orphans.iter().map(|orphan| {
        let remarks = sentence(
            "cli_coverage_renamed_to",
            "alert",
            orphan.renamed.as_deref(),
        );
        Line::new(
            &orphan.alert,
            &orphan.document,
            remarks.into_iter().collect(),
        )
    });
    print_list("cli_coverage_orphans", orphans, output)?;
    let counts = [
        ("covered", report.covered.len()),
        ("alerts", report.rules),
        ("missing", report.missing.len()),
        ("orphans", report.orphans.len()),
    ];
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    let counts = counts
        .each_ref()
        .map(|(name, count)| (*name, count.as_str()));
    writeln!(output, "{}", messages().text("cli_coverage", &counts))?;
    Ok(())
}

/// A name, its place, and what is said of it.
struct Line {
    name: String,
    place: String,
    remarks: Vec<String>,
}

impl Line {
    fn new(name: &str, place: &str, remarks: Vec<String>) -> Self {
        Self {
            name: printable(name),
            place: printable(place),
            remarks,
        }
    }
}

fn sentence(key: &str, name: &str, value: Option<&str>) -> Option<String> {
    value.map(|value| messages().text(key, &[(name, &printable(value))]))
}

fn print_list(title: &str, lines: impl Iterator<Item = Line>, output: &mut Output) -> Result<()> {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return Ok(());
    }
    writeln!(output, "{TITLE}{}{TITLE:#}", messages().text(title, &[]))?;
    for line in lines {
        writeln!(output, "  {}  {FAINT}{}{FAINT:#}", line.name, line.place)?;
        for remark in line.remarks {
            writeln!(output, "    {FAINT}{remark}{FAINT:#}")?;
        }
    }
    writeln!(output)?;
    Ok(())
}

fn print_problems(report: &CoverageReport, output: &mut Output) -> Result<()> {
    for file in &report.problems {
        for problem in &file.problems {
            let line = problem
                .line
                .map(|line| format!(":{line}"))
                .unwrap_or_default();
            let place = format!("{}{line}", file.path);
            writeln!(
                output,
                "{}: {WARNING}{}{WARNING:#}",
                printable(&place),
                printable(&problem.message)
            )?;
        }
    }
    Ok(())
}
