//! Which alerts are pasted: a choice by a fixed seed among those whose document is there.

use drillbook_alerts::{Alert, fill, read_rules};
use drillbook_tests::must;
use drillbook_tests::places::files_below;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// An alert to paste, and the document that its rule's author linked.
pub(crate) struct Case {
    pub(crate) name: String,
    alert: Alert,
    /// The file's name without extension, in lower case; of an overview, its folder's.
    pub(crate) right: String,
    /// The heading that the link names, if any.
    pub(crate) heading: Option<String>,
}

/// The chosen alerts, by library.
pub(crate) fn choose(
    rules: &Path,
    corpora: &Path,
    folders: &[&str],
    number: usize,
) -> BTreeMap<String, Vec<Case>> {
    let mut cases: Vec<(String, Case)> = folders
        .iter()
        .flat_map(|folder| {
            let found = cases(&rules.join(folder), &corpora.join(folder));
            found.into_iter().map(|case| ((*folder).to_owned(), case))
        })
        .collect();
    let mut seed: u64 = 20_240_607;
    let mut chosen: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for _ in 0..number.min(cases.len()) {
        // A linear congruence (Knuth's MMIX constants): a choice that is the same everywhere.
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = usize::try_from((seed >> 33) % cases.len() as u64).unwrap_or(0);
        let (folder, case) = cases.swap_remove(at);
        chosen.entry(folder).or_default().push(case);
    }
    chosen
}

/// The alerts of one repository whose document is in its library, each name once, sorted.
fn cases(rules: &Path, library: &Path) -> Vec<Case> {
    let stems: Vec<String> = files_below(library)
        .iter()
        .map(|path| stem(&path.to_string_lossy()))
        .collect();
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    for path in files_below(rules) {
        let text = must(fs::read_to_string(&path), "reading alert rules");
        for rule in read_rules(&text).map(|file| file.rules).unwrap_or_default() {
            let alert = rule.alert();
            let Some(link) = alert.runbook_url.clone() else {
                continue;
            };
            let link = fill(&link, &alert).text;
            let right = stem(&link);
            if stems.contains(&right) {
                let heading = link.split_once('#').map(|(_, heading)| heading.to_owned());
                let name = rule.name;
                cases.entry(name.clone()).or_insert(Case {
                    name,
                    alert,
                    right,
                    heading,
                });
            }
        }
    }
    cases.into_values().collect()
}

impl Case {
    /// The alert as Alertmanager's webhook sends it, with the labels that a target brings along.
    pub(crate) fn payload(&self, linked: bool) -> String {
        let mut labels = Map::new();
        let target = [
            ("alertname", self.name.as_str()),
            ("cluster", "prod-1"),
            ("namespace", "shop"),
            ("pod", "checkout-7d9f8b6c5-x2x8p"),
            ("container", "checkout"),
            ("instance", "10.1.2.3:9100"),
            ("node", "worker-3"),
            ("job", "checkout"),
            ("service", "checkout"),
        ];
        for (name, value) in target {
            labels.insert(name.to_owned(), value.into());
        }
        for (name, value) in self
            .alert
            .labels
            .iter()
            .filter(|(_, value)| !value.contains("{{"))
        {
            labels.insert(name.clone(), value.as_str().into());
        }
        let annotations: Map<String, Value> = self
            .alert
            .annotations
            .iter()
            .filter(|(name, _)| linked || !(name.contains("runbook") || name.contains("sop")))
            .map(|(name, value)| (name.clone(), fill(value, &self.alert).text.into()))
            .collect();
        let alert = json!({
            "status": "firing", "labels": labels, "annotations": annotations,
            "startsAt": "2026-01-02T03:04:05Z", "endsAt": "0001-01-01T00:00:00Z", "fingerprint": "c0ffee",
        });
        let group = json!({
            "version": "4", "status": "firing", "receiver": "on-call",
            "groupLabels": { "alertname": self.name }, "alerts": [alert],
        });
        must(serde_json::to_string_pretty(&group), "writing a payload")
    }
}

/// The last part of a path or address without extension, in lower case; of an overview, its folder's name.
pub(crate) fn stem(path: &str) -> String {
    let path = path.split(['#', '?']).next().unwrap_or(path);
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let last = parts.next().unwrap_or_default().to_lowercase();
    let stem = last.split('.').next().unwrap_or_default().to_owned();
    if matches!(stem.as_str(), "readme" | "index" | "_index") {
        parts.next().unwrap_or_default().to_lowercase()
    } else {
        stem
    }
}
