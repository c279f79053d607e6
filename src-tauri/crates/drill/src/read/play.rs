//! Hints, probes and what is there for afterwards.

use super::build::Build;
use super::error;
use super::fields::{flag, number, text, texts, word};
use super::objectives::SKILL_VALUES;
use crate::code::Code;
use crate::model::{Answer, Debrief, Hint, Probe, Question};
use crate::shape::SKILLS;
use drillbook_text::yaml::Node;

impl Build<'_> {
    pub(super) fn hints(&mut self) -> Vec<Hint> {
        let mut hints = Vec::new();
        for node in self.items("hints", 64) {
            hints.push(Hint {
                guard: self.guard(node, "if"),
                objective: self.index(node, "item", |build| &build.names.objectives),
                text: text(node, "text"),
                span: node.span,
            });
        }
        hints
    }

    pub(super) fn probes(&mut self) -> Vec<Probe> {
        let mut probes = Vec::new();
        for (at, node) in self.items("probes", 32).into_iter().enumerate() {
            let name = text(node, "name");
            let answers = self.answers(node);
            probes.push(Probe {
                name: if name.is_empty() {
                    format!("probe-{}", at + 1)
                } else {
                    name
                },
                when: self.guard(node, "when"),
                holds_for: self.ticks(node, "for"),
                skill: word(node, "skill", SKILLS, &SKILL_VALUES),
                weight: number(node, "weight").unwrap_or(10),
                ask: text(node, "ask"),
                answers,
                span: node.span,
            });
        }
        probes
    }

    fn answers(&mut self, node: &Node) -> Vec<Answer> {
        const LIMIT: usize = 16;
        let items = node.get("answers").map(Node::items).unwrap_or_default();
        if let Some(item) = items.get(LIMIT) {
            let many = error(Code::TooMany, item.span).with("what", "answer");
            self.found.push(many.with("limit", LIMIT.to_string()));
        }
        let answer = |node: &Node| Answer {
            text: text(node, "text"),
            right: self.guard(node, "right"),
        };
        items.iter().take(LIMIT).map(answer).collect()
    }

    pub(super) fn debrief(&mut self) -> Debrief {
        let Some(node) = self.tree.get("debrief") else {
            return Debrief::default();
        };
        let quiz = node.get("quiz").map(Node::items).unwrap_or_default();
        Debrief {
            story: text(node, "story"),
            ask: texts(node, "ask"),
            quiz: quiz.iter().map(|node| self.question(node)).collect(),
        }
    }

    fn question(&mut self, node: &Node) -> Question {
        let answers = texts(node, "a");
        let right = number(node, "right").unwrap_or(0) as usize;
        if let Some(place) = node.get("right").filter(|_| right >= answers.len()) {
            let bad =
                error(Code::BadNumber, place.span).with("value", place.text().unwrap_or_default());
            let most = answers.len().saturating_sub(1);
            self.found.push(bad.with("expected", format!("0–{most}")));
        }
        Question {
            question: text(node, "q"),
            answers,
            right,
            why: text(node, "why"),
            read: node.get("read").and_then(|node| self.reference(node)),
            card: flag(node, "card"),
        }
    }
}
