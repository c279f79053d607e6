//! How the repository stands, for the window.

use super::message;
use crate::App;
use crate::run::moments;
use crate::session::Session;
use crate::wire::{GitChange, GitChangeKind, GitCommit, GitProgram, GitState, GitTrust, GitView};
use drillbook_library::git::{
    Change, ChangeKind, Commit, GitError, ProgramKind, Repository, Status, Underway, WouldRun,
};
use drillbook_library::is_document;
use drillbook_runbook::run::Instant;

/// Commits that are listed.
const MOST_UNPUSHED: u32 = 50;

/// How it stands. What cannot be known says why.
pub(super) fn view(app: &App, session: &Session) -> GitView {
    let mut view = empty();
    match look(app, session, &mut view) {
        Ok(()) => {}
        Err(GitError::NoRepository) => view.state = GitState::None,
        Err(error) => {
            view.state = GitState::Unavailable;
            view.problem = Some(app.of_git(&error));
        }
    }
    view
}

fn look(app: &App, session: &Session, view: &mut GitView) -> Result<(), GitError> {
    let repository = Repository::find(session.root.path())?;
    let would = repository.would_run()?;
    view.trust = trust(&would, app.trusts(session, &would));
    if !view.trust.trusted && !would.programs.is_empty() {
        view.state = GitState::Untrusted;
        return Ok(());
    }
    let status = repository.status()?;
    if let Some(upstream) = status.upstream.as_ref().filter(|_| status.ahead > 0) {
        let commits = repository.unpushed(upstream, MOST_UNPUSHED)?;
        view.unpushed = commits.into_iter().map(commit).collect();
    }
    view.state = state(&status);
    view.changes = status
        .changes
        .iter()
        .map(|change| shown(session, change))
        .collect();
    let proposed = view.changes.iter().filter(|change| change.proposed);
    view.message = message::propose(app.messages(), proposed);
    view.cut = status.cut;
    view.branch = status.branch;
    view.upstream = status.upstream;
    view.remote = status.remote;
    view.ahead = status.ahead;
    view.behind = status.behind;
    view.shallow = status.shallow;
    Ok(())
}

fn empty() -> GitView {
    GitView {
        state: GitState::None,
        problem: None,
        branch: None,
        upstream: None,
        remote: None,
        ahead: 0,
        behind: 0,
        shallow: false,
        changes: Vec::new(),
        cut: false,
        unpushed: Vec::new(),
        trust: GitTrust {
            trusted: false,
            programs: Vec::new(),
            remotes: Vec::new(),
            key: String::new(),
        },
        message: String::new(),
    }
}

/// What is in the way of everything else comes first.
fn state(status: &Status) -> GitState {
    match status.underway {
        Some(Underway::Merging) => return GitState::Merging,
        Some(Underway::Rebasing) => return GitState::Rebasing,
        Some(Underway::CherryPicking) => return GitState::CherryPicking,
        Some(Underway::Reverting) => return GitState::Reverting,
        Some(Underway::Bisecting) => return GitState::Bisecting,
        None => {}
    }
    if status.locked {
        GitState::Locked
    } else if status.branch.is_none() {
        GitState::Detached
    } else if status.remote.is_none() {
        GitState::NoRemote
    } else if status.upstream.is_none() {
        GitState::NoUpstream
    } else {
        GitState::Ready
    }
}

fn shown(session: &Session, change: &Change) -> GitChange {
    let Change { path, kind } = change;
    let marked = *kind != ChangeKind::Deleted && session.marks.stand_in(&session.root, path);
    let title = session
        .catalogue()
        .records
        .get(path)
        .map(|record| record.title.clone());
    GitChange {
        proposed: is_ours(path) && !marked && *kind != ChangeKind::Conflicted,
        path: path.clone(),
        title,
        kind: match kind {
            ChangeKind::Added => GitChangeKind::Added,
            ChangeKind::Modified => GitChangeKind::Modified,
            ChangeKind::Deleted => GitChangeKind::Deleted,
            ChangeKind::Conflicted => GitChangeKind::Conflicted,
        },
        marked,
    }
}

/// The file is of a kind that this app writes: documents, records, pictures of documents, the library's settings.
fn is_ours(path: &str) -> bool {
    let picture = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"];
    let lower = path.to_ascii_lowercase();
    is_document(path)
        || path.starts_with("records/")
        || path == "drillbook.toml"
        || picture.iter().any(|end| lower.ends_with(end))
}

/// A commit for a list.
pub(super) fn commit(commit: Commit) -> GitCommit {
    GitCommit {
        id: commit.id,
        author: commit.author.name,
        at: moments::moment(Instant {
            at: commit.at.saturating_mul(1000),
            offset: crate::clock::offset(),
        }),
        subject: commit.subject,
    }
}

fn trust(would: &WouldRun, trusted: bool) -> GitTrust {
    let program = |program: &drillbook_library::git::Program| GitProgram {
        hook: program.kind == ProgramKind::Hook,
        name: program.name.clone(),
        value: program.value.clone(),
    };
    GitTrust {
        trusted,
        programs: would.programs.iter().map(program).collect(),
        remotes: would
            .remotes
            .iter()
            .map(|url| without_password(url))
            .collect(),
        key: would.hash.clone(),
    }
}

/// `https://user:secret@host/path` without what stands before the host.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or(authority);
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let check = |url: &str, shown: &str| assert_eq!(without_password(url), shown);
        check(
            "https://ayu:s3@cret@git.example/a.git",
            "https://git.example/a.git",
        );
        check("https://git.example/a@b.git", "https://git.example/a@b.git");
        check("git@git.example:a/b.git", "git@git.example:a/b.git");
        check("/srv/git/a.git", "/srv/git/a.git");
    }
}
