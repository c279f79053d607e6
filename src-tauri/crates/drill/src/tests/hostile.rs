//! Whatever the text: a diagnostic within the caps, never a panic.

use super::{HEAD, small_text};
use crate::code::Code;
use crate::read::{format, read};
use proptest::prelude::*;

fn codes(text: &str) -> Vec<Code> {
    let (scenario, found) = read(text);
    assert!(scenario.is_some() || !found.is_empty());
    let mut codes: Vec<Code> = found.iter().map(|problem| problem.code).collect();
    codes.dedup();
    codes
}

#[test]
fn bombs() {
    let many =
        |line: &dyn Fn(usize) -> String, count: usize| (0..count).map(line).collect::<String>();
    let doubling = many(&|n| format!("  d{}: d{n} and d{n}\n", n + 1), 60);
    let text = small_text(&format!("define:\n  d0: x is a\n{doubling}"));
    assert!(codes(&text).contains(&Code::TooMany));
    let chain = many(&|n| format!("  d{n}: d{}\n", (n + 1) % 200), 200);
    assert!(codes(&small_text(&format!("define:\n{chain}"))).contains(&Code::DefinitionCycle));
    let states = many(&|n| format!("  v{n}: [a, b]\n"), 5000);
    assert!(codes(&small_text(&format!("state:\n  x: [a, b]\n{states}"))).contains(&Code::TooMany));
    let acts = many(&|n| format!("  a{n}: {{phase: learn}}\n"), 3000);
    assert!(codes(&small_text(&format!("do:\n{acts}"))).contains(&Code::TooMany));
    let text = format!("{HEAD}do: {}", "{a: ".repeat(100_000));
    assert_eq!(codes(&text), [Code::TooLarge]);
    assert_eq!(codes(&"x".repeat(3_000_000)), [Code::TooLarge]);
    let guard = format!("define: {{d: {}}}\n", "(".repeat(100_000));
    assert!(codes(&small_text(&guard)).contains(&Code::BadGuard));
    let long = small_text("").replace("limit: 20m", "limit: 7d");
    assert!(codes(&long).contains(&Code::TooMany));
    let instant = small_text("").replace("tick: 30s", "tick: 0s");
    assert!(codes(&instant).contains(&Code::BadDuration));
}

#[test]
fn a_play_of_extremes_ends() {
    let text = small_text(
        "losses: {l: {per_minute: 9999999999}}\nmetrics: {m: {level: -9999999999, noise: 100%, ramp: 7d}}\n\
         events: {e: {when: true, repeat: true, then: {x: b}, say: {from: a, text: '{m}{int:0-4294967295}{int:9-1}{hex:99}'}}}\n",
    );
    let scenario = read(&text).0.unwrap();
    let (state, _) = crate::start(&scenario, u32::MAX, &[9, 9]);
    let wait = crate::Input::Wait { ticks: u32::MAX };
    let (state, _) = crate::step(&scenario, &state, &wait);
    assert_eq!(state.tick, 40);
    assert_eq!(
        crate::losses(&scenario, &[state.clone(), state])[0].total,
        4_999_999_999_500
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// A real scenario with bytes cut out, doubled or replaced anywhere.
    #[test]
    fn damaged_scenarios_never_panic(at in 0usize..13_000, length in 0usize..200, put in "[\\PC\n]{0,8}") {
        let text = super::example::TEXT;
        let edge = |mut at: usize| { at = at.min(text.len()); while !text.is_char_boundary(at) { at -= 1; } at };
        let (from, to) = (edge(at), edge(at + length));
        let damaged = format!("{}{put}{}", &text[..from], &text[to..]);
        if let Some(scenario) = read(&damaged).0 {
            let (state, _) = crate::start(&scenario, 1, &[]);
            let (state, _) = crate::step(&scenario, &state, &crate::Input::Wait { ticks: 100 });
            prop_assert!(state.ended.is_some());
        }
        // Formatting changes nothing but white space and quotes, and is done after once.
        if let Ok(made) = format(&damaged) {
            let (before, after) = (drillbook_text::yaml::tree(&damaged).0, drillbook_text::yaml::tree(&made).0);
            prop_assert!(before.zip(after).is_none_or(|(before, after)| before.same(&after)));
            prop_assert_eq!(format(&made).ok(), Some(made));
        }
    }

    #[test]
    fn any_text_is_read(text in "[\\PC\n\t]{0,300}") {
        codes(&text);
        let _ = format(&text);
    }
}

#[test]
fn the_example_is_formatted_without_loss() {
    let text = super::example::TEXT;
    let made = format(text).unwrap();
    let tree = |text: &str| drillbook_text::yaml::tree(text).0.unwrap();
    assert!(tree(text).same(&tree(&made)));
    let comments = |text: &str| text.matches('#').count();
    assert_eq!(comments(text), comments(&made));
    assert!(read(&made).0.is_some());
    assert_ne!(text, made);
}
