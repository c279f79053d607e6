//! `drillbook drill`: playing, listing, replaying and reporting drills, with the same logs as the window's. What a line
//! means and what comes of it is decided by the use-cases.

use crate::arguments::{DrillCommand, Printing};
use crate::output::{self, Output};
use crate::{Failed, Outcome, drill_print as print, messages, said};
use anyhow::{Context as _, Result};
use drillbook_api::wire::{
    DrillBriefing, DrillExportRequest, DrillListRequest, DrillRequest, DrillRow, DrillStartRequest,
    DrillView, ErrorCode, ScenarioRequest,
};
use drillbook_api::{App, Silent};
use std::io::{self, BufRead as _, Write as _};
use std::path::Path;
use std::sync::Arc;

pub(crate) fn run(command: &DrillCommand, output: &mut Output) -> Result<Outcome> {
    match answer(command, output) {
        Ok(outcome) => Ok(outcome),
        Err(Failed::Refused(error)) => {
            let outcome = match error.code {
                ErrorCode::DrillNotFound | ErrorCode::ScenarioNotFound => Outcome::Findings,
                ErrorCode::DrillRefused | ErrorCode::ScenarioBroken => Outcome::Refused,
                _ => return Err(said(error)),
            };
            output::error(&said(error));
            Ok(outcome)
        }
        Err(Failed::Nothing) => {
            output::remark(&messages().text("cli_no_drills", &[]));
            Ok(Outcome::Findings)
        }
        Err(Failed::Other(error)) => Err(error),
    }
}

fn answer(command: &DrillCommand, output: &mut Output) -> Result<Outcome, Failed> {
    match command {
        DrillCommand::Play { printing, .. } => {
            let app = app(printing)?;
            let (view, briefing) = begin(&app, command)?;
            print::begun(&view, briefing.as_ref(), printing.json, output)?;
            play(&app, view, printing.json, output)
        }
        DrillCommand::List { printing } => {
            let app = app(printing)?;
            let scenarios = app.drill_catalogue()?.scenarios;
            let drills = app.drills(&DrillListRequest::default())?;
            print::list(&scenarios, &drills, printing.json, output)?;
            Ok(Outcome::Clean)
        }
        DrillCommand::Replay { which, printing } => {
            let app = app(printing)?;
            let id = meant(&app, which.drill.as_deref())?;
            let view = app.drill(&DrillRequest { id })?;
            print::replayed(&view, printing.json, output)?;
            Ok(Outcome::Clean)
        }
        DrillCommand::Report {
            which,
            format,
            language,
            file,
            printing,
        } => {
            let app = app(printing)?;
            let id = meant(&app, which.drill.as_deref())?;
            let form = (*format).into();
            let request = DrillExportRequest {
                id: id.clone(),
                form,
            };
            let language = language.as_deref();
            match file {
                Some(file) => app.save_drill_in(&request, language, file)?,
                None if printing.json => {
                    print::debrief(&app.debrief_in(&DrillRequest { id }, language)?, output)?;
                }
                None => print::text(&app.export_drill_in(&request, language)?.text, output)?,
            }
            Ok(Outcome::Clean)
        }
    }
}

/// The app with the library that was named, or the last one, where there is one: what comes with the app is played
/// without.
fn app(printing: &Printing) -> Result<App> {
    let named = printing.library.library.as_deref();
    if let Some(folder) = named {
        return Ok(crate::open(Some(folder))?.app);
    }
    let app = crate::app(Arc::new(Silent))?;
    let last = app.state().recent.into_iter().find(|last| last.available);
    if let Some(last) = last {
        app.open_once(Path::new(&last.folder)).map_err(said)?;
    }
    Ok(app)
}

/// A new drill with its briefing, or the one to go on with.
fn begin(app: &App, command: &DrillCommand) -> Result<(DrillView, Option<DrillBriefing>), Failed> {
    let DrillCommand::Play {
        scenario,
        mode,
        language,
        seed,
        resume,
        ..
    } = command
    else {
        return Err(Failed::Nothing);
    };
    if resume.is_some() {
        let id = meant(app, resume.as_deref())?;
        return Ok((app.drill(&DrillRequest { id })?, None));
    }
    let wanted = scenario.as_deref().unwrap_or_default();
    let rows = app.drill_catalogue()?.scenarios.into_iter();
    let named = rows
        .into_iter()
        .find(|row| row.id == wanted || row.key == wanted);
    let request = DrillStartRequest {
        scenario: named.map_or_else(|| wanted.to_owned(), |row| row.key),
        mode: (*mode).into(),
        language: language.clone(),
        seed: *seed,
    };
    let briefing = app.drill_briefing(&ScenarioRequest {
        scenario: request.scenario.clone(),
        language: request.language.clone(),
    })?;
    Ok((app.start_drill(&request)?, Some(briefing)))
}

/// Reads lines until the drill is over or the input ends.
fn play(
    app: &App,
    mut view: DrillView,
    json: bool,
    output: &mut Output,
) -> Result<Outcome, Failed> {
    flush(output)?;
    let mut outcome = Outcome::Clean;
    for line in io::stdin().lock().lines() {
        let line = line.context("standard input could not be read")?;
        match line.trim() {
            "" => continue,
            line if line.starts_with('#') => continue,
            "quit" => break,
            "help" => print::help(&view, output)?,
            "show" => print::shown(&view, json, output)?,
            line => match app.put_line(&view.id, line, Some(view.seq)) {
                Ok(next) => {
                    print::news(&next, &view, json, output)?;
                    view = next;
                }
                Err(error) if error.code == ErrorCode::DrillRefused => {
                    outcome = Outcome::Refused;
                    output::error(&said(error));
                }
                Err(error) => return Err(error.into()),
            },
        }
        flush(output)?;
        if view.ended.is_some() {
            break;
        }
    }
    print::left(&view, json, output)?;
    Ok(outcome)
}

/// Whoever reads line by line is told at once.
fn flush(output: &mut Output) -> Result<()> {
    output.flush()?;
    Ok(())
}

/// The drill that was named by the beginning or the end of its id, else the latest.
fn meant(app: &App, named: Option<&str>) -> Result<String, Failed> {
    let rows = app.drills(&DrillListRequest::default())?;
    let fits =
        |row: &&DrillRow| named.is_none_or(|id| row.id.starts_with(id) || row.id.ends_with(id));
    let mut found = rows.iter().filter(fits);
    let first = found.next().ok_or(Failed::Nothing)?;
    if named.is_some() && found.next().is_some() {
        let text = messages().text("cli_drill_ambiguous", &[]);
        return Err(Failed::Other(anyhow::anyhow!(text)));
    }
    Ok(first.id.clone())
}
