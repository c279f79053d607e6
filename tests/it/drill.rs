//! Drills over the use-cases: what a person does, what the desk shows, and what is left after a restart.

use drillbook_api::wire::{
    DrillChartsRequest, DrillCompleteRequest, DrillExportForm, DrillExportRequest,
    DrillForkRequest, DrillInput, DrillLogsRequest, DrillMode, DrillPart, DrillPutRequest,
    DrillRequest, DrillSeen, DrillStartRequest, DrillView, ErrorCode,
};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::starter;
use expect_test::expect;
use std::fs;
use std::path::{Path, PathBuf};
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
  format: {phase: mitigate, title: Format the disk, takes: 30s, then: {disk: free}, hazard: {class: data loss, why: Everything is gone.}}
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
        Self::at(library())
    }

    /// With the starter library.
    pub(crate) fn starter() -> Self {
        let folder = tempfile::tempdir().unwrap();
        starter::copy(&folder.path().join("library")).unwrap();
        Self::at(folder)
    }

    pub(crate) fn at(folder: TempDir) -> Self {
        let app = app(folder.path());
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

/// A folder with a library in it.
pub(crate) fn library() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("library/scenarios/disk");
    fs::create_dir_all(&disk).unwrap();
    fs::write(disk.join("scenario.yaml"), DISK).unwrap();
    fs::write(disk.join("debrief.md"), "# Truth\n\nLogs.\n").unwrap();
    fs::write(folder.path().join("library/disk-filling.md"), RUNBOOK).unwrap();
    folder
}

pub(crate) fn app(folder: &Path) -> App {
    let app = App::new(Paths::below(&folder.join("home")), None, Arc::new(Silent));
    app.open_once(&folder.join("library")).unwrap();
    app
}

/// The news of a view, one a line.
fn news(view: &DrillView) -> String {
    let lines = view
        .told
        .iter()
        .map(|told| format!("{} {:?} {}\n", told.clock, told.kind, told.text));
    lines.collect()
}

#[test]
fn a_drill_is_played_from_the_first_wait_to_its_end() {
    let scene = Scene::new();
    let start = scene.start("disk", 7);
    let waited = scene.play(&start, &["wait 5"]);
    expect![[r"
        02:18:30 Alert DiskFull fires: The disk is full soon
        02:18:30 Probe What fails?
        02:19 Message Budi: Who is on it?
    "]]
    .assert_eq(&news(&waited));
    let waiting: Vec<_> = waited
        .waiting
        .iter()
        .map(|waiting| format!("{:?} {}", waiting.kind, waiting.who))
        .collect();
    assert_eq!(waiting, ["Page DiskFull", "Message Budi", "Probe "]);
    let refused = scene.put(&waited, input("declare sev9"));
    assert_eq!(
        news(&refused),
        "02:19:30 Refused `sev9` cannot be chosen here\n"
    );
    let ended = scene.play(
        &refused,
        &["declare sev3", "update team", "clean", "wait 4"],
    );
    let end = ended.ended.unwrap();
    assert_eq!(
        (end.ending.as_str(), end.text.as_str()),
        ("mended", "You sleep again.")
    );
    assert_eq!(ended.seq, 6);
    assert!(ended.waiting.is_empty());
}

/// Who asks in the chat is answered there, alone; an update answers everybody.
#[test]
fn a_person_who_asks_is_answered() {
    let scene = Scene::new();
    let start = scene.start("disk", 7);
    let asked = scene.play(&start, &["wait 5"]);
    let waits = |view: &DrillView| {
        let people = view
            .waiting
            .iter()
            .filter(|waiting| waiting.message.is_some());
        people
            .map(|waiting| waiting.who.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(waits(&asked), ["Budi"]);
    let reply = |to: &str| DrillInput::Reply {
        to: to.into(),
        text: "I am.".into(),
    };
    let nobody = scene.put(&asked, reply("nobody"));
    assert_eq!(
        news(&nobody),
        "02:19:30 Refused nothing here is called `nobody`\n"
    );
    assert_eq!(waits(&nobody), ["Budi"]);
    let answered = scene.put(&nobody, reply("budi"));
    assert!(waits(&answered).is_empty());
    let written = answered.chat.last().unwrap();
    assert_eq!(
        (written.text.as_str(), written.mine),
        ("To Budi: I am.", true)
    );
    assert_eq!(scene.restarted().view(&answered.id).chat, answered.chat);
}

/// Whatever the language of the window, a drill is told in its own.
#[test]
fn a_drill_speaks_one_language() {
    let scene = Scene::starter();
    let request = DrillStartRequest {
        scenario: "scenarios/checkout-slow-at-peak/scenario.yaml".into(),
        mode: DrillMode::TurnBased,
        language: Some("id".into()),
        seed: Some(4),
    };
    let start = scene.app.start_drill(&request).unwrap();
    assert_eq!(start.stages[0].label, "Persiapan & Pemantauan");
    let paged = scene.play(&start, &["wait 20", "ack"]);
    assert_eq!(news(&paged), "18:00 Done Selesai: Terima peringatan\n");
    let runbook = paged.alerts[0].runbook.as_ref().unwrap();
    assert_eq!(
        runbook.document.as_deref(),
        Some("runbooks/checkout-latency.id.md")
    );
    let stopped = scene.put(&paged, DrillInput::Stop);
    assert_eq!(stopped.ended.unwrap().label, "Dihentikan");
    let report = |language: Option<&str>| {
        let request = DrillExportRequest {
            id: start.id.clone(),
            form: DrillExportForm::Markdown,
        };
        let export = scene.app.export_drill_in(&request, language);
        let text = export.map(|export| export.text).map_err(|error| error.code);
        text.map(|text| text.lines().next().unwrap_or_default().to_owned())
    };
    assert_eq!(
        report(None).unwrap(),
        "# Pembahasan: Checkout lambat di jam ramai petang"
    );
    assert_eq!(
        report(Some("en")).unwrap(),
        "# Debrief: Checkout is slow at the evening peak"
    );
    assert_eq!(report(Some("fr")), Err(ErrorCode::DrillRefused));
}

#[test]
fn what_was_not_looked_at_stays_closed() {
    let scene = Scene::new();
    let start = scene.start("disk", 7);
    let charts = |view: &DrillView| {
        let request = DrillChartsRequest {
            id: view.id.clone(),
            metrics: vec!["disk_pct".into(), "no_such".into()],
            from: Some(-60),
        };
        let charts = scene.app.drill_charts(&request).unwrap();
        let lengths = charts.series.iter().map(|series| series.seconds.len());
        lengths.collect::<Vec<_>>()
    };
    assert_eq!(charts(&start), [0]);
    assert_eq!(start.panels[0].metrics[0].now, None);
    assert_eq!(start.services[0].seen, DrillSeen::Unknown);
    let looked = scene.put(&start, input("? panel"));
    assert_eq!(charts(&looked), [19]);
    assert!(looked.panels[0].metrics[0].text.ends_with(" %"));
    assert_eq!(looked.services[0].seen, DrillSeen::Ok);
    let full = scene.play(&looked, &["wait 4"]);
    assert_eq!(full.services[0].seen, DrillSeen::Bad);
    // What would be possible, or right, or harmful, stands nowhere.
    let told = serde_json::to_string(&full.acts).unwrap();
    for word in ["possible", "hazard", "decoy", "Everything is gone"] {
        assert!(!told.contains(word), "{word}");
    }
}

#[test]
fn the_terminal_answers_once_and_completes_what_a_shell_would() {
    let scene = Scene::new();
    let start = scene.start("disk", 7);
    let typed = scene.play(&start, &["$ df -h", "$ no-such -x"]);
    assert_eq!(typed.terminal.len(), 1, "only what is new");
    let all = scene.view(&start.id).terminal;
    let lines: Vec<_> = all
        .iter()
        .map(|output| {
            (
                output.line.as_deref().unwrap(),
                output.text.as_str(),
                output.failed,
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            ("df -h", "/dev/sda1 40%", false),
            ("no-such -x", "bash: no-such: command not found", true),
        ]
    );
    let request = DrillCompleteRequest {
        id: start.id.clone(),
        line: "d".into(),
    };
    let found = scene.app.complete_line(&request).unwrap();
    assert_eq!(
        (found.word.as_str(), found.words),
        ("d", vec!["df".to_owned()])
    );
    let logs = DrillLogsRequest {
        id: start.id,
        service: Some("store".into()),
        from: Some(0),
        query: Some("KEPT file".into()),
    };
    let logs = scene.app.drill_logs(&logs).unwrap();
    assert!(!logs.lines.is_empty() && logs.lines.iter().all(|line| line.service == "store"));
}

#[test]
fn several_drills_wait_and_go_on_after_a_restart() {
    let scene = Scene::new();
    let (one, two) = (scene.start("disk", 7), scene.start("disk", 8));
    let one = scene.play(&one, &["wait 5", "ack"]);
    let two = scene.play(&two, &["wait 1", "note so far"]);
    let scene = scene.restarted();
    let mine = scene
        .app
        .drill_catalogue()
        .unwrap()
        .scenarios
        .remove(0)
        .mine;
    assert_eq!(
        (mine.plays, mine.finished, mine.unfinished.len()),
        (2, 0, 2)
    );
    assert_eq!(mine.unfinished[0].clock, "02:17:30");
    // The file on disk changes: what was begun is played by the text that it was begun with.
    fs::write(
        scene.path("library/scenarios/disk/scenario.yaml"),
        "scenario: x",
    )
    .unwrap();
    let again = |view: &DrillView| {
        let now = scene.view(&view.id);
        assert_eq!((now.seq, &now.clock), (view.seq, &view.clock));
        now
    };
    again(&two);
    let ended = scene.play(&again(&one), &["clean", "declare sev3", "wait 2"]);
    assert_eq!(ended.ended.unwrap().ending, "mended");
    let broken = scene.app.drill_catalogue().unwrap().scenarios.remove(0);
    let broken = broken.broken.unwrap();
    assert!(broken.findings > 0, "{broken:?}");
    assert!(
        broken.place.starts_with("scenarios/disk/scenario.yaml:1:"),
        "{broken:?}"
    );
}

#[test]
fn a_drill_goes_on_from_any_moment() {
    let scene = Scene::new();
    let bad = scene.play(
        &scene.start("disk", 7),
        &["wait 5", "format", "declare sev3", "wait 2"],
    );
    assert!(bad.ended.is_some());
    let fork = |seq| {
        let request = DrillForkRequest {
            id: bad.id.clone(),
            seq,
        };
        scene.app.fork_drill(&request)
    };
    for seq in 0..3 {
        let fork = fork(seq).unwrap();
        assert_eq!((fork.seq, fork.forked.unwrap().seq), (seq, seq));
    }
    let code = |seq| fork(seq).unwrap_err().code;
    assert_eq!(
        (code(bad.seq), code(99)),
        (ErrorCode::DrillRefused, ErrorCode::DrillRefused)
    );
    let better = scene.play(&fork(1).unwrap(), &["clean", "declare sev3", "wait 2"]);
    assert_eq!(better.ended.unwrap().ending, "mended");
    let first = |id: &str| {
        let request = DrillRequest { id: id.to_owned() };
        scene.app.debrief(&request).unwrap()
    };
    assert_eq!(first(&bad.id).hazards.len(), 1);
    let debrief = first(&better.id);
    assert_eq!(debrief.hazards.len(), 0);
    let same = debrief
        .earlier
        .iter()
        .find(|earlier| earlier.row.id == bad.id);
    let same = same.unwrap();
    assert!(same.same_variant && same.hazards == 1, "{same:?}");
}
