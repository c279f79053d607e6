//! Proving a scenario while its file is written: a job that a newer question ends, and the plays of the last proof, which can
//! be shown. What is proved and how, the floor below decides.

use super::{Answer, shown};
use crate::App;
use crate::scenario::Typed;
use crate::wire::{Change, EditAskRequest, ScenarioProof};
use drillbook_drill::check::{Limits, Shown, Stand, prove_while};
use drillbook_drill::{self as drill};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Plays of blind players after which it is told how far they are.
const TOLD_EVERY: u32 = 250;

/// The question that was asked last, and the plays of the last proof.
#[derive(Default)]
pub(crate) struct Proving {
    asked: AtomicU64,
    /// The hash of the texts that were proved, with the plays of them.
    last: Mutex<Option<(String, Arc<Vec<Shown>>)>>,
}

impl Proving {
    fn begin(&self) -> u64 {
        self.asked.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn is_wanted(&self, number: u64) -> bool {
        self.asked.load(Ordering::SeqCst) == number
    }

    fn keep(&self, hash: String, plays: Arc<Vec<Shown>>) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some((hash, plays));
    }

    /// The plays that were proved of exactly these texts.
    pub(super) fn plays(&self, texts: &drill::Texts) -> Option<Arc<Vec<Shown>>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (hash, plays) = last.as_ref()?;
        (*hash == texts.hash()).then(|| Arc::clone(plays))
    }
}

impl App {
    /// Proves what a scenario's text promises, as far as the budget goes. A newer question ends it, and so does
    /// [`App::stop_proof`].
    pub fn prove_scenario(&self, request: &EditAskRequest) -> Answer<ScenarioProof> {
        let session = self.written_in(&request.document)?;
        let number = self.drills.proving.begin();
        let Some(typed) = Typed::of(&session, &request.document, &request.text) else {
            return Ok(ScenarioProof::Unreadable);
        };
        let Some(scenario) = drill::read_texts(&typed.texts).0 else {
            return Ok(ScenarioProof::Unreadable);
        };
        let wanted = |stand: Stand| {
            self.tell_stand(stand);
            self.drills.proving.is_wanted(number)
        };
        let Some(proofs) = prove_while(&scenario, Limits::default(), &wanted) else {
            return Ok(ScenarioProof::Stopped);
        };
        let plays = Arc::new(drill::check::shown(&scenario, &proofs));
        let proved = shown::proved(self.messages(), &typed, (&scenario, &proofs), &plays);
        self.drills.proving.keep(typed.texts.hash(), plays);
        Ok(ScenarioProof::Proved(Box::new(proved)))
    }

    /// Ends the proof that is under way.
    pub fn stop_proof(&self) {
        self.drills.proving.begin();
    }

    fn tell_stand(&self, stand: Stand) {
        let (plays, states) = match stand {
            Stand::Plays(plays) if plays.is_multiple_of(TOLD_EVERY) => (plays, 0),
            Stand::States(states) => (0, super::words::count(states)),
            Stand::Plays(_) | Stand::Wins => return,
        };
        self.events.emit(Change::Proof { plays, states });
    }
}
