//! A drill in the real window: won by keyboard alone, gone on with after a crash, and every part of the desk told to
//! those who do not see it.

use crate::{app, screens};
use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::starter;
use drillbook_tests::window::{Start, Window, wait_until};
use tempfile::TempDir;

const LINE: &str = "[data-desk=terminal] input";
const SITUATION: &str = "[data-desk=situation]";

/// A disk that fills after a minute: one page, one question, one cure in the terminal.
const SCENARIO: &str = r#"scenario: 1
id: disk
title: The disk fills
level: beginner
practices: [event]
brief: It is night. You have the pager.
time: {tick: 30s, clock: "02:17", limit: 20m, speed: 3, before: 5m}
runbooks: {disk: disk-filling}
people:
  budi: {name: Budi, title: Head of Operations, team: ops, reach: pager, page: page_manager}
services:
  store: {title: keeps files, kind: app, owner: team-store}
state: {disk: [filling, full, free], incident: [none, declared]}
metrics:
  disk_pct: {title: Disk, unit: "%", service: store, level: [{if: disk is full, is: 97}, {if: disk is filling, is: 71}, {is: 40}], noise: 1%}
alerts:
  DiskFull: {metric: disk_pct, above: 90, for: 30s, severity: page, summary: The disk is full soon, runbook: disk}
logs:
  store:
    - {every: 20s, line: ["INFO  file {hex:6} kept"]}
events:
  fills: {at: 1m, then: {disk: full}}
  asks: {when: disk is full, for: 1m, say: {from: budi, text: "Who is on it?"}}
look:
  panel: {kind: panel, title: Store, service: store, metrics: [disk_pct], takes: 30s, learns: e_full}
  df: {kind: terminal, title: Space, cmd: ["df ..."], takes: 30s, out: [{if: disk is full, is: "/dev/sda1 97%"}, {is: "/dev/sda1 40%"}]}
do:
  ack: {phase: acknowledge, title: Acknowledge, if: firing DiskFull, refuse: [{is: No page waits.}]}
  declare: {phase: triage, title: Declare, place: incident, choose: {severity: [sev3, sev2]}, then: {incident: declared}, takes: 30s}
  page_manager: {phase: notify, title: Page the manager, place: oncall, takes: 30s}
  update: {phase: communicate, title: Write an update, choose: {audience: [team, customers]}, compose: [impact, action], takes: 30s}
  clean: {phase: mitigate, title: Delete old logs, cmd: ["logctl clean"], takes: 30s, then: {disk: free}}
  format: {phase: mitigate, title: Format the disk, place: capacity, takes: 30s, then: {disk: free}, hazard: {class: data loss, why: Everything is gone.}}
endings:
  mended: {when: disk is free and not firing DiskFull and incident is declared, result: win, text: You sleep again.}
  timeout: {when: time_up, result: loss, text: Morning.}
probes:
  - {name: impact, when: disk is full, for: 30s, skill: triage, ask: What fails?, answers: [{text: Nothing yet, right: "true"}, {text: Everything, right: "false"}]}
objectives:
  safe: {title: Do no harm, skill: safety, no_hazard: "true"}
tests:
  golden: {steps: [wait until firing DiskFull, ack, clean, declare sev3], expect: {ending: mended, hazards: none}}
"#;

const RUNBOOK: &str =
    "# Disk filling\n\n## Clean up\n\n1. Look at the disk.\n2. Delete old logs.\n";

#[test]
fn a_drill_is_won_by_keyboard_and_survives_a_crash() {
    let library = small();
    let home = Home::new();
    let window = app::open(&home, library.path());
    begin(&window, "The disk fills");

    window.press(&["Ctrl+Shift+a"]);
    window.wait_for_text(".drill > footer", "No page waits.");
    until_the_page(&window);
    window.press(&["Ctrl+Shift+a"]);
    window.wait_for_text(SITUATION, "acknowledged");
    answer(&window);
    type_line(&window, "df -h");
    wait_until("the output", || printed(&window).contains("97%"));
    window.press(&["Ctrl+p"]);
    window.type_text("old logs");
    window.find("#results [role=option]");
    window.press(&["Enter"]);
    window.wait_for_text(app::TITLE, "Disk filling");
    window.press(&["Alt+6"]);
    window.find("[data-desk=notes] textarea:focus");
    window.type_text("logs fill it");
    window.press(&["Ctrl+Enter"]);
    window.wait_for_text("[data-desk=notes]", "Disk filling");
    let clock = window.text("[role=timer]");
    window.crash();

    let window = Window::open(&Start::new(app::PROGRAM, &home));
    window.find("[data-started=true]");
    app::command(&window, "show drills");
    window.find("#reader h1:focus");
    press_until(&window, "Tab", "Continue The disk fills");
    window.press(&["Enter"]);
    window.find(&format!("{LINE}:focus"));
    assert_eq!(
        window.text("[role=timer]"),
        clock,
        "another time than before"
    );
    window.press(&["Alt+6"]);
    window.wait_for_text("[data-desk=notes]", "logs fill it");

    type_line(&window, "logctl clean");
    window.press(&["Alt+7"]);
    press_until(&window, "Tab", "Declare");
    window.press(&["Enter"]);
    window.find(&format!("{SITUATION} form input:focus"));
    window.press(&["Enter"]);
    let ended = "[data-testid=drill-ended]";
    window.wait_for_text(ended, "You sleep again.");
    window.find(&format!("{ended} button:focus"));
}

#[test]
fn every_part_of_the_desk_has_a_role_and_a_name() {
    let library = small();
    let home = Home::new();
    let window = app::open(&home, library.path());
    begin(&window, "The disk fills");
    until_the_page(&window);
    for (css, role, name) in [
        (".banner", "complementary", "DRILL: not a real incident"),
        ("main[aria-label]", "main", "Desk of the drill"),
        ("[role=timer]", "timer", "Time in the drill"),
        ("[role=toolbar]", "toolbar", "Clock and help"),
        (LINE, "textbox", "Command line"),
        ("[data-desk=chat] [role=log]", "log", "Chat"),
        (
            "[data-desk=terminal] [role=log]",
            "log",
            "Output of the terminal",
        ),
    ] {
        let found = window.find(css);
        assert_eq!(found.role(), role, "{css}");
        assert!(found.label().contains(name), "{css} is {:?}", found.label());
    }
    let live = window.find(".drill > [role=status]");
    assert_eq!(live.attribute("aria-live"), "polite");
    assert!(live.text().contains("DiskFull"), "{}", live.text());
}

#[test]
fn the_drill_in_light() {
    scan("light");
}

#[test]
fn the_drill_in_dark() {
    scan("dark");
}

#[test]
fn the_drill_in_high_contrast() {
    scan("high contrast");
}

/// Catalogue, briefing and every tab of the desk, at both sizes.
fn scan(theme: &str) {
    let library = tempfile::tempdir().unwrap();
    starter::copy(library.path()).unwrap();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::command(&window, &format!("use {theme} theme"));
    let mut found = Vec::new();
    let mut look = |screen: &str| {
        let name = format!("{}-drill-{screen}", theme.replace(' ', "-"));
        screens::picture(&window, &name);
        let lines = accessibility::scan(&window);
        found.extend(lines.into_iter().map(|line| format!("{screen}: {line}")));
    };
    app::command(&window, "show drills");
    window.find("#reader h1:focus");
    wait_until("the scenarios", || window.shows("#reader li h2"));
    look("catalogue");
    brief(&window, "Checkout is slow");
    look("briefing");
    start(&window);
    until_the_page(&window);
    look("page");
    answer(&window);
    window.press(&["Alt+8"]);
    press_until(&window, "Tab", "Open panel");
    window.press(&["Enter"]);
    window.wait_for_text("#drill-charts", "looked at");
    for (key, screen) in [
        ("Alt+1", "terminal"),
        ("Alt+2", "logs"),
        ("Alt+3", "library"),
        ("Alt+4", "controls"),
        ("Alt+5", "people"),
        ("Alt+6", "notes"),
    ] {
        window.press(&[key]);
        if screen == "logs" {
            window.find("[role=log] time");
        }
        look(screen);
    }
    window.press(&["F4"]);
    window.find("[data-desk=chat] form input:focus");
    look("update");
    window.press(&["Escape"]);
    window.resize(900, 600);
    for (key, screen) in [
        ("Alt+7", "narrow-alerts"),
        ("Alt+8", "narrow-charts"),
        ("Alt+9", "narrow-chat"),
    ] {
        window.press(&[key]);
        look(screen);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A library with one runbook and one scenario.
fn small() -> TempDir {
    app::library(&[
        ("disk-filling.md", RUNBOOK),
        ("scenarios/disk/scenario.yaml", SCENARIO),
    ])
}

/// Begins a scenario by turns.
fn begin(window: &Window, title: &str) {
    app::command(window, "show drills");
    window.find("#reader h1:focus");
    brief(window, title);
    start(window);
}

fn brief(window: &Window, title: &str) {
    wait_until("the scenarios", || window.shows("#reader li h2"));
    press_until(window, "Tab", &format!("Read briefing: {title}"));
    window.press(&["Enter"]);
    window.wait_for_text("#reader h1", title);
}

fn start(window: &Window) {
    window.find("#reader h1:focus");
    press_until(window, "Tab", "Real time");
    window.press(&["ArrowRight", "Enter"]);
    window.find(&format!("{LINE}:focus"));
}

/// Presses a key until what has the focus is named so.
fn press_until(window: &Window, key: &str, name: &str) {
    wait_until(&format!("{name} to have the focus"), || {
        window.press(&[key]);
        window.focused().label().starts_with(name)
    });
}

/// Lets time pass, step by step, until the page comes.
fn until_the_page(window: &Window) {
    wait_until("the page", || {
        answer(window);
        let before = window.text("[role=timer]");
        window.press(&["F9"]);
        wait_until("time to pass", || window.text("[role=timer]") != before);
        window.shows(&format!("{SITUATION} li.firing"))
    });
}

/// Answers the question that is asked, if one is, by its first answer.
fn answer(window: &Window) {
    if window.shows("[data-probe]") {
        window.press(&["Ctrl+Shift+q", "Space", "Enter"]);
        app::wait_gone(window, "[data-probe]");
    }
}

/// Types a line and waits until it was taken.
fn type_line(window: &Window, line: &str) {
    window.press(&["Alt+1"]);
    window.find(&format!("{LINE}:focus"));
    window.type_text(line);
    window.press(&["Enter"]);
    wait_until(&format!("{line} to be taken"), || {
        printed(window).contains(line)
    });
}

/// What the terminal printed last.
fn printed(window: &Window) -> String {
    window
        .find("[data-desk=terminal] [role=log]")
        .property("textContent")
}
