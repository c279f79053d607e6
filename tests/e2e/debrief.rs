//! What comes after a drill, in the real window and by keyboard alone: one that was won and one that was lost are looked
//! at from the own account to the export, and gone on with from a moment.

use crate::drill::{self, LINE, SITUATION, press_until, type_line, until_the_page};
use crate::{app, screens};
use drillbook_tests::accessibility;
use drillbook_tests::clipboard;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Element, Start, Window, wait_until};

const ENDED: &str = "[data-testid=drill-ended]";
const SCREEN: &str = "[data-testid=debrief]";
const SCRUBBER: &str = "[data-testid=scrubber]";
const TITLE: &str = "The disk fills";

#[test]
fn a_drill_that_was_won_is_looked_at_from_the_account_to_the_export() {
    let library = drill::small();
    let home = Home::new();
    let window = app::open(&home, library.path());
    drill::begin(&window, TITLE);
    search_in_the_library(&window);
    win(&window);
    to_the_debrief(&window);

    assert!(!window.shows(SCRUBBER), "told before the own account");
    give_account(&window, "I saw the page late");
    let scrubber = window.find(&format!("{SCRUBBER}:focus"));
    window.press(&["PageDown"]);
    wait_until("the scrubber to say a moment", || {
        scrubber.attribute("aria-valuetext").contains(": ")
    });
    let second = scrubber.attribute("aria-valuetext");
    window.press(&["End"]);
    wait_until("another moment", || {
        scrubber.attribute("aria-valuetext") != second
    });
    let text = window.text(SCREEN);
    for words in [
        "I saw the page late",
        "Met",
        "Do no harm",
        "Old logs had piled up.",
        "Best line",
        "zebra",
        "This is your only play",
    ] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    show_a_verdict(&window, &scrubber);
    answer_the_quiz(&window);
    keep_an_item(&window);
    for (key, form) in [("", "# Debrief"), ("ArrowRight", "<!doctype html>")] {
        let exported = exported(&window, key);
        let begins = exported.get(..form.len()).unwrap_or_default();
        assert_eq!(begins.to_lowercase(), form.to_lowercase());
        for words in ["I saw the page late", "Say where old logs are", "Ayu"] {
            assert!(exported.contains(words), "{words:?} is not in {exported}");
        }
    }

    window.crash();
    let window = Window::open(&Start::new(app::PROGRAM, &home));
    window.find("[data-started=true]");
    open_debrief(&window);
    window.wait_for_text(SCREEN, "I saw the page late");
    window.wait_for_text(SCREEN, "Say where old logs are");
    window.wait_for_text(SCREEN, "Ayu");
}

#[test]
fn a_drill_that_was_lost_is_tried_again_from_its_moment_and_won() {
    let library = drill::small();
    let home = Home::new();
    let window = app::open(&home, library.path());
    drill::begin(&window, TITLE);
    until_the_page(&window);
    drill::answer(&window);
    window.press(&["Alt+4"]);
    press_until(&window, "Tab", "Format the disk");
    window.press(&["Enter"]);
    press_until(&window, "Tab", "Do it");
    window.press(&["Enter"]);
    until_it_ends(&window);
    window.wait_for_text(ENDED, "Morning.");
    to_the_debrief(&window);
    give_account(&window, "");
    let text = window.text(SCREEN);
    for words in ["Lost", "Everything is gone.", "Missed", "Declare in time"] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }

    // The moment at which the harm was done, and everything before it, once more.
    window.find(SCRUBBER);
    press_until_ends(&window, "before: Format the disk");
    window.press(&["Enter"]);
    window.find(&format!("{LINE}:focus"));
    type_line(&window, "logctl clean");
    declare(&window);
    window.wait_for_text(ENDED, "You sleep again.");
    to_the_debrief(&window);
    give_account(&window, "");
    let table = format!("{SCREEN} table");
    window.wait_for_text(&table, "lost");
    let told = window.text(&table);
    assert!(
        told.contains("✕ Missed") && told.contains("✓ Met"),
        "{told}"
    );
}

#[test]
fn the_debrief_in_light() {
    scan("light");
}

#[test]
fn the_debrief_in_dark() {
    scan("dark");
}

#[test]
fn the_debrief_in_high_contrast() {
    scan("high contrast");
}

/// Every part of a debrief, before and after the account, at both sizes.
fn scan(theme: &str) {
    let library = drill::small();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::command(&window, &format!("use {theme} theme"));
    for _ in 0..2 {
        drill::begin(&window, TITLE);
        search_in_the_library(&window);
        win(&window);
        to_the_debrief(&window);
        look(&window, &format!("{theme}-account"));
        give_account(&window, "I saw the page late");
    }
    answer_the_quiz(&window);
    keep_an_item(&window);
    look(&window, &format!("{theme}-below"));
    app::command(&window, "export debrief");
    window.find("dialog[open]");
    look(&window, &format!("{theme}-export"));
    window.press(&["Escape"]);
    app::wait_gone(&window, "dialog[open]");
    window.find(SCRUBBER).click();
    look(&window, &format!("{theme}-timeline"));
    window.resize(900, 600);
    look(&window, &format!("{theme}-narrow"));
}

/// A picture, and nothing that shuts people out.
fn look(window: &Window, screen: &str) {
    screens::picture(window, &format!("debrief-{screen}"));
    let found = accessibility::scan(window);
    assert!(found.is_empty(), "{screen}: {}", found.join("\n"));
}

/// Searches for what is not there, then opens the runbook that helps.
fn search_in_the_library(window: &Window) {
    window.press(&["Ctrl+p"]);
    window.find("#search:focus");
    window.type_text("zebra");
    // A query counts once the typing rests.
    window.press(&["Alt+6"]);
    window.wait_for_text("[data-desk=notes]", "zebra");
    window.press(&["Ctrl+p"]);
    window.find("#search:focus");
    window.press(&["Ctrl+a"]);
    window.type_text("old logs");
    window.find("#results[aria-busy=false] [role=option]");
    window.press(&["Enter"]);
    window.wait_for_text(app::TITLE, "Disk filling");
}

/// Takes the page, cleans up and declares.
fn win(window: &Window) {
    until_the_page(window);
    window.press(&["Ctrl+Shift+a"]);
    window.wait_for_text(SITUATION, "acknowledged");
    drill::answer(window);
    type_line(window, "logctl clean");
    declare(window);
    window.wait_for_text(ENDED, "You sleep again.");
}

/// Declares an incident with the severity that is offered first.
fn declare(window: &Window) {
    window.press(&["Alt+7"]);
    press_until(window, "Tab", "Declare");
    window.press(&["Enter"]);
    window.find(&format!("{SITUATION} form input:focus"));
    window.press(&["Enter"]);
}

/// Lets time pass until the drill is over.
fn until_it_ends(window: &Window) {
    wait_until("the end of the drill", || {
        drill::answer(window);
        window.press(&["F9", "F9"]);
        window.shows(ENDED)
    });
}

/// From the end of the drill to its debrief.
fn to_the_debrief(window: &Window) {
    window.find(&format!("{ENDED} button:focus"));
    window.press(&["Enter"]);
    window.wait_for_text("#reader h1:focus", "Debrief: The disk fills");
}

/// From the catalogue to the debrief of the latest drill.
fn open_debrief(window: &Window) {
    app::command(window, "show drills");
    window.find("#reader h1:focus");
    press_until(window, "Tab", "Show debrief: The disk fills");
    window.press(&["Enter"]);
    window.wait_for_text("#reader h1:focus", "Debrief: The disk fills");
}

/// Gives the own account; an empty one passes it over.
fn give_account(window: &Window, text: &str) {
    press_until(window, "Tab", "What happened, in my words");
    if text.is_empty() {
        press_until(window, "Tab", "Go on without one");
    } else {
        window.type_text(text);
        press_until(window, "Tab", "Keep account and go on");
    }
    window.press(&["Enter"]);
    window.find(&format!("{SCRUBBER}:focus"));
}

/// "Show me" of a verdict brings the scrubber to its moment.
fn show_a_verdict(window: &Window, scrubber: &Element<'_>) {
    window.press(&["Home"]);
    wait_until("the start", || scrubber.property("value") == "0");
    press_until_ends(window, ": Declare in time");
    let shown = window.focused().label();
    window.press(&["Enter"]);
    window.find(&format!("{SCRUBBER}:focus"));
    assert_ne!(scrubber.property("value"), "0", "{shown} moved nothing");
}

/// Answers the question wrongly, reads why, and goes to the section that teaches it and back.
fn answer_the_quiz(window: &Window) {
    press_until(window, "Tab", "New logs");
    window.press(&["Enter"]);
    window.wait_for_text(SCREEN, "They pile up.");
    press_until(window, "Tab", "Read the section: Disk filling");
    window.press(&["Enter"]);
    window.wait_for_text(app::TITLE, "Disk filling");
    window.press(&["Alt+ArrowLeft"]);
    window.wait_for_text(SCREEN, "They pile up.");
}

/// Writes down what is to become better, with an owner and the section that is to be changed.
fn keep_an_item(window: &Window) {
    press_until(window, "Tab", "What is to become better");
    window.type_text("Say where old logs are");
    window.press(&["Tab"]);
    window.type_text("Ayu");
    window.press(&["Tab", "ArrowDown", "Tab"]);
    wait_until("the button", || window.focused().label() == "Add item");
    window.press(&["Enter"]);
    press_until(window, "Shift+Tab", "Remove item: Say where old logs are");
}

/// The debrief as text in the form that this key chooses, by way of the clipboard.
fn exported(window: &Window, key: &str) -> String {
    app::command(window, "export debrief");
    window.find("dialog[open] input[type=radio]:focus");
    if !key.is_empty() {
        window.press(&[key]);
    }
    press_until(window, "Tab", "Copy");
    window.press(&["Enter"]);
    window.wait_for_text("dialog[open] [role=status]", "Copied");
    window.press(&["Escape"]);
    app::wait_gone(window, "dialog[open]");
    clipboard::read(window)
}

/// Goes on by Tab until the name of what has the focus ends so.
fn press_until_ends(window: &Window, words: &str) {
    wait_until(&format!("{words} to have the focus"), || {
        window.press(&["Tab"]);
        window.focused().label().ends_with(words)
    });
}
