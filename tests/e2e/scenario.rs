//! Writing a scenario in the real window, by keyboard: opened from the list of drills, broken, mended by its finding, checked,
//! saved, and played on the desk.

use crate::drill::press_until;
use crate::{app, screens};
use drillbook_tests::accessibility;
use drillbook_tests::home::Home;
use drillbook_tests::window::{Window, wait_until};
use std::fs;

const FIELD: &str = "#editor .cm-content";
const FINDINGS: &str = "[data-testid=findings]";
const PROOF: &str = "[data-testid=proof]";
const SIDE: &str = "[data-testid=scenario-side]";
const SHOWING: &str = "[data-testid=showing]";

/// Whoever presses wins; whoever pulls first has no win left.
const LAMP: &str = "scenario: 1\nid: lamp\ntitle: The lamp\nbrief: It is dark.\n\
    time: {tick: 30s, clock: \"17:50\", limit: 20m}\n\
    state:\n  lamp: [off, on]\n  switch: [whole, broken]\n\
    do:\n  press: {phase: mitigate, if: switch is whole, then: {lamp: on}}\n  \
    pull: {phase: mitigate, then: {switch: broken}}\n\
    endings:\n  won: {when: lamp is on, result: win}\n  dark: {when: time_up, result: loss}\n\
    tests:\n  golden: {steps: [press], expect: {ending: won}}\n";

#[test]
fn a_scenario_is_broken_mended_checked_and_played_by_keyboard() {
    let library = app::library(&[
        ("disk.md", "# Disk\n\nFull.\n"),
        ("scenarios/lamp/scenario.yaml", LAMP),
    ]);
    let home = Home::new();
    let window = app::open(&home, library.path());
    app::command(&window, "show drills");
    window.find("#reader h1:focus");
    press_until(&window, "Tab", "Edit scenario: The lamp");
    window.press(&["Ctrl+e"]);
    focus_in_text(&window);
    window.press(&["Ctrl+Home"]);
    window.type_text("# Ours.");
    window.press(&["Enter"]);

    // `golden` expects an ending that is not there.
    window.press(&["Ctrl+End", "ArrowLeft", "ArrowLeft", "ArrowLeft"]);
    window.type_text("n");
    window.wait_for_text(FINDINGS, "1 finding");
    window.press(&["F5"]);
    window.wait_for_text(PROOF, "does not read");
    window.press(&["Ctrl+Home", "F8"]);
    window.wait_for_text("#editor .finding", "wonn");
    window.press(&["Ctrl+."]);
    window.press(&["F5"]);
    window.wait_for_text(SIDE, "Finished:");
    screens::picture(&window, "scenario-checked");
    assert_eq!(accessibility::scan(&window), Vec::<String>::new());
    window.press(&["Ctrl+s"]);
    let file = library.path().join("scenarios/lamp/scenario.yaml");
    let mended = format!("# Ours.\n{LAMP}");
    wait_until("the mended text in the file", || {
        fs::read_to_string(&file).is_ok_and(|text| text == mended)
    });

    press_until(&window, "Tab", "Play it on the desk: After pull no win");
    window.press(&["Enter"]);
    window.wait_for_text(SHOWING, "After pull no win is left");
    screens::picture(&window, "scenario-shown");
    assert_eq!(accessibility::scan(&window), Vec::<String>::new());
    wait_until("the play to be shown to its end", || {
        window.press(&["Shift+F4"]);
        window.text(SHOWING).contains("shown to its end")
    });
    window.press(&["Shift+F7"]);
    app::wait_gone(&window, SHOWING);
    window.press(&["Ctrl+e"]);
    focus_in_text(&window);

    // The cursor stands where it stood, at the test: nothing of it happens. At the act it does.
    window.press(&["Ctrl+Enter"]);
    window.wait_for_text("body", "Nothing that happens stands at the cursor");
    window.press(&["Ctrl+f"]);
    window.type_text("pull:");
    window.press(&["Enter", "Escape", "Ctrl+Enter"]);
    window.wait_for_text("body", "you play on from there");
    window.find("[role=timer]");
}

fn focus_in_text(window: &Window) {
    wait_until("the text to have the focus", || {
        window.shows(FIELD) && window.focused().role() == "textbox"
    });
}
