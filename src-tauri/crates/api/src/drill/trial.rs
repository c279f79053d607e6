//! Drills of a scenario that is being written: its text is played as it stands in the editor. They are kept as every drill is,
//! and count for nothing: whoever tries their own scenario has not trained.

use super::catalogue::{Read, story};
use super::start::Origin;
use super::{Answer, shown, words};
use crate::App;
use crate::scenario::Typed;
use crate::session::Session;
use crate::wire::{
    DrillRequest, DrillView, EditAskRequest, ErrorCode, ScenarioMoment, ScenarioMomentRequest,
    ScenarioPlayRequest, ScenarioProof,
};
use drillbook_drill::check::{Shown, moment, subject_at};
use drillbook_drill::{Input, Mode, Play, Setup};
use drillbook_library::ScenarioFile;
use drillbook_text::Utf16Index;
use std::sync::Arc;

/// The seed with which the checker plays: what it has seen is what is shown.
const SEED: u32 = 1;

impl App {
    /// Begins a drill of a text from a play that was shown of it, so many inputs on.
    pub fn play_scenario(&self, request: &ScenarioPlayRequest) -> Answer<DrillView> {
        let session = self.written_in(&request.document)?;
        let typed = self.typed(&session, &request.document, &request.text)?;
        let plays = self.drills.proving.plays(&typed.texts);
        let plays = plays.ok_or_else(|| self.drill_refused("drill_refused_proof"))?;
        let shown = plays.get(request.play as usize);
        let shown = shown.ok_or_else(|| self.error(ErrorCode::BadRequest, &[]))?;
        let inputs = shown.inputs.iter().take(request.inputs as usize);
        self.try_out(&typed, &shown.variant, inputs)
    }

    /// Begins a drill of a text at the first moment of all plays at which what stands at a place of it happens.
    pub fn play_from(&self, request: &ScenarioMomentRequest) -> Answer<ScenarioMoment> {
        let session = self.written_in(&request.document)?;
        let typed = self.typed(&session, &request.document, &request.text)?;
        let messages = self.messages();
        let nothing = |key: &str, name: &str| ScenarioMoment {
            drill: None,
            said: messages.text(key, &[("name", name)]),
        };
        let at = Utf16Index::new(&request.text).byte(request.at);
        let main = ScenarioFile::in_library(&request.document) == Some(ScenarioFile::Main);
        let Some(subject) = subject_at(&request.text, at).filter(|_| main) else {
            return Ok(nothing("proof_from_nothing", ""));
        };
        let plays = self.plays_of(&request.document, &request.text, &typed)?;
        let scenario = drillbook_drill::read_texts(&typed.texts).0;
        let scenario = scenario.ok_or_else(|| self.drill_refused("drill_refused_unread"))?;
        let Some(found) = moment(&scenario, &plays, &subject) else {
            return Ok(nothing("proof_from_never", &subject.name));
        };
        let shown = &plays[found.play];
        let drill = self.try_out(&typed, &shown.variant, found.inputs.iter())?;
        let clock = words::clock(&scenario, found.tick);
        let title = shown::title(messages, &scenario, &shown.why);
        let args = [
            ("name", subject.name.as_str()),
            ("clock", clock.as_str()),
            ("play", title.as_str()),
        ];
        Ok(ScenarioMoment {
            drill: Some(drill),
            said: messages.text("proof_from", &args),
        })
    }

    /// The plays of this text; it is proved first where it was not.
    fn plays_of(&self, document: &str, text: &str, typed: &Typed) -> Answer<Arc<Vec<Shown>>> {
        if let Some(plays) = self.drills.proving.plays(&typed.texts) {
            return Ok(plays);
        }
        let request = EditAskRequest {
            document: document.to_owned(),
            text: text.to_owned(),
        };
        match self.prove_scenario(&request)? {
            ScenarioProof::Unreadable => Err(self.drill_refused("drill_refused_unread")),
            _ => self
                .drills
                .proving
                .plays(&typed.texts)
                .ok_or_else(|| self.drill_refused("drill_refused_proof")),
        }
    }

    fn typed(&self, session: &Session, document: &str, text: &str) -> Answer<Typed> {
        let typed = Typed::of(session, document, text);
        typed.ok_or_else(|| self.error(ErrorCode::BadRequest, &[]))
    }

    fn try_out<'i>(
        &self,
        typed: &Typed,
        variant: &[u8],
        inputs: impl Iterator<Item = &'i Input>,
    ) -> Answer<DrillView> {
        let unread = || self.drill_refused("drill_refused_unread");
        let scenario = drillbook_drill::read_texts(&typed.texts).0;
        let scenario = scenario.ok_or_else(unread)?;
        let named = scenario.variants.iter().zip(variant).map(|(known, value)| {
            let value = known.values.get(usize::from(*value)).cloned();
            (known.name.clone(), value.unwrap_or_default())
        });
        let setup = Setup {
            seed: SEED,
            mode: Mode::TurnBased,
            variant: named.collect(),
        };
        let mut play = Play::begin(typed.texts.clone(), setup).map_err(|_| unread())?;
        for input in inputs {
            let role = match input {
                Input::Wait { .. } => "clock",
                _ => "trainee",
            };
            play.put(role, input.clone());
        }
        if play.state().ended.is_some() {
            return Err(self.drill_refused("drill_refused_over"));
        }
        let read = Read {
            texts: typed.texts.clone(),
            story: story(typed.place(), &scenario.debrief.story, &scenario.language),
            scenario: Arc::new(scenario),
            languages: Vec::new(),
        };
        let origin = Origin {
            forked: None,
            trial: true,
        };
        let id = self.begin_drill(&play, &read, origin)?;
        self.drill(&DrillRequest { id })
    }
}
