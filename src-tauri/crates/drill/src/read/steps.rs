//! The scenario's own tests and their steps.

use super::build::Build;
use super::error;
use super::fields::{inner, some};
use crate::code::Code;
use crate::duration;
use crate::guard;
use crate::model::{Expect, Step, Test};
use crate::shape::VERDICTS;
use crate::verdict::Verdict;
use drillbook_text::Span;
use drillbook_text::yaml::{Entry, Node};

const VERDICT_VALUES: [Verdict; 5] = [
    Verdict::Met,
    Verdict::Partly,
    Verdict::Missed,
    Verdict::NotReached,
    Verdict::NotApplicable,
];

impl Build<'_> {
    pub(super) fn tests(&mut self) -> Vec<Test> {
        let entries: Vec<&Entry> = self.section("tests", 200).collect();
        let mut tests = Vec::new();
        for entry in entries {
            let node = &entry.value;
            let mut steps = Vec::new();
            for step in node.get("steps").map(Node::items).unwrap_or_default() {
                let text = step.text().unwrap_or_default();
                steps.extend(
                    self.step(text.trim(), inner(step))
                        .map(|read| (read, step.span)),
                );
            }
            tests.push(Test {
                name: entry.key.clone(),
                variant: self.fixed(node),
                steps,
                expect: self.expect(node),
                span: entry.key_span,
            });
        }
        tests
    }

    /// The variants that a test fixes.
    fn fixed(&mut self, node: &Node) -> Vec<(usize, u8)> {
        let mut fixed = Vec::new();
        for entry in node.get("variant").map(Node::entries).unwrap_or_default() {
            let Some(variant) = self.names.variants.find(&entry.key) else {
                let unknown = self.names.variants.unknown(&entry.key, entry.key_span);
                self.found.push(unknown);
                continue;
            };
            let values = self
                .names
                .guards
                .variants
                .get(&entry.key)
                .map(|known| known.1.clone());
            let value = self.value_of(&entry.key, &values.unwrap_or_default(), &entry.value);
            fixed.extend(value.map(|value| (variant, value)));
        }
        fixed
    }

    /// One step; `start` is the byte of the file where it begins.
    fn step(&mut self, text: &str, start: usize) -> Option<Step> {
        let span = Span::new(start, start + text.len());
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest_start = start + text.len() - rest.len();
        let rest_text = rest.trim();
        match first {
            "wait" => self.wait(rest_text, rest_start, span),
            "hint" if rest_text.is_empty() => Some(Step::Hint),
            "answer" if rest_text.parse::<u8>().is_ok() => rest_text.parse().ok().map(Step::Answer),
            "type" if !rest_text.is_empty() => Some(Step::Type(rest_text.to_owned())),
            "refused" if !rest_text.is_empty() && !rest_text.starts_with("refused") => self
                .step(rest_text, rest_start)
                .map(|step| Step::Refused(Box::new(step))),
            "hint" | "answer" | "type" | "refused" => self.bad_step(text, span),
            _ => self.act_step(text, span),
        }
    }

    fn wait(&mut self, rest: &str, start: usize, span: Span) -> Option<Step> {
        if let Some(until) = rest.strip_prefix("until ") {
            let start = start + "until ".len();
            return Some(Step::Until(guard::parse(
                until,
                start,
                &self.names.guards,
                &mut self.found,
            )));
        }
        let Some(seconds) = duration::seconds(rest) else {
            return self.bad_step(&format!("wait {rest}"), span);
        };
        Some(Step::Wait(self.whole(seconds, rest, span)))
    }

    fn act_step(&mut self, text: &str, span: Span) -> Option<Step> {
        let mut words = text.split_whitespace();
        let name = words.next().unwrap_or_default();
        let Some(act) = self.names.acts.find(name) else {
            let unknown = self.names.acts.unknown(name, span);
            self.found.push(unknown);
            return None;
        };
        let node = self.tree.get("do").and_then(|acts| acts.get(name));
        let choose = node
            .and_then(|node| node.get("choose"))
            .and_then(|node| node.entries().first());
        let mut words = words.peekable();
        let choice = match choose {
            Some(entry) => {
                let values = super::build::names(&entry.value);
                let word = words.next().unwrap_or_default();
                let at = values.iter().position(|value| value == word);
                if at.is_none() {
                    let list = super::names::List {
                        kind: "choice",
                        names: values,
                    };
                    self.found.push(list.unknown(word, span));
                    return None;
                }
                at
            }
            None => None,
        };
        let parts = node
            .and_then(|node| node.get("compose"))
            .map(super::build::names)
            .unwrap_or_default();
        let without = self.without(words, &parts, text, span)?;
        Some(Step::Act {
            act,
            choice,
            without,
        })
    }

    /// `without part part`, as a set of parts.
    fn without<'w>(
        &mut self,
        mut words: impl Iterator<Item = &'w str>,
        parts: &[String],
        text: &str,
        span: Span,
    ) -> Option<u8> {
        let mut set = 0;
        match words.next() {
            None => return Some(0),
            Some("without") => {}
            Some(_) => return self.bad_step(text, span).map(|_| 0),
        }
        for word in words {
            let Some(at) = parts.iter().position(|part| part == word) else {
                return self.bad_step(text, span).map(|_| 0);
            };
            set |= 1_u8
                .checked_shl(u32::try_from(at).unwrap_or(8))
                .unwrap_or(0);
        }
        Some(set)
    }

    fn bad_step(&mut self, text: &str, span: Span) -> Option<Step> {
        self.found
            .push(error(Code::BadStep, span).with("step", text));
        None
    }

    fn expect(&mut self, node: &Node) -> Expect {
        let Some(node) = node.get("expect") else {
            return Expect::default();
        };
        let mut expect = Expect {
            state: self.settings(node, "state"),
            span: node.span,
            ..Expect::default()
        };
        if let Some(ending) = node.get("ending") {
            let endings = self.names.endings.clone();
            expect.ending = if ending.text() == Some("none") {
                Some(None)
            } else {
                endings.look_up(ending, &mut self.found).map(Some)
            };
        }
        if let Some(hazards) = node.get("hazards") {
            let acts = self.names.acts.clone();
            let none = hazards.text() == Some("none");
            let nodes = some(node, "hazards").iter().filter(|_| !none);
            let found = nodes.filter_map(|node| acts.look_up(node, &mut self.found));
            expect.hazards = Some(found.collect());
        }
        self.expected_verdicts(node, &mut expect);
        expect
    }

    fn expected_verdicts(&mut self, node: &Node, expect: &mut Expect) {
        for entry in node.get("verdicts").map(Node::entries).unwrap_or_default() {
            let word = entry.value.text().unwrap_or_default();
            let Some(at) = VERDICTS.iter().position(|known| *known == word) else {
                continue;
            };
            if entry.key == "all" {
                expect.all = Some(VERDICT_VALUES[at]);
                continue;
            }
            if let Some(objective) = self.names.objectives.find(&entry.key) {
                expect.verdicts.push((objective, VERDICT_VALUES[at]));
            } else {
                let unknown = self.names.objectives.unknown(&entry.key, entry.key_span);
                self.found.push(unknown);
            }
        }
    }
}
