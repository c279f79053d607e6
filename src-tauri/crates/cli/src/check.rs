//! `drillbook check`: every finding with its place, for people and for a team's CI.

use crate::arguments::{AskedProfile, CheckOptions};
use crate::output::{ERROR, FAINT, Output, WARNING, printable};
use crate::{Outcome, messages, open, said, sarif};
use anstyle::Style;
use anyhow::{Context as _, Result, bail};
use drillbook_api::wire::{FileProblems, Problem, ProblemSeverity};
use drillbook_api::{Baseline, Checked, Profile};
use serde_json::json;
use std::fs;
use std::io::Write as _;
use std::path::Path;

pub(crate) fn run(options: &CheckOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    let profile = options.profile.map(|asked| match asked {
        AskedProfile::Default => Profile::Default,
        AskedProfile::Strict => Profile::Strict,
    });
    if let Some(file) = &options.write_baseline {
        let baseline = opened.app.baseline(profile).map_err(said)?;
        return write_baseline(file, &baseline, output);
    }
    let checked = opened.app.check(profile).map_err(said)?;
    if options.sarif {
        writeln!(output, "{}", sarif::log(&checked.files))?;
    } else if options.json {
        let value = json!({
            "format": "drillbook.findings/1",
            "profile": checked.profile,
            "documents": checked.documents,
            "scenarios": checked.scenarios,
            "known": checked.known,
            "files": checked.files,
        });
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

/// Writes a baseline, over an older one but over nothing else.
fn write_baseline(file: &Path, baseline: &Baseline, output: &mut Output) -> Result<Outcome> {
    match fs::read(file) {
        Ok(bytes) if Baseline::read(&bytes).is_err() => {
            bail!(messages().text(
                "cli_baseline_other",
                &[("file", &file.display().to_string())]
            ));
        }
        _ => fs::write(file, baseline.write()).with_context(|| file.display().to_string())?,
    }
    let args = [
        ("count", baseline.count().to_string()),
        ("file", file.display().to_string()),
    ];
    let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
    writeln!(output, "{}", messages().text("cli_baseline_written", &args))?;
    Ok(Outcome::Clean)
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
    if checked.known > 0 {
        let known = checked.known.to_string();
        writeln!(
            output,
            "{}",
            messages().text("cli_known", &[("count", &known)])
        )?;
    }
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
