//! What helps to read, over the use-cases: what leads where, what is kept, links for others, documents as files.

use drillbook_api::wire::{
    BacklinksRequest, Change, DocumentRequest, DocumentRow, ErrorCode, KeptDocuments, PinRequest,
    SectionRequest,
};
use drillbook_api::{App, EventSink, Paths};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

#[derive(Default)]
struct Told(Mutex<Vec<String>>);

impl EventSink for Told {
    fn emit(&self, change: Change) {
        let said = match change {
            Change::Asked { place } => format!("{}#{}", place.id, place.slug),
            Change::Notice { notice } => notice.message,
            _ => return,
        };
        self.0.lock().unwrap().push(said);
    }
}

struct Scene {
    folder: TempDir,
    app: App,
    told: Arc<Told>,
}

impl Scene {
    fn of(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            let path = folder.path().join("team docs").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        let told = Arc::new(Told::default());
        let home = Paths::below(&folder.path().join("home"));
        let app = App::new(home, None, Arc::clone(&told) as Arc<dyn EventSink>);
        let scene = Self { folder, app, told };
        scene.read();
        scene
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("team docs")
    }

    /// Opens the library again, as it is now.
    fn read(&self) {
        self.app.open_once(&self.library()).unwrap();
    }
}

fn place(id: &str, slug: &str) -> SectionRequest {
    SectionRequest {
        id: id.to_owned(),
        slug: slug.to_owned(),
    }
}

fn ids(rows: &[DocumentRow]) -> String {
    let ids: Vec<_> = rows.iter().map(|row| row.id.as_str()).collect();
    ids.join(" ")
}

#[test]
fn who_links_here_is_told_with_the_sentence() {
    let scene = Scene::of(&[
        ("disk.md", b"# Disk full\n\n## Steps\n\nBack to [top](#disk-full). See [web](web.md).\n"),
        ("web.md", b"# Web\n\n## When it hangs\n\nFirst look. Then do [the steps](disk.md#steps) at once. Done.\n"),
        ("a/index.md", b"# All\n\n- [Disk](../disk.md)\n- ![disk](../disk.md)\n- [gone](../gone.md)\n"),
    ]);
    let check = |id: &str, limit, expected: &str| {
        let id = id.to_owned();
        let found = scene
            .app
            .backlinks(&BacklinksRequest { id, limit })
            .unwrap();
        let mut text = format!("{} in all\n", found.total);
        for document in found.documents {
            writeln!(text, "{}", document.row.id).unwrap();
            for place in document.places {
                write!(text, "  {} {}: ", place.slug, place.line).unwrap();
                for part in place.sentence {
                    let (open, close) = if part.hit { ("[", "]") } else { ("", "") };
                    write!(text, "{open}{}{close}", part.text).unwrap();
                }
                text.push('\n');
            }
        }
        assert_eq!(text, expected);
    };
    check(
        "disk.md",
        9,
        "2 in all\na/index.md\n  all 1: [Disk]\nweb.md\n  when-it-hangs 3: Then do [the steps] at once.\n",
    );
    check("disk.md", 1, "2 in all\na/index.md\n  all 1: [Disk]\n");
    check("a/index.md", 9, "0 in all\n");
    check("../secret.md", 9, "0 in all\n");
}

#[test]
fn a_link_shows_what_it_leads_to() {
    let long = format!("# Long\n\n{}\n\nMore.\n", "word ".repeat(500));
    let scene = Scene::of(&[
        ("disk.md", b"---\nkind: runbook\nowner: team-a\n---\n\n# Disk full\n\n## Steps\n\n1. Do `this`.\n2. Then that.\n"),
        ("long.md", long.as_bytes()),
    ]);
    let peek = scene.app.peek(&place("disk.md", "steps")).unwrap();
    assert_eq!(
        (&*peek.row.title, &*peek.row.kind, peek.row.owner.as_deref()),
        ("Disk full", "runbook", Some("team-a"))
    );
    assert_eq!(peek.heading, "Steps");
    assert_eq!(peek.lines, ["Do this.", "Then that."]);
    let peek = scene.app.peek(&place("long.md", "")).unwrap();
    assert!(peek.cut && peek.lines.concat().len() < 500, "{peek:?}");
    assert!(scene.app.peek(&place("gone.md", "")).is_err());
}

#[test]
fn a_look_shows_the_section_with_what_is_nested_in_it() {
    let text = "# Disk\n\nFirst.\n\n## Steps\n\nRun `df -h`.\n\n### On the node\n\n```sh\nrm -rf /tmp/x\n```\n\n## Behind\n\nLast [link].\n\n[link]: other.md\n";
    let scene = Scene::of(&[("disk.md", text.as_bytes()), ("other.md", b"# Other\n")]);
    let check = |slug: &str, above: &str, shown: &[&str], not: &[&str]| {
        let look = scene.app.preview(&place("disk.md", slug)).unwrap();
        assert_eq!(look.breadcrumb.join(" > "), above);
        for words in shown {
            assert!(look.html.contains(words), "{words} in {}", look.html);
        }
        for words in not {
            assert!(!look.html.contains(words), "{words} in {}", look.html);
        }
        assert!(!look.cut);
    };
    check(
        "steps",
        "",
        &["Steps", "df -h", "On the node", "rm -rf"],
        &["First", "Behind"],
    );
    check(
        "on-the-node",
        "Steps",
        &["On the node", "rm -rf"],
        &["df -h"],
    );
    // What a link means may stand elsewhere in the document.
    check("behind", "", &["data-document=\"other.md\""], &["[link]"]);
    check("", "", &["First", "Steps", "Last"], &[]);
    assert!(scene.app.preview(&place("gone.md", "")).is_err());
    assert!(scene.app.kept().unwrap().lately.is_empty());
}

#[test]
fn a_look_at_a_section_costs_and_holds_no_more_than_a_pane() {
    let before = "A *line* of [text](a.md) before.\n\n".repeat(40_000);
    let long = "One `line`.\n\n".repeat(4_000);
    let text = format!("# Log\n\n{before}## Late\n\nRun `df -h`.\n\n## Long\n\n{long}");
    let scene = Scene::of(&[("log.md", text.as_bytes())]);
    let look = |slug: &str| scene.app.preview(&place("log.md", slug)).unwrap();
    let late = look("late");
    assert!(late.html.contains("df") && !late.cut, "{}", late.html);
    assert_eq!(late.snippets.len(), 1, "only the commands that are shown");
    let long = look("long");
    assert!(long.cut && long.html.len() < 100_000, "{}", long.html.len());
}

#[test]
fn what_is_opened_often_is_told_beside_what_was_opened_lately() {
    let names: Vec<String> = (0..10).map(|n| format!("{n}.md")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"# A\n"[..])).collect();
    let scene = Scene::of(&files);
    let visit = |id: &str| scene.app.visit(&DocumentRequest { id: id.to_owned() });
    for id in [
        "0.md", "0.md", "1.md", "1.md", "1.md", "0.md", "1.md", "2.md", "2.md",
    ] {
        visit(id).unwrap();
    }
    assert_eq!(ids(&scene.app.kept().unwrap().often), "");
    for id in &names[2..] {
        visit(id).unwrap();
    }
    let kept = scene.app.kept().unwrap();
    assert_eq!(ids(&kept.lately), "9.md 8.md 7.md 6.md 5.md 4.md 3.md 2.md");
    assert_eq!(ids(&kept.often), "1.md 0.md");
}

#[test]
fn what_is_kept_follows_a_rename_and_outlasts_a_removal() {
    let scene = Scene::of(&[("a.md", b"# A\n"), ("b.md", b"# B\n"), ("c.md", b"# C\n")]);
    let visit = |id: &str| scene.app.visit(&DocumentRequest { id: id.to_owned() });
    let pin = |id: &str, pinned| {
        let id = id.to_owned();
        scene.app.pin(&PinRequest { id, pinned })
    };
    let check = |kept: KeptDocuments, pinned: &str, lately: &str| {
        assert_eq!(
            (ids(&kept.pinned), ids(&kept.lately)),
            (pinned.to_owned(), lately.to_owned())
        );
    };
    for id in ["a.md", "b.md", "c.md", "b.md"] {
        visit(id).unwrap();
    }
    check(pin("c.md", true).unwrap(), "c.md", "b.md c.md a.md");
    check(pin("a.md", true).unwrap(), "c.md a.md", "b.md c.md a.md");

    let library = scene.library();
    fs::create_dir(library.join("deep")).unwrap();
    fs::rename(library.join("a.md"), library.join("deep/renamed.md")).unwrap();
    fs::rename(library.join("c.md"), scene.folder.path().join("away.md")).unwrap();
    scene.read();
    check(
        scene.app.kept().unwrap(),
        "deep/renamed.md",
        "b.md deep/renamed.md",
    );

    fs::rename(scene.folder.path().join("away.md"), library.join("c.md")).unwrap();
    scene.read();
    check(
        scene.app.kept().unwrap(),
        "c.md deep/renamed.md",
        "b.md c.md deep/renamed.md",
    );
    check(
        pin("c.md", false).unwrap(),
        "deep/renamed.md",
        "b.md c.md deep/renamed.md",
    );
}

#[test]
fn a_link_leads_to_the_same_place_at_a_colleagues() {
    let scene = Scene::of(&[("docs/a b.md", b"# A\n\n## Step one\n")]);
    let here = place("docs/a b.md", "step-one");
    let link = scene.app.link(&here).unwrap();
    assert_eq!(link.plain, "docs/a b.md#step-one");
    assert_eq!(
        link.address,
        "drillbook://team%20docs/docs/a%20b.md#step-one"
    );

    // Before the window has asked, the place waits for it; afterwards it is told.
    scene.app.follow(&link.address);
    assert_eq!(scene.app.state().asked, Some(here));
    assert_eq!(scene.app.state().asked, None);
    scene.app.follow("DRILLBOOK://Team%20Docs/docs/a%20b.md");
    for refused in [
        "drillbook://other/a.md",
        "drillbook://team%20docs/../secret.md",
        "https://x/a.md",
    ] {
        scene.app.follow(refused);
    }
    assert_eq!(
        *scene.told.0.lock().unwrap(),
        [
            "docs/a b.md#",
            "The link leads into another library: `other`",
            "This address is not opened",
            "This address is not opened",
        ]
    );
}

/// In a repository the link holds its first commit, so neither folder names nor the part that is opened matter.
#[test]
fn a_link_out_of_a_repository_names_its_first_commit() {
    let scene = Scene::of(&[("docs/a.md", b"# A\n")]);
    let git = |arguments: &[&str]| {
        let status = Command::new("git")
            .arg("-C")
            .arg(scene.library())
            .args(["-c", "user.name=a", "-c", "user.email=a@b.c"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .status();
        status.is_ok_and(|status| status.success())
    };
    if !git(&["init", "-q"]) {
        return;
    }
    assert!(git(&["add", "."]) && git(&["commit", "-qm", "first"]));
    scene.read();
    let whole = scene.app.link(&place("docs/a.md", "")).unwrap().address;
    let commit = whole
        .strip_prefix("drillbook://")
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    assert!(commit.len() == 40, "{whole}");
    scene.app.open_once(&scene.library().join("docs")).unwrap();
    assert_eq!(scene.app.link(&place("a.md", "")).unwrap().address, whole);
    scene.app.follow(&whole);
    assert_eq!(scene.app.state().asked, Some(place("a.md", "")));
}

#[test]
fn a_document_becomes_a_file_that_needs_nothing_else() {
    let text = "---\ntitle: Disk <full>\nowner: team-a\n---\n\n![a picture](p.png) ![gone](gone.png)\n\n[up](#steps) [other](b.md) [web](https://example.org)\n\n## Steps\n\n<script>alert(1)</script>\n\n```sh\nls\n```\n";
    let scene = Scene::of(&[
        ("a.md", text.as_bytes()),
        ("b.md", b"# B\n"),
        ("p.png", b"\x89PNG picture"),
    ]);
    let file = scene.folder.path().join("a.html");
    let request = DocumentRequest { id: "a.md".into() };
    let exported = scene.app.export_html(&request, &file).unwrap();
    assert_eq!(
        (exported.left_out, PathBuf::from(exported.file)),
        (0, file.clone())
    );
    let page = fs::read_to_string(&file).unwrap();
    for expected in [
        "<title>Disk &lt;full&gt;</title>",
        "<h1>Disk &lt;full&gt;</h1>",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        "<img src=\"data:image/png;base64,iVBORyBwaWN0dXJl\" alt=\"a picture\">",
        "href=\"#s-steps\"",
        "<h2 id=\"s-steps\">",
        "title=\"b.md\"",
        "href=\"https://example.org\"",
        "--accent",
        "team docs: a.md, exported 20",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    for never in [
        "<script",
        "library:",
        "data-document",
        "url(",
        "@import",
        "src=\"http",
    ] {
        assert!(!page.contains(never), "{never}");
    }
    assert_eq!(scene.app.export_name(&request), "a.html");

    let nowhere = scene.folder.path().join("no/a.html");
    let refused = scene.app.export_html(&request, &nowhere).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotWritten);
    let gone = DocumentRequest {
        id: "gone.md".into(),
    };
    assert_eq!(
        scene.app.export_html(&gone, &file).unwrap_err().code,
        ErrorCode::DocumentNotFound
    );
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        page,
        "the former file stays"
    );
}

#[test]
fn pictures_beyond_the_limit_are_left_out_and_named() {
    let large = vec![0; 9 * 1024 * 1024];
    let scene = Scene::of(&[
        ("a.md", b"# A\n\n![one](1.png) ![two](2.png)\n"),
        ("1.png", &large),
        ("2.png", &large),
    ]);
    let file = scene.folder.path().join("a.html");
    let exported = scene
        .app
        .export_html(&DocumentRequest { id: "a.md".into() }, &file)
        .unwrap();
    assert_eq!(exported.left_out, 1);
    let page = fs::read_to_string(&file).unwrap();
    assert!(page.contains("Pictures that are not in this file: 1"));
    assert!(page.contains("<span class=\"image-missing\" title=\"2.png\">two</span>"));
}
