//! A debrief as Markdown, for the team's records. What people typed and what was printed stands in it escaped or fenced, so
//! that it cannot pass for a part of the debrief.

use super::chapters::{Line, Mark, chapters, facts};
use crate::messages::Messages;
use crate::run::{escaped_markdown as escaped, fenced};
use crate::wire::Debrief;

pub(super) fn of(messages: Messages, debrief: &Debrief) -> String {
    let title = messages.text("drill_export_title", &[("title", &escaped(&debrief.title))]);
    let mut lines = vec![format!("# {title}"), String::new()];
    for (name, value) in facts(messages, debrief) {
        lines.push(format!("- **{name}:** {}", escaped(&value)));
    }
    if let Some(ended) = debrief
        .ended
        .as_ref()
        .filter(|ended| !ended.text.is_empty())
    {
        lines.extend([String::new(), escaped(&ended.text)]);
    }
    for chapter in chapters(messages, debrief) {
        lines.extend([
            String::new(),
            format!("## {}", chapter.title),
            String::new(),
        ]);
        lines.extend(chapter.lines.iter().map(line));
    }
    lines.join("\n") + "\n"
}

fn line(line: &Line) -> String {
    let mark = match line.mark {
        Mark::None => "",
        Mark::Done => "[x] ",
        Mark::Half | Mark::Failed => "[ ] ",
    };
    let said = match line.said.as_str() {
        "" => String::new(),
        said => format!("{} · ", escaped(said)),
    };
    let text = format!("- {mark}{said}{}", escaped(&line.text));
    match line.detail.as_str() {
        "" => text,
        detail if detail.contains('\n') => {
            let mut out = text + "\n";
            fenced(&mut out, detail);
            out.trim_end().to_owned()
        }
        // The sentence's own marks of names; escaped they would only be in the way.
        detail => format!("{text}: {}", escaped(&detail.replace('`', "\""))),
    }
}
