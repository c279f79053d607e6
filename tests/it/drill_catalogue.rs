//! Which drills there are to play: those of the open library, and those that come with the app whatever library is open.

use crate::drill::{DISK, Scene, input, library};
use drillbook_api::wire::{
    DrillInput, DrillMode, DrillPutRequest, DrillRequest, DrillStartRequest, DrillView,
    ScenarioRequest,
};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::starter;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// An app that brings the starter library with it, as an installed one does.
fn installed(folder: &Path) -> App {
    let shipped = folder.join("shipped");
    if !shipped.exists() {
        starter::copy(&shipped).unwrap();
    }
    App::new(
        Paths::below(&folder.join("home")),
        Some(shipped),
        Arc::new(Silent),
    )
}

/// Each scenario as `key`, with `shipped` and the drills that wait.
fn listed(app: &App) -> Vec<String> {
    let rows = app.drill_catalogue().unwrap().scenarios;
    let line = |row: &drillbook_api::wire::ScenarioRow| {
        let shipped = if row.shipped { " shipped" } else { "" };
        format!("{}{shipped} {}", row.key, row.mine.unfinished.len())
    };
    rows.iter().map(line).collect()
}

fn start(app: &App, key: &str) -> DrillView {
    let request = DrillStartRequest {
        scenario: key.to_owned(),
        mode: DrillMode::TurnBased,
        language: Some("id".into()),
        seed: Some(7),
    };
    app.start_drill(&request).unwrap()
}

const CHECKOUT: &str = "shipped:scenarios/checkout-slow-at-peak/scenario.yaml";
const DWH: &str = "shipped:scenarios/fields-missing-in-dwh/scenario.yaml";

#[test]
fn what_comes_with_the_app_is_played_beside_any_library() {
    let folder = library();
    let app = installed(folder.path());
    assert_eq!(
        listed(&app),
        [format!("{CHECKOUT} shipped 0"), format!("{DWH} shipped 0")]
    );
    app.open_once(&folder.path().join("library")).unwrap();
    let own = "scenarios/disk/scenario.yaml";
    assert_eq!(listed(&app)[0], format!("{own} 0"));
    let view = start(&app, CHECKOUT);
    assert_eq!(
        (view.title.as_str(), view.clock.as_str()),
        ("Checkout lambat di jam ramai petang", "17:50")
    );
    let request = ScenarioRequest {
        scenario: DWH.into(),
        language: None,
    };
    assert_eq!(
        app.drill_briefing(&request).unwrap().id,
        "fields-missing-in-dwh"
    );
    // Another library is opened, and what was begun waits all the same.
    fs::create_dir(folder.path().join("other")).unwrap();
    app.open_once(&folder.path().join("other")).unwrap();
    assert_eq!(
        listed(&app),
        [format!("{CHECKOUT} shipped 1"), format!("{DWH} shipped 0")]
    );
    let put = DrillPutRequest {
        id: view.id,
        input: input("? panel_checkout"),
        since: None,
    };
    assert_eq!(app.put_drill(&put).unwrap().seq, 1);
}

#[test]
fn the_starter_library_itself_lists_its_scenarios_once() {
    let folder = tempfile::tempdir().unwrap();
    let app = installed(folder.path());
    app.open_once(&folder.path().join("shipped")).unwrap();
    let keys = [CHECKOUT, DWH].map(|key| key.replace("shipped:", "") + " 0");
    assert_eq!(listed(&app), keys);
}

/// What a scenario that comes with the app speaks of is in the starter library: said in another library, and opened there
/// once that is the open one.
#[test]
fn documents_of_what_comes_with_the_app_are_found_in_the_starter_library() {
    let folder = library();
    let app = installed(folder.path());
    app.open_once(&folder.path().join("library")).unwrap();
    let view = start(&app, CHECKOUT);
    let first = |app: &App| {
        let id = view.id.clone();
        let view = app.drill(&DrillRequest { id }).unwrap();
        let first = view.runbooks.into_iter().next().unwrap();
        (first.document, first.starter)
    };
    let latency = Some("runbooks/checkout-latency.md".to_owned());
    assert_eq!(first(&app), (None, latency));
    app.open_once(&folder.path().join("shipped")).unwrap();
    // In the language of the drill, where there is one.
    let told = Some("runbooks/checkout-latency.id.md".to_owned());
    assert_eq!(first(&app), (told, None));
    for name in ["checkout-latency.md", "checkout-latency.id.md"] {
        fs::remove_file(folder.path().join("shipped/runbooks").join(name)).unwrap();
    }
    app.open_once(&folder.path().join("shipped")).unwrap();
    assert_eq!(first(&app), (None, None));
}

/// Each of several drills that wait goes on from its own last input, in whatever order they are taken up.
#[test]
fn drills_that_wait_do_not_mix() {
    let folder = library();
    let second = folder.path().join("library/scenarios/other");
    fs::create_dir_all(&second).unwrap();
    fs::write(
        second.join("scenario.yaml"),
        DISK.replace("id: disk\n", "id: other\n"),
    )
    .unwrap();
    let mut scene = Scene::at(folder);
    // More than are kept in memory.
    let mut drills: Vec<DrillView> = (0..6)
        .map(|nth| scene.start(["disk", "other"][nth % 2], 7))
        .collect();
    for round in 0..3 {
        for nth in [3, 0, 5, 1, 4, 2] {
            let waited = scene.play(&drills[nth], &[&format!("wait {}", nth + 1)]);
            let text = format!("round {round}");
            drills[nth] = scene.put(&waited, DrillInput::Note { text });
        }
        scene = scene.restarted();
    }
    for (nth, view) in drills.iter().enumerate() {
        let now = scene.view(&view.id);
        let ticks = u32::try_from((nth + 1) * 3).unwrap();
        assert_eq!((now.tick, now.seq, now.notes.len()), (ticks, 6, 3));
        assert_eq!(now.scenario, ["disk", "other"][nth % 2]);
    }
    let waiting: Vec<String> = listed(&scene.app);
    assert_eq!(
        waiting,
        [
            "scenarios/disk/scenario.yaml 3",
            "scenarios/other/scenario.yaml 3"
        ]
    );
}
