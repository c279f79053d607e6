//! The tests in the real window: one binary, one module a subject. They drive the app that the same build made,
//! `cargo build --workspace --all-targets`, on a display of their own. The driver that they need is there on Linux only.
#![cfg(target_os = "linux")]

mod baseline;
mod network;
