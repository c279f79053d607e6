//! Defects that are put into a scenario on purpose: how many of each kind are noticed, by what, and which are not.

use super::{lines, small_text};
use crate::check::{DefectKind, Fate, Original};
use crate::read::Texts;
use expect_test::expect;

/// What nothing notices, without place.
fn missed(original: &Original) -> Vec<String> {
    let defects = original.defects();
    let missed = defects
        .iter()
        .filter(|defect| original.fate(defect) == Fate::Missed);
    missed
        .flat_map(|defect| lines("", &[original.finding(defect)]))
        .map(|line| line.split_once(' ').unwrap().1.to_owned())
        .collect()
}

fn original(text: &str) -> Original {
    let texts = Texts {
        scenario: text.to_owned(),
        ..Texts::default()
    };
    Original::new(&texts).unwrap()
}

/// A scenario whose tests look at everything that matters.
const LAMP: &str = "state: {lamp: [off, on, broken], fuse: [in, out]}\n\
    metrics: {light: {level: [{if: lamp is on, is: 100}, {is: 1}], noise: 10%}}\n\
    alerts: {Dark: {metric: light, below: 50, for: 1m, severity: page, summary: S, runbook: r}}\n\
    runbooks: {r: r}\n\
    timers: {glow: {if: lamp is off, then: {lamp: on}}}\n\
    look: {see: {kind: panel, metrics: [light], learns: e_dark}}\n\
    do:\n  \
      press: {phase: mitigate, if: fuse is in and e_dark, start: {glow: 2m}}\n  \
      pull: {phase: mitigate, if: fuse is in, then: {fuse: out}}\n  \
      hit: {phase: mitigate, then: {lamp: broken}, hazard: {if: lamp is on, class: outage, why: W}}\n\
    endings:\n  won: {when: lamp is on and fuse is out, result: win}\n  \
      lost: {when: lamp is broken and fuse is out, result: loss}\n  timeout: {when: time_up, result: loss}\n\
    tests:\n  \
      golden: {steps: [refused press, see, press, wait until lamp is on, pull], expect: {ending: won, hazards: none}}\n  \
      clumsy: {steps: [see, press, wait 1m, hit, wait 2m, pull], expect: {ending: lost, hazards: none}}\n  \
      late: {steps: [see, press, wait until lamp is on, hit, pull], expect: {ending: lost, hazards: [hit]}}\n  \
      dark: {steps: [see, pull, refused press, refused pull, wait 20m], expect: {ending: timeout}}\n";

fn check(from: &str, to: &str, expected: &[&str]) {
    assert!(LAMP.contains(from), "{from}");
    let original = original(&small_text(&LAMP.replacen(from, to, 1)));
    assert_eq!(missed(&original), expected);
}

#[test]
fn what_no_test_looks_at_is_told() {
    check("golden", "golden", &[]);
    // Nobody waits any more for the timer that finds the lamp broken.
    let unproved = "D603 guard-unproved name=glow condition=lamp is off";
    check("hit, wait 2m, pull", "hit, pull", &[unproved]);
}

/// What finds the defects of each kind.
#[test]
fn every_kind_of_defect_is_noticed_by_what_it_breaks() {
    let original = original(&small_text(LAMP));
    let shown = by_kind(&original, |fates| {
        let mut codes: Vec<String> = fates
            .iter()
            .map(|fate| match fate {
                Fate::Found(code) => code.as_str().to_owned(),
                fate => format!("{fate:?}"),
            })
            .collect();
        codes.sort_unstable();
        codes.join(" ")
    });
    expect![[r"
        effect: test-failed test-failed test-failed test-step-refused test-waits-forever unused
        timer: unused
        guard: test-failed test-failed test-step-refused test-step-refused test-step-refused
        threshold: level-in-noise level-in-noise
        ending: test-failed test-failed test-failed test-failed test-failed
        spelling: unknown-name unknown-value unknown-value unknown-value unknown-value unknown-value unknown-value unknown-value unknown-value unknown-value
    "]].assert_eq(&shown);
}

/// Each kind with what `show` makes of the fates of its defects.
fn by_kind(original: &Original, show: impl Fn(&[Fate]) -> String) -> String {
    let defects = original.defects();
    let line = |kind: DefectKind| {
        let of_kind = defects.iter().filter(|defect| defect.kind() == kind);
        let fates: Vec<Fate> = of_kind.map(|defect| original.fate(defect)).collect();
        format!("{}: {}\n", kind.as_str(), show(&fates))
    };
    DefectKind::ALL.map(line).concat()
}

#[test]
fn nothing_is_tried_before_the_tests_pass() {
    let broken = small_text(&LAMP.replace("ending: won", "ending: lost"));
    let texts = Texts {
        scenario: broken,
        ..Texts::default()
    };
    assert!(Original::new(&texts).is_none());
}

/// The example: shares by kind.
#[test]
fn the_example_notices_most_of_what_breaks_it() {
    let original = original(super::example::TEXT);
    let shown = by_kind(&original, |fates| {
        let count = |wanted: fn(&Fate) -> bool| fates.iter().filter(|fate| wanted(fate)).count();
        format!(
            "{} found, {} equivalent, {} missed",
            count(|fate| matches!(fate, Fate::Found(_))),
            count(|fate| *fate == Fate::Equivalent),
            count(|fate| *fate == Fate::Missed),
        )
    });
    expect![[r"
        effect: 28 found, 4 equivalent, 10 missed
        timer: 5 found, 0 equivalent, 0 missed
        guard: 2 found, 16 equivalent, 19 missed
        threshold: 13 found, 0 equivalent, 0 missed
        ending: 7 found, 0 equivalent, 0 missed
        spelling: 78 found, 0 equivalent, 0 missed
    "]]
    .assert_eq(&shown);
}
