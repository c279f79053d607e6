//! Killed at any moment, a drill is back at its last input: a child process plays as fast as it can and says what was
//! acknowledged; it is killed without warning; everything acknowledged must be there afterwards and replay.
//!
//! `DRILLBOOK_KILLS` sets how often (20 where it does not).

use crate::drill::{app, input, library};
use crate::run_kill::{FOLDER, kill, say};
use drillbook_api::App;
use drillbook_api::wire::{
    DrillExportForm, DrillExportRequest, DrillMode, DrillPutRequest, DrillRequest,
    DrillStartRequest,
};
use drillbook_drill::{Log, replay};
use std::collections::HashMap;
use std::path::Path;
use tempfile::TempDir;

const STEPS: [&str; 9] = [
    "wait 3",
    "? panel",
    "$ df -h",
    "hint",
    "note x",
    "declare sev9",
    "update team",
    "page_manager",
    "clean",
];

/// The child: begins drills and plays them until it is killed. Does nothing when run by itself.
#[test]
#[ignore = "the child of the test below"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let app = app(Path::new(&folder));
    loop {
        let request = DrillStartRequest {
            scenario: "scenarios/disk/scenario.yaml".into(),
            mode: DrillMode::TurnBased,
            language: None,
            seed: None,
        };
        let id = app.start_drill(&request).unwrap().id;
        for step in STEPS {
            let request = DrillPutRequest {
                id: id.clone(),
                input: input(step),
                since: None,
            };
            let view = app.put_drill(&request).unwrap();
            say(&format!("run {id} {}", view.seq));
        }
    }
}

#[test]
fn killed_at_any_moment_a_drill_is_back_at_its_last_input() {
    kill("drill_kill::child", &library(), verify);
}

fn verify(folder: &TempDir, acknowledged: &HashMap<String, usize>) {
    let app = app(folder.path());
    for (id, inputs) in acknowledged {
        let view = app.drill(&DrillRequest { id: id.clone() }).unwrap();
        assert!(
            view.seq as usize >= *inputs,
            "{id}: {} of {inputs}",
            view.seq
        );
        let log = log(&app, id);
        assert_eq!(log.entries.len(), view.seq as usize, "{id}");
        assert_eq!(replay(&log).unwrap().log(), &log, "{id}");
    }
}

fn log(app: &App, id: &str) -> Log {
    let request = DrillExportRequest {
        id: id.to_owned(),
        form: DrillExportForm::Log,
    };
    serde_json::from_str(&app.export_drill(&request).unwrap().text).unwrap()
}
