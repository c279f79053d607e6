//! `drillbook search`: sections for people, or one JSON object.

use crate::arguments::SearchOptions;
use crate::output::{FAINT, HIT, Output, TITLE, printable, remark};
use crate::{Outcome, messages, open, said};
use anyhow::Result;
use drillbook_api::wire::{
    AlertSearchRequest, AlertStatus, AlertView, Hit, HitGroup, IndexState, Part, SearchResponse,
};
use std::io::{self, Read as _, Write as _};

/// Bytes of standard input that are read; of an alert fewer count.
const LONGEST: u64 = 1024 * 1024;

pub(crate) fn run(options: &SearchOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    if opened.library.index == IndexState::ReadOnly {
        remark(&messages().text("cli_index_behind", &[]));
    }
    let request = AlertSearchRequest {
        text: asked(&options.query)?,
        chosen: options.alert - 1,
        limit: options.limit,
    };
    let response = opened.app.search_alert(&request).map_err(said)?;
    if options.json {
        let mut value = serde_json::to_value(&response)?;
        value["format"] = "drillbook.search/1".into();
        writeln!(output, "{value}")?;
    } else {
        print(&response, output)?;
    }
    Ok(if response.groups.is_empty() {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

/// The text that is asked for: the arguments as one, or standard input.
fn asked(arguments: &[String]) -> Result<String> {
    if arguments != ["-"] {
        return Ok(arguments.join(" "));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What was understood of a pasted alert.
fn print_alert(alert: &AlertView, output: &mut Output) -> Result<()> {
    let status = match alert.status {
        Some(AlertStatus::Firing) => "alert_status_firing",
        Some(AlertStatus::Pending) => "alert_status_pending",
        Some(AlertStatus::Suppressed) => "alert_status_suppressed",
        Some(AlertStatus::Resolved) => "alert_status_resolved",
        None => "",
    };
    let status = messages().find(status, &[]).unwrap_or_default();
    let labels: Vec<String> = alert
        .labels
        .iter()
        .map(|label| printable(&format!("{}={}", label.name, label.value)))
        .collect();
    writeln!(
        output,
        "{TITLE}{}{TITLE:#} {status} {FAINT}{}{FAINT:#}",
        printable(&alert.name),
        labels.join(" ")
    )?;
    if alert.total > 1 {
        let (number, total) = ((alert.chosen + 1).to_string(), alert.total.to_string());
        let args = [("number", number.as_str()), ("total", total.as_str())];
        writeln!(output, "{}", messages().text("cli_alert_of", &args))?;
    }
    if let Some(link) = alert.link.as_ref().filter(|link| link.document.is_none()) {
        let args = [("address", printable(&link.address))];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        writeln!(output, "{}", messages().text("alert_link_nowhere", &args))?;
    }
    writeln!(output)?;
    Ok(())
}

fn print(response: &SearchResponse, output: &mut Output) -> Result<()> {
    if let Some(alert) = &response.alert {
        print_alert(alert, output)?;
    }
    if response.none && !response.groups.is_empty() {
        let said = match &response.without {
            Some(name) => messages().text("search_without", &[("name", &printable(name))]),
            None => messages().text("search_none", &[]),
        };
        writeln!(output, "{said}\n")?;
    }
    for group in &response.groups {
        print_group(group, output)?;
    }
    if response.groups.is_empty() {
        writeln!(
            output,
            "{}",
            messages().text("cli_no_hits", &[("query", &printable(asked_for(response)))])
        )?;
        if !response.nearest.is_empty() {
            writeln!(output, "{}", messages().text("cli_nearest", &[]))?;
        }
        for row in &response.nearest {
            writeln!(
                output,
                "  {}  {FAINT}{}{FAINT:#}",
                printable(&row.title),
                printable(&row.id)
            )?;
        }
    }
    Ok(())
}

/// What was searched for, as a sentence can name it: of an alert its name.
fn asked_for(response: &SearchResponse) -> &str {
    let alert = response.alert.as_ref();
    alert.map_or(response.query.as_str(), |alert| alert.name.as_str())
}

fn print_group(group: &HitGroup, output: &mut Output) -> Result<()> {
    writeln!(output, "{TITLE}{}{TITLE:#}", marked(&group.title))?;
    for hit in &group.hits {
        print_hit(hit, output)?;
    }
    writeln!(output)?;
    Ok(())
}

fn print_hit(hit: &Hit, output: &mut Output) -> Result<()> {
    let mut place: Vec<String> = hit
        .breadcrumb
        .iter()
        .map(|heading| printable(heading))
        .collect();
    if !hit.heading.is_empty() {
        place.push(marked(&hit.heading));
    }
    let anchor = if hit.slug.is_empty() {
        String::new()
    } else {
        format!("#{}", hit.slug)
    };
    writeln!(
        output,
        "  {}  {FAINT}{}{}:{}{FAINT:#}",
        place.join(" › "),
        printable(&hit.document),
        printable(&anchor),
        hit.line
    )?;
    let snippet = marked(&hit.snippet);
    if !snippet.trim().is_empty() {
        writeln!(output, "    {snippet}")?;
    }
    Ok(())
}

/// The text with what was found in colour.
fn marked(parts: &[Part]) -> String {
    let piece = |part: &Part| {
        let text = printable(&part.text);
        if part.hit {
            format!("{HIT}{text}{HIT:#}")
        } else {
            text
        }
    };
    parts.iter().map(piece).collect()
}
