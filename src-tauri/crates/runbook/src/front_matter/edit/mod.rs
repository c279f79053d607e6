//! Setting one field by its bytes: every other key, every comment, the order and the text below stay as they are.
//!
//! A field that another tool's key holds (`last_reviewed_on`) is changed under that key. An edit is handed out only after the
//! text with the edit has been read again and says what was wanted and otherwise what it said before; whatever cannot be
//! edited surely is refused. What a value means is not known here.

mod dashes;
mod flow;
mod toml;
mod words;
mod yaml;

#[cfg(test)]
mod tests;

use super::block::{self, Block};
use super::{Format, fields, names};
use crate::kind;
use drillbook_text::{Edit, edit};
use serde_json::{Map, Value};

/// What a field is to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// One text; an empty one takes the field away.
    Text(&'a str),
    /// Several, in this order.
    List(&'a [String]),
    /// Nothing: the key is taken away.
    Absent,
}

/// Why a field cannot be set by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The front matter cannot be read as it stands.
    Broken,
    /// The front matter is an object in braces.
    Json,
    /// The field is written in a way that is not edited here: an anchor, a table, a comment inside brackets.
    Shape,
    /// The key or the value cannot stand in front matter.
    Value,
}

impl Refusal {
    /// The refusal in one word, for the name of its sentence.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Json => "json",
            Self::Shape => "shape",
            Self::Value => "value",
        }
    }
}

/// The edits that make `key` (one of ours, or any other) say what is `wanted` in the front matter of `text`. Where the text
/// has none, the edit opens it. No edits where it says so already.
pub fn set(text: &str, key: &str, wanted: Wanted<'_>) -> Result<Vec<Edit>, Refusal> {
    if key.is_empty() || key.chars().any(char::is_control) {
        return Err(Refusal::Value);
    }
    let wanted = match wanted {
        Wanted::Text(value) if value.trim().is_empty() => Wanted::Absent,
        Wanted::Text(value) => Wanted::Text(value.trim()),
        other => other,
    };
    let block = block::read(text);
    if !block.diagnostics.is_empty() {
        return Err(Refusal::Broken);
    }
    let own = own_key(&block.fields, key);
    let said = own.and_then(|own| block.fields.get(own));
    if says(said, wanted) {
        return Ok(Vec::new());
    }
    let change = Setting {
        inside: block.inside.of(text),
        key: own.unwrap_or(key),
        wanted,
        ending: ending(text),
    };
    let edits = match block.format {
        None => vec![Edit::insert(block.span.end, change.opening())],
        Some(Format::Json) => return Err(Refusal::Json),
        Some(Format::Yaml) => moved(yaml::set(&change)?, block.inside.start),
        Some(Format::Toml) => moved(toml::set(&change)?, block.inside.start),
    };
    proven(text, &block, &change, edits)
}

/// The text with each of `fields` set, one after the other.
pub fn set_all(text: &str, fields: &[(&str, Wanted<'_>)]) -> Result<String, Refusal> {
    let mut text = text.to_owned();
    for (key, wanted) in fields {
        let edits = set(&text, key, *wanted)?;
        text = edit::apply(&text, &edits).ok_or(Refusal::Shape)?;
    }
    Ok(text)
}

/// One field to be set in the lines of a block.
struct Setting<'a> {
    /// The block without the lines that open and close it.
    inside: &'a str,
    key: &'a str,
    wanted: Wanted<'a>,
    /// How the text ends its lines.
    ending: &'a str,
}

impl Setting<'_> {
    /// A block of its own, for a text that has none.
    fn opening(&self) -> String {
        let end = self.ending;
        format!("---{end}{}---{end}", yaml::line(self))
    }
}

/// The key in use for `key`: the one whose value is read, else one that is there and empty.
fn own_key<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    let name = names::snake(key);
    let alone = [name.as_str()];
    let known = names::of_field(&name).unwrap_or(&alone);
    let of_name = |name: &str, filled: bool| {
        let found = fields.iter().find(|(own, value)| {
            let empty = value.is_null() || value.as_str() == Some("");
            names::snake(own) == name && (!filled || !empty)
        });
        found.map(|(own, _)| own.as_str())
    };
    let of_kind = || {
        let is_kind = |value: &Value| value.as_str().is_some_and(|v| kind::of_word(v).is_some());
        let found = fields.iter().find(|(own, value)| {
            names::KIND.contains(&names::snake(own).as_str()) && is_kind(value)
        });
        found.map(|(own, _)| own.as_str())
    };
    known
        .iter()
        .find_map(|name| of_name(name, true))
        .or_else(|| known.iter().find_map(|name| of_name(name, false)))
        .or_else(|| (name == "kind").then(of_kind).flatten())
}

/// Whether a value says what is wanted, however it is written.
fn says(value: Option<&Value>, wanted: Wanted<'_>) -> bool {
    match (value, wanted) {
        (None, Wanted::Absent) => true,
        (Some(value), Wanted::Text(text)) => fields::scalar(value).as_deref() == Some(text),
        (Some(value), Wanted::List(items)) => {
            let wanted = items.iter().map(|item| item.trim());
            let is_text = value.is_null() || value.as_str() == Some("");
            !is_text
                && fields::strings(value, false)
                    .iter()
                    .map(String::as_str)
                    .eq(wanted)
        }
        _ => false,
    }
}

/// How most files end their lines is how the first line does.
fn ending(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text.get(..at).is_some_and(|line| line.ends_with('\r')) => "\r\n",
        _ => "\n",
    }
}

fn moved(mut edits: Vec<Edit>, by: usize) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    for edit in &mut edits {
        edit.span.start += by;
        edit.span.end += by;
    }
    edits
}

/// The edits, if the text with them reads as wanted and otherwise as before.
fn proven(
    text: &str,
    before: &Block,
    change: &Setting<'_>,
    edits: Vec<Edit>,
) -> Result<Vec<Edit>, Refusal> {
    let new = edit::apply(text, &edits).ok_or(Refusal::Shape)?;
    let mut after = block::read(&new);
    let body = |text: &str, block: &Block| text.get(block.span.end..).map(str::to_owned);
    let same_body = body(text, before) == body(&new, &after);
    let said = says(after.fields.get(change.key), change.wanted);
    let mut rest = before.fields.clone();
    rest.shift_remove(change.key);
    after.fields.shift_remove(change.key);
    let same_rest = rest == after.fields && rest.keys().eq(after.fields.keys());
    if after.diagnostics.is_empty() && same_body && said && same_rest {
        Ok(edits)
    } else {
        Err(Refusal::Shape)
    }
}

/// Where the line of `at` begins.
fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of `at` ends, its line ending included.
fn line_end(text: &str, at: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    after
        .find('\n')
        .map_or(text.len(), |newline| at + newline + 1)
}
