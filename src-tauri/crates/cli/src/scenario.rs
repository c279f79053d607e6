//! `drillbook scenario`: checking the files of drills, and laying them out.

use crate::arguments::{ScenarioCheckOptions, ScenarioCommand, ScenarioFmtOptions};
use crate::output::{FAINT, Output, printable, remark};
use crate::{Outcome, app, messages, open, said};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::Result;
use drillbook_api::wire::ProblemSeverity;
use drillbook_api::{App, ScenarioChecks, ScenarioFinding, Silent};
use serde_json::json;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) fn run(command: &ScenarioCommand, output: &mut Output) -> Result<Outcome> {
    match command {
        ScenarioCommand::Check(options) => check(options, output),
        ScenarioCommand::Fmt(options) => fmt(options, output),
    }
}

fn check(options: &ScenarioCheckOptions, output: &mut Output) -> Result<Outcome> {
    let app = with_library(&options.paths, options.library.as_deref())?;
    let checks = if options.mutate {
        remark(&messages().text("cli_scenario_mutating", &[]));
        app.mutate_scenarios(&options.paths)
    } else {
        app.check_scenarios(&options.paths)
    };
    let checks = checks.map_err(said)?;
    if options.json {
        let value = json!({
            "format": "drillbook.scenario-check/1",
            "references": checks.references,
            "scenarios": checks.scenarios,
        });
        writeln!(output, "{value}")?;
    } else {
        print(&checks, output)?;
    }
    if !checks.references {
        remark(&messages().text("cli_scenario_no_library", &[]));
    }
    let findings: Vec<_> = findings(&checks).collect();
    Ok(if checks.scenarios.is_empty() {
        Outcome::Findings
    } else {
        outcome(&findings)
    })
}

/// The library that was named. Scenarios that were named are checked with the one of last time only where they lie in it:
/// what another library lacks says nothing about them.
fn with_library(paths: &[PathBuf], named: Option<&Path>) -> Result<App> {
    if named.is_some() || paths.is_empty() {
        return Ok(open(named)?.app);
    }
    let app = app(Arc::new(Silent))?;
    let last = app.state().recent.into_iter().next();
    let Some(last) = last.map(|last| PathBuf::from(last.folder)) else {
        return Ok(app);
    };
    let inside = |path: &PathBuf| {
        path.canonicalize()
            .is_ok_and(|path| path.starts_with(&last))
    };
    if paths.iter().all(inside) {
        app.open_once(&last).map_err(said)?;
    }
    Ok(app)
}

fn findings(checks: &ScenarioChecks) -> impl Iterator<Item = &ScenarioFinding> {
    checks.scenarios.iter().flat_map(|check| &check.findings)
}

fn outcome(findings: &[&ScenarioFinding]) -> Outcome {
    if findings.iter().any(|finding| finding.is_unreadable()) {
        Outcome::Unread
    } else if findings.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Findings
    }
}

fn print(checks: &ScenarioChecks, output: &mut Output) -> Result<()> {
    for finding in findings(checks) {
        print_finding(finding, output)?;
    }
    let count = |number: fn(&drillbook_api::ScenarioCheck) -> usize| {
        let all: usize = checks.scenarios.iter().map(number).sum();
        all.to_string()
    };
    let findings = findings(checks).count();
    let key = match (checks.scenarios.is_empty(), findings) {
        (true, _) => "cli_scenario_none",
        (false, 0) => "cli_scenario_clean",
        (false, _) => "cli_scenario_findings",
    };
    let summary = messages().text(
        key,
        &[
            ("scenarios", &checks.scenarios.len().to_string()),
            ("tests", &count(|check| check.tests)),
            ("failed", &count(|check| check.failed)),
            ("findings", &findings.to_string()),
        ],
    );
    writeln!(output, "{summary}")?;
    if checks
        .scenarios
        .iter()
        .any(|check| check.proofs.questions > 0)
    {
        print_search(checks, &count, output)?;
    }
    print_defects(checks, output)
}

/// How much was searched, and how the players of the check have fared.
fn print_search(
    checks: &ScenarioChecks,
    count: &impl Fn(fn(&drillbook_api::ScenarioCheck) -> usize) -> String,
    output: &mut Output,
) -> Result<()> {
    let searched = messages().text(
        "cli_scenario_searched",
        &[
            ("states", &count(|check| check.proofs.states)),
            ("transitions", &count(|check| check.proofs.transitions)),
            ("questions", &count(|check| check.proofs.questions)),
            ("answered", &count(|check| check.proofs.answered)),
        ],
    );
    writeln!(output, "{FAINT}{searched}{FAINT:#}")?;
    print_plays(checks, output)
}

/// What became of the defects that scenarios were given on purpose, by kind.
fn print_defects(checks: &ScenarioChecks, output: &mut Output) -> Result<()> {
    for mutation in checks
        .scenarios
        .iter()
        .filter_map(|check| check.mutation.as_ref())
    {
        for counts in mutation.kinds.iter().filter(|counts| counts.tried > 0) {
            let line = messages().text(
                &format!("cli_scenario_defects_{}", counts.kind),
                &[
                    ("tried", &counts.tried.to_string()),
                    ("found", &counts.found.to_string()),
                    ("equivalent", &counts.equivalent.to_string()),
                    ("missed", &counts.missed.to_string()),
                ],
            );
            writeln!(output, "{FAINT}{line}{FAINT:#}")?;
        }
    }
    Ok(())
}

/// How players who read nothing and readers who do only what runbooks say have fared.
fn print_plays(checks: &ScenarioChecks, output: &mut Output) -> Result<()> {
    let all = || checks.scenarios.iter().map(|check| &check.proofs);
    let blind = || all().flat_map(|proofs| &proofs.blind);
    let plays: u32 = blind().map(|blind| blind.plays).sum();
    let clean: u32 = blind().map(|blind| blind.clean).sum();
    let readers = || all().flat_map(|proofs| &proofs.by_runbook);
    let won = readers().filter(|play| play.win.is_some()).count();
    let lines = [
        ("cli_scenario_blind", u64::from(plays), u64::from(clean)),
        (
            "cli_scenario_by_runbook",
            readers().count() as u64,
            won as u64,
        ),
    ];
    for (key, plays, won) in lines.into_iter().filter(|(_, plays, _)| *plays > 0) {
        let args = [("plays", &*plays.to_string()), ("won", &*won.to_string())];
        writeln!(output, "{FAINT}{}{FAINT:#}", messages().text(key, &args))?;
    }
    Ok(())
}

/// The finding with its line, the place in it marked, and the hint below.
fn print_finding(finding: &ScenarioFinding, output: &mut Output) -> Result<()> {
    let level = match finding.severity {
        ProblemSeverity::Info => Level::INFO,
        ProblemSeverity::Warning => Level::WARNING,
        ProblemSeverity::Error => Level::ERROR,
    };
    let message = printable(&finding.message);
    let title = level.primary_title(&message).id(finding.code.as_str());
    let file = printable(&finding.file);
    let snippet = finding.snippet.as_deref().unwrap_or_default();
    let line = finding.line.map_or(1, |line| line as usize);
    let mut group = Group::with_title(title);
    if let (Some(column), Some(length)) = (finding.column, finding.length) {
        let marked = marked(snippet, column, length);
        let shown = Snippet::source(snippet).line_start(line).path(&file);
        group = group.element(shown.annotation(AnnotationKind::Primary.span(marked)));
    } else {
        group = group.element(annotate_snippets::Origin::path(&file));
    }
    let hint = finding.hint.as_deref().map(printable);
    if let Some(hint) = &hint {
        group = group.element(Level::HELP.message(hint));
    }
    writeln!(output, "{}\n", Renderer::styled().render(&[group]))?;
    Ok(())
}

/// The bytes of `line` that `length` characters from `column` take; its end where the line is shown shorter.
fn marked(line: &str, column: u32, length: u32) -> std::ops::Range<usize> {
    let byte = |character: usize| {
        let at = line.char_indices().nth(character);
        at.map_or(line.len(), |(at, _)| at)
    };
    let from = column.saturating_sub(1) as usize;
    byte(from)..byte(from + length as usize)
}

fn fmt(options: &ScenarioFmtOptions, output: &mut Output) -> Result<Outcome> {
    let app = if options.paths.is_empty() {
        open(options.library.library.as_deref())?.app
    } else {
        app(Arc::new(Silent))?
    };
    let files = app
        .format_scenarios(&options.paths, !options.check)
        .map_err(said)?;
    let (each, all) = if options.check {
        ("cli_scenario_would_change", "cli_scenario_unformatted")
    } else {
        ("cli_scenario_changed", "cli_scenario_formatted")
    };
    for file in &files {
        for finding in &file.findings {
            print_finding(finding, output)?;
        }
        if file.changed {
            let line = messages().text(each, &[("file", &printable(&file.path))]);
            writeln!(output, "{line}")?;
        }
    }
    let changed = files.iter().filter(|file| file.changed).count();
    let counts = [
        ("files", files.len().to_string()),
        ("changed", changed.to_string()),
    ];
    let counts = counts
        .each_ref()
        .map(|(name, count)| (*name, count.as_str()));
    writeln!(output, "{FAINT}{}{FAINT:#}", messages().text(all, &counts))?;
    let findings: Vec<_> = files.iter().flat_map(|file| &file.findings).collect();
    Ok(match outcome(&findings) {
        Outcome::Clean if options.check && changed > 0 => Outcome::Findings,
        outcome => outcome,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_lie_in_the_line_that_is_shown() {
        let check = |line: &str, column, length, expected| {
            assert_eq!(line.get(marked(line, column, length)), Some(expected));
        };
        check("aéb c", 2, 2, "éb");
        check("abc", 2, 9, "bc");
        check("abc", 9, 1, "");
        check("", 1, 1, "");
    }
}
