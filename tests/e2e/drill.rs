//! A drill in the real window: won by keyboard alone, gone on with after a crash, and every part of the desk told to
//! those who do not see it.

use crate::{app, screens};
use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::starter;
use drillbook_tests::window::{Start, Window, wait_until};
use tempfile::TempDir;

pub(crate) const LINE: &str = "[data-desk=terminal] input";
pub(crate) const SITUATION: &str = "[data-desk=situation]";

const SCENARIO: &str = include_str!("../fixtures/drill/disk.yaml");

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
    // Nothing happens before the page: the wait ends with it.
    window.press(&["Shift+F9"]);
    window.wait_for_text(SITUATION, "DiskFull");
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
    compose(&window);
    look("update");
    window.press(&["Escape"]);
    begin_reply(&window);
    look("reply");
    end_reply(&window);
    window.resize(900, 600);
    for (key, screen) in [
        ("Alt+7", "narrow-alerts"),
        ("Alt+8", "narrow-charts"),
        ("Alt+9", "narrow-chat"),
    ] {
        window.press(&[key]);
        look(screen);
    }
    compose(&window);
    look("narrow-update");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Opens the form of an update.
fn compose(window: &Window) {
    window.press(&["F4"]);
    window.find("[data-desk=chat] form input:focus");
}

/// Opens the answer to a person in the chat, from the acts below it.
fn begin_reply(window: &Window) {
    press_until(window, "Shift+Tab", "Answer ");
    window.press(&["Enter"]);
    window.find("[data-desk=chat] article form input:focus");
}

fn end_reply(window: &Window) {
    window.type_text("I look.");
    window.press(&["Enter"]);
    window.wait_for_text("[data-desk=chat] article.mine", "I look.");
}

/// A library with one runbook and one scenario.
pub(crate) fn small() -> TempDir {
    app::library(&[
        ("disk-filling.md", RUNBOOK),
        ("scenarios/disk/scenario.yaml", SCENARIO),
        (
            "scenarios/disk/debrief.md",
            "# That night\n\nOld logs had piled up.\n",
        ),
    ])
}

/// Begins a scenario by turns.
pub(crate) fn begin(window: &Window, title: &str) {
    app::command(window, "show drills");
    window.find("#reader h1:focus");
    brief(window, title);
    start(window);
}

pub(crate) fn brief(window: &Window, title: &str) {
    wait_until("the scenarios", || window.shows("#reader li h2"));
    press_until(window, "Tab", &format!("Read briefing: {title}"));
    window.press(&["Enter"]);
    window.wait_for_text("#reader h1", title);
}

pub(crate) fn start(window: &Window) {
    window.find("#reader h1:focus");
    press_until(window, "Tab", "Real time");
    window.press(&["ArrowRight", "Enter"]);
    window.find(&format!("{LINE}:focus"));
}

/// Presses a key until what has the focus is named so.
pub(crate) fn press_until(window: &Window, key: &str, name: &str) {
    wait_until(&format!("{name} to have the focus"), || {
        window.press(&[key]);
        window.focused().label().starts_with(name)
    });
}

/// Lets time pass, step by step, until the page comes.
pub(crate) fn until_the_page(window: &Window) {
    wait_until("the page", || {
        answer(window);
        let before = window.text("[role=timer]");
        window.press(&["F9"]);
        wait_until("time to pass", || window.text("[role=timer]") != before);
        window.shows(&format!("{SITUATION} li.firing"))
    });
}

/// Answers the question that is asked, if one is, by its first answer.
pub(crate) fn answer(window: &Window) {
    if window.shows("[data-probe]") {
        window.press(&["Ctrl+Shift+q", "Space", "Enter"]);
        app::wait_gone(window, "[data-probe]");
    }
}

/// Types a line and waits until it was taken.
pub(crate) fn type_line(window: &Window, line: &str) {
    window.press(&["Alt+1"]);
    window.find(&format!("{LINE}:focus"));
    window.type_text(line);
    window.press(&["Enter"]);
    wait_until(&format!("{line} to be taken"), || {
        printed(window).contains(line)
    });
}

/// What the terminal printed last.
pub(crate) fn printed(window: &Window) -> String {
    window
        .find("[data-desk=terminal] [role=log]")
        .property("textContent")
}
