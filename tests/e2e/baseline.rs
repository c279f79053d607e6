//! The machine before the app: an empty window opens, answers, paints and is scanned. When this fails, so does the
//! rest, and the app is not the reason.

use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Start, Window};

#[test]
fn an_empty_window_opens_and_answers() {
    let home = Home::new();
    let window = Window::open(&Start::new("drillbook-baseline", &home));

    let heading = window.find("#painted");

    assert_eq!(heading.text(), "Empty window");
    assert_eq!(heading.role(), "heading");
    assert_eq!(heading.label(), "Empty window");
    window.wait_for_script(
        "the first paint",
        "return performance.getEntriesByName('first-contentful-paint').length > 0",
    );
}

#[test]
fn the_accessibility_scan_finds_what_is_wrong() {
    let home = Home::new();
    let window = Window::open(&Start::new("drillbook-baseline", &home));
    window.find("#painted");
    assert_eq!(accessibility::scan(&window), Vec::<String>::new());

    window.run(
        "const button = document.createElement('button'); document.body.append(button);",
        &[],
    );

    let found = accessibility::scan(&window);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("button-name (critical): button"),
        "{found:?}"
    );
}
