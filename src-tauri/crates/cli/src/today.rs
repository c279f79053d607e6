//! `drillbook today`: recurring work that is due, late or missed, for people and for a team's CI.

use crate::arguments::TodayOptions;
use crate::output::{ERROR, FAINT, HIT, Output, TITLE, WARNING, printable, remark};
use crate::{Outcome, messages, open, said};
use anyhow::Result;
use drillbook_api::wire::{Today, TodayRequest, TodayRow, TodayState};
use std::io::Write as _;

pub(crate) fn run(options: &TodayOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    let date = options.on.clone();
    let today = opened.app.today(&TodayRequest { date }).map_err(said)?;
    if options.json {
        let mut value = serde_json::to_value(&today)?;
        value["format"] = "drillbook.today/1".into();
        writeln!(output, "{value}")?;
    } else {
        print(&today, output)?;
    }
    let late = |row: &TodayRow| row.state == TodayState::Overdue || !row.missed.is_empty();
    Ok(if today.rows.iter().any(late) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn print(today: &Today, output: &mut Output) -> Result<()> {
    let say = |key: &str, args: &[(&str, &str)]| messages().text(key, args);
    for problem in &today.problems {
        let file = format!("{}: {}", problem.path, problem.message);
        remark(&printable(&file));
    }
    for row in &today.rows {
        let state = match row.state {
            TodayState::Overdue => format!("{ERROR}{}{ERROR:#}", say("today_overdue", &[])),
            TodayState::Due => format!("{HIT}{}{HIT:#}", say("today_due", &[])),
            TodayState::Going => format!("{HIT}{}{HIT:#}", say("today_going", &[])),
            TodayState::Done => say("today_done", &[]),
        };
        writeln!(
            output,
            "{}  {state}  {TITLE}{}{TITLE:#}  {FAINT}{}  {}{FAINT:#}",
            row.occurrence,
            printable(&row.title),
            printable(&row.schedule),
            printable(&row.document),
        )?;
        for line in more(row) {
            writeln!(output, "    {line}")?;
        }
    }
    if today.rows.is_empty() {
        writeln!(output, "{}", say("today_none", &[]))?;
    }
    let (open, missed) = (today.open.to_string(), today.missed.to_string());
    let counts = [("open", &*open), ("missed", &*missed)];
    writeln!(output, "{}", say("today_counts", &counts))?;
    Ok(())
}

/// Who did it, and what was missed.
fn more(row: &TodayRow) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(done) = &row.done {
        let person = printable(&done.person);
        let args = [("person", &*person), ("at", &*done.at.text)];
        lines.push(messages().text("today_done_by", &args));
        if done.outside > 0 {
            let count = done.outside.to_string();
            let text = messages().text("today_outside", &[("count", &count)]);
            lines.push(format!("{WARNING}{text}{WARNING:#}"));
        }
    }
    if let Some(first) = row.missed.first() {
        let count = row.missed.len().to_string();
        let args = [("count", &*count), ("date", first)];
        let key = match row.missed.len() {
            1 => "today_missed_once",
            _ => "today_missed",
        };
        let text = messages().text(key, &args);
        lines.push(format!("{WARNING}{text}{WARNING:#}"));
    }
    lines
}
