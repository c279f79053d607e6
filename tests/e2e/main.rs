//! The tests in the real window: one binary, one module a subject. They drive the app that the same build made,
//! `cargo build --workspace --all-targets`, on a display of their own. The driver that they need is there on Linux only.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod app;
mod baseline;
mod debrief;
mod diagrams;
mod drill;
mod editor;
mod files;
mod follow;
mod git;
mod hostile;
mod journey;
mod life;
mod network;
mod paste;
mod reading;
mod recurring;
mod results;
mod safety;
mod scenario;
mod screens;
mod shipped;
mod starts;
mod templates;
