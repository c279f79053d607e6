//! Drills in a terminal: what is new, what there is to do, lists, and the whole of a drill again.

use crate::output::{ERROR, FAINT, HIT, Output, TITLE, WARNING, printable};
use crate::{drill_briefing, messages};
use anyhow::Result;
use drillbook_api::wire::{
    Debrief, DrillBriefing, DrillPanel, DrillRow, DrillTold, DrillToldKind, DrillView,
    DrillWaitingKind, ScenarioRow,
};
use drillbook_api::{Messages, Tongue};
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

/// The sentences of a drill, in the language that it is played in.
fn messages_of(view: &DrillView) -> Messages {
    Tongue::of_code(&view.language).map_or_else(messages, Messages::new)
}

/// What stands at the beginning, or where a drill goes on. At the beginning there is the briefing that the window shows.
pub(crate) fn begun(
    view: &DrillView,
    briefing: Option<&DrillBriefing>,
    as_json: bool,
    output: &mut Output,
) -> Result<()> {
    if as_json {
        return as_line(view, output);
    }
    let messages = messages_of(view);
    let warning = messages.text("cli_drill_not_real", &[]);
    writeln!(output, "{WARNING}{warning}{WARNING:#}")?;
    writeln!(
        output,
        "{TITLE}{}{TITLE:#}  {FAINT}{}{FAINT:#}",
        printable(&view.title),
        view.id
    )?;
    if let Some(briefing) = briefing.filter(|_| view.seq == 0) {
        drill_briefing::told(messages, briefing, output)?;
    }
    status(view, output)?;
    firing(view, output)?;
    answers(view, output)?;
    let help = messages.text("cli_drill_help_hint", &[]);
    writeln!(output, "{FAINT}{help}{FAINT:#}")?;
    Ok(())
}

/// What is new since a view, then how it stands. What was looked at shows its figures; what was only written down says so.
pub(crate) fn news(
    view: &DrillView,
    before: &DrillView,
    as_json: bool,
    output: &mut Output,
) -> Result<()> {
    if as_json {
        return as_line(view, output);
    }
    for told in &view.told {
        news_of(told, output)?;
        let looked =
            |panel: &&DrillPanel| told.kind == DrillToldKind::Done && panel.name == told.act;
        for panel in view.panels.iter().filter(looked) {
            figures(panel, output)?;
        }
    }
    if view.told.is_empty() && view.tick == before.tick {
        writeln!(output, "{}", messages_of(view).text("cli_drill_noted", &[]))?;
    }
    asked(view, before, output)?;
    status(view, output)
}

/// The question that `answer` answers, which is the first that is open, with its answers: when it is asked, when it takes
/// its turn, and when another is asked meanwhile.
fn asked(view: &DrillView, before: &DrillView, output: &mut Output) -> Result<()> {
    let Some(probe) = view.probes.first() else {
        return Ok(());
    };
    let mut told = view.told.iter().rev();
    let told = told.find(|told| told.kind == DrillToldKind::Probe);
    let turn = before
        .probes
        .first()
        .is_none_or(|first| first.name != probe.name);
    if told.is_none() && !turn {
        return Ok(());
    }
    let ask = printable(&probe.ask);
    match told {
        Some(told) if told.text == probe.ask => {}
        Some(_) => {
            let first = messages_of(view).text("cli_drill_question_first", &[]);
            writeln!(output, "{first} {HIT}{ask}{HIT:#}")?;
        }
        None => writeln!(output, "{HIT}{ask}{HIT:#}")?,
    }
    answers(view, output)
}

fn figures(panel: &DrillPanel, output: &mut Output) -> Result<()> {
    for metric in panel
        .metrics
        .iter()
        .filter(|metric| !metric.text.is_empty())
    {
        writeln!(output, "  {}: {}", printable(&metric.title), metric.text)?;
    }
    Ok(())
}

/// `answer` answers the first question that is open.
fn answers(view: &DrillView, output: &mut Output) -> Result<()> {
    let Some(probe) = view.probes.first() else {
        return Ok(());
    };
    for (number, answer) in probe.answers.iter().enumerate() {
        writeln!(output, "  answer {number}: {}", printable(answer))?;
    }
    Ok(())
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

/// The time, and what was lost until now.
fn status(view: &DrillView, output: &mut Output) -> Result<()> {
    let lost = view.losses.iter().filter(|loss| loss.total > 0.0);
    let losses: Vec<String> = lost
        .map(|loss| format!("  {}: {}", printable(&loss.title), loss.text))
        .collect();
    writeln!(
        output,
        "{FAINT}[{}]{}{FAINT:#}",
        view.clock,
        losses.concat()
    )?;
    Ok(())
}

/// The alerts that fire, each with its runbook.
fn firing(view: &DrillView, output: &mut Output) -> Result<()> {
    for alert in view.alerts.iter().filter(|alert| alert.firing) {
        let (name, summary) = (&alert.name, printable(&alert.summary));
        let runbook = alert.runbook.as_ref();
        let runbook = runbook.and_then(|runbook| runbook.document.as_deref());
        let runbook = runbook.map_or(String::new(), |id| format!("  {FAINT}{id}{FAINT:#}"));
        writeln!(
            output,
            "{}  {ERROR}{name}{ERROR:#}  {summary}{runbook}",
            alert.since
        )?;
    }
    Ok(())
}

/// Alerts with their runbooks, panels that are open, the question that is open and who waits.
pub(crate) fn shown(view: &DrillView, as_json: bool, output: &mut Output) -> Result<()> {
    if as_json {
        return as_line(view, output);
    }
    status(view, output)?;
    firing(view, output)?;
    for panel in &view.panels {
        figures(panel, output)?;
    }
    // Pages are told above, and a question with its answers.
    let waits = |kind| !matches!(kind, DrillWaitingKind::Page | DrillWaitingKind::Probe);
    for waiting in view.waiting.iter().filter(|waiting| waits(waiting.kind)) {
        let (who, text) = (printable(&waiting.who), printable(&waiting.text));
        writeln!(
            output,
            "{}  {WARNING}{who}{WARNING:#}  {text}",
            waiting.since
        )?;
    }
    if let Some(probe) = view.probes.first() {
        writeln!(output, "{HIT}{}{HIT:#}", printable(&probe.ask))?;
    }
    answers(view, output)
}

/// What a line may be.
pub(crate) fn help(view: &DrillView, output: &mut Output) -> Result<()> {
    let messages = messages_of(view);
    writeln!(output, "{}", messages.text("cli_drill_help", &[]))?;
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
        let choice = match choice.as_slice() {
            [] => String::new(),
            words => format!(" {}", words.join("|")),
        };
        let parts: Vec<String> = act
            .parts
            .iter()
            .map(|part| format!(" {}=\"…\"", part.word))
            .collect();
        writeln!(
            output,
            "  {}{}{}  {FAINT}{} ({} s){FAINT:#}",
            act.name,
            choice,
            parts.concat(),
            printable(&act.label),
            act.seconds,
        )?;
    }
    let documents = view
        .runbooks
        .iter()
        .filter_map(|known| known.document.as_deref());
    let documents: Vec<&str> = documents.collect();
    if !documents.is_empty() {
        let documents = printable(&documents.join(", "));
        let text = messages.text("cli_drill_documents", &[("documents", &documents)]);
        writeln!(output, "{text}")?;
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
    let text = messages_of(view).text(key, &[("id", &view.id)]);
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
    let text = messages_of(view).text("cli_drill_replayed", &[("count", &count)]);
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
