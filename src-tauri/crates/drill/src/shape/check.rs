//! A tree against the table: every key, word, number and duration that does not fit, in one pass.

use super::{Kind, PROMISED, Shape};
use crate::code::{self, Code, Diagnostic};
use crate::duration;
use drillbook_text::yaml::{Node, NodeValue};
use drillbook_text::{Severity, Span};

/// The longest name.
const LONGEST_NAME: usize = 64;

/// Reports what of `node` does not fit `shape`.
pub(crate) fn check(node: &Node, shape: &'static Shape) -> Vec<Diagnostic> {
    let mut check = Check { found: Vec::new() };
    check.shape(node, shape.name, shape);
    check.found
}

/// Letters, digits, `_`, `-` and `.`, not too long; what variables, acts and values are called.
pub(crate) fn is_name(text: &str) -> bool {
    (1..=LONGEST_NAME).contains(&text.len())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

struct Check {
    found: Vec<Diagnostic>,
}

impl Check {
    fn report(&mut self, code: Code, span: Span, args: &[(&str, &str)]) {
        let args = args.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        self.found.push(Diagnostic {
            code,
            severity: Severity::Error,
            span: Some(span),
            args: args.collect(),
        });
    }

    fn node(&mut self, node: &Node, key: &str, kind: Kind) {
        match kind {
            Kind::Shape(shape) => self.shape(node, key, shape),
            Kind::Map(kind) => self.map(node, key, *kind),
            Kind::List(kind) => match &node.value {
                NodeValue::Sequence(items) => self.each(items, key, *kind),
                _ => self.wrong(node, key, "list"),
            },
            Kind::Some(kind) => match &node.value {
                NodeValue::Sequence(items) => self.each(items, key, *kind),
                _ => self.node(node, key, *kind),
            },
            Kind::Cases(kind) => self.cases(node, key, *kind),
            _ => match node.text() {
                Some(text) if !node.is_absent() => self.scalar(text, node.span, kind),
                _ => self.wrong(node, key, "text"),
            },
        }
    }

    fn each(&mut self, items: &[Node], key: &str, kind: Kind) {
        for item in items {
            self.node(item, key, kind);
        }
    }

    fn shape(&mut self, node: &Node, key: &str, shape: &'static Shape) {
        if !matches!(node.value, NodeValue::Mapping(_)) {
            return self.wrong(node, key, "mapping");
        }
        for entry in node.entries() {
            if let Some(known) = shape.key(&entry.key) {
                self.node(&entry.value, known.name, known.kind);
            } else {
                let names = shape.keys.iter().map(|key| key.name);
                let nearest = code::nearest(&entry.key, names);
                let args = [
                    ("key", entry.key.as_str()),
                    ("of", shape.name),
                    ("nearest", nearest.as_str()),
                ];
                self.report(Code::UnknownKey, entry.key_span, &args);
            }
        }
        for key in shape.keys.iter().filter(|key| key.required) {
            if node.get(key.name).is_none() {
                let at = Span::new(node.span.start, node.span.start);
                self.report(
                    Code::MissingKey,
                    at,
                    &[("key", key.name), ("of", shape.name)],
                );
            }
        }
    }

    fn map(&mut self, node: &Node, key: &str, kind: Kind) {
        if !matches!(node.value, NodeValue::Mapping(_)) {
            return self.wrong(node, key, "mapping");
        }
        for entry in node.entries() {
            if !is_name(&entry.key) {
                self.report(Code::BadName, entry.key_span, &[("name", &entry.key)]);
            }
            self.node(&entry.value, &entry.key, kind);
        }
    }

    fn cases(&mut self, node: &Node, key: &str, kind: Kind) {
        let NodeValue::Sequence(items) = &node.value else {
            return self.node(node, key, kind);
        };
        let mut closed = false;
        for item in items {
            if !matches!(item.value, NodeValue::Mapping(_)) {
                self.wrong(item, key, "mapping");
                continue;
            }
            for entry in item.entries() {
                match entry.key.as_str() {
                    "if" => self.node(&entry.value, "if", Kind::Guard),
                    "is" => self.node(&entry.value, "is", kind),
                    other => {
                        let nearest = code::nearest(other, ["if", "is"]);
                        let args = [
                            ("key", other),
                            ("of", "case"),
                            ("nearest", nearest.as_str()),
                        ];
                        self.report(Code::UnknownKey, entry.key_span, &args);
                    }
                }
            }
            if item.get("is").is_none() {
                self.report(
                    Code::MissingKey,
                    item.span,
                    &[("key", "is"), ("of", "case")],
                );
            }
            if closed {
                self.report(Code::DeadCase, item.span, &[("key", key)]);
            }
            closed |= item.get("if").is_none();
        }
        if !closed && matches!(kind, Kind::Decimal) {
            self.report(Code::NoOtherwise, node.span, &[("key", key)]);
        }
    }

    fn scalar(&mut self, text: &str, span: Span, kind: Kind) {
        let value = [("value", text)];
        match kind {
            Kind::Name if !is_name(text) => self.report(Code::BadName, span, &[("name", text)]),
            Kind::Word(words) if !words.contains(&text) => self.word(text, span, words),
            Kind::Flag if text != "true" && text != "false" => {
                self.word(text, span, &["true", "false"]);
            }
            Kind::Integer(least, most) => {
                let fits = text
                    .parse::<u32>()
                    .is_ok_and(|n| (least..=most).contains(&n));
                if !fits {
                    let expected = format!("{least}–{most}");
                    self.report(
                        Code::BadNumber,
                        span,
                        &[("value", text), ("expected", &expected)],
                    );
                }
            }
            Kind::Decimal if duration::milli(text).is_none() => {
                self.report(
                    Code::BadNumber,
                    span,
                    &[("value", text), ("expected", "0.001")],
                );
            }
            Kind::Percent if percent(text).is_none() => {
                self.report(
                    Code::BadNumber,
                    span,
                    &[("value", text), ("expected", "0%–100%")],
                );
            }
            Kind::Duration | Kind::Ticks if duration::seconds(text).is_none() => {
                self.report(Code::BadDuration, span, &value);
            }
            Kind::Delay if !text.starts_with('$') => {
                let usual = text.strip_prefix(PROMISED).unwrap_or(text);
                if duration::seconds(usual).is_none() {
                    self.report(Code::BadDuration, span, &value);
                }
            }
            Kind::Clock if duration::clock(text).is_none() => {
                self.report(Code::BadClock, span, &value);
            }
            _ => {}
        }
    }

    fn word(&mut self, word: &str, span: Span, words: &[&str]) {
        let nearest = code::nearest(word, words.iter().copied());
        let expected = words.join(", ");
        let args = [
            ("word", word),
            ("expected", expected.as_str()),
            ("nearest", nearest.as_str()),
        ];
        self.report(Code::UnknownWord, span, &args);
    }

    fn wrong(&mut self, node: &Node, key: &str, expected: &str) {
        let found = match &node.value {
            NodeValue::Scalar { .. } if node.is_absent() => "nothing",
            NodeValue::Scalar { .. } => "text",
            NodeValue::Sequence(_) => "list",
            NodeValue::Mapping(_) => "mapping",
        };
        let args = [("key", key), ("expected", expected), ("found", found)];
        self.report(Code::WrongShape, node.span, &args);
    }
}

/// Reads `6%` or `6` as thousandths of a hundredth: 6,000. Between none and all.
pub(crate) fn percent(text: &str) -> Option<i64> {
    let milli = duration::milli(text.strip_suffix('%').unwrap_or(text))?;
    (0..=100_000).contains(&milli).then_some(milli)
}
