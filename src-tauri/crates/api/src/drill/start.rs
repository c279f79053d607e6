//! The beginning of a drill: anew, or from a moment of another.

use super::catalogue::Read;
use super::log::{Forked, Kept, Put, Started, What};
use super::{Answer, KIND, view, words};
use crate::App;
use crate::clock;
use crate::wire::{DrillForkRequest, DrillRequest, DrillStartRequest, DrillView, ErrorCode};
use drillbook_drill::{Log, Play, Setup, replay};
use drillbook_journal::Stream;
use drillbook_text::hash;
use std::sync::Arc;
use uuid::Uuid;

/// What a drill is begun from, beside its scenario.
#[derive(Default)]
pub(super) struct Origin {
    /// The moment of another drill.
    pub(super) forked: Option<Forked>,
    /// The text is being written.
    pub(super) trial: bool,
}

impl App {
    /// Begins a drill.
    pub fn start_drill(&self, request: &DrillStartRequest) -> Answer<DrillView> {
        let language = request.language.as_deref();
        let (_, read) = self.scenario_of(&request.scenario, language)?;
        let setup = Setup {
            seed: request.seed.unwrap_or_else(chance),
            mode: words::of_mode(request.mode),
            variant: Vec::new(),
        };
        let play = Play::begin(read.texts.clone(), setup);
        let play = play.map_err(|_| self.error(ErrorCode::BadRequest, &[]))?;
        let id = self.begin_drill(&play, &read, Origin::default())?;
        self.drill(&DrillRequest { id })
    }

    /// Goes on from a moment of a drill, as a drill of its own.
    pub fn fork_drill(&self, request: &DrillForkRequest) -> Answer<DrillView> {
        let (from, before) = self.playing(&request.id)?;
        let log = before.log();
        let seq = request.seq as usize;
        if seq > log.entries.len() {
            return Err(self.drill_refused("drill_refused_moment"));
        }
        let play = replay(&log.until(seq));
        let play = play.map_err(|_| self.error(ErrorCode::DrillDiffers, &[]))?;
        if play.state().ended.is_some() {
            return Err(self.drill_refused("drill_refused_over"));
        }
        let forked = Forked {
            id: from.id().to_string(),
            seq: request.seq,
            clock: words::clock(play.scenario(), play.state().tick),
        };
        let read = Read {
            texts: log.texts.clone(),
            scenario: Arc::new(play.scenario().clone()),
            languages: Vec::new(),
            story: from.story.clone(),
        };
        let origin = Origin {
            forked: Some(forked),
            trial: from.started.trial,
        };
        let id = self.begin_drill(&play, &read, origin)?;
        self.drill(&DrillRequest { id })
    }

    /// A drill as it is now, with all that was told. What other processes put in is read anew.
    pub fn drill(&self, request: &DrillRequest) -> Answer<DrillView> {
        if let Ok(id) = Uuid::parse_str(&request.id) {
            self.drills.forget(&id);
        }
        let (loaded, play) = self.playing(&request.id)?;
        Ok(view::of(self, &loaded, &play, None))
    }

    /// Writes the first entries; the new drill's id.
    pub(super) fn begin_drill(&self, play: &Play, read: &Read, origin: Origin) -> Answer<String> {
        let id = Uuid::now_v7();
        let session = self.session();
        let stream = Stream {
            id,
            kind: KIND.to_owned(),
            library: session.and_then(|session| session.library),
            subject: read.scenario.id.clone(),
            began: clock::now(),
        };
        let texts = texts(read);
        let started = What::Started(Box::new(started(play, read, origin)));
        let mut events = vec![started];
        events.extend(puts(play.log()));
        let entries: Vec<_> = (1..)
            .zip(&events)
            .map(|(seq, what)| self.drill_entry(seq, what))
            .collect();
        let texts: Vec<(&str, &str)> = texts
            .iter()
            .map(|(hash, text)| (hash.as_str(), *text))
            .collect();
        let begun = self.journal()?.begin(&stream, &entries, &texts);
        begun.map_err(|error| self.drill_journal(&error))?;
        self.drill_told(&id);
        Ok(id.to_string())
    }
}

fn started(play: &Play, read: &Read, origin: Origin) -> Started {
    let log = play.log();
    let kept = |text: &Option<String>| text.as_ref().map(|text| hash::file(text.as_bytes()));
    Started {
        format: log.format.clone(),
        scenario: read.scenario.id.clone(),
        title: read.scenario.title.clone(),
        language: read.scenario.language.clone(),
        setup: log.setup.clone(),
        engine: log.engine,
        hash: log.hash.clone(),
        start: log.start.clone(),
        texts: Kept {
            scenario: hash::file(log.texts.scenario.as_bytes()),
            system: kept(&log.texts.system),
            translation: kept(&log.texts.translation),
            story: kept(&read.story),
        },
        clock: words::clock(&read.scenario, 0),
        forked: origin.forked,
        trial: origin.trial,
    }
}

/// The texts with their hashes.
fn texts(read: &Read) -> Vec<(String, &str)> {
    let optional = [&read.texts.system, &read.texts.translation, &read.story];
    let optional = optional.into_iter().filter_map(Option::as_deref);
    let all = std::iter::once(read.texts.scenario.as_str()).chain(optional);
    all.map(|text| (hash::file(text.as_bytes()), text))
        .collect()
}

/// The inputs that were taken over, each with where the drill stood after it.
fn puts(log: &Log) -> Vec<What> {
    let Ok(mut play) = Play::begin(log.texts.clone(), log.setup.clone()) else {
        return Vec::new();
    };
    let puts = log.entries.iter().map(|entry| {
        play.put(&entry.role, entry.input.clone());
        What::Put(put(&play, entry.clone()))
    });
    puts.collect()
}

/// An input with where the drill stands after it.
pub(super) fn put(play: &Play, entry: drillbook_drill::Entry) -> Put {
    let (scenario, tick) = (play.scenario(), play.state().tick);
    Put {
        entry,
        after: tick.saturating_mul(scenario.time.tick),
        clock: words::clock(scenario, tick),
        stage: view::stage(play),
    }
}

/// A seed that nobody foresees.
fn chance() -> u32 {
    let (high, _) = Uuid::new_v4().as_u64_pair();
    u32::try_from(high >> 32).unwrap_or(0)
}
