//! A debrief as Markdown, for the team's records. What people typed and what was printed stands in it escaped or fenced, so
//! that it cannot pass for a part of the debrief.

use crate::messages::Messages;
use crate::run::{escaped_markdown as escaped, fenced};
use crate::wire::{Debrief, DrillMoment, DrillMomentKind, DrillVerdict};

pub(super) fn of(messages: Messages, debrief: &Debrief) -> String {
    let say = |key: &str| messages.text(key, &[]);
    let title = messages.text("drill_export_title", &[("title", &escaped(&debrief.title))]);
    let mut out = format!("# {title}\n\n");
    for (name, value) in facts(messages, debrief) {
        out.push_str(&format!("- **{name}:** {}\n", escaped(&value)));
    }
    if let Some(ended) = &debrief.ended
        && !ended.text.is_empty()
    {
        out.push_str(&format!("\n{}\n", escaped(&ended.text)));
    }
    if let Some(account) = debrief
        .account
        .as_ref()
        .filter(|account| !account.text.is_empty())
    {
        out.push_str(&format!(
            "\n## {}\n\n{}\n",
            say("drill_export_account"),
            quoted(&account.text)
        ));
    }
    section(
        &mut out,
        &say("drill_export_verdicts"),
        debrief.verdicts.iter().map(verdict),
    );
    let hazards = debrief.hazards.iter().map(|hazard| {
        let (class, why) = (&hazard.class.label, escaped(&hazard.why));
        format!(
            "- {} **{}** ({class}): {why}",
            hazard.moment.clock,
            escaped(&hazard.title)
        )
    });
    section(&mut out, &say("drill_export_hazards"), hazards);
    section(
        &mut out,
        &say("drill_export_timeline"),
        debrief.timeline.iter().map(moment),
    );
    let best = debrief.best.iter().map(|best| {
        let mine = best.mine.as_ref().map(|mine| format!(" ({})", mine.clock));
        format!(
            "- {} {}{}",
            best.clock,
            escaped(&best.text),
            mine.unwrap_or_default()
        )
    });
    section(&mut out, &say("drill_export_best"), best);
    let steps = debrief.runbooks.iter().flat_map(|runbook| {
        let title = escaped(&runbook.document.title);
        runbook.steps.iter().map(move |step| {
            let mark = if step.used { "x" } else { " " };
            let text = step.text.lines().next().unwrap_or_default();
            format!("- [{mark}] {title}: `{}` {}", step.step, escaped(text))
        })
    });
    section(&mut out, &say("drill_export_steps"), steps);
    let questions = debrief.questions.iter();
    section(
        &mut out,
        &say("drill_export_questions"),
        questions.map(|text| format!("- {}", escaped(text))),
    );
    let items = debrief.items.iter().map(|item| {
        let mark = if item.done { "x" } else { " " };
        let owner = match item.owner.as_str() {
            "" => String::new(),
            owner => format!(" ({})", escaped(owner)),
        };
        format!("- [{mark}] {}{owner}", escaped(&item.text))
    });
    section(&mut out, &say("drill_export_items"), items);
    out
}

/// What stands at the head of every export: names in the person's language with their values.
pub(super) fn facts(messages: Messages, debrief: &Debrief) -> Vec<(String, String)> {
    let ended = debrief.ended.as_ref().map(|ended| ended.label.clone());
    let variant = debrief.variant.iter();
    let variant = variant.map(|drawn| format!("{} = {}", drawn.name, drawn.value));
    let losses = debrief.losses.iter();
    let losses = losses.map(|loss| format!("{}: {}", loss.title, loss.text));
    let known = [
        ("export_person", Some(debrief.person.clone())),
        ("export_began", Some(debrief.started_at.text.clone())),
        ("drill_export_clocks", Some(debrief.clocks.join(" – "))),
        ("drill_export_result", ended),
        (
            "drill_export_losses",
            Some(losses.collect::<Vec<_>>().join(", ")),
        ),
        (
            "drill_export_variant",
            Some(variant.collect::<Vec<_>>().join(", ")),
        ),
    ];
    let known = known
        .into_iter()
        .filter_map(|(key, value)| Some((messages.text(key, &[]), value?)));
    known.filter(|(_, value)| !value.is_empty()).collect()
}

fn section(out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        out.push_str(&format!("\n## {title}\n\n{}\n", lines.join("\n")));
    }
}

fn verdict(verdict: &DrillVerdict) -> String {
    let clock = verdict
        .moment
        .as_ref()
        .map(|moment| format!("{} ", moment.clock));
    format!(
        "- **{}** {}{} ({}): {}",
        verdict.label,
        clock.unwrap_or_default(),
        escaped(&verdict.title),
        verdict.skill.label,
        escaped(&verdict.why)
    )
}

fn moment(moment: &DrillMoment) -> String {
    let who = if moment.who.is_empty() {
        String::new()
    } else {
        format!("{}: ", escaped(&moment.who))
    };
    let text = match moment.kind {
        DrillMomentKind::Alert | DrillMomentKind::Hazard | DrillMomentKind::Ended => {
            format!("**{}**", escaped(&moment.text))
        }
        _ => escaped(&moment.text),
    };
    let line = format!("- {} {who}{text}", moment.at.clock);
    if moment.detail.is_empty() {
        return line;
    }
    let mut out = line + "\n";
    fenced(&mut out, &moment.detail);
    out.trim_end().to_owned()
}

fn quoted(text: &str) -> String {
    let lines = text.lines().map(|line| format!("> {}", escaped(line)));
    lines.collect::<Vec<_>>().join("\n")
}
