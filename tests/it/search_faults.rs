//! The index under faults of its surroundings: a full disk, an index of another make, and a terminal at work beside the
//! window. Afterwards as many documents are found as there are files.
//!
//! Not the damage inside an index, which `drillbook-search` tests itself, and not kills (`search_killed`).

use crate::library::{Scene, write};
use drillbook_api::wire::{DocumentRequest, IndexState, SearchRequest};
use drillbook_tests::{places, shared};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

/// Documents of a library.
const DOCUMENTS: usize = 60;

/// A library in which every document has the word `document` and one of its own.
fn scene(prepare: impl FnOnce(&Path)) -> Scene {
    let files: Vec<(String, String)> = (0..DOCUMENTS)
        .map(|nth| (format!("{nth}.md"), text(nth, "first")))
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    Scene::prepared(&files, prepare)
}

fn text(nth: usize, round: &str) -> String {
    format!("# Document {nth}\n\nIts word is {round}{nth}x.\n")
}

/// There are so many files, so many are found, and the index counts no more.
#[track_caller]
fn check_count(scene: &Scene, files: u32) {
    let request = SearchRequest {
        query: "document".into(),
        limit: 200,
    };
    let response = scene.app.search(&request).unwrap();
    let found = u32::try_from(response.groups.len()).unwrap();
    assert_eq!(
        (scene.documents(), found, response.total),
        (files, files, files)
    );
}

#[test]
fn a_full_disk_costs_nothing_and_the_index_catches_up() {
    // A file system of its own, in a namespace of its own, so that no rights are needed and nothing is left.
    let alone = ["--user", "--map-root-user", "--mount"];
    let possible = Command::new("unshare").args(alone).arg("true").status();
    if !possible.is_ok_and(|status| status.success()) {
        return shared::skip("needs a namespace of its own for a small disk");
    }
    let test = std::env::current_exe().unwrap();
    let arguments = ["--exact", "search_faults::on_a_small_disk", "--ignored"];
    let mut child = Command::new("unshare");
    let output = child.args(alone).arg(test).args(arguments).output();
    let output = output.unwrap();
    let said = said(&output);
    // Where no test has this name, none fails.
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

/// What a process said.
fn said(output: &Output) -> String {
    let all = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
#[ignore = "is run by the test above, where it may mount a small disk"]
fn on_a_small_disk() {
    let scene = scene(|folder| {
        let cache = folder.join("home/cache");
        fs::create_dir_all(&cache).unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=4m", "none"];
        let mounted = Command::new("mount").args(mount).arg(&cache).status();
        assert!(mounted.unwrap().success());
    });
    let filler = scene.folder.path().join("home/cache/filler");
    fill(&filler);
    write(&scene.library().join("1.md"), &text(1, "second"));
    fs::remove_file(scene.library().join("2.md")).unwrap();
    scene.app.update_index().unwrap();
    scene.until("it is said that the index cannot be written", |scene| {
        matches!(scene.index(), IndexState::Failed { .. })
    });
    // What was indexed is found, and every document is read as it is now.
    assert_eq!(scene.found("first3x"), "3.md");
    let request = DocumentRequest { id: "1.md".into() };
    let view = scene.app.document(&request).unwrap();
    assert!(view.html.contains("second1x"), "{}", view.html);

    fs::remove_file(&filler).unwrap();
    scene.app.update_index().unwrap();
    scene.becomes("second1x", "1.md");
    scene.until("the index is ready", |scene| {
        scene.index() == IndexState::Ready
    });
    check_count(&scene, 59);
    let scene = scene.restart(|_| ());
    check_count(&scene, 59);
}

/// Writes a file until no byte more fits on its disk.
fn fill(path: &Path) {
    let mut file = File::create(path).unwrap();
    for size in [65_536, 4_096, 256, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

#[test]
fn an_index_of_another_make_is_replaced_while_the_app_works() {
    let scene = scene(|_| ()).restart(|folder| {
        let index = index_folder(folder);
        fs::rename(&index, index.with_file_name("index-0123456789abcdef")).unwrap();
    });
    check_count(&scene, 60);
    let folder = index_folder(scene.folder.path());
    assert!(
        !folder.ends_with("index-0123456789abcdef"),
        "{}",
        folder.display()
    );
    assert_eq!(scene.notices, Vec::<String>::new());
}

/// The only folder of an index below the cache.
fn index_folder(folder: &Path) -> std::path::PathBuf {
    let library = fs::read_dir(folder.join("home/cache"))
        .unwrap()
        .next()
        .unwrap();
    let inside = fs::read_dir(library.unwrap().path()).unwrap().flatten();
    let indexes: Vec<_> = inside
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    let [index] = &indexes[..] else {
        panic!("one index, not {indexes:?}");
    };
    index.clone()
}

#[test]
fn a_terminal_searches_while_the_window_writes_and_writes_when_it_is_closed() {
    let scene = scene(|_| ());
    let folder = scene.folder.path();
    thread::scope(|scope| {
        let search = || {
            for _ in 0..10 {
                let (code, printed) = terminal(folder, &["search", "document"]);
                assert_eq!(code, Some(0), "{printed}");
            }
        };
        let terminals = [scope.spawn(search), scope.spawn(search)];
        for round in 0..20 {
            for nth in 0..5 {
                let nth = (round * 7 + nth) % DOCUMENTS;
                write(
                    &scene.library().join(format!("{nth}.md")),
                    &text(nth, "second"),
                );
            }
            scene.app.update_index().unwrap();
        }
        for terminal in terminals {
            terminal.join().unwrap();
        }
    });
    scene.becomes("second0x", "0.md");
    scene.until("the index is ready", |scene| {
        scene.index() == IndexState::Ready
    });
    check_count(&scene, 60);
    // With the window closed the terminal has the right to write, and the next window sees what it wrote.
    let scene = scene.restart(|folder| {
        write(
            &folder.join("library/new.md"),
            "# Document\n\nWritten last.\n",
        );
        let (code, printed) = terminal(folder, &["index"]);
        assert_eq!((code, printed.contains("61")), (Some(0), true), "{printed}");
    });
    check_count(&scene, 61);
    assert_eq!(scene.notices, Vec::<String>::new());
}

/// Runs `drillbook` on the library below `folder`, with the same places for everything as the app there.
fn terminal(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(places::program("drillbook"));
    command.env("LC_ALL", "C").args(arguments);
    command.arg("--library").arg(folder.join("library"));
    for name in ["data", "cache", "config"] {
        // The app's folders are named directly, the terminal's after the person's.
        let of_person = folder.join("person").join(name);
        fs::create_dir_all(&of_person).unwrap();
        let _ =
            std::os::unix::fs::symlink(folder.join("home").join(name), of_person.join("drillbook"));
        command.env(format!("XDG_{}_HOME", name.to_uppercase()), of_person);
    }
    let output = command.output().unwrap();
    (output.status.code(), said(&output))
}
