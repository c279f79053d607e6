//! The use-cases of writing, called with hostile arguments: an answer or a refusal, never a panic, never a byte from outside the
//! library in an answer, and never one of ours outside of it.

use crate::hostile::{SECRET, strings};
use drillbook_api::wire::{
    DocumentCreateRequest, DocumentMoveRequest, DocumentPathRequest, DraftRequest, EditAskRequest,
    EditImageRequest, EditLinkKind, EditLinksRequest, EditRequest, EditTextRequest,
};
use drillbook_api::{App, Paths, Silent};
use std::fs;
use std::path::Path;
use std::sync::Arc;

const TEXT: &str = "# Alpha\n\n[b](b.md)\n";

/// What every use-case answers to a document of this name, as text.
fn named(app: &App, name: &str) -> Vec<String> {
    let own = || name.to_owned();
    let text = |text: &str| EditTextRequest {
        document: own(),
        base: String::new(),
        text: text.into(),
    };
    let ask = || EditAskRequest {
        document: own(),
        text: TEXT.into(),
    };
    let edit = || EditRequest { document: own() };
    let draft = || DraftRequest {
        library: own(),
        document: own(),
    };
    let image = EditImageRequest {
        document: own(),
        name: own(),
        data: "iVBORw0KGgo=".into(),
    };
    let moving = |document: &str, to: &str| DocumentMoveRequest {
        document: document.into(),
        to: to.into(),
        links: true,
    };
    let create = DocumentCreateRequest {
        path: own(),
        text: TEXT.into(),
    };
    vec![
        format!("{:?}", app.edit_open(&edit())),
        format!("{:?}", app.edit_keep(&text("kept"))),
        format!("{:?}", app.edit_save(&text("saved"))),
        format!("{:?}", app.edit_check(&ask())),
        format!("{:?}", app.edit_preview(&ask())),
        format!("{:?}", app.edit_image(&image)),
        format!("{:?}", app.edit_drop(&edit())),
        format!("{:?}", app.draft(&draft())),
        format!("{:?}", app.drop_draft(&draft())),
        format!("{:?}", app.check_path(&DocumentPathRequest { path: own() })),
        format!("{:?}", app.create_document(&create)),
        format!("{:?}", app.plan_move(&moving(name, "x.md"))),
        format!("{:?}", app.move_document(&moving(name, "x.md"))),
        format!("{:?}", app.plan_move(&moving("m.md", name))),
        format!("{:?}", app.move_document(&moving("m.md", name))),
        format!("{:?}", app.delete_document(&edit())),
    ]
}

/// What every use-case answers to this as the text of a document.
fn said(app: &App, text: &str) -> Vec<String> {
    let own = || text.to_owned();
    let ask = || EditAskRequest {
        document: "a.md".into(),
        text: own(),
    };
    let links = |kind| EditLinksRequest {
        document: "a.md".into(),
        query: own(),
        kind,
    };
    let image = EditImageRequest {
        document: "a.md".into(),
        name: own(),
        data: own(),
    };
    let keep = EditTextRequest {
        document: "a.md".into(),
        base: own(),
        text: own(),
    };
    vec![
        format!("{:?}", app.edit_check(&ask())),
        format!("{:?}", app.edit_preview(&ask())),
        format!("{:?}", app.edit_links(&links(EditLinkKind::Link))),
        format!("{:?}", app.edit_links(&links(EditLinkKind::Image))),
        format!("{:?}", app.edit_image(&image)),
        format!("{:?}", app.edit_keep(&keep)),
        format!("{:?}", app.drafts()),
        // A text that came from nothing that is there is never written.
        format!("{:?}", app.edit_save(&keep)),
    ]
}

#[test]
fn hostile_arguments_to_the_editor_get_an_answer_and_write_nothing_they_should_not() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    fs::create_dir(&library).unwrap();
    fs::write(library.join("a.md"), TEXT).unwrap();
    fs::write(library.join("b.md"), "# Beta\n").unwrap();
    fs::write(folder.path().join("secret.md"), SECRET).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink(folder.path(), library.join("up")).unwrap();
        symlink(folder.path().join("secret.md"), library.join("link.md")).unwrap();
    }
    let home = Paths::below(&folder.path().join("home"));
    let app = App::new(home, None, Arc::new(Silent));
    app.open_once(&library).unwrap();
    // Names that a document can have are used as such elsewhere.
    let own = ["a.md", "b.md", "m.md", "x.md", "pipe.md"];
    for text in strings() {
        // What a document can be called it is called then, and it is deleted.
        fs::write(library.join("m.md"), TEXT).unwrap();
        let beginning: String = text.chars().take(80).collect();
        if !own.contains(&text.as_str()) {
            check(named(&app, &text), &beginning);
        }
        check(said(&app, &text), &beginning);
        assert_eq!(
            fs::read_to_string(library.join("a.md")).unwrap(),
            TEXT,
            "{beginning}"
        );
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("secret.md")).unwrap(),
        SECRET
    );
    assert_eq!(names(folder.path()), ["home", "library", "secret.md"]);
    // Whatever was made has a name that every system stores.
    let made = names(&library);
    let odd: Vec<_> = made
        .iter()
        .filter(|name| name.contains(['\\', ':', '\n']) || name.ends_with([' ', '.']))
        .collect();
    assert_eq!(odd, Vec::<&String>::new());
}

#[track_caller]
fn check(answers: Vec<String>, text: &str) {
    for answer in answers {
        assert!(!answer.contains(SECRET), "{text}");
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
