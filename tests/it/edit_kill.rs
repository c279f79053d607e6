//! Killed at any moment, nothing that was kept is lost and no file is torn: a child process types and saves as fast as it can
//! and says what was acknowledged; it is killed without warning; the file must be the one of before or the one of then, and
//! what was kept must be in the file or offered.
//!
//! `DRILLBOOK_KILLS` sets how often (20 where it does not).

use crate::run_kill::{FOLDER, kill, say};
use drillbook_api::wire::{EditRequest, EditSaved, EditTextRequest, Editing};
use drillbook_api::{App, Paths, Silent};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// What was acknowledged, in the form that [`kill`] takes: as long as the ids of runs.
const KEPT: &str = "kept----------------------------------";
const SAVED: &str = "saved---------------------------------";

/// The text of a round as the editor has it. Large enough that a torn one would be seen.
fn text(nth: usize) -> String {
    let lines = (0..400).map(|line| format!("Line {line} of {nth}\n"));
    format!("# Round {nth}\n\n{}", lines.collect::<String>())
}

/// The same as it must stand in the file.
fn bytes(nth: usize) -> Vec<u8> {
    format!("\u{feff}{}", text(nth).replace('\n', "\r\n")).into_bytes()
}

/// Which round a text is of, if it is whole.
fn round(text: &str) -> usize {
    let nth = text.strip_prefix("# Round ").unwrap();
    let nth = nth.split_whitespace().next().unwrap().parse().unwrap();
    assert_eq!(text, self::text(nth), "torn");
    nth
}

fn app(folder: &Path) -> App {
    let app = App::new(Paths::below(&folder.join("home")), None, Arc::new(Silent));
    app.open_quietly(&folder.join("library")).unwrap();
    app
}

fn open(app: &App) -> Editing {
    let document = "a.md".into();
    app.edit_open(&EditRequest { document }).unwrap()
}

/// The child: types and saves until it is killed. Does nothing when run by itself.
#[test]
#[ignore = "the child of the test below"]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let app = app(Path::new(&folder));
    let opened = open(&app);
    let first = opened.draft.map_or(opened.text, |draft| draft.text);
    let mut base = opened.base;
    for nth in round(&first) + 1.. {
        let request = EditTextRequest {
            document: "a.md".into(),
            base: base.clone(),
            text: text(nth),
        };
        app.edit_keep(&request).unwrap();
        say(&format!("run {KEPT} {nth}"));
        if nth % 3 == 0 {
            let EditSaved::Saved {
                base: now,
                confirmed: true,
            } = app.edit_save(&request).unwrap()
            else {
                panic!("it was not saved");
            };
            base = now;
            say(&format!("run {SAVED} {nth}"));
        }
    }
}

#[test]
fn killed_at_any_moment_nothing_typed_is_lost_and_no_file_is_torn() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("library")).unwrap();
    fs::write(folder.path().join("library/a.md"), bytes(0)).unwrap();
    kill("edit_kill::child", &folder, verify);
}

fn verify(folder: &TempDir, acknowledged: &HashMap<String, usize>) {
    let library = folder.path().join("library");
    let of = |what: &str| acknowledged.get(what).copied().unwrap_or(0);
    let app = app(folder.path());
    let opened = open(&app);
    let in_file = round(&opened.text);
    assert_eq!(fs::read(library.join("a.md")).unwrap(), bytes(in_file));
    assert!(in_file >= of(SAVED), "{in_file} of {}", of(SAVED));
    let draft = opened.draft.as_ref().map(|draft| round(&draft.text));
    let latest = draft.unwrap_or(in_file);
    assert!(latest >= of(KEPT), "{latest} of {}", of(KEPT));
    // Going on works, and takes away what the killed process left beside the file.
    if let Some(draft) = opened.draft {
        let request = EditTextRequest {
            document: "a.md".into(),
            base: opened.base,
            text: draft.text,
        };
        let saved = app.edit_save(&request).unwrap();
        assert!(
            matches!(
                saved,
                EditSaved::Saved {
                    confirmed: true,
                    ..
                }
            ),
            "{saved:?}"
        );
        let names: Vec<_> = fs::read_dir(&library)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(names, ["a.md"]);
    }
}
