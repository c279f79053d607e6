//! What the incident has cost so far: orders, money, error budget, as the scenario defines them.

use crate::engine::State;
use crate::model::Scenario;
use serde::{Deserialize, Serialize};

/// Thousandths of one.
const WHOLE: i64 = 1000;

/// What was lost of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The name of the loss.
    pub name: String,
    /// Thousandths of its unit, from the start to the last tick. What is lost by whole ones a minute is counted in whole
    /// ones: nobody loses half an order.
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
        let lost = past.iter().map(|state| i128::from(rate(state)) * tick);
        let total = lost.sum::<i128>() / 60;
        let mut rates = loss.per_minute.cases.iter();
        let whole = rates.all(|case| case.is % WHOLE == 0);
        let step = i128::from(if whole { WHOLE } else { 1 });
        Lost {
            name: loss.name.clone(),
            total: i64::try_from(total / step * step).unwrap_or(i64::MAX),
            per_minute: history.last().map_or(0, rate),
        }
    });
    lost.collect()
}
