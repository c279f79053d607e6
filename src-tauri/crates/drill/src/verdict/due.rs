//! When the next update is due, by what the scenario asks of communication.

use super::moments::Timeline;
use crate::model::{Measure, Scenario, Skill, Ticks};
use crate::play::Play;
use serde::{Deserialize, Serialize};

/// When the next update is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// Simulated seconds since the start.
    pub by: u32,
    /// The tick of the last one; none where there was none.
    pub last: Option<Ticks>,
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
    asked
        .filter_map(|objective| of(&timeline, play.scenario(), &objective.measure))
        .min_by_key(|due| due.by)
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
            })
        }
        _ => None,
    }
}
