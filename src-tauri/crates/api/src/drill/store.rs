//! Drills in the journal and in memory: loading, replaying, appending.

use super::log::{Answered, Ended, Item, Put, Started, VERSION, What};
use super::{Answer, KIND};
use crate::App;
use crate::clock;
use crate::wire::ErrorCode;
use drillbook_drill::{Log, Play, Texts, replay};
use drillbook_journal::{Entry, Error, Stream};
use drillbook_runbook::run::Instant;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Plays that are kept in memory.
const KEPT: usize = 4;

/// What is known of drills beyond their logs, and can be made again.
#[derive(Default)]
pub(crate) struct Memory {
    /// The plays that were used last, the latest first.
    plays: Mutex<Vec<Arc<Loaded>>>,
    /// Scenarios as they were last read.
    pub(super) cards: super::catalogue::Cards,
    /// The proof of the scenario that is written.
    pub(super) proving: super::proving::Proving,
    /// Inputs that were played again because a drill was read from the journal.
    #[cfg(test)]
    pub(super) replayed: std::sync::atomic::AtomicUsize,
}

impl Memory {
    fn keep(&self, loaded: &Arc<Loaded>) {
        let mut plays = self.plays.lock().unwrap_or_else(PoisonError::into_inner);
        plays.retain(|known| known.id() != loaded.id());
        plays.insert(0, Arc::clone(loaded));
        plays.truncate(KEPT);
    }

    fn find(&self, id: &Uuid) -> Option<Arc<Loaded>> {
        let plays = self.plays.lock().unwrap_or_else(PoisonError::into_inner);
        plays.iter().find(|known| known.id() == id).cloned()
    }

    /// What is kept of this drill may be old.
    pub(super) fn forget(&self, id: &Uuid) {
        let mut plays = self.plays.lock().unwrap_or_else(PoisonError::into_inner);
        plays.retain(|known| known.id() != id);
    }
}

/// A drill with everything that its stream holds.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub(super) stream: Stream,
    /// The number of the stream's last entry.
    pub(super) last: u32,
    pub(super) started: Started,
    pub(super) person: String,
    pub(super) began: Instant,
    pub(super) moved: Instant,
    pub(super) ended: Option<Ended>,
    pub(super) own: Own,
    /// What really happened; none where the scenario tells nothing.
    pub(super) story: Option<String>,
    /// The play; none where this engine plays the log otherwise.
    pub(super) play: Option<Arc<Play>>,
}

/// What the person added after the drill.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    pub(super) account: Option<(String, Instant)>,
    /// The first answer to each question counts.
    pub(super) answers: Vec<Answered>,
    /// The latest of each number counts.
    pub(super) items: Vec<(Item, Instant)>,
}

impl Loaded {
    pub(super) fn id(&self) -> &Uuid {
        &self.stream.id
    }
}

/// A stored entry with what it means.
pub(super) fn event(entry: Entry) -> (Entry, What) {
    let what = What::decode(&entry.kind, entry.version, &entry.json);
    (entry, what)
}

pub(super) fn instant(entry: &Entry) -> Instant {
    Instant {
        at: entry.at,
        offset: entry.offset,
    }
}

impl App {
    /// The drill with this id and its play; refused where this engine plays it otherwise.
    pub(super) fn playing(&self, id: &str) -> Answer<(Arc<Loaded>, Arc<Play>)> {
        let loaded = self.load_drill(id)?;
        let play = loaded.play.clone();
        let play = play.ok_or_else(|| self.error(ErrorCode::DrillDiffers, &[]))?;
        Ok((loaded, play))
    }

    /// The drill with this id, as far as it is known here.
    pub(super) fn load_drill(&self, id: &str) -> Answer<Arc<Loaded>> {
        let shown: String = id.chars().take(100).collect();
        let unknown = || self.error(ErrorCode::DrillNotFound, &[("id", &shown)]);
        let id = Uuid::parse_str(id).map_err(|_| unknown())?;
        if let Some(known) = self.drills.find(&id) {
            return Ok(known);
        }
        let stream = self.journal()?.stream(&id);
        let stream = stream.map_err(|error| self.drill_journal(&error))?;
        let stream = stream
            .filter(|stream| stream.kind == KIND)
            .ok_or_else(unknown)?;
        let loaded = Arc::new(self.read_drill(stream)?.ok_or_else(unknown)?);
        self.drills.keep(&loaded);
        Ok(loaded)
    }

    /// Reads and replays a stream; none where it begins in a way that this version cannot read.
    fn read_drill(&self, stream: Stream) -> Answer<Option<Loaded>> {
        let entries = self.journal()?.entries(&stream.id);
        let entries = entries.map_err(|error| self.drill_journal(&error))?;
        let mut events = entries.into_iter().map(event);
        let Some((first, What::Started(started))) = events.next() else {
            return Ok(None);
        };
        let mut loaded = Loaded {
            last: first.seq,
            person: first.person.clone(),
            began: instant(&first),
            moved: instant(&first),
            started: *started,
            ended: None,
            own: Own::default(),
            story: None,
            play: None,
            stream,
        };
        let mut inputs = Vec::new();
        for (entry, what) in events {
            loaded.last = entry.seq;
            loaded.take(&entry, what, &mut inputs);
        }
        let texts = self.texts_of(&mut loaded)?;
        let log = Log {
            format: loaded.started.format.clone(),
            texts,
            hash: loaded.started.hash.clone(),
            engine: loaded.started.engine,
            setup: loaded.started.setup.clone(),
            start: loaded.started.start.clone(),
            entries: inputs.into_iter().map(|put| put.entry).collect(),
        };
        #[cfg(test)]
        let _ = (self.drills.replayed)
            .fetch_add(log.entries.len(), std::sync::atomic::Ordering::Relaxed);
        loaded.play = match replay(&log) {
            Ok(play) => Some(Arc::new(play)),
            Err(mismatch) => {
                tracing::warn!(drill = %loaded.stream.id, ?mismatch, "a drill does not replay");
                None
            }
        };
        Ok(Some(loaded))
    }

    /// The same drill with the scenario's texts in another language: what was put in means the same in each.
    pub(super) fn drill_in(
        &self,
        loaded: &Arc<Loaded>,
        language: Option<&str>,
    ) -> Answer<Arc<Loaded>> {
        let Some(language) = language else {
            return Ok(Arc::clone(loaded));
        };
        let refused = || self.drill_refused("drill_refused_language");
        let play = loaded.play.as_ref().ok_or_else(refused)?;
        if play.scenario().language == language {
            return Ok(Arc::clone(loaded));
        }
        let key = self.scenario_key(&play.scenario().id).ok_or_else(refused)?;
        let (_, read) = self.scenario_of(&key, Some(language))?;
        let mut log = play.log().clone();
        let same = read.texts.scenario == log.texts.scenario;
        if !same || read.scenario.language != language {
            return Err(refused());
        }
        log.texts.translation = read.texts.translation;
        log.hash = log.texts.hash();
        let play = replay(&log).map_err(|_| refused())?;
        Ok(Arc::new(Loaded {
            play: Some(Arc::new(play)),
            story: read.story,
            ..Loaded::clone(loaded)
        }))
    }

    fn texts_of(&self, loaded: &mut Loaded) -> Answer<Texts> {
        let journal = self.journal()?;
        let read = |hash: &str| {
            let text = journal.text(hash);
            text.map_err(|error| self.drill_journal(&error))
        };
        let maybe = |hash: &Option<String>| match hash {
            Some(hash) => read(hash),
            None => Ok(None),
        };
        let kept = &loaded.started.texts;
        let texts = Texts {
            scenario: read(&kept.scenario)?.unwrap_or_default(),
            system: maybe(&kept.system)?,
            translation: maybe(&kept.translation)?,
        };
        loaded.story = maybe(&kept.story)?;
        Ok(texts)
    }

    /// The next entry of a drill, by this person now.
    pub(super) fn drill_entry(&self, seq: u32, what: &What) -> Entry {
        let (kind, json) = what.encode();
        Entry {
            seq,
            at: clock::now(),
            offset: clock::offset(),
            person: self.person_name(),
            kind,
            version: VERSION,
            json,
        }
    }

    /// Appends events behind the last that is known, and answers with the drill as it is then.
    pub(super) fn append_to_drill(
        &self,
        loaded: &Loaded,
        events: Vec<What>,
        play: Option<Play>,
    ) -> Result<Arc<Loaded>, Error> {
        let entries: Vec<Entry> = (loaded.last + 1..)
            .zip(&events)
            .map(|(seq, what)| self.drill_entry(seq, what))
            .collect();
        if let Some(journal) = &self.journal
            && let Err(error) = journal.append(loaded.id(), loaded.last, &entries, &[])
        {
            // What others wrote is read anew.
            self.drills.forget(loaded.id());
            return Err(error);
        }
        let mut next = loaded.clone();
        next.play = play.map(Arc::new).or(next.play);
        for (entry, what) in entries.iter().zip(events) {
            next.last = entry.seq;
            next.take(entry, what, &mut Vec::new());
        }
        let next = Arc::new(next);
        self.drills.keep(&next);
        self.drill_told(next.id());
        Ok(next)
    }
}

impl Loaded {
    fn take(&mut self, entry: &Entry, what: What, inputs: &mut Vec<Put>) {
        match what {
            What::Put(put) => {
                self.moved = instant(entry);
                inputs.push(put);
            }
            What::Ended(ended) => self.ended = Some(*ended),
            What::Account { text } => {
                self.own.account.get_or_insert((text, instant(entry)));
            }
            What::Answered(answered) => {
                let known = &mut self.own.answers;
                if known.iter().all(|each| each.question != answered.question) {
                    known.push(answered);
                }
            }
            What::Item(item) => {
                let at = instant(entry);
                let items = &mut self.own.items;
                match items
                    .iter_mut()
                    .find(|(known, _)| known.number == item.number)
                {
                    Some(known) => *known = (item, at),
                    None => items.push((item, at)),
                }
            }
            What::Started(_) | What::Unknown => {}
        }
    }
}
