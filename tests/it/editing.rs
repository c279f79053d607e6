//! Writing a document over the use-cases, as the editor does it: what is opened, kept, saved, and what stands against it.

use crate::library::{Scene, write};
use drillbook_api::wire::{
    EditAskRequest, EditLinkKind, EditLinksRequest, EditRequest, EditSaved, EditTextRequest,
    Editing,
};
use std::fmt::Write as _;
use std::fs;

/// An editor with one document open.
pub(crate) struct Editor<'a> {
    pub(crate) scene: &'a Scene,
    pub(crate) document: String,
    pub(crate) base: String,
}

impl<'a> Editor<'a> {
    pub(crate) fn open(scene: &'a Scene, document: &str) -> (Self, Editing) {
        let request = EditRequest {
            document: document.into(),
        };
        let opened = scene.app.edit_open(&request).unwrap();
        let editor = Self {
            scene,
            document: document.into(),
            base: opened.base.clone(),
        };
        (editor, opened)
    }

    fn request(&self, text: &str) -> EditTextRequest {
        EditTextRequest {
            document: self.document.clone(),
            base: self.base.clone(),
            text: text.into(),
        }
    }

    fn keep(&self, text: &str) {
        self.scene.app.edit_keep(&self.request(text)).unwrap();
    }

    /// Saves, and goes on with what is there then. What it came to, in words.
    pub(crate) fn save(&mut self, text: &str) -> String {
        match self.scene.app.edit_save(&self.request(text)) {
            Ok(EditSaved::Saved { base, confirmed }) => {
                self.base = base;
                format!("saved, confirmed: {confirmed}")
            }
            Ok(EditSaved::Conflict {
                base,
                theirs,
                original,
            }) => {
                self.base = base;
                format!("conflict, theirs: {theirs:?}, original: {original:?}")
            }
            Err(error) => format!("{}: {}", error.code.as_str(), error.message),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(self.scene.library().join(&self.document)).unwrap_or_default()
    }

    fn draft(&self) -> Option<String> {
        let (_, opened) = Self::open(self.scene, &self.document);
        opened.draft.map(|draft| draft.text)
    }
}

fn scene(text: &str) -> Scene {
    Scene::prepared(
        &[("a.md", text), ("b/c.md", "# Other\n\n## Steps\n")],
        |_| (),
    )
}

#[test]
fn what_is_saved_is_in_the_file_and_found_at_once() {
    let scene = scene("\u{feff}# Alpha\r\n\r\nOne\r\nTwo");
    let (mut editor, opened) = Editor::open(&scene, "a.md");
    assert_eq!(
        (
            opened.title.as_str(),
            opened.text.as_str(),
            opened.read_only,
            opened.draft.is_some()
        ),
        ("Alpha", "# Alpha\n\nOne\nTwo", None, false)
    );
    assert_eq!(
        editor.save("# Alpha\n\nOne\nMore\nTwo"),
        "saved, confirmed: true"
    );
    assert_eq!(
        editor.bytes(),
        "\u{feff}# Alpha\r\n\r\nOne\r\nMore\r\nTwo".as_bytes()
    );
    scene.becomes("more", "a.md");
    // And again, from what was saved.
    assert_eq!(editor.save("# Alpha\n"), "saved, confirmed: true");
    assert_eq!(editor.bytes(), "\u{feff}# Alpha\r\n".as_bytes());
    assert_eq!(editor.draft(), None);
}

#[test]
fn a_draft_is_kept_offered_and_gone_when_it_is_saved() {
    let scene = scene("# Alpha\n");
    let (editor, _) = Editor::open(&scene, "a.md");
    editor.keep("# Alpha\n\nTyped");
    editor.keep("# Alpha\n\nTyped more");
    let scene = scene.restart(|_| ());
    let (mut editor, opened) = Editor::open(&scene, "a.md");
    let draft = opened.draft.unwrap();
    assert_eq!(
        (draft.text.as_str(), &draft.base),
        ("# Alpha\n\nTyped more", &editor.base)
    );
    let late = editor.request("# Alpha\n\nTyped");
    assert_eq!(editor.save(&draft.text), "saved, confirmed: true");
    // What was on its way when it was saved comes too late.
    scene.app.edit_keep(&late).unwrap();
    assert_eq!(
        (editor.draft(), scene.app.drafts().unwrap().len()),
        (None, 0)
    );
    editor.keep("Typed again");
    let request = EditRequest {
        document: "a.md".into(),
    };
    scene.app.edit_drop(&request).unwrap();
    assert_eq!(editor.draft(), None);
}

/// In place, by another file, back in time: the file is read again before it is written.
#[test]
fn a_file_that_changed_is_a_conflict() {
    let scene = scene("one\n");
    let (mut editor, _) = Editor::open(&scene, "a.md");
    let file = scene.library().join("a.md");
    fs::write(&file, "two\r\n").unwrap();
    assert_eq!(
        editor.save("mine\n"),
        "conflict, theirs: Some(\"two\\n\"), original: Some(\"one\\n\")"
    );
    assert_eq!(
        (editor.bytes(), editor.draft()),
        (b"two\r\n".to_vec(), Some("mine\n".into()))
    );
    fs::write(scene.library().join("new"), "three\n").unwrap();
    fs::rename(scene.library().join("new"), &file).unwrap();
    assert_eq!(
        editor.save("mine\n"),
        "conflict, theirs: Some(\"three\\n\"), original: Some(\"two\\n\")"
    );
    // With the conflict's base, and so knowingly, it is written.
    assert_eq!(editor.save("mine\n"), "saved, confirmed: true");
    assert_eq!((editor.bytes(), editor.draft()), (b"mine\n".to_vec(), None));
    // The same text on both sides is none.
    fs::write(&file, "same\r\n").unwrap();
    assert_eq!(editor.save("same\n"), "saved, confirmed: true");
    assert_eq!(editor.bytes(), b"same\r\n");
}

#[test]
fn the_text_before_the_conflict_outlives_the_app() {
    let scene = scene("one\n");
    let (editor, _) = Editor::open(&scene, "a.md");
    editor.keep("mine\n");
    let base = editor.base.clone();
    let scene = scene.restart(|folder| write(&folder.join("library/a.md"), "two\n"));
    let (mut editor, opened) = Editor::open(&scene, "a.md");
    assert_eq!(opened.draft.map(|draft| draft.base), Some(base.clone()));
    editor.base = base;
    assert_eq!(
        editor.save("mine\n"),
        "conflict, theirs: Some(\"two\\n\"), original: Some(\"one\\n\")"
    );
}

#[test]
fn a_document_that_is_gone_is_restored() {
    let scene = scene("one\r\ntwo\r\n");
    let (mut editor, _) = Editor::open(&scene, "a.md");
    fs::remove_file(scene.library().join("a.md")).unwrap();
    assert_eq!(
        editor.save("one\nmine\n"),
        "conflict, theirs: None, original: Some(\"one\\ntwo\\n\")"
    );
    assert_eq!(editor.draft().as_deref(), Some("one\nmine\n"));
    let rows = scene.app.drafts().unwrap();
    assert_eq!(
        format!("{:?} {}", rows[0].state, rows[0].document),
        "Gone a.md"
    );
    assert_eq!(editor.save("one\nmine\n"), "saved, confirmed: true");
    assert_eq!(editor.bytes(), b"one\r\nmine\r\n");
    assert_eq!(editor.draft(), None);
}

/// Why a document can only be read, and that it is not written all the same.
#[test]
fn what_can_only_be_read_is_not_written() {
    let scene = scene("one\n");
    let check = |prepare: &dyn Fn(), why: &str, refused: &str| {
        prepare();
        let before = fs::read(scene.library().join("a.md")).unwrap();
        let (mut editor, opened) = Editor::open(&scene, "a.md");
        assert_eq!(format!("{:?}", opened.read_only), format!("Some({why})"));
        assert_eq!(editor.save("mine\n"), refused);
        assert_eq!(fs::read(scene.library().join("a.md")).unwrap(), before);
    };
    let file = scene.library().join("a.md");
    let write = |bytes: &[u8]| fs::write(&file, bytes).unwrap();
    check(
        &|| write(b"caf\xe9\n"),
        "NotUtf8",
        "edit_refused: The file is not UTF-8: saving would change bytes that cannot be shown",
    );
    check(
        &|| write(&b"x".repeat(6 * 1024 * 1024)),
        "TooLarge",
        "edit_refused: The file has become too large to be written here",
    );
    check(
        &|| {
            write(b"one\n");
            let mut permissions = fs::metadata(&file).unwrap().permissions();
            permissions.set_readonly(true);
            fs::set_permissions(&file, permissions).unwrap();
        },
        "NotWritable",
        "document_protected: `a.md` may not be written",
    );
}

/// Findings of a text with their places, and what mends each.
fn check(scene: &Scene, document: &str, text: &str, expected: &str) {
    let request = EditAskRequest {
        document: document.into(),
        text: text.into(),
    };
    let mut said = String::new();
    for found in scene.app.edit_check(&request).unwrap().findings {
        let (code, place) = (found.code, found.from..found.to);
        writeln!(said, "{code} {place:?}: {}", found.sentence).unwrap();
        for fix in found.fixes {
            for change in fix.changes {
                let place = change.from..change.to;
                writeln!(said, "  {}: {place:?} {}", fix.label, change.insert).unwrap();
            }
        }
    }
    assert_eq!(said.trim_end(), expected);
}

#[test]
fn findings_stand_where_the_window_counts_and_bring_what_mends_them() {
    let scene = scene("# Alpha\n");
    check(
        &scene,
        "a.md",
        "# 😀 Alpha\n\n[x](b/C.md) [y](c.md#steps) [z](b/c.md#step)\n[new](#just)\n\n## Just\n\nText\n",
        "link-case 12..23: `b/C.md` is found only as `b/c.md`\n  Lead to `b/c.md`: 16..22 b/c.md\n\
         link-dead 24..39: `c.md#steps` leads to nothing in this library\n  Lead to `b/c.md`: 28..38 b/c.md#steps\n\
         anchor-dead 40..56: `b/c.md#step` has no heading `step`\n  Lead to `#steps`: 44..55 b/c.md#steps",
    );
}

#[test]
fn a_preview_says_where_its_blocks_begin() {
    let scene = scene("# Alpha\n");
    let request = EditAskRequest {
        document: "a.md".into(),
        text: "---\ntitle: T\n---\n# A\n\nText\n\n1. One\n2. Two\n\n```sh\nls\n```\n\n> Quote\n\n| a |\n|-|\n| b |\n".into(),
    };
    let page = scene.app.edit_preview(&request).unwrap();
    let placed = page.html.split('<').filter_map(|tag| {
        let (name, rest) = tag.split_once(' ')?;
        let (_, line) = rest.split_once("data-line=\"")?;
        Some(format!("{name} {}", line.split_once('"')?.0))
    });
    assert_eq!(
        placed.collect::<Vec<_>>().join(", "),
        "h1 4, p 6, li 8, li 9, figure 11, blockquote 15, p 15, tr 17, tr 19"
    );
    assert_eq!((page.title.as_str(), page.outline.len()), ("T", 1));
}

#[test]
fn links_are_offered_as_they_are_written_from_here() {
    let scene = Scene::prepared(
        &[
            ("a.md", "# Alpha\n"),
            (
                "b/disk full.md",
                "# Disk full\n\n## Clean up\n\n## Verify\n",
            ),
            ("b/c.md", "# Node\n"),
            ("b/images/disk.png", "x"),
        ],
        |_| (),
    );
    let offered = |document: &str, query: &str, kind| {
        let request = EditLinksRequest {
            document: document.into(),
            query: query.into(),
            kind,
        };
        let links = scene.app.edit_links(&request).unwrap();
        let each = links
            .iter()
            .map(|link| format!("{} | {}", link.label, link.insert));
        each.collect::<Vec<_>>().join("\n")
    };
    let link = |document, query| offered(document, query, EditLinkKind::Link);
    assert_eq!(link("a.md", "disk"), "Disk full | b/disk%20full.md");
    assert_eq!(link("b/c.md", "full disk"), "Disk full | disk%20full.md");
    assert_eq!(
        link("b/c.md", ""),
        "Alpha | ../a.md\nDisk full | disk%20full.md"
    );
    assert_eq!(
        link("a.md", "b/disk%20full.md#"),
        "Disk full | b/disk%20full.md#disk-full\nClean up | b/disk%20full.md#clean-up\nVerify | b/disk%20full.md#verify"
    );
    assert_eq!(
        link("a.md", "disk#clean"),
        "Clean up | b/disk%20full.md#clean-up"
    );
    assert_eq!(link("b/disk full.md", "#ver"), "Verify | #verify");
    assert_eq!(link("a.md", "no such thing"), "");
    assert_eq!(
        offered("b/c.md", "", EditLinkKind::Image),
        "disk.png | images/disk.png"
    );
}
