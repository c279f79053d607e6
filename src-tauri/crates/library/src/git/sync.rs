//! Pulling and pushing. What a pull would do is known before it does anything: the two sides are brought together as objects
//! first (`merge-tree`), and only a whole result moves the branch, forwards, with a ref kept where it stood. Where both
//! changed the same words nothing is moved: the three texts of each file are handed out, and a person's answers come back.

use super::GitError;
use super::process::{Answer, Ask, Manner};
use super::repository::{Repository, is_commit};
use super::status::{self, Status};
use super::together::{Conflict, Settled};
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What a pull did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pulled {
    /// There was nothing new.
    UpToDate,
    /// The branch went forward to what the other side has.
    Forwarded,
    /// Both sides had new commits; they were brought together.
    Merged,
    /// Files that are not committed stand where others would come. Nothing was moved.
    InTheWay {
        /// Their paths in the repository.
        paths: Vec<String>,
    },
    /// Both sides changed the same words. Nothing was moved.
    Conflict {
        /// The commit of the other side.
        theirs: String,
        /// What is to be settled, by path.
        files: Vec<Conflict>,
    },
}

/// A slow line, and a person at a dialog that asks for a password.
const PATIENCE: Duration = Duration::from_mins(3);

impl Repository {
    /// Fetches what the other side has and brings it in. The person has trusted the repository.
    pub fn pull(&self, stop: &AtomicBool) -> Result<Pulled, GitError> {
        let way = self.way()?;
        let [remote, theirs] = [&way.remote, way.tracking.as_ref().ok_or(GitError::NotNow)?];
        let fetch = ["fetch", "--quiet", "--no-recurse-submodules"];
        self.reach(&fetch, std::slice::from_ref(remote), stop)?;
        let theirs = self.commit_of(theirs).ok_or(GitError::NotNow)?;
        self.bring_in(&theirs, &[], stop)
    }

    /// Goes on with a pull that ended in [`Pulled::Conflict`], with an answer for each file. Ends there again where one has
    /// none.
    pub fn settle(
        &self,
        theirs: &str,
        settled: &[Settled],
        stop: &AtomicBool,
    ) -> Result<Pulled, GitError> {
        if !is_commit(theirs) {
            return Err(GitError::NoVersion);
        }
        self.way()?;
        self.bring_in(theirs, settled, stop)
    }

    /// The bytes of one side of a conflict. At most `limit`.
    pub fn side(&self, object: &str, limit: usize) -> Result<Vec<u8>, GitError> {
        if !is_commit(object) {
            return Err(GitError::NoVersion);
        }
        self.blob(object, limit)
    }

    /// Sends the commits of the branch, never by force. A branch that the other side does not have is made there. The person
    /// has trusted the repository.
    pub fn push(&self, stop: &AtomicBool) -> Result<(), GitError> {
        let way = self.way()?;
        self.commit_of("HEAD").ok_or(GitError::Nothing)?;
        let mut push = vec!["push", "--no-recurse-submodules", "--no-force"];
        let there = way.there.unwrap_or_else(|| {
            push.push("--set-upstream");
            format!("refs/heads/{}", way.branch)
        });
        self.reach(&push, &[way.remote, format!("HEAD:{there}")], stop)?;
        Ok(())
    }

    fn reach(
        &self,
        arguments: &[&str],
        paths: &[String],
        stop: &AtomicBool,
    ) -> Result<Answer, GitError> {
        let mut ask = Ask::new(Manner::Reaching, arguments);
        ask.paths = paths;
        ask.patience = PATIENCE;
        ask.stop = Some(stop);
        self.run(&ask)?.fine()
    }

    /// The branch and its other side, where it can be moved at all.
    fn way(&self) -> Result<Way, GitError> {
        if self.underway().is_some() {
            return Err(GitError::NotNow);
        }
        if self.is_locked() {
            return Err(GitError::Locked);
        }
        let head = self.line(&["symbolic-ref", "--quiet", "HEAD"]);
        let head = head.ok_or(GitError::NotNow)?;
        let branch = head.strip_prefix("refs/heads/").ok_or(GitError::NotNow)?;
        let format = "--format=%(upstream)%00%(upstream:remotename)%00%(upstream:remoteref)";
        let known = self.line(&["for-each-ref", format, &head]);
        let known = known.unwrap_or_default();
        let mut known = known.split('\0').map(str::to_owned);
        let mut next = || known.next().filter(|part| !part.is_empty());
        let (tracking, remote, there) = (next(), next(), next());
        // A branch that follows another one of the same repository.
        if remote.as_deref() == Some(".") {
            return Err(GitError::NotNow);
        }
        Ok(Way {
            remote: match remote {
                Some(remote) => remote,
                None => self.remote(Some(branch)).ok_or(GitError::NotNow)?,
            },
            branch: branch.to_owned(),
            tracking,
            there,
        })
    }

    fn bring_in(
        &self,
        theirs: &str,
        settled: &[Settled],
        stop: &AtomicBool,
    ) -> Result<Pulled, GitError> {
        let head = self.commit_of("HEAD").ok_or(GitError::NotNow)?;
        let base = self.line(&["merge-base", &head, theirs]);
        if base.as_deref() == Some(theirs) {
            return Ok(Pulled::UpToDate);
        }
        let forward = base.as_deref() == Some(&*head);
        let tree = if forward {
            theirs.to_owned()
        } else {
            match self.together(&head, theirs, settled)? {
                Ok(tree) => tree,
                Err(files) => {
                    let theirs = theirs.to_owned();
                    return Ok(Pulled::Conflict { theirs, files });
                }
            }
        };
        let paths = self.in_the_way(&head, &tree)?;
        if !paths.is_empty() {
            return Ok(Pulled::InTheWay { paths });
        }
        let to = if forward {
            tree
        } else {
            self.merge_commit(&tree, &head, theirs)?
        };
        // From here on files are written: what is begun now is brought to its end.
        if stop.load(Ordering::Relaxed) {
            return Err(GitError::Stopped);
        }
        self.forward(&head, &to)?;
        Ok(if forward {
            Pulled::Forwarded
        } else {
            Pulled::Merged
        })
    }

    /// Moves the branch forward, and the files with it; where it stood stays known. Nobody stops that halfway: files would be
    /// new, the branch old and the index locked.
    fn forward(&self, head: &str, to: &str) -> Result<(), GitError> {
        let before = format!("refs/drillbook/before/{head}");
        self.work(&["update-ref", &before, head], &[])?;
        let merge = ["merge", "--quiet", "--ff-only", "--no-edit", to];
        let mut ask = Ask::new(Manner::Working, &merge);
        ask.patience = PATIENCE;
        self.run(&ask)?.fine().map(drop)
    }

    /// Paths that differ between the two and are not committed as they are on disk.
    fn in_the_way(&self, head: &str, tree: &str) -> Result<Vec<String>, GitError> {
        let diff = [
            "diff-tree",
            "-r",
            "-z",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            head,
            tree,
        ];
        let answer = self.read(&diff)?;
        let status = self.run(&Ask::new(
            Manner::Looking,
            &[
                "status",
                "--porcelain=v2",
                "-z",
                "--untracked-files=all",
                "--no-renames",
                "--ignore-submodules=all",
            ],
        ))?;
        let Status { changes, .. } = status::read(&status.fine()?.text(), "");
        let own: HashSet<&str> = changes.iter().map(|change| change.path.as_str()).collect();
        let text = answer.text();
        let theirs = text.split('\0').filter(|path| own.contains(path));
        Ok(theirs.map(str::to_owned).collect())
    }

    fn commit_of(&self, name: &str) -> Option<String> {
        let name = format!("{name}^{{commit}}");
        let found = self.line(&["rev-parse", "--verify", "-q", "--end-of-options", &name]);
        found.filter(|found| is_commit(found))
    }

    /// A command that writes objects or refs; the line that it prints.
    pub(super) fn work(&self, arguments: &[&str], input: &[u8]) -> Result<String, GitError> {
        let mut ask = Ask::new(Manner::Working, arguments);
        ask.input = input;
        ask.patience = PATIENCE;
        Ok(self.run(&ask)?.fine()?.text().trim().to_owned())
    }
}

/// A branch and its other side.
struct Way {
    branch: String,
    remote: String,
    /// What is known here of the other side's branch; none where it follows none.
    tracking: Option<String>,
    /// The branch at the other side.
    there: Option<String>,
}
