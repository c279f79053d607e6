//! The library folder: which documents it holds ([`Root::walk`]), what a document's bytes are
//! ([`Root::read`]), which shared records lie in it ([`Root::records`]), that something in it changed ([`watch`]), and which
//! repository it is of ([`origin()`]). It writes only where a person asks for it: a file in the place of the one that it came
//! from ([`Root::replace`]), new documents and pictures ([`Root::create`], [`Root::add_picture`]), new records
//! ([`Root::add_record`]), another name ([`Root::relocate`]), and a document into the system's bin ([`Root::discard`]).
//!
//! The only crate that touches content files. It does not know Markdown, the index or the journal:
//! a document here is a name and bytes. Everything in a library is input from strangers, so an id
//! is resolved in one place ([`Root::read`]), and nothing outside the folder is ever opened.

mod beside;
mod bin;
mod files;
pub mod git;
mod git_config;
mod name;
mod origin;
mod patterns;
mod records;
mod root;
mod walk;
pub mod watch;
mod write;

pub use git_config::git_user;
pub use name::{DocumentName, SCENARIOS, ScenarioFile, is_document, is_written};
pub use origin::{Origin, origin, origin_within};
pub use patterns::Patterns;
pub use records::{Record, RecordFault, RecordProblem, Records, RecordsStamp};
pub use root::{Error, FileBytes, FileStamp, Root};
pub use walk::{FileEntry, Skipped, SkippedWhy, Walk};
pub use write::Written;
