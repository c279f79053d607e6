//! The repository that a library is of, asked and worked with through the person's own git.
//!
//! A repository is hostile until it is trusted: [`Repository::find`], its history ([`Repository::versions`]) and
//! [`Repository::would_run`] run nothing that it names. Its files are looked at ([`Repository::status`]) where it names
//! nothing, or is trusted; whoever asks for a commit or for anything behind it has asked the person before. No ref is ever
//! moved backwards, nothing is added that was not named, and no conflict is settled by guess.

mod commit;
mod error;
#[cfg(test)]
#[cfg(unix)]
mod fake;
mod history;
#[cfg(test)]
mod hostile;
mod process;
mod repository;
mod status;
mod sync;
#[cfg(test)]
mod sync_tests;
#[cfg(test)]
pub(crate) mod testing;
mod together;
mod trust;

pub use error::GitError;
pub use history::{Author, Version, VersionChange};
pub use repository::Repository;
pub use status::{Change, ChangeKind, Commit, Status, Underway};
pub use sync::Pulled;
pub use together::{Conflict, Settled};
pub use trust::{Program, ProgramKind, WouldRun};
