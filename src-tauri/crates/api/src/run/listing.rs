//! Runs as rows of a list.

use super::{Answer, KIND, moments, view};
use crate::App;
use crate::clock;
use crate::session::Session;
use crate::wire::{RunListRequest, RunProgress, RunRow};
use drillbook_journal::{Filter, Stream};
use drillbook_runbook::run::{Run, Status};
use std::collections::HashMap;

/// Rows of a list at most.
const MOST: u32 = 500;

impl App {
    /// Runs, the latest first.
    pub fn runs(&self, request: &RunListRequest) -> Answer<Vec<RunRow>> {
        let library = self.session().and_then(|session| session.library);
        let about = match (&request.document, &library) {
            (Some(document), Some(library)) => Some((library, document.as_str())),
            (Some(_), None) => return Ok(Vec::new()),
            (None, _) => None,
        };
        self.rows(Filter {
            kind: KIND,
            about,
            without: None,
            limit: MOST,
        })
    }

    /// Runs that were not closed.
    pub(super) fn open_runs(&self) -> Answer<Vec<RunRow>> {
        self.rows(Filter {
            kind: KIND,
            about: None,
            without: Some("closed"),
            limit: 50,
        })
    }

    /// How often each document of `session`'s library was followed; nothing where no journal says so.
    pub(crate) fn runs_by_document(&self, session: &Session) -> Answer<HashMap<String, u32>> {
        let Some(library) = session.library else {
            return Ok(HashMap::new());
        };
        let counted = self.journal()?.streams_by_subject(KIND, &library);
        counted.map_err(|error| self.of_journal(&error))
    }

    /// The latest runs, as far back as a list of runs goes.
    pub(crate) fn latest_runs(&self) -> Answer<Vec<Stream>> {
        let filter = Filter {
            kind: KIND,
            about: None,
            without: None,
            limit: MOST,
        };
        let streams = self.journal()?.streams(filter);
        streams.map_err(|error| self.of_journal(&error))
    }

    fn rows(&self, filter: Filter<'_>) -> Answer<Vec<RunRow>> {
        let open = self.session();
        let streams = self
            .journal()?
            .streams(filter)
            .map_err(|error| self.of_journal(&error))?;
        let mut rows = Vec::with_capacity(streams.len());
        for stream in streams {
            // A run that began in a way that only a newer version reads is left to that version.
            if let Some(run) = self.log_of(&stream)? {
                let here = open.as_ref().is_some_and(|session| holds(session, &stream));
                rows.push(row(&stream, &run, here));
            }
        }
        Ok(rows)
    }
}

/// Whether the run is of this library. One that came from elsewhere, before any library here had its document, is of the library
/// that has it.
pub(crate) fn holds(session: &Session, stream: &Stream) -> bool {
    match stream.library {
        Some(library) => session.library == Some(library),
        None => session.root.read(&stream.subject, 0).is_ok(),
    }
}

fn row(stream: &Stream, run: &Run, here: bool) -> RunRow {
    let state = &run.state;
    let ended = state.closing.as_ref().map(|closing| closing.when);
    RunRow {
        id: stream.id.to_string(),
        document: state.started.document.clone(),
        title: state.started.title.clone(),
        library: state.started.library.clone(),
        here,
        person: state.person.clone(),
        reason: state.started.reason.clone(),
        alert: state
            .started
            .alert
            .as_ref()
            .map(|alert| alert.name.clone())
            .filter(|name| !name.is_empty()),
        started_at: moments::moment(run.began()),
        ended_at: ended.map(moments::moment),
        elapsed: run
            .began()
            .seconds_to(ended.map_or_else(clock::now, |ended| ended.at)),
        state: view::open_or_closed(run),
        progress: progress(run),
        right: state
            .closing
            .as_ref()
            .map(|closing| view::right(closing.right)),
    }
}

/// How far a run is.
pub(super) fn progress(run: &Run) -> RunProgress {
    let count = |status| u32::try_from(run.state.count(status)).unwrap_or(u32::MAX);
    RunProgress {
        done: count(Status::Done),
        skipped: count(Status::Skipped),
        failed: count(Status::Failed),
        open: count(Status::Open),
        total: u32::try_from(run.state.steps.len()).unwrap_or(u32::MAX),
    }
}
