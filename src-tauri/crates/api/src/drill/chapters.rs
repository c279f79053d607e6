//! What a debrief says when it leaves the app, chapter by chapter; how it is written, `markdown` and `html` know.

use crate::messages::Messages;
use crate::wire::{Debrief, DrillJudged, DrillMoment, DrillVerdict};

/// Some lines under a title. One without lines is left out.
pub(super) struct Chapter {
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
}

/// A line: how it fares, what stands before it, what it says, more of it.
pub(super) struct Line {
    pub(super) mark: Mark,
    pub(super) said: String,
    pub(super) text: String,
    pub(super) detail: String,
}

/// How a line fares.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// It fares in no way.
    None,
    /// As it should be.
    Done,
    /// In part, or left out.
    Half,
    /// Not as it should be.
    Failed,
}

/// The chapters in their order.
pub(super) fn chapters(messages: Messages, debrief: &Debrief) -> Vec<Chapter> {
    let chapter = |key: &str, lines: Vec<Line>| Chapter {
        title: messages.text(&format!("drill_export_{key}"), &[]),
        lines,
    };
    let mut all = vec![
        chapter("account", account(debrief)),
        chapter("verdicts", debrief.verdicts.iter().map(verdict).collect()),
        chapter("hazards", hazards(debrief)),
        chapter("timeline", debrief.timeline.iter().map(moment).collect()),
        chapter("best", best(debrief)),
        chapter("steps", steps(debrief)),
        chapter("questions", questions(debrief)),
        chapter("items", items(debrief)),
    ];
    all.retain(|chapter| !chapter.lines.is_empty());
    all
}

/// What stands at the head of every export: names in the person's language with their values.
pub(super) fn facts(messages: Messages, debrief: &Debrief) -> Vec<(String, String)> {
    let ended = debrief.ended.as_ref().map(|ended| ended.label.clone());
    let losses = debrief.losses.iter();
    let losses = losses.map(|loss| format!("{}: {}", loss.title, loss.text));
    let known = [
        ("export_person", debrief.person.clone()),
        ("export_began", debrief.started_at.text.clone()),
        ("drill_export_clocks", debrief.clocks.join(" – ")),
        ("drill_export_result", ended.unwrap_or_default()),
        ("drill_export_losses", losses.collect::<Vec<_>>().join(", ")),
    ];
    let known = known.into_iter().filter(|(_, value)| !value.is_empty());
    let named = known.map(|(key, value)| (messages.text(key, &[]), value));
    named.collect()
}

fn line(said: &str, text: &str, detail: &str) -> Line {
    Line {
        mark: Mark::None,
        said: said.to_owned(),
        text: text.to_owned(),
        detail: detail.to_owned(),
    }
}

fn marked(done: bool, line: Line) -> Line {
    let mark = if done { Mark::Done } else { Mark::Half };
    Line { mark, ..line }
}

fn account(debrief: &Debrief) -> Vec<Line> {
    let given = debrief.account.iter();
    let given = given.filter(|account| !account.text.is_empty());
    given
        .map(|account| line("", &account.at.text, &account.text))
        .collect()
}

fn verdict(verdict: &DrillVerdict) -> Line {
    let mark = match verdict.verdict {
        DrillJudged::Met => Mark::Done,
        DrillJudged::Partly => Mark::Half,
        DrillJudged::Missed => Mark::Failed,
        DrillJudged::NotReached | DrillJudged::NotApplicable => Mark::None,
    };
    let clock = verdict
        .moment
        .as_ref()
        .map(|moment| format!(" · {}", moment.clock));
    let clock = clock.unwrap_or_default();
    let said = format!("{} · {}{clock}", verdict.label, verdict.skill.label);
    let text = line(&said, &verdict.title, &verdict.why);
    Line { mark, ..text }
}

fn hazards(debrief: &Debrief) -> Vec<Line> {
    let each = debrief.hazards.iter().map(|hazard| {
        let said = format!("{} · {}", hazard.moment.clock, hazard.class.label);
        Line {
            mark: Mark::Failed,
            ..line(&said, &hazard.title, &hazard.why)
        }
    });
    each.collect()
}

fn moment(moment: &DrillMoment) -> Line {
    let said = match moment.who.as_str() {
        "" => moment.at.clock.clone(),
        who => format!("{} · {who}", moment.at.clock),
    };
    line(&said, &moment.text, &moment.detail)
}

fn best(debrief: &Debrief) -> Vec<Line> {
    let each = debrief.best.iter().map(|best| {
        let mine = best.mine.as_ref().map(|mine| format!("({})", mine.clock));
        line(&best.clock, &best.text, &mine.unwrap_or_default())
    });
    each.collect()
}

fn steps(debrief: &Debrief) -> Vec<Line> {
    let runbooks = debrief.runbooks.iter();
    let each = runbooks.flat_map(|runbook| {
        runbook.steps.iter().map(|step| {
            let first = step.text.lines().next().unwrap_or_default();
            marked(step.used, line(&runbook.document.title, &step.step, first))
        })
    });
    each.collect()
}

fn questions(debrief: &Debrief) -> Vec<Line> {
    let each = debrief.questions.iter().map(|text| line("", text, ""));
    each.collect()
}

fn items(debrief: &Debrief) -> Vec<Line> {
    let each = debrief.items.iter().map(|item| {
        let document = item.document.as_deref().unwrap_or_default();
        let place = match item.slug.as_str() {
            "" => document.to_owned(),
            slug => format!("{document}#{slug}"),
        };
        marked(item.done, line(&item.owner, &item.text, &place))
    });
    each.collect()
}
