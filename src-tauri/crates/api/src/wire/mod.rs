//! What crosses the boundary: the one folder to read to know everything that the UI can see.
//!
//! Every type here is a documented contract, camelCase on the wire, exported to TypeScript by
//! ts-rs. Domain types of the floors below stay free to change; they are converted here.
//! No type carries a path of the file system from the UI to Rust: ids are paths inside the library
//! and every one is resolved and checked again in Rust.

mod alert;
mod compare;
mod document;
mod drill;
mod drill_after;
mod drill_ask;
mod drill_debrief;
mod drill_desk;
mod drill_view;
mod edit;
mod error;
mod event;
mod files;
mod git;
mod library;
mod life;
mod proof;
mod reading;
mod recurring;
mod run;
mod run_record;
mod run_step;
mod run_view;
mod search;
mod settings;
mod template;
mod version;

pub use alert::*;
pub use compare::*;
pub use document::*;
pub use drill::*;
pub use drill_after::*;
pub use drill_ask::*;
pub use drill_debrief::*;
pub use drill_desk::*;
pub use drill_view::*;
pub use edit::*;
pub use error::*;
pub use event::*;
pub use files::*;
pub use git::*;
pub use library::*;
pub use life::*;
pub use proof::*;
pub use reading::*;
pub use recurring::*;
pub use run::*;
pub use run_record::*;
pub use run_step::*;
pub use run_view::*;
pub use search::*;
pub use settings::*;
pub use template::*;
pub use version::*;
