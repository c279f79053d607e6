//! The floor plan: edges between our crates go down only, and what is dangerous or exchangeable has one crate that
//! names it. Read from `cargo metadata`, so that a new edge in any manifest fails here until the plan says otherwise.

use drillbook_tests::places;
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

/// Which of our crates a crate may name. Development dependencies count too: a test may not climb either.
const PLAN: [(&str, &[&str]); 13] = [
    // Floor 0: pure.
    ("drillbook-text", &[]),
    ("drillbook-runbook", &["drillbook-text"]),
    ("drillbook-alerts", &["drillbook-text"]),
    ("drillbook-drill", &["drillbook-text", "drillbook-runbook"]),
    // Floor 1: each the only one that touches its kind of store.
    ("drillbook-search", &["drillbook-text", "drillbook-runbook"]),
    (
        "drillbook-library",
        &["drillbook-text", "drillbook-runbook"],
    ),
    ("drillbook-journal", &["drillbook-text"]),
    // Floor 2: use-cases and the wire.
    (
        "drillbook-api",
        &[
            "drillbook-text",
            "drillbook-runbook",
            "drillbook-alerts",
            "drillbook-drill",
            "drillbook-search",
            "drillbook-library",
            "drillbook-journal",
        ],
    ),
    // Floor 3: no logic.
    ("drillbook-cli", &["drillbook-api"]),
    ("drillbook-desktop", &["drillbook-api"]),
    // Beside the floors.
    ("drillbook-xtask", &[]),
    ("drillbook-baseline", &[]),
    (
        "drillbook-tests",
        &[
            "drillbook-alerts",
            "drillbook-api",
            "drillbook-drill",
            "drillbook-library",
            "drillbook-runbook",
            "drillbook-text",
        ],
    ),
];

/// Crates from outside that few of ours may name.
const CONFINED: [(&str, &[&str]); 11] = [
    ("tantivy", &["drillbook-search"]),
    ("rusqlite", &["drillbook-journal"]),
    ("serde-saphyr", &["drillbook-text"]),
    ("pulldown-cmark", &["drillbook-runbook"]),
    ("ammonia", &["drillbook-runbook"]),
    ("ignore", &["drillbook-library"]),
    ("notify", &["drillbook-library"]),
    ("notify-debouncer-full", &["drillbook-library"]),
    ("tokio", &["drillbook-api"]),
    ("anyhow", &["drillbook-cli", "drillbook-xtask"]),
    ("ts-rs", &["drillbook-api"]),
];

#[test]
fn edges_go_down_only() {
    let plan: BTreeMap<&str, &[&str]> = PLAN.into_iter().collect();
    let mut wrong = Vec::new();
    for (name, dependencies) in crates() {
        let Some(allowed) = plan.get(name.as_str()) else {
            wrong.push(format!("{name} stands on no floor"));
            continue;
        };
        let ours = dependencies
            .iter()
            .filter(|dependency| dependency.starts_with("drillbook-"));
        wrong.extend(
            ours.filter(|other| !allowed.contains(&other.as_str()))
                .map(|other| format!("{name} names {other}")),
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_is_confined_has_one_crate_that_names_it() {
    let mut wrong = Vec::new();
    for (name, dependencies) in crates() {
        for (outside, allowed) in CONFINED {
            if dependencies.iter().any(|dependency| dependency == outside)
                && !allowed.contains(&name.as_str())
            {
                wrong.push(format!("{name} names {outside}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nothing_below_the_shell_names_tauri() {
    let windows = ["drillbook-desktop", "drillbook-baseline"];
    let below = crates()
        .into_iter()
        .filter(|(name, _)| !windows.contains(&name.as_str()));
    let wrong: Vec<String> = below
        .filter(|(_, dependencies)| {
            dependencies
                .iter()
                .any(|dependency| dependency.starts_with("tauri"))
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

/// Our crates with the names of everything that their manifests list, of every kind.
fn crates() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(places::root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let packages = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            (
                text(&package["name"]),
                dependencies
                    .map(|dependency| text(&dependency["name"]))
                    .collect(),
            )
        });
    packages.collect()
}
