//! Errors as the UI sees them: a code for machines, a sentence for people, a hint for the next step.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The closed set of error codes. Only what a consumer tells apart has a code of its own.
/// The sentences stand in the catalogue under `error_<code>` and `error_<code>_hint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ErrorCode {
    /// No library is open.
    NoLibrary,
    /// The folder is gone, unmounted or may not be read.
    LibraryUnavailable,
    /// The starter library is not beside the program.
    StarterMissing,
    /// The id names no document of the library.
    DocumentNotFound,
    /// The file is there but could not be read.
    DocumentUnreadable,
    /// An id that can never name a file of the library (absolute, `..`, device names, …).
    BadId,
    /// An address that is not opened: not https, http or mailto.
    BadAddress,
    /// The index could not be opened or written; reading goes on.
    IndexUnavailable,
    /// A setting could not be stored.
    SettingsNotSaved,
    /// The journal could not be opened or written.
    JournalUnavailable,
    /// A link names another library than the one that is open.
    LinkElsewhere,
    /// An argument is of the wrong shape or too large.
    BadRequest,
    /// The document has no steps to follow.
    NoProcedure,
    /// The document has more steps than can be followed at once. Arguments: `document`, `steps`, `limit`.
    TooManySteps,
    /// No run of this id is known here.
    RunNotFound,
    /// The run is closed: it can be read, not changed.
    RunClosed,
    /// What was asked does not fit the run. Arguments: `problem`, a sentence.
    RunRefused,
    /// Another process acted on the run at the same time, again and again.
    RunBusy,
    /// What was asked does not fit how the document stands. Arguments: `problem`, a sentence.
    LifeRefused,
    /// A file that was brought in is not what it should be. Arguments: `file`, `problem`, a sentence with its place.
    FileRefused,
    /// A file was written by a newer Drillbook. Arguments: `format`, `known`.
    FormatNewer,
    /// A file could not be written. Arguments: `file`.
    NotWritten,
    /// There is no room left on the disk: nothing was recorded.
    DiskFull,
    /// A file changed while it was to be written: nothing was written. Arguments: `id`.
    DocumentChanged,
    /// The file's permissions forbid to write it. Arguments: `id`.
    DocumentProtected,
    /// The name is taken, or another that some systems take for the same. Arguments: `id`, `other`.
    DocumentExists,
    /// A document of this name would not be listed: hidden, or ignored by its owner. Arguments: `id`.
    DocumentUnlisted,
    /// The system's bin did not take the file: it is where it was. Arguments: `id`.
    NotBinned,
    /// What was asked does not fit the document. Arguments: `problem`, a sentence.
    EditRefused,
    /// No scenario of this key is known here.
    ScenarioNotFound,
    /// The scenario's files do not read. Arguments: `place`, `problem`, a sentence.
    ScenarioBroken,
    /// No drill of this id is known here.
    DrillNotFound,
    /// What was asked does not fit the drill. Arguments: `problem`, a sentence.
    DrillRefused,
    /// The drill was played by another engine, which this one does not follow: it can be read, not continued.
    DrillDiffers,
    /// Git did not do what was asked for. Arguments: `problem`, a sentence.
    GitFailed,
    /// The repository would run what the person has not said yes to.
    GitUntrusted,
    /// Git is at work already.
    GitBusy,
    /// The marks of a conflict stand in a file that was to be committed. Arguments: `file`.
    GitMarked,
    /// There is text that was typed and never saved, and another text would take its place. Arguments: `document`.
    DraftInTheWay,
}

impl ErrorCode {
    /// Every code, so that a test can prove that each has its sentences.
    pub const ALL: [Self; 39] = [
        Self::NoLibrary,
        Self::LibraryUnavailable,
        Self::StarterMissing,
        Self::DocumentNotFound,
        Self::DocumentUnreadable,
        Self::BadId,
        Self::BadAddress,
        Self::IndexUnavailable,
        Self::SettingsNotSaved,
        Self::JournalUnavailable,
        Self::BadRequest,
        Self::LinkElsewhere,
        Self::NoProcedure,
        Self::TooManySteps,
        Self::RunNotFound,
        Self::RunClosed,
        Self::RunRefused,
        Self::RunBusy,
        Self::LifeRefused,
        Self::FileRefused,
        Self::FormatNewer,
        Self::NotWritten,
        Self::DiskFull,
        Self::DocumentChanged,
        Self::DocumentProtected,
        Self::DocumentExists,
        Self::DocumentUnlisted,
        Self::NotBinned,
        Self::EditRefused,
        Self::ScenarioNotFound,
        Self::ScenarioBroken,
        Self::DrillNotFound,
        Self::DrillRefused,
        Self::DrillDiffers,
        Self::GitFailed,
        Self::GitUntrusted,
        Self::GitBusy,
        Self::GitMarked,
        Self::DraftInTheWay,
    ];

    /// The code as it stands on the wire and in the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoLibrary => "no_library",
            Self::LibraryUnavailable => "library_unavailable",
            Self::StarterMissing => "starter_missing",
            Self::DocumentNotFound => "document_not_found",
            Self::DocumentUnreadable => "document_unreadable",
            Self::BadId => "bad_id",
            Self::BadAddress => "bad_address",
            Self::IndexUnavailable => "index_unavailable",
            Self::SettingsNotSaved => "settings_not_saved",
            Self::JournalUnavailable => "journal_unavailable",
            Self::LinkElsewhere => "link_elsewhere",
            Self::BadRequest => "bad_request",
            Self::NoProcedure => "no_procedure",
            Self::TooManySteps => "too_many_steps",
            Self::RunNotFound => "run_not_found",
            Self::RunClosed => "run_closed",
            Self::RunRefused => "run_refused",
            Self::LifeRefused => "life_refused",
            Self::RunBusy => "run_busy",
            Self::FileRefused => "file_refused",
            Self::FormatNewer => "format_newer",
            Self::NotWritten => "not_written",
            Self::DiskFull => "disk_full",
            Self::DocumentChanged => "document_changed",
            Self::DocumentProtected => "document_protected",
            Self::DocumentExists => "document_exists",
            Self::DocumentUnlisted => "document_unlisted",
            Self::NotBinned => "not_binned",
            Self::EditRefused => "edit_refused",
            Self::ScenarioNotFound => "scenario_not_found",
            Self::ScenarioBroken => "scenario_broken",
            Self::DrillNotFound => "drill_not_found",
            Self::DrillRefused => "drill_refused",
            Self::DrillDiffers => "drill_differs",
            Self::GitFailed => "git_failed",
            Self::GitUntrusted => "git_untrusted",
            Self::GitBusy => "git_busy",
            Self::GitMarked => "git_marked",
            Self::DraftInTheWay => "draft_in_the_way",
        }
    }
}

/// What a command answers when it cannot do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WireError {
    /// For machines: choose severity and action by it.
    pub code: ErrorCode,
    /// For people, in the language of the settings, without a full stop.
    pub message: String,
    /// The next step, where there is one.
    pub hint: Option<String>,
    /// What the system said, untranslated, for a bug report.
    pub details: Option<String>,
}
