//! The repository of the open library: how it stands, and what a person has done in it. Nothing is done in one that would
//! run programs before the person was asked about exactly these; what they said is kept in the journal, for this folder.

mod marks;
mod message;
mod restore;
mod versions;
mod view;

use crate::App;
use crate::clock;
use crate::run;
use crate::session::Session;
use crate::wire::{
    ErrorCode, GitChoice, GitCommitRequest, GitConflict, GitConflictFile, GitMessageRequest,
    GitOutcome, GitPulled, GitSettleRequest, GitSide, GitTrustRequest, GitView, WireError,
};
use drillbook_library::git::{Conflict, GitError, Pulled, Repository, Settled, WouldRun};
use drillbook_text::endings;
pub(crate) use marks::Marks;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};
use uuid::Uuid;

type Answer<T> = Result<T, WireError>;

/// What git does for the person now: one thing at a time, and it can be stopped.
#[derive(Default)]
pub(crate) struct Work {
    busy: Mutex<()>,
    stop: AtomicBool,
}

/// Bytes of a side of a conflict that are shown.
const LONGEST_SIDE: usize = 2 * 1024 * 1024;
/// Paths of one commit.
const MOST_PATHS: usize = 1000;

impl App {
    /// How the repository stands. Runs nothing that it names, unless the person said yes to that.
    pub fn git_view(&self) -> Answer<GitView> {
        let session = self.opened()?;
        Ok(view::view(self, &session))
    }

    /// The person says yes to what was shown. Where it is something else by now, nothing is trusted, and the answer asks
    /// anew.
    pub fn git_trust(&self, request: &GitTrustRequest) -> Answer<GitView> {
        let session = self.opened()?;
        let would = self.repository(&session)?.would_run();
        let would = would.map_err(|error| self.of_git(&error))?;
        if would.hash == request.key
            && let (Some(journal), Ok(id)) = (&self.journal, Uuid::parse_str(&session.id))
        {
            let kept = journal.trust(&id, &would.hash, clock::now());
            kept.map_err(|error| {
                self.error(ErrorCode::JournalUnavailable, &[])
                    .because(&error)
            })?;
        }
        self.git_view()
    }

    /// A message for a commit of these files, in the person's language.
    pub fn git_message(&self, request: &GitMessageRequest) -> Answer<String> {
        let session = self.opened()?;
        let view = view::view(self, &session);
        let chosen = view.changes.iter();
        let chosen = chosen.filter(|change| request.paths.contains(&change.path));
        Ok(message::propose(self.messages(), chosen))
    }

    /// Commits the named files as they are on disk, and nothing else.
    pub fn git_commit(&self, request: &GitCommitRequest) -> Answer<GitView> {
        let session = self.opened()?;
        let GitCommitRequest { paths, message } = request;
        if paths.len() > MOST_PATHS {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        if let Some(marked) = paths
            .iter()
            .find(|path| marks::stand_in(&session.root, path))
        {
            return Err(self.error(ErrorCode::GitMarked, &[("file", marked)]));
        }
        self.work(&session, |repository, stop| {
            repository.commit(paths, message, stop)
        })?;
        self.git_view()
    }

    /// Brings in what others pushed.
    pub fn git_pull(&self) -> Answer<GitPulled> {
        let session = self.opened()?;
        let pulled = self.work(&session, Repository::pull)?;
        self.pulled(&session, pulled)
    }

    /// Goes on with a pull that ended in a conflict, with the person's answers.
    pub fn git_settle(&self, request: &GitSettleRequest) -> Answer<GitPulled> {
        let session = self.opened()?;
        let repository = self.repository(&session)?;
        // What `ours` and `theirs` are is asked for anew: the window hands back words, never objects.
        let first = self.work(&session, |repository, stop| {
            repository.settle(&request.theirs, &[], stop)
        })?;
        let files = match first {
            Pulled::Conflict { files, .. } => files,
            done => return self.pulled(&session, done),
        };
        let mut settled = Vec::new();
        for answer in &request.files {
            let Some(file) = files.iter().find(|file| file.path == answer.path) else {
                return Err(self.error(ErrorCode::BadRequest, &[]));
            };
            let bytes = chosen(&repository, file, &answer.choice);
            settled.push(Settled {
                path: file.path.clone(),
                bytes: bytes.map_err(|error| self.of_git(&error))?,
            });
        }
        let pulled = self.work(&session, |repository, stop| {
            repository.settle(&request.theirs, &settled, stop)
        })?;
        self.pulled(&session, pulled)
    }

    /// Sends what was committed to the other side.
    pub fn git_push(&self) -> Answer<GitView> {
        let session = self.opened()?;
        self.work(&session, Repository::push)?;
        self.git_view()
    }

    /// Stops what git does now, at the next moment at which nothing is half done.
    pub fn git_cancel(&self) {
        self.git.stop.store(true, Ordering::Relaxed);
    }

    fn repository(&self, session: &Session) -> Answer<Repository> {
        Repository::find(session.root.path()).map_err(|error| self.of_git(&error))
    }

    /// What git's error is called on the wire, with its sentence.
    fn of_git(&self, error: &GitError) -> WireError {
        let messages = self.messages();
        let key = format!("git_problem_{}", error.code());
        let problem = messages.text(&key, &[]);
        let mut wire = self.error(ErrorCode::GitFailed, &[("problem", &problem)]);
        wire.hint = messages
            .find(&format!("{key}_hint"), &[])
            .filter(|hint| !hint.is_empty());
        wire.details = error.said().map(str::to_owned);
        wire
    }

    /// Has git work in the repository, where what it would run is what the person said yes to.
    fn work<T>(
        &self,
        session: &Session,
        act: impl FnOnce(&Repository, &AtomicBool) -> Result<T, GitError>,
    ) -> Answer<T> {
        let _busy = self.busy()?;
        self.git.stop.store(false, Ordering::Relaxed);
        let repository = self.repository(session)?;
        let would = repository.would_run();
        let would = would.map_err(|error| self.of_git(&error))?;
        if !self.trusts(session, &would) {
            return Err(self.error(ErrorCode::GitUntrusted, &[]));
        }
        let done = act(&repository, &self.git.stop);
        // Files may be others now, also where it failed half-way.
        session.ask(false);
        done.map_err(|error| self.of_git(&error))
    }

    /// The repository that a session's folder is of, where the person said yes to what it would run.
    pub(crate) fn trusted_repository(&self, session: &Session) -> Option<Repository> {
        let repository = Repository::find(session.root.path()).ok()?;
        let would = repository.would_run().ok()?;
        self.trusts(session, &would).then_some(repository)
    }

    fn busy(&self) -> Answer<MutexGuard<'_, ()>> {
        match self.git.busy.try_lock() {
            Ok(guard) => Ok(guard),
            Err(TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => Err(self.error(ErrorCode::GitBusy, &[])),
        }
    }

    /// The person said yes to exactly this.
    fn trusts(&self, session: &Session, would: &WouldRun) -> bool {
        let known = self
            .journal
            .as_ref()
            .zip(Uuid::parse_str(&session.id).ok())
            .and_then(|(journal, id)| journal.trusted(&id).ok()?);
        known.as_ref() == Some(&would.hash)
    }

    fn pulled(&self, session: &Session, pulled: Pulled) -> Answer<GitPulled> {
        let mut in_the_way = Vec::new();
        let mut conflict = None;
        let outcome = match pulled {
            Pulled::UpToDate => GitOutcome::UpToDate,
            Pulled::Forwarded => GitOutcome::Forwarded,
            Pulled::Merged => GitOutcome::Merged,
            Pulled::InTheWay { paths } => {
                in_the_way = paths;
                GitOutcome::InTheWay
            }
            Pulled::Conflict { theirs, files } => {
                let repository = self.repository(session)?;
                let files = files.iter().map(|file| shown(&repository, file)).collect();
                conflict = Some(GitConflict { theirs, files });
                GitOutcome::Conflict
            }
        };
        Ok(GitPulled {
            outcome,
            in_the_way,
            conflict,
            view: view::view(self, session),
        })
    }
}

fn chosen(
    repository: &Repository,
    file: &Conflict,
    choice: &GitChoice,
) -> Result<Option<Vec<u8>>, GitError> {
    let side = |object: &Option<String>| match object {
        Some(object) => repository.side(object, usize::MAX).map(Some),
        None => Ok(None),
    };
    match choice {
        GitChoice::Ours => side(&file.ours),
        GitChoice::Theirs => side(&file.theirs),
        GitChoice::Text { text } => {
            // The endings of the lines stay as they are here.
            let ours = side(&file.ours)?.unwrap_or_default();
            let ours = String::from_utf8_lossy(&ours);
            Ok(Some(endings::restore(&ours, text).into_bytes()))
        }
    }
}

fn shown(repository: &Repository, file: &Conflict) -> GitConflictFile {
    let side = |object: &Option<String>| side(repository, object.as_deref());
    let (ours, theirs) = (side(&file.ours), side(&file.theirs));
    let diff = match (&ours, &theirs) {
        (GitSide::Text { text: ours }, GitSide::Text { text: theirs }) => {
            run::difference(ours, theirs)
        }
        _ => Vec::new(),
    };
    GitConflictFile {
        path: file.path.clone(),
        ours,
        theirs,
        diff,
    }
}

/// What can be shown of a side. One that git cannot hand out now is no text either.
fn side(repository: &Repository, object: Option<&str>) -> GitSide {
    let Some(object) = object else {
        return GitSide::Gone;
    };
    let name = object.to_owned();
    match repository.side(object, LONGEST_SIDE).map(String::from_utf8) {
        Ok(Ok(text)) if !text.contains('\0') => GitSide::Text { text },
        Err(GitError::TooLarge) => GitSide::Large { object: name },
        _ => GitSide::Binary { object: name },
    }
}
