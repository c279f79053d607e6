//! How a repository stands: its branch, what is not committed below the library's folder, what is not pushed, and what
//! somebody has begun in it and not finished.

use super::GitError;
use super::history::Author;
use super::process::{Ask, Manner};
use super::repository::{Repository, is_commit};

/// How a repository stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The branch; none where a commit is checked out by itself.
    pub branch: Option<String>,
    /// The commit that is checked out; none where there is none yet.
    pub head: Option<String>,
    /// The branch of the other side that this one follows, `origin/main`.
    pub upstream: Option<String>,
    /// The other side, `origin`: the branch's own, else the only one there is.
    pub remote: Option<String>,
    /// Commits that the other side does not have.
    pub ahead: u32,
    /// Commits that are known of the other side and not here.
    pub behind: u32,
    /// What somebody began and did not finish.
    pub underway: Option<Underway>,
    /// Another git works on it, or one ended without tidying up.
    pub locked: bool,
    /// Only the end of the history is there.
    pub shallow: bool,
    /// What is not committed of the library, by path.
    pub changes: Vec<Change>,
    /// There are more changes than these.
    pub cut: bool,
}

/// What git can be in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Underway {
    /// A merge.
    Merging,
    /// A rebase, or patches that are applied from mails.
    Rebasing,
    /// A commit of elsewhere that is applied here.
    CherryPicking,
    /// A commit that is taken back.
    Reverting,
    /// A search for the commit that broke something.
    Bisecting,
}

/// A file that is not committed as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path in the library.
    pub path: String,
    /// What became of it.
    pub kind: ChangeKind,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its name.
    pub id: String,
    /// Who wrote it.
    pub author: Author,
    /// When, in seconds since 1970, UTC.
    pub at: i64,
    /// The first line of its message.
    pub subject: String,
}

/// Changes that are listed.
const MOST_CHANGES: usize = 1000;
/// Where git keeps what it is in the middle of.
const UNDERWAY: [(&str, Underway); 7] = [
    ("rebase-merge", Underway::Rebasing),
    ("rebase-apply", Underway::Rebasing),
    ("MERGE_HEAD", Underway::Merging),
    ("CHERRY_PICK_HEAD", Underway::CherryPicking),
    ("REVERT_HEAD", Underway::Reverting),
    ("sequencer", Underway::CherryPicking),
    ("BISECT_LOG", Underway::Bisecting),
];

impl Repository {
    /// How it stands. Looks at its files through the filters that its settings name: only where [`Repository::would_run`]
    /// lists nothing, or the repository is trusted.
    pub fn status(&self) -> Result<Status, GitError> {
        let arguments = [
            "status",
            "--porcelain=v2",
            "--branch",
            "-z",
            "--untracked-files=all",
            "--ignore-submodules=all",
            "--no-renames",
        ];
        let below = [self.below()];
        let mut ask = Ask::new(Manner::Looking, &arguments);
        ask.paths = &below;
        let answer = self.run(&ask)?.fine()?;
        let mut status = read(&answer.text(), self.prefix());
        status.cut |= answer.cut;
        status.shallow = self.is_shallow();
        status.locked = self.is_locked();
        status.underway = self.underway();
        status.remote = self.remote(status.branch.as_deref());
        Ok(status)
    }

    /// The commits that the other side does not have, the latest first.
    pub fn unpushed(&self, upstream: &str, most: u32) -> Result<Vec<Commit>, GitError> {
        let range = format!("{upstream}..HEAD");
        let count = format!("--max-count={most}");
        let arguments = [
            "log",
            "-z",
            "--encoding=UTF-8",
            FORMAT,
            &count,
            "--end-of-options",
            &range,
            "--",
        ];
        let text = self.read(&arguments)?.text();
        Ok(text.split('\0').filter_map(read_commit).collect())
    }

    /// The library in the repository, as a path behind `--`.
    pub(super) fn below(&self) -> String {
        match self.prefix().trim_end_matches('/') {
            "" => ".".to_owned(),
            prefix => prefix.to_owned(),
        }
    }

    /// Another git works on it, or one ended without tidying up.
    pub(super) fn is_locked(&self) -> bool {
        self.folder.join("index.lock").exists()
    }

    /// What somebody began and did not finish.
    pub(super) fn underway(&self) -> Option<Underway> {
        UNDERWAY
            .iter()
            .find(|(name, _)| self.folder.join(name).exists())
            .map(|(_, underway)| *underway)
    }

    /// The other side of a branch: its own, else the only one there is.
    pub(super) fn remote(&self, branch: Option<&str>) -> Option<String> {
        let own = branch.and_then(|branch| {
            let key = format!("branch.{branch}.remote");
            self.line(&["config", "--get", &key])
        });
        own.filter(|remote| remote != ".").or_else(|| {
            let all = self.read(&["remote"]).ok()?.text();
            let mut names = all.lines();
            let first = names.next()?.to_owned();
            names.next().is_none().then_some(first)
        })
    }
}

/// How a commit is asked for; what somebody could have written comes last.
pub(super) const FORMAT: &str = "--format=%H%x1f%at%x1f%ae%x1f%an%x1f%s";

/// A commit as [`FORMAT`] prints it.
pub(super) fn read_commit(text: &str) -> Option<Commit> {
    let mut parts = text.trim_start_matches('\n').splitn(5, '\x1f');
    let id = parts.next().filter(|id| is_commit(id))?.to_owned();
    let at = parts.next()?.parse().ok()?;
    let email = parts.next()?.to_owned();
    let name = parts.next()?.to_owned();
    Some(Commit {
        id,
        author: Author { name, email },
        at,
        subject: parts.next()?.to_owned(),
    })
}

/// Reads `status --porcelain=v2 --branch -z`.
pub(super) fn read(text: &str, prefix: &str) -> Status {
    let mut status = Status::default();
    let mut compared = false;
    let mut parts = text.split('\0');
    while let Some(part) = parts.next() {
        let Some((kind, rest)) = part.split_once(' ') else {
            continue;
        };
        // How many fields stand before the path.
        let before = match kind {
            "#" => {
                head(&mut status, rest);
                compared |= rest.starts_with("branch.ab ");
                continue;
            }
            "1" => 7,
            "2" => 8,
            "u" => 9,
            "?" => 0,
            _ => continue,
        };
        let path = rest.splitn(before + 1, ' ').last().unwrap_or_default();
        if kind == "2" {
            // The former path stands by itself.
            parts.next();
        }
        let Some(path) = path.strip_prefix(prefix) else {
            continue;
        };
        if status.changes.len() == MOST_CHANGES {
            status.cut = true;
            break;
        }
        status.changes.push(Change {
            path: path.to_owned(),
            kind: kind_of(kind, rest),
        });
    }
    status.changes.sort_by(|a, b| a.path.cmp(&b.path));
    // A branch that is named and that nobody has pushed yet is not compared with.
    if status.head.is_some() && !compared {
        status.upstream = None;
    }
    status
}

fn head(status: &mut Status, line: &str) {
    let Some((name, value)) = line.split_once(' ') else {
        return;
    };
    match name {
        "branch.oid" => status.head = Some(value.to_owned()).filter(|head| is_commit(head)),
        "branch.head" => status.branch = Some(value.to_owned()).filter(|name| name != "(detached)"),
        "branch.upstream" => status.upstream = Some(value.to_owned()),
        "branch.ab" => {
            let mut counts = value
                .split(' ')
                .map(|count| count[1..].parse().unwrap_or(0));
            status.ahead = counts.next().unwrap_or(0);
            status.behind = counts.next().unwrap_or(0);
        }
        _ => {}
    }
}

fn kind_of(kind: &str, rest: &str) -> ChangeKind {
    let states = rest.as_bytes();
    match (kind, states.first(), states.get(1)) {
        ("?", ..) => ChangeKind::Added,
        ("u", ..) => ChangeKind::Conflicted,
        (_, _, Some(b'D')) | (_, Some(b'D'), _) => ChangeKind::Deleted,
        (_, Some(b'A'), _) | (_, _, Some(b'A')) => ChangeKind::Added,
        _ => ChangeKind::Modified,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::testing::Scene;
    use std::fs;

    fn told(scene: &Scene) -> String {
        let status = scene.repository().status().unwrap();
        let changes: Vec<String> = status
            .changes
            .iter()
            .map(|change| format!("{:?} {}", change.kind, change.path))
            .collect();
        format!(
            "{} +{} -{} {:?} {}",
            status.branch.unwrap_or("detached".into()),
            status.ahead,
            status.behind,
            status.underway,
            changes.join(", ")
        )
    }

    #[test]
    fn what_is_not_committed_is_listed_by_what_became_of_it() {
        let Some(scene) = Scene::new() else { return };
        assert_eq!(told(&scene), "main +0 -0 None ");
        scene.write("a.md", "# A\n\nOther words.\n");
        scene.write("new folder/ü \"b\".md", "# B\n");
        scene.write("c.md", "# C\n");
        scene.git(&["add", "c.md"]);
        assert_eq!(
            told(&scene),
            "main +0 -0 None Modified a.md, Added c.md, Added new folder/ü \"b\".md"
        );
        fs::remove_file(scene.path("a.md")).unwrap();
        assert!(told(&scene).contains("Deleted a.md"), "{}", told(&scene));
    }

    #[test]
    fn states_that_somebody_left_are_named() {
        let Some(scene) = Scene::new() else { return };
        scene.git(&["checkout", "-q", "-b", "other"]);
        scene.commit("a.md", "# A\n\nTheirs.\n");
        scene.git(&["checkout", "-q", "main"]);
        scene.commit("a.md", "# A\n\nOurs.\n");
        scene.try_git(&["merge", "other"]);
        assert_eq!(told(&scene), "main +0 -0 Some(Merging) Conflicted a.md");
        scene.git(&["merge", "--abort"]);
        scene.try_git(&["cherry-pick", "other"]);
        assert_eq!(
            told(&scene),
            "main +0 -0 Some(CherryPicking) Conflicted a.md"
        );
        scene.git(&["cherry-pick", "--abort"]);
        scene.try_git(&["rebase", "other"]);
        assert_eq!(
            told(&scene),
            "detached +0 -0 Some(Rebasing) Conflicted a.md"
        );
        scene.git(&["rebase", "--abort"]);
        fs::write(scene.path(".git/index.lock"), "").unwrap();
        assert!(scene.repository().status().unwrap().locked);
        fs::remove_file(scene.path(".git/index.lock")).unwrap();
        scene.git(&["checkout", "-q", "--detach"]);
        assert_eq!(told(&scene), "detached +0 -0 None ");
    }

    #[test]
    fn a_folder_of_a_repository_tells_only_of_itself() {
        let Some(scene) = Scene::new() else { return };
        scene.write("docs/b.md", "# B\n");
        scene.write("c.md", "# C\n");
        let docs = Repository::find(&scene.path("docs")).unwrap();
        assert_eq!(docs.prefix(), "docs/");
        assert_eq!(
            docs.status().unwrap().changes,
            [Change {
                path: "b.md".into(),
                kind: ChangeKind::Added
            }]
        );
    }
}
