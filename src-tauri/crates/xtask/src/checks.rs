//! `cargo xtask test`: everything that is checked, in one order, each step with its time.
//!
//! A failed step does not stop the others, so that one run names all that is wrong; only what needs the build is left
//! out when there is none.

use crate::setup::{self, Purpose};
use crate::{generate, layout, process, run, starter, tidy};
use anyhow::{Result, bail};
use std::time::{Duration, Instant};

pub(crate) fn run() -> Result<()> {
    let begun = Instant::now();
    let skipped = layout::target().join("skipped.txt");
    let _ = std::fs::remove_file(&skipped);
    let mut report = Report::default();
    let ready = report.step("Set-up", || {
        setup::ensure(&[Purpose::Build, Purpose::Display, Purpose::Test])
    });
    let embedded = ready
        && report.step("UI build", run::build_ui)
        && report.step("Starter library", starter::assemble);
    report.step("Tidy", tidy::run);
    report.step("Format", || cargo(&["fmt", "--all", "--check"]));
    report.step("Bans and licences", deny);
    if ready {
        report.step("UI lint", || npm("lint"));
        report.step("UI types", || npm("check"));
        report.step("UI tests", || npm("test"));
    }
    if embedded {
        compiled(&mut report);
    }
    report.close(begun.elapsed(), &skipped)
}

/// What needs the compiler. One feature set throughout, and the binaries before the tests that start them.
fn compiled(report: &mut Report) {
    let built = report.step("Build", || {
        cargo(&["build", "--workspace", "--all-targets"])
    });
    report.step("Lints", || {
        cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ])
    });
    report.step("Documentation", || {
        let args = [
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
        ];
        process::run(process::cargo(&args).env("RUSTDOCFLAGS", "-D warnings"))
    });
    if !built {
        return report.left_out("Tests", "the build failed");
    }
    report.step("Generated types", || generate::run(true));
    report.step("Tests", || {
        cargo(&["test", "--workspace", "--tests", "--no-fail-fast"])
    });
    report.step("Examples in the documentation", || {
        cargo(&["test", "--workspace", "--doc"])
    });
}

fn cargo(args: &[&str]) -> Result<()> {
    process::run(&mut process::cargo(args))
}

fn npm(script: &str) -> Result<()> {
    process::run(&mut process::npm(&["run", "--silent", script]))
}

fn deny() -> Result<()> {
    if process::find("cargo-deny").is_none() {
        println!(
            "cargo-deny is not installed; install it with `cargo install cargo-deny` to check bans and licences."
        );
        return Ok(());
    }
    cargo(&["deny", "check", "bans", "licenses", "sources"])
}

/// What was done and what went wrong.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    failures: Vec<String>,
}

impl Report {
    /// Does a step and says whether it went well.
    fn step(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        println!("\n== {name} ==");
        let begun = Instant::now();
        let result = work();
        let seconds = begun.elapsed().as_secs_f32();
        let word = if result.is_ok() { "ok" } else { "FAILED" };
        println!("== {name}: {word}, {seconds:.1} s ==");
        self.lines
            .push(format!("{seconds:>7.1} s  {word:<6}  {name}"));
        if let Err(error) = &result {
            self.failures.push(format!("{name}: {error:#}"));
        }
        result.is_ok()
    }

    fn left_out(&mut self, name: &str, reason: &str) {
        self.failures
            .push(format!("{name}: left out, since {reason}"));
    }

    /// Prints the list of steps, then what was skipped, then one line that says it all.
    fn close(self, time: Duration, skipped: &std::path::Path) -> Result<()> {
        println!("\n{}", self.lines.join("\n"));
        if let Ok(text) = std::fs::read_to_string(skipped) {
            println!("\nSkipped, so not proven here:\n{}", text.trim_end());
        }
        let minutes = time.as_secs() / 60;
        let seconds = time.as_secs() % 60;
        if self.failures.is_empty() {
            println!("\nAll checks passed in {minutes} min {seconds} s.");
            return Ok(());
        }
        println!();
        for failure in &self.failures {
            println!("FAILED  {failure}");
        }
        bail!(
            "{} of {} checks failed",
            self.failures.len(),
            self.lines.len().max(self.failures.len())
        )
    }
}
