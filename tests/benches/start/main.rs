//! Start (the median of five) and memory of the release build against an empty Tauri window, measured in turn in the same run.
//!
//! *Start* is the time from asking for the process to the first contentful paint, read from the window itself and the
//! same for both. *Memory* is the proportional set size of all processes of the program after five idle seconds.
//! A first start of each library fills the index; the measured ones find it, as every day does.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

mod processes;

use drillbook_tests::generated;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Start, Window, wait_for};
use drillbook_tests::{places, shared};
use processes::Tree;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

const ROUNDS: usize = 5;
const AIM: f64 = 1.3;
const BASELINE: &str = "drillbook-baseline";
const APP: &str = "drillbook-desktop";

/// One program with one library.
struct Subject {
    name: String,
    program: &'static str,
    args: Vec<String>,
    home: Home,
    starts: Vec<f64>,
    memory: f64,
}

fn main() {
    // `cargo test --all-targets` runs benches too; only `cargo bench` says so.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let mut subjects = vec![Subject::new("an empty window", BASELINE, None)];
    if let Some(gitlab) = shared::find("corpora/dev/gitlab-runbooks") {
        subjects.push(Subject::new("GitLab's corpus", APP, Some(gitlab)));
    }
    let generated = generated::library(10_000);
    subjects.push(Subject::new(
        "10,000 documents",
        APP,
        Some(generated.path().to_owned()),
    ));

    println!("First start of each, indexing included:");
    for subject in &subjects {
        subject.first_start();
    }
    for _ in 0..ROUNDS {
        for subject in &mut subjects {
            subject.start();
        }
    }
    for subject in &mut subjects {
        subject.remember();
    }
    print_table(&subjects);
}

impl Subject {
    fn new(name: &str, program: &'static str, library: Option<PathBuf>) -> Self {
        let args = library.map_or_else(Vec::new, |path| {
            vec!["--library".to_owned(), path.display().to_string()]
        });
        Self {
            name: name.to_owned(),
            program,
            args,
            home: Home::new(),
            starts: Vec::new(),
            memory: 0.0,
        }
    }

    fn open(&self) -> Window {
        Window::open(&Start::new(self.program, &self.home).args(self.args.clone()))
    }

    /// Lets everything that happens once happen, and says what it took.
    fn first_start(&self) {
        let window = self.open();
        let tree = self.tree(&window);
        let seconds = tree.idle();
        println!(
            "  {:<18} idle after {seconds:>5.1} s with {:>4.0} MB",
            self.name,
            tree.memory()
        );
    }

    fn start(&mut self) {
        let window = self.open();
        let painted = wait_for("the first contentful paint", || {
            let script = "const paint = performance.getEntriesByName('first-contentful-paint')[0]; \
                          return paint ? performance.timeOrigin + paint.startTime : null;";
            window.run(script, &[]).as_f64()
        });
        self.starts.push(painted - milliseconds(window.asked()));
    }

    fn remember(&mut self) {
        let window = self.open();
        let tree = self.tree(&window);
        tree.idle();
        self.memory = tree.memory();
    }

    /// The program's processes, without the driver that started it.
    fn tree(&self, window: &Window) -> Tree {
        Tree::find(window.driver(), &places::program(self.program))
    }

    fn median(&self) -> f64 {
        let mut starts = self.starts.clone();
        starts.sort_by(f64::total_cmp);
        starts.get(starts.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

fn print_table(subjects: &[Subject]) {
    let Some((baseline, others)) = subjects.split_first() else {
        return;
    };
    for subject in others {
        row(
            &format!("start, {}", subject.name),
            "ms",
            subject.median(),
            baseline.median(),
        );
        row(
            &format!("memory, {}", subject.name),
            "MB",
            subject.memory,
            baseline.memory,
        );
    }
}

fn row(name: &str, unit: &str, ours: f64, empty: f64) {
    println!(
        "{name:<26} ours {ours:>6.0} {unit}  empty {empty:>6.0} {unit}  ratio {:.2}  aim {AIM}",
        ours / empty
    );
}

fn milliseconds(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH)
        .map_or(0.0, |since| since.as_secs_f64() * 1000.0)
}
