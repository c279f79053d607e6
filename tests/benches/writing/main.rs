//! Writing: from a key to the painted text, in the real window on a document of a megabyte, against one of ten kilobytes of
//! the same run.
//!
//! Measured in the window itself, from the key's event to the second animation frame after the text has changed. What goes
//! on beside it (drafts, checks, the preview of the small one) goes on as it does for a person.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use drillbook_tests::home::Home;
use drillbook_tests::must;
use drillbook_tests::percentile::percentile;
use drillbook_tests::window::{Start, Window, wait_for, wait_until};
use std::fs;

const SMALL: usize = 10_000;
const LARGE: usize = 1_000_000;
const AIM: f64 = 50.0;
/// Sixty keys: words, an item, a link.
const TYPED: &str = "Restart the consumer, then look at [its lag](lag.md) twice. ";

fn main() {
    // `cargo test --all-targets` runs benches too; only `cargo bench` says so.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let library = must(tempfile::tempdir(), "making a folder");
    for (name, size) in [("small", SMALL), ("large", LARGE)] {
        let path = library.path().join(format!("{name}.md"));
        must(fs::write(path, document(name, size)), "writing a document");
    }
    let home = Home::new();
    let folder = library.path().display().to_string();
    let start = Start::new("drillbook-desktop", &home).args(["--library", &*folder]);
    let window = Window::open(&start);
    window.find("[data-testid=index-state][data-state=ready]");
    let small = measure(&window, "small", SMALL, None);
    measure(&window, "large", LARGE, Some(small));
}

/// Types into a document, tells how long the keys took, and returns what half of them stay below.
fn measure(window: &Window, name: &str, size: usize, baseline: Option<f64>) -> f64 {
    edit(window, name);
    let mut painted: Vec<f64> = TYPED.chars().map(|key| painted(window, key)).collect();
    painted.sort_by(f64::total_cmp);
    let [p50, p95, worst] = [50, 95, 100].map(|percent| percentile(&painted, percent));
    let ratio = baseline.map_or_else(String::new, |small| {
        format!("  {:.1} times the small one", p50 / small)
    });
    println!(
        "writing, {size} bytes   {} keys: painted p50 {p50:.0} ms  p95 {p95:.0} ms  worst {worst:.0} ms  aim {AIM}{ratio}",
        painted.len(),
    );
    p50
}

/// The document's text with the cursor in its middle, as a person would be who goes to a place in it.
fn edit(window: &Window, name: &str) {
    window.press(&["Ctrl+p"]);
    window.type_text(name);
    window.find("#results[aria-busy=false] [role=group] [role=option]");
    window.press(&["Enter"]);
    window.wait_for_text("#reader article h1", name);
    window.press(&["Ctrl+e"]);
    window.find("#editor .cm-content:focus");
    window.press(&["PageDown", "PageDown", "PageDown", "End"]);
    wait_until("the findings", || {
        !window.text("[data-testid=findings]").is_empty()
    });
}

/// How long a key took until its letter was painted, in milliseconds.
fn painted(window: &Window, key: char) -> f64 {
    window.run(WATCH, &[]);
    window.type_text(&key.to_string());
    wait_for("the letter", || {
        let painted = window.run("return window.writing?.painted ?? null", &[]);
        painted.as_f64()
    })
}

/// Sections of steps, commands and links, as runbooks have them.
fn document(name: &str, size: usize) -> String {
    let mut text = format!("# {name}\n\nWhat to do.\n");
    for section in 1.. {
        if text.len() >= size {
            break;
        }
        let part = format!(
            "\n## Part {section}\n\nSee [the start](#{name}) before `restart`.\n\n1. Look at queue {section}\n2. Restart it\n\n\
             ```sh\nkubectl rollout restart deployment/worker-{section}\n```\n"
        );
        text.push_str(&part);
    }
    text
}

/// Notes how long after the next key the second frame came that follows the change of the text.
const WATCH: &str = "const writing = window.writing = { painted: null }; \
    const text = document.querySelector('#editor .cm-content'); \
    text.addEventListener('keydown', ({ timeStamp }) => { \
        text.addEventListener('input', () => { \
            requestAnimationFrame(() => requestAnimationFrame(() => { writing.painted = performance.now() - timeStamp; })); \
        }, { once: true }); \
    }, { once: true, capture: true });";
