//! Killed at any moment, a run is back: a child process acts as fast as it can and says what was acknowledged; it is
//! killed without warning; everything that was acknowledged must be there afterwards, and the log must fold.
//!
//! `DRILLBOOK_KILLS` sets how often (20 where it does not).

use crate::run::{RUNBOOK, app, step};
use drillbook_api::App;
use drillbook_api::wire::{
    RunAct, RunActRequest, RunListRequest, RunRequest, RunStartRequest, RunView,
};
use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

pub(crate) const FOLDER: &str = "DRILLBOOK_KILL_FOLDER";

/// The child: begins runs and acts in them until it is killed. Does nothing when run by itself.
#[test]
#[ignore = "the child of the test below"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let home = drillbook_api::Paths::below(&Path::new(&folder).join("home"));
    let app = App::new(home, None, std::sync::Arc::new(drillbook_api::Silent));
    app.open_once(&Path::new(&folder).join("library")).unwrap();
    loop {
        let run = app.start_run(&request()).unwrap();
        say(&format!("run {} {}", run.id, run.log.len()));
        for n in 0..12 {
            let view = app
                .act(&RunActRequest {
                    id: run.id.clone(),
                    act: act(&run, n),
                })
                .unwrap();
            say(&format!("run {} {}", run.id, view.log.len()));
        }
    }
}

fn request() -> RunStartRequest {
    RunStartRequest {
        document: "a.md".into(),
        section: None,
        reason: "killed".into(),
        alert: None,
        values: Vec::new(),
    }
}

fn act(run: &RunView, n: usize) -> RunAct {
    match n % 4 {
        0 => RunAct::Done {
            step: step(run, "Look at the pods"),
        },
        1 => RunAct::Note {
            step: None,
            text: format!("note {n}"),
        },
        2 => RunAct::Undo { entry: None },
        _ => RunAct::Output {
            step: step(run, "Delete"),
            text: "x".repeat(5_000),
        },
    }
}

pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

#[test]
fn killed_at_any_moment_a_run_is_back() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("library")).unwrap();
    fs::write(folder.path().join("library/a.md"), RUNBOOK).unwrap();
    kill("run_kill::child", &folder, verify);
}

/// Kills the child again and again; after each kill `verify` looks for everything that was acknowledged, by id the number
/// of entries.
pub(crate) fn kill(
    child: &str,
    folder: &TempDir,
    verify: impl Fn(&TempDir, &HashMap<String, usize>),
) {
    let kills = std::env::var("DRILLBOOK_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(20);
    let mut acknowledged = HashMap::new();
    let mut chance = Chance::new();
    for _ in 0..kills {
        round(child, folder, &mut acknowledged, &mut chance);
        verify(folder, &acknowledged);
    }
    let acts: usize = acknowledged.values().sum();
    assert!(acts > kills, "the child acted between the kills");
}

/// One child, one kill.
fn round(
    child: &str,
    folder: &TempDir,
    acknowledged: &mut HashMap<String, usize>,
    chance: &mut Chance,
) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([child, "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let mut note = |line: &str| {
        let mut words = line.split(' ');
        if let (Some("run"), Some(id), Some(entries)) = (words.next(), words.next(), words.next()) {
            let entries = entries.parse().unwrap();
            acknowledged.insert(id.to_owned(), entries);
        }
    };
    // Once it acts, it is killed after some acts and some time more.
    for line in lines
        .by_ref()
        .filter(|line| line.starts_with("run "))
        .take(1 + chance.below(30))
    {
        note(&line);
    }
    thread::sleep(Duration::from_micros(chance.below(3_000) as u64));
    child.kill().unwrap();
    child.wait().unwrap();
    // What was written before the kill was acknowledged, though it is read only now. The last line may be torn.
    let rest: Vec<String> = lines.collect();
    let whole = rest
        .iter()
        .filter(|line| line.split(' ').count() == 3 && line.len() > 40);
    whole.for_each(|line| note(line));
}

fn verify(folder: &TempDir, acknowledged: &HashMap<String, usize>) {
    let app = app(folder, "home");
    for (id, entries) in acknowledged {
        let view = app.run(&RunRequest { id: id.clone() }).unwrap();
        assert!(
            view.log.len() >= *entries,
            "{id}: {} of {entries}",
            view.log.len()
        );
        let numbers = view.log.iter().map(|entry| entry.entry as usize);
        assert!(numbers.eq(1..=view.log.len()), "{id}");
    }
    let listed = app.runs(&RunListRequest::default()).unwrap();
    assert!(listed.len() >= acknowledged.len().min(500));
}

/// Numbers that nobody foresees, from the clock.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        Self(u64::from(now.subsec_nanos()) | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        // xorshift64
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}
