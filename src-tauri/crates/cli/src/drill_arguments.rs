//! The arguments of `drillbook drill`.

use crate::arguments::LibraryOption;
use clap::{Args, Subcommand, ValueEnum};
use drillbook_api::wire::{DrillExportForm, DrillMode};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum DrillCommand {
    /// Play a scenario: one line of standard input is one input, in the words of the scenario's tests; `help` lists them
    Play {
        /// The scenario's id; not needed to go on with a drill
        #[arg(required_unless_present = "resume")]
        scenario: Option<String>,
        /// How the clock runs: only by acts and waits, or so and with hints for free
        #[arg(long, value_enum, default_value_t = Mode::Turns)]
        mode: Mode,
        /// The language to play it in, as en or id; the terminal's own where none is named
        #[arg(long, value_name = "CODE")]
        language: Option<String>,
        /// Picks variants and noise; chance does where none is named
        #[arg(long, value_name = "NUMBER")]
        seed: Option<u32>,
        /// Go on with this drill, by the beginning or the end of its id
        #[arg(long, value_name = "ID", conflicts_with_all = ["scenario", "seed", "language"])]
        resume: Option<String>,
        #[command(flatten)]
        printing: Printing,
    },
    /// List the scenarios, and the drills that were played, the latest first
    List {
        #[command(flatten)]
        printing: Printing,
    },
    /// Play a drill again from its log and print all that happened; fails where it comes out differently
    Replay {
        #[command(flatten)]
        which: Which,
        #[command(flatten)]
        printing: Printing,
    },
    /// Print or save the debrief of a drill
    Report {
        #[command(flatten)]
        which: Which,
        /// In which form
        #[arg(long, value_enum, default_value_t = Form::Markdown)]
        format: Form,
        /// The language to tell it in, as en or id; the one that it was played in where none is named
        #[arg(long, value_name = "CODE")]
        language: Option<String>,
        /// Save it here; a file of that name is replaced
        #[arg(long, short = 'o', value_name = "FILE")]
        file: Option<PathBuf>,
        #[command(flatten)]
        printing: Printing,
    },
}

/// Which drill.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// The drill, by the beginning or the end of its id; the latest where none is named
    #[arg(value_name = "ID")]
    pub(crate) drill: Option<String>,
}

/// Which library, and how it is printed.
#[derive(Debug, Args)]
pub(crate) struct Printing {
    #[command(flatten)]
    pub(crate) library: LibraryOption,
    /// Print JSON objects, one a line
    #[arg(long)]
    pub(crate) json: bool,
}

/// How the clock runs in a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// Only by acts and waits
    Turns,
    /// As turns, and hints are free
    Practice,
}

impl From<Mode> for DrillMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Turns => Self::TurnBased,
            Mode::Practice => Self::Practice,
        }
    }
}

/// The forms of a debrief.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For the team's records
    Markdown,
    /// One page that loads nothing
    Html,
    /// The log with the scenario's texts (drillbook.drill/1)
    Log,
}

impl From<Form> for DrillExportForm {
    fn from(form: Form) -> Self {
        match form {
            Form::Markdown => Self::Markdown,
            Form::Html => Self::Html,
            Form::Log => Self::Log,
        }
    }
}
