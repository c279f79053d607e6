//! Writing a scenario over the use-cases: opened, saved and checked as documents are, proved, and played as it is typed.

use crate::library::{Scene, write};
use drillbook_api::wire::{
    DrillListRequest, EditAskRequest, EditRequest, EditSaved, EditTextRequest,
    ScenarioMomentRequest, ScenarioPlayRequest, ScenarioProof, ScenarioProved, ScenarioRequest,
};
use drillbook_api::{App, Paths, Silent};
use drillbook_drill::check::{Limits, prove_while};
use drillbook_tests::starter;
use std::cell::Cell;
use std::fs;
use std::sync::Arc;

const FILE: &str = "scenarios/lamp/scenario.yaml";

/// Whoever presses wins; whoever breaks the switch first has no win left.
const LAMP: &str = "\
scenario: 1
id: lamp
title: The lamp
brief: It is dark.
time: {tick: 30s, clock: \"17:50\", limit: 20m}
state:
  lamp: [off, on]
  switch: [whole, broken]
events:
  dusk: {at: 5m, say: {from: eko, text: It gets dark}}
people: {eko: {name: Eko}}
do:
  press: {phase: mitigate, if: switch is whole, then: {lamp: on}}
  pull: {phase: mitigate, then: {switch: broken}}
  sing: {phase: learn}
endings:
  won: {when: lamp is on, result: win}
  dark: {when: time_up, result: loss}
tests:
  golden: {steps: [press], expect: {ending: won}}
";

fn scene(text: &str) -> Scene {
    Scene::prepared(&[("a.md", "# A\n"), (FILE, text)], |_| ())
}

fn ask(text: &str) -> EditAskRequest {
    EditAskRequest {
        document: FILE.into(),
        text: text.into(),
    }
}

/// What is found while typing: place, code, sentence, hint, and what would mend it.
fn check(text: &str) -> Vec<String> {
    let checked = scene(LAMP).app.edit_check(&ask(text)).unwrap();
    let found = checked.findings.into_iter().map(|found| {
        let stretch = &text[found.from as usize..found.to as usize];
        let fixes = found.fixes.iter().map(|fix| {
            let change = &fix.changes[0];
            format!(
                "[{} → {}]",
                &text[change.from as usize..change.to as usize],
                change.insert
            )
        });
        let fixes: String = fixes.collect();
        format!("{} {stretch} {}{fixes}", found.code, found.sentence)
    });
    found.collect()
}

fn proved(scene: &Scene, text: &str) -> ScenarioProved {
    match scene.app.prove_scenario(&ask(text)).unwrap() {
        ScenarioProof::Proved(proved) => *proved,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_scenario_is_opened_and_saved_as_a_document_is() {
    let scene = scene(&LAMP.replace('\n', "\r\n"));
    let request = EditRequest {
        document: FILE.into(),
    };
    let opened = scene.app.edit_open(&request).unwrap();
    assert_eq!(
        (opened.title.as_str(), opened.text.as_str()),
        ("The lamp", LAMP)
    );
    assert_eq!(opened.family, [FILE]);
    let text = LAMP.replace("The lamp", "The light");
    let save = EditTextRequest {
        document: FILE.into(),
        base: opened.base.clone(),
        text: text.clone(),
    };
    let saved = scene.app.edit_save(&save).unwrap();
    assert!(matches!(
        saved,
        EditSaved::Saved {
            confirmed: true,
            ..
        }
    ));
    let file = scene.library().join(FILE);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        text.replace('\n', "\r\n")
    );
    let saved = scene.app.edit_save(&save).unwrap();
    assert!(matches!(saved, EditSaved::Saved { .. }), "the same again");
    fs::write(&file, LAMP).unwrap();
    let other = EditTextRequest {
        text: LAMP.replace("The lamp", "Another"),
        ..save
    };
    let saved = scene.app.edit_save(&other).unwrap();
    assert!(matches!(saved, EditSaved::Conflict { .. }), "{saved:?}");
    fs::remove_file(&file).unwrap();
    let anew = EditTextRequest {
        base: String::new(),
        ..other
    };
    let saved = scene.app.edit_save(&anew).unwrap();
    assert!(matches!(saved, EditSaved::Saved { .. }), "{saved:?}");
    assert!(fs::read_to_string(&file).unwrap().contains("Another"));
}

#[test]
fn other_yaml_files_are_nobodys_to_write() {
    let scene = scene(LAMP);
    for document in [
        "rules.yaml",
        "scenarios/lamp/rules.yaml",
        "scenarios/../scenarios/lamp/scenario.yaml",
        "/etc/scenario.yaml",
    ] {
        let request = EditRequest {
            document: document.into(),
        };
        assert!(scene.app.edit_open(&request).is_err(), "{document}");
    }
}

#[test]
fn a_misspelt_name_is_found_with_what_was_meant() {
    assert_eq!(
        check(&LAMP.replace("then: {lamp: on}", "then: {lmp: on}")),
        ["D014 lmp Nothing is called `lmp`[lmp → lamp]"]
    );
}

#[test]
fn what_does_not_read_has_findings_and_no_proof() {
    let found = check("scenario: 1\nid: [\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].ends_with("This is not YAML: unclosed bracket '['"),
        "{found:?}"
    );
    let proof = scene(LAMP).app.prove_scenario(&ask("scenario: [")).unwrap();
    assert!(matches!(proof, ScenarioProof::Unreadable), "{proof:?}");
}

#[test]
fn a_proof_counts_and_shows_wins_traps_and_ways_to_endings() {
    let scene = scene(LAMP);
    let proved = proved(&scene, LAMP);
    assert!(proved.finished && proved.states > 0, "{proved:?}");
    let endings: Vec<_> = proved
        .endings
        .iter()
        .map(|ending| (ending.name.as_str(), ending.play.is_some(), ending.never))
        .collect();
    assert_eq!(endings, [("won", true, false), ("dark", true, false)]);
    let plays = proved.plays.iter().map(|play| {
        let steps: Vec<_> = play.steps.iter().map(|step| step.text.as_str()).collect();
        format!("{} → {}: {}", play.title, play.ending, steps.join(", "))
    });
    assert_eq!(
        plays.collect::<Vec<_>>(),
        [
            "Fastest win without harm that is known → won: press",
            "After `pull` no win is left → dark: pull, Wait 20 min",
            "Shortest known way to `won` → won: press",
            "Shortest known way to `dark` → dark: Wait 20 min",
        ]
    );
}

#[test]
fn a_play_is_shown_from_the_text_as_it_is_typed_and_counts_for_nothing() {
    let scene = scene(LAMP);
    let text = LAMP.replace("The lamp", "Unsaved");
    let proved = proved(&scene, &text);
    let trap = proved
        .plays
        .iter()
        .position(|play| play.title.contains("`pull`"))
        .unwrap();
    let request = ScenarioPlayRequest {
        document: FILE.into(),
        text: text.clone(),
        play: u32::try_from(trap).unwrap(),
        inputs: 1,
    };
    let view = scene.app.play_scenario(&request).unwrap();
    assert_eq!((view.title.as_str(), view.seq), ("Unsaved", 1));
    let rows = scene.app.drills(&DrillListRequest::default()).unwrap();
    assert!(rows.is_empty(), "{rows:?}");
    assert_eq!(
        fs::read_to_string(scene.library().join(FILE)).unwrap(),
        LAMP
    );
    let other = ScenarioPlayRequest {
        text: text.replace("It is dark", "It is late"),
        ..request
    };
    let refused = scene.app.play_scenario(&other).unwrap_err();
    assert!(refused.message.contains("changed"), "{refused:?}");
}

#[test]
fn playing_from_the_cursor_begins_where_it_happens_first() {
    let scene = scene(LAMP);
    let from = |word: &str| {
        let request = ScenarioMomentRequest {
            document: FILE.into(),
            text: LAMP.into(),
            at: u32::try_from(LAMP.find(word).unwrap()).unwrap(),
        };
        let moment = scene.app.play_from(&request).unwrap();
        let clock = moment.drill.map(|view| view.clock);
        format!(
            "{}{}",
            moment.said,
            clock.map(|at| format!(" [{at}]")).unwrap_or_default()
        )
    };
    assert_eq!(
        ["dusk:", "broken]", "press:", "won:", "dark:", "title:"].map(from),
        [
            "`dusk` comes first at 17:55 (Shortest known way to `dark`): you play on from there [17:55]",
            "`switch` comes first at 17:50 (After `pull` no win is left): you play on from there [17:50]",
            "`press` comes first at 17:50 (Fastest win without harm that is known): you play on from there [17:50]",
            "`won` comes first at 17:50 (Fastest win without harm that is known): you play on from there [17:50]",
            "`dark` comes first at 18:09:30 (Shortest known way to `dark`): you play on from there [18:09:30]",
            "Nothing that happens stands at the cursor: go to an event, alert, act, probe, variable or ending",
        ]
    );
}

#[test]
fn a_proof_ends_when_nobody_waits_for_it() {
    let scenario = drillbook_drill::read(LAMP).0.unwrap();
    let asked = Cell::new(0);
    let until = |most: u32| {
        asked.set(0);
        let wanted = |_| {
            asked.set(asked.get() + 1);
            asked.get() < most
        };
        prove_while(&scenario, Limits::default(), &wanted).is_some()
    };
    assert!(!until(3), "it was no longer wanted");
    assert_eq!(asked.get(), 3, "and did not ask again");
    assert!(until(u32::MAX));
    assert!(asked.get() > 100, "it asks often: {}", asked.get());
}

#[test]
fn a_shipped_scenario_is_copied_with_its_files_and_an_id_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let shipped = folder.path().join("shipped");
    starter::copy(&shipped).unwrap();
    let library = folder.path().join("library");
    write(&library.join("a.md"), "# A\n");
    let paths = Paths::below(&folder.path().join("home"));
    let app = App::new(paths, Some(shipped), Arc::new(Silent));
    app.open_once(&library).unwrap();
    let request = ScenarioRequest {
        scenario: "shipped:scenarios/checkout-slow-at-peak/scenario.yaml".into(),
        language: None,
    };
    let first = app.copy_scenario(&request).unwrap().document;
    let second = app.copy_scenario(&request).unwrap().document;
    assert_eq!(
        [first.as_str(), second.as_str()],
        [
            "scenarios/checkout-slow-at-peak-copy/scenario.yaml",
            "scenarios/checkout-slow-at-peak-copy-2/scenario.yaml"
        ]
    );
    let opened = app.edit_open(&EditRequest { document: first }).unwrap();
    assert!(opened.text.contains("id: checkout-slow-at-peak-copy\n"));
    let names = opened.family.iter();
    let names: Vec<_> = names.filter_map(|file| file.rsplit('/').next()).collect();
    assert_eq!(
        names,
        [
            "scenario.yaml",
            "debrief.id.md",
            "debrief.md",
            "scenario.id.yaml",
            "pasar.system.yaml"
        ]
    );
    let ask = EditAskRequest {
        document: opened.document,
        text: opened.text,
    };
    let errors = app.edit_check(&ask).unwrap().findings;
    let codes: std::collections::BTreeSet<_> = errors.iter().map(|found| &*found.code).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["D103"]);
}
