//! Finding the block of front matter and reading it into ordered keys and values.

use super::Format;
use drillbook_text::{Code, Diagnostic, Severity, Span, yaml};
use serde_json::{Map, Value};

/// What stood above the text, before anything is known about its keys.
#[derive(Default)]
pub(super) struct Block {
    pub(super) format: Option<Format>,
    /// With the delimiter lines and the byte order mark before them.
    pub(super) span: Span,
    /// Without them: from the first line of the fields to the line that closes. Empty where the fields are JSON.
    pub(super) inside: Span,
    pub(super) fields: Map<String, Value>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the block at the head of `text`. A rule (`---`) that opens no fields opens the text instead.
pub(super) fn read(text: &str) -> Block {
    let start = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let body = text.get(start..).unwrap_or_default();
    let first = body.lines().next().unwrap_or_default().trim_end();
    let block = match first {
        "---" => fenced(body, &["---", "..."]).and_then(|fence| yaml_block(fence, start)),
        "+++" => fenced(body, &["+++"]).map(|fence| toml_block(fence, start)),
        _ if first.starts_with('{') => json_block(body, start),
        _ => None,
    };
    block.unwrap_or_else(|| Block {
        span: Span::new(start, start),
        ..Block::default()
    })
}

/// The inside of a fenced block, where it begins, and where the text after it begins.
#[derive(Clone, Copy)]
struct Fence<'a> {
    inside: &'a str,
    start: usize,
    end: usize,
}

impl Fence<'_> {
    fn span(self, offset: usize) -> Span {
        let start = offset + self.start;
        Span::new(start, start + self.inside.len())
    }
}

fn fenced<'a>(body: &'a str, closers: &[&str]) -> Option<Fence<'a>> {
    let mut at = 0;
    let mut start = None;
    for line in body.split_inclusive('\n') {
        let next = at + line.len();
        match start {
            None => start = Some(next),
            Some(start) if closers.contains(&line.trim_end()) => {
                return Some(Fence {
                    inside: body.get(start..at)?,
                    start,
                    end: next,
                });
            }
            Some(_) if next > yaml::MAX_BYTES => return None,
            Some(_) => {}
        }
        at = next;
    }
    None
}

fn yaml_block(fence: Fence<'_>, offset: usize) -> Option<Block> {
    let mut block = Block {
        format: Some(Format::Yaml),
        span: Span::new(offset, offset + fence.end),
        inside: fence.span(offset),
        ..Block::default()
    };
    match yaml::parse_value(fence.inside) {
        Ok(Value::Object(fields)) => block.fields = fields,
        Ok(Value::Null) => {}
        Ok(_) => return None,
        Err(problem) => {
            block.fields = salvage(fence.inside)?;
            let at = offset + fence.start + problem.offset;
            block.diagnostics.push(broken(at, problem.message));
        }
    }
    Some(block)
}

/// The one-line fields of YAML that is broken somewhere; `None` when nothing in it looks like a field.
fn salvage(inside: &str) -> Option<Map<String, Value>> {
    let is_field = |line: &&str| {
        let key = line.split(':').next().unwrap_or_default();
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
        line.contains(':') && key.starts_with(char::is_alphabetic) && key.chars().all(plain)
    };
    let mut lines = inside.lines().filter(is_field).peekable();
    lines.peek()?;
    let mut fields = Map::new();
    for line in lines.take(200) {
        if let Ok(Value::Object(one)) = yaml::parse_value(line) {
            fields.extend(one.into_iter().filter(|(_, value)| !value.is_null()));
        }
    }
    Some(fields)
}

fn toml_block(fence: Fence<'_>, offset: usize) -> Block {
    let mut block = Block {
        format: Some(Format::Toml),
        span: Span::new(offset, offset + fence.end),
        inside: fence.span(offset),
        ..Block::default()
    };
    match toml::from_str::<toml::Table>(fence.inside) {
        Ok(table) => {
            block.fields = table
                .into_iter()
                .map(|(key, value)| (key, json_of(value)))
                .collect();
        }
        Err(error) => {
            let at = offset + fence.start + error.span().map_or(0, |span| span.start);
            block
                .diagnostics
                .push(broken(at, error.message().to_owned()));
        }
    }
    block
}

fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, json_of(value)))
                .collect(),
        ),
    }
}

fn json_block(body: &str, offset: usize) -> Option<Block> {
    // `{{< figure >}}` and `{% include %}` open a text, an object opens with a key.
    body.get(1..)?
        .trim_start()
        .starts_with(['"', '}'])
        .then_some(())?;
    let limited = body.len().min(yaml::MAX_BYTES);
    let mut values =
        serde_json::Deserializer::from_slice(body.as_bytes().get(..limited)?).into_iter::<Value>();
    let (end, fields, problem) = match values.next()? {
        Ok(Value::Object(fields)) => (values.byte_offset(), fields, None),
        Ok(_) => return None,
        Err(error) => (closing_brace(body)?, Map::new(), Some(error)),
    };
    let rest = body.get(end..)?;
    let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let end = if rest.get(..line_end)?.trim().is_empty() {
        end + line_end
    } else {
        end
    };
    let diagnostics = problem
        .map(|error| broken(offset, error.to_string()))
        .into_iter()
        .collect();
    Some(Block {
        format: Some(Format::Json),
        span: Span::new(offset, offset + end),
        fields,
        diagnostics,
        ..Block::default()
    })
}

/// Where an object that cannot be read probably ends: a line that holds only its brace.
fn closing_brace(body: &str) -> Option<usize> {
    let mut at = 0;
    for line in body.split_inclusive('\n').take(2_000) {
        at += line.len();
        if line.trim_end() == "}" {
            return Some(at);
        }
    }
    None
}

fn broken(at: usize, problem: String) -> Diagnostic {
    let span = Some(Span::new(at, at));
    Diagnostic::new(Code::FrontMatterBroken, Severity::Error, span).with("problem", problem)
}
