//! Drills in a terminal: what is new, what there is to do, lists, and the whole of a drill again.

use crate::messages;
use crate::output::{ERROR, FAINT, HIT, Output, TITLE, WARNING, printable};
use anyhow::Result;
use drillbook_api::wire::{Debrief, DrillRow, DrillTold, DrillToldKind, DrillView, ScenarioRow};
use serde_json::json;
use std::io::Write as _;

/// Scenarios and drills, or one JSON object.
pub(crate) fn list(
    scenarios: &[ScenarioRow],
    drills: &[DrillRow],
    as_json: bool,
    output: &mut Output,
) -> Result<()> {
    if as_json {
        let all =
            json!({ "format": "drillbook.drills/1", "scenarios": scenarios, "drills": drills });
        writeln!(output, "{all}")?;
        return Ok(());
    }
    for row in scenarios {
        let title = printable(&row.title);
        match (&row.broken, row.minutes) {
            (Some(broken), _) => {
                let (place, message) = (printable(&broken.place), printable(&broken.message));
                writeln!(output, "{}  {ERROR}{place}: {message}{ERROR:#}", row.id)?;
            }
            (None, Some(minutes)) => writeln!(
                output,
                "{TITLE}{}{TITLE:#}  {title}  {FAINT}{}–{} min  {}{FAINT:#}",
                row.id,
                minutes.least,
                minutes.most,
                row.languages.join(", "),
            )?,
            (None, None) => writeln!(output, "{TITLE}{}{TITLE:#}  {title}", row.id)?,
        }
    }
    for row in drills {
        let result = row.result.map_or_else(
            || format!("{HIT}{}{HIT:#}", row.clock),
            |result| messages().text(result_key(result), &[]),
        );
        writeln!(
            output,
            "{}  {result}  {}  {FAINT}{}{FAINT:#}",
            row.started_at.text,
            printable(&row.title),
            row.id,
        )?;
    }
    Ok(())
}

fn result_key(result: drillbook_api::wire::DrillResult) -> &'static str {
    use drillbook_api::wire::DrillResult;
    match result {
        DrillResult::Win => "drill_result_win",
        DrillResult::Partial => "drill_result_partial",
        DrillResult::Loss => "drill_result_loss",
        DrillResult::Stopped => "drill_result_stopped",
    }
}

fn as_line(view: &DrillView, output: &mut Output) -> Result<()> {
    let mut value = serde_json::to_value(view)?;
    value["format"] = json!("drillbook.drill-view/1");
    writeln!(output, "{value}")?;
    Ok(())
}

/// What stands at the beginning, or where a drill goes on.
pub(crate) fn begun(view: &DrillView, as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        return as_line(view, output);
    }
    let warning = messages().text("cli_drill_not_real", &[]);
    writeln!(output, "{WARNING}{warning}{WARNING:#}")?;
    writeln!(
        output,
        "{TITLE}{}{TITLE:#}  {FAINT}{}{FAINT:#}",
        printable(&view.title),
        view.id
    )?;
    if view.seq == 0 {
        let paragraphs = view.situation.replace("</p>", "").replace("<p>", "");
        writeln!(output, "{}", printable(&unescaped(&paragraphs)))?;
    }
    status(view, output)?;
    let help = messages().text("cli_drill_help_hint", &[]);
    writeln!(output, "{FAINT}{help}{FAINT:#}")?;
    Ok(())
}

/// The situation is escaped for a window.
fn unescaped(html: &str) -> String {
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// What is new, then how it stands.
pub(crate) fn news(view: &DrillView, as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        return as_line(view, output);
    }
    for told in &view.told {
        news_of(told, output)?;
    }
    status(view, output)
}

fn news_of(told: &DrillTold, output: &mut Output) -> Result<()> {
    let text = printable(&told.text);
    if told.kind == DrillToldKind::Output {
        writeln!(output, "{text}")?;
        return Ok(());
    }
    let style = match told.kind {
        DrillToldKind::Alert | DrillToldKind::Ended => ERROR,
        DrillToldKind::NotNow | DrillToldKind::Refused => WARNING,
        DrillToldKind::Probe | DrillToldKind::Hint => HIT,
        _ => anstyle::Style::new(),
    };
    writeln!(output, "{}  {style}{text}{style:#}", told.clock)?;
    Ok(())
}

fn status(view: &DrillView, output: &mut Output) -> Result<()> {
    let losses: Vec<String> = view
        .losses
        .iter()
        .map(|loss| format!("{}: {}", printable(&loss.title), loss.text))
        .collect();
    writeln!(
        output,
        "{FAINT}[{}] {}{FAINT:#}",
        view.clock,
        losses.join("  ")
    )?;
    // `answer` answers the first question that is open.
    if let Some(probe) = view.probes.first() {
        for (number, answer) in probe.answers.iter().enumerate() {
            writeln!(output, "  answer {number}: {}", printable(answer))?;
        }
    }
    Ok(())
}

/// Alerts, panels that are open and who waits.
pub(crate) fn shown(view: &DrillView, as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        return as_line(view, output);
    }
    status(view, output)?;
    for alert in view.alerts.iter().filter(|alert| alert.firing) {
        let (name, summary) = (&alert.name, printable(&alert.summary));
        writeln!(output, "{}  {ERROR}{name}{ERROR:#}  {summary}", alert.since)?;
    }
    for metric in view.panels.iter().flat_map(|panel| &panel.metrics) {
        if !metric.text.is_empty() {
            writeln!(output, "  {}: {}", printable(&metric.title), metric.text)?;
        }
    }
    for waiting in &view.waiting {
        let (who, text) = (printable(&waiting.who), printable(&waiting.text));
        writeln!(
            output,
            "{}  {WARNING}{who}{WARNING:#}  {text}",
            waiting.since
        )?;
    }
    Ok(())
}

/// What a line may be.
pub(crate) fn help(view: &DrillView, output: &mut Output) -> Result<()> {
    writeln!(output, "{}", messages().text("cli_drill_help", &[]))?;
    for panel in &view.panels {
        writeln!(
            output,
            "  {}  {FAINT}{} ({} s){FAINT:#}",
            panel.name,
            printable(&panel.title),
            panel.seconds
        )?;
    }
    for act in &view.acts {
        let choice = act.choice.iter().flat_map(|choice| &choice.values);
        let choice: Vec<&str> = choice.map(|value| value.word.as_str()).collect();
        let parts: Vec<String> = act
            .parts
            .iter()
            .map(|part| format!(" {}=\"…\"", part.word))
            .collect();
        writeln!(
            output,
            "  {} {}{}  {FAINT}{} ({} s){FAINT:#}",
            act.name,
            choice.join("|"),
            parts.concat(),
            printable(&act.label),
            act.seconds,
        )?;
    }
    Ok(())
}

/// How a drill was left: over, or to be continued.
pub(crate) fn left(view: &DrillView, as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        return Ok(());
    }
    let key = if view.ended.is_some() {
        "cli_drill_over"
    } else {
        "cli_drill_left"
    };
    let text = messages().text(key, &[("id", &view.id)]);
    writeln!(output, "{FAINT}{text}{FAINT:#}")?;
    Ok(())
}

/// Everything that was put in and told, in order.
pub(crate) fn replayed(view: &DrillView, as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        return as_line(view, output);
    }
    let mut told = view.told.iter().peekable();
    let mut rest = |until: u32, output: &mut Output| -> Result<()> {
        while let Some(next) = told.next_if(|told| told.seq < until) {
            news_of(next, output)?;
        }
        Ok(())
    };
    for done in &view.done {
        rest(done.seq, output)?;
        writeln!(
            output,
            "{}  {HIT}> {}{HIT:#}",
            done.clock,
            printable(&done.text)
        )?;
    }
    rest(u32::MAX, output)?;
    let count = view.seq.to_string();
    let text = messages().text("cli_drill_replayed", &[("count", &count)]);
    writeln!(output, "{FAINT}{text}{FAINT:#}")?;
    Ok(())
}

/// The whole debrief as one JSON object.
pub(crate) fn debrief(debrief: &Debrief, output: &mut Output) -> Result<()> {
    let mut value = serde_json::to_value(debrief)?;
    value["format"] = json!("drillbook.debrief/1");
    writeln!(output, "{value}")?;
    Ok(())
}

/// A text as it is.
pub(crate) fn text(text: &str, output: &mut Output) -> Result<()> {
    write!(output, "{text}")?;
    Ok(())
}
