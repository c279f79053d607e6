//! A git that is not what it should be: it hangs, talks without end, leaves children behind, or is old.

use super::process::{Ask, Git, Manner};
use super::testing::runnable;
use super::{GitError, Repository};
use std::fs;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A git that is this script.
fn git(script: &str) -> (TempDir, Git) {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("git");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    runnable(&program);
    (folder, Git::at(program))
}

fn ask<'a>() -> Ask<'a> {
    let mut ask = Ask::new(Manner::Reading, &["fetch"]);
    ask.patience = Duration::from_millis(300);
    ask
}

#[test]
fn a_git_that_hangs_is_ended_with_all_that_it_started() {
    let (folder, git) = git("sh -c 'sleep 3; touch \"$0/late\"' \"$(dirname \"$0\")\" & wait");
    let began = Instant::now();
    let answer = git.run(folder.path(), "", &ask());
    assert_eq!(answer.map(drop), Err(GitError::TimedOut));
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "it was waited for"
    );
    std::thread::sleep(Duration::from_secs(3));
    assert!(!folder.path().join("late").exists(), "a child lived on");
}

#[test]
fn a_git_that_is_told_to_stop_stops() {
    let (folder, git) = git("sleep 5");
    let stop = AtomicBool::new(true);
    let mut ask = ask();
    ask.stop = Some(&stop);
    let answer = git.run(folder.path(), "", &ask);
    assert_eq!(answer.map(drop), Err(GitError::Stopped));
}

#[test]
fn an_answer_without_end_is_cut() {
    let (folder, git) = git("yes");
    let mut ask = ask();
    ask.patience = Duration::from_secs(20);
    ask.limit = 1000;
    let answer = git.run(folder.path(), "", &ask).unwrap();
    assert_eq!((answer.out.len(), answer.cut), (1000, true));
}

#[test]
fn a_helper_that_holds_the_pipe_does_not_hold_the_answer() {
    let (folder, git) = git("echo done; sleep 4 &");
    let began = Instant::now();
    let answer = git.run(folder.path(), "", &ask()).unwrap();
    assert_eq!((answer.text().as_str(), answer.code), ("done\n", Some(0)));
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "it was waited for"
    );
}

#[test]
fn a_git_that_cannot_be_kept_harmless_is_not_asked() {
    let (folder, git) = git("echo git version 2.40.1");
    let top = folder.path();
    let found = Repository::with(git, top, top, None).map(drop);
    let old = GitError::Old {
        found: "2.40.1".into(),
    };
    assert_eq!(found, Err(old));
}

#[test]
fn only_what_is_needed_of_the_surroundings_is_handed_on() {
    let (folder, git) = git("env; echo \"$@\"");
    let text = git.run(folder.path(), "", &ask()).unwrap().text();
    for line in [
        "GIT_TERMINAL_PROMPT=0",
        "LC_ALL=C",
        "GIT_EDITOR=false",
        "GIT_NO_LAZY_FETCH=1",
    ] {
        assert!(text.contains(line), "{line}");
    }
    for name in ["CARGO", "LD_LIBRARY_PATH=", "APPDIR", "SSH_AUTH_SOCK"] {
        assert!(!text.lines().any(|line| line.starts_with(name)), "{name}");
    }
    assert!(text.contains("-c core.fsmonitor=false"));
}
