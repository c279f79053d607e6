//! `drillbook run`: following a document in a terminal, with the same log as the window's.
//!
//! Which run is meant where none is named, which step a number means, and how it is printed: nothing else is decided here.

use crate::arguments::{Answer3, Following, RunCommand, Text};
use crate::output::Output;
use crate::{Failed, Outcome, messages, run_print as print};
use anyhow::{Context as _, Result};
use drillbook_api::wire::{
    ErrorCode, NamedValue, RunAct, RunActRequest, RunExportForm, RunExportRequest, RunListRequest,
    RunRequest, RunRight, RunRow, RunStartRequest, RunState, RunView,
};
use drillbook_api::{App, Paths, Silent};
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

/// The longest alert that is read, in bytes.
const LONGEST_ALERT: u64 = 256 * 1024;

pub(crate) fn run(command: &RunCommand, output: &mut Output) -> Result<Outcome> {
    match answer(command, output) {
        Ok(outcome) => Ok(outcome),
        Err(Failed::Refused(error)) => {
            let outcome = match error.code {
                ErrorCode::RunNotFound => Outcome::Findings,
                ErrorCode::RunRefused
                | ErrorCode::RunClosed
                | ErrorCode::NoProcedure
                | ErrorCode::TooManySteps => Outcome::Refused,
                _ => return Err(crate::said(error)),
            };
            crate::output::error(&crate::said(error));
            Ok(outcome)
        }
        Err(Failed::Nothing) => {
            crate::output::remark(&messages().text("cli_no_runs", &[]));
            Ok(Outcome::Findings)
        }
        Err(Failed::Other(error)) => Err(error),
    }
}

fn answer(command: &RunCommand, output: &mut Output) -> Result<Outcome, Failed> {
    match command {
        RunCommand::Start { following, .. } => shown(&start(command)?, following, output),
        RunCommand::List {
            document,
            following,
        } => {
            let app = with_library(following.library.library.as_deref())?;
            let rows = app.runs(&RunListRequest {
                document: document.clone(),
            })?;
            print::list(&rows, following.json, output)?;
            Ok(if rows.is_empty() {
                Outcome::Findings
            } else {
                Outcome::Clean
            })
        }
        RunCommand::Show { following } => {
            let (app, id) = meant(following, false)?;
            shown(&app.run(&RunRequest { id })?, following, output)
        }
        RunCommand::Text {
            which: None,
            following,
        } => {
            let (app, id) = meant(following, true)?;
            let view = app.run(&RunRequest { id })?;
            print::change(view.change.as_ref(), following.json, output)?;
            Ok(match view.change {
                Some(_) => Outcome::Findings,
                None => Outcome::Clean,
            })
        }
        RunCommand::Export {
            format,
            file,
            following,
        } => {
            let (app, id) = meant(following, false)?;
            let request = RunExportRequest {
                id,
                form: RunExportForm::from(*format),
            };
            match file {
                Some(file) => app.save_run(&request, file)?,
                None => print::text(&app.export_run(&request)?.text, output)?,
            }
            Ok(Outcome::Clean)
        }
        RunCommand::Import { file, following } => {
            let app = with_library(following.library.library.as_deref())?;
            let imported = app.import_run(file)?;
            crate::output::remark(&messages().text(print::import_key(&imported), &[]));
            shown(&imported.view, following, output)
        }
        acting => act(acting, output),
    }
}

/// Begins a run.
fn start(command: &RunCommand) -> Result<RunView, Failed> {
    let RunCommand::Start {
        document,
        reason,
        alert,
        set,
        following,
    } = command
    else {
        return Err(Failed::Nothing);
    };
    let app = with_library(following.library.library.as_deref())?;
    let (document, section) = match document.split_once('#') {
        Some((document, section)) => (document.to_owned(), Some(section.to_owned())),
        None => (document.clone(), None),
    };
    let request = RunStartRequest {
        document,
        section,
        reason: reason.clone(),
        alert: alert.as_deref().map(read_alert).transpose()?,
        values: set.iter().map(|(name, value)| named(name, value)).collect(),
    };
    Ok(app.start_run(&request)?)
}

/// The commands that act in a run.
fn act(command: &RunCommand, output: &mut Output) -> Result<Outcome, Failed> {
    let following = command.following();
    let (app, id) = meant(following, true)?;
    let mut view = app.run(&RunRequest { id: id.clone() })?;
    for act in acts(command, &view)? {
        view = app.act(&RunActRequest {
            id: id.clone(),
            act,
        })?;
    }
    shown(&view, following, output)
}

/// What the command does in the run.
fn acts(command: &RunCommand, view: &RunView) -> Result<Vec<RunAct>, Failed> {
    let step = |number: Option<usize>| step(view, number);
    Ok(match command {
        RunCommand::Done { step: number, .. } => vec![RunAct::Done {
            step: step(*number)?,
        }],
        RunCommand::Skip {
            step: number,
            reason,
            ..
        } => {
            vec![RunAct::Skip {
                step: step(*number)?,
                reason: reason.clone(),
            }]
        }
        RunCommand::Fail {
            step: number, note, ..
        } => {
            vec![RunAct::Fail {
                step: step(*number)?,
                note: note.clone(),
            }]
        }
        RunCommand::Note {
            text, step: number, ..
        } => {
            let step = number.map(|number| step(Some(number))).transpose()?;
            vec![RunAct::Note {
                step,
                text: text.clone(),
            }]
        }
        RunCommand::Fill { values, .. } => values
            .iter()
            .map(|(name, value)| fill(name, value))
            .collect(),
        RunCommand::Text { which, .. } => vec![match which {
            Some(Text::New) => RunAct::TakeText,
            _ => RunAct::KeepText,
        }],
        RunCommand::Undo { .. } => vec![RunAct::Undo { entry: None }],
        RunCommand::Close { right, missing, .. } => {
            let right = match right {
                Answer3::Yes => RunRight::Yes,
                Answer3::Partly => RunRight::Partly,
                Answer3::No => RunRight::No,
            };
            vec![RunAct::Close {
                right,
                missing: missing.clone(),
            }]
        }
        _ => Vec::new(),
    })
}

fn shown(view: &RunView, following: &Following, output: &mut Output) -> Result<Outcome, Failed> {
    print::view(view, following.json, output)?;
    Ok(Outcome::Clean)
}

fn fill(name: &str, value: &str) -> RunAct {
    RunAct::Fill {
        name: name.to_owned(),
        value: value.to_owned(),
        secret: false,
    }
}

fn named(name: &str, value: &str) -> NamedValue {
    NamedValue {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

/// The step with this number of the list that is printed; the current one where none is named.
fn step(view: &RunView, number: Option<usize>) -> Result<String, Failed> {
    let found = match number {
        Some(number) => number
            .checked_sub(1)
            .and_then(|at| view.steps.get(at))
            .map(|step| step.id.clone()),
        None => view.current.clone(),
    };
    found.ok_or_else(|| anyhow::anyhow!(messages().text("refusal_no_step", &[])).into())
}

/// The app with the library that was named, or the last one, where there is one: a run is known without it.
fn with_library(named: Option<&Path>) -> Result<App, Failed> {
    let paths = Paths::of_person().context("no home folder is known")?;
    let app = App::new(paths, None, Arc::new(Silent));
    match named {
        Some(folder) => app.open_quietly(folder)?,
        None => {
            if let Some(last) = app.state().recent.into_iter().find(|last| last.available) {
                app.open_quietly(Path::new(&last.folder))?;
            }
        }
    }
    Ok(app)
}

/// The run that was named, by the beginning or the end of its id, else the latest open one; else, where it is only
/// looked at, the latest.
fn meant(following: &Following, open: bool) -> Result<(App, String), Failed> {
    let app = with_library(following.library.library.as_deref())?;
    let rows = app.runs(&RunListRequest::default())?;
    let named = |row: &&RunRow| match &following.run {
        Some(id) => row.id.starts_with(id.as_str()) || row.id.ends_with(id.as_str()),
        None => row.state == RunState::Open,
    };
    let mut found = rows.iter().filter(named);
    let first = found
        .next()
        .or_else(|| rows.first().filter(|_| !open && following.run.is_none()));
    if following.run.is_some() && found.next().is_some() {
        return Err(anyhow::anyhow!(messages().text("cli_run_ambiguous", &[])).into());
    }
    let row = first.ok_or(Failed::Nothing)?;
    let id = row.id.clone();
    Ok((app, id))
}

fn read_alert(path: &Path) -> Result<String, Failed> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin()
            .take(LONGEST_ALERT)
            .read_to_string(&mut text)
    } else {
        std::fs::File::open(path)
            .and_then(|file| file.take(LONGEST_ALERT).read_to_string(&mut text))
    };
    read.with_context(|| format!("{} could not be read", path.display()))?;
    Ok(text)
}

impl RunCommand {
    fn following(&self) -> &Following {
        match self {
            Self::Start { following, .. }
            | Self::List { following, .. }
            | Self::Show { following }
            | Self::Done { following, .. }
            | Self::Skip { following, .. }
            | Self::Fail { following, .. }
            | Self::Note { following, .. }
            | Self::Fill { following, .. }
            | Self::Undo { following }
            | Self::Text { following, .. }
            | Self::Close { following, .. }
            | Self::Export { following, .. }
            | Self::Import { following, .. } => following,
        }
    }
}
