//! A debrief as one HTML page: it loads nothing, runs nothing and prints well. Every text in it is escaped but what really
//! happened, which passed the renderer of documents.

use super::chapters::{Chapter, Line, Mark, chapters, facts};
use crate::messages::Messages;
use crate::run::{escaped, page};
use crate::wire::Debrief;
use drillbook_runbook::standalone;

pub(super) fn of(messages: Messages, debrief: &Debrief) -> String {
    let title = messages.text("drill_export_title", &[("title", &debrief.title)]);
    let facts = facts(messages, debrief)
        .into_iter()
        .map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>", escaped(&name), escaped(&value)));
    let ended = debrief
        .ended
        .iter()
        .map(|ended| format!("<p>{}</p>", escaped(&ended.text)));
    // Pictures of the library are left out: this page needs nothing else.
    let story = debrief.story.iter().map(|story| {
        let title = messages.text("drill_export_story", &[]);
        let story = standalone(story, "scenarios/debrief.md", &mut |_| None);
        format!("<h2>{}</h2>\n{story}", escaped(&title))
    });
    let body: Vec<String> = std::iter::once("<dl>".to_owned())
        .chain(facts)
        .chain(["</dl>".to_owned()])
        .chain(ended)
        .chain(chapters(messages, debrief).iter().map(chapter))
        .chain(story)
        .collect();
    page(messages, &title, &(body.join("\n") + "\n"))
}

fn chapter(chapter: &Chapter) -> String {
    let lines: Vec<String> = chapter.lines.iter().map(line).collect();
    let (title, lines) = (escaped(&chapter.title), lines.join("\n"));
    format!("<h2>{title}</h2>\n<ol>\n{lines}\n</ol>")
}

fn line(line: &Line) -> String {
    let class = match line.mark {
        Mark::None => "",
        Mark::Done => " class=\"done\"",
        Mark::Half => " class=\"skipped\"",
        Mark::Failed => " class=\"failed\"",
    };
    let said = match line.said.as_str() {
        "" => String::new(),
        said => format!("<span class=\"said\">{}</span> ", escaped(said)),
    };
    let detail = match line.detail.as_str() {
        "" => String::new(),
        detail if detail.contains('\n') => format!("<pre>{}</pre>", escaped(detail)),
        detail => format!("<br>{}", escaped(detail)),
    };
    format!("<li{class}>{said}{}{detail}</li>", escaped(&line.text))
}
