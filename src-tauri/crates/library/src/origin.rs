//! Which repository a folder is of: the first commit of its history, the same for everybody who cloned
//! it, wherever and under whatever name.
//!
//! Asks the person's git and only reads. A repository is input from strangers: what its settings could
//! run is switched off, nothing is fetched, and an answer that takes too long is none.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Where a folder comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The first commit, as git prints it.
    pub root_commit: String,
    /// The folder's path in the repository, ending with `/`; empty for its top.
    pub prefix: String,
}

/// A history that takes longer to walk is not asked for.
const PATIENCE: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(5);

/// Settings of a repository that could run something, or reach out.
const HARMLESS: [&str; 8] = [
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
    "-c",
    "submodule.recurse=false",
];

/// Where the folder comes from; `None` where it is in no repository, git is not there or does not
/// answer, or the repository holds only the end of its history.
pub fn origin(folder: &Path) -> Option<Origin> {
    origin_within(folder, PATIENCE)
}

/// The same where git answers each question within `patience`.
pub fn origin_within(folder: &Path, patience: Duration) -> Option<Origin> {
    folder
        .ancestors()
        .find(|above| above.join(".git").exists())?;
    let git = git()?;
    let place = ask(
        &git,
        folder,
        &["rev-parse", "--is-shallow-repository", "--show-prefix"],
        patience,
    )?;
    let mut lines = place.lines();
    if lines.next() != Some("false") {
        return None;
    }
    let prefix = lines.next().unwrap_or_default().to_owned();
    let history = ["rev-list", "--max-parents=0", "HEAD", "--"];
    let roots = ask(&git, folder, &history, patience)?;
    // Newest first: histories that were merged in later do not change the name.
    let root_commit = roots.lines().last()?.to_owned();
    let is_commit =
        root_commit.len() >= 40 && root_commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_commit.then_some(Origin {
        root_commit,
        prefix,
    })
}

/// The person's git, by its whole path: a name would also be looked for in the current folder.
fn git() -> Option<PathBuf> {
    let name = format!("git{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}

fn ask(git: &Path, folder: &Path, arguments: &[&str], patience: Duration) -> Option<String> {
    let mut command = Command::new(git);
    command
        .arg("-C")
        .arg(folder)
        .args(HARMLESS)
        .args(arguments)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    // Its own settings tell git which folders of others the person trusts.
    for name in [
        "HOME",
        "XDG_CONFIG_HOME",
        "PATH",
        "SystemRoot",
        "USERPROFILE",
    ] {
        if let Some(value) = env::var_os(name) {
            command.env(name, value);
        }
    }
    for (name, value) in [
        ("LC_ALL", "C"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_NO_LAZY_FETCH", "1"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "safe.bareRepository"),
        ("GIT_CONFIG_VALUE_0", "explicit"),
    ] {
        command.env(name, value);
    }
    let child = command.spawn().ok()?;
    let output = finished_within(child, patience)?.wait_with_output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8(output.stdout).ok())
        .flatten()
}

/// The child once it has ended. What these questions print fits into the pipe.
fn finished_within(mut child: Child, patience: Duration) -> Option<Child> {
    let deadline = Instant::now() + patience;
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return Some(child),
            Ok(None) if Instant::now() < deadline => thread::sleep(POLL),
            _ => {
                tracing::warn!("git did not answer in time");
                // It may have ended just now; then there is nothing to end.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Runs git as a test sets a repository up; false where there is no git.
    fn set_up(folder: &Path, arguments: &[&str]) -> bool {
        let Some(git) = git() else { return false };
        let status = Command::new(git)
            .arg("-C")
            .arg(folder)
            .args([
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b.c",
                "-c",
                "init.defaultBranch=main",
            ])
            .args(["-c", "commit.gpgsign=false", "-c", "safe.directory=*"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        status.is_ok_and(|status| status.success())
    }

    #[test]
    fn clones_have_one_origin_and_a_folder_in_them_a_prefix() {
        let folder = tempfile::tempdir().unwrap();
        let first = folder.path().join("first");
        fs::create_dir_all(first.join("docs")).unwrap();
        fs::write(first.join("docs/a.md"), "# A\n").unwrap();
        assert_eq!(origin(&first), None, "no repository yet");
        if !set_up(&first, &["init", "-q"]) {
            return;
        }
        assert_eq!(origin(&first), None, "no commit yet");
        assert!(set_up(&first, &["add", "."]) && set_up(&first, &["commit", "-qm", "a"]));
        let found = origin(&first).unwrap();
        assert_eq!((found.root_commit.len(), found.prefix.as_str()), (40, ""));
        assert!(set_up(
            &first,
            &["commit", "-q", "--allow-empty", "-m", "b"]
        ));
        assert_eq!(origin(&first), Some(found.clone()), "history goes on");

        assert!(set_up(folder.path(), &["clone", "-q", "first", "second"]));
        let inside = origin(&folder.path().join("second/docs")).unwrap();
        assert_eq!(inside.root_commit, found.root_commit);
        assert_eq!(inside.prefix, "docs/");
    }

    /// A monitor of the file system is a program that the repository names.
    #[test]
    fn nothing_that_the_repository_names_is_run() {
        let folder = tempfile::tempdir().unwrap();
        let trap = folder.path().join("trap.sh");
        fs::write(&trap, "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\n").unwrap();
        if !set_up(folder.path(), &["init", "-q"]) {
            return;
        }
        assert!(set_up(
            folder.path(),
            &["commit", "-q", "--allow-empty", "-m", "a"]
        ));
        let trap = trap.to_string_lossy();
        for key in [
            "core.fsmonitor",
            "core.sshCommand",
            "core.pager",
            "core.gitProxy",
        ] {
            assert!(set_up(
                folder.path(),
                &["config", key, &format!("sh {trap}")]
            ));
        }
        assert!(origin(folder.path()).is_some());
        assert!(!folder.path().join("ran").exists());
    }
}
