//! Every screen in every theme, scanned for what shuts people out, and at the sizes where things get tight.

use crate::app::{self, TITLE};
use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::places;
use drillbook_tests::window::Window;
use std::fs;
use tempfile::TempDir;

const EVERYTHING: &str = "---\ntitle: Everything\ntags: [web, disk]\nservice: shop\nowner: team-web\nkind: runbook\nstatus: active\nreviewed: not a date\n---\n\n\
# Everything\n\nText with `kubectl get pods -n shop` and ~~struck~~ words, [a link](other.md), [a dead one](gone.md), \
[the web](https://example.org/), ![a picture](https://example.org/a.png).\n\n\
> [!WARNING]\n> Take care.\n\n> [!NOTE]\n> Look.\n\n> [!TIP]\n> Try.\n\n> [!IMPORTANT]\n> Read.\n\n> [!CAUTION]\n> Stop.\n\n\
## Steps\n\n1. First\n   - [ ] inner\n   - [x] done\n2. Second\n\n```sh\n$ kubectl get pods\n$ echo \"a very long line that scrolls sideways because nobody breaks commands for the width of a reader pane, does one\"\n```\n\n\
| a | b |\n| --- | ---: |\n| one | 1 |\n\n### Deeper\n\nEnd[^1].\n\n[^1]: A footnote.\n";

#[test]
fn every_screen_in_light() {
    scan_all("light");
}

#[test]
fn every_screen_in_dark() {
    scan_all("dark");
}

#[test]
fn every_screen_in_high_contrast() {
    scan_all("high contrast");
}

#[test]
fn at_900_by_600_and_at_twice_the_text_size_nothing_is_cut_off() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "everything");

    window.resize(900, 600);
    nothing_overflows(&window, "900×600");
    window.find("#reader :focus");
    window.press(&["f"]);
    window.find("dialog[open] button[type=submit]:not(:disabled)");
    window.press(&["Enter"]);
    window.find("#reader [aria-current=step]:focus");
    nothing_overflows(&window, "a run at 900×600");
    look(&window, "a run at 900×600");
    for _ in 0..7 {
        window.press(&["Ctrl+="]);
    }
    nothing_overflows(&window, "twice the text size");
    look(&window, "twice the text size");
}

fn scan_all(theme: &str) {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::command(&window, &format!("use {theme} theme"));
    window.find(&format!("html[data-theme={}]", theme.replace(' ', "-")));
    let mut found = Vec::new();
    let mut scan = |screen: &str| {
        picture(&window, &format!("{theme}-{screen}"));
        found.extend(
            accessibility::scan(&window)
                .into_iter()
                .map(|line| format!("{screen}: {line}")),
        );
    };

    scan("welcome");
    app::search(&window, "steps");
    window.find("aside[data-document]");
    scan("results");
    window.press(&["Ctrl+Shift+f"]);
    window.find("[role=menu] [role=menuitem]:focus");
    scan("filter");
    window.press(&["Escape"]);
    app::open_first(&window, "everything");
    window.find(TITLE);
    window.find("#reader figure");
    scan("document");
    following(&window, &mut scan);
    window.press(&["Ctrl+p"]);
    window.type_text("zzqqxx");
    window.wait_for_text("#list", "zzqqxx");
    scan("no-results");
    window.press(&["Ctrl+k"]);
    window.find(app::PALETTE);
    scan("palette");
    window.press(&["Escape"]);
    app::wait_gone(&window, app::PALETTE);
    for (words, screen) in [
        ("open settings", "settings"),
        ("show keyboard", "shortcuts"),
    ] {
        app::command(&window, words);
        window.find("dialog[open]");
        scan(screen);
        window.press(&["Escape"]);
        app::wait_gone(&window, "dialog[open]");
    }
    app::command(&window, "show problems");
    window.wait_for_text("#reader h1", "Problems");
    scan("problems");

    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The screens of a run, from its beginning to its summary.
fn following(window: &Window, scan: &mut impl FnMut(&str)) {
    window.find("#reader :focus");
    window.press(&["f"]);
    window.find("dialog[open] button[type=submit]:not(:disabled)");
    scan("follow");
    window.press(&["Enter"]);
    window.find("#reader [aria-current=step]:focus");
    scan("run");
    window.press(&["x"]);
    window.find("#reader form textarea:focus");
    scan("run-form");
    window.press(&["Enter"]);
    app::wait_gone(window, "#reader form");
    scan("run-failed");
    window.press(&["Ctrl+Shift+Enter"]);
    window.find("dialog[open] input[type=radio]:focus");
    scan("run-close");
    window.press(&["Tab", "Tab", "Enter"]);
    app::wait_gone(window, "dialog[open]");
    window.wait_for_text("#reader", "Summary");
    scan("run-summary");
    app::command(window, "show runs");
    window.wait_for_text("#reader h1", "Runs");
    scan("runs");
}

fn library() -> TempDir {
    app::library(&[
        ("everything.md", EVERYTHING),
        ("other.md", "# Other\n\nSteps of another kind.\n"),
        (
            "deep/er/third.id.md",
            "---\ntitle: [broken\n---\n\n# Ketiga\n\nLangkah.\n",
        ),
    ])
}

/// The page itself never scrolls sideways; what is wide scrolls in a box of its own.
fn nothing_overflows(window: &Window, when: &str) {
    let script =
        "const page = document.documentElement; return page.scrollWidth <= page.clientWidth;";
    window.wait_for_script(
        &format!("a page without sideways scrolling at {when}"),
        script,
    );
}

fn look(window: &Window, name: &str) {
    picture(window, name);
}

/// For people: what each screen looked like in the last run, where pictures can be taken.
pub(crate) fn picture(window: &Window, name: &str) {
    let folder = places::target().join("screens");
    fs::create_dir_all(&folder).unwrap();
    window
        .screen()
        .picture(&folder.join(format!("{}.png", name.replace(' ', "-"))));
}
