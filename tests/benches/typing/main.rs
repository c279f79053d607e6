//! Typing: from a key to the painted list, in the real window on ten thousand documents, one key after the other.
//!
//! Measured in the window itself, from the field's event to the second animation frame after the answer to all that was
//! typed stands in the list. The library is made up of few words, so that nearly every key finds nearly every document.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use drillbook_tests::generated;
use drillbook_tests::home::Home;
use drillbook_tests::percentile::percentile;
use drillbook_tests::window::{Start, Window, wait_for};
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 10_000;
const AIM: f64 = 50.0;
/// Filling the index is not what is measured.
const LONGEST_INDEXING: Duration = Duration::from_mins(15);
/// Words, a half word, a slip, a filter, a title.
const QUERIES: [&str; 8] = [
    "certificate expired",
    "queue backlog consumer lag",
    "kubectl get pod",
    "failovr primary",
    "memory pressure kind:runbook",
    "leader election heartbeat 4711",
    "rotate secret -token",
    "\"disk alert\" volume",
];

fn main() {
    // `cargo test --all-targets` runs benches too; only `cargo bench` says so.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let library = generated::library(DOCUMENTS);
    let home = Home::new();
    let folder = library.path().display().to_string();
    // The first start fills the index; what is measured finds it, as every day does.
    ready(&home, &folder);
    let window = ready(&home, &folder);
    let mut painted: Vec<f64> = QUERIES
        .iter()
        .flat_map(|query| keys(&window, query))
        .collect();
    painted.sort_by(f64::total_cmp);
    let mut bare = bare_keys(&window);
    bare.sort_by(f64::total_cmp);
    println!(
        "typing, {DOCUMENTS} documents   {} keys: painted p50 {:.0} ms  p95 {:.0} ms  worst {:.0} ms  aim {AIM}",
        painted.len(),
        percentile(&painted, 50),
        percentile(&painted, 95),
        percentile(&painted, 100),
    );
    println!(
        "a field that nothing listens to   {} keys: painted p50 {:.0} ms  p95 {:.0} ms  ratio p50 {:.1}  p95 {:.1}",
        bare.len(),
        percentile(&bare, 50),
        percentile(&bare, 95),
        percentile(&painted, 50) / percentile(&bare, 50),
        percentile(&painted, 95) / percentile(&bare, 95),
    );
}

/// The window on the library, once all of it can be searched.
fn ready(home: &Home, folder: &str) -> Window {
    let start = Start::new("drillbook-desktop", home).args(["--library", folder]);
    let window = Window::open(&start);
    window.find("[data-started=true]");
    let asked = Instant::now();
    while !window.shows("[data-testid=index-state][data-state=ready]") {
        assert!(
            asked.elapsed() < LONGEST_INDEXING,
            "the index is never ready"
        );
        std::thread::sleep(Duration::from_millis(250));
    }
    window
}

/// Types a query; how long each key took until its list was painted, in milliseconds.
fn keys(window: &Window, query: &str) -> Vec<f64> {
    window.press(&["Ctrl+p", "Escape"]);
    window.press(&["Ctrl+p"]);
    let mut took = Vec::new();
    for key in query.chars() {
        window.run(WATCH, &[]);
        window.type_text(&key.to_string());
        took.push(wait_for("the list", || {
            window
                .run("return window.typing?.painted ?? null", &[])
                .as_f64()
        }));
    }
    took
}

/// Types into a field of the same window that nothing listens to; how long each key took until it was painted, in
/// milliseconds: what the window itself takes on this machine.
fn bare_keys(window: &Window) -> Vec<f64> {
    window.run(BARE, &[]);
    let mut took = Vec::new();
    for key in QUERIES.concat().chars().take(100) {
        window.run("window.bare = null", &[]);
        window.type_text(&key.to_string());
        took.push(wait_for("the field", || {
            window.run("return window.bare", &[]).as_f64()
        }));
    }
    took
}

const BARE: &str = "const field = document.body.appendChild(document.createElement('input')); \
    field.focus(); \
    field.addEventListener('input', ({ timeStamp }) => { \
        requestAnimationFrame(() => requestAnimationFrame(() => { window.bare = performance.now() - timeStamp; })); \
    });";

/// Notes how long after the next event of the field the second frame came that follows its answer.
const WATCH: &str = "const typing = window.typing = { painted: null }; \
    document.getElementById('search').addEventListener('input', ({ timeStamp }) => { \
        const look = () => { \
            if (document.querySelector('#results[aria-busy=false], #list [data-slot=empty]')) { \
                requestAnimationFrame(() => requestAnimationFrame(() => { typing.painted = performance.now() - timeStamp; })); \
            } else setTimeout(look, 0); \
        }; \
        setTimeout(look, 0); \
    }, { once: true, capture: true });";
