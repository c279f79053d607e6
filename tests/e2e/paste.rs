//! An alert from the clipboard: understood, searched for, and gone with Escape.

use crate::app::{self, CHOSEN, SEARCH};
use drillbook_tests::home::Home;
use drillbook_tests::window::wait_until;
use drillbook_tests::{accessibility, clipboard};

const STRIP: &str = "[data-testid=pasted-alert]";
const PAYLOAD: &str = r#"{ "version": "4", "alerts": [
    { "status": "firing", "startsAt": "2026-01-02T03:04:05Z",
      "labels": { "alertname": "DiskFull", "severity": "page", "instance": "web-1", "job": "node", "team": "sre" },
      "annotations": { "summary": "The disk of web-1 is full", "runbook_url": "https://git.example/r/blob/main/docs/disk.md#clean-up" } },
    { "status": "resolved", "labels": { "alertname": "CartDown" }, "annotations": { "runbook_url": "https://git.example/gone.md" } }
] }"#;

#[test]
fn a_payload_is_pasted_chosen_from_and_cleared() {
    let library = app::library(&[
        (
            "docs/disk.md",
            "# Disk\n\nWhat it means.\n\n## Clean up\n\nRemove old files.\n",
        ),
        (
            "cart.md",
            "---\nalerts: [CartDown]\n---\n# The cart\n\nStart it again.\n",
        ),
        (
            "other.md",
            "# DiskFull CartDown\n\nDiskFull and CartDown are two alerts.\n",
        ),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());

    // From anywhere, without a key to find the field.
    clipboard::fill(&window, PAYLOAD);
    window.press(&["Ctrl+v"]);
    window.wait_for_text(STRIP, "DiskFull");
    window.wait_for_text(STRIP, "The disk of web-1 is full");
    window.wait_for_text(CHOSEN, "Clean up");
    window.wait_for_text(CHOSEN, "Link of the alert");
    assert_eq!(window.find(SEARCH).property("value"), "DiskFull");
    assert_eq!(window.focused().attribute("id"), "search");
    assert_eq!(accessibility::scan_themes(&window), Vec::<String>::new());

    window.press(&["Shift+Tab", "Tab", "Tab", "Tab"]);
    let choice = window.focused();
    assert_eq!(choice.label(), "Alerts in this payload");
    choice.type_text("2");
    window.wait_for_text(STRIP, "leads to no document");
    window.wait_for_text(CHOSEN, "The cart");

    window.press(&["Ctrl+p", "Enter"]);
    window.wait_for_text(app::TITLE, "The cart");
    window.press(&["Ctrl+p", "Escape"]);
    wait_until("nothing pasted", || {
        !window.shows(STRIP) && window.find(SEARCH).property("value").is_empty()
    });
}
