//! A library as its files change: over the use-cases, without a window.

use drillbook_api::wire::{Change, DocumentRequest, IndexState, SearchRequest};
use drillbook_api::{App, EventSink, Paths};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Far longer than any wait takes; a test that reaches it has hung.
const WATCHDOG: Duration = Duration::from_mins(1);

struct Told(Mutex<Sender<Change>>);

impl EventSink for Told {
    fn emit(&self, change: Change) {
        // The test may have ended.
        drop(self.0.lock().unwrap().send(change));
    }
}

/// An app with a library of its own below a temporary folder.
pub(crate) struct Scene {
    pub(crate) folder: TempDir,
    pub(crate) app: App,
    told: Receiver<Change>,
    /// Codes of notices that were told at the start.
    pub(crate) notices: Vec<String>,
}

impl Scene {
    fn of(files: &[(&str, &str)]) -> Self {
        Self::prepared(files, |_| ())
    }

    /// As [`Self::of`], with `prepare` called on the folder before the app starts in it.
    pub(crate) fn prepared(files: &[(&str, &str)], prepare: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("library")).unwrap();
        prepare(folder.path());
        for (path, text) in files {
            write(&folder.path().join("library").join(path), text);
        }
        let (app, told) = start(folder.path());
        let mut scene = Self {
            folder,
            app,
            told,
            notices: Vec::new(),
        };
        scene.open();
        scene
    }

    pub(crate) fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    fn open(&mut self) {
        self.app.open_folder(&self.library()).unwrap();
        self.notices = self
            .app
            .state()
            .notices
            .into_iter()
            .map(|notice| notice.code)
            .collect();
        self.until("the index is ready", |scene| {
            scene.index() == IndexState::Ready
        });
    }

    /// Ends the app as closing its window does, and starts it again.
    pub(crate) fn restart(mut self, meanwhile: impl FnOnce(&Path)) -> Self {
        self.app.close();
        meanwhile(self.folder.path());
        (self.app, self.told) = start(self.folder.path());
        self.open();
        self
    }

    pub(crate) fn index(&self) -> IndexState {
        self.app
            .state()
            .library
            .map_or(IndexState::Ready, |library| library.index)
    }

    pub(crate) fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let began = Instant::now();
        while !is_so(self) {
            assert!(began.elapsed() < WATCHDOG, "{what}: never");
            drop(self.told.recv_timeout(Duration::from_millis(50)));
        }
    }

    /// Waits until this change was told.
    fn until_told(&self, what: &str, is_it: impl Fn(&Change) -> bool) {
        let began = Instant::now();
        loop {
            assert!(began.elapsed() < WATCHDOG, "{what}: never told");
            let told = self.told.recv_timeout(Duration::from_millis(50));
            if told.is_ok_and(|change| is_it(&change)) {
                return;
            }
        }
    }

    pub(crate) fn found(&self, query: &str) -> String {
        let request = SearchRequest {
            query: query.into(),
            limit: 50,
        };
        let response = self.app.search(&request).unwrap();
        response
            .groups
            .iter()
            .map(|group| group.document.id.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(crate) fn becomes(&self, query: &str, expected: &str) {
        self.until(&format!("{query} finds {expected:?}"), |scene| {
            scene.found(query) == expected
        });
    }

    pub(crate) fn documents(&self) -> u32 {
        self.app
            .state()
            .library
            .map_or(0, |library| library.documents)
    }
}

fn start(folder: &Path) -> (App, Receiver<Change>) {
    let (send, told) = mpsc::channel();
    let events = Arc::new(Told(Mutex::new(send)));
    (
        App::new(Paths::below(&folder.join("home")), None, events),
        told,
    )
}

pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn foreign_edits_renames_and_deletions_are_picked_up() {
    let scene = Scene::of(&[("a.md", "# Alpha\n"), ("b.md", "# Beta\n")]);
    assert_eq!(scene.found("alpha"), "a.md");
    write(&scene.library().join("a.md"), "# Gamma\n");
    scene.becomes("gamma", "a.md");
    assert_eq!(scene.found("alpha"), "");
    write(&scene.library().join(".new"), "# Delta\n");
    fs::rename(scene.library().join(".new"), scene.library().join("a.md")).unwrap();
    scene.becomes("delta", "a.md");
    fs::rename(scene.library().join("b.md"), scene.library().join("c.md")).unwrap();
    scene.becomes("beta", "c.md");
    fs::remove_file(scene.library().join("c.md")).unwrap();
    scene.becomes("beta", "");
}

#[test]
fn shared_records_that_others_wrote_are_told() {
    let scene = Scene::of(&[("a.md", "# Alpha\n"), ("records/checks/1.json", "{}")]);
    write(&scene.library().join("records/checks/2.json"), "{}");
    scene.until_told("a new record", |change| matches!(change, Change::Records));
    fs::remove_file(scene.library().join("records/checks/1.json")).unwrap();
    scene.until_told("a record that went", |change| {
        matches!(change, Change::Records)
    });
}

#[test]
fn what_is_no_longer_in_force_is_found_behind_what_is() {
    let text = "# Fail over\n\nPromote the replica of the database.\n";
    let scene = Scene::of(&[
        ("a-old.md", &format!("---\nstatus: obsolete\n---\n{text}")),
        ("b-new.md", text),
    ]);
    assert_eq!(scene.found("promote replica"), "b-new.md a-old.md");
}

#[test]
fn a_checkout_of_two_thousand_files_is_picked_up() {
    let scene = Scene::of(&[("a.md", "# Alpha\n")]);
    for number in 0..2000 {
        write(
            &scene.library().join(format!("many/{number}.md")),
            &format!("# Runbook {number}\n\nword{number}\n"),
        );
    }
    scene.becomes("word1999", "many/1999.md");
    scene.until("all are listed", |scene| scene.documents() == 2001);
    scene.until("the index is ready", |scene| {
        scene.index() == IndexState::Ready
    });
    fs::remove_dir_all(scene.library().join("many")).unwrap();
    scene.until("all are gone", |scene| scene.documents() == 1);
}

#[test]
fn a_vanished_folder_empties_nothing() {
    let scene = Scene::of(&[("a.md", "# Alpha\n")]);
    let away = scene.folder.path().join("away");
    fs::rename(scene.library(), &away).unwrap();
    let unavailable = scene
        .app
        .document(&DocumentRequest { id: "a.md".into() })
        .unwrap_err();
    assert!(
        unavailable.message.contains("cannot be read"),
        "{}",
        unavailable.message
    );
    scene.app.update_index().unwrap();
    scene.until("it is unavailable", |scene| {
        !scene.app.state().library.unwrap().available
    });
    assert_eq!(scene.found("alpha"), "a.md");
    fs::rename(&away, scene.library()).unwrap();
    scene.app.update_index().unwrap();
    scene.until("it is back", |scene| {
        scene.app.state().library.unwrap().available
    });
    assert_eq!(
        scene
            .app
            .document(&DocumentRequest { id: "a.md".into() })
            .unwrap()
            .row
            .title,
        "Alpha"
    );
}

#[test]
fn the_next_start_reads_only_what_changed() {
    let scene = Scene::of(&[("a.md", "# Alpha\n"), ("b.md", "# Beta\n")]);
    let catalogue = |folder: &Path| {
        let library = fs::read_dir(folder.join("home/cache"))
            .unwrap()
            .next()
            .unwrap()
            .unwrap();
        let found = files_like(&library.path(), "catalogue-");
        let text = fs::read_to_string(found.first().unwrap()).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["generation"].clone()
    };
    let before = catalogue(scene.folder.path());
    let scene = scene.restart(|_| ());
    assert_eq!(catalogue(scene.folder.path()), before);
    let scene = scene.restart(|folder| write(&folder.join("library/b.md"), "# Gamma ray\n"));
    assert_ne!(catalogue(scene.folder.path()), before);
    assert_eq!(scene.found("gamma"), "b.md");
    assert_eq!(scene.found("alpha"), "a.md");
}

#[test]
fn a_deleted_index_is_made_anew() {
    let scene = Scene::of(&[("a.md", "# Alpha\n")])
        .restart(|folder| fs::remove_dir_all(folder.join("home/cache")).unwrap());
    assert_eq!(scene.found("alpha"), "a.md");
    assert_eq!(scene.notices, Vec::<String>::new());
}

/// The files below a folder whose names begin like this.
fn files_like(folder: &Path, name: &str) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap();
            folders.extend(entries.map(|entry| entry.unwrap().path()));
        } else if path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with(name)
        {
            found.push(path);
        }
    }
    found
}

#[test]
fn what_a_newer_drillbook_derived_is_left_alone() {
    let newer = [
        "index-999.999.999.999.999.999-0123456789abcdef",
        "catalogue-999.999-0.json",
    ];
    let older = ["index-0123456789abcdef", "catalogue.json"];
    let library = |folder: &Path| {
        let mut libraries = fs::read_dir(folder.join("home/cache")).unwrap();
        libraries.next().unwrap().unwrap().path()
    };
    let scene = Scene::of(&[("a.md", "# Alpha\n")]).restart(|folder| {
        for name in newer.iter().chain(&older) {
            let path = library(folder).join(name);
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                fs::write(&path, "{}").unwrap();
            } else {
                fs::create_dir(&path).unwrap();
            }
        }
    });
    assert_eq!(scene.found("alpha"), "a.md");
    let derived = library(scene.folder.path());
    let there = |names: [&str; 2]| names.map(|name| derived.join(name).exists());
    assert_eq!([there(newer), there(older)], [[true, true], [false, false]]);
}

#[test]
fn a_damaged_index_or_catalogue_is_made_anew_with_a_notice() {
    for damaged in ["catalogue-", "meta.json"] {
        let scene = Scene::of(&[("a.md", "# Alpha\n")]).restart(|folder| {
            let found = files_like(&folder.join("home/cache"), damaged);
            assert_eq!(found.len(), 1, "{damaged}");
            fs::write(&found[0], "{\"damaged").unwrap();
        });
        assert_eq!(scene.notices, ["index-rebuilt"], "{damaged}");
        assert_eq!(scene.found("alpha"), "a.md", "{damaged}");
    }
}

#[test]
fn cancelling_keeps_what_is_there_and_resumes() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..1500 {
        write(
            &folder.path().join(format!("library/{number}.md")),
            &format!("# Runbook {number}\n\nword{number}\n"),
        );
    }
    let (app, told) = start(folder.path());
    app.open_folder(&folder.path().join("library")).unwrap();
    app.cancel_index().unwrap();
    let scene = Scene {
        folder,
        app,
        told,
        notices: Vec::new(),
    };
    scene.until("it is cancelled", |scene| {
        matches!(
            scene.index(),
            IndexState::Cancelled { .. } | IndexState::Ready
        )
    });
    scene.app.update_index().unwrap();
    scene.becomes("word1499", "1499.md");
    scene.until("all are listed", |scene| scene.documents() == 1500);
}

#[test]
fn a_second_writer_reads_the_last_commit_and_says_so() {
    let scene = Scene::of(&[("a.md", "# Alpha\n")]);
    let (second, _told) = start(scene.folder.path());
    let library = second.open_once(&scene.library()).unwrap();
    assert_eq!(library.index, IndexState::ReadOnly);
    let request = SearchRequest {
        query: "alpha".into(),
        limit: 5,
    };
    assert_eq!(second.search(&request).unwrap().groups.len(), 1);
}

#[test]
fn damaged_documents_open_as_well_as_they_can() {
    let huge = format!("# Huge\n\n{}", "word ".repeat(1_200_000));
    let scene = Scene::of(&[
        ("front.md", "---\ntitle: [\n---\n# Alpha\n\ntext\n"),
        ("huge.md", &huge),
    ]);
    fs::write(scene.library().join("latin.md"), b"# Caf\xe9\n").unwrap();
    scene.becomes("huge", "huge.md");
    scene.until("three are listed", |scene| scene.documents() == 3);
    let codes = |id: &str| {
        let view = scene
            .app
            .document(&DocumentRequest { id: id.into() })
            .unwrap();
        assert!(!view.html.is_empty(), "{id}");
        view.problems
            .into_iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(codes("front.md"), "front-matter-broken");
    assert_eq!(codes("huge.md"), "too-large");
    assert_eq!(codes("latin.md"), "not-utf8");
}

#[test]
fn synonyms_are_known_after_the_index_was_made_anew() {
    let words = "[search]\nsynonyms = [[\"wobble\", \"flicker\"]]\n";
    let scene = Scene::of(&[
        ("a.md", "# Flicker\n"),
        ("b.md", "# Other\n"),
        ("drillbook.toml", words),
    ]);
    assert_eq!(scene.found("wobble"), "a.md");
    scene.app.rebuild_once().unwrap();
    assert_eq!(scene.found("wobble"), "a.md");
}

#[test]
fn a_search_while_the_index_is_made_anew_says_that_it_is_incomplete() {
    let scene = Scene::of(&[("a.md", "# Flicker\n")]);
    scene.app.rebuild_index().unwrap();
    let request = SearchRequest {
        query: "flicker".into(),
        limit: 5,
    };
    let began = Instant::now();
    let mut answers = Vec::new();
    while began.elapsed() < Duration::from_millis(300) {
        let response = scene.app.search(&request).unwrap();
        answers.push(response.total == 1 || response.incomplete);
    }
    assert!(answers.iter().all(|is_honest| *is_honest));
    scene.becomes("flicker", "a.md");
}

#[test]
fn the_librarys_own_settings_are_checked_and_read_again() {
    let scene = Scene::of(&[
        ("a.md", "# Alpha\n"),
        ("drillbook.toml", "nam = \"Pasar\"\n"),
    ]);
    let problems = || {
        let files = scene.app.check(None).unwrap().files;
        let lines = files.iter().flat_map(|file| {
            let path = file.path.clone();
            file.problems
                .iter()
                .map(move |problem| format!("{path}:{}: {}", problem.line.unwrap(), problem.code))
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(problems(), "drillbook.toml:1: settings-key");
    assert_eq!(scene.app.state().library.unwrap().problems.warning, 1);
    write(
        &scene.library().join("drillbook.toml"),
        "name = \"Pasar\"\n",
    );
    scene.until("it has its name", |scene| {
        scene.app.state().library.unwrap().name == "Pasar"
    });
    assert_eq!(problems(), "");
    fs::remove_file(scene.library().join("drillbook.toml")).unwrap();
    scene.until("the folder's name is back", |scene| {
        scene.app.state().library.unwrap().name == "library"
    });
}
