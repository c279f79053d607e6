//! Drills: the use-cases. A drill is its log in the journal; `drillbook_drill` says what it means.
//!
//! Putting something in plays it on a copy, appends the entry, and only then takes the copy's place and answers: what is
//! shown was written before. Plays are kept in memory between two inputs ([`Memory`]); they can be made again from the log at
//! any time.

mod acting;
mod acts;
mod alerts;
mod best;
mod briefing;
mod catalogue;
mod chapters;
mod charts;
mod chat;
mod complete;
mod copy;
mod debrief;
mod documents;
mod done;
mod earlier;
mod export;
mod html;
mod input;
mod line;
mod listing;
mod log;
mod markdown;
mod own;
mod panels;
mod proving;
mod shown;
mod start;
mod store;
#[cfg(test)]
mod tests;
mod timeline;
mod told;
mod trial;
mod used;
mod view;
mod waiting;
mod why;
mod words;

use self::documents::Documents;
use self::view::Scene;
use crate::App;
use crate::messages::{Messages, Tongue};
use crate::wire::{Change, ErrorCode, WireError};
use drillbook_drill::Play;
use drillbook_journal::Error;
pub(crate) use store::Memory;

/// What a drill is called among streams.
const KIND: &str = "drill";

type Answer<T> = Result<T, WireError>;

impl App {
    /// What the journal said, as whoever drills is told.
    fn drill_journal(&self, error: &Error) -> WireError {
        let code = match error {
            Error::Full => ErrorCode::DiskFull,
            Error::Overtaken { .. } => ErrorCode::RunBusy,
            _ => ErrorCode::JournalUnavailable,
        };
        self.error(code, &[]).because(error)
    }

    /// The catalogue in the language that a drill is played in, so that its texts and what is said of them are one; in the
    /// person's own where the app does not speak it.
    fn drill_messages(&self, language: &str) -> Messages {
        Tongue::of_code(language).map_or_else(|| self.messages(), Messages::new)
    }

    /// What is told of a play, in its own language.
    fn scene_of<'a>(&self, play: &'a Play, documents: &'a Documents) -> Scene<'a> {
        let messages = self.drill_messages(&play.scenario().language);
        Scene::new(messages, play, documents)
    }

    /// What was asked does not fit the drill; `key` names the sentence.
    fn drill_refused(&self, key: &str) -> WireError {
        let problem = self.messages().text(key, &[]);
        self.error(ErrorCode::DrillRefused, &[("problem", &problem)])
    }

    fn drill_told(&self, id: &uuid::Uuid) {
        self.events.emit(Change::Drill { id: id.to_string() });
    }
}
