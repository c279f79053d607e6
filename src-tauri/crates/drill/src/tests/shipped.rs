//! The scenarios that ship with the app, and the example of their README, are sound: no finding of any layer, everything
//! proved within the budget, every test passes, every objective can be met and missed.

use super::lines;
use crate::check::{DefectKind, Limits, Original, prove, run_tests};
use crate::lint::{References, lint};
use crate::model::Scenario;
use crate::read::{Texts, read, read_texts};
use crate::verdict::Verdict;
use expect_test::expect;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The starter library, as far as scenarios point into it: headings and numbered steps.
struct Starter;

impl References for Starter {
    fn document(&self, path: &str) -> bool {
        document(path).is_some()
    }

    fn fragment(&self, path: &str, fragment: &str) -> bool {
        let text = document(path).unwrap_or_default();
        let (slug, step) = fragment.split_once('/').unwrap_or((fragment, ""));
        let mut heading = "";
        for line in text.lines() {
            if let Some(title) = line.strip_prefix('#') {
                heading = title.trim_start_matches('#').trim();
            }
            if slugged(heading) == slug
                && (step.is_empty() || line.starts_with(&format!("{step}. ")))
            {
                return true;
            }
        }
        false
    }
}

fn document(path: &str) -> Option<String> {
    fs::read_to_string(root().join(format!("{path}.md"))).ok()
}

fn slugged(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || *c == ' ');
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// Every folder of `scenarios/` with its texts; once without and once with each translation.
pub(super) fn shipped() -> Vec<(String, Texts)> {
    let scenarios = root().join("scenarios");
    let mut found = Vec::new();
    for entry in fs::read_dir(&scenarios).unwrap() {
        let folder = entry.unwrap().path();
        let Ok(scenario) = fs::read_to_string(folder.join("scenario.yaml")) else {
            continue;
        };
        let id = folder.file_name().unwrap().to_string_lossy().into_owned();
        let system = scenario
            .lines()
            .find_map(|line| line.strip_prefix("system: "))
            .map(|name| fs::read_to_string(scenarios.join(format!("{name}.system.yaml"))).unwrap());
        let mut texts = Texts {
            scenario,
            system,
            translation: None,
        };
        found.push((id.clone(), texts.clone()));
        texts.translation = fs::read_to_string(folder.join("scenario.id.yaml")).ok();
        assert!(texts.translation.is_some(), "{id} speaks no Indonesian");
        found.push((format!("{id} (id)"), texts));
    }
    assert!(!found.is_empty());
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn sound(name: &str, text: &str, scenario: &Scenario) {
    let mut wrong = lines(text, &lint(scenario, &Starter));
    let runs = run_tests(scenario);
    for run in &runs {
        wrong.extend(lines(text, &run.found));
    }
    for (at, objective) in scenario.objectives.iter().enumerate() {
        let reached = |verdict: Verdict| {
            runs.iter()
                .any(|run| run.verdicts.items[at].verdict == verdict)
        };
        for verdict in [Verdict::Met, Verdict::Missed] {
            if !reached(verdict) {
                wrong.push(format!("{} is never {}", objective.name, verdict.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

/// Everything is proved within the budget, blind players do not win, and readers of the runbooks do in every variant.
fn proved(name: &str, text: &str, scenario: &Scenario) {
    let proofs = prove(scenario, Limits::default());
    let mut wrong = lines(text, &proofs.found);
    let (asked, answered) = (proofs.graph.asked, proofs.graph.answered);
    if answered < asked || !proofs.graph.wins_known {
        wrong.push(format!("{answered} of {asked} questions are answered"));
    }
    for play in proofs.by_runbook.iter().filter(|play| play.win.is_none()) {
        wrong.push(format!("not won by the runbook: {}", play.variant));
    }
    for par in proofs.par.iter().filter(|par| par.clean.is_none()) {
        wrong.push(format!("no clean win is known: {}", par.variant));
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    assert!(!proofs.blind.is_empty() && !proofs.by_runbook.is_empty() && !proofs.par.is_empty());
}

#[test]
fn shipped_scenarios_are_sound() {
    for (name, texts) in shipped() {
        let (scenario, found) = read_texts(&texts);
        let found: Vec<String> = found
            .into_iter()
            .map(|(part, problem)| {
                let text = match part {
                    crate::read::Part::Scenario => &texts.scenario,
                    crate::read::Part::System => texts.system.as_ref().unwrap(),
                    crate::read::Part::Translation => texts.translation.as_ref().unwrap(),
                };
                format!("{part:?} {}", lines(text, &[problem]).concat())
            })
            .collect();
        assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
        let scenario = scenario.unwrap();
        sound(&name, &texts.scenario, &scenario);
        // What decides is the same in every language.
        if texts.translation.is_none() {
            proved(&name, &texts.scenario, &scenario);
        }
    }
}

/// Broken on purpose, what ships is found broken by lint and its own tests, before anything is searched. What these leave
/// is mostly when somebody says something, evidence that nothing asks for, and timers that two conditions guard.
#[test]
fn what_ships_notices_what_breaks_it() {
    let mut shown = Vec::new();
    for (name, texts) in shipped() {
        if texts.translation.is_some() {
            continue;
        }
        let original = Original::new(&texts).unwrap();
        let defects = original.defects();
        shown.push(format!("{name}\n"));
        for kind in DefectKind::ALL {
            let of_kind = defects.iter().filter(|defect| defect.kind() == kind);
            let noticed: Vec<bool> = of_kind
                .map(|defect| original.noticed(defect).is_some())
                .collect();
            let left = noticed.iter().filter(|noticed| !**noticed).count();
            let noticed = noticed.len() - left;
            shown.push(format!(
                "{}: {noticed} noticed, {left} left\n",
                kind.as_str()
            ));
        }
    }
    expect![[r"
        checkout-slow-at-peak
        effect: 78 noticed, 13 left
        timer: 14 noticed, 0 left
        guard: 75 noticed, 26 left
        threshold: 27 noticed, 0 left
        ending: 11 noticed, 0 left
        spelling: 242 noticed, 0 left
        fields-missing-in-dwh
        effect: 90 noticed, 17 left
        timer: 19 noticed, 0 left
        guard: 46 noticed, 38 left
        threshold: 7 noticed, 0 left
        ending: 17 noticed, 0 left
        spelling: 168 noticed, 0 left
    "]]
    .assert_eq(&shown.concat());
}

#[test]
fn the_story_is_there() {
    for (name, texts) in shipped() {
        let scenario = read_texts(&texts).0.unwrap();
        let story = root()
            .join("scenarios")
            .join(&scenario.id)
            .join(&scenario.debrief.story);
        assert!(story.is_file(), "{name}: {}", story.display());
    }
}

/// Every `yaml` block that begins as a file does is a whole scenario whose tests pass; the last is as sound as those
/// that ship.
#[test]
fn the_readme_teaches_what_runs() {
    let readme = fs::read_to_string(root().join("scenarios/README.md")).unwrap();
    let blocks = readme.split("```yaml\n").skip(1);
    let whole: Vec<&str> = blocks
        .filter_map(|rest| rest.split("\n```").next())
        .filter(|block| block.starts_with("scenario: 1\n"))
        .collect();
    assert!(whole.len() >= 2, "{} whole examples", whole.len());
    for (at, text) in whole.iter().enumerate() {
        let (scenario, found) = read(text);
        assert!(found.is_empty(), "{at}: {}", lines(text, &found).join("\n"));
        for run in run_tests(&scenario.unwrap()) {
            assert!(
                run.found.is_empty(),
                "{at}: {}",
                lines(text, &run.found).join("\n")
            );
        }
    }
    let last = whole.last().unwrap();
    sound("README", last, &read(last).0.unwrap());
}

#[test]
fn the_readme_names_every_key_and_finding() {
    let readme = fs::read_to_string(root().join("scenarios/README.md")).unwrap();
    let mut missing = Vec::new();
    described(&crate::shape::schema(), "", &mut |key, sentence| {
        let line = format!("`{key}`");
        let there = readme
            .lines()
            .any(|row| row.contains(&line) && row.contains(sentence));
        if !there {
            missing.push(format!("{line}: {sentence}"));
        }
    });
    for code in crate::Code::ALL {
        let row = format!("| {} | `{}` |", code.number(), code.as_str());
        if !readme.contains(&row) {
            missing.push(row);
        }
    }
    assert!(
        missing.is_empty(),
        "add to scenarios/README.md:\n{}",
        missing.join("\n")
    );
}

/// Calls `see` with every described key of a JSON Schema.
fn described(schema: &serde_json::Value, key: &str, see: &mut impl FnMut(&str, &str)) {
    let Some(object) = schema.as_object() else {
        return;
    };
    if let Some(sentence) = object.get("description").and_then(|value| value.as_str()) {
        see(key, sentence);
    }
    for (name, value) in object {
        described(value, name, see);
    }
}
