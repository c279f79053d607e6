//! Two clones of one bare repository on the disk: what they push and pull, and where they are at odds.

use super::GitError;
use super::sync::Pulled;
use super::testing::Scene;
use super::together::{Conflict, Settled};
use std::fs;
use std::sync::atomic::AtomicBool;

static GO: AtomicBool = AtomicBool::new(false);

/// A bare repository on disk and two clones of it.
fn scenes() -> Option<(tempfile::TempDir, Scene, Scene)> {
    let first = Scene::new()?;
    let bare = tempfile::tempdir().unwrap();
    let path = bare.path().to_string_lossy().into_owned();
    first.git(&["init", "-q", "--bare", "-b", "main", &path]);
    first.git(&["remote", "add", "origin", &path]);
    first.repository().push(&GO).unwrap();
    let second = Scene::clone_of(bare.path());
    Some((bare, first, second))
}

fn pull(scene: &Scene) -> Pulled {
    scene.repository().pull(&GO).unwrap()
}

#[test]
fn what_one_pushes_the_other_pulls() {
    let Some((_bare, first, second)) = scenes() else {
        return;
    };
    first.commit("a.md", "# A\n\nNew.\n");
    first.repository().push(&GO).unwrap();
    let before = second.say(&["rev-parse", "HEAD"]);
    assert_eq!(pull(&second), Pulled::Forwarded);
    assert_eq!(pull(&second), Pulled::UpToDate);
    assert_eq!(
        fs::read_to_string(second.path("a.md")).unwrap(),
        "# A\n\nNew.\n"
    );
    let kept = format!("refs/drillbook/before/{}", before.trim());
    assert_eq!(
        second.say(&["rev-parse", &kept]),
        before,
        "where it stood is kept"
    );
}

#[test]
fn both_sides_are_brought_together_and_nothing_else_is_touched() {
    let Some((_bare, first, second)) = scenes() else {
        return;
    };
    first.commit("b.md", "# B\n");
    first.repository().push(&GO).unwrap();
    second.commit("c.md", "# C\n");
    assert_eq!(second.repository().push(&GO), Err(GitError::Behind));
    second.write("gone.md", "# Not committed\n");
    second.write("staged.md", "# Staged\n");
    second.git(&["add", "staged.md"]);
    assert_eq!(pull(&second), Pulled::Merged);
    assert_eq!(
        second.say(&["status", "--short"]),
        " M gone.md\nA  staged.md\n"
    );
    assert_eq!(
        second.say(&["log", "-1", "--format=%s"]),
        "Merge origin/main\n"
    );
    second.repository().push(&GO).unwrap();
    assert_eq!(pull(&first), Pulled::Forwarded);
}

#[test]
fn what_is_not_committed_is_never_written_over() {
    let Some((_bare, first, second)) = scenes() else {
        return;
    };
    first.commit("a.md", "# A\n\nTheirs.\n");
    first.commit("b.md", "# B\n");
    first.repository().push(&GO).unwrap();
    second.write("a.md", "# A\n\nMine.\n");
    second.write("b.md", "# My B\n");
    let before = second.say(&["rev-parse", "HEAD"]);
    let paths = vec!["a.md".to_owned(), "b.md".to_owned()];
    assert_eq!(pull(&second), Pulled::InTheWay { paths });
    assert_eq!(second.say(&["rev-parse", "HEAD"]), before);
    assert_eq!(fs::read_to_string(second.path("b.md")).unwrap(), "# My B\n");
}

/// Both have changed `a.md`, and what the second changed in `gone.md` the first removed and pushed.
fn at_odds() -> Option<(tempfile::TempDir, Scene, Scene)> {
    let (bare, first, second) = scenes()?;
    first.commit("a.md", "# A\n\nTheirs.\n");
    first.git(&["rm", "-q", "gone.md"]);
    first.git(&["commit", "-qm", "remove"]);
    first.repository().push(&GO).unwrap();
    second.commit("a.md", "# A\n\nOurs.\n");
    second.commit("gone.md", "# Still here\n");
    Some((bare, first, second))
}

fn conflict(scene: &Scene) -> (String, Vec<Conflict>) {
    match pull(scene) {
        Pulled::Conflict { theirs, files } => (theirs, files),
        other => panic!("no conflict: {other:?}"),
    }
}

#[test]
fn a_conflict_moves_nothing_and_hands_out_three_texts() {
    let Some((_bare, _first, second)) = at_odds() else {
        return;
    };
    let before = second.say(&["rev-parse", "HEAD"]);
    let (_, files) = conflict(&second);
    let repository = second.repository();
    let text = |object: &Option<String>| match object {
        Some(object) => String::from_utf8(repository.side(object, 100).unwrap()).unwrap(),
        None => "none".to_owned(),
    };
    let told: Vec<_> = files
        .iter()
        .map(|file| {
            [
                file.path.clone(),
                text(&file.base),
                text(&file.ours),
                text(&file.theirs),
            ]
        })
        .collect();
    assert_eq!(
        told,
        [
            ["a.md", "# A\n", "# A\n\nOurs.\n", "# A\n\nTheirs.\n"],
            ["gone.md", "# Gone\n", "# Still here\n", "none"],
        ]
    );
    assert_eq!(second.say(&["rev-parse", "HEAD"]), before);
    assert_eq!(second.say(&["status", "--short"]), "");
}

#[test]
fn a_conflict_is_settled_when_each_file_has_an_answer() {
    let Some((_bare, _first, second)) = at_odds() else {
        return;
    };
    let (theirs, _) = conflict(&second);
    let repository = second.repository();
    let answer = |path: &str, text: Option<&str>| Settled {
        path: path.into(),
        bytes: text.map(|text| text.as_bytes().to_vec()),
    };
    let both = answer("a.md", Some("# A\n\nBoth.\n"));
    let half = repository.settle(&theirs, std::slice::from_ref(&both), &GO);
    assert!(
        matches!(half, Ok(Pulled::Conflict { .. })),
        "one has no answer yet"
    );
    let whole = [both, answer("gone.md", None)];
    assert_eq!(repository.settle(&theirs, &whole, &GO), Ok(Pulled::Merged));
    assert_eq!(
        fs::read_to_string(second.path("a.md")).unwrap(),
        "# A\n\nBoth.\n"
    );
    assert!(!second.path("gone.md").exists());
    assert_eq!(second.say(&["status", "--short"]), "");
    repository.push(&GO).unwrap();
}

#[test]
fn what_cannot_be_reached_is_named() {
    let Some((bare, first, _second)) = scenes() else {
        return;
    };
    let status = first.repository().status().unwrap();
    assert_eq!(
        (status.upstream.as_deref(), status.remote.as_deref()),
        (Some("origin/main"), Some("origin"))
    );
    drop(bare);
    assert_eq!(first.repository().pull(&GO).unwrap_err().code(), "offline");
    first.git(&["remote", "set-url", "origin", "ext::sh -c true"]);
    assert_eq!(first.repository().pull(&GO).unwrap_err().code(), "failed");
    first.git(&["checkout", "-q", "--detach"]);
    assert_eq!(first.repository().push(&GO), Err(GitError::NotNow));
}

#[test]
fn the_first_commit_reaches_a_repository_that_was_cloned_empty() {
    let Some(unborn) = Scene::unborn() else {
        return;
    };
    unborn.git(&["init", "-q", "--bare", "-b", "main", "team.git"]);
    let scene = Scene::clone_of(&unborn.path("team.git"));
    let repository = scene.repository();
    assert_eq!(repository.push(&GO), Err(GitError::Nothing));
    scene.commit("a.md", "# A\n");
    assert_eq!(repository.status().unwrap().upstream, None);
    repository.push(&GO).unwrap();
    let upstream = repository.status().unwrap().upstream;
    assert_eq!(upstream.as_deref(), Some("origin/main"));
}
