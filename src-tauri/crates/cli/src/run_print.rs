//! Runs in a terminal: as a list, and one with its steps and the commands of the step that is on.

use crate::messages;
use crate::output::{ERROR, FAINT, HIT, Output, TITLE, WARNING, printable};
use anyhow::Result;
use drillbook_api::wire::{
    RunChange, RunCommand, RunDiffKind, RunImportOutcome, RunImported, RunRow, RunState, RunStatus,
    RunStep, RunView,
};
use serde_json::json;
use std::io::{IsTerminal as _, Write as _};

/// Rows, or one JSON object.
pub(crate) fn list(rows: &[RunRow], as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        writeln!(
            output,
            "{}",
            json!({ "format": "drillbook.runs/1", "runs": rows })
        )?;
        return Ok(());
    }
    for row in rows {
        let state = match row.state {
            RunState::Open => format!("{HIT}{}{HIT:#}", messages().text("run_status_open", &[])),
            RunState::Closed => messages().text("cli_run_closed", &[]),
        };
        let progress = &row.progress;
        let ended = progress.total - progress.open;
        writeln!(
            output,
            "{}  {state}  {ended}/{}  {TITLE}{}{TITLE:#}  {FAINT}{}  {}{FAINT:#}",
            row.started_at.text,
            progress.total,
            printable(&row.title),
            printable(&row.document),
            row.id,
        )?;
        if !row.reason.is_empty() {
            writeln!(output, "    {}", printable(&row.reason))?;
        }
    }
    if rows.is_empty() {
        writeln!(output, "{}", messages().text("cli_no_runs", &[]))?;
    }
    Ok(())
}

/// How the document differs from the run's text, or one JSON object.
pub(crate) fn change(change: Option<&RunChange>, as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        let json = json!({ "format": "drillbook.run-change/1", "change": change });
        writeln!(output, "{json}")?;
        return Ok(());
    }
    let Some(change) = change else {
        let same = messages().text("refusal_no_change", &[]);
        writeln!(output, "{same}")?;
        return Ok(());
    };
    for line in &change.diff {
        let text: String = line.parts.iter().map(|part| &*part.text).collect();
        let text = printable(&text);
        match line.kind {
            RunDiffKind::Same => writeln!(output, "  {text}")?,
            RunDiffKind::Added => writeln!(output, "{HIT}+ {text}{HIT:#}")?,
            RunDiffKind::Removed => writeln!(output, "{ERROR}- {text}{ERROR:#}")?,
            RunDiffKind::Gap => writeln!(output, "{FAINT}  …{FAINT:#}")?,
        }
    }
    let (kept, fresh) = (change.kept.to_string(), change.new.to_string());
    let counts = [("kept", &*kept), ("fresh", &*fresh)];
    writeln!(output, "{}", messages().text("run_change_counts", &counts))?;
    if !change.gone.is_empty() {
        writeln!(output, "{}", messages().text("run_change_gone", &[]))?;
    }
    for step in &change.gone {
        writeln!(
            output,
            "  {}",
            printable(step.lines().next().unwrap_or_default())
        )?;
    }
    Ok(())
}

/// A run, or one JSON object.
pub(crate) fn view(view: &RunView, as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        let mut value = serde_json::to_value(view)?;
        value["format"] = "drillbook.run-view/1".into();
        writeln!(output, "{value}")?;
        return Ok(());
    }
    writeln!(
        output,
        "{TITLE}{}{TITLE:#}  {FAINT}{}{FAINT:#}",
        printable(&view.title),
        view.id
    )?;
    if view.change.is_some() {
        writeln!(
            output,
            "{WARNING}{}{WARNING:#}",
            messages().text("cli_run_changed", &[])
        )?;
    }
    for (number, step) in (1..).zip(&view.steps) {
        print_step(view, number, step, output)?;
    }
    if let Some(closing) = &view.closing {
        let key = match closing.right {
            drillbook_api::wire::RunRight::Yes => "run_right_yes",
            drillbook_api::wire::RunRight::Partly => "run_right_partly",
            drillbook_api::wire::RunRight::No => "run_right_no",
        };
        let right = messages().text(key, &[]);
        writeln!(
            output,
            "{}",
            messages().text("run_log_closed", &[("right", &right)])
        )?;
    }
    Ok(())
}

fn print_step(view: &RunView, number: usize, step: &RunStep, output: &mut Output) -> Result<()> {
    let current = view.current.as_ref() == Some(&step.id);
    let arrow = if current { '>' } else { ' ' };
    let mark = match step.status {
        RunStatus::Open => "[ ]".to_owned(),
        RunStatus::Done => "[x]".to_owned(),
        RunStatus::Skipped => format!("{WARNING}[-]{WARNING:#}"),
        RunStatus::Failed => format!("{ERROR}[!]{ERROR:#}"),
    };
    let indent = "  ".repeat(usize::from(step.depth));
    let text = printable(&step.text.replace('\n', " "));
    let reason = step
        .reason
        .as_ref()
        .map_or_else(String::new, |reason| format!(" ({})", printable(reason)));
    writeln!(
        output,
        "{arrow}{number:>3} {indent}{mark} {text}{FAINT}{reason}{FAINT:#}"
    )?;
    let commands = step
        .commands
        .iter()
        .filter_map(|at| view.commands.get(*at as usize));
    for command in commands.filter(|_| current) {
        print_command(command, output)?;
    }
    Ok(())
}

/// The command as it is to be typed, what is missing and what it destroys.
fn print_command(command: &RunCommand, output: &mut Output) -> Result<()> {
    for line in command.copy.lines() {
        writeln!(output, "        {HIT}{}{HIT:#}", printable(line))?;
    }
    if let Some(destructive) = &command.destructive {
        let verb = printable(&destructive.verb);
        writeln!(
            output,
            "        {WARNING}{verb}: {}{WARNING:#}",
            destructive.why
        )?;
    }
    if !command.missing.is_empty() {
        let names = printable(&command.missing.join(", "));
        let text = messages().text("cli_run_missing", &[("names", &names)]);
        writeln!(output, "        {FAINT}{text}{FAINT:#}")?;
    }
    Ok(())
}

/// The key of what a file brought.
pub(crate) fn import_key(imported: &RunImported) -> &'static str {
    match imported.outcome {
        RunImportOutcome::New if !imported.view.here => "run_import_elsewhere",
        RunImportOutcome::New => "run_import_new",
        RunImportOutcome::Continued => "run_import_continued",
        RunImportOutcome::Known => "run_import_known",
    }
}

/// An export; a terminal gets what cannot drive it, a pipe all of it.
pub(crate) fn text(text: &str, output: &mut Output) -> Result<()> {
    if std::io::stdout().is_terminal() {
        write!(output, "{}", printable(text))?;
    } else {
        write!(output, "{text}")?;
    }
    Ok(())
}
