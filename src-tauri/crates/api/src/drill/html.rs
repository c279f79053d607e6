//! A debrief as one HTML page: it loads nothing, runs nothing and prints well. Every text in it is escaped but what really
//! happened, which passed the renderer of documents.

use super::markdown::facts;
use crate::messages::Messages;
use crate::run::{escaped, page};
use crate::wire::{Debrief, DrillJudged, DrillMoment, DrillVerdict};
use drillbook_runbook::standalone;

pub(super) fn of(messages: Messages, debrief: &Debrief) -> String {
    let say = |key: &str| messages.text(key, &[]);
    let title = messages.text("drill_export_title", &[("title", &debrief.title)]);
    let mut body = String::from("<dl>\n");
    for (name, value) in facts(messages, debrief) {
        body.push_str(&format!(
            "<dt>{}</dt><dd>{}</dd>\n",
            escaped(&name),
            escaped(&value)
        ));
    }
    body.push_str("</dl>\n");
    if let Some(ended) = &debrief.ended {
        body.push_str(&format!("<p>{}</p>\n", escaped(&ended.text)));
    }
    if let Some(account) = debrief
        .account
        .as_ref()
        .filter(|account| !account.text.is_empty())
    {
        let text = escaped(&account.text);
        body.push_str(&format!(
            "<h2>{}</h2>\n<pre>{text}</pre>\n",
            escaped(&say("drill_export_account"))
        ));
    }
    list(
        &mut body,
        &say("drill_export_verdicts"),
        debrief.verdicts.iter().map(verdict),
    );
    let hazards = debrief.hazards.iter().map(|hazard| {
        item(
            "failed",
            &hazard.moment.clock,
            &hazard.title,
            &format!("{}: {}", hazard.class.label, hazard.why),
        )
    });
    list(&mut body, &say("drill_export_hazards"), hazards);
    list(
        &mut body,
        &say("drill_export_timeline"),
        debrief.timeline.iter().map(moment),
    );
    let best = debrief.best.iter().map(|best| {
        let mine = best.mine.as_ref().map(|mine| mine.clock.clone());
        item("", &best.clock, &best.text, &mine.unwrap_or_default())
    });
    list(&mut body, &say("drill_export_best"), best);
    let steps = debrief.runbooks.iter().flat_map(|runbook| {
        runbook.steps.iter().map(|step| {
            let class = if step.used { "done" } else { "skipped" };
            let first = step.text.lines().next().unwrap_or_default();
            item(class, &step.step, &runbook.document.title, first)
        })
    });
    list(&mut body, &say("drill_export_steps"), steps);
    let questions = debrief.questions.iter().map(|text| item("", "", text, ""));
    list(&mut body, &say("drill_export_questions"), questions);
    let items = debrief.items.iter().map(|each| {
        let class = if each.done { "done" } else { "" };
        item(
            class,
            &each.owner,
            &each.text,
            each.document.as_deref().unwrap_or_default(),
        )
    });
    list(&mut body, &say("drill_export_items"), items);
    if let Some(story) = &debrief.story {
        // Pictures of the library are left out: this page needs nothing else.
        let story = standalone(story, "scenarios/debrief.md", &mut |_| None);
        body.push_str(&format!(
            "<h2>{}</h2>\n{story}\n",
            escaped(&say("drill_export_story"))
        ));
    }
    page(messages, &title, &body)
}

fn list(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if !items.is_empty() {
        let items = items.join("\n");
        out.push_str(&format!(
            "<h2>{}</h2>\n<ol>\n{items}\n</ol>\n",
            escaped(title)
        ));
    }
}

fn item(class: &str, said: &str, text: &str, detail: &str) -> String {
    let said = match said {
        "" => String::new(),
        said => format!("<span class=\"said\">{}</span> ", escaped(said)),
    };
    let detail = match detail {
        "" => String::new(),
        detail if detail.contains('\n') => format!("<pre>{}</pre>", escaped(detail)),
        detail => format!("<br>{}", escaped(detail)),
    };
    format!("<li class=\"{class}\">{said}{}{detail}</li>", escaped(text))
}

fn verdict(verdict: &DrillVerdict) -> String {
    let class = match verdict.verdict {
        DrillJudged::Met => "done",
        DrillJudged::Partly => "skipped",
        DrillJudged::Missed => "failed",
        DrillJudged::NotReached | DrillJudged::NotApplicable => "",
    };
    let said = format!("{} · {}", verdict.label, verdict.skill.label);
    item(class, &said, &verdict.title, &verdict.why)
}

fn moment(moment: &DrillMoment) -> String {
    let said = match moment.who.as_str() {
        "" => moment.at.clock.clone(),
        who => format!("{} · {who}", moment.at.clock),
    };
    item("", &said, &moment.text, &moment.detail)
}
