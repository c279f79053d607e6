//! The engine: a state and an input become the next state and what happened. Pure, in integer ticks.
//!
//! No clock, no files, no randomness: the seed picks variants at the start and the noise of drawings, nothing else.
//! The order within a tick: timers run out (in file order), `at` events, `when` events, alerts, probes, endings.
//! An act that takes time moves the clock first, then its guard is read again. Endings are also looked for after
//! every act. [`step`] speaks in names and texts; [`run`] and [`Occurrence`] in indices, for whoever plays millions
//! of steps.

mod effect;
mod input;
mod perform;
mod resolve;
mod state;
mod tell;
mod tick;
mod watch;

pub use effect::{Effect, Told};
pub use input::{Input, Order, Part, Reason};
pub use perform::run;
pub use resolve::{Move, resolve};
pub use state::{End, State};
pub use watch::{Occurrence, Source, Watch};

use crate::model::Scenario;

/// Rises whenever the semantics change: the same inputs would lead to another state.
pub const ENGINE_VERSION: u32 = 2;

/// The state at tick 0, with what happens at once. `variant` picks a value for each variant; where it is empty the
/// seed does.
pub fn start(scenario: &Scenario, seed: u32, variant: &[u8]) -> (State, Vec<Told>) {
    let mut told = tell::Teller::default();
    let state = start_watched(scenario, seed, variant, &mut told);
    (state, told.told)
}

/// As [`start()`], showing everything that happens to `watch`.
pub fn start_watched(
    scenario: &Scenario,
    seed: u32,
    variant: &[u8],
    watch: &mut impl Watch,
) -> State {
    let mut state = State::new(scenario, seed, variant);
    tick::settle(scenario, &mut state, watch);
    state
}

/// The state before anything happens, not even what happens at once.
pub fn initial(scenario: &Scenario, seed: u32, variant: &[u8]) -> State {
    State::new(scenario, seed, variant)
}

/// The state after one input, with what happened, in order. Inputs that make no sense now are refused with a reason.
pub fn step(scenario: &Scenario, state: &State, input: &Input) -> (State, Vec<Told>) {
    let mut told = tell::Teller::default();
    let mut state = state.clone();
    step_watched(scenario, &mut state, input, &mut told);
    (state, told.told)
}

/// As [`step`], in place, showing everything that happens to `watch`.
pub fn step_watched(scenario: &Scenario, state: &mut State, input: &Input, watch: &mut impl Watch) {
    match resolve(scenario, input) {
        Ok(what) => run(scenario, state, &what, watch),
        Err(reason) => watch.see(scenario, state, &Occurrence::Refused(reason)),
    }
}
