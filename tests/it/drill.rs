//! Drills over the use-cases: what a person does, what the desk shows, and what is left after a restart.

use drillbook_api::wire::{
    DrillInput, DrillMode, DrillPart, DrillPutRequest, DrillRequest, DrillStartRequest, DrillView,
};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::starter;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// A small scenario: a disk that fills, one page, one cure, one act that does harm.
pub(crate) const DISK: &str = "\
scenario: 1
id: disk
title: The disk fills
level: beginner
practices: [event]
brief: |
  It is night. You have the pager.

  Nobody else is awake.
time: {tick: 30s, clock: \"02:17\", limit: 10m, speed: 3, before: 5m}
people:
  budi: {name: Budi, title: Head of Operations, team: ops, reach: pager, page: page_manager}
runbooks: {disk: disk-filling}
services:
  store: {title: keeps files, kind: app, owner: team-store}
variants: {shift: [quiet, busy]}
state: {disk: [filling, full, free], incident: [none, declared]}
metrics:
  disk_pct: {title: Disk, unit: \"%\", service: store, level: [{if: disk is full, is: 97}, {if: disk is filling, is: 71}, {is: 40}], noise: 1%}
losses:
  orders: {title: Orders lost, unit: orders, per_minute: [{if: disk is full, is: 3}, {is: 0}]}
alerts:
  DiskFull: {metric: disk_pct, above: 90, for: 30s, severity: page, summary: The disk is full soon, runbook: disk}
logs:
  store:
    - {every: 20s, line: [\"INFO  file {hex:6} kept\"]}
    - {every: 10s, if: disk is full, line: [\"ERROR no space left on device\"]}
events:
  fills: {at: 1m, then: {disk: full}}
  asks: {when: disk is full, for: 1m, say: {from: budi, text: \"Who is on it?\"}}
look:
  panel: {kind: panel, title: Store, service: store, metrics: [disk_pct], takes: 30s, learns: e_full, exercises: ['disk#clean-up/1']}
  df: {kind: terminal, title: Space, cmd: ['df ...'], takes: 30s, learns: e_full, out: [{if: disk is full, is: \"/dev/sda1 97%\"}, {is: \"/dev/sda1 40%\"}]}
do:
  ack: {phase: acknowledge, title: Acknowledge, if: firing DiskFull, refuse: [{is: No page waits.}]}
  declare: {phase: triage, title: Declare, choose: {severity: [sev3, sev2]}, then: {incident: declared}, takes: 30s}
  page_manager: {phase: notify, title: Page the manager, place: oncall, takes: 30s}
  update: {phase: communicate, title: Write an update, choose: {audience: [team, customers]}, compose: [impact, action], takes: 30s}
  clean: {phase: mitigate, title: Delete old logs, service: store, takes: 30s, then: {disk: free}, exercises: ['disk#clean-up/2']}
  format: {phase: mitigate, title: Format the disk, takes: 30s, then: {disk: free}, hazard: {class: data-loss, why: Everything is gone.}}
endings:
  mended: {when: disk is free and not firing DiskFull and incident is declared, result: win, text: You sleep again.}
  timeout: {when: time_up, result: loss, text: Morning.}
hints:
  - {if: disk is full, item: safe, text: Old logs are large.}
probes:
  - {name: impact, when: disk is full, for: 30s, skill: triage, ask: What fails?, answers: [{text: Nothing yet, right: \"true\"}, {text: Everything, right: \"false\"}]}
objectives:
  safe: {title: Do no harm, skill: safety, no_hazard: \"true\"}
  told: {title: Tell people, skill: communicate, every: {what: do update, from: do declare, target: 3m, max: 5m}}
debrief:
  story: debrief.md
  ask: [What told you first?]
  quiz:
    - {q: What is large?, a: [Old logs, New logs], right: 0, why: They pile up., read: 'disk#clean-up/2', card: true}
tests:
  golden: {steps: [wait until firing DiskFull, ack, panel, clean, declare sev3], expect: {ending: mended, hazards: none}}
";

const RUNBOOK: &str =
    "# Disk filling\n\n## Clean up\n\n1. Look at the disk.\n2. Delete old logs.\n";

/// An app with a library in which one scenario can be played.
pub(crate) struct Scene {
    pub(crate) folder: TempDir,
    pub(crate) app: App,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let disk = folder.path().join("library/scenarios/disk");
        fs::create_dir_all(&disk).unwrap();
        fs::write(disk.join("scenario.yaml"), DISK).unwrap();
        fs::write(disk.join("debrief.md"), "# Truth\n\nLogs.\n").unwrap();
        fs::write(folder.path().join("library/disk-filling.md"), RUNBOOK).unwrap();
        Self::at(folder)
    }

    /// With the starter library.
    pub(crate) fn starter() -> Self {
        let folder = tempfile::tempdir().unwrap();
        starter::copy(&folder.path().join("library")).unwrap();
        Self::at(folder)
    }

    fn at(folder: TempDir) -> Self {
        let app = app(&folder);
        Self { folder, app }
    }

    pub(crate) fn restarted(self) -> Self {
        self.app.close();
        drop(self.app);
        Self::at(self.folder)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn start(&self, scenario: &str, seed: u32) -> DrillView {
        let request = DrillStartRequest {
            scenario: format!("scenarios/{scenario}/scenario.yaml"),
            mode: DrillMode::TurnBased,
            language: Some("en".into()),
            seed: Some(seed),
        };
        self.app.start_drill(&request).unwrap()
    }

    pub(crate) fn view(&self, id: &str) -> DrillView {
        self.app.drill(&DrillRequest { id: id.to_owned() }).unwrap()
    }

    /// Puts an input in; what is new is told.
    pub(crate) fn put(&self, view: &DrillView, input: DrillInput) -> DrillView {
        let request = DrillPutRequest {
            id: view.id.clone(),
            input,
            since: Some(view.seq),
        };
        self.app.put_drill(&request).unwrap()
    }

    /// Plays steps in short: `clean`, `declare sev3`, `update team`, `wait 4`, `$ df -h`, `? panel` for a look.
    pub(crate) fn play(&self, view: &DrillView, steps: &[&str]) -> DrillView {
        let first = self.view(&view.id);
        steps
            .iter()
            .fold(first, |view, step| self.put(&view, input(step)))
    }
}

/// A step in short as an input.
pub(crate) fn input(step: &str) -> DrillInput {
    let (word, rest) = step.split_once(' ').unwrap_or((step, ""));
    match word {
        "wait" => DrillInput::Wait {
            ticks: rest.parse().unwrap(),
        },
        "$" => DrillInput::Type { line: rest.into() },
        "?" => DrillInput::Look { name: rest.into() },
        "hint" => DrillInput::Hint,
        "stop" => DrillInput::Stop,
        "note" => DrillInput::Note { text: rest.into() },
        name => DrillInput::Act {
            name: name.into(),
            choice: (!rest.is_empty()).then(|| rest.to_owned()),
            parts: ["impact", "action", "next_update"]
                .map(|name| DrillPart {
                    name: name.into(),
                    text: format!("the {name}"),
                })
                .to_vec(),
        },
    }
}

fn app(folder: &TempDir) -> App {
    let app = App::new(
        Paths::below(&folder.path().join("home")),
        None,
        Arc::new(Silent),
    );
    app.open_once(&folder.path().join("library")).unwrap();
    app
}
