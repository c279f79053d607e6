//! An indexing process that is killed at any moment leaves an index that opens, and that the next start completes: as many
//! documents as files, each found by its newest words.
//!
//! Twenty rounds; `DRILLBOOK_KILLS` raises them.

use drillbook_api::wire::{IndexState, SearchRequest};
use drillbook_api::{App, Paths, Silent};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Documents of the library, and how many of them change in a round.
const DOCUMENTS: usize = 300;
const CHANGED: usize = 60;
/// Tells the child which folder to work in.
const FOLDER: &str = "DRILLBOOK_KILLED_FOLDER";

#[test]
fn a_killed_indexer_loses_nothing() {
    let rounds = std::env::var("DRILLBOOK_KILLS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(20_usize);
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    fs::create_dir(&library).unwrap();
    for nth in 0..DOCUMENTS {
        write(&library, nth, 0);
    }
    let mut draw = 12_345_u64;
    let mut killed = 0;
    for round in 1..=rounds {
        for nth in 0..CHANGED {
            write(&library, (round * 37 + nth) % DOCUMENTS, round);
        }
        draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        killed += usize::from(index_and_kill(
            folder.path(),
            Duration::from_millis((draw >> 33) % 250),
        ));
        // Now and then, so that the leavings of several pile up in between.
        if round % 4 == 0 {
            assert_eq!(open(folder.path()).1, IndexState::Ready, "round {round}");
        }
    }
    assert!(killed > 0, "no child was killed at work");
    check(folder.path(), rounds);
}

/// What the parent kills: brings the index up to date and ends.
#[test]
#[ignore = "is run by the test above"]
fn child() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        drop(open(Path::new(&folder)));
    }
}

fn open(folder: &Path) -> (App, IndexState) {
    let app = App::new(Paths::below(&folder.join("home")), None, Arc::new(Silent));
    let info = app.open_once(&folder.join("library")).unwrap();
    (app, info.index)
}

/// Whether the child was still at work when it was killed.
fn index_and_kill(folder: &Path, after: Duration) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "search_killed::child", "--ignored", "--quiet"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    thread::sleep(after);
    let at_work = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    at_work
}

fn write(library: &Path, nth: usize, round: usize) {
    let text = format!(
        "# Document {nth}\n\nIts word is {}.\n\n## Steps\n\nWait.\n",
        word(nth, round)
    );
    fs::write(library.join(format!("{nth}.md")), text).unwrap();
}

/// A word that no other document has, nor this one in another round.
fn word(nth: usize, round: usize) -> String {
    format!("w{nth}x{round}y")
}

/// Every document is found by its newest word and by no older one.
fn check(folder: &Path, rounds: usize) {
    let (app, index) = open(folder);
    assert_eq!(index, IndexState::Ready);
    let found = |word: &str| {
        let query = format!("\"{word}\"");
        let response = app.search(&SearchRequest { query, limit: 5 }).unwrap();
        response
            .groups
            .iter()
            .map(|group| group.document.id.clone())
            .collect::<Vec<_>>()
    };
    for nth in 0..DOCUMENTS {
        let changes = |round: usize| (0..CHANGED).any(|at| (round * 37 + at) % DOCUMENTS == nth);
        let last = (1..=rounds)
            .rev()
            .find(|round| changes(*round))
            .unwrap_or(0);
        assert_eq!(
            found(&word(nth, last)),
            [format!("{nth}.md")],
            "round {last}"
        );
        if last > 0 {
            assert!(
                found(&word(nth, 0)).is_empty(),
                "{nth}.md is found by an old word"
            );
        }
    }
    assert_eq!(
        app.search(&SearchRequest {
            query: "document".into(),
            limit: 200
        })
        .unwrap()
        .total,
        u32::try_from(DOCUMENTS).unwrap()
    );
}
