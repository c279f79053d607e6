//! Each measure, from small plays.

use super::{begin, input};
use crate::verdict::verdicts;

/// Plays inputs and compares the verdicts, one a line: `name Verdict reason`.
fn check(text: &str, inputs: &[&str], expected: &[&str]) {
    let mut play = begin(text);
    for line in inputs {
        play.put("ops", input(line));
    }
    let judged = verdicts(&play);
    let shown = judged.items.iter().map(|item| {
        let moment = item.moment.map_or("-".to_owned(), |tick| tick.to_string());
        format!("{} {:?} @{moment} {:?}", item.name, item.verdict, item.why)
    });
    assert_eq!(shown.collect::<Vec<_>>(), expected, "{inputs:?}");
}

const ACTS: &str = "do:\n  go: {phase: mitigate, then: {x: b}}\n  back: {phase: mitigate, then: {x: a}}\n\
    \x20 harm: {phase: mitigate, hazard: {class: reversible, why: w}}\n\
    \x20 tell: {phase: communicate, compose: [impact]}\n  sev: {phase: triage, choose: {s: [low, mid, high]}}\n\
    \x20 end: {phase: resolve, then: {x: c}}\n\
    state: {x: [a, b, c], s: [unset, low, mid, high]}\n\
    endings: {done: {when: x is c, result: win}, timeout: {when: time_up, result: loss}}\n";

fn with(objectives: &str) -> String {
    format!("{ACTS}{objectives}\n")
}

#[test]
fn within() {
    let text = with(
        "events: {e: {at: 1m}}\nobjectives: {o: {skill: triage, within: {from: event e, to: do go, target: 1m, max: 2m}}}",
    );
    check(
        &text,
        &["wait 4", "go", "end"],
        &["o Met @4 Time { seconds: 60, target: 60, max: 120 }"],
    );
    check(
        &text,
        &["wait 5", "go", "end"],
        &["o Partly @5 Time { seconds: 90, target: 60, max: 120 }"],
    );
    check(
        &text,
        &["wait 9", "go", "end"],
        &["o Missed @9 Time { seconds: 210, target: 60, max: 120 }"],
    );
    check(&text, &["go", "wait 4", "end"], &["o Met @0 Early"]);
    check(&text, &["wait 4", "end"], &["o Missed @2 Never"]);
    check(&text, &["wait 3", "stop"], &["o NotReached @2 TimeLeft"]);
    check(&text, &["wait 9", "stop"], &["o Missed @2 Never"]);
    check(&text, &["end"], &["o NotApplicable @- NoTrigger"]);
    let text = with(
        "events: {e: {at: 1m}}\nobjectives: {o: {skill: triage, within: {from: event e, to: not x is a, target: 1m}}}",
    );
    check(
        &text,
        &["go", "wait 3", "end"],
        &["o Met @2 Time { seconds: 0, target: 60, max: 60 }"],
    );
    check(
        &text,
        &["go", "back", "wait 3", "go", "end"],
        &["o Met @3 Time { seconds: 30, target: 60, max: 60 }"],
    );
    check(&text, &["go", "stop"], &["o NotApplicable @- NoTrigger"]);
}

#[test]
fn before_and_did() {
    let text = with(
        "objectives: {o: {skill: verify, before: {first: [do go, do tell], then: do end, half: 1}}, d: {skill: learn, did: do tell or do go}}",
    );
    check(
        &text,
        &["go", "tell impact=few", "end"],
        &["o Met @0 First { done: 2, of: 2 }", "d Met @0 Done"],
    );
    check(
        &text,
        &["tell impact=few", "end"],
        &["o Partly @0 First { done: 1, of: 2 }", "d Met @0 Done"],
    );
    check(
        &text,
        &["end"],
        &["o Missed @0 First { done: 0, of: 2 }", "d Missed @- Never"],
    );
    check(
        &text,
        &["stop"],
        &["o NotReached @- Never", "d NotReached @- Never"],
    );
    let text = with("objectives: {o: {skill: verify, before: {first: [do go], then: do back}}}");
    check(&text, &["end"], &["o Missed @- Never"]);
    // What had to come first came, and the other never did.
    check(
        &text,
        &["go", "end"],
        &["o Met @0 First { done: 1, of: 1 }"],
    );
    check(
        &text,
        &["go", "stop"],
        &["o Met @0 First { done: 1, of: 1 }"],
    );
    let text = with(
        "objectives: {o: {skill: verify, before: {first: [do go, do tell], then: do back, half: 1}}}",
    );
    check(
        &text,
        &["go", "end"],
        &["o Partly @0 First { done: 1, of: 2 }"],
    );
    check(&text, &["go", "stop"], &["o NotReached @- Never"]);
}

#[test]
fn what_lacks_a_part_is_half_done() {
    let text = with(
        "objectives: {o: {skill: learn, before: {first: [do go, do tell], then: do end}}, d: {skill: learn, did: do tell}}",
    );
    let lacking = "Lacking { missing: [\"impact\"] }";
    check(
        &text,
        &["go", "tell", "end"],
        &[
            &format!("o Partly @0 {lacking}"),
            &format!("d Partly @0 {lacking}"),
        ],
    );
    // Written once more, whole.
    check(
        &text,
        &["go", "tell", "wait 2", "tell impact=few", "end"],
        &["o Met @2 First { done: 2, of: 2 }", "d Met @0 Done"],
    );
}

#[test]
fn severity_when_declared_and_at_the_end() {
    let text = with(
        "objectives: {o: {skill: triage, equals: {state: s, full: [mid], half: [low], correct_within: 2m}}}",
    );
    let value = |value: &str, first: &str, seconds: u32| {
        format!("Value {{ value: {value:?}, first: {first:?}, seconds: {seconds} }}")
    };
    check(
        &text,
        &["sev mid", "end"],
        &[&format!("o Met @0 {}", value("mid", "", 0))],
    );
    check(
        &text,
        &["sev high", "wait 4", "sev mid", "end"],
        &[&format!("o Met @4 {}", value("mid", "high", 120))],
    );
    check(
        &text,
        &["sev high", "wait 5", "sev mid", "end"],
        &[&format!("o Partly @5 {}", value("mid", "high", 150))],
    );
    check(
        &text,
        &["sev mid", "sev low", "end"],
        &[&format!("o Partly @0 {}", value("low", "mid", 0))],
    );
    check(
        &text,
        &["sev high", "end"],
        &[&format!("o Missed @0 {}", value("high", "", 0))],
    );
    check(&text, &["end"], &["o Missed @- Unset"]);
    check(&text, &["stop"], &["o NotReached @- Unset"]);
}

#[test]
fn harm() {
    let text = with(
        "objectives: {o: {skill: safety, no_hazard: true, only_if: do go}, p: {skill: safety, no_hazard: [outage]}}",
    );
    check(
        &text,
        &["go", "end"],
        &["o Met @0 NoHarm", "p Met @- NoHarm"],
    );
    check(
        &text,
        &["end"],
        &["o NotApplicable @- NoTrigger", "p Met @- NoHarm"],
    );
    check(
        &text,
        &["harm", "end"],
        &["o Missed @0 Harm { acts: [\"harm\"] }", "p Met @- NoHarm"],
    );
}

#[test]
fn the_longest_silence() {
    let text = with(
        "objectives: {o: {skill: communicate, every: {what: do tell, from: do go, until: do end, target: 3m, max: 5m}}}",
    );
    let silence = |longest: u32, missing: &str| {
        format!("Silence {{ longest: {longest}, target: 180, missing: [{missing}] }}")
    };
    let missing = "\"impact\"";
    check(&text, &["tell", "end"], &["o NotApplicable @- NoTrigger"]);
    check(
        &text,
        &["go", "wait 6", "end"],
        &[&format!("o Met @0 {}", silence(180, ""))],
    );
    check(
        &text,
        &["go", "wait 8", "end", "wait 9"],
        &[&format!("o Partly @0 {}", silence(240, ""))],
    );
    check(
        &text,
        &["go", "wait 5", "tell", "wait 6", "end"],
        &[&format!("o Partly @5 {}", silence(180, missing))],
    );
    // The second post comes within three minutes of the first and counts for nothing.
    check(
        &text,
        &[
            "go", "wait 2", "tell", "wait 5", "tell", "wait 3", "tell", "wait 1", "end",
        ],
        &[&format!("o Partly @2 {}", silence(240, missing))],
    );
}

#[test]
fn hints_probes_and_the_profile() {
    let text = with(
        "hints: [{item: o, text: T}]\n\
         probes: [{when: x is b, skill: triage, weight: 30, ask: Q, answers: [{text: A, right: true}, {text: B, right: false}]}]\n\
         objectives: {o: {skill: triage, weight: 10, did: do go}, p: {skill: learn, did: do tell}}",
    );
    check(
        &text,
        &["go", "hint", "hint", "wait 1", "answer probe-1 1", "end"],
        &[
            "o Partly @0 Done",
            "p Missed @- Never",
            "probe-1 Missed @1 Answer { right: false }",
        ],
    );
    let mut play = begin(&text);
    for line in [
        "hint",
        "go",
        "wait 1",
        "answer probe-1 0",
        "tell impact=few",
        "stop",
    ] {
        play.put("ops", input(line));
    }
    let judged = verdicts(&play);
    let profile: Vec<String> = judged
        .skills
        .iter()
        .map(|skill| format!("{:?} {} {:?}", skill.skill, skill.share, skill.counts))
        .collect();
    assert_eq!(profile, ["Triage 875 [1, 1, 0]", "Learn 1000 [1, 0, 0]"]);
}

#[test]
fn the_next_update_is_due_by_what_is_asked() {
    let text = with(
        "objectives:\n  first: {skill: communicate, within: {from: do go, to: do tell, target: 2m, max: 3m}}\n  \
         cadence: {skill: communicate, every: {what: do tell, from: do go, until: do back, target: 5m, max: 6m}}",
    );
    let check = |inputs: &[&str], expected: Option<(u32, Option<u32>)>| {
        let mut play = begin(&text);
        for line in inputs {
            play.put("ops", input(line));
        }
        let due = crate::due(&play).map(|due| (due.by, due.last));
        assert_eq!(due, expected, "{inputs:?}");
    };
    check(&["wait 2"], None);
    check(&["wait 2", "go"], Some((180, None)));
    check(
        &["wait 2", "go", "wait 2", "tell impact=x"],
        Some((420, Some(4))),
    );
    check(&["go", "tell impact=x", "back"], None);
    check(&["go", "stop"], None);
}

#[test]
fn a_promise_of_the_next_update_is_due_where_it_is_sooner() {
    let text = with(
        "objectives: {cadence: {skill: communicate, every: {what: do tell, from: do go, target: 10m, max: 12m}}}",
    )
    .replace("compose: [impact]", "compose: [next_update]");
    let check = |promise: &str, expected: (u32, bool)| {
        let mut play = begin(&text);
        for line in ["go", "wait 2", &format!("tell next_update={promise}")] {
            play.put("ops", input(line));
        }
        let due = crate::due(&play).map(|due| (due.by, due.promised));
        assert_eq!(due, Some(expected), "{promise}");
    };
    check("17:56", (360, true));
    check("5m", (360, true));
    check("18:30", (660, false));
    check("soon", (660, false));
}
