//! `drillbook search`: sections for people, or one JSON object.

use crate::arguments::SearchOptions;
use crate::output::{FAINT, HIT, Output, TITLE, printable, remark};
use crate::{Outcome, messages, open, said};
use anyhow::Result;
use drillbook_api::wire::{Hit, HitGroup, IndexState, Part, SearchRequest, SearchResponse};
use std::io::Write as _;

pub(crate) fn run(options: &SearchOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    if opened.library.index == IndexState::ReadOnly {
        remark(&messages().text("cli_index_behind", &[]));
    }
    let request = SearchRequest {
        query: options.query.join(" "),
        limit: options.limit,
    };
    let response = opened.app.search(&request).map_err(said)?;
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

fn print(response: &SearchResponse, output: &mut Output) -> Result<()> {
    for group in &response.groups {
        print_group(group, output)?;
    }
    if response.groups.is_empty() {
        writeln!(
            output,
            "{}",
            messages().text("cli_no_hits", &[("query", &printable(&response.query))])
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
