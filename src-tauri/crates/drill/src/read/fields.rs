//! Taking typed values out of a tree whose shape was checked before. What does not fit was reported then and is left
//! out here without a second word.

use super::build::Build;
use super::error;
use super::names::List;
use crate::code::{self, Code};
use crate::duration;
use crate::guard::{self, Guard};
use crate::model::{Case, Cases, Reference, Ticks};
use crate::shape;
use drillbook_text::Span;
use drillbook_text::yaml::{Node, NodeValue};

/// The text under `key`; empty when there is none. A block's last line feed is cut.
pub(super) fn text(node: &Node, key: &str) -> String {
    let text = node.get(key).and_then(Node::text).unwrap_or_default();
    text.trim_end_matches('\n').to_owned()
}

pub(super) fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::text) == Some("true")
}

pub(super) fn number(node: &Node, key: &str) -> Option<u32> {
    node.get(key)?.text()?.parse().ok()
}

pub(super) fn seconds(node: &Node, key: &str) -> Option<u32> {
    duration::seconds(node.get(key)?.text()?)
}

pub(super) fn milli(node: &Node, key: &str) -> Option<i64> {
    duration::milli(node.get(key)?.text()?)
}

pub(super) fn percent(node: &Node, key: &str) -> Option<i64> {
    shape::percent(node.get(key)?.text()?)
}

/// Cases of one list.
const MOST_CASES: usize = 200;

/// The items under `key`, or the one that stands there.
pub(super) fn some<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    match node.get(key) {
        Some(node) if matches!(node.value, NodeValue::Sequence(_)) => node.items(),
        Some(node) => std::slice::from_ref(node),
        None => &[],
    }
}

/// The texts of [`some`].
pub(super) fn texts(node: &Node, key: &str) -> Vec<String> {
    let texts = some(node, key).iter().filter_map(Node::text);
    texts
        .map(|text| text.trim_end_matches('\n').to_owned())
        .collect()
}

/// One of the words, by its place in the list.
pub(super) fn word<T: Copy>(node: &Node, key: &str, words: &[&str], values: &[T]) -> Option<T> {
    let text = node.get(key)?.text()?;
    let at = words.iter().position(|word| *word == text)?;
    values.get(at).copied()
}

/// Where the text of a scalar begins: behind the quote, if there is one.
pub(super) fn inner(node: &Node) -> usize {
    let quoted = matches!(&node.value, NodeValue::Scalar { text, plain: false } if node.span.end - node.span.start > text.len());
    node.span.start + usize::from(quoted)
}

impl Build<'_> {
    /// The guard under `key`; always when there is none.
    pub(super) fn guard(&mut self, node: &Node, key: &str) -> Guard {
        match node.get(key) {
            Some(node) => self.guard_at(node),
            None => Guard::Always(true),
        }
    }

    pub(super) fn guard_at(&mut self, node: &Node) -> Guard {
        let Some(text) = node.text() else {
            return Guard::Always(false);
        };
        guard::parse(text, inner(node), &self.names.guards, &mut self.found)
    }

    /// A duration that acts, in ticks; 0 when there is none.
    pub(super) fn ticks(&mut self, node: &Node, key: &str) -> Ticks {
        node.get(key).map_or(0, |node| self.ticks_at(node))
    }

    pub(super) fn ticks_at(&mut self, node: &Node) -> Ticks {
        let text = node.text().unwrap_or_default();
        duration::seconds(text).map_or(0, |seconds| self.whole(seconds, text, node.span))
    }

    /// Seconds as ticks; reported and rounded up when they are no multiple.
    pub(super) fn whole(&mut self, seconds: u32, text: &str, span: Span) -> Ticks {
        let tick = self.tick;
        if !seconds.is_multiple_of(tick) {
            let uneven = error(Code::NotWholeTicks, span).with("value", text);
            self.found.push(uneven.with("tick", duration::words(tick)));
        }
        seconds.div_ceil(tick)
    }

    pub(super) fn index(
        &mut self,
        node: &Node,
        key: &str,
        list: impl Fn(&Self) -> &List,
    ) -> Option<usize> {
        let node = node.get(key)?;
        let names = list(self).clone();
        names.look_up(node, &mut self.found)
    }

    /// The indices of the names under `key`.
    pub(super) fn indices(
        &mut self,
        node: &Node,
        key: &str,
        list: impl Fn(&Self) -> &List,
    ) -> Vec<usize> {
        let names = list(self).clone();
        let nodes = some(node, key);
        nodes
            .iter()
            .filter_map(|node| names.look_up(node, &mut self.found))
            .collect()
    }

    /// The value that stands at `node`, of the variable of that index.
    pub(super) fn value(&mut self, variable: usize, node: &Node) -> Option<u8> {
        let name = self.names.variables.names.get(variable)?.clone();
        let values = self.names.guards.variables.get(&name)?.1.clone();
        self.value_of(&name, &values, node)
    }

    pub(super) fn value_of(&mut self, name: &str, values: &[String], node: &Node) -> Option<u8> {
        let text = node.text()?;
        let at = values.iter().position(|value| value == text);
        if at.is_none() {
            let nearest = code::nearest(text, values.iter().map(String::as_str));
            let unknown = error(Code::UnknownValue, node.span)
                .with("value", text)
                .with("variable", name);
            let unknown = unknown.with("expected", code::few(values));
            self.found.push(unknown.with("nearest", nearest));
        }
        at.and_then(|at| u8::try_from(at).ok())
    }

    /// The cases under `key`: one for all states, or a list.
    pub(super) fn cases<T>(
        &mut self,
        node: &Node,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Cases<T> {
        let Some(node) = node.get(key) else {
            return Cases { cases: Vec::new() };
        };
        self.cases_at(node, read)
    }

    pub(super) fn cases_at<T>(
        &mut self,
        node: &Node,
        read: impl Fn(&str) -> Option<T>,
    ) -> Cases<T> {
        let of = |node: &Node| {
            node.text()
                .map(|text| text.trim_end_matches('\n'))
                .and_then(&read)
        };
        if !matches!(node.value, NodeValue::Sequence(_)) {
            let case = of(node).map(|is| Case {
                guard: Guard::Always(true),
                is,
                span: node.span,
            });
            return Cases {
                cases: case.into_iter().collect(),
            };
        }
        let mut cases = Vec::new();
        if let Some(item) = node.items().get(MOST_CASES) {
            let many = error(Code::TooMany, item.span).with("what", "case");
            self.found.push(many.with("limit", MOST_CASES.to_string()));
        }
        for item in node.items().iter().take(MOST_CASES) {
            let guard = self.guard(item, "if");
            if let Some(is) = item.get("is").and_then(of) {
                cases.push(Case {
                    guard,
                    is,
                    span: item.span,
                });
            }
        }
        Cases { cases }
    }

    pub(super) fn text_cases(&mut self, node: &Node, key: &str) -> Cases<String> {
        self.cases(node, key, |text| Some(text.to_owned()))
    }

    /// References to steps and headings of runbooks.
    pub(super) fn references(&mut self, node: &Node, key: &str) -> Vec<Reference> {
        some(node, key)
            .iter()
            .filter_map(|node| self.reference(node))
            .collect()
    }

    pub(super) fn reference(&mut self, node: &Node) -> Option<Reference> {
        let text = node.text()?;
        let Some((name, fragment)) = text.split_once('#') else {
            self.found
                .push(error(Code::BadReference, node.span).with("value", text));
            return None;
        };
        let (slug, step) = fragment.rsplit_once('/').unwrap_or((fragment, ""));
        let numbered = step
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        if fragment.contains('/') && !numbered {
            self.found
                .push(error(Code::BadReference, node.span).with("value", text));
            return None;
        }
        let Some(runbook) = self.names.runbooks.find(name) else {
            self.found
                .push(self.names.runbooks.unknown(name, node.span));
            return None;
        };
        Some(Reference {
            runbook,
            slug: slug.to_owned(),
            step: step.to_owned(),
            span: node.span,
        })
    }
}
