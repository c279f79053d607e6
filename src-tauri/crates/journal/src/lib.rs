//! The journal: what a person did, kept in one SQLite file for all libraries.
//!
//! It knows the libraries that were opened and the reader's place in each, who I am, which names documents had before, what
//! was typed and never saved, and streams of events: runs and drills. Of documents it holds only drafts and the texts that a
//! run followed, as they were then; nothing that can be derived from files. It has no clock: instants and dates are handed in. The only crate that names rusqlite.
//!
//! **Never lost**: write-ahead log with `synchronous=FULL`, a copy a day (three are kept) and one
//! before every migration. A damaged file is set aside and the newest good copy takes its place;
//! a file of a newer version is opened read-only.

mod backup;
mod drafts;
mod kept;
mod libraries;
mod migrations;
mod open;
mod person;
mod renamed;
mod streams;
mod trusted;

pub use drafts::{Draft, KnownDraft};
pub use kept::Kept;
pub use libraries::{KnownLibrary, KnownPlace};
pub use open::{Error, Journal, Opened};
pub use renamed::Renamed;
pub use streams::{Entry, Filter, Stream};
