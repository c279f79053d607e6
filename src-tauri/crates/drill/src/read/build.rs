//! The tree of a whole scenario → the model.

use super::error;
use super::fields::{flag, number, seconds, text, texts, word};
use super::names::AllNames;
use crate::code::{Code, Diagnostic};
use crate::guard::Guard;
use crate::model::{Flow, Level, Person, Runbook, Scenario, Service, Time, Variable, Wording};
use crate::shape::LEVELS;
use drillbook_text::Span;
use drillbook_text::yaml::{Entry, Node};

/// Ticks in one drill.
const MAX_TICKS: u32 = 20_000;
/// Seconds in one drill, and before it.
const DAY: u32 = 86_400;
/// Nodes of all definitions written out.
const MAX_DEFINED: usize = 10_000;

/// Parts of guards that are read when every test is played in all of its variants, about: more than two hundred times as
/// many as a real scenario takes.
const MAX_WORK: usize = 4_000_000_000;

/// What is at hand while the model is made.
pub(super) struct Build<'a> {
    pub(super) tree: &'a Node,
    pub(super) names: AllNames,
    pub(super) found: Vec<Diagnostic>,
    /// Seconds a tick; at least 1.
    pub(super) tick: u32,
}

pub(super) fn build(tree: &Node) -> (Scenario, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let names = AllNames::collect(tree, &mut found);
    let tick = tree
        .get("time")
        .and_then(|time| seconds(time, "tick"))
        .unwrap_or(1)
        .max(1);
    let mut build = Build {
        tree,
        names,
        found,
        tick,
    };
    let scenario = build.scenario();
    // What is broken is not played, and definitions that need each other have no size.
    if build.found.is_empty() {
        build.found.extend(too_long(&scenario));
    }
    (scenario, build.found)
}

/// That playing the tests and waiting in every variant would read more than [`MAX_WORK`].
fn too_long(scenario: &Scenario) -> Option<Diagnostic> {
    let tests = scenario.tests.iter().map(|test| scenario.plays_of(test));
    let plays = tests.sum::<usize>() + scenario.all_variants().len();
    let (ticks, conditions) = (scenario.time.limit as usize, scenario.work());
    let work = plays.saturating_mul(ticks).saturating_mul(conditions);
    (work > MAX_WORK).then(|| {
        let long = error(Code::TooLong, Span::default()).with("plays", plays.to_string());
        let long = long.with("ticks", ticks.to_string());
        long.with("conditions", conditions.to_string())
    })
}

impl<'a> Build<'a> {
    /// The entries of a section, no more than have names.
    pub(super) fn section(
        &self,
        key: &str,
        limit: usize,
    ) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let entries = self.tree.get(key).map(Node::entries).unwrap_or_default();
        entries.iter().take(limit)
    }

    /// The items of a list at the top, no more than `limit`.
    pub(super) fn items(&mut self, key: &str, limit: usize) -> Vec<&'a Node> {
        let tree = self.tree;
        let items = tree.get(key).map(Node::items).unwrap_or_default();
        if let Some(item) = items.get(limit) {
            let many = error(Code::TooMany, item.span).with("what", "item");
            self.found.push(many.with("limit", limit.to_string()));
        }
        items.iter().take(limit).collect()
    }

    fn scenario(&mut self) -> Scenario {
        let tree = self.tree;
        let language = text(tree, "language");
        let define = self.define();
        let (looks, acts) = (self.looks(), self.acts());
        Scenario {
            id: text(tree, "id"),
            title: text(tree, "title"),
            level: word(
                tree,
                "level",
                LEVELS,
                &[Level::Beginner, Level::Intermediate, Level::Advanced],
            )
            .unwrap_or_default(),
            language: if language.is_empty() {
                "en".to_owned()
            } else {
                language
            },
            practices: texts(tree, "practices"),
            based_on: texts(tree, "based_on"),
            brief: text(tree, "brief"),
            facilitator: text(tree, "facilitator"),
            unmonitored: flag(tree, "unmonitored"),
            time: self.time(),
            roles: self
                .section("roles", 8)
                .map(|entry| (entry.key.clone(), names(&entry.value)))
                .collect(),
            people: self.people(),
            words: self.section("words", 256).map(wording).collect(),
            runbooks: self.runbooks(),
            services: self.services(),
            flows: self.flows(),
            system: text(tree, "system"),
            commands: Vec::new(),
            variants: self.variables("variants", 8),
            state: self.variables("state", 64),
            evidence: self.names.evidence.names.clone(),
            define_names: self.names.defines.names.clone(),
            define_spans: self
                .section("define", 256)
                .map(|entry| entry.key_span)
                .collect(),
            define,
            metrics: self.metrics(),
            losses: self.losses(),
            alerts: self.alerts(),
            logs: self.logs(),
            timers: self.timers(),
            events: self.events(),
            acts: looks.into_iter().chain(acts).collect(),
            endings: self.endings(),
            hints: self.hints(),
            probes: self.probes(),
            objectives: self.objectives(),
            debrief: self.debrief(),
            tests: self.tests(),
        }
    }

    fn time(&mut self) -> Time {
        let Some(time) = self.tree.get("time") else {
            return Time::default();
        };
        if let Some(node) = time
            .get("tick")
            .filter(|_| seconds(time, "tick") == Some(0))
        {
            self.found
                .push(error(Code::BadDuration, node.span).with("value", "0s"));
        }
        let limit = self.ticks(time, "limit");
        if let Some(node) = time
            .get("limit")
            .filter(|_| !(1..=MAX_TICKS.min(DAY / self.tick)).contains(&limit))
        {
            let many = error(Code::TooMany, node.span).with("what", "tick");
            self.found.push(many.with("limit", MAX_TICKS.to_string()));
        }
        let clock = time
            .get("clock")
            .and_then(Node::text)
            .and_then(crate::duration::clock);
        Time {
            tick: self.tick,
            clock: clock.unwrap_or(0),
            limit,
            speed: number(time, "speed").unwrap_or(1),
            before: seconds(time, "before").unwrap_or(1800).min(DAY),
        }
    }

    fn people(&mut self) -> Vec<Person> {
        let entries: Vec<&Entry> = self.section("people", 64).collect();
        let person = |entry: &Entry| Person {
            id: entry.key.clone(),
            name: text(&entry.value, "name"),
            title: text(&entry.value, "title"),
            team: text(&entry.value, "team"),
            reach: text(&entry.value, "reach"),
            page: self.index(&entry.value, "page", |build| &build.names.acts),
        };
        entries.into_iter().map(person).collect()
    }

    fn runbooks(&self) -> Vec<Runbook> {
        let runbook = |entry: &Entry| Runbook {
            name: entry.key.clone(),
            document: entry.value.text().unwrap_or_default().to_owned(),
            span: entry.value.span,
        };
        self.section("runbooks", 64).map(runbook).collect()
    }

    fn services(&mut self) -> Vec<Service> {
        let entries: Vec<&Entry> = self.section("services", 200).collect();
        let mut services = Vec::new();
        for entry in entries {
            let node = &entry.value;
            let kind = text(node, "kind");
            let facts = node.get("facts").map(Node::entries).unwrap_or_default();
            let facts = facts
                .iter()
                .map(|fact| {
                    (
                        fact.key.clone(),
                        self.cases_at(&fact.value, |text| Some(text.to_owned())),
                    )
                })
                .collect();
            services.push(Service {
                name: entry.key.clone(),
                title: text(node, "title"),
                kind: if kind.is_empty() {
                    "app".to_owned()
                } else {
                    kind
                },
                owner: text(node, "owner"),
                needs: self.indices(node, "needs", |build| &build.names.services),
                facts,
            });
        }
        services
    }

    fn flows(&mut self) -> Vec<Flow> {
        let entries: Vec<&Entry> = self.section("flows", 64).collect();
        let flow = |entry: &Entry| Flow {
            name: entry.key.clone(),
            title: text(&entry.value, "title"),
            path: self.indices(&entry.value, "path", |build| &build.names.services),
        };
        entries.into_iter().map(flow).collect()
    }

    fn variables(&mut self, key: &str, limit: usize) -> Vec<Variable> {
        const VALUES: usize = 64;
        let mut variables = Vec::new();
        let mut combinations = 1_usize;
        for entry in self.section(key, limit) {
            let values = names(&entry.value);
            combinations = combinations.saturating_mul(values.len().max(1));
            self.values(entry, &values, VALUES);
            variables.push(Variable {
                name: entry.key.clone(),
                values: values.into_iter().take(VALUES).collect(),
                span: entry.key_span,
            });
        }
        if key == "variants" && combinations > 64 {
            let span = self.tree.get(key).map(|node| node.span).unwrap_or_default();
            let many = error(Code::TooMany, span).with("what", "variant");
            self.found.push(many.with("limit", "64"));
        }
        variables
    }

    fn values(&mut self, entry: &Entry, values: &[String], limit: usize) {
        if values.is_empty() {
            let none = error(Code::WrongShape, entry.key_span).with("key", &entry.key);
            self.found
                .push(none.with("expected", "list").with("found", "nothing"));
        }
        if values.len() > limit {
            let many = error(Code::TooMany, entry.value.span).with("what", "value");
            self.found.push(many.with("limit", limit.to_string()));
        }
        for (at, node) in entry.value.items().iter().enumerate() {
            let again = node
                .text()
                .is_some_and(|text| values[..at.min(values.len())].iter().any(|v| v == text));
            if again {
                let name = node.text().unwrap_or_default();
                let taken = error(Code::NameTaken, node.span).with("name", name);
                self.found.push(taken.with("other", "value"));
            }
        }
    }

    fn define(&mut self) -> Vec<Guard> {
        let entries: Vec<&Entry> = self.section("define", 256).collect();
        let guards: Vec<Guard> = entries
            .iter()
            .map(|entry| self.guard_at(&entry.value))
            .collect();
        let mut sizes = vec![Size::Unknown; guards.len()];
        for (at, entry) in entries.iter().enumerate() {
            let problem = match size(at, &guards, &mut sizes, 0) {
                Err(()) => error(Code::DefinitionCycle, entry.key_span).with("names", &entry.key),
                Ok(size) if size > MAX_DEFINED => {
                    let many = error(Code::TooMany, entry.key_span).with("what", "condition");
                    many.with("limit", MAX_DEFINED.to_string())
                }
                Ok(_) => continue,
            };
            self.found.push(problem);
            sizes[at] = Size::Known(1);
        }
        guards
    }
}

#[derive(Clone, Copy)]
enum Size {
    Unknown,
    Open,
    Known(usize),
}

/// How many nodes a definition has when every definition in it is written out; an error when it needs itself.
fn size(at: usize, guards: &[Guard], sizes: &mut [Size], depth: usize) -> Result<usize, ()> {
    match sizes[at] {
        Size::Known(size) => return Ok(size),
        Size::Open => return Err(()),
        Size::Unknown if depth > 256 => return Err(()),
        Size::Unknown => sizes[at] = Size::Open,
    }
    let mut total = 0_usize;
    let mut inner = Vec::new();
    guards[at].walk(&mut |guard| {
        total += 1;
        if let Guard::Defined(other) = guard {
            inner.push(*other);
        }
    });
    for other in inner {
        let Ok(more) = size(other, guards, sizes, depth + 1) else {
            sizes[at] = Size::Unknown;
            return Err(());
        };
        total = total.saturating_add(more);
    }
    sizes[at] = Size::Known(total);
    Ok(total)
}

/// The texts of a list.
pub(super) fn names(node: &Node) -> Vec<String> {
    node.items()
        .iter()
        .filter_map(Node::text)
        .map(str::to_owned)
        .collect()
}

fn wording(entry: &Entry) -> Wording {
    Wording {
        name: entry.key.clone(),
        label: entry.value.text().unwrap_or_default().to_owned(),
        span: entry.key_span,
    }
}
