//! A repository for a test, set up as a person would with git itself.

use super::Repository;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A folder with a repository in it.
pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    /// With a commit of `a.md` and `gone.md`; none, said aloud, where there is no git.
    pub(crate) fn new() -> Option<Self> {
        let scene = Self::unborn()?;
        scene.write("a.md", "# A\n");
        scene.write("gone.md", "# Gone\n");
        scene.git(&["add", "."]);
        scene.git(&["commit", "-qm", "first"]);
        Some(scene)
    }

    /// Without a commit.
    pub(crate) fn unborn() -> Option<Self> {
        let scene = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        if !scene.try_git(&["init", "-q", "-b", "main"]) {
            eprintln!("SKIPPED: there is no git");
            return None;
        }
        scene.settle();
        Some(scene)
    }

    /// A clone of the repository at `from`.
    pub(crate) fn clone_of(from: &Path) -> Self {
        let scene = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        scene.git(&["clone", "-q", &from.to_string_lossy(), "."]);
        scene.settle();
        scene
    }

    /// Who commits, and no signatures.
    fn settle(&self) {
        for (key, value) in [
            ("user.name", "Ayu"),
            ("user.email", "ayu@x.example"),
            ("commit.gpgsign", "false"),
            ("core.autocrlf", "false"),
        ] {
            self.git(&["config", key, value]);
        }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn repository(&self) -> Repository {
        Repository::find(self.folder.path()).unwrap()
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes the file and commits it under its own name.
    pub(crate) fn commit(&self, path: &str, text: &str) {
        self.write(path, text);
        self.git(&["add", "--", path]);
        self.git(&["commit", "-qm", path]);
    }

    /// A hook that may be executed.
    pub(crate) fn hook(&self, name: &str, text: &str) {
        let path = self.path(&format!(".git/hooks/{name}"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        runnable(&path);
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        assert!(self.try_git(arguments), "git {arguments:?}");
    }

    pub(crate) fn try_git(&self, arguments: &[&str]) -> bool {
        let output = self.command(arguments).output();
        output.is_ok_and(|output| output.status.success())
    }

    /// What git prints.
    pub(crate) fn say(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder.path()).args(arguments);
        command
    }
}

/// Lets the file be executed.
pub(crate) fn runnable(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    #[cfg(not(unix))]
    let _ = path;
}
