//! A library that was moved or cloned is the same library: its runs and pins are found from every copy of its repository.

use crate::run::Scene;
use drillbook_api::App;
use drillbook_api::wire::{LibraryInfo, PinRequest, RunListRequest};
use drillbook_tests::shared;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs git as a test sets a repository up; false where there is no git.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let status = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
        .args(["-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .status();
    status.is_ok_and(|status| status.success())
}

/// The runs of `a.md` in the open library, with whether they can be followed here, and its pins.
fn known(app: &App) -> String {
    let request = RunListRequest {
        document: Some("a.md".into()),
    };
    let runs = app.runs(&request).unwrap();
    let here = runs.iter().filter(|run| run.here).count();
    let pinned = app.kept().unwrap().pinned.len();
    let folders = app.state().recent.len();
    format!(
        "runs {} here {here} pinned {pinned} folders {folders}",
        runs.len()
    )
}

/// Opens a folder as the window does, and waits until it is read.
fn open(app: &App, folder: &Path) -> LibraryInfo {
    app.open_folder(folder).unwrap();
    app.open_once(folder).unwrap()
}

#[test]
fn a_library_is_found_again_in_every_copy_of_its_repository() {
    let scene = Scene::new();
    let first = scene.path("library");
    // As an older version left it: opened before anybody asked where it comes from.
    let before = scene.start(None, &[]);
    let pin = PinRequest {
        id: "a.md".into(),
        pinned: true,
    };
    scene.app.pin(&pin).unwrap();
    open(&scene.app, &first);
    assert_eq!(known(&scene.app), "runs 1 here 1 pinned 1 folders 1");
    if !git(&first, &["init", "-q"]) {
        return shared::skip("needs git");
    }
    assert!(git(&first, &["add", "."]) && git(&first, &["commit", "-qm", "a"]));

    assert!(git(
        scene.folder.path(),
        &["clone", "-q", "library", "clone"]
    ));
    let clone = scene.path("clone");
    open(&scene.app, &clone);
    assert_eq!(known(&scene.app), "runs 0 here 0 pinned 0 folders 2");
    // Now the first folder is asked as well, and both are one.
    let opened = open(&scene.app, &first);
    assert_eq!(known(&scene.app), "runs 1 here 1 pinned 1 folders 2");
    let cloned = open(&scene.app, &clone);
    assert_ne!(opened.id, cloned.id, "each folder has an index of its own");
    assert_eq!(known(&scene.app), "runs 1 here 1 pinned 1 folders 2");
    scene.start(None, &[]);
    assert!(scene.view(&before.id).here);

    // Moved: it is listed where it is now.
    fs::rename(&first, scene.path("moved")).unwrap();
    open(&scene.app, &scene.path("moved"));
    assert_eq!(known(&scene.app), "runs 2 here 2 pinned 1 folders 2");

    // A part of the repository is another library.
    fs::create_dir(clone.join("docs")).unwrap();
    open(&scene.app, &clone.join("docs"));
    assert_eq!(known(&scene.app), "runs 0 here 0 pinned 0 folders 3");
}
