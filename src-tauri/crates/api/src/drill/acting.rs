//! Putting something in: one input becomes one entry, in spite of others who act at the same time.

use super::log::{Ended, What};
use super::store::Loaded;
use super::{Answer, input, start, view, words};
use crate::App;
use crate::wire::{DrillPutRequest, DrillView, ErrorCode};
use drillbook_drill::engine::End;
use drillbook_drill::{Play, verdicts};
use drillbook_journal::Error;

/// How often an input is played anew because another process was faster.
const TRIES: usize = 8;

impl App {
    /// Puts an input in and answers with the drill as it is then.
    pub fn put_drill(&self, request: &DrillPutRequest) -> Answer<DrillView> {
        let documents = self.drill_documents();
        for _ in 0..TRIES {
            let (loaded, before) = self.playing(&request.id)?;
            let read = input::read(&request.input, &before, &documents);
            let (role, input) = read.ok_or_else(|| self.error(ErrorCode::BadRequest, &[]))?;
            let mut play = Play::clone(&before);
            play.put(role, input);
            let Some(entry) = play.log().entries.last().cloned() else {
                break;
            };
            let mut events = vec![What::Put(start::put(&play, entry))];
            if play.state().ended.is_some() && before.state().ended.is_none() {
                events.push(What::Ended(Box::new(self.ended(&loaded, &play))));
            }
            match self.append_to_drill(&loaded, events, Some(play)) {
                Ok(next) => {
                    let play = next.play.as_deref().unwrap_or(&before);
                    return Ok(view::of(self, &next, play, request.since));
                }
                Err(Error::Overtaken { .. }) => {}
                Err(error) => return Err(self.drill_journal(&error)),
            }
        }
        Err(self.error(ErrorCode::RunBusy, &[]))
    }

    /// What is stored at the end.
    fn ended(&self, loaded: &Loaded, play: &Play) -> Ended {
        let scenario = play.scenario();
        let ending = match play.state().ended {
            Some(End::Ending(at)) => scenario.endings.get(at),
            _ => None,
        };
        let judged = verdicts(play);
        let variants = scenario.variants.iter().zip(&play.state().variant);
        let named = variants.map(|(known, value)| {
            let value = known.values.get(usize::from(*value));
            (known.name.clone(), value.cloned().unwrap_or_default())
        });
        let items = judged.items.iter();
        let debrief = self.debrief_of(loaded, play);
        Ended {
            ending: ending.map(|ending| ending.name.clone()).unwrap_or_default(),
            result: ending.map(|ending| ending.result),
            variant: named.collect(),
            verdicts: items
                .map(|item| (item.name.clone(), item.verdict))
                .collect(),
            hazards: words::count(judged.hazards.len()),
            debrief: serde_json::to_value(debrief).unwrap_or_default(),
        }
    }
}
