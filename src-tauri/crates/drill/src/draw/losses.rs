//! What the incident has cost so far: orders, money, error budget, as the scenario defines them.

use crate::engine::State;
use crate::model::Scenario;
use serde::{Deserialize, Serialize};

/// What was lost of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The name of the loss.
    pub name: String,
    /// Thousandths of its unit, from the start to the last tick.
    pub total: i64,
    /// Thousandths of its unit a minute, at the last tick.
    pub per_minute: i64,
}

/// What was lost until the last state of `history`, which holds the state at the end of each tick from 0.
pub fn losses(scenario: &Scenario, history: &[State]) -> Vec<Lost> {
    let tick = i128::from(scenario.time.tick);
    let lost = scenario.losses.iter().map(|loss| {
        let rate = |state: &State| {
            loss.per_minute
                .pick(&scenario.define, state)
                .copied()
                .unwrap_or(0)
        };
        let past = &history[..history.len().saturating_sub(1)];
        Lost {
            name: loss.name.clone(),
            total: i64::try_from(
                past.iter()
                    .map(|state| i128::from(rate(state)) * tick)
                    .sum::<i128>()
                    / 60,
            )
            .unwrap_or(i64::MAX),
            per_minute: history.last().map_or(0, rate),
        }
    });
    lost.collect()
}
