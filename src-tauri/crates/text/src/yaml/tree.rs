//! YAML as it stands on the page: every scalar as text with its place, and all that is wrong in one pass.
//!
//! For formats of our own that are strict: no anchors, aliases, tags, merge keys or several documents, and a scalar
//! has no type until the format gives it one (`no`, `on` and `1:30` are words). It does not know what keys mean.

use super::{MAX_BYTES, MAX_DEPTH, MAX_NODES, too_deep};
use crate::Span;
use serde_saphyr::granit_parser::{self, Event, Parser, ScalarStyle, StructureStyle};

/// After so many problems the rest is not worth reading.
const MAX_PROBLEMS: usize = 200;

/// A scalar, a sequence or a mapping, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The bytes it covers; of a block collection, from its first entry.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, whatever it looks like.
    Scalar {
        /// The text with escapes resolved and lines folded.
        text: String,
        /// Whether it stands as itself: neither quoted nor a block.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order of the file; a key that stands twice is kept twice and reported.
    Mapping(Vec<Entry>),
}

/// One key of a mapping with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What stands behind the colon.
    pub value: Node,
}

impl Node {
    /// Nothing stands here: `key:` with no value.
    pub fn is_absent(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, plain: true } if text.is_empty())
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a mapping; none of anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a sequence; none of anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The value of the first entry of that name.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let entry = self.entries().iter().find(|entry| entry.key == key)?;
        Some(&entry.value)
    }

    /// Whether both say the same, wherever they stand and however they are quoted.
    pub fn same(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Scalar { text: a, .. }, Value::Scalar { text: b, .. }) => {
                a == b && self.is_absent() == other.is_absent()
            }
            (Value::Sequence(a), Value::Sequence(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
            }
            (Value::Mapping(a), Value::Mapping(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|(a, b)| a.key == b.key && a.value.same(&b.value))
            }
            _ => false,
        }
    }
}

/// What is wrong with the text as strict YAML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeProblem {
    /// What.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
}

/// The kinds of [`TreeProblem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// It is not YAML; in the parser's words. Nothing behind it was read.
    Broken(String),
    /// A construct that strict formats have no use for.
    Dialect(Construct),
    /// A key stands twice in one mapping.
    DuplicateKey(String),
    /// More bytes, nodes or nesting than is read. Holds the limit.
    TooLarge(usize),
}

/// Constructs of YAML that are not for strict formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Construct {
    /// `&name`
    Anchor,
    /// `*name`
    Alias,
    /// `!tag`
    Tag,
    /// `<<:`
    MergeKey,
    /// A second document.
    Documents,
    /// A key that is a list, a mapping or nothing.
    ComplexKey,
}

/// Reads one strict document. The tree is there whenever the text could be parsed to its end, with whatever was wrong
/// left out; `None` when it is empty or broken.
pub fn tree(text: &str) -> (Option<Node>, Vec<TreeProblem>) {
    let mut build = Build::default();
    let whole = Span::new(0, 0);
    if text.len() > MAX_BYTES {
        build.report(ProblemKind::TooLarge(MAX_BYTES), whole);
    } else if let Some(at) = too_deep(text) {
        build.report(ProblemKind::TooLarge(MAX_DEPTH), Span::new(at, at + 1));
    } else {
        build.run(text);
    }
    let root = if build.broken { None } else { build.root };
    (root, build.problems)
}

#[derive(Default)]
struct Build {
    frames: Vec<Frame>,
    root: Option<Node>,
    problems: Vec<TreeProblem>,
    nodes: usize,
    documents: usize,
    broken: bool,
}

struct Frame {
    start: usize,
    kind: FrameKind,
}

enum FrameKind {
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>, Option<(String, Span)>),
}

impl Build {
    fn run(&mut self, text: &str) {
        let options = granit_parser::options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        for next in Parser::new_from_str_with_options(text, options) {
            match next {
                Ok((event, span)) => self.event(event, place(&span, text)),
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
                    self.stop(ProblemKind::Broken(error.info()), Span::new(at, at));
                }
            }
            if self.broken || self.problems.len() >= MAX_PROBLEMS {
                return;
            }
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.stop(ProblemKind::Dialect(Construct::Documents), span);
                }
            }
            Event::Anchor(..) => self.report(ProblemKind::Dialect(Construct::Anchor), span),
            Event::Alias(..) | Event::UnresolvedAlias(..) => {
                self.report(ProblemKind::Dialect(Construct::Alias), span);
                self.complete(scalar(String::new(), true, span));
            }
            Event::Scalar(text, style, _, tag) => {
                self.tagged(tag.is_some(), span);
                let plain = style == ScalarStyle::Plain;
                // Nothing at all comes as `~`, which somebody may also have written.
                let absent = plain && span.start == span.end;
                let text = if absent {
                    String::new()
                } else {
                    text.into_owned()
                };
                self.complete(scalar(text, plain, span));
            }
            Event::SequenceStart(_, _, tag) => {
                self.tagged(tag.is_some(), span);
                self.open(span, FrameKind::Sequence(Vec::new()));
            }
            Event::MappingStart(style, _, tag) => {
                self.tagged(tag.is_some(), span);
                debug_assert!(matches!(
                    style,
                    StructureStyle::Block | StructureStyle::Flow
                ));
                self.open(span, FrameKind::Mapping(Vec::new(), None));
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
    }

    fn tagged(&mut self, tagged: bool, span: Span) {
        if tagged {
            self.report(ProblemKind::Dialect(Construct::Tag), span);
        }
    }

    fn open(&mut self, span: Span, kind: FrameKind) {
        if self.frames.len() >= MAX_DEPTH {
            self.stop(ProblemKind::TooLarge(MAX_DEPTH), span);
            return;
        }
        self.frames.push(Frame {
            start: span.start,
            kind,
        });
    }

    fn close(&mut self, span: Span) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let value = match frame.kind {
            FrameKind::Sequence(items) => Value::Sequence(items),
            FrameKind::Mapping(entries, _) => Value::Mapping(entries),
        };
        self.complete(Node {
            span: Span::new(frame.start, span.end),
            value,
        });
    }

    /// A node is whole: it becomes an item, a key, a value or the root.
    fn complete(&mut self, node: Node) {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            self.stop(ProblemKind::TooLarge(MAX_NODES), node.span);
            return;
        }
        let span = node.span;
        match self.frames.last_mut().map(|frame| &mut frame.kind) {
            None => self.root = self.root.take().or(Some(node)),
            Some(FrameKind::Sequence(items)) => items.push(node),
            Some(FrameKind::Mapping(entries, key)) => {
                if let Some((key, key_span)) = key.take() {
                    entries.push(Entry {
                        key,
                        key_span,
                        value: node,
                    });
                    return;
                }
                let absent = node.is_absent();
                let text = node.text().map(str::to_owned);
                *key = Some((text.clone().unwrap_or_default(), span));
                let again = text.is_some()
                    && entries
                        .iter()
                        .any(|entry| Some(&entry.key) == text.as_ref());
                self.key(text, absent, again, span);
            }
        }
    }

    fn key(&mut self, text: Option<String>, absent: bool, again: bool, span: Span) {
        match text {
            Some(text) if text == "<<" => {
                self.report(ProblemKind::Dialect(Construct::MergeKey), span);
            }
            Some(text) if again => self.report(ProblemKind::DuplicateKey(text), span),
            Some(_) if !absent => {}
            _ => self.report(ProblemKind::Dialect(Construct::ComplexKey), span),
        }
    }

    fn report(&mut self, kind: ProblemKind, span: Span) {
        self.problems.push(TreeProblem { kind, span });
    }

    fn stop(&mut self, kind: ProblemKind, span: Span) {
        self.report(kind, span);
        self.broken = true;
    }
}

fn scalar(text: String, plain: bool, span: Span) -> Node {
    Node {
        span,
        value: Value::Scalar { text, plain },
    }
}

fn place(span: &granit_parser::Span, text: &str) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    Span::new(range.start.min(text.len()), range.end.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(node: &Node) -> String {
        match &node.value {
            Value::Scalar { .. } if node.is_absent() => "~".to_owned(),
            Value::Scalar { text, .. } => format!("{text:?}"),
            Value::Sequence(items) => {
                format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(","))
            }
            Value::Mapping(entries) => {
                let entries = entries
                    .iter()
                    .map(|entry| format!("{}:{}", entry.key, show(&entry.value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
            }
        }
    }

    fn check(text: &str, expected: &str) {
        let (node, problems) = tree(text);
        let mut actual: Vec<String> = node.iter().map(show).collect();
        actual.extend(
            problems
                .iter()
                .map(|p| format!("{}..{} {:?}", p.span.start, p.span.end, p.kind)),
        );
        assert_eq!(actual.join("\n"), expected, "{text}");
    }

    #[test]
    fn scalars_are_text_until_typed() {
        check(
            "a: no\nb: [1:30, 2.50, ~, '']\nc:\nd: \"x\\n\"\ne: |\n  two\n  lines\n",
            r#"{a:"no",b:["1:30","2.50","~",""],c:~,d:"x\n",e:"two\nlines\n"}"#,
        );
        check("", "");
    }

    #[test]
    fn reports_all_that_is_not_of_the_dialect() {
        check(
            "a: &x 1\nb: *x\nc: !t 2\n<<: {d: 1}\na: 3\n[k]: 4\n",
            "{a:\"1\",b:~,c:\"2\",<<:{d:\"1\"},a:\"3\",:\"4\"}\n\
             3..5 Dialect(Anchor)\n11..13 Dialect(Alias)\n20..21 Dialect(Tag)\n\
             22..24 Dialect(MergeKey)\n33..34 DuplicateKey(\"a\")\n38..41 Dialect(ComplexKey)",
        );
        check("a: 1\n---\nb: 2\n", "5..8 Dialect(Documents)");
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "é: [ü, 'x y']\n";
        let (node, _) = tree(text);
        let node = node.unwrap();
        let items = node.get("é").unwrap().items();
        assert_eq!(items[0].span.of(text), "ü");
        assert_eq!(items[1].span.of(text), "'x y'");
        assert_eq!(node.entries()[0].key_span.of(text), "é");
    }

    #[test]
    fn bombs_end_in_a_problem() {
        let many: Vec<String> = (0..60_000).map(|n| format!("- {n}")).collect();
        for text in [
            "[".repeat(100_000),
            "{a: ".repeat(100_000),
            "- ".repeat(100_000),
            "? ".repeat(50_000),
            many.join("\n"),
            "x".repeat(MAX_BYTES + 1),
            "a: [1, 2".to_owned(),
            "\ta: \"\\x".to_owned(),
        ] {
            let (node, problems) = tree(&text);
            assert!(node.is_none() && !problems.is_empty());
        }
    }
}
