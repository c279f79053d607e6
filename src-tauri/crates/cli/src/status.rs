//! `drillbook status`: which documents ask for upkeep and why, for people and for a team's CI.

use crate::arguments::StatusOptions;
use crate::output::{ERROR, FAINT, Output, TITLE, WARNING, printable};
use crate::{Outcome, messages, open, said};
use anstyle::Style;
use anyhow::Result;
use drillbook_api::wire::{ReasonWeight, Upkeep, UpkeepReason, UpkeepRow};
use std::io::Write as _;

pub(crate) fn run(options: &StatusOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    let upkeep = match &options.on {
        Some(day) => opened.app.upkeep_on(day),
        None => opened.app.upkeep(),
    };
    let upkeep = upkeep.map_err(said)?;
    if options.json {
        let mut value = serde_json::to_value(&upkeep)?;
        value["format"] = "drillbook.status/1".into();
        writeln!(output, "{value}")?;
    } else {
        print(&upkeep, output)?;
    }
    let reasons = upkeep.queue.iter().flat_map(|row| &row.reasons);
    let asks = reasons
        .into_iter()
        .any(|reason| reason.weight == ReasonWeight::Now);
    Ok(match (upkeep.problems.is_empty(), asks) {
        (false, _) => Outcome::Unread,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Clean,
    })
}

fn print(upkeep: &Upkeep, output: &mut Output) -> Result<()> {
    for row in &upkeep.queue {
        print_row(row, output)?;
    }
    for problem in &upkeep.problems {
        let (path, message) = (printable(&problem.path), printable(&problem.message));
        writeln!(output, "{path}: {WARNING}{message}{WARNING:#}")?;
    }
    let counts = [
        ("on", upkeep.on.clone()),
        ("documents", upkeep.counts.documents.to_string()),
        (
            "asking",
            (upkeep.queue.len() as u64 + u64::from(upkeep.more)).to_string(),
        ),
        ("overdue", upkeep.counts.overdue.to_string()),
        ("signed", upkeep.counts.signed.to_string()),
        ("asked", upkeep.counts.asked.to_string()),
    ];
    let counts = counts
        .each_ref()
        .map(|(name, count)| (*name, count.as_str()));
    writeln!(output, "{}", messages().text("cli_status", &counts))?;
    Ok(())
}

fn print_row(row: &UpkeepRow, output: &mut Output) -> Result<()> {
    let (title, path) = (printable(&row.title), printable(&row.document));
    let owner = row.owner.as_deref().map(printable).unwrap_or_default();
    writeln!(
        output,
        "{TITLE}{title}{TITLE:#}  {FAINT}{path}  {owner}{FAINT:#}"
    )?;
    for reason in &row.reasons {
        let style = style(reason);
        writeln!(output, "  {style}{}{style:#}", printable(&reason.sentence))?;
    }
    Ok(())
}

fn style(reason: &UpkeepReason) -> Style {
    match reason.weight {
        ReasonWeight::Now => ERROR,
        ReasonWeight::Soon => WARNING,
        ReasonWeight::Remark => FAINT,
    }
}
