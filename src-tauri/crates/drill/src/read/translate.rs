//! A translation: the texts of a scenario in another language, under the same keys. `scenario.id.yaml`.
//!
//! It has the scenario's shape and holds texts for people only; whatever decides anything stays in the scenario, so
//! that both languages play alike. Items of lists stand at the same place as in the scenario. What is missing is
//! shown in the scenario's language and reported.

use crate::code::{Code, Diagnostic};
use crate::shape::{Kind, SCENARIO, translatable};
use drillbook_text::yaml::{self, Node, NodeValue};
use drillbook_text::{Severity, Span};

/// Puts the texts of `translation` into `tree`.
pub(super) fn apply(tree: &mut Node, translation: &str, found: &mut Vec<Diagnostic>) {
    let (texts, problems) = yaml::tree(translation);
    found.extend(problems.iter().map(super::dialect));
    let Some(texts) = texts else { return };
    let known = tree.get("language").map(|node| node.span);
    let mut merge = Merge {
        found,
        path: Vec::new(),
    };
    merge.node(tree, &texts, Kind::Shape(&SCENARIO));
    let language = texts.entries().iter().find(|entry| entry.key == "language");
    if let (Some(language), NodeValue::Mapping(entries), None) = (language, &mut tree.value, known)
    {
        entries.push(language.clone());
    }
}

struct Merge<'f> {
    found: &'f mut Vec<Diagnostic>,
    path: Vec<String>,
}

impl Merge<'_> {
    fn node(&mut self, original: &mut Node, text: &Node, kind: Kind) {
        let whole = text.span;
        match (&mut original.value, &text.value, kind) {
            (NodeValue::Mapping(entries), NodeValue::Mapping(texts), _) => {
                for entry in texts {
                    self.path.push(entry.key.clone());
                    let own = self.path.len() == 1
                        && matches!(entry.key.as_str(), "scenario" | "id" | "language");
                    let found = entries.iter_mut().find(|known| known.key == entry.key);
                    match (found, behind(kind, &entry.key)) {
                        (Some(known), _) if own && entry.key == "language" => {
                            known.value = entry.value.clone();
                        }
                        _ if own => {}
                        (Some(known), Some(kind)) if translatable(kind) => {
                            self.node(&mut known.value, &entry.value, kind);
                        }
                        _ => self.stray(entry.key_span),
                    }
                    self.path.pop();
                }
                for entry in entries
                    .iter()
                    .filter(|entry| !texts.iter().any(|text| text.key == entry.key))
                {
                    self.missing(&entry.key, &entry.value, behind(kind, &entry.key), whole);
                }
            }
            (
                NodeValue::Sequence(items),
                NodeValue::Sequence(texts),
                Kind::List(kind) | Kind::Some(kind),
            ) => {
                self.items(items, texts, *kind, whole);
            }
            (NodeValue::Sequence(items), NodeValue::Sequence(texts), Kind::Cases(_)) => {
                self.items(items, texts, kind, whole);
            }
            (NodeValue::Scalar { .. }, NodeValue::Scalar { .. }, kind) if is_text(kind) => {
                original.value = text.value.clone();
            }
            _ => self.stray(whole),
        }
    }

    fn items(&mut self, items: &mut [Node], texts: &[Node], kind: Kind, whole: Span) {
        for (at, text) in texts.iter().enumerate() {
            self.path.push(at.to_string());
            match items.get_mut(at) {
                Some(item) => self.node(item, text, kind),
                None => self.stray(text.span),
            }
            self.path.pop();
        }
        for (at, item) in items.iter().enumerate().skip(texts.len()) {
            self.missing(&at.to_string(), item, Some(kind), whole);
        }
    }

    fn stray(&mut self, span: Span) {
        self.report(
            Code::TranslationStray,
            Severity::Error,
            span,
            self.path.join("."),
        );
    }

    /// Reports a text of the original that has no translation, once for each key.
    fn missing(&mut self, key: &str, node: &Node, kind: Option<Kind>, span: Span) {
        let facilitator = self.path.is_empty() && key == "facilitator";
        if facilitator || !kind.is_some_and(|kind| has_text(node, kind)) {
            return;
        }
        let mut path = self.path.clone();
        path.push(key.to_owned());
        let at = Span::new(span.start, span.start);
        self.report(
            Code::TranslationMissing,
            Severity::Warning,
            at,
            path.join("."),
        );
    }

    fn report(&mut self, code: Code, severity: Severity, span: Span, path: String) {
        self.found
            .push(Diagnostic::new(code, severity, Some(span)).with("path", path));
    }
}

/// What stands behind a key of something of this kind.
fn behind(kind: Kind, key: &str) -> Option<Kind> {
    match kind {
        Kind::Shape(shape) => shape.key(key).map(|key| key.kind),
        Kind::Map(kind) => Some(*kind),
        Kind::Cases(kind) if key == "is" => Some(*kind),
        Kind::Some(kind) => behind(*kind, key),
        _ => None,
    }
}

fn is_text(kind: Kind) -> bool {
    match kind {
        Kind::Text => true,
        Kind::Some(kind) | Kind::Cases(kind) => is_text(*kind),
        _ => false,
    }
}

/// Whether a text for people stands in `node`.
fn has_text(node: &Node, kind: Kind) -> bool {
    match &node.value {
        NodeValue::Scalar { text, .. } => is_text(kind) && text.chars().any(char::is_alphabetic),
        NodeValue::Sequence(items) => {
            let inner = match kind {
                Kind::List(kind) | Kind::Some(kind) => *kind,
                kind => kind,
            };
            items.iter().any(|item| has_text(item, inner))
        }
        NodeValue::Mapping(entries) => entries
            .iter()
            .any(|entry| behind(kind, &entry.key).is_some_and(|kind| has_text(&entry.value, kind))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let original = "title: Slow\nbrief: It is late\nevents:\n  e: {at: 1m, say: {from: Budi, text: Hm}}\n\
                        look:\n  p: {kind: panel, refuse: [{if: true, is: One}, {is: Two}]}\n";
        let mut tree = yaml::tree(original).0.unwrap();
        let mut found = Vec::new();
        apply(&mut tree, text, &mut found);
        let mut actual: Vec<String> = found
            .iter()
            .map(|d| format!("{} {}", d.code.as_str(), d.args[0].1))
            .collect();
        actual.push(tree.get("title").unwrap().text().unwrap().to_owned());
        let refuse = tree
            .get("look")
            .unwrap()
            .get("p")
            .unwrap()
            .get("refuse")
            .unwrap();
        actual.push(
            refuse.items()[1]
                .get("is")
                .unwrap()
                .text()
                .unwrap()
                .to_owned(),
        );
        assert_eq!(actual, expected, "{text}");
    }

    #[test]
    fn takes_texts_and_nothing_else() {
        check(
            "language: id\ntitle: Lambat\nbrief: Sudah malam\nevents: {e: {say: {from: Budi, text: Nah}}}\n\
             look: {p: {refuse: [{is: Satu}, {is: Dua}]}}\n",
            &["Lambat", "Dua"],
        );
        check(
            "title: Lambat\nevents: {e: {at: 2m}}\nbogus: 1\nlook: {p: {refuse: [{is: Satu}]}}\n",
            &[
                "translation-stray events.e.at",
                "translation-missing events.e.say",
                "translation-stray bogus",
                "translation-missing look.p.refuse.1",
                "translation-missing brief",
                "Lambat",
                "Two",
            ],
        );
    }
}
