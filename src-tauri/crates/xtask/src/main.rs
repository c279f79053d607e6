//! What a developer does with this repository, each as one command: `cargo xtask run`, `cargo xtask test` and the rest.
//!
//! Knows the repository's layout and the tools on the machine; knows nothing of runbooks or of the app's insides, and
//! no crate depends on it. Everything that builds does so with `--workspace --all-targets`: Cargo unifies features
//! by what is built together, and a different set would build everything again.
#![expect(clippy::print_stdout, reason = "a command-line tool talks to its user")]

mod bench;
mod checks;
mod generate;
mod layout;
mod package;
mod process;
mod run;
mod screen;
mod setup;
mod starter;
mod tidy;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Set up, run, test, measure and package Drillbook
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install or name what building and testing needs
    Setup,
    /// Build the app and open it; without a display on a virtual one, with a picture of it
    Run {
        /// Arguments for the app, as `-- --library DIR`
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Build and check everything: formats, lints, tests, the real window
    Test,
    /// Measure indexing, search, start and memory against baselines of the same run
    Bench,
    /// Make the .deb and the .rpm
    Package,
    /// Write the generated TypeScript types anew
    Generate {
        /// Write nothing; fail when the committed files are stale
        #[arg(long)]
        check: bool,
    },
    /// Check what no compiler checks: the root's list of files, lengths, module docs, words
    Tidy,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> Result<()> {
    match command {
        Command::Setup => setup::everything(),
        Command::Run { args } => run::run(&args),
        Command::Test => checks::run(),
        Command::Bench => bench::run(),
        Command::Package => package::run(),
        Command::Generate { check } => generate::run(check),
        Command::Tidy => tidy::run(),
    }
}
