//! `cargo xtask bench`: measures against baselines in the same run and prints the ratios.

use crate::setup::{self, Purpose};
use crate::{layout, process, run, starter};
use anyhow::Result;

/// What is measured; each bench prints what it does, and a line with the word `ratio` or `aim` for each result.
const BENCHES: [&str; 8] = [
    "search", "saved", "scenario", "start", "typing", "writing", "journey", "drill",
];

/// Builds what is measured, runs each bench, and prints all ratios once more as one table.
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
        "--benches",
    ]))?;
    let mut table = Vec::new();
    for bench in BENCHES {
        println!("\n== {bench} ==");
        let mut command = process::cargo(&["bench", "--quiet", "--workspace", "--bench", bench]);
        let beside = layout::root().join("../shared");
        if std::env::var_os("DRILLBOOK_CORPORA").is_none() && beside.join("corpora").is_dir() {
            command.env("DRILLBOOK_CORPORA", beside);
        }
        let printed = process::output(&mut command)?;
        println!("{}", printed.trim_end());
        table.extend(
            printed
                .lines()
                .filter(|line| line.contains("ratio") || line.contains("aim"))
                .map(str::to_owned),
        );
    }
    println!("\n== All results ==\n{}", table.join("\n"));
    Ok(())
}
