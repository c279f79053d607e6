//! The machine before the app: an empty window opens, can be asked and can be pictured.

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
}
