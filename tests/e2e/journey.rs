//! The main job on real input, by keyboard alone: type, see the right section, open it, follow its links, come back.

use crate::app::{self, CHOSEN, HIT, SEARCH, TITLE};
use drillbook_tests::home::Home;
use drillbook_tests::shared;
use drillbook_tests::window::{Start, Window, wait_for, wait_until};

#[test]
fn from_a_word_to_the_section_and_along_its_links() {
    let Some(library) = shared::find("corpora/dev/gitlab-runbooks") else {
        return;
    };
    let home = Home::new();
    let window = app::start(&home, &library);

    // Typing begins at once, whatever is indexed by then.
    window.press(&["Ctrl+p"]);
    window.type_text("pgbouncer connection");
    window.find(HIT);
    window.find("[data-testid=index-state][data-state=ready]");
    window.find("#results[aria-busy=false]");
    window.press(&["ArrowDown"]);
    let chosen = window.find(CHOSEN);
    assert!(
        !window.find_all("#results mark").is_empty(),
        "what was found is not marked"
    );
    let active = window.find(SEARCH).attribute("aria-activedescendant");
    assert_eq!(
        active,
        chosen.attribute("id"),
        "assistive technology is not told the choice"
    );

    window.press(&["Enter"]);
    wait_until("the document", || !window.text(TITLE).is_empty());
    let first = window.text(TITLE);

    follow_first_link(&window);
    wait_until("another document", || {
        ![String::new(), first.clone()].contains(&window.text(TITLE))
    });
    let second = window.text(TITLE);

    window.press(&["Alt+ArrowLeft"]);
    window.wait_for_text(TITLE, &first);
    window.press(&["Alt+ArrowRight"]);
    window.wait_for_text(TITLE, &second);

    app::command(&window, "bahasa indonesia");
    window.find("html[lang=id]");
    wait_until("Indonesian labels", || {
        window.find(SEARCH).label() == "Cari di pustaka"
    });
    app::command(&window, "tema gelap");
    window.find("html[data-theme=dark]");
}

#[test]
fn the_first_start_opens_the_starter_library() {
    let home = Home::new();
    let window = Window::open(&Start::new(app::PROGRAM, &home));

    window.wait_for_text("aside", "Starter library");
    window.find("[data-testid=index-state][data-state=ready]");
    app::open_first(&window, "runbook");

    assert!(!window.text(TITLE).is_empty());
}

#[test]
fn a_search_without_result_says_so_and_escape_leads_back() {
    let library = app::library(&[("disk.md", "# Disk is full\n\nFree some space.\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());

    window.press(&["/"]);
    window.type_text("zzqqxx");
    window.wait_for_text("#list", "zzqqxx");
    assert!(window.find_all(HIT).is_empty());

    window.press(&["Escape"]);
    wait_until("an empty field", || {
        window.find(SEARCH).property("value").is_empty()
    });
    window.type_text("disk");
    window.wait_for_text("#results", "Disk is full");
}

/// Tabs to a link that leads into another document and presses Enter on it.
fn follow_first_link(window: &Window) {
    let here = wait_for("the document to be the last place", || app::place(window));
    let link = "#reader [role=link][data-document]";
    window.find(link);
    let at_link = format!(
        "const at = document.activeElement; return at.matches('{link}') && at.dataset.document !== arguments[0]"
    );
    for _ in 0..400 {
        if window.run(&at_link, &[here.as_str().into()]) == true {
            return window.press(&["Enter"]);
        }
        window.press(&["Tab"]);
    }
    panic!("no link was reached by the keyboard");
}
