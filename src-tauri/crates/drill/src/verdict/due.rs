//! When the next update is due, by what the scenario asks of communication.

use super::moments::Timeline;
use crate::engine::{Input, Occurrence};
use crate::model::{Measure, Scenario, Skill, Ticks};
use crate::play::{Play, Seen};
use crate::promise::{self, Promise};
use serde::{Deserialize, Serialize};

/// When the next update is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Simulated seconds since the start.
    pub by: u32,
    /// The tick of the last one; none where there was none.
    pub last: Option<Ticks>,
    /// It is the time that the last one promised.
    pub promised: bool,
}

/// The next update that the objectives of communication ask for; none while nothing has begun that asks for one, or
/// when the play is over.
pub fn due(play: &Play) -> Option<Due> {
    if play.state().ended.is_some() {
        return None;
    }
    let timeline = Timeline {
        scenario: play.scenario(),
        start: play.start(),
        seen: play.seen(),
    };
    let objectives = play.scenario().objectives.iter();
    let asked = objectives.filter(|objective| objective.skill == Skill::Communicate);
    let due = asked
        .filter_map(|objective| of(&timeline, play.scenario(), &objective.measure))
        .min_by_key(|due| due.by)?;
    Some(promised(play, due).unwrap_or(due))
}

/// What the last update promised, where that is sooner.
fn promised(play: &Play, due: Due) -> Option<Due> {
    let last = due.last?;
    let entries = play.log().entries.iter().enumerate();
    let mut promises = entries.filter_map(|(at, entry)| {
        let Input::Act { parts, .. } = &entry.input else {
            return None;
        };
        let part = parts.iter().find(|part| part.name == promise::PART)?;
        let promise = Promise::read(&part.text)?;
        let done =
            |seen: &&Seen| seen.input == at + 1 && matches!(seen.what, Occurrence::Done { .. });
        let done = play.seen().iter().find(done)?;
        (done.tick == last).then_some(promise)
    });
    let left = promises.next_back()?.due(play.scenario().clock_at(last))?;
    let by = last
        .saturating_mul(play.scenario().time.tick)
        .saturating_add(left);
    let promised = true;
    (by < due.by).then_some(Due {
        by,
        promised,
        ..due
    })
}

fn of(timeline: &Timeline<'_>, scenario: &Scenario, measure: &Measure) -> Option<Due> {
    let seconds = |tick: Ticks| tick.saturating_mul(scenario.time.tick);
    match measure {
        Measure::Within(within) => {
            let from = timeline.first(&within.from)?;
            let open = timeline.first_from(&within.to, from).is_none();
            open.then(|| Due {
                by: seconds(from.tick).saturating_add(within.target),
                last: None,
                promised: false,
            })
        }
        Measure::Every(every) => {
            let from = timeline.first(&every.from)?;
            let over = every
                .until
                .as_ref()
                .is_some_and(|until| timeline.first_from(until, from).is_some());
            let last = timeline
                .times(&every.what)
                .into_iter()
                .rfind(|at| *at >= from);
            let since = last.map_or(from.tick, |last| last.tick);
            (!over).then(|| Due {
                by: seconds(since).saturating_add(every.target),
                last: last.map(|last| last.tick),
                promised: false,
            })
        }
        _ => None,
    }
}
