//! The repository of a library over the use-cases: the question before anything runs, a commit of what was chosen, what one
//! pushes and the other pulls, a conflict that a person settles, and the versions of a document.

use drillbook_api::wire::{
    CompareRequest, DocumentRequest, EditRequest, EditSaved, EditTextRequest, ErrorCode, GitChoice,
    GitCommitRequest, GitMessageRequest, GitOutcome, GitSettleRequest, GitSettled, GitSide,
    GitState, GitTrustRequest, GitView, RestoreRequest, RunDiffKind, RunDiffLine, VersionName,
    WireError,
};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::shared;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

/// A person: a folder with a clone in it, and an app that has it open.
struct Person {
    folder: TempDir,
    app: App,
}

/// Runs git; false where there is none, or where it refuses.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    let status = command.arg("-C").arg(folder).args(arguments).status();
    status.is_ok_and(|status| status.success())
}

/// Who commits in the repository, and no signatures.
pub(crate) fn settle(folder: &Path, name: &str) {
    for (key, value) in [
        ("user.name", name),
        ("user.email", "someone@team.example"),
        ("commit.gpgsign", "false"),
    ] {
        assert!(git(folder, &["config", key, value]));
    }
}

/// A bare repository with one document in it; none, said aloud, where there is no git.
pub(crate) fn bare() -> Option<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    if !git(folder.path(), &["init", "-q", "-b", "main", "first"]) {
        shared::skip("needs git");
        return None;
    }
    let first = folder.path().join("first");
    settle(&first, "Ayu");
    fs::write(first.join("disk.md"), "# Disk is full\n\nCall somebody.\n").unwrap();
    assert!(git(&first, &["add", "."]) && git(&first, &["commit", "-qm", "Add disk"]));
    assert!(git(
        folder.path(),
        &["clone", "-q", "--bare", "first", "team.git"]
    ));
    Some(folder)
}

impl Person {
    fn new(bare: &TempDir, name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = bare.path().join("team.git").to_string_lossy().into_owned();
        assert!(git(folder.path(), &["clone", "-q", &from, "library"]));
        settle(&folder.path().join("library"), name);
        let home = Paths::below(&folder.path().join("home"));
        let app = App::new(home, None, Arc::new(Silent));
        app.open_once(&folder.path().join("library")).unwrap();
        Self { folder, app }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("library").join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
        self.app.open_once(&self.path("")).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn trust(&self) -> GitView {
        let key = self.app.git_view().unwrap().trust.key;
        self.app.git_trust(&GitTrustRequest { key }).unwrap()
    }

    /// Commits one file with the message that is proposed.
    fn commit(&self, path: &str) -> Result<GitView, WireError> {
        let paths = vec![path.to_owned()];
        let message = GitMessageRequest { paths };
        let request = GitCommitRequest {
            message: self.app.git_message(&message)?,
            paths: message.paths,
        };
        self.app.git_commit(&request)
    }
}

/// What a difference adds and takes away.
fn lines(lines: &[RunDiffLine]) -> String {
    let line = |line: &RunDiffLine| {
        let text: String = line.parts.iter().map(|part| part.text.as_str()).collect();
        match line.kind {
            RunDiffKind::Added => Some(format!("+{text}")),
            RunDiffKind::Removed => Some(format!("-{text}")),
            _ => None,
        }
    };
    let lines: Vec<String> = lines.iter().filter_map(line).collect();
    lines.join("\n")
}

/// How a repository stands, in a line.
fn told(view: &GitView) -> String {
    let changes: Vec<String> = view
        .changes
        .iter()
        .map(|change| {
            let chosen = if change.proposed { "" } else { "not " };
            format!("{} {:?} {chosen}proposed", change.path, change.kind)
        })
        .collect();
    format!(
        "{:?} +{} -{} [{}] {}",
        view.state,
        view.ahead,
        view.behind,
        changes.join(", "),
        view.message
    )
}

#[test]
fn nothing_is_done_before_the_person_said_yes_to_exactly_this() {
    let Some(bare) = bare() else { return };
    let ayu = Person::new(&bare, "Ayu");
    ayu.write("disk.md", "# Disk is full\n\nFree some space.\n");
    // Nothing would run: it can be looked at, and not yet be worked with.
    let view = ayu.app.git_view().unwrap();
    assert_eq!(
        told(&view),
        "Ready +0 -0 [disk.md Modified proposed] Update Disk is full"
    );
    assert!(!view.trust.trusted);
    assert_eq!(
        ayu.commit("disk.md").unwrap_err().code,
        ErrorCode::GitUntrusted
    );
    assert_eq!(
        ayu.app.git_push().unwrap_err().code,
        ErrorCode::GitUntrusted
    );
    assert!(ayu.trust().trust.trusted);

    // A filter is set: asked again, and no longer looked at before there is an answer.
    let filter = ["config", "filter.x.clean", "touch ran; cat"];
    assert!(git(&ayu.path(""), &filter));
    ayu.write(".gitattributes", "* filter=x\n");
    // As long as what is committed: git has to look into it.
    ayu.write("disk.md", "# Disk is full\n\nFree the disk.\n");
    let view = ayu.app.git_view().unwrap();
    assert_eq!((view.state, view.changes.len()), (GitState::Untrusted, 0));
    assert_eq!(view.trust.programs[0].name, "filter.x.clean");
    assert_eq!(
        ayu.commit("disk.md").unwrap_err().code,
        ErrorCode::GitUntrusted
    );
    ayu.app
        .versions(&DocumentRequest {
            id: "disk.md".into(),
        })
        .unwrap();
    assert!(!ayu.path("ran").exists(), "something was run");
    let stale = GitTrustRequest {
        key: "another".into(),
    };
    assert!(!ayu.app.git_trust(&stale).unwrap().trust.trusted);
    assert_eq!(ayu.trust().state, GitState::Ready);
    assert!(ayu.path("ran").exists(), "the canary is mute");
}

#[test]
fn what_one_commits_and_pushes_the_other_pulls() {
    let Some(bare) = bare() else { return };
    let [ayu, budi] = ["Ayu", "Budi"].map(|name| Person::new(&bare, name));
    ayu.trust();
    ayu.write("disk.md", "# Disk is full\n\nFree some space.\n");
    ayu.write("secret.txt", "not for others");
    let view = ayu.commit("disk.md").unwrap();
    assert_eq!(told(&view), "Ready +1 -0 [secret.txt Added not proposed] ");
    assert_eq!(view.unpushed[0].subject, "Update Disk is full");
    assert_eq!(
        told(&ayu.app.git_push().unwrap()),
        "Ready +0 -0 [secret.txt Added not proposed] "
    );

    budi.trust();
    assert_eq!(budi.app.git_pull().unwrap().outcome, GitOutcome::Forwarded);
    assert_eq!(budi.read("disk.md"), ayu.read("disk.md"));
    assert!(!budi.path("secret.txt").exists());
    assert_eq!(budi.app.git_pull().unwrap().outcome, GitOutcome::UpToDate);
}

#[test]
fn a_conflict_is_settled_by_a_person_and_by_nobody_else() {
    let Some(bare) = bare() else { return };
    let [ayu, budi] = ["Ayu", "Budi"].map(|name| Person::new(&bare, name));
    // Budi's file ends its lines otherwise, and goes on doing so.
    for (person, text) in [
        (&ayu, "# Disk is full\n\nAsk Ayu.\n"),
        (&budi, "# Disk is full\r\n\r\nAsk Budi.\r\n"),
    ] {
        person.trust();
        person.write("disk.md", text);
        person.commit("disk.md").unwrap();
    }
    ayu.app.git_push().unwrap();
    let behind = budi.app.git_push().unwrap_err();
    assert_eq!(behind.message, "Others have pushed in the meantime");
    assert_eq!(behind.hint.as_deref(), Some("Pull first, then push again"));

    let pulled = budi.app.git_pull().unwrap();
    assert_eq!(pulled.outcome, GitOutcome::Conflict);
    assert_eq!(
        budi.read("disk.md"),
        "# Disk is full\r\n\r\nAsk Budi.\r\n",
        "touched"
    );
    let conflict = pulled.conflict.unwrap();
    let file = &conflict.files[0];
    let text = "# Disk is full\n\nAsk Ayu.\n".to_owned();
    assert_eq!(file.theirs, GitSide::Text { text });
    let answer = |choice| GitSettleRequest {
        theirs: conflict.theirs.clone(),
        files: vec![GitSettled {
            path: "disk.md".into(),
            choice,
        }],
    };
    let none = GitSettleRequest {
        files: Vec::new(),
        ..answer(GitChoice::Ours)
    };
    assert_eq!(
        budi.app.git_settle(&none).unwrap().outcome,
        GitOutcome::Conflict
    );
    let text = "# Disk is full\n\nAsk Ayu or Budi.\n".to_owned();
    let settled = budi
        .app
        .git_settle(&answer(GitChoice::Text { text }))
        .unwrap();
    assert_eq!(settled.outcome, GitOutcome::Merged);
    budi.app.git_push().unwrap();
    ayu.app.git_pull().unwrap();
    assert_eq!(
        ayu.read("disk.md"),
        "# Disk is full\r\n\r\nAsk Ayu or Budi.\r\n"
    );
}

#[test]
fn a_side_of_a_conflict_that_shows_no_text_says_why() {
    let Some(bare) = bare() else { return };
    let [ayu, budi] = ["Ayu", "Budi"].map(|name| Person::new(&bare, name));
    for (person, byte) in [(&ayu, b'a'), (&budi, b'b')] {
        fs::write(person.path("map.png"), [0xff, 0, byte]).unwrap();
        fs::write(person.path("long.md"), vec![byte; 3 * 1024 * 1024]).unwrap();
    }
    fs::remove_file(ayu.path("disk.md")).unwrap();
    fs::write(budi.path("disk.md"), "# Disk is full\n\nAsk Budi.\n").unwrap();
    for person in [&ayu, &budi] {
        let library = person.path("");
        assert!(git(&library, &["add", "-A"]) && git(&library, &["commit", "-qm", "Change"]));
        person.trust();
    }
    ayu.app.git_push().unwrap();

    let conflict = budi.app.git_pull().unwrap().conflict.unwrap();
    let side = |side: &GitSide| match side {
        GitSide::Text { text } => format!("{text:?}"),
        GitSide::Gone => "gone".to_owned(),
        GitSide::Binary { .. } => "binary".to_owned(),
        GitSide::Large { .. } => "large".to_owned(),
    };
    let files = conflict.files.iter();
    let told = files.map(|file| {
        let (ours, theirs) = (side(&file.ours), side(&file.theirs));
        format!("{}: {ours}, {theirs}", file.path)
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            r##"disk.md: "# Disk is full\n\nAsk Budi.\n", gone"##,
            "long.md: large, large",
            "map.png: binary, binary",
        ]
    );
}

#[test]
fn marks_of_a_conflict_are_never_committed() {
    let Some(bare) = bare() else { return };
    let ayu = Person::new(&bare, "Ayu");
    ayu.trust();
    ayu.write(
        "disk.md",
        "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n",
    );
    let view = ayu.app.git_view().unwrap();
    assert!(view.changes[0].marked && !view.changes[0].proposed);
    let refused = ayu.commit("disk.md").unwrap_err();
    assert_eq!(refused.code, ErrorCode::GitMarked);
    assert_eq!(
        refused.message,
        "`disk.md` still holds the marks of a conflict"
    );
}

#[test]
fn a_document_has_versions_and_what_differs_between_them_is_readable() {
    let Some(bare) = bare() else { return };
    let ayu = Person::new(&bare, "Ayu");
    ayu.trust();
    ayu.write("disk.md", "# Disk is full\n\nCall the storage desk.\n");
    ayu.commit("disk.md").unwrap();
    ayu.write("disk.md", "# Disk is full\n\nCall the storage desk now.\n");
    let id = || "disk.md".to_owned();
    let found = ayu.app.versions(&DocumentRequest { id: id() }).unwrap();
    assert!(found.changed && !found.more && !found.shallow);
    let names: Vec<VersionName> = found
        .versions
        .iter()
        .map(|version| VersionName {
            commit: version.commit.id.clone(),
            path: version.path.clone(),
        })
        .collect();
    let page = |old: Option<&VersionName>, new: Option<&VersionName>| {
        let request = CompareRequest {
            id: id(),
            old: old.cloned(),
            new: new.cloned(),
        };
        let difference = ayu.app.compare(&request).unwrap();
        let at = difference.html.find("<p>").unwrap();
        difference.html[at..].trim().to_owned()
    };
    assert_eq!(
        page(Some(&names[1]), Some(&names[0])),
        "<p>Call <del>somebody.</del> <ins>the storage desk.</ins></p>"
    );
    assert_eq!(
        page(Some(&names[0]), None),
        "<p>Call the storage <del>desk.</del> <ins>desk now.</ins></p>"
    );
    assert_eq!(
        page(None, Some(&names[1])),
        "<p><ins>Call somebody.</ins></p>"
    );
}

#[test]
fn an_older_version_is_saved_over_the_file_and_never_over_what_was_typed() {
    let Some(bare) = bare() else { return };
    let ayu = Person::new(&bare, "Ayu");
    ayu.trust();
    ayu.write("disk.md", "# Disk is full\r\n\r\nFree some space.\r\n");
    ayu.commit("disk.md").unwrap();
    let id = || "disk.md".to_owned();
    let found = ayu.app.versions(&DocumentRequest { id: id() }).unwrap();
    let first = &found.versions[1];
    let request = RestoreRequest {
        id: id(),
        version: VersionName {
            commit: first.commit.id.clone(),
            path: first.path.clone(),
        },
        base: None,
    };
    let opened = ayu.app.edit_open(&EditRequest { document: id() }).unwrap();
    let typed = EditTextRequest {
        document: id(),
        base: opened.base,
        text: "# Typed\n".into(),
    };
    ayu.app.edit_keep(&typed).unwrap();
    let refused = ayu.app.restore_version(&request).unwrap_err();
    assert_eq!(refused.code, ErrorCode::DraftInTheWay);
    ayu.app.edit_drop(&EditRequest { document: id() }).unwrap();
    let offer = ayu.app.offer_version(&request).unwrap();
    assert_eq!(lines(&offer.lines), "-Free some space.\n+Call somebody.");
    let request = RestoreRequest {
        base: Some(offer.base),
        ..request
    };
    // Over another file than was looked at nothing is written, and nothing is kept as if somebody had typed it.
    ayu.write("disk.md", "# Disk is full\r\n\r\nWait.\r\n");
    let saved = ayu.app.restore_version(&request).unwrap();
    assert!(matches!(saved, EditSaved::Conflict { .. }));
    assert!(ayu.app.drafts().unwrap().is_empty());
    assert_eq!(ayu.read("disk.md"), "# Disk is full\r\n\r\nWait.\r\n");

    let request = RestoreRequest {
        base: Some(ayu.app.offer_version(&request).unwrap().base),
        ..request
    };
    let saved = ayu.app.restore_version(&request).unwrap();
    assert!(matches!(
        saved,
        EditSaved::Saved {
            confirmed: true,
            ..
        }
    ));
    // The endings of the file are the file's.
    assert_eq!(
        ayu.read("disk.md"),
        "# Disk is full\r\n\r\nCall somebody.\r\n"
    );
}

#[test]
fn what_is_in_no_repository_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    fs::create_dir(&library).unwrap();
    fs::write(library.join("a.md"), "# A\n").unwrap();
    let app = App::new(
        Paths::below(&folder.path().join("home")),
        None,
        Arc::new(Silent),
    );
    app.open_once(&library).unwrap();
    assert_eq!(app.git_view().unwrap().state, GitState::None);
    let none = app
        .versions(&DocumentRequest { id: "a.md".into() })
        .unwrap();
    assert!(none.versions.is_empty());
    let failed = app.git_push().unwrap_err();
    assert_eq!(failed.message, "This library is in no repository");
}

#[test]
fn hostile_names_get_an_answer() {
    let Some(bare) = bare() else { return };
    let ayu = Person::new(&bare, "Ayu");
    ayu.trust();
    fs::write(ayu.folder.path().join("secret.md"), crate::hostile::SECRET).unwrap();
    // Each is handed to git many times over: the first ones climb, escape and overflow, the rest only read oddly.
    for text in crate::hostile::strings().into_iter().take(60) {
        let name = || VersionName {
            commit: text.clone(),
            path: text.clone(),
        };
        let head = VersionName {
            commit: "HEAD".into(),
            path: text.clone(),
        };
        let compare = |old, new| {
            ayu.app.compare(&CompareRequest {
                id: text.clone(),
                old,
                new,
            })
        };
        let answers = [
            format!(
                "{:?}",
                ayu.app.versions(&DocumentRequest { id: text.clone() })
            ),
            format!("{:?}", compare(Some(name()), None)),
            format!("{:?}", compare(None, Some(head))),
            format!("{:?}", ayu.commit(&text)),
            format!(
                "{:?}",
                ayu.app.git_trust(&GitTrustRequest { key: text.clone() })
            ),
            format!(
                "{:?}",
                ayu.app.git_settle(&GitSettleRequest {
                    theirs: text.clone(),
                    files: Vec::new()
                })
            ),
        ];
        for answer in answers {
            assert!(!answer.contains(crate::hostile::SECRET), "{text:.80}");
        }
    }
    assert_eq!(told(&ayu.app.git_view().unwrap()), "Ready +0 -0 [] ");
}
