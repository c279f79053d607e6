//! The scenarios that come with the app, in the real window and by keyboard alone: one is won, one is lost.
//!
//! Luck picks the variant, as for everybody who plays: what is done next is decided by what the desk shows.

use crate::app;
use crate::drill::{LINE, SITUATION, answer, begin, press_until, printed, type_line};
use drillbook_tests::home::Home;
use drillbook_tests::starter;
use drillbook_tests::window::{Window, wait_until};
use tempfile::TempDir;

const ENDED: &str = "[data-testid=drill-ended]";
const CHAT: &str = "[data-desk=chat] [role=log]";
/// Steps of time after which nothing comes any more that was waited for.
const LONGEST: usize = 120;

fn library() -> TempDir {
    let library = tempfile::tempdir().unwrap();
    starter::copy(library.path()).unwrap();
    library
}

#[test]
fn checkout_is_won_by_what_the_desk_shows() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    begin(&window, "Checkout is slow");
    wait_for_words(&window, SITUATION, &["CheckoutLatencyHigh"]);
    window.press(&["Ctrl+Shift+a"]);
    window.wait_for_text(SITUATION, "acknowledged");
    for line in [
        "/incident declare sev2 \"checkout slow, cause unknown\"",
        "oncall page dba \"orders-db at its limit\"",
        "deployctl history checkout --since 4h",
        "psql -c 'select * from top_queries'",
    ] {
        type_line(&window, line);
    }
    write_an_update(&window);
    type_line(&window, "flagctl set checkout.last-orders off");
    type_line(&window, "psql -c '\\d orders'");
    let lost_index = !printed(&window).contains("orders_customer_status");

    // The DBA comes, or the lead of the data team is paged once ten minutes have passed.
    let came = ["with role dba", "No acknowledgement from dba"];
    if wait_for_words(&window, CHAT, &came) == came[1] {
        type_line(&window, "oncall page data");
        wait_for_words(&window, CHAT, &came[..1]);
    }
    type_line(
        &window,
        if lost_index {
            "CREATE INDEX CONCURRENTLY orders_customer_status ON orders (customer_id, status);"
        } else {
            "psql -c 'ANALYZE orders;'"
        },
    );
    wait_for_words(&window, CHAT, &["INDEX finished", "ANALYZE finished"]);
    type_line(&window, "flagctl set checkout.last-orders on");
    do_in_the_incident(&window, "Watch checkout for ten minutes");
    type_line(&window, "/incident resolve");
    window.wait_for_text(ENDED, "proven while the shop was full");
    to_the_debrief(&window, "Debrief: Checkout is slow");
}

#[test]
fn a_half_empty_column_is_lost_by_silencing_its_alert() {
    let library = library();
    let home = Home::new();
    let window = app::open(&home, library.path());
    begin(&window, "A column of the reports");
    wait_for_words(&window, SITUATION, &["DwhColumnNullsHigh"]);
    for line in [
        "kubectl rollout restart deployment/airflow-scheduler",
        "dwhctl quality accept shipping_fee",
        "/incident declare sev3 \"a column was half empty\"",
        "/incident resolve",
    ] {
        type_line(&window, line);
    }
    window.wait_for_text(ENDED, "You closed it and the number stayed");
    to_the_debrief(&window, "Debrief: A column of the reports");
}

/// Lets time pass until one of the words stands there; which.
fn wait_for_words<'a>(window: &Window, css: &str, words: &[&'a str]) -> &'a str {
    for _ in 0..LONGEST {
        let text = window.text(css);
        if let Some(found) = words.iter().find(|words| text.contains(**words)) {
            return found;
        }
        answer(window);
        let before = window.text("[role=timer]");
        window.press(&["F9"]);
        wait_until("time to pass", || window.text("[role=timer]") != before);
    }
    panic!("{words:?} never came: {}", window.text(css));
}

/// Writes to the team what is known, all parts of it.
fn write_an_update(window: &Window) {
    window.press(&["F4"]);
    window.find("[data-desk=chat] form input:focus");
    for part in ["Paying takes long", "We look at the database", "18:20"] {
        window.press(&["Tab"]);
        window.find("[data-desk=chat] form textarea:focus");
        window.type_text(part);
    }
    press_until(window, "Tab", "Do it");
    window.press(&["Enter"]);
    window.wait_for_text(CHAT, "We look at the database");
}

/// Does something of the incident, which takes its time.
fn do_in_the_incident(window: &Window, name: &str) {
    window.press(&["Alt+7"]);
    press_until(window, "Tab", name);
    window.press(&["Enter"]);
    // Where there is nothing to choose the form begins with its button.
    wait_until("the button", || window.focused().label() == "Do it");
    window.press(&["Enter"]);
    app::wait_gone(window, &format!("{SITUATION} form"));
    window.press(&["Alt+1"]);
    window.find(&format!("{LINE}:focus"));
}

fn to_the_debrief(window: &Window, title: &str) {
    window.find(&format!("{ENDED} button:focus"));
    window.press(&["Enter"]);
    window.wait_for_text("#reader h1:focus", title);
}
