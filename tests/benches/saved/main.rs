//! From a saved file to its hit: a library of [`DOCUMENTS`] is open and watched, one file after the other is saved with a new
//! word, and the time until a search finds it is taken.

#![expect(clippy::print_stdout, reason = "a bench reports by printing")]
#![expect(clippy::unwrap_used, reason = "a bench stops at the first error")]

use drillbook_api::wire::{IndexState, SearchRequest};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::generated;
use drillbook_tests::percentile::percentile;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

/// Documents of the library.
const DOCUMENTS: usize = 10_000;
/// Files that are saved.
const SAVES: usize = 31;
/// How often it is searched for.
const PAUSE: Duration = Duration::from_millis(2);
/// By then it is never found.
const PATIENCE: Duration = Duration::from_mins(1);

fn main() {
    // `cargo test --all-targets` runs benches too; only `cargo bench` says so.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let library = generated::library(DOCUMENTS);
    let home = tempfile::tempdir().unwrap();
    let app = App::new(Paths::below(home.path()), None, Arc::new(Silent));
    app.open_folder(library.path()).unwrap();
    while app.state().library.map(|library| library.index) != Some(IndexState::Ready) {
        thread::sleep(PAUSE);
    }
    let mut times: Vec<f64> = (0..SAVES)
        .map(|nth| {
            // Not in step with anything that is done now and then.
            thread::sleep(Duration::from_millis(700 + 37 * (nth as u64 % 7)));
            // So unlike any other that no slip of the finger leads from one to another.
            let word = format!(
                "{:016x}",
                (nth as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
            );
            let nth = nth * 311 % DOCUMENTS;
            write(&library.path().join(generated::path(nth)), &word);
            let began = Instant::now();
            while !finds(&app, &word, nth) {
                assert!(began.elapsed() < PATIENCE, "{word} is never found");
                thread::sleep(PAUSE);
            }
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!(
        "saved file found: median {:.0} ms (aim 300), slowest {:.0} ms, of {DOCUMENTS} documents",
        percentile(&times, 50),
        percentile(&times, 100)
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
    first == Some(generated::path(nth).as_str())
}

/// Writes a document once more, with a word that no other has.
fn write(path: &Path, word: &str) {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, format!("{text}\nCheck {word} of the queue.\n")).unwrap();
}
