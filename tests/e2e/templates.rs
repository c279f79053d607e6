//! A new document from a template, by keyboard alone: what was filled in stands in the file, and the reader has it.

use crate::app::{self, TITLE};
use drillbook_tests::home::Home;
use drillbook_tests::window::wait_until;
use std::fs;

#[test]
fn a_new_sop_from_a_template_by_keyboard() {
    let library = app::library(&[("sops/first.md", "---\nkind: sop\n---\n# First\n\ntext\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());

    window.press(&["Ctrl+n"]);
    window.find("dialog [role=listbox] [role=option][aria-selected=true]");
    window.wait_for_text("dialog", "Standard operating procedure");
    window.press(&["Enter"]);
    window.find("dialog input");
    window.type_text("Restore orders");
    wait_until("a proposed name", || {
        let names = window.find_all("dialog input");
        names
            .iter()
            .any(|input| input.property("value") == "restore-orders.md")
    });
    wait_until("a document that can be made", || {
        window
            .find_all("dialog button[type=submit]:disabled")
            .is_empty()
    });
    window.press(&["Enter"]);
    app::wait_gone(&window, "dialog");

    let file = library.path().join("sops/restore-orders.md");
    wait_until("the file", || file.exists());
    let text = fs::read_to_string(&file).unwrap();
    for expected in [
        "title: Restore orders\n",
        "status: draft\n",
        "# Restore orders\n",
        "\n## Steps\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    window.find("#reader .cm-content:focus");
    app::search(&window, "restore orders");
    window.wait_for_text("#results", "Restore orders");
}

#[test]
fn a_document_is_renamed_and_links_to_it_follow() {
    let library = app::library(&[
        ("a.md", "# Alpha\n\nSee [beta](b.md).\n"),
        ("b.md", "# Beta\n\ntext\n"),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "beta");
    window.wait_for_text(TITLE, "Beta");

    window.press(&["F2"]);
    window.find("dialog input");
    window.press(&["Ctrl+a"]);
    window.type_text("sops/beta.md");
    window.wait_for_text("dialog", "See [beta](sops/beta.md).");
    wait_until("a move that can be made", || {
        window
            .find_all("dialog button[type=submit]:disabled")
            .is_empty()
    });
    window.press(&["Enter"]);
    app::wait_gone(&window, "dialog");

    let moved = fs::read_to_string(library.path().join("sops/beta.md")).unwrap();
    assert_eq!(moved, "# Beta\n\ntext\n");
    let linking = fs::read_to_string(library.path().join("a.md")).unwrap();
    assert_eq!(linking, "# Alpha\n\nSee [beta](sops/beta.md).\n");
    assert!(!library.path().join("b.md").exists());
}
