//! The use-cases of Drillbook: what a window, a terminal or a test can ask for.
//!
//! A use-case here is a paragraph: acquire, delegate to a floor below, convert to a wire type,
//! notify. This crate owns the threads that work in the background, the clock, the places where
//! things are stored and the message catalogue. It names no Tauri and prints nothing; the desktop
//! shell and the command line are two consumers of the same [`App`].

mod address;
mod app;
mod asked;
mod asked_section;
mod backlinks;
mod catalogue;
mod check;
mod clock;
mod compare;
mod coverage;
mod decode;
mod derived;
mod document;
mod drill;
mod edit;
mod error;
mod export;
mod find;
mod folders;
mod git;
mod indexing;
mod kept;
mod library_settings;
mod life;
mod memo;
mod messages;
mod paths;
mod peek;
mod preview;
mod problems;
mod records;
mod recurring;
mod rows;
mod run;
mod scenario;
mod search;
mod session;
mod settings;
mod starter;
mod template;
pub mod wire;

pub use app::{App, EventSink, Silent};
pub use check::{Baseline, Checked};
pub use coverage::{CoverageReport, CoveredAlert, MissingAlert, OrphanDocument};
pub use document::Picture;
pub use drillbook_runbook::life::Person;
pub use drillbook_runbook::lint::Profile;
pub use drillbook_text::percent;
pub use library_settings::{Checks, LibrarySettings};
pub use messages::{Messages, Tongue};
pub use paths::Paths;
pub use scenario::{
    DefectCounts, FormattedFile, ScenarioCheck, ScenarioChecks, ScenarioFinding, ScenarioMutation,
    ScenarioProofs,
};
