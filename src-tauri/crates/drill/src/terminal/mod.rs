//! What is typed in the drill's terminal and what it answers. No shell, no process: patterns, cases and templates.

mod answer;
mod complete;
mod pattern;
mod pipe;
mod pods;
mod rows;
mod strip;
mod template;

pub use answer::Answered;
pub(crate) use answer::{answer, find, shown};
pub use complete::completions;
pub use pattern::{Match, Pattern};
pub use strip::strip;
pub(crate) use template::{Scene, fill, placeholders};
