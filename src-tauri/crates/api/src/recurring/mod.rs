//! Recurring work: what is due today, beginning it, sharing that it was done, and what was read over time.
//!
//! Which days a schedule means, what is late and what was missed is [`drillbook_runbook::schedule`]'s. A run of scheduled work
//! keeps the day that it is done for; closed, it is a check. What is shared becomes a record below
//! `records/checks/`, and nothing is shared unless the person or the library's settings say so.

mod check;
mod history;
mod known;
mod today;
mod work;

use crate::App;
use crate::clock;
use crate::run::{Loaded, Source};
use crate::wire::{
    Change, CheckStartRequest, ErrorCode, Notice, ProblemSeverity, RunCheck, RunRequest, RunShared,
    RunView, WireError,
};
pub(crate) use check::Record;
use drillbook_runbook::run::Run;
use drillbook_runbook::schedule::Schedule;
use jiff::civil::Date;
pub(crate) use known::Memory;
use std::io::ErrorKind;
use uuid::Uuid;

type Answer<T> = Result<T, WireError>;

impl App {
    /// Begins recurring work for one of its days.
    pub fn start_check(&self, request: &CheckStartRequest) -> Answer<RunView> {
        let session = self.opened()?;
        let source = Source::read(&session, &request.document)?;
        let day = day(&request.occurrence);
        let is_one = |schedule: Schedule, day: Date| !schedule.between(day, day).is_empty();
        let fits = schedule(&source)
            .zip(day)
            .is_some_and(|(schedule, day)| is_one(schedule, day));
        if !fits {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        self.begin_check(&session, &source, request.occurrence.clone())
    }

    /// The day that a run which begins now is done for; none where the document has no schedule.
    pub(crate) fn occurrence(source: &Source) -> Option<String> {
        let current = schedule(source)?.current(day(&clock::today())?)?;
        Some(current.day.to_string())
    }

    /// Writes the record of a closed run of recurring work. A run is shared once.
    pub fn share_check(&self, request: &RunRequest) -> Answer<RunShared> {
        let loaded = self.load(&request.id)?;
        self.write_check(&loaded)
    }

    /// Shares a run that was closed just now, where the library's settings say so. It is closed whatever comes of that, so a
    /// failure is told and no error.
    pub(crate) fn share_where_asked(&self, loaded: &Loaded) {
        let asked = self
            .session_of(loaded)
            .is_some_and(|session| session.settings().settings.share_checks);
        if !asked || loaded.run.state.started.occurrence.is_none() {
            return;
        }
        if let Err(error) = self.write_check(loaded) {
            let notice = Notice {
                code: "check-not-shared".to_owned(),
                severity: ProblemSeverity::Error,
                message: error.message,
            };
            self.events.emit(Change::Notice { notice });
        }
    }

    fn write_check(&self, loaded: &Loaded) -> Answer<RunShared> {
        let session = self.session_of(loaded);
        let session = session.ok_or_else(|| self.error(ErrorCode::NoLibrary, &[]))?;
        let refused = |key: &str| {
            let problem = self.messages().text(key, &[]);
            self.error(ErrorCode::RunRefused, &[("problem", &problem)])
        };
        let id = &loaded.stream.id;
        let name = Record::file(id, &loaded.run).ok_or_else(|| refused("refusal_not_closed"))?;
        let record = Record::of(id, &loaded.run).ok_or_else(|| refused("refusal_no_schedule"))?;
        let written = session
            .root
            .add_record(check::CHECKS.kind, &name, record.text().as_bytes());
        let record = written.map_err(|error| {
            if error.kind() == ErrorKind::AlreadyExists {
                return refused("refusal_shared");
            }
            let file = path(&name);
            self.error(ErrorCode::NotWritten, &[("file", &file)])
                .because(&error)
        })?;
        Ok(RunShared { record })
    }

    /// What the window shows of a run that is recurring work.
    pub(crate) fn check_of(&self, loaded: &Loaded) -> Option<RunCheck> {
        let (id, run) = (&loaded.stream.id, &loaded.run);
        let occurrence = run.state.started.occurrence.clone()?;
        let session = self.session_of(loaded)?;
        let record = shared(id, run).filter(|path| session.root.read(path, 0).is_ok());
        Some(RunCheck {
            occurrence,
            record,
            always: session.settings().settings.share_checks,
        })
    }
}

/// Where the record of the run stands once it is shared.
fn shared(id: &Uuid, run: &Run) -> Option<String> {
    Record::file(id, run).map(|name| path(&name))
}

fn path(name: &str) -> String {
    format!("records/{}/{name}", check::CHECKS.kind)
}

fn schedule(source: &Source) -> Option<Schedule> {
    Schedule::read(source.document.front_matter.schedule.as_deref()?)
}

/// A plain date as it stands on the wire.
fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}
