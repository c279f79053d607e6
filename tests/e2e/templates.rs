//! A new document from a template, by keyboard alone: what was filled in stands in the file, and the reader has it.

use crate::app::{self, TITLE};
use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Window, wait_until};
use std::fs;
use std::thread;
use std::time::Duration;

/// What the text's field offers while a link is typed.
const OFFERED: &str = ".cm-tooltip-autocomplete [aria-selected=true]";
/// A picture of one point, in base64.
const PICTURE: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

#[test]
fn a_new_sop_from_a_template_by_keyboard() {
    let library = app::library(&[("sops/first.md", "---\nkind: sop\n---\n# First\n\ntext\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());

    make_sop(&window, "Restore orders");

    let file = library.path().join("sops/restore-orders.md");
    wait_until("the file", || file.exists());
    let text = fs::read_to_string(&file).unwrap();
    for expected in [
        "title: Restore orders\n",
        "status: draft\n",
        "# Restore orders\n",
        "\n## Steps\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    window.find("#reader .cm-content:focus");
    app::search(&window, "restore orders");
    window.wait_for_text("#results", "Restore orders");
}

#[test]
fn a_new_sop_gets_a_picture_and_links_by_keyboard() {
    let library = app::library(&[
        ("sops/first.md", "---\nkind: sop\n---\n# First\n\ntext\n"),
        (
            "sops/disk.md",
            "---\nkind: sop\n---\n# Full disk\n\n## Clean up\n\ntext\n",
        ),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    make_sop(&window, "Restore orders");
    window.find("#reader .cm-content:focus");
    wait_until("what is still to be filled in", || {
        let found = window.text("[data-testid=findings]");
        found.ends_with("findings") && found != "No findings"
    });

    window.press(&["Ctrl+End"]);
    window.type_text("See [full d");
    accept(&window, "Full disk");
    window.type_text(" or [tidy](disk.md#cl");
    accept(&window, "Clean up");
    window.type_text(". ");
    paste_picture(&window, "Orders by hour.png");
    window.wait_for_text("#editor .cm-content", "![orders by hour]");
    window.press(&["Ctrl+s"]);
    window.wait_for_text("[data-testid=standing]", "Saved");

    let text = fs::read_to_string(library.path().join("sops/restore-orders.md")).unwrap();
    let written = "See [Full disk](disk.md) or [tidy](disk.md#clean-up). ![orders by hour](orders-by-hour.png)";
    assert!(text.ends_with(written), "{text}");
    assert!(library.path().join("sops/orders-by-hour.png").exists());
    window.press(&["Ctrl+e"]);
    window.wait_for_text("#reader article", "See Full disk or tidy.");
    let drawn = "return document.querySelector('#reader article img')?.naturalWidth === 1;";
    window.wait_for_script("the picture in the reader", drawn);
}

#[test]
fn a_document_is_renamed_and_links_to_it_follow() {
    let library = app::library(&[
        ("a.md", "# Alpha\n\nSee [beta](b.md).\n"),
        ("b.md", "# Beta\n\ntext\n"),
        ("all.md", "--8<-- \"b.md\"\n"),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "beta");
    window.wait_for_text(TITLE, "Beta");

    window.press(&["F2"]);
    window.find("dialog input");
    window.press(&["Ctrl+a"]);
    window.type_text("sops/beta.md");
    window.wait_for_text("dialog", "See [beta](sops/beta.md).");
    window.wait_for_text("dialog", "Line 1 of all.md includes b.md");
    assert_eq!(accessibility::scan_themes(&window), Vec::<String>::new());
    wait_until("a move that can be made", || {
        window
            .find_all("dialog button[type=submit]:disabled")
            .is_empty()
    });
    window.press(&["Enter"]);
    app::wait_gone(&window, "dialog");

    let moved = fs::read_to_string(library.path().join("sops/beta.md")).unwrap();
    assert_eq!(moved, "# Beta\n\ntext\n");
    let linking = fs::read_to_string(library.path().join("a.md")).unwrap();
    assert_eq!(linking, "# Alpha\n\nSee [beta](sops/beta.md).\n");
    assert!(!library.path().join("b.md").exists());
}

/// Makes a procedure from its template, beside the others of its kind, by keys.
fn make_sop(window: &Window, title: &str) {
    window.press(&["Ctrl+n"]);
    window.find("dialog [role=listbox] [role=option][aria-selected=true]");
    window.wait_for_text("dialog", "Standard operating procedure");
    assert_eq!(accessibility::scan_themes(window), Vec::<String>::new());
    window.press(&["Enter"]);
    window.find("dialog input");
    window.type_text(title);
    let name = format!("{}.md", title.to_lowercase().replace(' ', "-"));
    wait_until("a proposed name", || {
        let names = window.find_all("dialog input");
        names.iter().any(|input| input.property("value") == name)
    });
    assert_eq!(accessibility::scan_themes(window), Vec::<String>::new());
    wait_until("a document that can be made", || {
        window
            .find_all("dialog button[type=submit]:disabled")
            .is_empty()
    });
    window.press(&["Enter"]);
    app::wait_gone(window, "dialog");
}

/// Takes what is offered. A list that came this moment takes no Enter, so that nobody takes what they did not see.
fn accept(window: &Window, words: &str) {
    window.wait_for_text(OFFERED, words);
    thread::sleep(Duration::from_millis(200));
    window.press(&["Enter"]);
    app::wait_gone(window, OFFERED);
}

/// Pastes a picture from another program, which no key of this window can copy.
fn paste_picture(window: &Window, name: &str) {
    window.run(
        "const bytes = Uint8Array.from(atob(arguments[1]), (sign) => sign.charCodeAt(0)); \
         const data = new DataTransfer(); \
         data.items.add(new File([bytes], arguments[0], { type: 'image/png' })); \
         const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true }); \
         Object.defineProperty(event, 'clipboardData', { value: data }); \
         document.activeElement.dispatchEvent(event);",
        &[name.into(), PICTURE.into()],
    );
}
