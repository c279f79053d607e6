//! Drills as rows of a list, read from the first and the last of their entries without playing them.

use super::log::{ENDED, Ended, PUT, STARTED, What};
use super::store::{event, instant};
use super::{Answer, KIND, words};
use crate::App;
use crate::run::moments;
use crate::wire::{DrillForked, DrillListRequest, DrillRow};
use drillbook_drill::model::Stage;
use drillbook_journal::{Entry, Filter, Journal, Stream};
use std::collections::HashMap;

/// Rows of a list at most.
const MOST: u32 = 500;

/// A drill with what it came to.
type Row = (DrillRow, Option<Ended>);

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

    /// All drills with what they came to, but for those of scenarios that were being written.
    pub(super) fn drill_rows(&self) -> Answer<Vec<Row>> {
        let filter = Filter {
            kind: KIND,
            about: None,
            without: None,
            limit: MOST,
        };
        let journal = self.journal()?;
        let streams = journal.streams(filter);
        let streams = streams.map_err(|error| self.drill_journal(&error))?;
        let rows = streams.iter().map(|stream| self.drill_row(journal, stream));
        // A drill that began in a way that only a newer version reads is left to that version.
        rows.filter_map(Result::transpose).collect()
    }

    fn drill_row(&self, journal: &Journal, stream: &Stream) -> Answer<Option<Row>> {
        let latest = |kind: &str| {
            let found = journal.latest(&stream.id, kind);
            found.map_err(|error| self.drill_journal(&error))
        };
        let known = |found: Option<(Entry, u32)>| found.map(|(entry, count)| (event(entry), count));
        let started = known(latest(STARTED)?);
        let put = known(latest(PUT)?);
        let ended = known(latest(ENDED)?);
        Ok(row(stream, started, put, ended))
    }
}

/// An event of a stream, and how many of its sort there are.
type Known = Option<((Entry, What), u32)>;

fn row(stream: &Stream, started: Known, put: Known, ended: Known) -> Option<Row> {
    let ((first, What::Started(started)), _) = started? else {
        return None;
    };
    if started.trial {
        return None;
    }
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
    if let Some(((entry, What::Put(put)), inputs)) = put {
        row.last_at = moments::moment(instant(&entry));
        row.clock = put.clock;
        row.seconds = put.after;
        row.inputs = inputs;
        row.stage = words::stage(put.stage);
    }
    let ended = match ended {
        Some(((_, What::Ended(ended)), _)) => Some(*ended),
        _ => None,
    };
    row.result = ended.as_ref().map(|ended| words::result(ended.result));
    Some((row, ended))
}
