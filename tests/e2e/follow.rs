//! Following a document by keyboard alone: values, notes, what failed and what was left out, a crash in the middle,
//! the end and the export.

use crate::app::{self, TITLE};
use drillbook_tests::clipboard;
use drillbook_tests::home::Home;
use drillbook_tests::shared;
use drillbook_tests::window::{Start, Window, wait_until};
use std::fs;
use std::path::Path;

/// The step at hand, with the focus on it.
const STEP: &str = "#reader [aria-current=step]:focus";
const HEAD: &str = "#reader header .facts";

const RUNBOOK: &str = "# Disk is full\n\n## Steps\n\n\
1. Look at the disk.\n\n   ```sh\n   df -h <mount>\n   ```\n\n\
2. Tell the team in the channel.\n\
3. Remove what is old.\n\n   ```sh\n   rm -rf <mount>/old\n   ```\n\n\
4. Look once more.\n\n   ```sh\n   df -h <mount>\n   ```\n";

/// The window on a library of this one runbook, which is open in it.
fn runbook_opened() -> (tempfile::TempDir, Home, Window) {
    let library = app::library(&[("disk.md", RUNBOOK)]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "disk is full");
    (library, home, window)
}

#[test]
fn a_run_survives_a_crash_and_is_closed_and_exported() {
    let (_library, home, window) = runbook_opened();
    follow(&window, "pager, third time tonight");
    at_step(&window, "step 1, Open");

    // The command asks for its value, and is copied with it.
    window.press(&["c"]);
    window.find("#reader input[name=mount]:focus");
    window.type_text("/var");
    window.press(&["Enter"]);
    at_step(&window, "step 1");
    assert_eq!(pasted(&window), "df -h /var");
    write(&window, "n", "94 % used");
    window.wait_for_text("#reader", "94 % used");
    window.press(&["Space"]);
    at_step(&window, "step 2, Open");
    write(&window, "s", "nobody is awake");
    at_step(&window, "step 3, Open");
    window.crash();

    let window = Window::open(&Start::new(app::PROGRAM, &home));
    at_step(&window, "step 3, Open");
    window.wait_for_text(HEAD, "1 done, 1 skipped");
    assert!(
        window.text("#reader").contains("94 % used"),
        "the note is gone"
    );
    assert!(
        window.text("#reader").contains("nobody is awake"),
        "the reason is gone"
    );

    // What destroys is asked for once.
    window.press(&["c"]);
    window.find("#reader [data-why=destructive] button:focus");
    window.press(&["Enter"]);
    at_step(&window, "step 3");
    assert_eq!(pasted(&window), "rm -rf /var/old");
    write(&window, "x", "read-only file system");
    at_step(&window, "step 4, Open");
    window.press(&["u"]);
    at_step(&window, "step 3, Open");
    write(&window, "x", "read-only file system");
    at_step(&window, "step 4, Open");
    window.press(&["Enter"]);
    window.wait_for_text(HEAD, "2 done, 1 skipped, 1 failed");

    close(&window, "the channel's name");
    let exported = exported(&window);
    for words in [
        "Disk is full",
        "pager, third time tonight",
        "94 % used",
        "nobody is awake",
        "read-only file system",
        "the channel's name",
    ] {
        assert!(exported.contains(words), "{words} is not in {exported}");
    }
}

#[test]
fn steps_of_an_included_file_are_followed_in_their_place() {
    let library = app::library(&[
        (
            "drain.md",
            "# Drain a node\n\n1. Say that you begin.\n\n--8<-- \"shared/evict.md\"\n\n3. Say that it is done.\n",
        ),
        (
            "shared/evict.md",
            "2. Move what runs there.\n\n   ```sh\n   kubectl drain <node>\n   ```\n",
        ),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "drain a node");
    follow(&window, "");
    at_step(&window, "step 1, Open: Say that you begin");
    window.press(&["Space"]);
    at_step(&window, "step 2, Open: Move what runs there");
    window.find("#reader .included-from [data-document='shared/evict.md']");
    window.press(&["c"]);
    window.find("#reader input[name=node]:focus");
    window.type_text("n-1");
    window.press(&["Enter"]);
    // What stops something asks once.
    window.find("#reader button:focus");
    window.press(&["Enter"]);
    at_step(&window, "step 2");
    assert_eq!(pasted(&window), "kubectl drain n-1");
    window.press(&["Space"]);
    at_step(&window, "step 3, Open: Say that it is done");
    window.press(&["Enter"]);
    window.wait_for_text(HEAD, "3 done");
}

#[test]
fn quick_keys_act_on_the_step_that_they_lead_to() {
    let (_library, _home, window) = runbook_opened();
    follow(&window, "");
    at_step(&window, "step 1, Open");
    window.press(&["Space", "n"]);
    window.find("#reader form textarea:focus");
    window.type_text("told them, skip no one");
    window.press(&["Enter"]);
    at_step(&window, "step 2, Open");
    window.wait_for_text(STEP, "told them, skip no one");
    window.wait_for_text(HEAD, "1 done");

    window.press(&["c"]);
    window.wait_for_text("body", "This step has no command");
}

#[test]
fn a_run_is_kept_while_something_else_is_read() {
    let library = app::library(&[
        ("disk.md", RUNBOOK),
        ("other.md", "# Other\n\nOnly text, nothing to do.\n"),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "disk is full");
    follow(&window, "");
    at_step(&window, "step 1, Open");
    window.press(&["Space"]);
    at_step(&window, "step 2, Open");

    app::open_first(&window, "only text");
    window.wait_for_text(TITLE, "Other");
    window.wait_for_text("aside[aria-label='Run in progress']", "step 2 of 4");
    window.press(&["f"]);
    window.wait_for_text("dialog[open]", "it has no procedure to follow");
    window.press(&["Escape"]);
    app::wait_gone(&window, "dialog[open]");

    window.press(&["Ctrl+Shift+R"]);
    at_step(&window, "step 2, Open");
    assert!(!window.shows("aside[aria-label='Run in progress']"));
}

#[test]
fn a_changed_document_is_told_and_its_new_text_taken() {
    let (library, _home, window) = runbook_opened();
    follow(&window, "");
    at_step(&window, "step 1, Open");
    window.press(&["Space"]);
    at_step(&window, "step 2, Open");

    let changed = RUNBOOK.replace("Tell the team in the channel.", "Tell the storage desk.");
    fs::write(library.path().join("disk.md"), changed).unwrap();
    window.wait_for_text("#reader", "The document has changed since this run began");
    click(&window, "#reader section button", "Show difference");
    window.wait_for_text("#reader .diff", "Tell the storage desk.");
    click(&window, "#reader section button", "Take the new text");
    wait_until("the new text", || {
        let text = window.text("#reader .blocks");
        text.contains("Tell the storage desk.") && !text.contains("in the channel")
    });
    window.wait_for_text(HEAD, "1 done");
}

#[test]
fn a_runbook_of_each_of_five_corpora_is_followed_to_its_end() {
    for (corpus, title) in [
        ("prometheus-operator-runbooks", "Kube Pod Crash Looping"),
        ("cnpg", "CNPGClusterHighPhysicalReplicationLagWarning"),
        ("gitlab-runbooks", "Gitaly version mismatch"),
        ("syn-openshift4", "SYN_NodeTcpMemoryUtilizationTooHigh"),
        ("kubernetes-id", "Menghapus Paksa Pod StatefulSet"),
    ] {
        if let Some(library) = shared::find(&format!("corpora/dev/{corpus}")) {
            follow_to_the_end(&library, title);
        }
    }
}

/// A value, a note, a step left out, a crash, one that failed, the rest done, closed and exported.
fn follow_to_the_end(library: &Path, title: &str) {
    let home = Home::new();
    let window = app::open(&home, library);
    app::open_first(&window, title);
    window.wait_for_text(TITLE, title);
    follow(&window, title);
    window.find(STEP);
    window.press(&["p"]);
    window.find("#reader .parameter input:focus");
    window.type_text("value-1");
    window.press(&["Enter"]);
    window.find(STEP);
    wait_until("the value in a command", || {
        window
            .find_all("#reader mark")
            .iter()
            .any(|mark| mark.text() == "value-1")
    });
    write(&window, "n", "a note on the way");
    window.wait_for_text("#reader", "a note on the way");
    write(&window, "s", "not needed tonight");
    window.wait_for_text(HEAD, "1 skipped");
    let (left, progress) = (window.find(STEP).label(), window.text(HEAD));
    window.crash();

    let window = Window::open(&Start::new(app::PROGRAM, &home));
    assert_eq!(
        window.find(STEP).label(),
        left,
        "another step than before the crash"
    );
    assert_eq!(counts(&window.text(HEAD)), counts(&progress));
    write(&window, "x", "did not help");
    window.wait_for_text(HEAD, "1 failed");
    while window.shows("#reader .step[data-status=open]") {
        let before = window.text(HEAD);
        window.press(&["Space"]);
        wait_until("the step to be done", || window.text(HEAD) != before);
    }
    close(&window, "nothing was missing");
    let exported = exported(&window);
    for words in [
        "a note on the way",
        "not needed tonight",
        "did not help",
        "nothing was missing",
    ] {
        assert!(exported.contains(words), "{words} is not in {exported}");
    }
}

/// Begins a run of the document in the reader.
fn follow(window: &Window, reason: &str) {
    window.find("#reader :focus");
    window.press(&["f"]);
    window.find("dialog[open] button[type=submit]:not(:disabled)");
    window.type_text(reason);
    window.press(&["Enter"]);
    app::wait_gone(window, "dialog[open]");
}

/// Waits until the step with this beginning of its name has the focus.
fn at_step(window: &Window, name: &str) {
    wait_until(&format!("{name} to have the focus"), || {
        window
            .find_all(STEP)
            .first()
            .is_some_and(|step| step.label().starts_with(name))
    });
}

/// Opens a form at the step at hand by its key and writes into it.
fn write(window: &Window, key: &str, text: &str) {
    window.press(&[key]);
    window.find("#reader form textarea:focus");
    window.type_text(text);
    window.press(&["Enter"]);
    app::wait_gone(window, "#reader form");
    window.find(STEP);
}

fn close(window: &Window, missing: &str) {
    window.press(&["Ctrl+Shift+Enter"]);
    window.find("dialog[open] input[type=radio]:focus");
    window.press(&["ArrowRight", "Tab"]);
    window.find("dialog[open] textarea:focus");
    window.type_text(missing);
    window.press(&["Tab", "Enter"]);
    app::wait_gone(window, "dialog[open]");
    window.wait_for_text("#reader", "Summary");
    assert!(!window.shows("#reader .actions"), "a closed run takes acts");
    window.find("#reader h1:focus");
}

/// The run as Markdown, by way of the clipboard.
fn exported(window: &Window) -> String {
    window.press(&["Ctrl+Shift+E"]);
    window.find("dialog[open] input[type=radio]:focus");
    window.press(&["Tab", "Enter"]);
    window.wait_for_text("dialog[open] [role=status]", "Copied");
    window.press(&["Escape"]);
    app::wait_gone(window, "dialog[open]");
    clipboard::read(window)
}

/// What is on the clipboard, pasted into a note that is not kept.
fn pasted(window: &Window) -> String {
    window.press(&["n"]);
    window.find("#reader form textarea:focus");
    window.press(&["Ctrl+v"]);
    wait_until("the pasted text", || {
        !window
            .find("#reader form textarea")
            .property("value")
            .is_empty()
    });
    let text = window.find("#reader form textarea").property("value");
    window.press(&["Escape"]);
    app::wait_gone(window, "#reader form");
    window.find(STEP);
    text
}

fn click(window: &Window, css: &str, name: &str) {
    let found = window.find_all(css);
    let button = found.iter().find(|button| button.text() == name);
    button.unwrap_or_else(|| panic!("no button {name}")).click();
}

/// What stands in the head without the clock, which goes on.
fn counts(head: &str) -> &str {
    head.rsplit_once(char::is_whitespace)
        .map_or(head, |(counts, _)| counts)
}
