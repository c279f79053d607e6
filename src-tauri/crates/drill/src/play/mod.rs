//! One play of a scenario: the engine with everything that happened, and the log that it can be made again from.

mod log;
mod record;
mod wait;

pub use log::{Entry, Log, Mismatch, Mode, Setup, replay};
pub use record::{Play, Seen};
