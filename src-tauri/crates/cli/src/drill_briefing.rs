//! What is told before a drill begins, as the window's briefing tells it: the situation, the system, who can be reached,
//! the rules and when time is up.

use crate::output::{FAINT, Output, TITLE, printable};
use anyhow::Result;
use drillbook_api::Messages;
use drillbook_api::wire::{DrillBriefing, DrillPerson, DrillService};
use std::io::Write as _;

pub(crate) fn told(
    messages: Messages,
    briefing: &DrillBriefing,
    output: &mut Output,
) -> Result<()> {
    writeln!(output, "{}", printable(&plain(&briefing.situation)))?;
    let part = |key: &str, lines: Vec<String>, output: &mut Output| -> Result<()> {
        writeln!(output, "\n{TITLE}{}{TITLE:#}", messages.text(key, &[]))?;
        for line in lines {
            writeln!(output, "  {}", printable(&line))?;
        }
        Ok(())
    };
    let services = briefing.services.iter().map(service);
    part("cli_drill_services", services.collect(), output)?;
    let people = briefing.people.iter().map(person);
    part("cli_drill_people", people.collect(), output)?;
    part("cli_drill_rules", briefing.rules.clone(), output)?;
    let documents = briefing.runbooks.iter();
    let documents: Vec<&str> = documents
        .filter_map(|known| known.document.as_deref())
        .collect();
    if !documents.is_empty() {
        let documents = printable(&documents.join(", "));
        let text = messages.text("cli_drill_documents", &[("documents", &documents)]);
        writeln!(output, "  {FAINT}{text}{FAINT:#}")?;
    }
    writeln!(output)?;
    Ok(())
}

/// A service, what it is for and what it needs.
fn service(service: &DrillService) -> String {
    let needs = match service.needs.as_slice() {
        [] => String::new(),
        needs => format!(" → {}", needs.join(", ")),
    };
    format!("{}: {}{needs}", service.name, service.title)
}

/// A person as `reply` names them, with what they do and how they are reached.
fn person(person: &DrillPerson) -> String {
    format!(
        "{}: {}, {} ({})",
        person.id, person.name, person.title, person.reach
    )
}

/// The situation without the window's markup.
fn plain(html: &str) -> String {
    let mut text = html.to_owned();
    let marks = [("<p>", ""), ("</p>", ""), ("<code>", "`"), ("</code>", "`")];
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    for (from, to) in marks.into_iter().chain(signs) {
        text = text.replace(from, to);
    }
    text
}
