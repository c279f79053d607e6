//! YAML within a budget: files of strangers are read, and every bomb ends in a problem, fast.
//!
//! This module reads a text into an ordered value and says where it is broken. It does not know
//! what the value means; front matter, scenarios and alert rules do. It is the only place that
//! names serde-saphyr. [`tree()`] keeps every scalar as text with its place, for formats of our own.

mod format;
mod tree;

pub use format::format;
pub use tree::{Construct, Entry, Node, ProblemKind, TreeProblem, Value as NodeValue, tree};

use serde_json::Value;
use serde_saphyr::Options;
use serde_saphyr::options::{AliasLimits, DuplicateKeyPolicy};

/// Longer texts are not read at all.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Mappings, sequences and scalars together, aliases expanded.
pub const MAX_NODES: usize = 50_000;
/// Nesting of mappings and sequences.
pub const MAX_DEPTH: usize = 32;

/// Why a text could not be read as YAML, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlProblem {
    /// One sentence part in English, as the parser words it; shown as an argument, never as HTML.
    pub message: String,
    /// The byte in the text, where it is known.
    pub offset: usize,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// Reads one YAML document. Keys keep their order, a key that stands twice is a problem, and only
/// `true` and `false` are booleans (`no` is Norway's code). An empty text is `Value::Null`.
pub fn parse_value(text: &str) -> Result<Value, YamlProblem> {
    read(text, 100)
}

/// As [`parse_value`], and any alias (`*name`) is a problem: for formats that have no use for them.
pub fn parse_value_without_aliases(text: &str) -> Result<Value, YamlProblem> {
    read(text, 0)
}

fn read(text: &str, aliases: usize) -> Result<Value, YamlProblem> {
    if text.len() > MAX_BYTES {
        return Err(whole(format!("longer than {MAX_BYTES} bytes")));
    }
    // The parser recurses over flow brackets before it counts them, so they are counted here.
    if let Some(offset) = too_deep(text) {
        return Err(at(text, offset, format!("nested deeper than {MAX_DEPTH}")));
    }
    serde_saphyr::from_str_with_options(text, options(aliases))
        .map_err(|error| problem(text, &error))
}

fn options(aliases: usize) -> Options {
    let budget = serde_saphyr::budget! {
        max_reader_input_bytes: Some(MAX_BYTES),
        max_events: 4 * MAX_NODES,
        max_aliases: aliases,
        max_anchors: 200,
        max_recorded_anchor_events: MAX_NODES,
        max_recorded_anchor_bytes: MAX_BYTES,
        max_depth: MAX_DEPTH,
        flow_nesting_limit: MAX_DEPTH,
        max_documents: 1,
        max_nodes: MAX_NODES,
        max_total_scalar_bytes: 2 * MAX_BYTES,
        max_merge_keys: 100,
    };
    let alias_limits: AliasLimits = serde_saphyr::alias_limits! {
        max_replay_stack_depth: 8,
        max_total_replayed_events: MAX_NODES,
        max_alias_expansions_per_anchor: 100,
    };
    serde_saphyr::options! {
        budget: budget,
        duplicate_keys: DuplicateKeyPolicy::Error,
        alias_limits: alias_limits,
        strict_booleans: true,
        emit_comments: false,
        with_snippet: false,
    }
}

/// The first byte that opens flow nesting far beyond the limit. Brackets in strings count too, hence
/// the distance: a text with hundreds of brackets that never close is no text.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 16 * MAX_DEPTH {
            return Some(offset);
        }
    }
    None
}

fn problem(text: &str, error: &serde_saphyr::Error) -> YamlProblem {
    let message = error.without_snippet().to_string();
    let first = message.lines().next().unwrap_or_default();
    // The place is told apart, and nobody who reads the message can set the parser's policy.
    let first = first.split(" at line ").next().unwrap_or(first);
    let message = first
        .split(", set DuplicateKeyPolicy")
        .next()
        .unwrap_or(first)
        .to_owned();
    match error.location() {
        Some(location) if location.line() > 0 => {
            let line = usize::try_from(location.line()).unwrap_or(1);
            let column = usize::try_from(location.column()).unwrap_or(1).max(1);
            at(text, offset_of(text, line, column), message)
        }
        _ => whole(message),
    }
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let rest = text.get(start..).unwrap_or_default();
    start
        + rest
            .char_indices()
            .nth(column - 1)
            .map_or(rest.len(), |(at, _)| at)
}

fn at(text: &str, offset: usize, message: String) -> YamlProblem {
    let place = crate::LineIndex::new(text).position(text, offset);
    YamlProblem {
        message,
        offset,
        line: place.line,
        column: place.column,
    }
}

fn whole(message: String) -> YamlProblem {
    YamlProblem {
        message,
        offset: 0,
        line: 1,
        column: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let actual = match parse_value(text) {
            Ok(value) => value.to_string(),
            Err(problem) => format!("{}:{}: {}", problem.line, problem.column, problem.message),
        };
        assert_eq!(actual, expected, "{text}");
    }

    /// A problem is enough; its words are the parser's.
    fn fails(text: &str) {
        let shown: String = text.chars().take(60).collect();
        assert!(parse_value(text).is_err(), "{shown}");
    }

    #[test]
    fn keeps_order_and_types() {
        check(
            "z: 1\na: [x, 2.5, true, null, no]\nm: {k: v}\n",
            r#"{"z":1,"a":["x",2.5,true,null,"no"],"m":{"k":"v"}}"#,
        );
        check("", "null");
        check(
            "date: 2024-02-03\nn: \"1\"",
            r#"{"date":"2024-02-03","n":"1"}"#,
        );
        check("1: a\ntrue: b\nno: c", r#"{"1":"a","true":"b","no":"c"}"#);
        check("t: |\n  a\n  b\n", r#"{"t":"a\nb\n"}"#);
    }

    #[test]
    fn aliases_are_bounded() {
        check("a: &x [1]\nb: *x", r#"{"a":[1],"b":[1]}"#);
        assert!(parse_value_without_aliases("a: &x [1]\nb: *x").is_err());
        let level = |n: usize| {
            let nine = vec![format!("*a{}", n - 1); 9].join(",");
            format!("a{n}: &a{n} [{nine}]")
        };
        let levels: Vec<String> = (1..12).map(level).collect();
        let bomb = format!("a0: &a0 [x,x,x,x,x,x,x,x,x]\n{}", levels.join("\n"));
        fails(&bomb);
        fails("a: &a [*a]");
        fails("&a a: &b {<<: *b}");
    }

    #[test]
    fn says_where() {
        let problem = parse_value("ok: 1\nok: 2\n").unwrap_err();
        assert_eq!(
            (problem.line, problem.offset, problem.message.as_str()),
            (2, 6, "duplicate mapping key: ok")
        );
        let problem = parse_value("title: a: b\n").unwrap_err();
        assert_eq!(problem.line, 1);
    }

    #[test]
    fn bombs_end_in_a_problem() {
        fails(&"[".repeat(100_000));
        fails(&"{a: ".repeat(100_000));
        fails(&"- ".repeat(100_000));
        fails(&"? ".repeat(50_000));
        fails(&"a: 1\n".repeat(2));
        fails(
            &(0..60_000)
                .map(|n| format!("k{n}: 1"))
                .collect::<Vec<_>>()
                .join("\n"),
        );
        fails(&"x".repeat(MAX_BYTES + 1));
        fails("a: \"\\x");
        fails("{{ title }}: x: y");
        fails("a:\n\t- b\n  c: d");
        fails("a: 1\n---\nb: 2\n");
    }
}
