//! The journey: from an alert in the clipboard to its section, and from there to the first command with its parameters
//! filled, in the real window with real keys. Counted are keys, wrong turns and the time from a key to the painted list.
//!
//! Thirty alerts of real rule files (ten each of kube-prometheus, GitLab and others) are pasted twice: as their Alertmanager
//! sends them, and without their runbook link. Which document is right is decided by the link's file name.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

mod alerts;
mod measure;

use alerts::Case;
use drillbook_tests::home::Home;
use drillbook_tests::percentile::percentile;
use drillbook_tests::shared;
use drillbook_tests::window::{Start, Window};
use measure::Journey;
use std::path::Path;

/// Where the alerts come from, and how many of each.
const GROUPS: [(&str, &[&str], usize); 3] = [
    ("kube-prometheus", &["prometheus-operator-runbooks"], 10),
    ("GitLab", &["gitlab-runbooks"], 10),
    (
        "others",
        &["3scale-sops", "cnpg", "syn-openshift4", "tempo-runbook"],
        10,
    ),
];
const AIM_KEYS: usize = 5;
const AIM_PAINTED: f64 = 50.0;

fn main() {
    // `cargo test --all-targets` runs benches too; only `cargo bench` says so.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let (Some(corpora), Some(rules)) = (
        shared::find("corpora/dev"),
        shared::find("corpora/alert-rules/dev"),
    ) else {
        return;
    };
    for linked in [true, false] {
        let mut all = Vec::new();
        for (group, folders, number) in GROUPS {
            let mut journeys = Vec::new();
            for (folder, cases) in alerts::choose(&rules, &corpora, folders, number) {
                journeys.extend(walk(&corpora.join(folder), &cases, linked));
            }
            print_row(group, linked, &journeys);
            all.extend(journeys);
        }
        print_row("all", linked, &all);
        for journey in all.iter().filter(|journey| journey.remark().is_some()) {
            println!(
                "    {}: {}",
                journey.alert,
                journey.remark().unwrap_or_default()
            );
        }
    }
}

/// Every alert of one library, in one window.
fn walk(library: &Path, cases: &[Case], linked: bool) -> Vec<Journey> {
    let home = Home::new();
    let library = library.display().to_string();
    let window =
        Window::open(&Start::new("drillbook-desktop", &home).args(["--library", &library]));
    window.find("[data-started=true]");
    window.find("[data-testid=index-state][data-state=ready]");
    cases
        .iter()
        .map(|case| measure::journey(&window, case, linked))
        .collect()
}

fn print_row(group: &str, linked: bool, journeys: &[Journey]) {
    let count = |is_so: fn(&Journey) -> bool| journeys.iter().filter(|one| is_so(one)).count();
    let painted = sorted(journeys.iter().map(|one| one.painted));
    let keys = sorted(
        journeys
            .iter()
            .filter_map(|one| one.keys_to_command)
            .map(f64::from),
    );
    let to_section = sorted(journeys.iter().map(|one| f64::from(one.keys_to_section)));
    println!(
        "{group:<16} {} {:>2} alerts: right first {:>2}, keys to the section {:.0}, commands copied {:>2}, keys to it {:.0} (aim {AIM_KEYS}), wholly filled {:>2}, painted p50 {:.0} ms p95 {:.0} ms (aim {AIM_PAINTED})",
        if linked {
            "with link   "
        } else {
            "without link"
        },
        journeys.len(),
        count(|one| one.wrong_turns == Some(0)),
        percentile(&to_section, 50),
        keys.len(),
        percentile(&keys, 50),
        count(|one| one.filled),
        percentile(&painted, 50),
        percentile(&painted, 95),
    );
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}
