//! Drills as rows of a list, read from their entries without playing them.

use super::log::{Ended, What};
use super::store::{events, instant};
use super::{Answer, KIND, words};
use crate::App;
use crate::run::moments;
use crate::wire::{DrillForked, DrillListRequest, DrillRow};
use drillbook_drill::model::Stage;
use drillbook_journal::{Filter, Stream};
use std::collections::HashMap;

/// Rows of a list at most.
const MOST: u32 = 500;

impl App {
    /// Drills, the latest first.
    pub fn drills(&self, request: &DrillListRequest) -> Answer<Vec<DrillRow>> {
        let rows = self.drill_rows()?.into_iter().map(|(row, _)| row);
        let wanted = |row: &DrillRow| {
            let scenario = request.scenario.as_ref();
            scenario.is_none_or(|scenario| row.scenario == *scenario)
        };
        Ok(rows.filter(wanted).collect())
    }

    pub(super) fn plays_by_scenario(&self) -> Answer<HashMap<String, Vec<DrillRow>>> {
        let mut plays: HashMap<String, Vec<DrillRow>> = HashMap::new();
        // Without a journal nothing was played.
        if self.journal.is_some() {
            for (row, _) in self.drill_rows()? {
                plays.entry(row.scenario.clone()).or_default().push(row);
            }
        }
        Ok(plays)
    }

    /// All drills with what they came to.
    pub(super) fn drill_rows(&self) -> Answer<Vec<(DrillRow, Option<Ended>)>> {
        let filter = Filter {
            kind: KIND,
            about: None,
            without: None,
            limit: MOST,
        };
        let journal = self.journal()?;
        let streams = journal.streams(filter);
        let mut rows = Vec::new();
        for stream in streams.map_err(|error| self.drill_journal(&error))? {
            let entries = journal.entries(&stream.id);
            let entries = entries.map_err(|error| self.drill_journal(&error))?;
            // A drill that began in a way that only a newer version reads is left to that version.
            rows.extend(row(&stream, events(entries)));
        }
        Ok(rows)
    }
}

fn row(
    stream: &Stream,
    events: Vec<(drillbook_journal::Entry, What)>,
) -> Option<(DrillRow, Option<Ended>)> {
    let mut events = events.into_iter();
    let (first, What::Started(started)) = events.next()? else {
        return None;
    };
    let began = moments::moment(instant(&first));
    let mut row = DrillRow {
        id: stream.id.to_string(),
        scenario: started.scenario,
        title: started.title,
        mode: words::mode(started.setup.mode),
        language: started.language,
        person: first.person,
        started_at: began.clone(),
        last_at: began,
        clock: started.clock,
        seconds: 0,
        inputs: 0,
        stage: words::stage(Stage::Preparation),
        result: None,
        forked: started.forked.map(|forked| DrillForked {
            id: forked.id,
            seq: forked.seq,
            clock: forked.clock,
        }),
    };
    let mut ended = None;
    for (entry, what) in events {
        match what {
            What::Put(put) => {
                row.last_at = moments::moment(instant(&entry));
                row.clock = put.clock;
                row.seconds = put.after;
                row.inputs += 1;
                row.stage = words::stage(put.stage);
            }
            What::Ended(found) => {
                row.result = Some(words::result(found.result));
                ended = Some(*found);
            }
            _ => {}
        }
    }
    Some((row, ended))
}
