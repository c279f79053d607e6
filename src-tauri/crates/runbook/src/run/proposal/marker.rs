//! How a step is marked in its file, and a new one in the style of its neighbour.

use super::{Editor, line_end, line_start};
use crate::steps::Step;

/// How a step is marked in the file.
pub(super) struct Marker<'a> {
    /// White space before it, quotation signs included.
    pub(super) indent: &'a str,
    /// `3.`, `-`, `*`, `###`; empty for a paragraph.
    pub(super) sign: &'a str,
    /// The box of a task, empty one.
    pub(super) task: bool,
    /// How many bytes stand before the step's own words.
    pub(super) width: usize,
}

impl<'a> Marker<'a> {
    pub(super) fn of(text: &'a str, step: &Step) -> Self {
        let start = line_start(text, step.span.start);
        let line = text.get(start..line_end(text, start)).unwrap_or_default();
        let is_lead = |c: char| c.is_whitespace() || c == '>';
        let rest = line.trim_start_matches(is_lead);
        let indent = line.get(..line.len() - rest.len()).unwrap_or_default();
        let word = rest.split_whitespace().next().unwrap_or_default();
        let is_sign = matches!(word, "-" | "*" | "+")
            || number(word).is_some()
            || (!word.is_empty()
                && (all(word, '#') || all(word, '=') || all(word, '.') || all(word, '*')));
        let sign = if is_sign { word } else { "" };
        let behind = rest.get(sign.len()..).unwrap_or_default().trim_start();
        let heading = all(sign, '#') || all(sign, '=');
        let width = if sign.is_empty() || heading {
            0
        } else {
            rest.len() - behind.len()
        };
        Self {
            indent,
            sign,
            task: ["[ ]", "[x]", "[X]"]
                .iter()
                .any(|task| behind.starts_with(task)),
            width,
        }
    }
}

impl Editor<'_> {
    /// The new step in the style of its neighbour.
    pub(super) fn item(&self, neighbour: &Step, text: &str, nth: usize) -> String {
        let marker = Marker::of(self.text, neighbour);
        let sign = match number(marker.sign) {
            Some((value, rest)) if self.counts_up(neighbour) => {
                format!("{}{rest}", value + u32::try_from(nth).unwrap_or(0))
            }
            _ => marker.sign.to_owned(),
        };
        let task = if marker.task { "[ ] " } else { "" };
        let space = if sign.is_empty() { "" } else { " " };
        let head = format!("{}{sign}{space}{task}", marker.indent);
        let rest = " ".repeat(head.chars().count());
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let body = lines
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join(&format!("\n{rest}"));
        let is_item = !sign.is_empty() && !sign.starts_with(['#', '=']);
        if is_item || neighbour.text.is_empty() {
            format!("{head}{body}")
        } else {
            format!("\n{head}{body}")
        }
    }

    /// Whether the numbers of the list go up; a list of `1.` throughout does not.
    fn counts_up(&self, step: &Step) -> bool {
        let own = number(Marker::of(self.text, step).sign).map(|(value, _)| value);
        let siblings = self.subject.procedure.steps.iter().filter(|other| {
            other.parent == step.parent && other.section == step.section && other.line != step.line
        });
        let mut values = siblings.filter_map(|other| number(Marker::of(self.text, other).sign));
        !values.any(|(value, _)| Some(value) == own)
    }
}

fn all(word: &str, sign: char) -> bool {
    !word.is_empty() && word.chars().all(|c| c == sign)
}

/// `3.` is 3 and `.`; `(3)` is none.
pub(super) fn number(sign: &str) -> Option<(u32, &str)> {
    let digits = sign.bytes().take_while(u8::is_ascii_digit).count();
    let (value, rest) = sign.split_at(digits);
    matches!(rest, "." | ")").then_some(())?;
    Some((value.parse().ok().filter(|value| *value < 1_000_000)?, rest))
}
