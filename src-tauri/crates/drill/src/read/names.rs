//! Everything in a scenario that has a name, collected before anything refers to it.

use super::error;
use crate::code::{self, Code, Diagnostic};
use crate::guard;
use drillbook_text::yaml::Node;

/// Words that guards and test steps keep for themselves.
const RESERVED: [&str; 14] = [
    "and", "or", "not", "is", "true", "false", "firing", "time_up", "wait", "hint", "answer",
    "type", "refused", "none",
];

/// Names of one kind in the order of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    pub(super) kind: &'static str,
    pub(super) names: Vec<String>,
}

impl List {
    /// The keys of the mapping under `key`, no more than `limit`.
    pub(super) fn of(
        tree: &Node,
        key: &str,
        kind: &'static str,
        limit: usize,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let entries = tree.get(key).map(Node::entries).unwrap_or_default();
        let mut names: Vec<String> = Vec::new();
        for entry in entries {
            if RESERVED.contains(&entry.key.as_str()) {
                let taken = error(Code::NameTaken, entry.key_span).with("name", &entry.key);
                found.push(taken.with("other", "reserved"));
            }
            if names.len() == limit {
                let many = error(Code::TooMany, entry.key_span).with("what", kind);
                found.push(many.with("limit", limit.to_string()));
                break;
            }
            names.push(entry.key.clone());
        }
        Self { kind, names }
    }

    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The index of the name that stands at `node`; reported when there is none.
    pub(super) fn look_up(&self, node: &Node, found: &mut Vec<Diagnostic>) -> Option<usize> {
        let name = node.text()?;
        self.find(name).or_else(|| {
            found.push(self.unknown(name, node.span));
            None
        })
    }

    pub(super) fn unknown(&self, name: &str, span: drillbook_text::Span) -> Diagnostic {
        let nearest = code::nearest(name, self.names.iter().map(String::as_str));
        let problem = error(Code::UnknownName, span).with("kind", self.kind);
        problem.with("name", name).with("nearest", nearest)
    }
}

/// All names of a scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct AllNames {
    pub(super) runbooks: List,
    pub(super) services: List,
    pub(super) metrics: List,
    pub(super) timers: List,
    pub(super) events: List,
    pub(super) acts: List,
    pub(super) endings: List,
    pub(super) objectives: List,
    pub(super) alerts: List,
    pub(super) evidence: List,
    pub(super) defines: List,
    pub(super) variants: List,
    pub(super) variables: List,
    /// What guards may name.
    pub(super) guards: guard::Names,
}

impl AllNames {
    pub(super) fn collect(tree: &Node, found: &mut Vec<Diagnostic>) -> Self {
        let mut list = |key, kind, limit| List::of(tree, key, kind, limit, found);
        let looks = list("look", "look", 256);
        let acts = list("do", "act", 256);
        let mut names = Self {
            runbooks: list("runbooks", "runbook", 64),
            services: list("services", "service", 200),
            metrics: list("metrics", "metric", 64),
            timers: list("timers", "timer", 128),
            events: list("events", "event", 128),
            acts: List::default(),
            endings: list("endings", "ending", 64),
            objectives: list("objectives", "objective", 64),
            alerts: list("alerts", "alert", 64),
            evidence: List::default(),
            defines: list("define", "definition", 256),
            variants: list("variants", "variant", 8),
            variables: list("state", "variable", 64),
            guards: guard::Names::default(),
        };
        names.acts = one_namespace(tree, looks, acts, found);
        names.evidence = evidence(tree, found);
        names.guards(tree, found);
        names
    }

    fn guards(&mut self, tree: &Node, found: &mut Vec<Diagnostic>) {
        let index = |list: &List| list.names.iter().cloned().zip(0..).collect();
        self.guards.alerts = index(&self.alerts);
        self.guards.evidence = index(&self.evidence);
        self.guards.defines = index(&self.defines);
        let values = |key: &str, list: &List| {
            let node = tree.get(key);
            let entry = |(at, name): (usize, &String)| {
                let items = node
                    .and_then(|node| node.get(name))
                    .map(Node::items)
                    .unwrap_or_default();
                let values = items
                    .iter()
                    .filter_map(Node::text)
                    .take(64)
                    .map(str::to_owned)
                    .collect();
                (name.clone(), (at, values))
            };
            list.names.iter().enumerate().map(entry).collect()
        };
        self.guards.variables = values("state", &self.variables);
        self.guards.variants = values("variants", &self.variants);
        self.clashes(tree, found);
    }

    /// What stands alone in a guard must mean one thing.
    fn clashes(&self, tree: &Node, found: &mut Vec<Diagnostic>) {
        let lists = [
            &self.variables,
            &self.variants,
            &self.defines,
            &self.evidence,
        ];
        for (at, later) in lists.iter().enumerate() {
            for name in &later.names {
                let Some(earlier) = lists[..at].iter().find(|list| list.find(name).is_some())
                else {
                    continue;
                };
                let section = if later.kind == "variant" {
                    "variants"
                } else {
                    "define"
                };
                let entries = tree.get(section).map(Node::entries).unwrap_or_default();
                let entry = entries.iter().find(|entry| entry.key == *name);
                let span = entry.map_or_else(|| first_learnt(tree, name), |entry| entry.key_span);
                let taken = error(Code::NameTaken, span).with("name", name);
                found.push(taken.with("other", earlier.kind));
            }
        }
    }
}

fn one_namespace(tree: &Node, mut looks: List, acts: List, found: &mut Vec<Diagnostic>) -> List {
    for name in &acts.names {
        let entries = tree.get("do").map(Node::entries).unwrap_or_default();
        let entry = entries.iter().find(|entry| entry.key == *name);
        if let (Some(_), Some(entry)) = (looks.find(name), entry) {
            let taken = error(Code::NameTaken, entry.key_span).with("name", name);
            found.push(taken.with("other", "look"));
        }
    }
    looks.kind = "act";
    looks.names.extend(acts.names);
    looks
}

/// Evidence is declared by being learnt.
fn evidence(tree: &Node, found: &mut Vec<Diagnostic>) -> List {
    const LIMIT: usize = 128;
    let mut list = List {
        kind: "evidence",
        names: Vec::new(),
    };
    for node in learnt(tree) {
        let name = node.text().unwrap_or_default();
        if list.find(name).is_some() {
            continue;
        }
        if list.names.len() == LIMIT {
            let many = error(Code::TooMany, node.span).with("what", "evidence");
            found.push(many.with("limit", LIMIT.to_string()));
            break;
        }
        list.names.push(name.to_owned());
    }
    list
}

fn first_learnt(tree: &Node, name: &str) -> drillbook_text::Span {
    let mut nodes = learnt(tree);
    let node = nodes.find(|node| node.text() == Some(name));
    node.map(|node| node.span).unwrap_or_default()
}

fn learnt(tree: &Node) -> impl Iterator<Item = &Node> {
    let entries = |key| tree.get(key).map(Node::entries).unwrap_or_default();
    entries("look")
        .iter()
        .chain(entries("do"))
        .filter_map(|entry| entry.value.get("learns"))
        .flat_map(|node| {
            if node.items().is_empty() {
                std::slice::from_ref(node)
            } else {
                node.items()
            }
        })
        .filter(|node| node.text().is_some())
}
