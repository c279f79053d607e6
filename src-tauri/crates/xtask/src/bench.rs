//! `cargo xtask bench`: measures against baselines in the same run and prints the ratios.

use crate::setup::{self, Purpose};
use crate::{process, run, starter};
use anyhow::Result;

/// The benches print their own lines; here stands only what is built and in which order.
pub(crate) fn run() -> Result<()> {
    setup::ensure(&[Purpose::Build, Purpose::Display, Purpose::Test])?;
    run::build_ui()?;
    starter::assemble()?;
    // The start bench opens the windows of release builds, which `cargo bench` alone would not make.
    process::run(&mut process::cargo(&[
        "build",
        "--release",
        "--workspace",
        "--bins",
    ]))?;
    println!("\n== Indexing and search ==\n");
    process::run(&mut process::cargo(&[
        "bench",
        "--quiet",
        "--workspace",
        "--bench",
        "search",
    ]))?;
    println!("\n== Start and memory ==\n");
    process::run(&mut process::cargo(&[
        "bench",
        "--quiet",
        "--workspace",
        "--bench",
        "start",
    ]))
}
