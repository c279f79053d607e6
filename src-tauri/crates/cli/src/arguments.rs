//! The command line: noun then verb as it grows.

pub(crate) use crate::drill_arguments::{DrillCommand, Printing};
pub(crate) use crate::run_arguments::{Answer3, Following, RunCommand, Text};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Search, show and check a library of runbooks and SOPs.
#[derive(Debug, Parser)]
#[command(name = "drillbook", version, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find sections: words, "quotes", -without, tag: service: owner: kind: status: language: folder:, an alert, a runbook link
    Search(SearchOptions),
    /// Print a document, or one section of it, as it stands in its file
    Show(ShowOptions),
    /// Write a document as a file that needs nothing else: pictures and style inside, no script
    Export(ExportOptions),
    /// Bring the search index up to date
    Index(IndexOptions),
    /// Tell which alerts of the rule files have a document, and which documents are for alerts that are gone
    Coverage(CoverageOptions),
    /// Tell which documents ask for upkeep: reviews, dead links, alerts that are gone (0 none, 1 some, 3 could not read)
    Status(StatusOptions),
    /// Follow a document, with the same log as the window's
    #[command(subcommand)]
    Run(RunCommand),
    /// Play drills line by line, and read what they were worth
    #[command(subcommand)]
    Drill(DrillCommand),
    /// Check and lay out the files of drills
    #[command(subcommand)]
    Scenario(ScenarioCommand),
    /// Tell which recurring work is due, late or missed (0 nothing is late, 1 something is late or was missed)
    Today(TodayOptions),
    /// Check front matter, links, anchors and scenarios (0 clean, 1 findings, 2 wrong usage, 3 could not read)
    Check(CheckOptions),
}

#[derive(Debug, Args)]
pub(crate) struct LibraryOption {
    /// The library's folder; the one that the window opened last where none is named
    #[arg(long, value_name = "FOLDER")]
    pub(crate) library: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SearchOptions {
    /// What to search for: words, an alert's name, a runbook link, an alert as text or JSON; - reads it from standard
    /// input. Quote it where a word begins with a minus: "disk -nfs"
    #[arg(required_unless_present = "batch", num_args = 1..)]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// Print one JSON object
    #[arg(long, conflicts_with = "batch")]
    pub(crate) json: bool,
    /// How many sections at most
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub(crate) limit: u32,
    /// Answer each line {"id", "query"} of FILE with a line {"id", "results", "ms"}; - reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub(crate) batch: Option<PathBuf>,
    /// Which alert of a payload to search for, from 1
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..), value_name = "NUMBER")]
    pub(crate) alert: u32,
    /// What a result of a batch is
    #[arg(long, value_enum, default_value_t = Unit::Section, requires = "batch")]
    pub(crate) unit: Unit,
}

/// What a result of a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    /// `path`: each document once
    Doc,
    /// `path:LINE` of the section's heading
    Section,
}

#[derive(Debug, Args)]
pub(crate) struct ShowOptions {
    /// The document's path in the library, with #section for one section
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) library: LibraryOption,
}

#[derive(Debug, Args)]
pub(crate) struct ExportOptions {
    /// The document's path in the library
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub(crate) html: PathBuf,
    /// Write it also where there is a file of that name
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct IndexOptions {
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// Make the index anew
    #[arg(long)]
    pub(crate) rebuild: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CoverageOptions {
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// A folder with more rule files, as where the rules are kept apart from the documents; may be given again
    #[arg(long, value_name = "FOLDER")]
    pub(crate) rules: Vec<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct TodayOptions {
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// The day, as 2026-11-20; today where it is not given
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct StatusOptions {
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// The day for which it is reckoned, as 2026-11-21; today where none is named
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<String>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// How much to ask of documents; as drillbook.toml says where it is not given
    #[arg(long, value_enum)]
    pub(crate) profile: Option<AskedProfile>,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the findings as SARIF 2.1.0, for code hosts and editors
    #[arg(long, conflicts_with = "json")]
    pub(crate) sarif: bool,
    /// Write what is found now to FILE, which drillbook.toml then names under check as baseline. From then on only what
    /// is new is reported
    #[arg(long, value_name = "FILE", conflicts_with_all = ["json", "sarif"])]
    pub(crate) write_baseline: Option<PathBuf>,
}

/// How much is asked of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AskedProfile {
    /// What is wrong anywhere: dead links, secrets, empty sections, words still to be written
    Default,
    /// On top: the sections of their kind, an owner, a review, expected results, a way back
    Strict,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ScenarioCommand {
    /// Check scenarios: form, names, good alarms, runbooks, and their own tests (0 clean, 1 findings, 2 wrong usage, 3 could not read)
    Check(ScenarioCheckOptions),
    /// Lay out scenarios evenly: white space and quotes change, nothing else (0 done, 1 findings, 3 could not write)
    Fmt(ScenarioFmtOptions),
}

#[derive(Debug, Args)]
pub(crate) struct ScenarioCheckOptions {
    /// Scenario files, or folders that hold some; scenarios/ of the library where none is named
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The library whose runbooks they name; the one that the window opened last where they lie in it
    #[arg(long, value_name = "FOLDER")]
    pub(crate) library: Option<PathBuf>,
    /// Break each scenario on purpose, in every known way, and tell what no check notices; takes minutes
    #[arg(long)]
    pub(crate) mutate: bool,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ScenarioFmtOptions {
    /// Files of scenarios, or folders that hold some; scenarios/ of the library where none is named
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// Write nothing; tell which files would change
    #[arg(long)]
    pub(crate) check: bool,
}
