//! Setting a field between `---` lines.

use super::dashes::Dashes;
use super::flow::{self, Item};
use super::words::{self, Stand};
use super::{Refusal, Setting, Wanted, line_start};
use crate::front_matter::fields;
use drillbook_text::yaml::{Entry, Node, NodeValue, tree};
use drillbook_text::{Edit, Span};

/// The edits within [`Setting::inside`].
pub(super) fn set(setting: &Setting<'_>) -> Result<Vec<Edit>, Refusal> {
    let inside = setting.inside;
    let Some(root) = tree(inside).0 else {
        // Nothing but comments, or nothing at all.
        let blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        let add = inside.lines().all(blank) && setting.wanted != Wanted::Absent;
        let edit = add.then(|| Edit::insert(inside.len(), line(setting)));
        return edit.map(|edit| vec![edit]).ok_or(Refusal::Broken);
    };
    let NodeValue::Mapping(entries) = &root.value else {
        return Err(Refusal::Shape);
    };
    // Keys between braces, which is JSON by another name.
    if root.span.of(inside).starts_with('{') {
        return Err(Refusal::Json);
    }
    let Some(at) = entries.iter().position(|entry| entry.key == setting.key) else {
        let end = (0..entries.len())
            .map(|at| Place::of(inside, entries, at).map(|place| place.end))
            .next_back()
            .unwrap_or(Ok(inside.len()))?;
        return Ok(vec![Edit::insert(end, line(setting))]);
    };
    let place = Place::of(inside, entries, at)?;
    match setting.wanted {
        Wanted::Absent => Ok(vec![Edit::new(place.start, place.end, "")]),
        Wanted::Text(text) => {
            let before = place.value.span.of(inside);
            let before = if place.value.text().is_some() {
                before
            } else {
                ""
            };
            Ok(vec![place.valued(&words::yaml(text, Stand::Line, before))])
        }
        Wanted::List(items) => place.listed(items, setting.ending),
    }
}

/// The line of a key that is new.
pub(super) fn line(setting: &Setting<'_>) -> String {
    let key = words::yaml(setting.key, Stand::Line, "");
    let value = match setting.wanted {
        Wanted::Text(text) => words::yaml(text, Stand::Line, ""),
        Wanted::List(items) => list(items),
        Wanted::Absent => return String::new(),
    };
    format!("{key}: {value}{}", setting.ending)
}

fn list(items: &[String]) -> String {
    flow::written(items, |item| words::yaml(item, Stand::Brackets, ""))
}

/// Where a key and its value stand.
struct Place<'a> {
    inside: &'a str,
    /// The line of the key.
    start: usize,
    /// Behind the colon.
    colon: usize,
    /// Behind the last line of the value. Comments and blank lines that follow are the next key's.
    end: usize,
    value: &'a Node,
}

impl<'a> Place<'a> {
    fn of(inside: &'a str, entries: &'a [Entry], at: usize) -> Result<Self, Refusal> {
        let entry = entries.get(at).ok_or(Refusal::Shape)?;
        let start = line_start(inside, entry.key_span.start);
        if start != entry.key_span.start {
            return Err(Refusal::Shape);
        }
        let behind = inside.get(entry.key_span.end..).unwrap_or_default();
        let colon = behind.find(':').ok_or(Refusal::Shape)? + entry.key_span.end + 1;
        let next = entries.get(at + 1).map(|next| next.key_span.start);
        let next = next.map_or(inside.len(), |next| line_start(inside, next));
        Ok(Self {
            inside,
            start,
            colon,
            end: last_line(inside, start, next),
            value: &entry.value,
        })
    }

    /// The value replaced by another, on the line of the key.
    fn valued(&self, value: &str) -> Edit {
        let span = self.value.span;
        let raw = span.of(self.inside);
        let before = self.inside.get(self.colon..span.end).unwrap_or_default();
        if self.value.is_absent() {
            return Edit::insert(self.colon, format!(" {value}"));
        }
        if !raw.is_empty() && !before.contains('\n') && !raw.starts_with(['|', '>']) {
            return Edit::new(span.start, span.start + raw.trim_end().len(), value);
        }
        let lines = self.inside.get(self.colon..self.end).unwrap_or_default();
        let end = self.colon + lines.trim_end_matches(['\n', '\r']).len();
        Edit::new(self.colon, end, format!(" {value}"))
    }

    fn listed(&self, wanted: &[String], ending: &str) -> Result<Vec<Edit>, Refusal> {
        let NodeValue::Sequence(items) = &self.value.value else {
            return Ok(vec![self.valued(&list(wanted))]);
        };
        let raw = self.value.span.of(self.inside);
        if raw.starts_with('[') {
            let start = self.value.span.start;
            let items: Vec<Item<'_>> = items
                .iter()
                .map(|item| Item {
                    name: name(item),
                    span: Span::new(item.span.start - start, item.span.end - start),
                    raw: item.span.of(self.inside),
                })
                .collect();
            let write = |item: &str| words::yaml(item, Stand::Brackets, "");
            let list = flow::rewritten(raw, &items, wanted, write).ok_or(Refusal::Shape)?;
            return Ok(vec![Edit::new(start, self.value.span.end, list)]);
        }
        if wanted.is_empty() {
            return Ok(vec![self.valued("[]")]);
        }
        let dashes = Dashes {
            inside: self.inside,
            names: items.iter().map(name).collect(),
            items,
            end: self.end,
            ending,
        };
        dashes.edits(wanted)
    }
}

/// Behind the last of the lines from `start` to `next` that is neither blank nor a comment at the margin.
fn last_line(inside: &str, start: usize, next: usize) -> usize {
    let mut at = start;
    let mut end = next;
    for (number, line) in inside
        .get(start..next)
        .unwrap_or_default()
        .split_inclusive('\n')
        .enumerate()
    {
        at += line.len();
        if number == 0 || !(line.trim().is_empty() || line.starts_with('#')) {
            end = at;
        }
    }
    end
}

/// What an item of a list is called.
fn name(item: &Node) -> String {
    let of_object = || fields::NAMES.iter().find_map(|name| item.get(name)?.text());
    item.text()
        .or_else(of_object)
        .unwrap_or_default()
        .trim()
        .to_owned()
}
