//! The changes that closed runs of this computer propose and that nobody has dealt with: the document still says what was
//! followed, and nobody has vouched for it since. What a change is, `runbook::run` says.

use super::Answer;
use super::scene::Scene;
use crate::App;
use crate::run::{holds, moments};
use crate::wire::ProposalRow;
use drillbook_journal::Stream;
use drillbook_runbook::run::{Instant, suggestions};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Changes that are listed.
const LISTED: usize = 50;

/// What a closed run has to say.
#[derive(Debug)]
struct Said {
    content: String,
    person: String,
    ended: Instant,
    suggestions: usize,
}

/// What closed runs have to say: they stay as they are. None where one has nothing to say.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<HashMap<Uuid, Option<Arc<Said>>>>);

impl App {
    /// The changes that are still to be dealt with, the latest first; none where there is no journal.
    pub(super) fn proposals(&self, scene: &Scene<'_>) -> Answer<Vec<ProposalRow>> {
        if self.journal.is_none() {
            return Ok(Vec::new());
        }
        let mut rows = Vec::new();
        for stream in self.latest_runs()? {
            if rows.len() == LISTED {
                break;
            }
            if holds(scene.session, &stream)
                && let Some(said) = self.said_by(scene, &stream)?
            {
                rows.extend(row(scene, &stream, (&said, self.name_now(&stream))));
            }
        }
        Ok(rows)
    }

    /// What a run has to say; none where it goes on, or has nothing to say.
    fn said_by(&self, scene: &Scene<'_>, stream: &Stream) -> Answer<Option<Arc<Said>>> {
        let memory = &scene.session.life.proposals.0;
        let lock = || memory.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get(&stream.id) {
            return Ok(known.clone());
        }
        let Some(run) = self.log_of(stream)? else {
            return Ok(None);
        };
        let state = &run.state;
        let Some(closing) = &state.closing else {
            return Ok(None);
        };
        let count = suggestions(state);
        let said = (count > 0).then(|| {
            Arc::new(Said {
                content: state.snapshot.content.clone(),
                person: state.person.clone(),
                ended: closing.when,
                suggestions: count,
            })
        });
        lock().insert(stream.id, said.clone());
        Ok(said)
    }
}

fn row(
    scene: &Scene<'_>,
    stream: &Stream,
    (said, document): (&Said, String),
) -> Option<ProposalRow> {
    let catalogue = scene.session.catalogue();
    let record = catalogue.records.get(&document)?;
    let is_open =
        record.content == said.content && said.ended.at > scene.vouched_at(&document, record);
    is_open.then(|| ProposalRow {
        run: stream.id.to_string(),
        title: record.title.clone(),
        person: said.person.clone(),
        ended: moments::moment(said.ended),
        suggestions: u32::try_from(said.suggestions).unwrap_or(u32::MAX),
        document,
    })
}
