//! Files that change while the app is open: other programs own them as much as we do.

use crate::app::{self, TITLE};
use drillbook_tests::home::Home;
use std::fs;

#[test]
fn a_foreign_edit_is_shown_and_found() {
    let library = app::library(&[("disk.md", "# Disk\n\nFree some space.\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "disk");
    window.wait_for_text("#reader", "Free some space.");

    fs::write(
        library.path().join("disk.md"),
        "# Disk\n\nCall the storage desk.\n",
    )
    .unwrap();
    window.wait_for_text("#reader", "Call the storage desk.");

    fs::write(
        library.path().join("new.md"),
        "# Brandnew\n\nJust arrived.\n",
    )
    .unwrap();
    app::search(&window, "brandnew");
    window.wait_for_text("#results", "Brandnew");
}

#[test]
fn a_vanished_folder_says_so_and_empties_nothing() {
    let outer = app::library(&[("library/disk.md", "# Disk\n\nFree some space.\n")]);
    let (here, away) = (outer.path().join("library"), outer.path().join("away"));
    let home = Home::new();
    let window = app::open(&home, &here);
    app::open_first(&window, "disk");
    window.wait_for_text("#reader", "Free some space.");

    fs::rename(&here, &away).unwrap();
    window.find("[role=alert]");
    assert!(
        window.text("#reader").contains("Free some space."),
        "what was open is gone"
    );
    assert!(window.text(TITLE).contains("Disk"));

    fs::rename(&away, &here).unwrap();
    app::wait_gone(&window, "[role=alert]");
}
