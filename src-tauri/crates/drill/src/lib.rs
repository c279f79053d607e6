//! A scenario file becomes a model ([`read()`]), an engine plays it ([`step`], [`Play`]), drawings show it
//! ([`series`], [`log_lines`]) and verdicts say what a play was worth ([`verdicts`]).
//!
//! Everything here is pure: no files, no clock, no randomness of its own, no knowledge of the window. Reading never
//! fails and never panics, whatever the text: what could not be understood is a diagnostic with a number
//! ([`Code`]). Only integers, so that a play is the same on every machine.
//!
//! # Where to look
//! [`model`] what a scenario is · [`guard`] the guard language · [`engine`] the semantics · [`Log`] and [`replay`] ·
//! [`Verdicts`] · [`schema`] for editors. `scenarios/README.md` teaches to write one.
//!
//! # What this format has beyond its first plan
//! `people` and `place` give the desk its on-call list and its panels; `refuse` gives an act's reason from the world;
//! `cmd` on acts and looks has patterns (`<name>`, `*`, `...`) and aliases; `system` names a shared file of harmless
//! commands, which print services and their `facts`; timers may have a guard and start or stop others; `losses` count
//! what the incident costs; messages marked `customers` are complaints; probes may count for a skill; metrics may be
//! `unmonitored`; alerts may have fired `since` before the start; timers may wait for what was `promised`; tests may
//! expect a step to be `refused`, `type` a line or leave parts of an update out (`without`).

mod best;
pub mod check;
pub mod code;
pub mod draw;
pub mod duration;
pub mod engine;
pub mod guard;
mod lint;
pub mod model;
pub mod play;
mod promise;
mod read;
mod shape;
pub mod terminal;
#[cfg(test)]
mod tests;
pub mod verdict;

pub use best::best_line;
pub use code::{Code, Diagnostic};
pub use draw::{LogLine, Lost, Point, Series, drawn_now, log_lines, losses, series, series_from};
pub use engine::{ENGINE_VERSION, Effect, Input, State, Told, start, step};
pub use lint::{AnyReference, References, lint};
pub use model::Scenario;
pub use play::{Entry, Log, Mismatch, Mode, Play, Seen, Setup, replay};
pub use read::{FORMAT, Part, Texts, format, read, read_texts, system_of, title_of, with_id};
pub use shape::{schema, schema_text};
pub use terminal::completions;
pub use verdict::{Due, Item, Verdict, Verdicts, Why, due, judge, verdicts};
