//! Results by keyboard alone: narrowing them, looking at them, being told that there are none, and coming back to what is
//! read often.

use crate::app::{self, CHOSEN, SEARCH, TITLE};
use crate::drill::press_until;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Window, wait_until};
use tempfile::TempDir;

const PREVIEW: &str = "aside[data-document]";
const MENU: &str = "[role=menu] [role=menuitem]:focus";
const CHIP: &str = "#list ul[aria-label] button";

fn library() -> TempDir {
    app::library(&[
        (
            "runbooks/db/replica.md",
            "---\nkind: runbook\nservice: Postgres\n---\n# Replica lags\n\nThe replica is behind.\n\n## Restart the replica\n\n1. `pg_ctl restart`\n",
        ),
        (
            "runbooks/web/slow.md",
            "---\nkind: runbook\nservice: nginx\n---\n# Slow pages\n\nA replica of the site is slow.\n",
        ),
        (
            "sops/replica.md",
            "---\nkind: sop\n---\n# Add a replica\n\nHow a replica is added.\n",
        ),
        (
            "alerts/KubePodNotReady.md",
            "# KubePodNotReady\n\nThe pod is not ready.\n",
        ),
    ])
}

/// What the field holds.
fn typed(window: &Window) -> String {
    window.find(SEARCH).property("value")
}

#[test]
fn results_are_narrowed_by_what_they_share_and_widened_again() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::search(&window, "replica");
    assert_eq!(window.find_all("#results [role=group]").len(), 3);

    window.press(&["Ctrl+Shift+f"]);
    let first = window.find(MENU);
    assert_eq!(first.label(), "Runbook , 2 documents");
    window.press(&["ArrowDown"]);
    wait_until("the next value", || {
        window.find(MENU).label().starts_with("SOP")
    });
    window.press(&["Enter"]);
    wait_until("the filter", || typed(&window) == "replica kind:sop");
    wait_until("one document", || {
        window.find_all("#results [role=group]").len() == 1
    });
    assert_eq!(window.focused().attribute("id"), "search");

    let chip = window.find(CHIP);
    assert_eq!(chip.label(), "Remove filter Kind: SOP");
    press_until(&window, "Tab", "Remove filter Kind: SOP");
    window.press(&["Enter"]);
    wait_until("no filter", || typed(&window) == "replica");
    wait_until("all documents", || {
        window.find_all("#results [role=group]").len() == 3
    });
}

#[test]
fn the_chosen_section_is_shown_beside_the_list_without_the_focus() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "KubePodNotReady");
    window.wait_for_text(TITLE, "KubePodNotReady");

    app::search(&window, "restart the replica");
    window.wait_for_text(PREVIEW, "pg_ctl restart");
    assert_eq!(window.focused().attribute("id"), "search");
    window.press(&["ArrowDown"]);
    let chosen = window.find(CHOSEN).attribute("data-document");
    wait_until("the look to follow", || {
        window.find(PREVIEW).attribute("data-document") == chosen
    });

    // Escape leads back to what was read; Enter goes on to what was looked at.
    window.press(&["Escape"]);
    app::wait_gone(&window, PREVIEW);
    window.wait_for_text(TITLE, "KubePodNotReady");
    app::open_first(&window, "restart the replica");
    window.wait_for_text(TITLE, "Replica lags");
    app::wait_gone(&window, PREVIEW);
    window.press(&["Alt+ArrowLeft"]);
    window.wait_for_text(TITLE, "KubePodNotReady");
}

#[test]
fn an_alert_without_a_document_is_told_from_its_nearest() {
    let library = app::library(&[
        (
            "alerts/NodeDiskFull.md",
            "# NodeDiskFull\n\nThe node is full.\n",
        ),
        (
            "alerts/NodeDiskSlow.md",
            "# NodeDiskSlow\n\nThe node is slow.\n",
        ),
        (
            "alerts/NodeRaidBroken.md",
            "# NodeRaidBroken\n\nThe node lost a disk.\n",
        ),
        (
            "alerts/NodeMemoryLow.md",
            "# NodeMemoryLow\n\nThe node swaps.\n",
        ),
        (
            "alerts/NodeNotReady.md",
            "# NodeNotReady\n\nThe node is silent.\n",
        ),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::search(&window, "NodeClockSkewDetected");
    window.wait_for_text("[data-testid=none]", "No document names this alert");
    assert_eq!(
        window.find_all("#results [role=group]").len(),
        3,
        "the nearest of five"
    );
    app::search(&window, "kafka on the node is slow");
    window.wait_for_text("[data-testid=none]", "No answer here names kafka");
    app::search(&window, "NodeDiskFull");
    app::wait_gone(&window, "[data-testid=none]");
}

#[test]
fn what_is_read_often_is_offered_before_anything_is_typed() {
    let others: Vec<(String, String)> = (1..=8)
        .map(|nth| (format!("other-{nth}.md"), format!("# Other number {nth}\n")))
        .collect();
    let mut documents = vec![("often.md", "# Replica lags\n")];
    documents.extend(
        others
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let library = app::library(&documents);
    let home = Home::new();
    let window = app::open(&home, library.path());
    for _ in 0..3 {
        app::open_first(&window, "replica lags");
        window.wait_for_text(TITLE, "Replica lags");
        app::open_first(&window, "other number 1");
        window.wait_for_text(TITLE, "Other number 1");
    }
    // What was opened often is told apart once it is not among the latest any more.
    for nth in 2..=8 {
        let title = format!("Other number {nth}");
        app::open_first(&window, &title);
        window.wait_for_text(TITLE, &title);
    }
    window.press(&["Ctrl+p", "Escape"]);
    window.wait_for_text("#results", "Opened often");
    let listed = window.text("#results");
    let (lately, often) = listed.split_once("Opened often").unwrap();
    let (often, _) = often.split_once("All documents").unwrap();
    assert!(
        often.contains("Replica lags") && !lately.contains("Replica lags"),
        "{listed}"
    );
    assert!(lately.contains("Other number 8"), "{listed}");
    window.press(&["Ctrl+p", "ArrowDown", "Enter"]);
    window.wait_for_text(TITLE, "Other number 8");
}

#[test]
fn other_endings_and_spellings_are_found_in_the_document() {
    let library = app::library(&[(
        "a.md",
        "# Words\n\nRestarting it. It restarts. Use max_connections.\n",
    )]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "words");
    let count = "#reader [role=search] [role=status]";
    window.press(&["Ctrl+f"]);
    window.type_text("restarted");
    window.wait_for_text(count, "1 of 2");
    window.press(&["Ctrl+a"]);
    window.type_text("MaxConnections");
    window.wait_for_text(count, "1 of 1");
    window.press(&["Ctrl+a"]);
    window.type_text("zzz");
    window.wait_for_text(count, "Not found");
}

#[test]
fn a_folder_is_read_when_it_is_opened() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    window.press(&["Shift+F6"]);
    wait_until("the tree to have the focus", || {
        window.press(&["Tab"]);
        window.focused().attribute("role") == "tree"
    });
    let items = "[role=tree] [role=treeitem]";
    assert_eq!(window.find_all(items).len(), 3);
    window.press(&["Home", "ArrowRight"]);
    window.wait_for_text("[role=tree]", "KubePodNotReady");
    window.press(&["ArrowDown", "Enter"]);
    window.wait_for_text(TITLE, "KubePodNotReady");

    // What is opened from elsewhere is found in the tree, however deep.
    app::open_first(&window, "slow pages");
    window.wait_for_text("[role=tree] [aria-current=page]", "Slow pages");
}
