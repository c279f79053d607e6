//! Every use-case that a command hands arguments to, called with hostile ones: an error or an
//! answer, never a panic, and never a byte from outside the library.

use drillbook_api::wire::{
    DocumentRequest, ExternalRequest, OpenLibraryRequest, Place, SearchRequest, Settings, TextSize,
};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::shared;
use std::fs;
use std::sync::Arc;

const SECRET: &str = "the secret outside";

fn strings() -> Vec<String> {
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

#[test]
fn hostile_arguments_get_an_answer_and_nothing_from_outside() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    fs::create_dir(&library).unwrap();
    fs::write(library.join("a.md"), "# Alpha\n").unwrap();
    fs::write(folder.path().join("secret.md"), SECRET).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path(), library.join("up")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("secret.md"), library.join("link.md"))
            .unwrap();
    }
    let app = App::new(
        Paths::below(&folder.path().join("home")),
        None,
        Arc::new(Silent),
    );
    app.open_once(&library).unwrap();
    for text in strings() {
        let answers = [
            format!("{:?}", app.document(&DocumentRequest { id: text.clone() })),
            format!("{:?}", app.text(&text, Some(&text))),
            format!("{:?}", app.picture(&text)),
            format!(
                "{:?}",
                app.search(&SearchRequest {
                    query: text.clone(),
                    limit: u32::MAX
                })
            ),
            format!(
                "{:?}",
                app.search(&SearchRequest {
                    query: text.clone(),
                    limit: 0
                })
            ),
            format!(
                "{:?}",
                app.save_place(&Place {
                    document: text.clone(),
                    scroll: f64::NAN
                })
            ),
        ];
        for answer in answers {
            assert!(!answer.contains(SECRET), "{:.80}", text);
        }
        if let Ok(address) = app.address(&ExternalRequest {
            address: text.clone(),
        }) {
            let allowed = ["https://", "http://", "mailto:"]
                .iter()
                .any(|scheme| address.starts_with(scheme));
            assert!(allowed, "{address}");
        }
        assert!(
            app.open(&OpenLibraryRequest::Recent { id: text.clone() })
                .is_err(),
            "{:.80}",
            text
        );
    }
    let stored = app
        .save_settings(Settings {
            text_size: TextSize(u16::MAX),
            ..Settings::default()
        })
        .unwrap();
    assert_eq!(stored.text_size, TextSize(200));
}
