//! Setting a field between `+++` lines. Only keys of the top table are edited.

use super::flow::{self, Item};
use super::{Refusal, Setting, Wanted, line_end, line_start, words};
use drillbook_text::{Edit, Span};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The edits within [`Setting::inside`].
pub(super) fn set(setting: &Setting<'_>) -> Result<Vec<Edit>, Refusal> {
    let inside = setting.inside;
    let table = DeTable::parse(inside).map_err(|_| Refusal::Broken)?;
    let table = table.get_ref();
    let found = table.iter().find(|(key, _)| key.get_ref() == setting.key);
    let Some((key, value)) = found else {
        let at = end_of_plain(inside, table);
        return Ok(vec![Edit::insert(at, line(setting))]);
    };
    let span = value.span();
    let start = line_start(inside, key.span().start);
    // A dotted key, or a table of its own.
    let is_inline = inside
        .get(span.start..)
        .is_some_and(|raw| raw.starts_with('{'));
    if start != key.span().start || (value.get_ref().as_table().is_some() && !is_inline) {
        return Err(Refusal::Shape);
    }
    let edit = match setting.wanted {
        Wanted::Absent => Edit::new(start, line_end(inside, span.end), ""),
        Wanted::Text(text) => Edit::new(span.start, span.end, scalar(text, Some(value.get_ref()))),
        Wanted::List(items) => Edit::new(span.start, span.end, list(inside, value, items)?),
    };
    Ok(vec![edit])
}

fn line(setting: &Setting<'_>) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let key = if setting.key.chars().all(bare) {
        setting.key.to_owned()
    } else {
        words::toml(setting.key)
    };
    let value = match setting.wanted {
        Wanted::Text(text) => scalar(text, None),
        Wanted::List(items) => flow::written(items, words::toml),
        Wanted::Absent => return String::new(),
    };
    format!("{key} = {value}{}", setting.ending)
}

/// The text in the type that the value had: a date stays a date, a number a number.
fn scalar(text: &str, before: Option<&DeValue<'_>>) -> String {
    let bare = match before {
        None | Some(DeValue::Datetime(_)) => words::toml_date(text),
        Some(DeValue::Integer(_)) => text.parse::<i64>().ok().map(|number| number.to_string()),
        Some(DeValue::Boolean(_)) => matches!(text, "true" | "false").then(|| text.to_owned()),
        Some(_) => None,
    };
    bare.unwrap_or_else(|| words::toml(text))
}

fn list(inside: &str, value: &Spanned<DeValue<'_>>, wanted: &[String]) -> Result<String, Refusal> {
    let span = value.span();
    let Some(items) = value.get_ref().as_array() else {
        return Ok(flow::written(wanted, words::toml));
    };
    let item = |item: &Spanned<DeValue<'_>>| {
        let own = Span::new(item.span().start, item.span().end);
        Item {
            name: item
                .get_ref()
                .as_str()
                .unwrap_or_default()
                .trim()
                .to_owned(),
            span: Span::new(own.start - span.start, own.end - span.start),
            raw: own.of(inside),
        }
    };
    let items: Vec<Item<'_>> = items.iter().map(item).collect();
    let raw = inside.get(span).unwrap_or_default();
    flow::rewritten(raw, &items, wanted, words::toml).ok_or(Refusal::Shape)
}

/// Behind the last line of the top table, before the first table that has a heading.
fn end_of_plain(inside: &str, table: &DeTable<'_>) -> usize {
    let ends = table.iter().filter_map(|(key, value)| {
        let start = line_start(inside, key.span().start);
        let headed = inside
            .get(start..)
            .is_some_and(|line| line.starts_with('['));
        let last = value.span().end.max(key.span().end);
        (!headed).then(|| line_end(inside, last))
    });
    ends.max().unwrap_or(0)
}
