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
use std::time::{Duration, Instant};

const APP: &str = "drillbook-desktop";
const TITLE: &str = "Checkout is slow";
/// The time of the drill that is forty minutes after its start.
const END: &str = "18:30";
/// A frame later than this is felt as a stall, in milliseconds.
const AIM: f64 = 200.0;
/// What the memory may grow by.
const GROWTH: f64 = 1.1;
/// How often the window is looked at.
const PAUSE: Duration = Duration::from_secs(1);
/// By then the forty minutes have passed on any machine.
const LONGEST: Duration = Duration::from_mins(10);

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
    let Frames { gap, count } = play(&window)?;
    window.press(&["F8"]);
    tree.idle();
    let after = tree.memory();
    let ticks = window.text("[role=timer]");
    println!("played to {ticks}");
    println!("longest gap of {count:.0} frames {gap:.0} ms, aim {AIM:.0} ms");
    println!(
        "memory {before:.0} MB at the start, {after:.0} MB at the end, ratio {:.2}, aim {GROWTH}",
        after / before
    );
    Ok(())
}

/// Makes the clock of the scenario run at a tick of half a minute each quarter of a second.
fn quicken(library: &Path) -> Result<(), Box<dyn Error>> {
    let path = library.join("scenarios/checkout-slow-at-peak/scenario.yaml");
    let text = fs::read_to_string(&path)?;
    let quick = text.replace("speed: 3,", "speed: 120,");
    if quick == text {
        return Err("the scenario's speed is written in another way".into());
    }
    Ok(fs::write(path, quick)?)
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

/// What was drawn.
struct Frames {
    /// The longest time between two of them, in milliseconds.
    gap: f64,
    count: f64,
}

/// Lets forty minutes pass. Looks seldom: whoever asks the window is a part of what it does.
fn play(window: &Window) -> Result<Frames, Box<dyn Error>> {
    window.run(
        "const frames = window.drawn = { gap: 0, count: 0, over: false }; let last = performance.now(); \
         const frame = (now) => { \
             if (frames.over) return; \
             frames.gap = Math.max(frames.gap, now - last); frames.count++; last = now; requestAnimationFrame(frame); \
         }; \
         requestAnimationFrame(frame);",
        &[],
    );
    let deadline = Instant::now() + LONGEST;
    while window.text("[role=timer]").as_str() < END {
        if Instant::now() > deadline {
            return Err("the drill's clock does not come to its end".into());
        }
        if window.shows("[data-probe]") {
            window.press(&["Ctrl+Shift+q", "Space", "Enter"]);
        }
        std::thread::sleep(PAUSE);
    }
    // The frames end with the count, else the window would never be idle.
    let frames = window.run(
        "const { drawn } = window; drawn.over = true; return [drawn.gap, drawn.count];",
        &[],
    );
    let (gap, count): (f64, f64) = serde_json::from_value(frames)?;
    if count < 1.0 {
        return Err("no frame was drawn".into());
    }
    Ok(Frames { gap, count })
}

/// Clicks the button whose name begins so.
fn click(window: &Window, css: &str, name: &str) {
    wait_until(&format!("{name} to be clicked"), || {
        let found = window.find_all(css);
        let named = found.iter().find(|button| button.label().starts_with(name));
        named.inspect(|button| button.click()).is_some()
    });
}
