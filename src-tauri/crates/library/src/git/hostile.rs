//! Hostile and broken repositories, with a canary: a program that everything in them names, and that nothing may run before
//! the repository is trusted.

use super::testing::{Scene, runnable};
use super::{GitError, Repository};
use std::fs;
use std::path::PathBuf;

/// The canary: a script that leaves a file when it is run, whatever it is run for.
fn canary(scene: &Scene) -> (String, PathBuf) {
    let (script, ran) = (scene.path(".git/canary.sh"), scene.path(".git/ran"));
    fs::write(
        &script,
        "#!/bin/sh\ntouch \"$(dirname \"$0\")/ran\"\ncat\nexit 0\n",
    )
    .unwrap();
    runnable(&script);
    (script.to_string_lossy().into_owned(), ran)
}

/// Settings that name a program.
const PROGRAMS: [&str; 21] = [
    "core.fsmonitor",
    "core.sshCommand",
    "core.pager",
    "core.editor",
    "core.gitProxy",
    "core.askPass",
    "core.alternateRefsCommand",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.evil.process",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "merge.evil.driver",
    "credential.helper",
    "gpg.program",
    "pager.log",
    "pager.status",
    "remote.origin.uploadpack",
    "remote.origin.vcs",
    "trailer.x.command",
];

/// All that may be asked without trust.
fn look_around(scene: &Scene) {
    let repository = scene.repository();
    assert!(!repository.would_run().unwrap().programs.is_empty());
    let versions = repository.versions("a.md", 10).unwrap();
    for version in &versions {
        repository
            .bytes_at(&version.commit.id, &version.path, 1000)
            .unwrap();
    }
    assert!(!versions.is_empty());
    repository.authors_in("records").unwrap();
    crate::origin(&scene.path(""));
}

#[test]
fn nothing_that_a_repository_names_is_run_before_it_is_trusted() {
    let Some(scene) = Scene::new() else { return };
    scene.commit("a.md", "# A\n\nOther.\n");
    let (script, ran) = canary(&scene);
    for key in PROGRAMS {
        scene.git(&["config", key, &script]);
    }
    for (key, value) in [
        ("alias.log", "!touch .git/ran"),
        ("alias.rev-parse", "!touch .git/ran"),
        ("alias.cat-file", "!touch .git/ran"),
        ("log.showSignature", "true"),
        ("remote.origin.url", "ext::sh -c touch% .git/ran"),
        ("remote.origin.promisor", "true"),
        ("extensions.partialClone", "origin"),
        ("include.path", "../evil.config"),
        ("core.attributesFile", "evil.attributes"),
    ] {
        scene.git(&["config", key, value]);
    }
    fs::write(
        scene.path("evil.config"),
        format!("[core]\n\tfsmonitor = {script}\n"),
    )
    .unwrap();
    let attributes = "* filter=evil diff=evil merge=evil text\n";
    for path in [".gitattributes", ".git/info/attributes", "evil.attributes"] {
        scene.write(path, attributes);
    }
    for hook in [
        "pre-commit",
        "post-index-change",
        "reference-transaction",
        "post-checkout",
    ] {
        scene.hook(hook, "#!/bin/sh\ntouch .git/ran\n");
    }
    scene.write("a.md", "# A\n\nNot committed.\n");
    look_around(&scene);
    assert!(!ran.exists(), "something was run");

    // The canary sings where it may: the test could see it.
    scene.repository().status().unwrap();
    assert!(ran.exists(), "the canary is mute");
}

#[test]
fn a_repository_whose_files_lie_elsewhere_is_not_worked_with() {
    let Some(scene) = Scene::new() else { return };
    let find = |path: &str| Repository::find(&scene.path(path)).map(drop);
    let other = tempfile::tempdir().unwrap();
    scene.git(&["config", "core.worktree", &other.path().to_string_lossy()]);
    assert_eq!(find(""), Err(GitError::Elsewhere));
    scene.git(&["config", "--unset", "core.worktree"]);
    scene.git(&["config", "core.bare", "true"]);
    assert_eq!(find(""), Err(GitError::Elsewhere));
    scene.git(&["config", "core.bare", "false"]);
    assert_eq!(find(""), Ok(()));

    // A bare repository among the files is a folder like any other.
    scene.git(&["clone", "-q", "--bare", ".", "inner"]);
    assert_eq!(
        Repository::find(&scene.path("inner")).unwrap().prefix(),
        "inner/"
    );
    // One that is broken does not stand for the one around it.
    scene.write("broken/.git/HEAD", "nonsense");
    assert_eq!(find("broken").unwrap_err().code(), "broken");
    scene.write("pointing/.git", "gitdir: /nowhere/at/all\n");
    assert_eq!(find("pointing").unwrap_err().code(), "broken");
    let alone = tempfile::tempdir().unwrap();
    assert_eq!(
        Repository::find(alone.path()).map(drop),
        Err(GitError::NoRepository)
    );
}

#[test]
fn a_worktree_beside_is_a_repository_of_its_own() {
    let Some(scene) = Scene::new() else { return };
    let folder = tempfile::tempdir().unwrap();
    let beside = folder.path().join("beside");
    scene.git(&["worktree", "add", "-q", &beside.to_string_lossy()]);
    let repository = Repository::find(&beside).unwrap();
    assert_eq!(
        repository.status().unwrap().branch.as_deref(),
        Some("beside")
    );
    assert_eq!(repository.versions("a.md", 9).unwrap().len(), 1);
    scene.hook("pre-commit", "#!/bin/sh\n");
    assert_eq!(repository.would_run().unwrap().programs.len(), 1);
}

#[test]
fn broken_histories_and_odd_names_are_answers_and_no_panics() {
    let Some(scene) = Scene::new() else { return };
    scene.commit("a \u{1f}b\u{1e}.md", "# Odd\n");
    let odd = scene.repository().status().unwrap();
    assert_eq!(odd.changes, []);
    scene.git(&["config", "user.name", "A\u{1f}B"]);
    scene.git(&[
        "commit",
        "-q",
        "--allow-empty-message",
        "--allow-empty",
        "-m",
        "",
    ]);
    scene.write(
        ".git/refs/heads/we\u{1f600}ird",
        &scene.say(&["rev-parse", "HEAD"]),
    );
    scene.write(".git/refs/heads/broken", "nonsense\n");
    assert_eq!(scene.repository().versions("a.md", 9).unwrap().len(), 1);
    // An object that cannot be read.
    let blob = scene.say(&["rev-parse", "HEAD:a.md"]);
    let (folder, name) = blob.trim().split_at(2);
    let object = scene.path(&format!(".git/objects/{folder}/{name}"));
    fs::remove_file(&object).unwrap();
    fs::write(&object, "damaged").unwrap();
    let head = scene.say(&["rev-parse", "HEAD"]);
    let read = scene.repository().bytes_at(head.trim(), "a.md", 100);
    assert_eq!(read, Err(GitError::NoVersion));
}
