//! Two people and a bare repository on the disk, by keyboard alone: one commits and pushes what changed on the disk, the other
//! pulls it and reads in the document's history what changed.

use crate::app;
use crate::drill::press_until;
use crate::screens::picture;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Window, wait_until};
use std::fs;
use std::path::Path;
use std::process::Command;

pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    let status = command.arg("-C").arg(folder).args(arguments).status();
    assert!(status.unwrap().success(), "git {arguments:?}");
}

/// A clone of the team's repository, with somebody who commits in it.
pub(crate) fn clone(team: &Path, name: &str) {
    git(team, &["clone", "-q", "team.git", name]);
    for (key, value) in [
        ("user.name", name),
        ("user.email", "someone@team.example"),
        ("commit.gpgsign", "false"),
    ] {
        git(&team.join(name), &["config", key, value]);
    }
}

/// The app on a clone, with its changes shown and the repository trusted.
pub(crate) fn at_changes(home: &Home, library: &Path) -> Window {
    let window = app::open(home, library);
    window.find("[data-testid=git-status]");
    window.press(&["Ctrl+Shift+k"]);
    window.wait_for_text("#reader", "Let git work in this repository?");
    press_until(&window, "Tab", "Yes, I trust this repository");
    window.press(&["Enter"]);
    app::wait_gone(&window, "#trust-title");
    window
}

#[test]
fn what_one_commits_and_pushes_the_other_pulls_and_reads() {
    let team = tempfile::tempdir().unwrap();
    let team = team.path();
    git(team, &["init", "-q", "--bare", "-b", "main", "team.git"]);
    clone(team, "Ayu");
    fs::write(
        team.join("Ayu/disk.md"),
        "# Disk is full\n\nCall somebody.\n",
    )
    .unwrap();
    git(&team.join("Ayu"), &["checkout", "-q", "-B", "main"]);
    git(&team.join("Ayu"), &["add", "."]);
    git(&team.join("Ayu"), &["commit", "-qm", "Add disk"]);
    git(&team.join("Ayu"), &["push", "-q", "-u", "origin", "main"]);
    clone(team, "Budi");

    let home = Home::new();
    let window = at_changes(&home, &team.join("Ayu"));
    window.wait_for_text("#reader", "Everything is committed");
    let text = "# Disk is full\n\nFree some space first.\n";
    fs::write(team.join("Ayu/disk.md"), text).unwrap();
    window.wait_for_text("[data-testid=git-status]", "1 not committed");
    press_until(&window, "Tab", "Message");
    wait_until("a message to be proposed", || {
        window.focused().property("value") == "Update Disk is full"
    });
    window.press(&["Ctrl+Enter"]);
    window.wait_for_text("#reader .said", "Committed");
    window.wait_for_text("#reader", "Not pushed");
    picture(&window, "changes");
    app::command(&window, "push to others");
    window.wait_for_text("#reader .said", "Pushed");
    drop(window);

    let home = Home::new();
    let window = at_changes(&home, &team.join("Budi"));
    app::command(&window, "pull from others");
    window.wait_for_text("#reader .said", "What others did is here");
    app::open_first(&window, "disk is full");
    window.wait_for_text("#reader", "Free some space first.");
    window.press(&["Ctrl+Shift+b"]);
    window.wait_for_text("#reader h1", "History of Disk is full");
    window.wait_for_text("[data-testid=compared] ins", "Free some space first.");
    window.wait_for_text("[data-testid=compared] del", "Call somebody.");
    picture(&window, "history");
    bring_back(&window, &team.join("Budi/disk.md"));
}

/// The first version is brought back by keyboard: what would change is shown, and it is an ordinary change then.
fn bring_back(window: &Window, file: &Path) {
    press_until(window, "Tab", "Update Disk is full");
    window.press(&["ArrowDown"]);
    window.wait_for_text("[data-testid=compared] p ins", "Call somebody.");
    press_until(window, "Tab", "Bring this version back");
    window.press(&["Enter"]);
    window.find("#reader section button:focus");
    window.wait_for_text(
        "#reader section [data-kind=removed]",
        "Free some space first.",
    );
    window.wait_for_text("#reader section [data-kind=added]", "Call somebody.");
    picture(window, "history-restore");
    window.press(&["Enter"]);
    window.wait_for_text("[aria-label=Messages]", "The version is back");
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(text, "# Disk is full\n\nCall somebody.\n");
    window.wait_for_text("[data-testid=git-status]", "1 not committed");
}
