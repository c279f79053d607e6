//! Making, moving and deleting documents over the use-cases.

use crate::library::Scene;
use drillbook_api::wire::{
    DocumentCreateRequest, DocumentMoveRequest, DocumentPathRequest, DocumentRequest,
    EditImageRequest, EditRequest, EditTextRequest, MovePlan, PinRequest, RunListRequest,
    RunStartRequest,
};
use expect_test::expect;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

fn scene() -> Scene {
    Scene::prepared(
        &[
            (
                "runbooks/disk.md",
                "# Disk\n\nSee [node](node.md#steps) and ![d](images/d.png).\n\n1. Run `ls`\n",
            ),
            (
                "runbooks/node.md",
                "# Node\n\n[Disk](disk.md) is full.\n\n## Steps\n\n[Disk](/runbooks/disk.md#disk)\r\n",
            ),
            (
                "README.md",
                "# Start\n\n[[disk]] [Disk][1] [w](https://x.y)\n\n[1]: runbooks/disk.md 'Disk'\n",
            ),
            ("runbooks/images/d.png", "x"),
            ("drillbook.toml", "# see runbooks/disk.md\n"),
            ("runbooks/all.md", "# All\n\n--8<-- \"disk.md\"\n"),
        ],
        |_| (),
    )
}

fn request(document: &str, to: &str) -> DocumentMoveRequest {
    DocumentMoveRequest {
        document: document.into(),
        to: to.into(),
        links: true,
    }
}

/// Every document of the library with its text.
fn texts(scene: &Scene) -> String {
    let mut said = String::new();
    for id in [
        "README.md",
        "runbooks/disk.md",
        "runbooks/node.md",
        "storage/full disk.md",
    ] {
        if let Ok(text) = fs::read_to_string(scene.library().join(id)) {
            write!(said, "== {id}\n{text}").unwrap();
        }
    }
    said
}

/// The document is found by the word under its new name, and no longer under the old one.
fn is_found(scene: &Scene, word: &str, document: &str) {
    scene.until("the document is found under its new name", |scene| {
        let found = scene.found(word);
        found.contains(document) && !found.contains("runbooks/disk.md")
    });
}

/// What a move would change, as lines.
fn told(plan: MovePlan) -> String {
    let mut said = String::new();
    for change in plan.changes {
        writeln!(
            said,
            "{} ({}): {}",
            change.document, change.title, change.count
        )
        .unwrap();
        for line in change.lines {
            writeln!(
                said,
                "  {} - {}\n  {} + {}",
                line.line, line.before, line.line, line.after
            )
            .unwrap();
        }
    }
    for problem in plan.problems {
        writeln!(said, "! {problem}").unwrap();
    }
    said
}

#[test]
fn a_move_is_planned_and_then_done_as_planned() {
    let scene = scene();
    let before = texts(&scene);
    let request = request("runbooks/disk.md", "storage/full disk.md");
    let plan = scene.app.plan_move(&request).unwrap();
    expect![[r"
        runbooks/disk.md (Disk): 2
          3 - See [node](node.md#steps) and ![d](images/d.png).
          3 + See [node](../runbooks/node.md#steps) and ![d](../runbooks/images/d.png).
        README.md (Start): 2
          3 - [[disk]] [Disk][1] [w](https://x.y)
          3 + [[full disk]] [Disk][1] [w](https://x.y)
          5 - [1]: runbooks/disk.md 'Disk'
          5 + [1]: storage/full%20disk.md 'Disk'
        runbooks/node.md (Node): 2
          3 - [Disk](disk.md) is full.
          3 + [Disk](../storage/full%20disk.md) is full.
          7 - [Disk](/runbooks/disk.md#disk)
          7 + [Disk](/storage/full%20disk.md#disk)
        ! `drillbook.toml` names `runbooks/disk.md` and is not changed
        ! Line 3 of `runbooks/all.md` includes `disk.md`, which is not rewritten: it will be found no more
    "]]
    .assert_eq(&told(plan));
    assert_eq!(texts(&scene), before);

    let moved = scene.app.move_document(&request).unwrap();
    assert_eq!(
        (moved.document.as_str(), moved.rewritten.join(" ")),
        (
            "storage/full disk.md",
            "storage/full disk.md README.md runbooks/node.md".into()
        )
    );
    assert_eq!(
        texts(&scene),
        "== README.md\n# Start\n\n[[full disk]] [Disk][1] [w](https://x.y)\n\n[1]: storage/full%20disk.md 'Disk'\n\
         == runbooks/node.md\n# Node\n\n[Disk](../storage/full%20disk.md) is full.\n\n## Steps\n\n\
         [Disk](/storage/full%20disk.md#disk)\r\n\
         == storage/full disk.md\n# Disk\n\n\
         See [node](../runbooks/node.md#steps) and ![d](../runbooks/images/d.png).\n\n1. Run `ls`\n"
    );
    is_found(&scene, "disk", "storage/full disk.md");
    let checked = scene.app.check(None).unwrap();
    let problems = checked.files.iter().flat_map(|file| &file.problems);
    let dead: Vec<_> = problems
        .filter(|problem| problem.code.ends_with("-dead"))
        .collect();
    assert!(dead.is_empty(), "{dead:?}");
}

#[test]
fn runs_pins_and_drafts_go_with_the_document() {
    let scene = scene();
    let start = RunStartRequest {
        document: "runbooks/disk.md".into(),
        section: None,
        reason: "full".into(),
        alert: None,
        values: Vec::new(),
    };
    let run = scene.app.start_run(&start).unwrap();
    let pin = PinRequest {
        id: "runbooks/disk.md".into(),
        pinned: true,
    };
    scene.app.pin(&pin).unwrap();
    let draft = EditTextRequest {
        document: "runbooks/disk.md".into(),
        base: String::new(),
        text: "typed".into(),
    };
    scene.app.edit_keep(&draft).unwrap();
    scene
        .app
        .move_document(&request("runbooks/disk.md", "d.md"))
        .unwrap();
    is_found(&scene, "disk", "d.md");
    let runs = |document: Option<&str>| {
        let document = document.map(str::to_owned);
        let rows = scene.app.runs(&RunListRequest { document }).unwrap();
        let each = rows.into_iter().map(|row| (row.id, row.document));
        each.collect::<Vec<_>>()
    };
    let expected = [(run.id, "d.md".to_owned())];
    assert_eq!(runs(Some("d.md")), expected);
    assert_eq!(runs(None), expected);
    assert_eq!(runs(Some("runbooks/disk.md")), []);
    assert_eq!(scene.app.kept().unwrap().pinned[0].id, "d.md");
    let open = EditRequest {
        document: "d.md".into(),
    };
    let draft = scene.app.edit_open(&open).unwrap().draft.unwrap();
    assert_eq!(draft.text, "typed");
}

#[test]
fn names_that_are_taken_or_could_not_be_listed_are_refused() {
    let scene = scene();
    let check = |to: &str, expected: &str| {
        let path = DocumentPathRequest { path: to.into() };
        let problem = scene.app.check_path(&path).unwrap().problem;
        assert_eq!(problem.as_deref().unwrap_or("fine"), expected, "{to}");
        let before = texts(&scene);
        let create = DocumentCreateRequest {
            path: to.into(),
            text: "x".into(),
        };
        let created = scene.app.create_document(&create);
        assert_eq!(created.unwrap_err().message, expected, "{to}");
        let plan = scene.app.plan_move(&request("README.md", to)).unwrap();
        assert_eq!(
            (plan.possible, plan.problems),
            (false, vec![expected.to_owned()]),
            "{to}"
        );
        assert!(
            scene.app.move_document(&request("README.md", to)).is_err(),
            "{to}"
        );
        assert_eq!(texts(&scene), before);
    };
    check(
        "runbooks/Disk.md",
        "`runbooks/Disk.md` cannot have this name: `runbooks/disk.md` is there already",
    );
    check(
        "Runbooks/x.md",
        "`Runbooks/x.md` cannot have this name: `runbooks` is there already",
    );
    check(
        ".x.md",
        "`.x.md` would not be listed: it is hidden or ignored",
    );
    check("../x.md", "`../x.md` names no file of a library");
    check("x.txt", "`x.txt` names no file of a library");
}

#[test]
fn a_document_is_made_and_found() {
    let scene = scene();
    let create = DocumentCreateRequest {
        path: "new/folder/sop.md".into(),
        text: "# Quux procedure\n".into(),
    };
    let created = scene.app.create_document(&create).unwrap();
    assert_eq!(
        (created.document.as_str(), created.confirmed),
        ("new/folder/sop.md", true)
    );
    scene.becomes("quux", "new/folder/sop.md");
    let request = DocumentRequest {
        id: created.document,
    };
    assert_eq!(
        scene.app.document(&request).unwrap().row.title,
        "Quux procedure"
    );
}

#[test]
fn a_picture_is_stored_beside_its_document() {
    let scene = scene();
    let store = |document: &str, name: &str, data: &str| {
        let request = EditImageRequest {
            document: document.into(),
            name: name.into(),
            data: data.into(),
        };
        match scene.app.edit_image(&request) {
            Ok(image) => format!("{} {}", image.insert, image.file),
            Err(error) => error.message,
        }
    };
    // `\x89PNG\r\n\x1a\n`
    let png = "iVBORw0KGgo=";
    assert_eq!(
        store("runbooks/disk.md", "Disk (1).jpeg", png),
        "![disk 1](images/disk-1.png) runbooks/images/disk-1.png"
    );
    assert_eq!(
        store("runbooks/disk.md", "d.png", png),
        "![d](images/d-2.png) runbooks/images/d-2.png"
    );
    assert_eq!(store("README.md", "", png), "![image](image.png) image.png");
    let no_picture = "This is no picture of a known kind: PNG, JPEG, GIF, WebP, AVIF or SVG";
    for data in ["", "####", "PGh0bWw+"] {
        assert_eq!(store("README.md", "x.png", data), no_picture);
    }
    let large = "A".repeat(14 * 1024 * 1024);
    assert_eq!(
        store("README.md", "x.png", &large),
        "The picture is larger than 10 MB"
    );
    assert_eq!(
        fs::read(scene.library().join("runbooks/images/d.png")).unwrap(),
        b"x"
    );
}

/// In a process of its own, whose bin is its own.
#[test]
fn a_deleted_document_is_in_the_bin() {
    let scene = scene();
    let bin = scene.folder.path().join("home/.local/share");
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "moving::deletes", "--ignored", "--nocapture"])
        .env("DRILLBOOK_DELETE_IN", scene.folder.path())
        .env("HOME", scene.folder.path().join("home"))
        .env("XDG_DATA_HOME", &bin)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    scene.becomes("node", "runbooks/node.md");
    assert!(!scene.library().join("runbooks/disk.md").exists());
    let binned = fs::read_to_string(bin.join("Trash/files/disk.md")).unwrap();
    assert!(binned.starts_with("# Disk\n"));
    assert!(scene.library().join("README.md").exists());
}

#[test]
#[ignore = "is run by the test above, with a bin of its own"]
fn deletes() {
    let folder = std::env::var_os("DRILLBOOK_DELETE_IN").unwrap();
    let folder = std::path::Path::new(&folder);
    let home = drillbook_api::Paths::below(&folder.join("second"));
    let app = drillbook_api::App::new(home, None, std::sync::Arc::new(drillbook_api::Silent));
    app.open_once(&folder.join("library")).unwrap();
    let delete = |document: &str| {
        let request = EditRequest {
            document: document.into(),
        };
        app.delete_document(&request).map(|deleted| deleted.message)
    };
    assert!(delete("runbooks/disk.md").unwrap().contains("bin"));
    for document in [
        "runbooks/disk.md",
        "runbooks",
        "../home",
        "runbooks/images/d.png",
        "",
    ] {
        assert!(delete(document).is_err(), "{document}");
    }
}

#[test]
fn a_linking_document_that_cannot_be_read_keeps_nobody_from_moving() {
    let scene = scene();
    // Gone a moment ago: the library still knows its link.
    fs::remove_file(scene.library().join("README.md")).unwrap();
    let asked = request("runbooks/disk.md", "storage/full disk.md");
    let plan = scene.app.plan_move(&asked).unwrap();
    assert!(plan.possible, "{:?}", plan.problems);
    let moved = scene.app.move_document(&asked).unwrap();
    assert_eq!(
        moved.rewritten,
        ["storage/full disk.md", "runbooks/node.md"]
    );
}
