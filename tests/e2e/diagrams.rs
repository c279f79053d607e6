//! Diagrams as they are drawn in the real window, where the content-security policy holds.

use crate::app;
use drillbook_tests::home::Home;
use serde_json::json;

const SHAPES: &str = "# Shapes\n\n```mermaid\ngraph TD\n  A[First box] --> B[(Persistent volume claim)]\n  A --> C{Is it full}\n  A --> D[/Read only input/]\n```\n";

/// By how much the middle of each label misses the middle of its shape, in CSS pixels.
const OFF: &str = "\
    const middle = (element) => { const { left, width } = element.getBoundingClientRect(); return left + width / 2; }; \
    return [...document.querySelector('#reader .diagram').shadowRoot.querySelectorAll('g.node')] \
      .map((node) => Math.round(Math.abs(middle(node.querySelector('.label-container')) - middle(node.querySelector('text'))) / 4));";

#[test]
fn labels_stand_in_the_middle_of_their_shapes() {
    let library = app::library(&[("shapes.md", SHAPES)]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::open_first(&window, "shapes");
    window.find("#reader .diagram");

    assert_eq!(window.run(OFF, &[]), json!([0, 0, 0, 0]));
}
