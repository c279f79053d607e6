//! Everything that is known of recurring work that was done: the shared records of the library, and the runs in the journal of
//! this computer that nobody shared.

use super::check::{CHECKS, Check, Record};
use crate::App;
use crate::records::{Kept, Read};
use crate::run::holds;
use crate::session::Session;
use crate::wire::{RecordProblem, WireError};
use drillbook_journal::Stream;
use drillbook_library::Root;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;
use uuid::Uuid;

/// The shared records as they were read last.
#[derive(Debug, Default)]
pub(crate) struct Memory(Kept<Read<Check>>);

impl Memory {
    /// The shared records as they are now.
    fn read(&self, root: &Root) -> Arc<Read<Check>> {
        self.0.get(root, &[CHECKS], || CHECKS.read(root))
    }
}

/// What is known of recurring work.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What was done, the oldest first.
    pub(super) checks: Vec<Check>,
    /// Runs that go on: document, day, and the run's id.
    pub(super) going: Vec<Going>,
    /// Files among the records that are none.
    pub(super) problems: Vec<RecordProblem>,
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
        let read = session.checks.read(&session.root);
        let faults = read.faults.iter();
        let mut known = Known {
            checks: read.found.iter().map(|(_, check)| check.clone()).collect(),
            going: Vec::new(),
            problems: faults.map(|fault| fault.told(self.messages())).collect(),
        };
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
                .extend(checks.filter_map(|record| Check::of(record, false).ok()));
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
                .extend(record.and_then(|record| Check::of(record, false).ok()));
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
