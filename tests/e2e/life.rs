//! The life of an SOP between two people with a bare repository on the disk, by keyboard alone: approved and signed by one,
//! signed by the other, asked for again after a change that matters, and not after one of wording.

use crate::app::{self, TITLE};
use crate::drill::press_until;
use crate::git::{at_changes, clone, git};
use crate::screens::picture;
use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Window, wait_until};
use std::fs;
use std::path::Path;

const STRIP: &str = "#reader .life";
const ASKED: &str = "You are asked to read and sign";
const SETTINGS: &str = "[[people]]\nid = \"ayu\"\nname = \"Ayu\"\nemail = \"ayu@team.example\"\ngroups = [\"sre\"]\n\n\
[[people]]\nid = \"budi\"\nname = \"Budi\"\nemail = \"budi@team.example\"\ngroups = [\"sre\"]\n";
const SOP: &str = "---\ntitle: Change a disk\nowner: sre\nstatus: in-review\nreaders: [sre]\n---\n\n\
# Change a disk\n\n1. Stop the service.\n2. Take the disk out.\n";

/// One of the two, with a clone, a data folder and, at times, a window.
struct Member<'a> {
    name: &'a str,
    team: &'a Path,
    home: Home,
}

impl<'a> Member<'a> {
    fn new(team: &'a Path, name: &'a str) -> Self {
        clone(team, name);
        let address = format!("{}@team.example", name.to_lowercase());
        git(&team.join(name), &["config", "user.email", &address]);
        Self {
            name,
            team,
            home: Home::new(),
        }
    }

    /// The window for the first time: git may work in the clone from here on.
    fn first(&self) -> Window {
        at_changes(&self.home, &self.team.join(self.name))
    }

    /// The window once more, with what the other pushed.
    fn again(&self) -> Window {
        let window = app::open(&self.home, &self.team.join(self.name));
        window.press(&["Ctrl+Shift+k"]);
        app::command(&window, "pull from others");
        window.wait_for_text("#reader .said", "What others did is here");
        window
    }
}

#[test]
fn a_document_is_approved_signed_by_both_and_asked_for_again_where_it_matters() {
    let folder = tempfile::tempdir().unwrap();
    let team = folder.path();
    git(team, &["init", "-q", "--bare", "-b", "main", "team.git"]);
    let ayu = Member::new(team, "Ayu");
    begin(&team.join("Ayu"));
    let budi = Member::new(team, "Budi");

    // Ayu approves and signs; whose signature it is can be told once it is committed.
    let window = ayu.first();
    read(&window);
    press_until(&window, "Tab", "Approve");
    window.press(&["Enter"]);
    confirm(&window, "Approve");
    window.wait_for_text(STRIP, ASKED);
    sign(&window);
    details(&window);
    window.wait_for_text(STRIP, "1 of 2 signed");
    window.wait_for_text(STRIP, "not committed yet");
    hand_over(&window);
    read(&window);
    details(&window);
    window.wait_for_text(STRIP, "verified: committed by Ayu");
    drop(window);

    // Budi is asked, signs, and hands it over.
    let window = budi.first();
    app::command(&window, "pull from others");
    window.wait_for_text("#reader .said", "What others did is here");
    read(&window);
    window.wait_for_text(STRIP, ASKED);
    sign(&window);
    hand_over(&window);
    drop(window);

    changed(&ayu, "Wear gloves.", "Safety");
    let window = budi.again();
    read(&window);
    window.wait_for_text(STRIP, ASKED);
    details(&window);
    window.wait_for_text(STRIP, "Asked again: Safety");
    sign(&window);
    hand_over(&window);
    drop(window);

    changed(&ayu, "Thank you.", "Wording");
    let window = budi.again();
    read(&window);
    window.wait_for_text("#reader article", "Thank you.");
    details(&window);
    window.wait_for_text(STRIP, "verified: committed by Budi");
    assert!(!window.text(STRIP).contains(ASKED));
    assert!(!window.text(STRIP).contains("Asked again: Wording"));
}

/// The team's library as it is before anybody has signed anything.
fn begin(library: &Path) {
    git(library, &["checkout", "-q", "-B", "main"]);
    fs::write(library.join("drillbook.toml"), SETTINGS).unwrap();
    fs::write(library.join("disk.md"), SOP).unwrap();
    git(library, &["add", "."]);
    git(library, &["commit", "-qm", "Add disk"]);
    git(library, &["push", "-q", "-u", "origin", "main"]);
}

/// Opens the document and waits until it says how it stands.
fn read(window: &Window) {
    app::open_first(window, "change a disk");
    window.find("#reader :focus");
    window.find("#reader section.life");
}

fn details(window: &Window) {
    press_until(window, "Tab", "Upkeep and signatures");
    window.press(&["Enter"]);
    window.find("#reader .life details[open]");
}

/// Says yes in the dialog that is open.
fn confirm(window: &Window, what: &str) {
    window.find("dialog[open] button[type=submit]:focus");
    window.press(&["Enter"]);
    app::wait_gone(window, "dialog[open]");
    window.wait_for_text(STRIP, &format!("Done: {what}"));
    window.find("#reader:focus, #reader :focus");
}

fn sign(window: &Window) {
    window.press(&["i"]);
    confirm(window, "Read and sign");
}

/// Commits what the app wrote and pushes it.
fn hand_over(window: &Window) {
    window.press(&["Ctrl+Shift+k"]);
    press_until(window, "Tab", "Message");
    wait_until("a message to be proposed", || {
        !window.focused().property("value").is_empty()
    });
    window.press(&["Ctrl+Enter"]);
    window.wait_for_text("#reader .said", "Committed");
    app::command(window, "push to others");
    window.wait_for_text("#reader .said", "Pushed");
}

/// The member writes a line into the document, reviews it as a change of this class, and hands it over.
fn changed(member: &Member<'_>, line: &str, class: &str) {
    let window = member.again();
    read(&window);
    window.press(&["Ctrl+e"]);
    wait_until("the text to have the focus", || {
        window.focused().role() == "textbox"
    });
    window.press(&["Ctrl+End"]);
    window.type_text(&format!("\n{line}"));
    window.press(&["Ctrl+s"]);
    wait_until("the text to be saved", || {
        window.text("[data-testid=standing]") == "Saved"
    });
    window.press(&["Ctrl+e"]);
    window.wait_for_text("#reader article", line);
    window.wait_for_text(STRIP, "Changed since it was approved");
    window.find("#reader:focus, #reader :focus");
    window.press(&["v"]);
    window.find("dialog[open] button[type=submit]:focus");
    wait_until("the classes to have the focus", || {
        window.press(&["Shift+Tab"]);
        window.focused().attribute("type") == "radio"
    });
    // "Content" is proposed, between the others.
    let key = ["ArrowDown", "ArrowUp"][usize::from(class == "Safety")];
    wait_until(&format!("{class} to be chosen"), || {
        window.press(&[key]);
        window.focused().label().starts_with(class)
    });
    window.press(&["Enter"]);
    app::wait_gone(&window, "dialog[open]");
    window.wait_for_text(STRIP, "Done: Confirm review");
    hand_over(&window);
}

const OVERDUE: &str = "---\ntitle: Fail over the database\nowner: dba\nlast_reviewed: 2025-01-10\nreview_interval: 6 months\n---\n\n\
# Fail over the database\n\n1. Promote the replica.\n2. See [the map](gone.md).\n";
const ROUND: &str = "---\ntitle: Server room round\nowner: sre\nstatus: approved\nschedule: daily\n---\n\n\
# Server room round\n\n1. Read the temperature: ___ °C (limit 18–27)\n";

#[test]
fn the_screens_of_the_life_of_documents_shut_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path();
    git(library, &["init", "-q", "-b", "main"]);
    for (key, value) in [("user.name", "Ayu"), ("user.email", "ayu@team.example")] {
        git(library, &["config", key, value]);
    }
    let approved = SOP.replace("in-review", "approved");
    for (name, text) in [
        ("drillbook.toml", SETTINGS),
        ("disk.md", &approved),
        ("failover.md", OVERDUE),
        ("round.md", ROUND),
    ] {
        fs::write(library.join(name), text).unwrap();
        git(library, &["add", "."]);
        git(library, &["commit", "-qm", &format!("Add {name}")]);
    }
    fs::write(library.join("disk.md"), approved + "3. Put it back.\n").unwrap();
    let home = Home::new();
    let window = app::open(&home, library);
    let mut found = Vec::new();
    for theme in ["light", "dark", "high contrast"] {
        app::command(&window, &format!("use {theme} theme"));
        window.find(&format!("html[data-theme={}]", theme.replace(' ', "-")));
        found.extend(scanned(&window, theme));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What a scan of each screen of the life of documents finds in a theme.
fn scanned(window: &Window, theme: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut scan = |screen: &str| {
        picture(window, &format!("{theme}-life-{screen}"));
        let lines = accessibility::scan(window).into_iter();
        found.extend(lines.map(|line| format!("{theme}, {screen}: {line}")));
    };
    read(window);
    window.wait_for_text(STRIP, ASKED);
    scan("to-sign");
    window.press(&["i"]);
    window.find("dialog[open] button[type=submit]:focus");
    scan("sign");
    window.press(&["Escape"]);
    app::wait_gone(window, "dialog[open]");
    app::open_first(window, "promote the replica");
    window.wait_for_text(STRIP, "Review was due");
    details(window);
    scan("details");
    window.press(&["v"]);
    window.find("dialog[open] button[type=submit]:focus");
    scan("review");
    window.press(&["Escape"]);
    app::wait_gone(window, "dialog[open]");
    window.press(&["Ctrl+Shift+u"]);
    window.wait_for_text("#reader h1", "Upkeep");
    window.find("#reader section");
    scan("upkeep");
    app::command(window, "show today");
    window.wait_for_text("#reader h1", "Today");
    scan("today");
    window.press(&["Ctrl+Shift+k"]);
    window.wait_for_text("#reader h1", "Changes");
    scan("changes");
    read(window);
    window.press(&["Ctrl+Shift+b"]);
    window.wait_for_text("#reader h1", "History of Change a disk");
    window.find("[data-testid=compared]");
    scan("history");
    press_until(window, "Tab", "Bring this version back");
    window.press(&["Enter"]);
    window.find("#reader section button:focus");
    scan("restore");
    window.press(&["Alt+ArrowLeft"]);
    window.find(TITLE);
    found
}
