//! Forty minutes of a shipped drill at top speed in the real window: the longest gap between two animation frames, and
//! the memory at its start and at its end.
//!
//! *Top speed* is the scenario's real time made so fast that a tick of half a minute passes at each look of the clock.
//! The charts of two metrics are drawn, and the logs of all services followed, all the while. *Memory* is the
//! proportional set size of all processes of the program after five idle seconds.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

#[path = "../start/processes.rs"]
mod processes;

use drillbook_tests::home::Home;
use drillbook_tests::window::{Start, Window, wait_until};
use drillbook_tests::{places, starter};
use processes::Tree;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Duration;

const APP: &str = "drillbook-desktop";
const TITLE: &str = "Checkout is slow";
/// The time of the drill that is forty minutes after its start.
const END: &str = "18:30";
/// A frame later than this is felt as a stall, in milliseconds.
const AIM: f64 = 200.0;
/// What the memory may grow by.
const GROWTH: f64 = 1.1;

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo test --all-targets` runs benches too; only `cargo bench` says so.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let library = tempfile::tempdir()?;
    starter::copy(library.path())?;
    quicken(library.path())?;
    let home = Home::new();
    let folder = library.path().display().to_string();
    let window = Window::open(&Start::new(APP, &home).args(["--library", &folder]));
    window.find("[data-testid=index-state][data-state=ready]");
    let tree = Tree::find(window.driver(), &places::program(APP));
    begin(&window);
    window.press(&["F8"]);
    tree.idle();
    let before = tree.memory();
    window.press(&["F8"]);
    let gap = play(&window);
    window.press(&["F8"]);
    tree.idle();
    let after = tree.memory();
    let ticks = window.text("[role=timer]");
    println!("played to {ticks}");
    println!("longest gap between frames {gap:.0} ms, aim {AIM:.0} ms");
    println!(
        "memory {before:.0} MB at the start, {after:.0} MB at the end, ratio {:.2}, aim {GROWTH}",
        after / before
    );
    Ok(())
}

/// Makes the clock of every scenario run at a tick of half a minute each quarter of a second.
fn quicken(library: &Path) -> std::io::Result<()> {
    let path = library.join("scenarios/checkout-slow-at-peak/scenario.yaml");
    let text = fs::read_to_string(&path)?;
    fs::write(path, text.replace("speed: 3,", "speed: 120,"))
}

/// From the catalogue to the desk, with charts drawn and logs followed.
fn begin(window: &Window) {
    window.press(&["Ctrl+Shift+d"]);
    click(window, "#reader button", &format!("Read briefing: {TITLE}"));
    click(window, "#reader button", "Start drill");
    click(window, "#drill-charts button", "Open panel");
    window.wait_for_text("#drill-charts", "looked at");
    window.press(&["Alt+2"]);
    window.find("[role=log] time");
}

/// Lets forty minutes pass and tells the longest time between two frames, in milliseconds.
fn play(window: &Window) -> f64 {
    window.run(
        "window.gap = 0; let last = performance.now(); \
         const frame = (now) => { window.gap = Math.max(window.gap, now - last); last = now; if (window.gap >= 0) requestAnimationFrame(frame); }; \
         requestAnimationFrame(frame);",
        &[],
    );
    while window.text("[role=timer]").as_str() < END {
        if window.shows("[data-probe]") {
            window.press(&["Ctrl+Shift+q", "Space", "Enter"]);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    // The frames end with the count, else the window would never be idle.
    let gap = window.run("const gap = window.gap; window.gap = NaN; return gap;", &[]);
    gap.as_f64().unwrap_or_default()
}

/// Clicks the button whose name begins so.
fn click(window: &Window, css: &str, name: &str) {
    wait_until(&format!("{name} to be clicked"), || {
        let found = window.find_all(css);
        let named = found.iter().find(|button| button.label().starts_with(name));
        named.inspect(|button| button.click()).is_some()
    });
}
