//! One start after the other: what is remembered, and what a second one does while the first is open.

use crate::app::{self, TITLE};
use drillbook_tests::child::Kept;
use drillbook_tests::home::Home;
use drillbook_tests::places;
use drillbook_tests::window::{Start, Window, wait_until};
use std::process::Command;

#[test]
fn the_last_place_comes_back() {
    let library = app::library(&[
        ("a.md", "# Alpha\n\nText.\n"),
        ("b.md", "# Beta\n\nText.\n"),
    ]);
    let home = Home::new();
    {
        let window = app::open(&home, library.path());
        app::open_first(&window, "beta");
        window.wait_for_text(TITLE, "Beta");
        app::wait_for_place(&window, "b.md");
        app::command(&window, "use dark theme");
        window.find("html[data-theme=dark]");
    }

    // Without any argument: the library is remembered as well.
    let window = Window::open(&Start::new(app::PROGRAM, &home));

    window.wait_for_text(TITLE, "Beta");
    window.find("html[data-theme=dark]");
}

#[test]
fn a_second_start_hands_its_folder_to_the_first() {
    let first = app::library(&[("a.md", "# Alpha\n\nText.\n")]);
    let second = app::library(&[("b.md", "# Beta\n\nText.\n")]);
    let home = Home::with_bus();
    let window = app::open(&home, first.path());

    let mut command = Command::new(places::program(app::PROGRAM));
    home.apply(&mut command);
    command
        .arg("--library")
        .arg(second.path())
        .env("DISPLAY", window.screen().name());
    let mut other = Kept::start(&mut command);

    wait_until("the second start to end", || !other.runs());
    let tree = || window.find("#rail").property("textContent");
    wait_until("the second library", || tree().contains("Beta"));
    assert!(!tree().contains("Alpha"));
}

#[test]
fn without_a_session_bus_a_second_start_says_so_and_ends() {
    let library = app::library(&[("a.md", "# Alpha\n\nText.\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());

    let mut command = Command::new(places::program(app::PROGRAM));
    home.apply(&mut command);
    command.env("DISPLAY", window.screen().name());
    let output = command.env("LC_ALL", "C").output().expect("a second start");

    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("open already"), "{said}");
}
