//! Writing a document in the real window, by keyboard alone: preview, findings with their fixes, saving, a file that changes
//! on disk meanwhile, and a window that is killed while somebody types.

use crate::app::{self, TITLE};
use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Window, wait_until};
use std::fs;
use std::path::Path;

const FIELD: &str = "#editor .cm-content";
const STANDING: &str = "[data-testid=standing]";
const FINDINGS: &str = "[data-testid=findings]";
const PREVIEW: &str = "#editor .prose";

const DISK: &str = "# Disk\n\nThe disk is full.\n\n## Clean up\n\n1. Look\n";

#[test]
fn a_document_is_written_checked_and_saved() {
    let library = app::library(&[("disk.md", DISK), ("old/logs.md", "# Logs\n\nRotate.\n")]);
    let file = library.path().join("disk.md");
    let home = Home::new();
    let window = edit(&home, library.path(), "The disk is full");

    // The window's policy drops styles that it does not know: then the text is there, and nobody sees it.
    let drawn = "return getComputedStyle(document.querySelector('#editor .cm-scroller')).display;";
    assert_eq!(window.run(drawn, &[]), "flex");
    window.press(&["Ctrl+End"]);
    window.type_text("See [the logs](logs.md)");
    window.wait_for_text(STANDING, "Not saved yet, draft kept");
    window.wait_for_text(PREVIEW, "See the logs");
    window.wait_for_text(FINDINGS, "1 finding");
    window.press(&["F8"]);
    window.wait_for_text("#editor .finding", "logs.md");
    window.press(&["Ctrl+."]);
    window.wait_for_text(FINDINGS, "No findings");
    assert_eq!(accessibility::scan_themes(&window), Vec::<String>::new());
    assert_eq!(fs::read_to_string(&file).unwrap(), DISK, "not saved yet");
    window.press(&["Ctrl+s"]);
    wait_until("the text to be saved", || window.text(STANDING) == "Saved");
    let saved = fs::read_to_string(&file).unwrap();
    assert_eq!(saved, format!("{DISK}See [the logs](old/logs.md)"));

    window.press(&["Ctrl+e"]);
    window.wait_for_text("#reader article", "See the logs");
}

#[test]
fn a_file_that_changed_meanwhile_is_decided_about_by_keys() {
    let library = app::library(&[("disk.md", DISK)]);
    let file = library.path().join("disk.md");
    let home = Home::new();
    let window = edit(&home, library.path(), "The disk is full");

    window.press(&["Ctrl+End"]);
    window.type_text("2. Mine");
    window.wait_for_text(STANDING, "draft kept");
    fs::write(&file, format!("{DISK}2. Theirs\n")).unwrap();
    window.press(&["Ctrl+s"]);
    window.find("#conflict-title");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        format!("{DISK}2. Theirs\n")
    );
    assert_eq!(accessibility::scan_themes(&window), Vec::<String>::new());
    wait_until("the difference", || {
        window.press(&["Tab"]);
        window.focused().attribute("type") == "radio"
    });
    window.press(&["ArrowDown", "ArrowDown"]);
    window.wait_for_text("#editor [role=status]", "Every difference is decided");
    window.press(&["Ctrl+s"]);
    app::wait_gone(&window, "#conflict-title");
    let saved = fs::read_to_string(&file).unwrap();
    assert_eq!(saved, format!("{DISK}2. Mine\n2. Theirs\n"));
    assert_eq!(window.text(STANDING), "Saved");
}

#[test]
fn what_was_typed_is_offered_after_a_kill() {
    let library = app::library(&[("disk.md", DISK)]);
    let home = Home::new();
    let window = edit(&home, library.path(), "The disk is full");
    window.press(&["Ctrl+End"]);
    window.type_text("Half a sentence");
    window.wait_for_text(STANDING, "draft kept");
    window.crash();

    let window = app::open(&home, library.path());
    window.wait_for_text("[aria-label=Messages]", "was not saved");
    app::open_first(&window, "The disk is full");
    window.press(&["Ctrl+e"]);
    wait_until("the offer", || window.focused().text() == "Go on with it");
    window.press(&["Enter"]);
    window.wait_for_text(FIELD, "Half a sentence");
    assert_eq!(
        fs::read_to_string(library.path().join("disk.md")).unwrap(),
        DISK
    );
}

/// The app with a document's text, ready to be typed in.
fn edit(home: &Home, library: &Path, words: &str) -> Window {
    let window = app::open(home, library);
    app::open_first(&window, words);
    window.find(TITLE);
    window.press(&["Ctrl+e"]);
    window.find(FIELD);
    wait_until("the text to have the focus", || {
        window.focused().role() == "textbox"
    });
    window
}
