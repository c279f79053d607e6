//! The app's window as the tests use it: how a library is opened, a command given, a screen recognised.

use drillbook_tests::home::Home;
use drillbook_tests::window::{Start, Window, wait_until};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

pub(crate) const PROGRAM: &str = "drillbook-desktop";
pub(crate) const SEARCH: &str = "#search";
pub(crate) const HIT: &str = "#results [role=group] [role=option]";
pub(crate) const CHOSEN: &str = "#results [role=option][aria-selected=true]";
pub(crate) const TITLE: &str = "#reader article h1";
pub(crate) const PALETTE: &str = "#palette";

/// Opens the app on a library and waits until all of it can be searched.
pub(crate) fn open(home: &Home, library: &Path) -> Window {
    let window = start(home, library);
    window.find("[data-testid=index-state][data-state=ready]");
    window
}

/// Opens the app on a library and waits until the window can be used.
pub(crate) fn start(home: &Home, library: &Path) -> Window {
    let library = library.to_str().unwrap();
    let window = Window::open(&Start::new(PROGRAM, home).args(["--library", library]));
    window.find("[data-started=true]");
    window
}

/// A library of the given documents, each a path and a text.
pub(crate) fn library(documents: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in documents {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Gives a command by the palette, as it is found by `words`.
pub(crate) fn command(window: &Window, words: &str) {
    window.press(&["Ctrl+k"]);
    window.find(PALETTE);
    window.type_text(words);
    window.find("#palette-list [role=option][aria-selected=true]");
    window.press(&["Enter"]);
    wait_gone(window, PALETTE);
}

/// Searches from wherever the focus is and waits for the answer to all of the query.
pub(crate) fn search(window: &Window, query: &str) {
    window.press(&["Ctrl+p"]);
    window.type_text(query);
    wait_until(&format!("{query} in the field"), || {
        window.find(SEARCH).property("value") == query
    });
    window.find("#results[aria-busy=false] [role=group] [role=option]");
}

/// Searches and opens the first hit.
pub(crate) fn open_first(window: &Window, query: &str) {
    search(window, query);
    window.press(&["Enter"]);
    window.find(TITLE);
}

/// Waits until the place is stored that the next start comes back to.
pub(crate) fn wait_for_place(window: &Window, document: &str) {
    wait_until(&format!("{document} to be the last place"), || {
        place(window).as_deref() == Some(document)
    });
}

/// The document that the next start would come back to.
pub(crate) fn place(window: &Window) -> Option<String> {
    let place = "return (await window.__TAURI_INTERNALS__.invoke('app_start')).place?.document";
    window.run_async(place, &[]).as_str().map(str::to_owned)
}

/// Waits until nothing is left that the selector names.
pub(crate) fn wait_gone(window: &Window, css: &str) {
    wait_until(&format!("{css} to go"), || !window.shows(css));
}
