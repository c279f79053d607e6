//! A run as one HTML page: it loads nothing, runs nothing (its own policy forbids both) and prints well. Every text in it is
//! escaped; none of the document's HTML stands in it.

use super::markdown::{facts, length, status, visible};
use super::{Loaded, moments, sentence};
use crate::messages::Messages;
use drillbook_runbook::run::{Remark, Run, StepState};

const STYLE: &str = "\
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}\
body{max-width:60rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}\
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}\
ol{list-style:none;padding:0}li{padding:.4rem 0 .4rem .8rem;border-left:.25rem solid GrayText;margin:.4rem 0;overflow-wrap:anywhere}\
li.done{border-color:#1a7f37}li.failed{border-color:#cf222e}li.skipped{border-color:#9a6700}\
.undone{text-decoration:line-through}.said{color:GrayText}.status{font-weight:600}\
pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:.5rem;border:1px solid GrayText;font:.9rem/1.4 ui-monospace,monospace}\
@media print{body{margin:0;max-width:none}li,pre{break-inside:avoid}}";

pub(super) fn of(messages: Messages, loaded: &Loaded) -> String {
    let run = &loaded.run;
    let say = |key: &str| escaped(&messages.text(key, &[]));
    let title = messages.text("export_title", &[("title", &run.state.started.title)]);
    let mut out = String::from("<dl>\n");
    for (name, value) in facts(messages, loaded) {
        put(
            &mut out,
            &format!("<dt>{}</dt><dd>{}</dd>", escaped(&name), escaped(&value)),
        );
    }
    put(
        &mut out,
        &format!("</dl>\n<h2>{}</h2>\n<ol>", say("export_steps")),
    );
    for step in &run.state.steps {
        put(&mut out, &item(messages, step));
    }
    put(
        &mut out,
        &format!("</ol>\n<h2>{}</h2>\n<ol>", say("export_timeline")),
    );
    timeline(&mut out, messages, run);
    put(&mut out, "</ol>");
    page(messages, &title, &out)
}

/// A page of its own around `body`, which is HTML; the title is text.
pub(crate) fn page(messages: Messages, title: &str, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n",
        messages.text("export_language", &[]),
    )
}

fn item(messages: Messages, step: &StepState) -> String {
    let class = super::json::status(step.status);
    let number = match step.text.number.as_str() {
        "" => String::new(),
        number => format!("{}. ", number.trim_end_matches('.')),
    };
    let mut said = vec![format!(
        "<span class=\"status\">{}</span>",
        escaped(&status(messages, step.status))
    )];
    said.extend(
        step.elapsed(false, 0)
            .map(|seconds| escaped(&length(messages, seconds))),
    );
    if step.added.is_some() {
        said.push(escaped(&messages.text("run_step_added", &[])));
    }
    let mut out = format!(
        "<li class=\"{class}\" style=\"margin-left:{}rem\">{}{}<br><span class=\"said\">{}</span>",
        u32::from(step.text.depth) * 2,
        escaped(&number),
        escaped(&step.text.text),
        said.join(" · "),
    );
    if let Some(reason) = &step.reason {
        out.extend(["<p>", &escaped(reason), "</p>"]);
    }
    for note in &step.notes {
        out.push_str(&remark(note, "p"));
    }
    for output in &step.outputs {
        out.push_str(&remark(output, "pre"));
    }
    out + "</li>"
}

fn remark(remark: &Remark, element: &str) -> String {
    let who = format!("{} · {}", moments::text(remark.when), remark.person);
    let text = escaped(&remark.text);
    format!(
        "<p class=\"said\">{}</p><{element}>{text}</{element}>",
        escaped(&who)
    )
}

fn timeline(out: &mut String, messages: Messages, run: &Run) {
    for event in run.told() {
        let (text, detail) = sentence::of(messages, run, event);
        let class = if run.undone.contains(&event.seq) {
            " class=\"undone\""
        } else {
            ""
        };
        let who = format!("{} · {}", moments::text(event.when()), event.person);
        let detail = detail.map_or_else(String::new, |detail| {
            format!("<pre>{}</pre>", escaped(&detail))
        });
        put(
            out,
            &format!(
                "<li><span class=\"said\">{}</span><br><span{class}>{}</span>{detail}</li>",
                escaped(&who),
                escaped(&text)
            ),
        );
    }
}

fn put(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// The text as it may stand between and in attributes of HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
