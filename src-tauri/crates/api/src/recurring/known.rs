//! Everything that is known of recurring work that was done: the shared records of the library, and the runs in the journal of
//! this computer that nobody shared.

use super::check::{Check, Fault, KIND, Record};
use crate::App;
use crate::run::holds;
use crate::session::Session;
use crate::wire::WireError;
use drillbook_journal::Stream;
use jiff::civil::Date;
use std::collections::HashMap;
use uuid::Uuid;

/// Files that are named where they could not be read.
const NAMED: usize = 20;

/// What is known of recurring work.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What was done, the oldest first.
    pub(super) checks: Vec<Check>,
    /// Runs that go on: document, day, and the run's id.
    pub(super) going: Vec<Going>,
    /// Records that are none, by path.
    pub(super) unread: Vec<String>,
    /// Records of a later format.
    pub(super) newer: u32,
}

/// A run that goes on for a day of recurring work.
#[derive(Debug)]
pub(super) struct Going {
    pub(super) document: String,
    pub(super) day: Date,
    pub(super) run: Uuid,
}

impl App {
    /// What is known of the recurring work of `session`'s library.
    pub(super) fn known_checks(&self, session: &Session) -> Result<Known, WireError> {
        let mut known = Known::default();
        known.add_records(session);
        let shared: HashMap<String, usize> = known
            .checks
            .iter()
            .enumerate()
            .map(|(at, check)| (check.record.run.clone(), at))
            .collect();
        let own = match self.journal {
            Some(_) => self.latest_runs()?,
            None => Vec::new(),
        };
        for stream in own.iter().filter(|stream| holds(session, stream)) {
            match shared.get(&stream.id.to_string()) {
                Some(at) => known.checks[*at].own = true,
                None => self.add_own(&mut known, stream)?,
            }
        }
        known.checks.sort_by_key(|check| (check.when.at, check.day));
        Ok(known)
    }

    /// Adds what this computer's journal knows of a run. A closed one stays as it is, and is remembered.
    fn add_own(&self, known: &mut Known, stream: &Stream) -> Result<(), WireError> {
        let id = &stream.id;
        if let Some(remembered) = self.runs.closed_check(id) {
            let checks = remembered.into_iter();
            known
                .checks
                .extend(checks.filter_map(|record| Check::of(record, false)));
            return Ok(());
        }
        let Some(run) = self.log_of(stream)? else {
            return Ok(());
        };
        let started = &run.state.started;
        if run.state.closing.is_some() {
            let record = Record::of(id, &run);
            self.runs.remember_check(id, record.clone());
            known
                .checks
                .extend(record.and_then(|record| Check::of(record, false)));
        } else if let Some(Ok(day)) = started.occurrence.as_ref().map(|day| day.parse()) {
            known.going.push(Going {
                document: started.document.clone(),
                day,
                run: *id,
            });
        }
        Ok(())
    }
}

impl Known {
    fn add_records(&mut self, session: &Session) {
        let records = session.root.records(KIND);
        self.unread
            .extend(records.problems.into_iter().map(|problem| problem.path));
        for file in records.found {
            match Check::read(&file.bytes) {
                Ok(check) => self.checks.push(check),
                Err(Fault::Newer) => self.newer += 1,
                Err(Fault::Damaged) => self.unread.push(file.path),
            }
        }
        self.unread.truncate(NAMED);
    }
}
