//! From a saved file to its hit: a library of [`DOCUMENTS`] is open and watched, one file after the other is saved with a new
//! word, and the time until a search finds it is taken.

#![expect(clippy::print_stdout, reason = "a bench reports by printing")]
#![expect(clippy::unwrap_used, reason = "a bench stops at the first error")]

use drillbook_api::wire::{IndexState, SearchRequest};
use drillbook_api::{App, Paths, Silent};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Documents of the library, of ten sections each.
const DOCUMENTS: usize = 10_000;
/// Files that are saved.
const SAVES: usize = 31;
/// How often it is searched for.
const PAUSE: Duration = Duration::from_millis(2);
/// By then it is never found.
const PATIENCE: Duration = Duration::from_mins(1);

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    fs::create_dir(&library).unwrap();
    for nth in 0..DOCUMENTS {
        write(&library, nth, "first");
    }
    let app = App::new(
        Paths::below(&folder.path().join("home")),
        None,
        Arc::new(Silent),
    );
    app.open_folder(&library).unwrap();
    while app.state().library.map(|library| library.index) != Some(IndexState::Ready) {
        thread::sleep(PAUSE);
    }
    let mut times: Vec<Duration> = (0..SAVES)
        .map(|nth| {
            // Not in step with anything that is done now and then.
            thread::sleep(Duration::from_millis(700 + 37 * (nth as u64 % 7)));
            // So unlike any other that no slip of the finger leads from one to another.
            let word = format!(
                "{:016x}",
                (nth as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            );
            let nth = nth * 311 % DOCUMENTS;
            write(&library, nth, &word);
            let began = Instant::now();
            while !finds(&app, &word, nth) {
                assert!(began.elapsed() < PATIENCE, "{word} is never found");
                thread::sleep(PAUSE);
            }
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "saved file found: median {} ms (aim 300), slowest {} ms, of {DOCUMENTS} documents",
        times[SAVES / 2].as_millis(),
        times[SAVES - 1].as_millis()
    );
}

fn finds(app: &App, word: &str, nth: usize) -> bool {
    let request = SearchRequest {
        query: word.to_owned(),
        limit: 1,
    };
    let response = app.search(&request).unwrap();
    let first = response
        .groups
        .first()
        .map(|group| group.document.id.as_str());
    first == Some(path(nth).as_str())
}

/// In one of a hundred folders.
fn path(nth: usize) -> String {
    format!("{}/{nth}.md", nth / 100)
}

/// Writes a document of ten sections.
fn write(library: &Path, nth: usize, word: &str) {
    let path = library.join(path(nth));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut text = format!("# Document {nth}\n");
    for section in 0..10 {
        let line = format!("Check {word} of queue {nth} and drain node {section}.");
        text.extend(["\n## Step\n\n", &line, "\n"]);
    }
    fs::write(path, text).unwrap();
}
