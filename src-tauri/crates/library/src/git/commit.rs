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
        let paths = paths.ok_or(GitError::Nothing)?;
        let list = paths.join("\0");
        let before = self.head();
        let fresh = self.unknown(&paths)?;
        if !fresh.is_empty() {
            self.with_list(&["add", "--intent-to-add"], &fresh, stop)?;
        }
        let committed = self.with_list(
            &["commit", "--quiet", "--only", "-m", message],
            list.as_bytes(),
            stop,
        );
        if let Err(error) = committed {
            // A hook behind the commit may fail or take too long when the commit is there already.
            if !fresh.is_empty() && self.head() == before {
                // The index as it was; the files stay. What went wrong is what is told, and nobody stops this.
                let go = AtomicBool::new(false);
                drop(self.with_list(&["rm", "--cached", "--quiet"], &fresh, &go));
            }
            return Err(error);
        }
        self.head().ok_or(GitError::Nothing)
    }

    /// Those of the paths that git does not know yet, each ended by a zero byte.
    fn unknown(&self, paths: &[String]) -> Result<Vec<u8>, GitError> {
        // Only these are asked for: the answer is limited, and what is left out of it would pass for new.
        let mut ask = Ask::new(Manner::Reading, &["ls-files", "-z", "--full-name"]);
        ask.paths = paths;
        let known = self.run(&ask)?.fine()?;
        let known: std::collections::HashSet<&[u8]> = known.out.split(|byte| *byte == 0).collect();
        let fresh = paths
            .iter()
            .map(String::as_bytes)
            .filter(|path| !known.contains(path));
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
    fn a_commit_that_is_stopped_leaves_everything_as_it_was() {
        let Some(scene) = Scene::new() else { return };
        scene.write("a.md", "# A\n\nNew.\n");
        scene.write("b.md", "# B\n");
        scene.hook("pre-commit", "#!/bin/sh\ntouch begun\nsleep 60\n");
        let (repository, stop) = (scene.repository(), AtomicBool::new(false));
        let paths = ["a.md", "b.md"].map(str::to_owned);
        let stopped = std::thread::scope(|scope| {
            let commit = scope.spawn(|| repository.commit(&paths, "m", &stop));
            while !scene.path("begun").exists() && !commit.is_finished() {
                std::thread::yield_now();
            }
            stop.store(true, std::sync::atomic::Ordering::Relaxed);
            commit.join().unwrap()
        });
        assert_eq!(stopped, Err(GitError::Stopped));
        assert!(!scene.path(".git/index.lock").exists());
        fs::remove_file(scene.path("begun")).unwrap();
        assert_eq!(scene.say(&["status", "--short"]), " M a.md\n?? b.md\n");
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
