//! How long to wait: what would come by waiting alone, found on a copy. Nothing is put in here.

use super::Play;
use crate::engine::{self, Move, Occurrence, State, Watch};
use crate::model::{Scenario, Ticks};

impl Play {
    /// Ticks of waiting until `holds`, 0 where it holds now; none where waiting alone never leads there, or the clock
    /// stands.
    pub fn until(&self, holds: impl Fn(&State) -> bool) -> Option<Ticks> {
        self.wait(&mut (), |state, ()| holds(state))
    }

    /// Ticks of waiting until something comes that a person on call would look up for: a message, an alert that fires
    /// or resolves, a question, the end. At least 1.
    pub fn until_news(&self) -> Ticks {
        let found = self.wait(&mut News(false), |_, news| news.0);
        found.unwrap_or(1).max(1)
    }

    fn wait<W: Watch>(&self, watch: &mut W, found: impl Fn(&State, &W) -> bool) -> Option<Ticks> {
        let mut state = self.state().clone();
        for ticks in 0..=state.limit.saturating_sub(state.tick) {
            if found(&state, watch) {
                return Some(ticks);
            }
            if state.ended.is_some() || state.paused {
                return None;
            }
            engine::run(self.scenario(), &mut state, &Move::Wait(1), watch);
        }
        None
    }
}

struct News(bool);

impl Watch for News {
    fn see(&mut self, _: &Scenario, _: &State, what: &Occurrence) {
        self.0 |= matches!(
            what,
            Occurrence::Said { .. }
                | Occurrence::AlertFired(_)
                | Occurrence::AlertResolved(_)
                | Occurrence::Asked(_)
                | Occurrence::Ended(_)
        );
    }
}
