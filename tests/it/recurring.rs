//! Recurring work over the use-cases: what is due on a day, readings with their limits, the shared record, and what was read
//! over time.

use crate::hostile::{SECRET, strings};
use drillbook_api::wire::{
    CheckHistoryRequest, CheckStartRequest, RecordProblem, RunAct, RunActRequest, RunRequest,
    RunRight, RunStartRequest, RunView, Today, TodayRequest, TodayState,
};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::home::Home;
use drillbook_tests::places;
use expect_test::{Expect, expect};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

const ROUND: &str = "\
---
title: Server room round
schedule: weekdays at 08:30
owner: facilities
---
# Server room round

## Steps

1. Go in.
2. Take the [readings](#readings). Read the door: ___ s (limit max. 5)
3. Lock.

## Readings

| Reading | Unit | Limit | Outside: do |
| --- | --- | --- | --- |
| Temperature | °C | 18–27 | second unit on |
| Fuel | % | 50–100 | |
";
const ROUND_ID: &str = "\
---
title: Keliling ruang server
schedule: hari kerja pukul 08.30
language: id
---
# Keliling ruang server

## Langkah

1. Masuk.
2. Catat [angka](#angka). Pintu: ___ s (batas maks. 5)
3. Kunci.

## Angka

| Angka | Satuan | Batas |
| --- | --- | --- |
| Suhu | °C | 18–27 |
| Solar | % | 50–100 |
";

/// A library of its own with recurring work in it.
struct Scene {
    folder: TempDir,
    app: App,
}

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join("library").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let app = Self::person(&folder, "home");
        Self { folder, app }
    }

    /// Another data folder is another person's computer.
    fn person(folder: &TempDir, home: &str) -> App {
        let paths = Paths::below(&folder.path().join(home));
        let app = App::new(paths, None, Arc::new(Silent));
        app.open_once(&folder.path().join("library")).unwrap();
        app
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("library").join(name)
    }

    fn today(&self, date: &str) -> Today {
        let date = Some(date.to_owned());
        self.app.today(&TodayRequest { date }).unwrap()
    }

    fn check(&self, date: &str, expected: &Expect) {
        expected.assert_eq(&told(&self.today(date)));
    }

    fn start(&self, document: &str, day: &str) -> Result<RunView, String> {
        let request = CheckStartRequest {
            document: document.into(),
            occurrence: day.into(),
        };
        let started = self.app.start_check(&request);
        started.map_err(|error| error.code.as_str().to_owned())
    }

    fn act(&self, run: &RunView, act: RunAct) -> Result<RunView, String> {
        let id = run.id.clone();
        let acted = self.app.act(&RunActRequest { id, act });
        acted.map_err(|error| error.message)
    }

    fn read(&self, run: &RunView, reading: &str, value: &str) -> RunView {
        let (reading, value) = (reading.to_owned(), value.to_owned());
        self.act(run, RunAct::Read { reading, value }).unwrap()
    }

    fn close(&self, run: &RunView) -> RunView {
        let (right, missing) = (RunRight::Yes, String::new());
        self.act(run, RunAct::Close { right, missing }).unwrap()
    }

    fn share(&self, run: &RunView) -> Result<String, String> {
        let id = run.id.clone();
        let shared = self.app.share_check(&RunRequest { id });
        shared
            .map(|shared| shared.record)
            .map_err(|error| error.message)
    }

    /// Does the round for a day and shares it.
    fn done(&self, document: &str, day: &str, readings: &[(&str, &str)]) -> RunView {
        let run = self.start(document, day).unwrap();
        for (reading, value) in readings {
            self.read(&run, reading, value);
        }
        let run = self.close(&run);
        self.share(&run).unwrap();
        run
    }
}

/// What is due as lines.
fn told(today: &Today) -> String {
    let mut out = format!(
        "{}: {} open, {} missed\n",
        today.date, today.open, today.missed
    );
    for row in &today.rows {
        let state = format!("{:?}", row.state).to_lowercase();
        let time = row.time.as_deref().unwrap_or("any time");
        writeln!(
            out,
            "{state} {} to {} {time} {}",
            row.occurrence, row.until, row.document
        )
        .unwrap();
        if let Some(done) = &row.done {
            let (shared, own) = (done.shared, done.run.is_some());
            writeln!(
                out,
                "  outside {}, shared {shared}, own {own}",
                done.outside
            )
            .unwrap();
        }
        if !row.missed.is_empty() {
            writeln!(out, "  missed {}", row.missed.join(" ")).unwrap();
        }
    }
    for ahead in &today.ahead {
        writeln!(out, "then {} {}", ahead.date, ahead.document).unwrap();
    }
    for problem in &today.problems {
        writeln!(out, "{}: {}", problem.path, problem.message).unwrap();
    }
    out
}

/// The readings of a run as lines.
fn readings(view: &RunView) -> String {
    let all = view.steps.iter().flat_map(|step| {
        let readings = step.readings.iter();
        readings.map(|reading| (step.number.clone(), reading))
    });
    let line = |(step, reading): (String, &drillbook_api::wire::RunReading)| {
        let value = reading.value.as_deref().unwrap_or("-");
        let standing = reading.standing.map(|standing| format!(" {standing:?}"));
        format!(
            "{step} {} ({}) {value} {}{}\n",
            reading.name,
            reading.limits,
            reading.unit,
            standing.unwrap_or_default()
        )
    };
    all.map(line).collect()
}

#[test]
fn what_is_due_what_is_late_and_what_comes_next() {
    let scene = Scene::new(&[
        ("round.md", ROUND),
        ("week.md", "---\nschedule: weekly\n---\n# Week\n1. Look.\n"),
        (
            "first.md",
            "---\nschedule: monthly on the 1st\n---\n# First\n1. Look.\n",
        ),
        (
            "draft.md",
            "---\nschedule: daily\nstatus: draft\n---\n# Draft\n1. Look.\n",
        ),
        (
            "old.md",
            "---\nschedule: daily\nstatus: deprecated\n---\n# Old\n1. Look.\n",
        ),
        ("odd.md", "---\nschedule: whenever\n---\n# Odd\n1. Look.\n"),
    ]);
    // A Friday; nothing was ever done, so nothing was missed.
    scene.check(
        "2026-11-20",
        &expect![[r"
            2026-11-20: 3 open, 0 missed
            overdue 2026-11-01 to 2026-11-01 any time first.md
            due 2026-11-20 to 2026-11-20 08:30 round.md
            due 2026-11-16 to 2026-11-22 any time week.md
            then 2026-11-23 week.md
            then 2026-11-23 round.md
            then 2026-11-24 round.md
            then 2026-11-25 round.md
            then 2026-11-26 round.md
            then 2026-11-27 round.md
        "]],
    );
    let odd = scene.app.check(None).unwrap().files;
    let odd = odd.iter().find(|file| file.path == "odd.md").unwrap();
    assert_eq!(odd.problems[0].code, "schedule-unread");
    let asked = TodayRequest {
        date: Some("soon".into()),
    };
    assert!(scene.app.today(&asked).is_err());
}

#[test]
fn readings_are_compared_and_the_record_is_shared() {
    let scene = Scene::new(&[("round.md", ROUND)]);
    let run = scene.start("round.md", "2026-11-19").unwrap();
    let run = scene.read(&run, "temperature", "29,5 °C");
    let run = scene.read(&run, "fuel", "60");
    expect![[r"
        2 Door (at most 5) - s
        2 Temperature (18–27) 29.5 °C Above
        2 Fuel (50–100) 60 % Within
    "]]
    .assert_eq(&readings(&run));
    assert_eq!(
        run.log.last().unwrap().text,
        "Read Fuel: 60 %, within the limits 50–100"
    );
    let act = |reading: &str, value: &str| {
        let (reading, value) = (reading.to_owned(), value.to_owned());
        scene
            .act(&run, RunAct::Read { reading, value })
            .unwrap_err()
    };
    assert_eq!(
        act("fuel", "much"),
        "A reading is a number, like 24 or 24.5"
    );
    assert_eq!(act("smell", "3"), "The document asks for no such reading");
    // It is gone on with, and only closed it can be shared, once.
    assert_eq!(
        scene.today("2026-11-19").rows[0].run.as_ref(),
        Some(&run.id)
    );
    assert_eq!(
        scene.share(&run).unwrap_err(),
        "Close the run before sharing it"
    );
    let run = scene.close(&run);
    assert_eq!(run.check.as_ref().unwrap().record, None);
    let record = scene.share(&run).unwrap();
    assert_eq!(scene.share(&run).unwrap_err(), "The run is shared already");
    let view = scene.app.run(&RunRequest { id: run.id.clone() }).unwrap();
    assert_eq!(view.check.unwrap().record.as_ref(), Some(&record));
    let mut value: Value = serde_json::from_slice(&fs::read(scene.path(&record)).unwrap()).unwrap();
    for varies in ["run", "at", "offset", "person", "content"] {
        assert!(
            value[varies].is_string() || value[varies].is_i64(),
            "{varies}"
        );
        value[varies] = Value::Null;
    }
    expect![[r#"{"format":"drillbook.check/1","run":null,"document":"round.md","content":null,"title":"Server room round","occurrence":"2026-11-19","person":null,"at":null,"offset":null,"readings":[{"reading":"temperature","name":"Temperature","unit":"°C","min":18.0,"max":27.0,"value":29.5},{"reading":"fuel","name":"Fuel","unit":"%","min":50.0,"max":100.0,"value":60.0}],"outside":1}"#]]
    .assert_eq(&value.to_string());
}

#[test]
fn a_colleague_sees_what_was_shared_and_what_was_missed() {
    let mut scene = Scene::new(&[("round.md", ROUND), ("round.id.md", ROUND_ID)]);
    scene.done("round.md", "2026-11-17", &[("temperature", "24")]);
    scene.done("round.id.md", "2026-11-19", &[("suhu", "31")]);
    let own = scene.start("round.md", "2026-11-20").unwrap();
    scene.close(&own);
    scene.check(
        "2026-11-20",
        &expect![[r"
            2026-11-20: 0 open, 1 missed
            done 2026-11-20 to 2026-11-20 08:30 round.md
              outside 0, shared false, own true
              missed 2026-11-18
            then 2026-11-23 round.md
            then 2026-11-24 round.md
            then 2026-11-25 round.md
            then 2026-11-26 round.md
            then 2026-11-27 round.md
        "]],
    );
    // What nobody shared, nobody else sees.
    scene.app = Scene::person(&scene.folder, "other");
    scene.check(
        "2026-11-21",
        &expect![[r"
            2026-11-21: 1 open, 1 missed
            overdue 2026-11-20 to 2026-11-20 08:30 round.md
              missed 2026-11-18
            then 2026-11-23 round.md
            then 2026-11-24 round.md
            then 2026-11-25 round.md
            then 2026-11-26 round.md
            then 2026-11-27 round.md
        "]],
    );
    let row = scene.today("2026-11-19").rows.remove(0);
    assert_eq!(row.state, TodayState::Done);
    assert_eq!(
        row.done.map(|done| (done.outside, done.shared, done.run)),
        Some((1, true, None))
    );
}

#[test]
fn what_was_read_over_time_in_both_languages() {
    let scene = Scene::new(&[("round.md", ROUND), ("round.id.md", ROUND_ID)]);
    scene.done(
        "round.md",
        "2026-11-17",
        &[("temperature", "24"), ("door", "3")],
    );
    scene.done("round.id.md", "2026-11-18", &[("suhu", "31,5")]);
    let request = CheckHistoryRequest {
        document: "round.md".into(),
    };
    let history = scene.app.check_history(&request).unwrap();
    let lines: Vec<String> = history
        .readings
        .iter()
        .map(|reading| {
            let points = reading.points.iter();
            let points = points
                .map(|point| format!("{} {} {:?}", point.occurrence, point.text, point.standing));
            format!(
                "{} {}: {}",
                reading.id,
                reading.limits,
                points.collect::<Vec<_>>().join(", ")
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "door at most 5: 2026-11-17 3 s Within",
            "temperature 18–27: 2026-11-17 24 °C Within, 2026-11-18 31.5 °C Above",
        ]
    );
    let csv = scene.app.export_checks(&request).unwrap();
    assert_eq!(csv.file_name, "round.csv");
    let cells = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        [
            cells[0], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8],
        ]
        .join(",")
    };
    let rows: Vec<String> = csv.text.lines().map(cells).collect();
    assert_eq!(
        rows,
        [
            "occurrence,reading,value,unit,min,max,standing",
            "2026-11-17,Door,3,s,,5,within",
            "2026-11-17,Temperature,24,°C,18,27,within",
            "2026-11-18,Temperature,31.5,°C,18,27,above",
        ]
    );
}

#[test]
fn a_library_may_share_without_being_asked() {
    let scene = Scene::new(&[
        ("round.md", ROUND),
        ("drillbook.toml", "[recurring]\nshare = true\n"),
    ]);
    let run = scene.start("round.md", "2026-11-20").unwrap();
    assert!(run.check.as_ref().unwrap().always);
    assert!(!scene.path("records").exists());
    let run = scene.close(&run);
    let record = run.check.unwrap().record.unwrap();
    assert!(scene.path(&record).exists());
}

#[test]
fn only_days_of_the_schedule_are_begun_and_hand_started_runs_count() {
    let scene = Scene::new(&[("round.md", ROUND), ("plain.md", "# Plain\n1. Look.\n")]);
    for (document, day) in [
        ("round.md", "2026-11-21"),
        ("round.md", "today"),
        ("round.md", "2026-11-20T00"),
        ("plain.md", "2026-11-20"),
    ] {
        assert_eq!(
            scene.start(document, day).unwrap_err(),
            "bad_request",
            "{document} {day}"
        );
    }
    let begin = |document: &str| {
        let request = RunStartRequest {
            document: document.into(),
            section: None,
            reason: String::new(),
            alert: None,
            values: Vec::new(),
        };
        scene.app.start_run(&request).unwrap()
    };
    assert_eq!(begin("plain.md").check, None);
    let now = scene.app.today(&TodayRequest::default()).unwrap();
    let check = begin("round.md").check.unwrap();
    assert_eq!(check.occurrence, now.rows[0].occurrence);
}

#[test]
fn damaged_and_newer_records_are_told_and_nothing_else_is_lost() {
    let scene = Scene::new(&[("round.md", ROUND)]);
    scene.done("round.md", "2026-11-20", &[]);
    let records = scene.path("records/checks");
    let whole = fs::read_dir(&records)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let text = fs::read_to_string(whole).unwrap();
    let other = |name: &str, text: &str| fs::write(records.join(name), text).unwrap();
    other("a.json", "{\"format\": ");
    other("b.json", &text.replace("2026-11-20\"", "2026-11-31\""));
    other("c.json", &text.replace("check/1", "check/2"));
    other("d.json", "{}");
    other("e.json", &text.replace("drillbook.check/1", "other/1"));
    let today = scene.today("2026-11-20");
    assert_eq!(today.rows[0].state, TodayState::Done);
    let told = |problem: &RecordProblem| format!("{}: {}", problem.path, problem.message);
    let problems: Vec<String> = today.problems.iter().map(told).collect();
    expect![[r"
        records/checks/a.json: The record is damaged: EOF while parsing a value at line 1 column 11
        records/checks/b.json: The record is damaged: parsed date is not valid: parameter 'day' for `2026-11` is invalid, must be in range `1..=30`
        records/checks/c.json: The record is of the format `drillbook.check/2`; this version reads `drillbook.check/1`
        records/checks/d.json: The record is not of the format `drillbook.check/1`
        records/checks/e.json: The record is not of the format `drillbook.check/1`"]]
    .assert_eq(&problems.join("\n"));
}

#[test]
fn hostile_arguments_get_an_answer_and_nothing_from_outside() {
    let scene = Scene::new(&[("round.md", ROUND)]);
    fs::write(scene.folder.path().join("secret.md"), SECRET).unwrap();
    let run = scene.start("round.md", "2026-11-20").unwrap();
    for text in strings() {
        let own = || text.clone();
        let history = CheckHistoryRequest { document: own() };
        let answers = [
            format!("{:?}", scene.app.today(&TodayRequest { date: Some(own()) })),
            format!("{:?}", scene.start(&text, "2026-11-20")),
            format!("{:?}", scene.start("round.md", &text)),
            format!("{:?}", scene.app.check_history(&history)),
            format!("{:?}", scene.app.export_checks(&history)),
            format!("{:?}", scene.app.share_check(&RunRequest { id: own() })),
        ];
        let beginning: String = text.chars().take(80).collect();
        for answer in answers {
            assert!(!answer.contains(SECRET), "{beginning}");
        }
        let (reading, value) = (own(), own());
        let act = RunAct::Read { reading, value };
        assert!(scene.act(&run, act).is_err(), "{beginning}");
    }
    assert!(!scene.path("records").exists());
}

#[test]
fn what_is_due_is_told_in_a_terminal() {
    let scene = Scene::new(&[("round.md", ROUND)]);
    scene.done("round.md", "2026-11-17", &[("temperature", "29")]);
    let home = Home::new();
    let today = |arguments: &[&str]| {
        let mut command = Command::new(places::program("drillbook"));
        home.apply(&mut command);
        command.env("LC_ALL", "C").arg("today").args(arguments);
        command.arg("--library").arg(scene.path(""));
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (output.status.code().unwrap(), text)
    };
    let (code, text) = today(&["--on", "2026-11-19"]);
    expect![[r"
        2026-11-19  Due  Server room round  weekdays at 08:30  round.md
            Missed once in the last three months, for 2026-11-18
        To do: 1, missed: 1
    "]]
    .assert_eq(&text);
    assert_eq!(code, 1);
    let (code, text) = today(&["--on", "2026-11-17", "--json"]);
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["format"], "drillbook.today/1");
    assert_eq!(value["rows"][0]["done"]["outside"], 1);
    assert_eq!(code, 0);
}
