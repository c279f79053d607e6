//! Two histories as one tree, made of objects alone: no file is touched and no ref moves. Where both changed the same words
//! it ends in what is to be settled; a person's answers make it whole.

use super::GitError;
use super::process::{Ask, Manner};
use super::repository::Repository;
use std::fmt::Write as _;
use std::path::Path;

/// A file that both sides changed; a side without it has no object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conflict {
    /// Its path in the repository.
    pub path: String,
    /// As it was before both.
    pub base: Option<String>,
    /// As it is here.
    pub ours: Option<String>,
    /// As it is at the other side.
    pub theirs: Option<String>,
    mode: String,
}

/// A person's answer to a [`Conflict`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The path in the repository.
    pub path: String,
    /// What the file shall be; none where it shall be gone.
    pub bytes: Option<Vec<u8>>,
}

impl Repository {
    /// Both sides as one tree, or what is still to be settled.
    pub(super) fn together(
        &self,
        head: &str,
        theirs: &str,
        settled: &[Settled],
    ) -> Result<Result<String, Vec<Conflict>>, GitError> {
        let merge = [
            "merge-tree",
            "--write-tree",
            "-z",
            "--no-messages",
            head,
            theirs,
        ];
        let answer = self.run(&Ask::new(Manner::Working, &merge))?;
        if !matches!(answer.code, Some(0 | 1)) || answer.cut {
            return Err(GitError::of_words(&answer.said));
        }
        let text = answer.text();
        let (tree, rest) = text.split_once('\0').unwrap_or((&text, ""));
        if answer.code == Some(0) {
            return Ok(Ok(tree.trim().to_owned()));
        }
        let files = conflicts(rest);
        let is_settled = |file: &Conflict| settled.iter().any(|one| one.path == file.path);
        if files.is_empty() || !files.iter().all(is_settled) {
            return Ok(Err(files));
        }
        self.with_answers(tree, &files, settled).map(Ok)
    }

    /// The tree with a person's answers in the places of what did not fit together.
    fn with_answers(
        &self,
        tree: &str,
        files: &[Conflict],
        settled: &[Settled],
    ) -> Result<String, GitError> {
        let mut list = String::new();
        for file in files {
            let Some(answer) = settled.iter().find(|one| one.path == file.path) else {
                continue;
            };
            // Whatever stood there goes first.
            let zeros = "0".repeat(tree.len());
            let _ = write!(list, "0 {zeros}\t{}\0", file.path);
            if let Some(bytes) = &answer.bytes {
                let object = self.work(&["hash-object", "-w", "--stdin"], bytes)?;
                let _ = write!(list, "{} {object}\t{}\0", file.mode, file.path);
            }
        }
        let index = self.folder.join("drillbook.index");
        let result = self.through_index(&index, tree, list.as_bytes());
        // It is made anew each time.
        drop(std::fs::remove_file(&index));
        result
    }

    fn through_index(&self, index: &Path, tree: &str, list: &[u8]) -> Result<String, GitError> {
        let ask = |arguments: &[&str], input: &[u8]| {
            let mut ask = Ask::new(Manner::Working, arguments);
            ask.input = input;
            ask.index = Some(index);
            self.run(&ask)?.fine()
        };
        ask(&["read-tree", tree], &[])?;
        ask(&["update-index", "-z", "--index-info"], list)?;
        Ok(ask(&["write-tree"], &[])?.text().trim().to_owned())
    }

    pub(super) fn merge_commit(
        &self,
        tree: &str,
        head: &str,
        theirs: &str,
    ) -> Result<String, GitError> {
        let other = self.line(&[
            "name-rev",
            "--name-only",
            "--no-undefined",
            "--refs=refs/remotes/*",
            "--exclude=refs/remotes/*/HEAD",
            theirs,
        ]);
        let message = match other {
            Some(name) => format!("Merge {}", name.trim_start_matches("remotes/")),
            None => format!("Merge {}", theirs.get(..10).unwrap_or(theirs)),
        };
        let mut arguments = vec!["commit-tree", "-p", head, "-p", theirs, "-m", &message];
        let signs = self.line(&["config", "--type=bool", "--get", "commit.gpgsign"]);
        if signs.as_deref() == Some("true") {
            arguments.push("-S");
        }
        arguments.push(tree);
        self.work(&arguments, &[])
    }
}

/// What `merge-tree -z` tells behind the tree: `<mode> <object> <stage>\t<path>`, by path.
fn conflicts(text: &str) -> Vec<Conflict> {
    let mut files: Vec<Conflict> = Vec::new();
    for entry in text.split('\0') {
        let Some((about, path)) = entry.split_once('\t') else {
            continue;
        };
        let mut about = about.split(' ');
        let (mode, object, stage) = (about.next(), about.next(), about.next());
        if files.last().is_none_or(|file| file.path != path) {
            files.push(Conflict {
                path: path.to_owned(),
                ..Conflict::default()
            });
        }
        let Some(file) = files.last_mut() else {
            continue;
        };
        let object = object.map(str::to_owned);
        match stage {
            Some("1") => file.base = object,
            Some("2") => file.ours = object,
            _ => file.theirs = object,
        }
        mode.unwrap_or_default().clone_into(&mut file.mode);
    }
    files
}
