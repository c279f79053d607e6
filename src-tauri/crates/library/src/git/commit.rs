//! Committing: the named paths as they are on disk, and nothing else, whatever else is staged.

use super::GitError;
use super::process::{Ask, Manner};
use super::repository::Repository;
use crate::name::DocumentName;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// A hook may check for a while, and a key's password be asked for.
const PATIENCE: Duration = Duration::from_mins(2);
/// Bytes of the longest message.
const LONGEST_MESSAGE: usize = 20_000;

impl Repository {
    /// Commits `paths` of the library as they are on disk. The person has trusted the repository. Answers with the name of
    /// the commit. A path that is neither known to git nor on disk is refused, and nothing is committed then.
    pub fn commit(
        &self,
        paths: &[String],
        message: &str,
        stop: &AtomicBool,
    ) -> Result<String, GitError> {
        if message.trim().is_empty() || message.len() > LONGEST_MESSAGE || paths.is_empty() {
            return Err(GitError::Nothing);
        }
        if self.underway().is_some() {
            return Err(GitError::NotNow);
        }
        let named = |id: &String| {
            let name = DocumentName::new(id)?;
            Some(format!("{}{}", self.prefix(), name.as_str()))
        };
        let paths: Option<Vec<String>> = paths.iter().map(named).collect();
        let list = paths.ok_or(GitError::Nothing)?.join("\0");
        let fresh = self.unknown(list.as_bytes())?;
        if !fresh.is_empty() {
            self.with_list(&["add", "--intent-to-add"], &fresh, stop)?;
        }
        let committed = self.with_list(
            &["commit", "--quiet", "--only", "-m", message],
            list.as_bytes(),
            stop,
        );
        if let Err(error) = committed {
            if !fresh.is_empty() {
                // The index as it was; the files stay. What went wrong is what is told.
                drop(self.with_list(&["rm", "--cached", "--quiet"], &fresh, stop));
            }
            return Err(error);
        }
        self.line(&["rev-parse", "--verify", "-q", "HEAD"])
            .ok_or(GitError::Nothing)
    }

    /// Those of the paths, each ended by a zero byte, that git does not know yet.
    fn unknown(&self, list: &[u8]) -> Result<Vec<u8>, GitError> {
        let known = self.read(&["ls-files", "-z", "--full-name"])?;
        let known: std::collections::HashSet<&[u8]> = known.out.split(|byte| *byte == 0).collect();
        let fresh = list
            .split(|byte| *byte == 0)
            .filter(|path| !path.is_empty() && !known.contains(path));
        let mut out = Vec::new();
        for path in fresh {
            out.extend_from_slice(path);
            out.push(0);
        }
        Ok(out)
    }

    /// Runs a command over a list of paths, which it reads.
    fn with_list(
        &self,
        arguments: &[&str],
        list: &[u8],
        stop: &AtomicBool,
    ) -> Result<(), GitError> {
        let mut all = arguments.to_vec();
        all.extend(["--pathspec-from-file=-", "--pathspec-file-nul"]);
        let mut ask = Ask::new(Manner::Working, &all);
        ask.input = list;
        ask.patience = PATIENCE;
        ask.stop = Some(stop);
        let answer = self.run(&ask)?;
        let told = answer.text().to_lowercase();
        if answer.code == Some(1)
            && (told.contains("nothing to commit") || told.contains("nothing added"))
        {
            return Err(GitError::Nothing);
        }
        answer.fine().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::testing::Scene;
    use std::fs;

    static GO: AtomicBool = AtomicBool::new(false);

    fn commit(scene: &Scene, paths: &[&str]) -> Result<String, GitError> {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        scene.repository().commit(&paths, "Say what changed", &GO)
    }

    #[test]
    fn only_what_is_named_is_committed() {
        let Some(scene) = Scene::new() else { return };
        scene.write("a.md", "# A\n\nNew.\n");
        scene.write("b *.md", "# B\n");
        scene.write("left.md", "# Left\n");
        scene.write("staged.md", "# Staged\n");
        scene.git(&["add", "staged.md"]);
        fs::remove_file(scene.path("gone.md")).unwrap();
        commit(&scene, &["a.md", "b *.md", "gone.md"]).unwrap();
        assert_eq!(
            scene.say(&["show", "--name-status", "--format=%s"]),
            "Say what changed\n\nM\ta.md\nA\tb *.md\nD\tgone.md\n"
        );
        assert_eq!(
            scene.say(&["status", "--short"]),
            "A  staged.md\n?? left.md\n"
        );
    }

    #[test]
    fn a_hook_that_refuses_leaves_everything_as_it_was() {
        let Some(scene) = Scene::new() else { return };
        scene.write("b.md", "# B\n");
        scene.hook(
            "pre-commit",
            "#!/bin/sh\necho no trailing spaces >&2\nexit 1\n",
        );
        let error = commit(&scene, &["b.md"]).unwrap_err();
        assert_eq!(error.said(), Some("no trailing spaces"));
        assert_eq!(scene.say(&["status", "--short"]), "?? b.md\n");
    }

    #[test]
    fn what_cannot_be_committed_is_refused_by_name() {
        let Some(scene) = Scene::new() else { return };
        assert_eq!(commit(&scene, &["a.md"]), Err(GitError::Nothing));
        assert_eq!(commit(&scene, &["../a.md"]), Err(GitError::Nothing));
        assert_eq!(commit(&scene, &[]), Err(GitError::Nothing));
        assert_eq!(commit(&scene, &["none.md"]).unwrap_err().code(), "failed");
        scene.write("a.md", "# A\n\nNew.\n");
        fs::write(scene.path(".git/MERGE_HEAD"), "").unwrap();
        assert_eq!(commit(&scene, &["a.md"]), Err(GitError::NotNow));
        fs::remove_file(scene.path(".git/MERGE_HEAD")).unwrap();
        fs::write(scene.path(".git/index.lock"), "").unwrap();
        assert_eq!(commit(&scene, &["a.md"]), Err(GitError::Locked));
        fs::remove_file(scene.path(".git/index.lock")).unwrap();
        let stopped = AtomicBool::new(true);
        let paths = ["a.md".to_owned()];
        let error = scene.repository().commit(&paths, "m", &stopped);
        assert_eq!(error, Err(GitError::Stopped));
    }

    #[test]
    fn the_first_commit_of_all_is_one_too() {
        let Some(scene) = Scene::unborn() else { return };
        scene.write("a.md", "# A\n");
        commit(&scene, &["a.md"]).unwrap();
        assert_eq!(scene.say(&["log", "--format=%s"]), "Say what changed\n");
    }
}
