//! The repository that a library is of: how it stands, what would run, and what a commit, a pull or a push came to.

use super::error::WireError;
use super::run_view::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the library's repository stands.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitView {
    /// The one thing to know first.
    pub state: GitState,
    /// Why nothing is known of it, where the state is `unavailable`.
    pub problem: Option<WireError>,
    /// The branch.
    pub branch: Option<String>,
    /// The branch of the other side that it follows, `origin/main`.
    pub upstream: Option<String>,
    /// The other side, `origin`.
    pub remote: Option<String>,
    /// Commits that the other side does not have.
    pub ahead: u32,
    /// Commits that are known of the other side and not here.
    pub behind: u32,
    /// Only the end of the history is there.
    pub shallow: bool,
    /// What is not committed, by path.
    pub changes: Vec<GitChange>,
    /// There is more that is not committed than is listed.
    pub cut: bool,
    /// What the other side does not have, the latest first; at most fifty.
    pub unpushed: Vec<GitCommit>,
    /// What would run, and whether that is trusted.
    pub trust: GitTrust,
    /// A message for a commit of the changes that are proposed.
    pub message: String,
}

/// The one thing to know first of a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GitState {
    /// The library is in no repository.
    None,
    /// Git is missing, too old, or cannot read it: `problem` says which.
    Unavailable,
    /// It would run programs of its own, and the person has not been asked, or not about these.
    Untrusted,
    /// Another git works on it, or one ended without tidying up.
    Locked,
    /// Somebody began a merge.
    Merging,
    /// Somebody began a rebase.
    Rebasing,
    /// Somebody began to apply a commit of elsewhere.
    CherryPicking,
    /// Somebody began to take a commit back.
    Reverting,
    /// Somebody searches for the commit that broke something.
    Bisecting,
    /// A commit is checked out by itself: what is committed now would be on no branch.
    Detached,
    /// It can be worked with, and there is no other side.
    NoRemote,
    /// It can be worked with; the other side does not have this branch yet.
    NoUpstream,
    /// It can be worked with.
    Ready,
}

/// A file that is not committed as it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitChange {
    /// Its path in the library.
    pub path: String,
    /// The title, where it is a document of the library.
    pub title: Option<String>,
    /// What became of it.
    pub kind: GitChangeKind,
    /// It is of the kind that this app writes, and can be committed: it is chosen from the start.
    pub proposed: bool,
    /// The marks of a conflict stand in it: it is not committed before they are gone.
    pub marked: bool,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GitChangeKind {
    /// It is new.
    Added,
    /// It reads otherwise.
    Modified,
    /// It is gone.
    Deleted,
    /// Two versions of it were not brought together.
    Conflicted,
}

/// A commit, for a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitCommit {
    /// Its name.
    pub id: String,
    /// Who wrote it, as it says itself.
    pub author: String,
    /// When.
    pub at: Moment,
    /// The first line of its message.
    pub subject: String,
}

/// What a repository would run, and whether that is trusted.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitTrust {
    /// The person was asked about exactly this and said yes.
    pub trusted: bool,
    /// Hooks and settings that would run.
    pub programs: Vec<GitProgram>,
    /// The addresses that it pulls from and pushes to, without passwords.
    pub remotes: Vec<String>,
    /// Names all of this; to be handed back by who says yes.
    pub key: String,
}

/// A hook or a setting that names a program or a way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitProgram {
    /// It is a hook; else a setting.
    pub hook: bool,
    /// Its name.
    pub name: String,
    /// The setting's value; the hook's first command.
    pub value: String,
}

/// Says yes to what was shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitTrustRequest {
    /// The key of what was shown: anything else is asked about anew.
    pub key: String,
}

/// Asks for a commit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitCommitRequest {
    /// Which files, by their paths in the library. Nothing else is committed.
    pub paths: Vec<String>,
    /// The message.
    pub message: String,
}

/// Asks for a message for a commit.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitMessageRequest {
    /// Which files.
    pub paths: Vec<String>,
}

/// What a pull came to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitPulled {
    /// What it did.
    pub outcome: GitOutcome,
    /// The files that stand in the way, by their paths in the repository.
    pub in_the_way: Vec<String>,
    /// What both sides changed: nothing was moved, and a person settles it.
    pub conflict: Option<GitConflict>,
    /// How the repository stands now.
    pub view: GitView,
}

/// What a pull did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum GitOutcome {
    /// There was nothing new.
    UpToDate,
    /// What others did is here.
    Forwarded,
    /// What others did and what was committed here were brought together.
    Merged,
    /// Files that are not committed stand in the way; nothing was moved.
    InTheWay,
    /// Both sides changed the same words; nothing was moved.
    Conflict,
}

/// What both sides changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitConflict {
    /// Names what the other side has; to be handed back.
    pub theirs: String,
    /// File by file.
    pub files: Vec<GitConflictFile>,
}

/// A file that both sides changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitConflictFile {
    /// Its path in the repository.
    pub path: String,
    /// As it is here.
    pub ours: GitSide,
    /// As it is at the other side.
    pub theirs: GitSide,
    /// The difference between here and there; empty where one of them shows no text.
    pub diff: Vec<super::RunDiffLine>,
}

/// One side of a file that both sides changed. What shows no text is told apart by the name of its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
#[ts(export)]
pub enum GitSide {
    /// It has this text.
    Text {
        /// The text.
        text: String,
    },
    /// The file is gone there.
    Gone,
    /// It is no text: a picture, for one.
    Binary {
        /// Names what it holds.
        object: String,
    },
    /// It is larger than what is shown.
    Large {
        /// Names what it holds.
        object: String,
    },
}

/// Goes on with a pull that ended in a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitSettleRequest {
    /// What the conflict named.
    pub theirs: String,
    /// An answer for each file.
    pub files: Vec<GitSettled>,
}

/// A person's answer for a file that both sides changed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GitSettled {
    /// The file's path in the repository.
    pub path: String,
    /// What it shall be.
    pub choice: GitChoice,
}

/// What a file shall be that both sides changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    rename_all = "camelCase",
    rename_all_fields = "camelCase",
    tag = "kind"
)]
#[ts(export)]
pub enum GitChoice {
    /// As it is here; gone where it is gone here.
    Ours,
    /// As it is at the other side; gone where it is gone there.
    Theirs,
    /// This text.
    Text {
        /// The text.
        text: String,
    },
}
