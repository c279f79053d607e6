//! Which repository a folder is of, and one question to it.

use super::GitError;
use super::process::{Answer, Ask, Git, Manner};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The repository around a folder.
#[derive(Clone, Debug)]
pub struct Repository {
    pub(super) git: Git,
    /// The folder that its files stand in, canonical.
    pub(super) top: PathBuf,
    /// Where its state is kept.
    pub(super) folder: PathBuf,
    /// The library's path in it, ending with `/`; empty for its top.
    prefix: String,
    /// The name of a tree without files, which stands for attributes while nothing is trusted.
    empty_tree: &'static str,
    shallow: bool,
}

/// The first git that can be told to leave a repository's attributes alone.
const OLDEST: (u32, u32) = (2, 41);
/// The tree without files, by the kind of hash.
const EMPTY_TREES: [(&str, &str); 2] = [
    ("sha1", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
    (
        "sha256",
        "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
    ),
];

impl Repository {
    /// The repository that `folder` is in. Nothing that it names is run.
    pub fn find(folder: &Path) -> Result<Self, GitError> {
        let folder = folder
            .canonicalize()
            .map_err(|error| GitError::of_io(&error))?;
        let top = top_of(&folder).ok_or(GitError::NoRepository)?;
        Self::with(Git::find().ok_or(GitError::NoGit)?, &folder, top, None)
    }

    /// The same where git answers each question within `patience`.
    pub(crate) fn find_within(folder: &Path, patience: Duration) -> Result<Self, GitError> {
        let folder = folder
            .canonicalize()
            .map_err(|error| GitError::of_io(&error))?;
        let top = top_of(&folder).ok_or(GitError::NoRepository)?;
        let git = Git::find().ok_or(GitError::NoGit)?;
        Self::with(git, &folder, top, Some(patience))
    }

    /// The same with a git of its own.
    pub(super) fn with(
        git: Git,
        folder: &Path,
        top: &Path,
        patience: Option<Duration>,
    ) -> Result<Self, GitError> {
        let ask = |arguments: &[&str]| {
            let mut ask = Ask::new(Manner::Reading, arguments);
            ask.patience = patience.unwrap_or(ask.patience);
            git.run(top, "", &ask)?.fine()
        };
        check_version(&ask(&["version"])?.text())?;
        let answer = ask(&[
            "rev-parse",
            "--show-object-format",
            "--is-shallow-repository",
            "--absolute-git-dir",
            "--show-toplevel",
        ])?;
        let text = answer.text();
        let mut lines = text.lines();
        let mut line = || lines.next().unwrap_or_default();
        let format = line();
        let shallow = line() == "true";
        let own = PathBuf::from(line());
        // A repository can say that its files are those of another folder.
        let claimed = Path::new(line()).canonicalize();
        if claimed.ok().as_deref() != Some(top) {
            return Err(GitError::Elsewhere);
        }
        let empty_tree = EMPTY_TREES.iter().find(|(name, _)| *name == format);
        Ok(Self {
            prefix: prefix(top, folder),
            top: top.to_owned(),
            folder: own,
            empty_tree: empty_tree.map_or(EMPTY_TREES[0].1, |(_, tree)| tree),
            shallow,
            git,
        })
    }

    /// The library's path in the repository, ending with `/`; empty for its top.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Only the end of the history is there.
    pub fn is_shallow(&self) -> bool {
        self.shallow
    }

    /// Asks git; an answer that tells a failure is an answer.
    pub(super) fn run(&self, ask: &Ask<'_>) -> Result<Answer, GitError> {
        self.git.run(&self.top, self.empty_tree, ask)
    }

    /// Asks git for something that only reads history; the answer where it succeeded.
    pub(super) fn read(&self, arguments: &[&str]) -> Result<Answer, GitError> {
        self.run(&Ask::new(Manner::Reading, arguments))?.fine()
    }

    /// One line that git prints; none where it fails or prints nothing.
    pub(super) fn line(&self, arguments: &[&str]) -> Option<String> {
        let answer = self.read(arguments).ok()?;
        let line = answer.text().lines().next().unwrap_or_default().to_owned();
        Some(line).filter(|line| !line.is_empty())
    }

    /// The commit that is checked out; none where there is none yet.
    pub fn head(&self) -> Option<String> {
        self.line(&["rev-parse", "--verify", "-q", "HEAD"])
    }

    /// The first commit of its history, as git prints it.
    pub(crate) fn root_commit(&self, patience: Duration) -> Option<String> {
        let mut ask = Ask::new(
            Manner::Reading,
            &["rev-list", "--max-parents=0", "HEAD", "--"],
        );
        ask.patience = patience;
        let answer = self.run(&ask).ok()?.fine().ok()?;
        // Newest first: histories that were merged in later do not change the name.
        let last = answer.text().lines().last()?.to_owned();
        is_commit(&last).then_some(last)
    }
}

/// The text is the whole name of a commit.
pub(super) fn is_commit(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn top_of(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|above| above.join(".git").exists())
}

fn prefix(top: &Path, folder: &Path) -> String {
    let inside = folder.strip_prefix(top).unwrap_or(Path::new(""));
    inside.iter().fold(String::new(), |mut prefix, part| {
        prefix.push_str(&part.to_string_lossy());
        prefix.push('/');
        prefix
    })
}

fn check_version(text: &str) -> Result<(), GitError> {
    let found = text.split_whitespace().nth(2).unwrap_or_default();
    let mut numbers = found
        .split('.')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    let version = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if version < OLDEST {
        return Err(GitError::Old {
            found: found.to_owned(),
        });
    }
    Ok(())
}
