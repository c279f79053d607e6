//! The worked example: it reads without a problem, and its four tests play as they say.

use super::lines;
use crate::check::run_tests;
use crate::model::Scenario;
use crate::read::read;

pub(crate) const TEXT: &str = include_str!("fixtures/checkout.yaml");

pub(crate) fn example() -> Scenario {
    let (scenario, found) = read(TEXT);
    assert_eq!(lines(TEXT, &found), Vec::<String>::new());
    scenario.unwrap()
}

#[test]
fn its_tests_pass_in_every_variant() {
    let scenario = example();
    let runs = run_tests(&scenario);
    let named = runs
        .iter()
        .map(|run| format!("{} {:?}", scenario.tests[run.test].name, run.variant));
    assert_eq!(
        named.collect::<Vec<_>>(),
        [
            "golden [1]",
            "proactive [0]",
            "scale_first [0]",
            "scale_first [1]",
            "do_nothing [0]",
            "do_nothing [1]"
        ]
    );
    let found: Vec<String> = runs
        .iter()
        .flat_map(|run| lines(TEXT, &run.found))
        .collect();
    assert_eq!(found, Vec::<String>::new());
}

/// A change of the example, and what its own tests say to it.
fn check(from: &str, to: &str, expected: &[&str]) {
    assert_eq!(TEXT.matches(from).count(), 1, "{from}");
    let text = TEXT.replace(from, to);
    let (scenario, found) = read(&text);
    assert_eq!(lines(&text, &found), Vec::<String>::new());
    let runs = run_tests(&scenario.unwrap());
    let found = runs.iter().flat_map(|run| lines(&text, &run.found));
    // Without line and column, which do not matter here.
    let found: Vec<String> = found
        .map(|line| line.split_once(' ').unwrap().1.to_owned())
        .collect();
    assert_eq!(found, expected, "{to}");
}

#[test]
fn its_tests_notice_when_it_breaks() {
    check(
        "index_done:   {then: {index: present}}",
        "index_done:   {then: {index: missing}}",
        &[
            "D203 test-waits-forever test=golden variant=dba_delay is 6m step=16 clock=18:30:00",
            "D203 test-waits-forever test=proactive variant=dba_delay is 2m step=11 clock=18:30:00",
        ],
    );
    check(
        "stampede:  {when: slow and fleet is x8, for: 1m, then: {pool: exhausted}}",
        "stampede:  {when: slow and fleet is x8, for: 10m, then: {pool: exhausted}}",
        &[
            "D201 test-failed test=scale_first variant=dba_delay is 2m what=pool expected=exhausted actual=ok",
            "D201 test-failed test=scale_first variant=dba_delay is 6m what=pool expected=exhausted actual=ok",
        ],
    );
    check(
        "open_ticket: {phase: learn, if: incident is declared and ticket is none,",
        "open_ticket: {phase: learn, if: incident is acked,",
        &[
            "D202 test-step-refused test=golden variant=dba_delay is 6m step=19 clock=18:15:00",
            "D202 test-step-refused test=proactive variant=dba_delay is 2m step=13 clock=18:06:30",
        ],
    );
}

#[test]
fn its_golden_play_meets_everything() {
    let scenario = example();
    let runs = run_tests(&scenario);
    let golden = &runs[0].verdicts;
    let items = golden
        .items
        .iter()
        .map(|item| format!("{} {:?}", item.name, item.verdict));
    assert_eq!(
        items.collect::<Vec<_>>(),
        [
            "acked Met",
            "declared Met",
            "severity Met",
            "notified Met",
            "stopped Met",
            "evidence Met",
            "safe Met",
            "cadence Met",
            "customers Met",
            "verified Met",
            "followup Met"
        ]
    );
    assert_eq!(
        golden.skills.iter().map(|skill| skill.share).min(),
        Some(1000)
    );
}
