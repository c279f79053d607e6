//! `drillbook`: the library in a terminal and in a team's checks. The same use-cases as the window.
//!
//! Exit codes: 0 done and clean, 1 findings or nothing found, 2 wrong usage, 3 something could not be read.

mod arguments;
mod batch;
mod check;
mod coverage;
mod drill;
mod drill_arguments;
mod drill_briefing;
mod drill_print;
mod export;
mod index;
mod output;
mod run;
mod run_arguments;
mod run_print;
mod sarif;
mod scenario;
mod search;
mod show;
mod status;
mod today;

use anyhow::Result;
use arguments::{Arguments, Command};
use clap::Parser as _;
use drillbook_api::wire::{LibraryInfo, WireError};
use drillbook_api::{App, EventSink, Messages, Paths, Silent, Tongue};
use output::Output;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What a command came to.
pub(crate) enum Outcome {
    /// Done, nothing to mend.
    Clean,
    /// Findings, or nothing found.
    Findings,
    /// What was asked does not fit.
    Refused,
    /// Some file could not be read.
    Unread,
}

/// Why a command came to nothing.
pub(crate) enum Failed {
    /// The use-cases said why.
    Refused(WireError),
    /// No run or drill is meant.
    Nothing,
    /// Anything else.
    Other(anyhow::Error),
}

impl From<WireError> for Failed {
    fn from(error: WireError) -> Self {
        Self::Refused(error)
    }
}

impl From<anyhow::Error> for Failed {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::new();
    let outcome = run(&arguments, &mut output).and_then(|outcome| {
        output.flush()?;
        Ok(outcome)
    });
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Refused) => ExitCode::from(2),
        Ok(Outcome::Unread) => ExitCode::from(3),
        // Whoever read our output has seen enough: `drillbook search x | head -1`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::error(&error);
            ExitCode::from(3)
        }
    }
}

fn run(arguments: &Arguments, output: &mut Output) -> Result<Outcome> {
    match &arguments.command {
        Command::Search(options) if options.batch.is_some() => batch::run(options, output),
        Command::Search(options) => search::run(options, output),
        Command::Show(options) => show::run(options, output),
        Command::Export(options) => export::run(options, output),
        Command::Index(options) => index::run(options, output),
        Command::Coverage(options) => coverage::run(options, output),
        Command::Status(options) => status::run(options, output),
        Command::Run(command) => run::run(command, output),
        Command::Drill(command) => drill::run(command, output),
        Command::Scenario(command) => scenario::run(command, output),
        Command::Today(options) => today::run(options, output),
        Command::Check(options) => check::run(options, output),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The app with a library open and its index up to date.
pub(crate) struct Opened {
    pub(crate) app: App,
    pub(crate) library: LibraryInfo,
}

/// Opens the library that was named, else the one that the window opened last.
pub(crate) fn open(named: Option<&Path>) -> Result<Opened> {
    open_telling(named, Arc::new(Silent))
}

/// Opens the library and tells `events` how the index fares.
pub(crate) fn open_telling(named: Option<&Path>, events: Arc<dyn EventSink>) -> Result<Opened> {
    let app = app(events)?;
    let folder = match named {
        Some(folder) => folder.to_owned(),
        None => last_library(&app)?,
    };
    let library = app.open_once(&folder).map_err(said)?;
    Ok(Opened { app, library })
}

/// The app with no library open.
pub(crate) fn app(events: Arc<dyn EventSink>) -> Result<App> {
    let paths = Paths::of_person().ok_or_else(|| anyhow::anyhow!("no home folder is known"))?;
    Ok(App::new(paths, None, events))
}

fn last_library(app: &App) -> Result<PathBuf> {
    let last = app.state().recent.into_iter().next();
    last.map(|last| PathBuf::from(last.folder)).ok_or_else(|| {
        let messages = messages();
        anyhow::anyhow!(
            "{}. {}",
            messages.text("cli_no_library", &[]),
            messages.text("cli_no_library_hint", &[])
        )
    })
}

/// The catalogue in the terminal's language.
pub(crate) fn messages() -> Messages {
    Messages::new(Tongue::of(drillbook_api::wire::Language::System))
}

/// An error of the use-cases as one sentence for a terminal.
pub(crate) fn said(error: WireError) -> anyhow::Error {
    let mut text = error.message;
    if let Some(details) = error.details {
        text = format!("{text} ({details})");
    }
    match error.hint {
        Some(hint) => anyhow::anyhow!("{text}. {hint}"),
        None => anyhow::anyhow!(text),
    }
}
