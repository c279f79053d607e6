//! What is judged.

use super::acts::HARM_VALUES;
use super::build::Build;
use super::error;
use super::fields::{number, seconds, some, text, word};
use crate::code::Code;
use crate::model::{Equals, Every, Harm, Measure, Moment, Objective, Skill, Within};
use crate::shape::{HARMS, SKILLS};
use drillbook_text::yaml::{Entry, Node};

pub(super) const SKILL_VALUES: [Skill; 10] = [
    Skill::Detect,
    Skill::Triage,
    Skill::Escalate,
    Skill::Communicate,
    Skill::Diagnose,
    Skill::Mitigate,
    Skill::Safety,
    Skill::Verify,
    Skill::UseKnowledge,
    Skill::Learn,
];
const MEASURES: [&str; 6] = ["within", "before", "equals", "no_hazard", "every", "did"];

impl Build<'_> {
    pub(super) fn objectives(&mut self) -> Vec<Objective> {
        let entries: Vec<&Entry> = self.section("objectives", 64).collect();
        let mut objectives = Vec::new();
        for entry in entries {
            let node = &entry.value;
            let measures: Vec<&str> = MEASURES
                .into_iter()
                .filter(|key| node.get(key).is_some())
                .collect();
            let stray = node.get("only_if").is_some() && node.get("no_hazard").is_none();
            if measures.len() != 1 || stray {
                self.found
                    .push(error(Code::OneMeasure, entry.key_span).with("name", &entry.key));
            }
            let measure = match measures.first() {
                Some(key) => self.measure(key, node),
                None => Measure::Did(Moment::Start),
            };
            objectives.push(Objective {
                name: entry.key.clone(),
                title: text(node, "title"),
                skill: word(node, "skill", SKILLS, &SKILL_VALUES).unwrap_or(Skill::Learn),
                weight: number(node, "weight").unwrap_or(10),
                measure,
                span: entry.key_span,
            });
        }
        objectives
    }

    fn measure(&mut self, key: &str, node: &Node) -> Measure {
        let Some(inner) = node.get(key) else {
            return Measure::Did(Moment::Start);
        };
        match key {
            "within" => Measure::Within(self.within(inner)),
            "before" => Measure::Before {
                first: self.moments(inner, "first"),
                then: self.moment(inner, "then"),
                half: number(inner, "half"),
            },
            "equals" => Measure::Equals(self.equals(inner)),
            "every" => Measure::Every(self.every(inner)),
            "no_hazard" => Measure::NoHazard {
                classes: classes(node),
                only_if: node.get("only_if").map(|node| self.moment_at(node)),
            },
            _ => Measure::Did(self.moment_at(inner)),
        }
    }

    fn within(&mut self, node: &Node) -> Within {
        let target = seconds(node, "target").unwrap_or(0);
        Within {
            from: self.moment(node, "from"),
            to: self.moment(node, "to"),
            target,
            max: self.most(node, target),
        }
    }

    fn every(&mut self, node: &Node) -> Every {
        let target = seconds(node, "target").unwrap_or(0);
        Every {
            what: self.moment(node, "what"),
            from: self.moment(node, "from"),
            until: node.get("until").map(|node| self.moment_at(node)),
            target,
            max: self.most(node, target),
        }
    }

    /// `max`, which cannot be less than the target.
    fn most(&mut self, node: &Node, target: u32) -> u32 {
        let Some(most) = seconds(node, "max") else {
            return target;
        };
        if let Some(place) = node.get("max").filter(|_| most < target) {
            let bad =
                error(Code::BadNumber, place.span).with("value", place.text().unwrap_or_default());
            let least = crate::duration::words(target);
            self.found.push(bad.with("expected", format!("≥ {least}")));
        }
        most.max(target)
    }

    fn equals(&mut self, node: &Node) -> Equals {
        let variable = self.index(node, "state", |build| &build.names.variables);
        let mut set = |key: &str| {
            let Some(variable) = variable else { return 0 };
            let values = some(node, key)
                .iter()
                .filter_map(|node| self.value(variable, node));
            values.fold(0_u64, |set, value| set | 1 << value)
        };
        let (full, half) = (set("full"), set("half"));
        Equals {
            variable: variable.unwrap_or(0),
            full,
            half,
            correct_within: seconds(node, "correct_within").unwrap_or(900),
        }
    }
}

/// `true` is every class.
fn classes(node: &Node) -> Vec<Harm> {
    let mut classes = Vec::new();
    for item in some(node, "no_hazard") {
        match HARMS.iter().position(|word| Some(*word) == item.text()) {
            Some(at) => classes.push(HARM_VALUES[at]),
            None => classes.extend(HARM_VALUES),
        }
    }
    classes.sort_unstable();
    classes.dedup();
    classes
}
