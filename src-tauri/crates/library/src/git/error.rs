//! What can go wrong with git, by names that a person can be told: made of what git says in English.

use std::io;

/// Why git did not do what it was asked for. Nothing was changed, unless a variant says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    /// There is no git.
    #[error("git was not found")]
    NoGit,
    /// Git is older than what this app knows how to keep harmless.
    #[error("git {found} is too old")]
    Old {
        /// Its version.
        found: String,
    },
    /// The folder is in no repository.
    #[error("not in a repository")]
    NoRepository,
    /// The repository belongs to another user of the system.
    #[error("the repository belongs to somebody else")]
    NotOwned,
    /// The repository has no files of its own here, or says that they lie elsewhere.
    #[error("the repository's files lie elsewhere")]
    Elsewhere,
    /// Git cannot read the repository.
    #[error("the repository cannot be read: {said}")]
    Broken {
        /// What git said.
        said: String,
    },
    /// It took too long and was ended.
    #[error("git did not answer in time")]
    TimedOut,
    /// The person ended it.
    #[error("stopped")]
    Stopped,
    /// Another git works on the repository, or one ended without tidying up.
    #[error("the repository is locked")]
    Locked,
    /// The other side could not be reached.
    #[error("offline: {said}")]
    Offline {
        /// What git said.
        said: String,
    },
    /// The other side did not let the person in.
    #[error("not let in: {said}")]
    Credentials {
        /// What git said.
        said: String,
    },
    /// The other side's key is not known, or not the one that was known.
    #[error("unknown host: {said}")]
    HostKey {
        /// What git said.
        said: String,
    },
    /// Somebody else pushed in the meantime.
    #[error("others have pushed")]
    Behind,
    /// The other side refused what was pushed.
    #[error("refused by the other side: {said}")]
    Refused {
        /// What git said.
        said: String,
    },
    /// Git does not know who the person is.
    #[error("git does not know who commits")]
    NoIdentity,
    /// There was nothing to commit.
    #[error("nothing to commit")]
    Nothing,
    /// What is asked for cannot be done as the repository stands.
    #[error("not in this state")]
    NotNow,
    /// A file is larger than what is shown.
    #[error("too large")]
    TooLarge,
    /// There is no such version.
    #[error("no such version")]
    NoVersion,
    /// Anything else, a hook that refused among it.
    #[error("git failed: {said}")]
    Failed {
        /// What git said.
        said: String,
    },
}

/// Words in which git and ssh say what went wrong, the more special ones first.
const OFFLINE: [&str; 10] = [
    "could not resolve host",
    "couldn't resolve host",
    "network is unreachable",
    "no route to host",
    "connection refused",
    "connection timed out",
    "temporary failure in name resolution",
    "failed to connect",
    "operation timed out",
    "does not appear to be a git repository",
];
const CREDENTIALS: [&str; 9] = [
    "authentication failed",
    "could not read username",
    "could not read password",
    "terminal prompts disabled",
    "permission denied (",
    "invalid username or password",
    "returned error: 401",
    "returned error: 403",
    "too many authentication failures",
];
const BEHIND: [&str; 3] = ["(fetch first)", "(non-fast-forward)", "(stale info)"];
const IDENTITY: [&str; 4] = [
    "please tell me who you are",
    "unable to auto-detect email address",
    "empty ident name",
    "no email was given",
];

/// Bytes of git's words that are kept.
const LONGEST: usize = 2000;

impl GitError {
    /// Which one it is, as the sentences about it are called.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoGit => "no_git",
            Self::Old { .. } => "old",
            Self::NoRepository => "no_repository",
            Self::NotOwned => "not_owned",
            Self::Elsewhere => "elsewhere",
            Self::Broken { .. } => "broken",
            Self::TimedOut => "timed_out",
            Self::Stopped => "stopped",
            Self::Locked => "locked",
            Self::Offline { .. } => "offline",
            Self::Credentials { .. } => "credentials",
            Self::HostKey { .. } => "host_key",
            Self::Behind => "behind",
            Self::Refused { .. } => "refused",
            Self::NoIdentity => "no_identity",
            Self::Nothing => "nothing",
            Self::NotNow => "not_now",
            Self::TooLarge => "too_large",
            Self::NoVersion => "no_version",
            Self::Failed { .. } => "failed",
        }
    }

    /// Every code, so that a test can prove that each has its sentences.
    pub const CODES: [&'static str; 20] = [
        "no_git",
        "old",
        "no_repository",
        "not_owned",
        "elsewhere",
        "broken",
        "timed_out",
        "stopped",
        "locked",
        "offline",
        "credentials",
        "host_key",
        "behind",
        "refused",
        "no_identity",
        "nothing",
        "not_now",
        "too_large",
        "no_version",
        "failed",
    ];

    /// What git itself said, where that helps.
    pub fn said(&self) -> Option<&str> {
        match self {
            Self::Broken { said }
            | Self::Offline { said }
            | Self::Credentials { said }
            | Self::HostKey { said }
            | Self::Refused { said }
            | Self::Failed { said } => Some(said).filter(|said| !said.is_empty()).map(|s| &**s),
            Self::Old { found } => Some(found),
            _ => None,
        }
    }

    /// The error that git's words tell.
    pub(crate) fn of_words(words: &str) -> Self {
        let lower = words.to_lowercase();
        let any = |list: &[&str]| list.iter().any(|word| lower.contains(word));
        let said = words.trim().chars().take(LONGEST).collect();
        if any(&["dubious ownership"]) {
            Self::NotOwned
        } else if any(&["must be run in a work tree", "cannot use bare repository"]) {
            Self::Elsewhere
        } else if any(&["not a git repository", "invalid gitfile format"]) {
            Self::Broken { said }
        } else if any(&[".lock': file exists", "index.lock"]) {
            Self::Locked
        } else if any(&IDENTITY) {
            Self::NoIdentity
        } else if any(&["host key verification failed"]) {
            Self::HostKey { said }
        } else if any(&CREDENTIALS) {
            Self::Credentials { said }
        } else if any(&OFFLINE) {
            Self::Offline { said }
        } else if any(&BEHIND) {
            Self::Behind
        } else if any(&["[remote rejected]", "pre-receive hook declined"]) {
            Self::Refused { said }
        } else {
            Self::Failed { said }
        }
    }

    pub(crate) fn of_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NoGit,
            _ => Self::Failed {
                said: error.to_string(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_has_a_name() {
        let check = |words: &str, code: &str| {
            let found = GitError::of_words(words);
            assert_eq!(found.code(), code, "{words}");
            assert!(GitError::CODES.contains(&found.code()));
        };
        check(
            "fatal: unable to access 'https://x/': Could not resolve host: x",
            "offline",
        );
        check(
            "ssh: connect to host x port 22: Connection refused",
            "offline",
        );
        check(
            "fatal: could not read Username for 'https://x': terminal prompts disabled",
            "credentials",
        );
        check("git@x: Permission denied (publickey).", "credentials");
        check("Host key verification failed.", "host_key");
        check("! [rejected] main -> main (fetch first)", "behind");
        check(
            "! [remote rejected] main -> main (protected branch)",
            "refused",
        );
        check("*** Please tell me who you are.", "no_identity");
        check(
            "fatal: Unable to create '/a/.git/index.lock': File exists.",
            "locked",
        );
        check(
            "fatal: detected dubious ownership in repository at '/a'",
            "not_owned",
        );
        check(
            "fatal: this operation must be run in a work tree",
            "elsewhere",
        );
        check("fatal: not a git repository: /b", "broken");
        check("pre-commit: no", "failed");
    }
}
