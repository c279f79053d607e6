//! Every use-case that a command hands arguments to, called with hostile ones: an error or an
//! answer, never a panic, and never a byte from outside the library.

use drillbook_api::wire::{
    BacklinksRequest, DiffRequest, DocumentRequest, ExternalRequest, FindRequest, FoldersRequest,
    MergeRequest, OpenLibraryRequest, PinRequest, Place, SearchRequest, SectionRequest, Settings,
    TextSize,
};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::shared;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) const SECRET: &str = "the secret outside";

pub(crate) fn strings() -> Vec<String> {
    let own = [
        "",
        "/",
        "//",
        "/etc/passwd",
        "../secret.md",
        "a/../../secret.md",
        "..\\secret.md",
        "a.md\0",
        "a.md/",
        "./a.md",
        "%2e%2e/secret.md",
        "a.md#../../secret.md",
        "file:///etc/passwd",
        "\\\\server\\share\\a.md",
        "C:\\a.md",
        "con.md",
        ".git/config",
        "link.md",
        "up/secret.md",
        "pipe.md",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "smb://x/y",
        "https://",
        "mailto:",
        "\u{202e}dm.a",
        "\"",
        "\"\"\"",
        "(((((",
        "title:",
        "tag:\"",
        "-",
        "--",
        "*",
        "?",
        "~",
        "^",
        "[a TO b]",
        "AND OR NOT",
        "\u{0}",
    ];
    let mut all: Vec<String> = own.iter().map(|text| (*text).to_owned()).collect();
    all.push("a".repeat(1_000_000));
    all.push("../".repeat(10_000) + "etc/passwd");
    all.push("\"(".repeat(5_000));
    if let Some(suite) = shared::suite("naughty-strings.json") {
        let text = fs::read_to_string(suite).unwrap();
        all.extend(serde_json::from_str::<Vec<String>>(&text).unwrap());
    }
    all
}

/// A library with a secret beside it and links that lead to it.
fn library(folder: &Path) -> PathBuf {
    let library = folder.join("library");
    fs::create_dir(&library).unwrap();
    fs::write(library.join("a.md"), "# Alpha\n").unwrap();
    fs::write(folder.join("secret.md"), SECRET).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder, library.join("up")).unwrap();
        std::os::unix::fs::symlink(folder.join("secret.md"), library.join("link.md")).unwrap();
    }
    library
}

/// What every use-case answers to `text`, as text.
fn answers(app: &App, text: &str) -> Vec<String> {
    let id = || text.to_owned();
    let search = |limit| SearchRequest { query: id(), limit };
    let section = || SectionRequest {
        id: id(),
        slug: id(),
    };
    let place = Place {
        document: id(),
        scroll: f64::NAN,
    };
    let mut answers = answers_on_texts(app, text);
    answers.extend([
        format!("{:?}", app.document(&DocumentRequest { id: id() })),
        format!("{:?}", app.text(text, Some(text))),
        format!("{:?}", app.picture(text)),
        format!("{:?}", app.search(&search(u32::MAX))),
        format!("{:?}", app.search(&search(0))),
        format!("{:?}", app.save_place(&place)),
        format!("{:?}", app.peek(&section())),
        format!("{:?}", app.preview(&section())),
        format!("{:?}", app.folders(&FoldersRequest { paths: vec![id()] })),
        format!("{:?}", app.link(&section())),
        format!("{:?}", app.visit(&DocumentRequest { id: id() })),
        format!(
            "{:?}",
            app.pin(&PinRequest {
                id: id(),
                pinned: true
            })
        ),
        format!(
            "{:?}",
            app.backlinks(&BacklinksRequest {
                id: id(),
                limit: u32::MAX
            })
        ),
        format!(
            "{:?}",
            app.export_html(&DocumentRequest { id: id() }, Path::new("/dev/null/x"))
        ),
    ]);
    answers
}

/// What the use-cases answer that are given texts alone.
fn answers_on_texts(app: &App, text: &str) -> Vec<String> {
    let id = || text.to_owned();
    vec![
        format!(
            "{:?}",
            app.find(&FindRequest {
                text: id(),
                query: id(),
                language: id(),
            })
        ),
        format!(
            "{:?}",
            app.diff(&DiffRequest {
                old: id(),
                new: text.repeat(2)
            })
        ),
        format!(
            "{:?}",
            app.merge(MergeRequest {
                mine: id(),
                original: Some(text.repeat(2)),
                theirs: String::new(),
            })
        ),
    ]
}

#[test]
fn hostile_arguments_get_an_answer_and_nothing_from_outside() {
    let folder = tempfile::tempdir().unwrap();
    let home = Paths::below(&folder.path().join("home"));
    let app = App::new(home, None, Arc::new(Silent));
    app.open_once(&library(folder.path())).unwrap();
    for text in strings() {
        let beginning: String = text.chars().take(80).collect();
        for answer in answers(&app, &text) {
            assert!(!answer.contains(SECRET), "{beginning}");
        }
        let external = ExternalRequest {
            address: text.clone(),
        };
        if let Ok(address) = app.address(&external) {
            let allowed = ["https://", "http://", "mailto:"];
            assert!(
                allowed.iter().any(|scheme| address.starts_with(scheme)),
                "{address}"
            );
        }
        app.follow(&text);
        app.follow(&format!("drillbook://library/{text}"));
        let recent = OpenLibraryRequest::Recent { id: text };
        assert!(app.open(&recent).is_err(), "{beginning}");
    }
    let wild = Settings {
        text_size: TextSize(u16::MAX),
        ..Settings::default()
    };
    assert_eq!(app.save_settings(wild).unwrap().text_size, TextSize(200));
}
