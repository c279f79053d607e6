//! Recurring work by keyboard alone: what is due today, readings against their limits, the shared record, and what was read
//! over time.

use crate::app;
use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Window, wait_until};
use std::fs;
use std::path::Path;

const STEP: &str = "#reader [aria-current=step]:focus";
const FIELD: &str = "#reader .reading input:focus";
const ROUND: &str = "---\ntitle: Server room round\nschedule: daily\n---\n# Server room round\n\n## Steps\n\n\
1. Go in.\n\
2. Read the temperature: ___ °C (limit 18–27), humidity: ___ % (limit 40–60)\n\
3. Lock.\n";

#[test]
fn the_daily_round_is_done_twice_with_one_reading_out_of_limits() {
    let library = app::library(&[("round.md", ROUND), ("other.md", "# Other\n\nText.\n")]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    window.wait_for_text("#status", "Due today: 1");

    // From the list of today, one reading too high.
    today(&window);
    assert_eq!(accessibility::scan(&window), Vec::<String>::new());
    window.press(&["ArrowDown"]);
    window.find("#reader button.main:focus");
    window.press(&["Enter"]);
    at_step(&window, "step 1, Open");
    window.press(&["Space"]);
    at_step(&window, "step 2, Open");
    read(&window, &["24.5", "warm"]);
    window.wait_for_text("#reader .readings", "A reading is a number");
    window.press(&["Ctrl+a"]);
    window.type_text("65");
    window.press(&["Enter"]);
    at_step(&window, "step 2");
    window.wait_for_text("#reader .readings", "Above the limit");
    window.wait_for_text("#reader .readings", "Within the limits");
    assert_eq!(accessibility::scan(&window), Vec::<String>::new());
    close_and_share(&window);
    window.wait_for_text("#reader", "records/checks/");
    assert_eq!(records(library.path()), 1);
    window.wait_for_text("#status", "Nothing due today");

    // Once more, begun from the document; the readings are reached from any step.
    app::open_first(&window, "server room round");
    window.find("#reader :focus");
    window.press(&["f"]);
    window.find("dialog[open] button[type=submit]:not(:disabled)");
    window.press(&["Enter"]);
    app::wait_gone(&window, "dialog[open]");
    at_step(&window, "step 1, Open");
    read(&window, &["22", "50"]);
    at_step(&window, "step 2");
    close_and_share(&window);
    wait_until("the second record", || records(library.path()) == 2);

    today(&window);
    window.wait_for_text("#reader", "Readings outside their limits: 1");
    readings_over_time(&window);
}

/// From the list of today to the charts, both as tables, and back.
fn readings_over_time(window: &Window) {
    window.press(&["ArrowDown", "Tab"]);
    window.press(&["Enter"]);
    window.wait_for_text("#reader h1:focus", "Readings: Server room round");
    window.wait_for_text("#reader", "Done 2 times");
    let chart = window.find("#reader section[aria-label=Humidity] [role=slider]");
    assert!(chart.label().contains("Limits 40–60"), "{}", chart.label());
    window.press(&["Tab", "Tab", "Tab", "Tab", "Enter"]);
    window.find("#reader section[aria-label=Temperature] table");
    window.press(&["Tab", "Tab", "Enter"]);
    window.wait_for_text("#reader section[aria-label=Humidity] table", "65 %");
    window.wait_for_text(
        "#reader section[aria-label=Humidity] table",
        "Above the limit",
    );
    assert_eq!(accessibility::scan(window), Vec::<String>::new());
    window.press(&["Escape"]);
    window.wait_for_text("#reader h1:focus", "Today");
}

fn today(window: &Window) {
    window.press(&["Ctrl+Shift+Y"]);
    window.wait_for_text("#reader h1:focus", "Today");
    window.wait_for_text("#reader", "Server room round");
}

/// Writes values into the fields, one after the other.
fn read(window: &Window, values: &[&str]) {
    window.press(&["r"]);
    for value in values {
        wait_until("an empty field", || {
            let found = window.find_all(FIELD);
            found
                .first()
                .is_some_and(|field| field.property("value").is_empty())
        });
        window.type_text(value);
        window.press(&["Enter"]);
    }
}

fn at_step(window: &Window, name: &str) {
    wait_until(&format!("{name} to have the focus"), || {
        let found = window.find_all(STEP);
        found
            .first()
            .is_some_and(|step| step.label().starts_with(name))
    });
}

fn close_and_share(window: &Window) {
    window.press(&["Ctrl+Shift+Enter"]);
    window.find("dialog[open] input[type=radio]:focus");
    window.wait_for_text("dialog[open]", "Close and share");
    window.press(&["Tab", "Tab", "Enter"]);
    app::wait_gone(window, "dialog[open]");
    window.wait_for_text("#reader", "Summary");
}

fn records(library: &Path) -> usize {
    fs::read_dir(library.join("records/checks")).map_or(0, Iterator::count)
}
