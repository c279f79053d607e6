//! A document's text becomes its model ([`parse()`]), its problems ([`check_links`]) and safe HTML ([`render()`]).
//!
//! Invariants: everything here is pure; there is no file system, no clock and no network. Parsing never
//! fails and never panics, whatever the text: what could not be understood is a diagnostic. Nothing
//! in this crate knows search, libraries or the window. Only this crate names pulldown-cmark and ammonia.

mod adoc;
mod block;
mod build;
mod command;
mod directive;
mod excerpt;
mod flow;
pub mod front_matter;
mod html;
pub mod include;
mod kind;
mod language;
pub mod life;
mod links;
pub mod lint;
mod markdown;
mod mask;
mod mentions;
pub mod merge;
mod model;
pub mod moving;
mod parse;
pub mod readings;
pub mod render;
pub mod run;
pub mod schedule;
pub mod secret;
mod slug;
mod standalone;
pub mod steps;
mod stretch;
pub mod template;

pub use block::{Block, BlockKind};
pub use command::{Destructive, Harm, destructive};
pub use excerpt::{Excerpt, Length, excerpt};
pub use front_matter::{Format, FrontMatter, Interval};
pub use links::{DeadReason, LinkMap, Target, address_span, check_links, encoded, relative};
pub use mentions::{Mention, mentions};
pub use model::{Command, Document, Kind, Language, Link, LinkKind, Section, SnippetKind};
pub use parse::parse;
pub use render::{OutlineEntry, Rendered, Snippet, plain, render};
pub use standalone::{Pictures, standalone};
pub use stretch::{Stretch, stretch};

#[cfg(test)]
mod parse_tests;
#[cfg(test)]
mod suites;
