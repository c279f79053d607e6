//! What is kept of recurring work that was done: who, for which day, what was read. The same whether it stands in a shared
//! record of the library or in the journal of this computer.
//!
//! `drillbook.check/1` is written for programs too: stable names, instants in UTC, numbers as numbers.

use crate::records::Sort;
use crate::run::moments;
use drillbook_runbook::readings::Limits;
use drillbook_runbook::run::{Instant, Run, Taken};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The shared records.
pub(super) const CHECKS: Sort = Sort {
    kind: "checks",
    format: "drillbook.check/1",
};

/// The record as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    format: String,
    pub(super) run: String,
    pub(super) document: String,
    /// The hash of what the document said.
    content: String,
    title: String,
    /// The day it was done for.
    occurrence: String,
    pub(super) person: String,
    /// When the run was closed, UTC.
    at: String,
    /// Minutes that the person's local time was ahead of UTC.
    offset: i32,
    pub(super) readings: Vec<Read>,
    /// How many of the readings were outside of their limits.
    outside: u32,
}

/// A value as it was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Read {
    pub(super) reading: String,
    pub(super) name: String,
    pub(super) unit: String,
    #[serde(flatten)]
    pub(super) limits: Limits,
    pub(super) value: f64,
}

/// A check that was understood; read from a shared record where nothing else is said.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Record")]
pub(super) struct Check {
    pub(super) record: Record,
    pub(super) day: Date,
    pub(super) when: Instant,
    /// It stands in a record of the library.
    pub(super) shared: bool,
    /// Its run is known on this computer.
    pub(super) own: bool,
}

impl Record {
    /// What is kept of a closed run that was done for a day of recurring work; `None` for any other.
    pub(super) fn of(id: &Uuid, run: &Run) -> Option<Self> {
        let state = &run.state;
        let closing = state.closing.as_ref()?;
        let outside = state.readings.iter().filter(|taken| is_outside(taken));
        Some(Self {
            format: CHECKS.format.to_owned(),
            run: id.to_string(),
            document: state.started.document.clone(),
            content: state.snapshot.content.clone(),
            title: state.started.title.clone(),
            occurrence: state.started.occurrence.clone()?,
            person: closing.person.clone(),
            at: moments::utc(closing.when),
            offset: closing.when.offset,
            outside: u32::try_from(outside.count()).unwrap_or(u32::MAX),
            readings: state.readings.iter().map(read).collect(),
        })
    }

    /// The name of its file: when, and of which run, so that a run is shared once.
    pub(super) fn file(id: &Uuid, run: &Run) -> Option<String> {
        let closing = run.state.closing.as_ref()?;
        Some(format!("{}-{id}.json", moments::file(closing.when)))
    }

    pub(super) fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

impl Check {
    /// The check of a record, where its day and its instant can be read.
    pub(super) fn of(record: Record, shared: bool) -> Result<Self, jiff::Error> {
        let at: Timestamp = record.at.parse()?;
        Ok(Self {
            day: record.occurrence.parse()?,
            when: Instant {
                at: at.as_millisecond(),
                offset: record.offset,
            },
            shared,
            own: !shared,
            record,
        })
    }

    /// How many of its readings were outside of their limits.
    pub(super) fn outside(&self) -> u32 {
        self.record.outside
    }
}

impl TryFrom<Record> for Check {
    type Error = jiff::Error;

    fn try_from(record: Record) -> Result<Self, Self::Error> {
        Self::of(record, true)
    }
}

fn is_outside(taken: &Taken) -> bool {
    taken.against() != drillbook_runbook::readings::Against::Within
}

fn read(taken: &Taken) -> Read {
    Read {
        reading: taken.asked.key.clone(),
        name: taken.asked.name.clone(),
        unit: taken.asked.unit.clone(),
        limits: taken.asked.limits,
        value: taken.value,
    }
}
