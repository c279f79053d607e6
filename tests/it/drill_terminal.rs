//! `drillbook drill` as a person and a script use it: lines in, text or JSON out, exit codes.

use crate::drill::{DISK, library};
use drillbook_tests::home::Home;
use drillbook_tests::places;
use expect_test::expect;
use serde_json::Value;
use std::io::Write as _;
use std::process::{Command, Stdio};

struct Terminal {
    home: Home,
    folder: tempfile::TempDir,
}

impl Terminal {
    fn new() -> Self {
        Self {
            home: Home::new(),
            folder: library(),
        }
    }

    /// Exit code and standard output.
    fn run(&self, arguments: &[&str], lines: &str) -> (i32, String) {
        let mut command = Command::new(places::program("drillbook"));
        self.home.apply(&mut command);
        command
            .env("LC_ALL", "C")
            .arg("drill")
            .args(arguments)
            .arg("--library")
            .arg(self.folder.path().join("library"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that reads nothing may be gone already.
        drop(child.stdin.take().unwrap().write_all(lines.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        (output.status.code().unwrap(), text)
    }
}

/// The lines without the id of the drill, which differs.
fn steady(text: &str) -> String {
    let word = |word: &str| {
        let bare = word.trim_matches('`');
        if bare.len() == 36 && bare.matches('-').count() == 4 {
            word.replace(bare, "ID")
        } else {
            word.to_owned()
        }
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.lines().map(|each| line(each) + "\n").collect()
}

#[test]
fn a_drill_is_played_line_by_line() {
    let terminal = Terminal::new();
    let lines = "wait until firing DiskFull\nack\n# a remark\n$ df -h\nclean\nnonsense\ndeclare sev3\nwait 1m\n";
    let (code, text) = terminal.run(&["play", "disk", "--seed", "7"], lines);
    assert_eq!(code, 2, "a line was not understood");
    expect![[r"
        DRILL: not a real incident
        The disk fills  ID
        It is night. You have the pager.
        Nobody else is awake.

        The system
          store: keeps files

        On call
          budi: Budi, Head of Operations (pager)

        Rules
          Everything you can do is there from the start; nothing announces what you should do
          Looking and acting take simulated time, 30 s at least; each control says how much
          The real library is beside you; what you open and follow belongs to the drill
          Hints are given when you ask for one, and lower the credit of their item
          Time is up after 10 min, at 02:27
          Every input is kept: close the app at any moment and go on later
          Documents, to be read with `drillbook show DOCUMENT`: disk-filling.md

        [02:17]
        `help` lists what a line may be, `wait until something` waits for whatever comes next; `quit` leaves, and the drill waits
        02:18:30  DiskFull fires: The disk is full soon
        02:18:30  What fails?
          answer 0: Nothing yet
          answer 1: Everything
        [02:18:30]  Orders lost: 1 orders
        02:18:30  Done: Acknowledge
        [02:18:30]  Orders lost: 1 orders
        02:19  Budi: Who is on it?
        02:19  Done: Space
        /dev/sda1 97%
        [02:19]  Orders lost: 3 orders
        02:19:30  Done: Delete old logs
        [02:19:30]  Orders lost: 4 orders
        02:20  DiskFull no longer fires
        02:20  Done: Declare: SEV3
        02:20  Won. You sleep again.
        [02:20]  Orders lost: 4 orders
        The drill is over; `drillbook drill report ID` tells what it was worth
    "]]
    .assert_eq(&steady(&text));
    let (code, text) = terminal.run(&["replay"], "");
    assert_eq!(code, 0);
    assert!(
        text.ends_with("every state the same\n") && text.contains("> df -h"),
        "{text}"
    );
    let (code, text) = terminal.run(&["report"], "");
    assert!(
        code == 0 && text.starts_with("# Debrief: The disk fills\n"),
        "{text}"
    );
}

#[test]
fn a_drill_is_left_and_gone_on_with_and_read_by_scripts() {
    let terminal = Terminal::new();
    terminal.run(&["play", "disk", "--seed", "7"], "wait 2\nquit\n");
    let json = |arguments: &[&str], lines: &str| {
        let (code, text) = terminal.run(&[arguments, &["--json"]].concat(), lines);
        assert_eq!(code, 0, "{text}");
        let each = text
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        each.collect::<Vec<_>>()
    };
    let listed = json(&["list"], "");
    assert_eq!(listed[0]["scenarios"][0]["mine"]["plays"], 1);
    let id = listed[0]["drills"][0]["id"].as_str().unwrap().to_owned();
    let views = json(
        &["play", "--resume", &id],
        "update team impact=\"few wait\"\nstop\n",
    );
    assert_eq!(views.len(), 3);
    assert_eq!(views[0]["tick"], 2);
    assert_eq!(
        views[1]["chat"][0]["text"],
        "Write an update: Team\nImpact: few wait"
    );
    assert_eq!(views[2]["ended"]["result"], "stopped");
    assert_eq!(json(&["report"], "")[0]["format"], "drillbook.debrief/1");
    let check = |arguments: &[&str], expected: i32| {
        assert_eq!(terminal.run(arguments, "").0, expected, "{arguments:?}");
    };
    check(&["play", "no-such"], 1);
    check(&["report", "no-such"], 1);
    check(&["report", "--language", "en"], 0);
    check(&["report", "--language", "id"], 2);
    check(&["play"], 2);
}

/// Any condition of the scenario's language is waited for; what was looked at shows its figures, an alert its runbook.
#[test]
fn conditions_are_waited_for_and_figures_are_shown() {
    let terminal = Terminal::new();
    let lines =
        "wait until disk is full and not firing DiskFull\npanel\nnote so far\nshow\nhelp\nquit\n";
    let (code, text) = terminal.run(&["play", "disk", "--seed", "7"], lines);
    assert_eq!(code, 0, "{text}");
    for shown in [
        "02:18:30  Done: Store\n  Disk: 9",
        "\nNoted\n",
        "02:18:30  DiskFull  The disk is full soon  disk-filling.md\n",
        "\n  ack  Acknowledge (0 s)\n",
        "`drillbook show DOCUMENT`: disk-filling.md\n",
    ] {
        assert!(text.contains(shown), "{shown}\n---\n{text}");
    }
    let (code, _) = terminal.run(&["play", "disk"], "wait until disk is ful\nquit\n");
    assert_eq!(code, 2, "a condition that cannot be read");
}

/// What waiting alone never brings ends at the next thing that happens, and says so: nobody loses a drill by one word.
#[test]
fn a_wait_for_what_never_comes_ends_at_what_happens_next() {
    let terminal = Terminal::new();
    let lines = "wait until something\nwait until incident is declared\nanswer 0\nquit\n";
    let (code, text) = terminal.run(&["play", "disk", "--seed", "7"], lines);
    assert_eq!(code, 0, "{text}");
    for shown in [
        "02:18:30  DiskFull fires: The disk is full soon\n02:18:30  What fails?\n  answer 0: Nothing yet\n",
        "02:19  Budi: Who is on it?\n02:19  Waiting alone does not bring that about; the wait ended at what happened next\n",
    ] {
        assert!(text.contains(shown), "{shown}\n---\n{text}");
    }
    assert!(!text.contains("Morning."), "{text}");
}

/// The answers that stand below a question are its own, whatever else is open; what is answered is the first.
#[test]
fn a_second_question_waits_for_its_turn() {
    let terminal = Terminal::new();
    let second = "  - {name: next, when: disk is full, for: 1m, skill: triage, ask: What next?, answers: [{text: Look, right: \"true\"}, {text: Sleep, right: \"false\"}]}\nobjectives:";
    let text = DISK.replacen("objectives:", second, 1);
    let file = terminal
        .folder
        .path()
        .join("library/scenarios/disk/scenario.yaml");
    std::fs::write(file, text).unwrap();
    let (_, text) = terminal.run(&["play", "disk", "--seed", "7"], "wait 4\nanswer 0\nquit\n");
    for shown in [
        "What next?\nAnswer the earlier question first: What fails?\n  answer 0: Nothing yet\n",
        "What next?\n  answer 0: Look\n",
    ] {
        assert!(text.contains(shown), "{shown}\n---\n{text}");
    }
}
