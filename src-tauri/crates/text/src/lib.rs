//! What every floor says about text: where something stands ([`Span`]), what is wrong with it
//! ([`Diagnostic`]), which bytes it was ([`hash`]), how words are folded for comparison ([`fold`]),
//! which known name was probably meant ([`suggest`]), what takes the place of what ([`edit`]), how addresses are encoded
//! ([`percent`]), how lines end and come back as they were ([`endings`]), how JavaScript counts ([`Utf16Index`]) and how YAML
//! is read within a budget ([`yaml`]).
//!
//! This crate does no input or output, has no clock, and knows neither Markdown nor libraries.
//! It is the only crate that names serde-saphyr.

mod diagnostic;
pub mod edit;
pub mod endings;
pub mod fold;
pub mod hash;
pub mod percent;
mod span;
pub mod suggest;
mod utf16;
pub mod yaml;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use edit::Edit;
pub use span::{LineIndex, Position, Span};
pub use utf16::Utf16Index;
