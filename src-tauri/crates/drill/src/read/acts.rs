//! What can be looked at and done.

use super::build::Build;
use super::error;
use super::fields::{flag, number, some, text, word};
use crate::code::Code;
use crate::model::{Act, ActKind, Choice, Effects, Harm, Hazard, LookKind, Phase, Place};
use crate::shape::{HARMS, LOOKS, PHASES, PLACES};
use crate::terminal::Pattern;
use drillbook_text::yaml::{Entry, Node};

const PHASE_VALUES: [Phase; 11] = [
    Phase::Prepare,
    Phase::Monitor,
    Phase::Acknowledge,
    Phase::Triage,
    Phase::Notify,
    Phase::Diagnose,
    Phase::Mitigate,
    Phase::Verify,
    Phase::Communicate,
    Phase::Resolve,
    Phase::Learn,
];
const PLACE_VALUES: [Place; 10] = [
    Place::Terminal,
    Place::Alerts,
    Place::Incident,
    Place::Updates,
    Place::Oncall,
    Place::Flags,
    Place::Releases,
    Place::Capacity,
    Place::Tickets,
    Place::Documents,
];
const LOOK_VALUES: [(LookKind, Place); 9] = [
    (LookKind::Panel, Place::Panels),
    (LookKind::Terminal, Place::Terminal),
    (LookKind::Releases, Place::Releases),
    (LookKind::Flags, Place::Flags),
    (LookKind::Tickets, Place::Tickets),
    (LookKind::Map, Place::Map),
    (LookKind::Oncall, Place::Oncall),
    (LookKind::Logs, Place::Logs),
    (LookKind::Document, Place::Documents),
];
pub(super) const HARM_VALUES: [Harm; 3] = [Harm::Reversible, Harm::Outage, Harm::DataLoss];

impl Build<'_> {
    pub(super) fn looks(&mut self) -> Vec<Act> {
        let entries: Vec<&Entry> = self.section("look", 256).collect();
        let mut looks = Vec::new();
        for entry in entries {
            let (kind, place) = word(&entry.value, "kind", LOOKS, &LOOK_VALUES)
                .unwrap_or((LookKind::Document, Place::Documents));
            let mut look = self.act(entry, ActKind::Look(kind), place);
            look.metrics = self.indices(&entry.value, "metrics", |build| &build.names.metrics);
            if kind == LookKind::Terminal && look.patterns.is_empty() {
                let missing = error(Code::MissingKey, entry.key_span).with("key", "cmd");
                self.found.push(missing.with("of", "look"));
            }
            looks.push(look);
        }
        looks
    }

    pub(super) fn acts(&mut self) -> Vec<Act> {
        let entries: Vec<&Entry> = self.section("do", 256).collect();
        let mut acts = Vec::new();
        for entry in entries {
            let node = &entry.value;
            let phase = word(node, "phase", PHASES, &PHASE_VALUES).unwrap_or(Phase::Mitigate);
            let usual = if node.get("cmd").is_some() {
                Place::Terminal
            } else {
                usual_place(phase)
            };
            let place = word(node, "place", PLACES, &PLACE_VALUES).unwrap_or(usual);
            let mut act = self.act(entry, ActKind::Do(phase), place);
            act.choice = self.choice(node);
            act.compose = self.compose(node);
            act.effects = self.effects(node);
            act.hazards = self.hazards(node);
            act.cost = number(node, "cost").unwrap_or(0);
            act.decoy = flag(node, "decoy");
            act.note = text(node, "note");
            acts.push(act);
        }
        acts
    }

    fn act(&mut self, entry: &Entry, kind: ActKind, place: Place) -> Act {
        let node = &entry.value;
        Act {
            name: entry.key.clone(),
            title: text(node, "title"),
            kind,
            place,
            service: self.index(node, "service", |build| &build.names.services),
            patterns: self.patterns(node),
            choice: None,
            compose: Vec::new(),
            guard: self.guard(node, "if"),
            refuse: self.text_cases(node, "refuse"),
            takes: self.ticks(node, "takes"),
            effects: Effects::default(),
            learns: self.indices(node, "learns", |build| &build.names.evidence),
            out: self.text_cases(node, "out"),
            metrics: Vec::new(),
            cost: 0,
            hazards: Vec::new(),
            decoy: false,
            note: String::new(),
            exercises: self.references(node, "exercises"),
            span: entry.key_span,
        }
    }

    fn patterns(&mut self, node: &Node) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for node in some(node, "cmd") {
            let text = node.text().unwrap_or_default();
            match Pattern::new(text) {
                Some(pattern) => patterns.push(pattern),
                None => self
                    .found
                    .push(error(Code::BadPattern, node.span).with("pattern", text)),
            }
        }
        patterns
    }

    fn choice(&mut self, node: &Node) -> Option<Choice> {
        let choose = node.get("choose")?;
        let entry = choose.entries().first()?;
        if let Some(second) = choose.entries().get(1) {
            let many = error(Code::TooMany, second.key_span).with("what", "choice");
            self.found.push(many.with("limit", "1"));
        }
        let values = super::build::names(&entry.value);
        let variable = self.names.variables.find(&entry.key);
        let sets = variable.map(|variable| {
            let indices = entry
                .value
                .items()
                .iter()
                .filter_map(|node| self.value(variable, node));
            (variable, indices.collect::<Vec<u8>>())
        });
        if values.is_empty() || values.len() > 64 {
            let many = error(Code::TooMany, entry.value.span).with("what", "value");
            self.found.push(many.with("limit", "64"));
        }
        Some(Choice {
            key: entry.key.clone(),
            values,
            sets,
        })
    }

    fn compose(&mut self, node: &Node) -> Vec<String> {
        const LIMIT: usize = 8;
        let parts = node
            .get("compose")
            .map(super::build::names)
            .unwrap_or_default();
        if let Some(part) = node.get("compose").and_then(|node| node.items().get(LIMIT)) {
            let many = error(Code::TooMany, part.span).with("what", "part");
            self.found.push(many.with("limit", LIMIT.to_string()));
        }
        parts
    }

    fn hazards(&mut self, node: &Node) -> Vec<Hazard> {
        let hazard = |node: &Node| Hazard {
            guard: self.guard(node, "if"),
            class: word(node, "class", HARMS, &HARM_VALUES).unwrap_or(Harm::Outage),
            why: text(node, "why"),
            span: node.span,
        };
        some(node, "hazard").iter().map(hazard).collect()
    }
}

/// Where something stands that says nothing about it.
fn usual_place(phase: Phase) -> Place {
    match phase {
        Phase::Acknowledge => Place::Alerts,
        Phase::Notify => Place::Oncall,
        Phase::Communicate => Place::Updates,
        Phase::Learn => Place::Tickets,
        Phase::Prepare | Phase::Monitor => Place::Documents,
        Phase::Triage | Phase::Verify | Phase::Resolve => Place::Incident,
        Phase::Diagnose | Phase::Mitigate => Place::Flags,
    }
}
