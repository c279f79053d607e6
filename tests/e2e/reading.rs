//! The comforts of reading, by keyboard: the outline that goes along, finding in the document, the way back to the very
//! spot, pictures enlarged, what leads here and there, what is pinned, links for others.

use crate::app::{self, TITLE};
use drillbook_tests::accessibility;
use drillbook_tests::child::Kept;
use drillbook_tests::home::Home;
use drillbook_tests::places;
use drillbook_tests::window::{Start, Window, wait_until};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use tempfile::TempDir;

const FIND: &str = "#reader [role=search] input";
const COUNT: &str = "#reader [role=search] [role=status]";
/// How far the reader is scrolled.
const TOP: &str = "return document.querySelector('#reader').scrollTop";
/// One red point.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";

#[test]
fn the_outline_goes_along_and_is_used_by_keys() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "long");

    window.press(&["Ctrl+Shift+O"]);
    wait_until("the menu of the outline", || {
        window.focused().role() == "menuitemradio"
    });
    window.press(&["End", "Enter"]);
    wait_until("the last section", || {
        window.focused().text() == "Section 30"
    });

    // The section that was asked for is the one that is read, though the document ends below it.
    window.press(&["Ctrl+Shift+O"]);
    wait_until("the section that is read", || {
        window.focused().text() == "Section 30" && window.focused().role() == "menuitemradio"
    });
    window.press(&["Escape"]);
    assert_eq!(window.focused().label(), "In this document");

    scroll_to(&window, "section-12");
    window.press(&["Ctrl+Shift+O"]);
    wait_until("the section in sight", || {
        window.focused().text() == "Section 12"
    });
}

#[test]
fn words_are_found_in_the_document() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "long");
    window.press(&["Ctrl+Home"]);

    window.press(&["Ctrl+f"]);
    window.find(FIND);
    window.type_text("cafe");
    window.wait_for_text(COUNT, "1 of 3");
    window.press(&["Enter"]);
    window.wait_for_text(COUNT, "2 of 3");
    assert_eq!(
        window.run(
            "return document.querySelector('#reader .prose details').open",
            &[]
        ),
        true,
        "what is folded away is opened"
    );
    window.press(&["F3"]);
    window.wait_for_text(COUNT, "3 of 3");
    assert!(top(&window) > 1000.0, "the hit is brought into sight");
    window.press(&["F3"]);
    window.wait_for_text(COUNT, "1 of 3");
    window.press(&["Shift+Enter"]);
    window.wait_for_text(COUNT, "3 of 3");
    let marked = window.run(
        "return [CSS.highlights.get('found').size, CSS.highlights.get('found-here').size]",
        &[],
    );
    assert_eq!(marked, serde_json::json!([3, 1]));

    window.type_text("zz");
    window.wait_for_text(COUNT, "Not found");
    let before = top(&window);
    window.press(&["Escape"]);
    app::wait_gone(&window, FIND);
    assert_eq!(window.focused().text(), "Long", "the focus is back");
    assert!((top(&window) - before).abs() < 1.0, "and nothing moved");
}

#[test]
fn the_way_back_leads_to_the_very_spot() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "long");

    scroll_to(&window, "section-20");
    window.run("document.querySelector('#reader').scrollTop += 7", &[]);
    let spot = top(&window);
    window.run(
        "document.querySelector('#reader [role=link][data-document=\"other.md\"]').focus({ preventScroll: true })",
        &[],
    );
    window.press(&["Enter"]);
    window.wait_for_text(TITLE, "Other");
    window.press(&["Alt+ArrowLeft"]);
    window.wait_for_text(TITLE, "Long");
    wait_until("the spot", || (top(&window) - spot).abs() < 1.0);
    assert_eq!(window.focused().text(), "the other one");

    // Also from one heading of a document to another, with pictures above that are not loaded yet.
    window.run(
        "document.querySelector('#reader [role=link][data-anchor=\"section-3\"]').focus({ preventScroll: true })",
        &[],
    );
    window.press(&["Enter"]);
    wait_until("section 3", || window.focused().text() == "Section 3");
    window.press(&["Alt+ArrowLeft"]);
    wait_until("the spot again", || (top(&window) - spot).abs() < 1.0);
    window.press(&["Alt+ArrowRight"]);
    wait_until("section 3 again", || top(&window) < spot / 2.0);
}

#[test]
fn a_picture_is_enlarged_and_left_again() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "long");

    let image = window.find("#reader img[data-enlarge]");
    assert_eq!(
        (image.role(), image.label()),
        ("button".to_owned(), "Enlarge image: A red point".to_owned())
    );
    window.run(
        "document.querySelector('#reader img[data-enlarge]').focus()",
        &[],
    );
    window.press(&["Enter"]);
    let dialog = window.find("dialog[open]");
    assert_eq!(dialog.label(), "A red point");
    window.wait_for_text("dialog [role=status]", "100 %");
    window.press(&["+"]);
    window.wait_for_text("dialog [role=status]", "125 %");
    window.press(&["0"]);
    window.wait_for_text("dialog [role=status]", "100 %");
    window.press(&["Escape"]);
    app::wait_gone(&window, "dialog[open]");
    assert_eq!(window.focused().label(), "Enlarge image: A red point");
}

/// A long document with pictures, folds and links, and another one.
fn library() -> TempDir {
    let mut long = "# Long\n\nA café.\n\n![A red point](point.png)\n\n<details><summary>More</summary>\n\nThe CAFÉ is folded away.\n\n</details>\n\n".to_owned();
    for n in 1..=30 {
        let line = "Words to read, as many as a paragraph has.\n\n".repeat(6);
        writeln!(long, "## Section {n}\n\n![](point.png)\n\n{line}").unwrap();
        if n == 20 {
            long.push_str("See [the other one](other.md) and [above](#section-3).\n\n");
        }
    }
    long.push_str("The last cafe.\n");
    let library = app::library(&[
        ("long.md", &long),
        (
            "other.md",
            "# Other\n\nShort. Back to [it](long.md#section-5).[^1]\n\n[^1]: Seen at night.\n",
        ),
    ]);
    fs::write(library.path().join("point.png"), PNG).unwrap();
    library
}

fn top(window: &Window) -> f64 {
    window.run(TOP, &[]).as_f64().unwrap()
}

fn scroll_to(window: &Window, slug: &str) {
    window.run_async(
        "document.getElementById('s-' + args[0]).scrollIntoView({ block: 'start' }); \
         for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame)",
        &[slug.into()],
    );
}

#[test]
fn who_links_here_is_told_at_the_end() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "other");

    window.wait_for_text("#backlinks-title", "1 document");
    let place = window.find("#reader article section .place");
    assert_eq!(place.text(), "Section 20\nSee the other one and above.");
    window.run(
        "document.querySelector('#reader article section .place').focus()",
        &[],
    );
    window.press(&["Enter"]);
    wait_until("the section with the link", || {
        window.focused().text() == "Section 20"
    });
    // It leads back, and so does a link of the other document.
    window.wait_for_text("#reader article section .title", "Other");
}

#[test]
fn a_card_tells_where_a_link_leads() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "other");
    window.find("#reader [role=link]");

    // The card comes with the focus of the keyboard, and leaves by Escape without the reader being left.
    for _ in 0..40 {
        if window.focused().role() == "link" {
            break;
        }
        window.press(&["Tab"]);
    }
    window.wait_for_text("#hover-card", "Section 5");
    window.wait_for_text("#hover-card", "Words to read");
    let link = window.focused();
    assert_eq!(link.attribute("aria-describedby"), "hover-card");
    window.press(&["Escape"]);
    app::wait_gone(&window, "#hover-card");
    assert_eq!(window.focused().role(), "link");
    assert_eq!(link.attribute("aria-describedby"), "");

    // Of a footnote it is the text.
    window.press(&["Tab"]);
    window.wait_for_text("#hover-card", "Seen at night.");
    assert_eq!(window.text("#hover-card"), "Seen at night.");
}

#[test]
fn pinned_documents_stand_first_and_stay() {
    let library = library();
    let home = Home::new();
    {
        let window = app::open(&home, library.path());
        app::open_first(&window, "other");
        window.press(&["Ctrl+d"]);
        window.find("#reader [aria-pressed=true]");
        window.press(&["Ctrl+p", "Delete"]);
        window.wait_for_text("#results", "Pinned");
        window.press(&["ArrowDown"]);
        window.wait_for_text("#results [aria-selected=true]", "Other");
    }
    let window = app::open(&home, library.path());
    window.wait_for_text("#results", "Pinned");
    app::open_first(&window, "other");
    window.find("#reader [aria-pressed=true]");
    app::command(&window, "pin or unpin");
    window.find("#reader [aria-pressed=false]");
}

#[test]
fn the_link_to_a_section_is_copied() {
    let library = app::library(&[("docs/a.md", "# A\n\n## Step one\n\nText.\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "step one");

    window.press(&["Ctrl+Shift+C"]);
    window.wait_for_text("body", "docs/a.md#step-one");
    window.wait_for_text("body", "drillbook://");
    app::command(&window, "copy path");
    window.wait_for_text("body", "Path copied");
    window.run(
        "document.querySelector('#reader .section-link[data-section=step-one]').click()",
        &[],
    );
    window.wait_for_text("body", "Link copied");
}

/// What comes and goes beside the document, in both themes: what shuts people out in it.
#[test]
fn the_comforts_pass_the_scan() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    let mut found = Vec::new();
    for theme in ["light", "dark"] {
        app::command(&window, &format!("use {theme} theme"));
        window.find(&format!("html[data-theme={theme}]"));
        app::open_first(&window, "other");
        window.wait_for_text(TITLE, "Other");
        window.wait_for_text("#backlinks-title", "1 document");
        window.press(&["Ctrl+f"]);
        window.type_text("short");
        window.wait_for_text(COUNT, "1 of 1");
        let mut scan = |what: &str| {
            let lines = accessibility::scan(&window).into_iter();
            found.extend(lines.map(|line| format!("{theme}, {what}: {line}")));
        };
        scan("find and backlinks");
        window.press(&["Escape"]);
        window.run("document.querySelector('#reader .prose').tabIndex = -1; document.querySelector('#reader .prose').focus()", &[]);
        window.press(&["Tab"]);
        window.find("#hover-card");
        scan("card");
        window.press(&["Escape"]);
        app::open_first(&window, "long");
        window.wait_for_text(TITLE, "Long");
        window.find("#reader img[data-enlarge]");
        window.run(
            "document.querySelector('#reader img[data-enlarge]').focus()",
            &[],
        );
        window.press(&["Enter"]);
        window.find("dialog[open]");
        scan("picture");
        window.press(&["Escape"]);
        app::wait_gone(&window, "dialog[open]");
        window.press(&["Ctrl+Shift+O"]);
        wait_until("the outline", || window.focused().role() == "menuitemradio");
        scan("outline");
        window.press(&["Escape"]);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What a link from outside would be in a library that is in no repository.
fn link_into(library: &TempDir, place: &str) -> String {
    let name = library.path().file_name().unwrap().to_str().unwrap();
    format!("drillbook://{name}/{place}")
}

#[test]
fn the_app_starts_at_a_link() {
    let library = library();
    let home = Home::new();
    let folder = library.path().to_str().unwrap();
    let link = link_into(&library, "long.md#section-12");
    let window = Window::open(&Start::new(app::PROGRAM, &home).args(["--library", folder, &link]));
    wait_until("the section", || window.focused().text() == "Section 12");
}

#[test]
fn a_second_start_hands_its_link_to_the_first() {
    let library = library();
    let home = Home::with_bus();
    let window = app::open(&home, library.path());
    for (link, title) in [
        (link_into(&library, "other.md"), "Other"),
        (link_into(&library, "long.md#section-9"), "Long"),
    ] {
        second_start(&home, &window, &link);
        window.wait_for_text(TITLE, title);
    }
    wait_until("the section", || window.focused().text() == "Section 9");
    // Nothing else is opened, and no other library.
    second_start(&home, &window, "drillbook://another/other.md");
    window.wait_for_text("body", "The link leads into another library");
    second_start(&home, &window, &link_into(&library, "..%2Fother.md"));
    window.wait_for_text("body", "This address is not opened");
    assert_eq!(window.text(TITLE), "Long");
}

fn second_start(home: &Home, window: &Window, link: &str) {
    let mut command = Command::new(places::program(app::PROGRAM));
    home.apply(&mut command);
    command.arg(link).env("DISPLAY", window.screen().name());
    let mut other = Kept::start(&mut command);
    wait_until("the second start to end", || !other.runs());
}
