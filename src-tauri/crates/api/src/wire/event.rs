//! The one event channel: it says what changed, and the UI reads again.

use super::library::{IndexState, LibraryInfo, Notice};
use super::reading::SectionRequest;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "snake_case",
    rename_all_fields = "camelCase",
    tag = "change"
)]
#[ts(export)]
pub enum Change {
    /// Another library is open, or its state changed (available, problems, number of documents).
    Library {
        /// The library as it is now.
        library: LibraryInfo,
    },
    /// Documents came, went or changed: read the tree again, run the search again.
    Documents {
        /// Ids whose text changed, at most 100; empty when there were more.
        ids: Vec<String>,
    },
    /// Shared records came, went or changed: read again what is told from them.
    Records,
    /// The index moved on.
    Index {
        /// How it fares.
        index: IndexState,
    },
    /// A run began, moved on or ended in this app: read it and the lists of runs again.
    Run {
        /// Its id.
        id: String,
    },
    /// A drill began, moved on or ended in this app: read the lists of drills again.
    Drill {
        /// Its id.
        id: String,
    },
    /// The proof of a scenario that is written goes on: one of both counts.
    Proof {
        /// Plays of players who read nothing.
        plays: u32,
        /// States that were searched.
        states: u32,
    },
    /// A link from outside asks for a place of the library: go there.
    Asked {
        /// Where it leads.
        place: SectionRequest,
    },
    /// Something to be said.
    Notice {
        /// What.
        notice: Notice,
    },
}
