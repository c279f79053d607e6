//! The semantics, one at a time.

use super::trace;
use crate::engine::{Input, Order};
use expect_test::{Expect, expect};

fn check(text: &str, inputs: &[&str], expected: &Expect) {
    expected.assert_eq(&trace(text, inputs));
}

const METRIC: &str = "metrics: {m: {level: [{if: x is a, is: 1}, {is: 9}]}}\n";

#[test]
fn order_within_a_tick() {
    check(
        &format!(
            "state: {{x: [a, b, c], y: [n, t, e, w]}}\n{METRIC}\
             alerts: {{High: {{metric: m, above: 5}}}}\n\
             timers: {{t: {{then: {{y: t, x: b}}}}}}\n\
             events:\n  when: {{when: y is e, then: {{y: w}}}}\n  at: {{at: 1m, then: {{y: e}}}}\n\
             do: {{go: {{phase: mitigate, start: {{t: 1m}}}}}}\n\
             endings: {{end: {{when: y is w and firing High, result: win}}}}\n"
        ),
        &["go", "wait 1", "wait 9"],
        &expect![[r"
            > go
            0 did go
            > wait 1
            > wait 9
            2 y is t
            2 x is b
            2 event at
            2 y is e
            2 event when
            2 y is w
            2 High fires
            2 ended end Some(Win)
        "]],
    );
}

#[test]
fn an_act_that_takes_time_reads_its_guard_again() {
    check(
        "events: {away: {at: 1m, then: {x: c}}}\n\
         do:\n  slow: {phase: mitigate, if: x is a, takes: 1m, then: {x: b}, refuse: [{if: x is c, is: too late}]}\n\
        \x20 quick: {phase: mitigate, if: x is a, takes: 30s, then: {x: b}, refuse: nobody is here}\n",
        &["slow", "quick"],
        &expect![[r"
            > slow
            0 began slow for 2
            2 event away
            2 x is c
            2 not now slow changed=true too late
            > quick
            2 not now quick changed=false nobody is here
        "]],
    );
    check(
        "events: {away: {at: 1m, then: {x: c}}}\n\
         do: {quick: {phase: mitigate, if: x is a, takes: 30s, then: {x: b}}}\n",
        &["quick"],
        &expect![[r"
            > quick
            0 began quick for 1
            1 did quick
            1 x is b
        "]],
    );
}

#[test]
fn timers_start_anew_and_stop_in_file_order() {
    check(
        "timers:\n  one: {say: {from: one, text: out}, stop: [two], start: {three: 1m}}\n\
        \x20 two: {say: {from: two, text: out}}\n  three: {say: {from: three, text: out}}\n\
        \x20 four: {if: x is b, say: {from: four, text: out}}\n\
         do: {go: {phase: mitigate, start: {one: 1m, two: 1m, three: 1m, four: 1m}}}\n",
        &[
            "go", "wait 2", "wait 2", "go", "wait 1", "go", "wait 1", "wait 1",
        ],
        &expect![[r"
            > go
            0 did go
            > wait 2
            2 one: out
            > wait 2
            4 three: out
            > go
            4 did go
            > wait 1
            > go
            5 did go
            > wait 1
            > wait 1
            7 one: out
        "]],
    );
}

#[test]
fn conditions_have_to_hold_without_a_break() {
    check(
        &format!(
            "{METRIC}alerts: {{High: {{metric: m, above: 5, for: 1m}}}}\n\
             events:\n  once: {{when: x is b, for: 1m}}\n  again: {{when: x is b, for: 1m, repeat: true}}\n\
            \x20 now: {{when: x is c}}\n\
             do:\n  b: {{phase: mitigate, then: {{x: b}}}}\n  a: {{phase: mitigate, then: {{x: a}}}}\n\
            \x20 c: {{phase: mitigate, then: {{x: c}}}}\n"
        ),
        &[
            "b", "wait 2", "a", "wait 1", "b", "wait 6", "a", "wait 1", "c", "wait 1",
        ],
        &expect![[r"
            > b
            0 did b
            0 x is b
            > wait 2
            > a
            2 did a
            2 x is a
            > wait 1
            > b
            3 did b
            3 x is b
            > wait 6
            6 event once
            6 event again
            6 High fires
            9 event again
            > a
            9 did a
            9 x is a
            > wait 1
            10 High resolved
            > c
            10 did c
            10 x is c
            > wait 1
            11 event now
        "]],
    );
}

/// The line that is drawn takes 90 s to the new level: the alert resolves with it, not above its limit.
#[test]
fn an_alert_resolves_when_its_drawn_metric_is_back() {
    let metric = METRIC.replace("]}}", "], ramp: 90s}}");
    check(
        &format!(
            "{metric}alerts: {{High: {{metric: m, above: 5, for: 1m}}}}\n\
             do:\n  b: {{phase: mitigate, then: {{x: b}}}}\n  a: {{phase: mitigate, then: {{x: a}}}}\n"
        ),
        &["b", "wait 3", "a", "wait 3", "b", "a", "wait 4"],
        &expect![[r"
            > b
            0 did b
            0 x is b
            > wait 3
            3 High fires
            > a
            3 did a
            3 x is a
            > wait 3
            > b
            6 did b
            6 x is b
            > a
            6 did a
            6 x is a
            > wait 4
            7 High resolved
        "]],
    );
}

#[test]
fn an_alert_may_have_fired_before_the_start() {
    check(
        "metrics: {m: {level: [{if: x is b, is: 1}, {is: 9}]}}\n\
         alerts: {Old: {metric: m, above: 5, for: 5m, since: 3h}}\n\
         do: {b: {phase: mitigate, then: {x: b}}}\n",
        &["wait 2", "b", "wait 1"],
        &expect![[r"
            0 Old fires
            > wait 2
            > b
            2 did b
            2 x is b
            > wait 1
            3 Old resolved
        "]],
    );
}

/// A person who was told when the next word comes does not ask before, and not much later whatever was promised.
#[test]
fn nobody_asks_before_the_time_that_was_promised() {
    let text = "timers: {quiet: {say: {from: Budi, text: When?}}}\n\
        do: {tell: {phase: communicate, compose: [next_update], start: {quiet: promised or 3m}}}\n";
    let asked = |promise: &str| {
        let told = trace(text, &[&format!("tell next_update={promise}"), "wait 40"]);
        let line = told.lines().find(|line| line.ends_with("When?"));
        line.unwrap_or_default().to_owned()
    };
    assert_eq!(asked("17:52"), "4 Budi: When?");
    assert_eq!(asked("soon"), "6 Budi: When?");
    assert_eq!(asked("5m"), "10 Budi: When?");
    assert_eq!(asked("1h"), "12 Budi: When?");
}

#[test]
fn harm_and_choices_and_evidence() {
    check(
        "do:\n  go:\n    phase: mitigate\n    choose: {x: [b, c]}\n    learns: e_go\n    out: [{if: e_go, is: knows}]\n\
        \x20   hazard: [{if: x is a, class: outage, why: w}, {if: x is c, class: data loss, why: w}]\n\
        \x20 tell: {phase: communicate, choose: {who: [team, all]}, compose: [impact], say: {from: Budi, text: 'ok, {x}'}}\n",
        &["go b", "go c", "go", "go a", "tell ALL", "tell"],
        &expect![[r#"
            > go b
            0 did go b
            0 harm go Outage
            0 x is b
            0 learnt e_go
            0 | knows
            > go c
            0 did go c
            0 x is c
            0 | knows
            > go
            0 refused BadChoice { name: "go", key: "x", choice: "" }
            > go a
            0 refused BadChoice { name: "go", key: "x", choice: "a" }
            > tell ALL
            0 did tell all
            0 Budi: ok, c
            > tell
            0 refused BadChoice { name: "tell", key: "who", choice: "" }
        "#]],
    );
}

#[test]
fn probes_hints_pause_and_the_end() {
    check(
        "probes: [{when: x is b, ask: Q, answers: [{text: A, right: x is b}, {text: B, right: x is c}]}]\n\
         hints: [{if: x is b, text: one}, {text: two}]\n\
         do: {set_b: {phase: mitigate, then: {x: b}}, long: {phase: mitigate, takes: 30m}}\n",
        &"hint/answer probe-1 0/set_b/wait 1/hint/hint/pause/wait 5/set_b/answer probe-1 0/resume/\
          answer probe-1 1/bogus/long/wait 1"
            .split('/')
            .collect::<Vec<_>>(),
        &expect![[r#"
            > hint
            0 hint two
            > answer probe-1 0
            0 refused NotAsked { probe: "probe-1" }
            > set_b
            0 did set_b
            0 x is b
            > wait 1
            1 asked probe-1
            > hint
            1 hint one
            > hint
            1 hint one
            > pause
            1 paused
            > wait 5
            1 refused Paused
            > set_b
            1 refused Paused
            > answer probe-1 0
            1 answered probe-1 right=true
            > resume
            1 resumed
            > answer probe-1 1
            1 refused NotAsked { probe: "probe-1" }
            > bogus
            1 refused UnknownName { what: "act", name: "bogus" }
            > long
            1 began long for 60
            40 ended timeout Some(Loss)
            40 interrupted long
            > wait 1
            40 refused Over
        "#]],
    );
}

#[test]
fn a_drill_can_be_given_up() {
    check(
        "",
        &["stop", "wait 1"],
        &expect![[r"
            > stop
            0 ended  None
            > wait 1
            0 refused Over
        "]],
    );
}

#[test]
fn a_facilitator_steps_in() {
    let text = "events:\n  e: {at: 5m, then: {x: b}}\n  never: {at: 30s, then: {x: c}}\n  f: {when: x is b, say: {from: F, text: f}}\n\
                objectives: {o: {skill: triage, did: do set_b}}\n";
    let mut play = super::begin(text);
    let named = |name: &str| name.to_owned();
    let shift = |event, ticks| Order::Shift { event, ticks };
    let fire = |event| Order::Fire { event };
    let (from, text) = (named("Rani"), named("Hm"));
    let (objective, verdict) = (named("o"), crate::Verdict::Partly);
    let orders = [
        shift(named("e"), -8),
        fire(named("f")),
        Order::Skip {
            event: named("never"),
        },
        fire(named("f")),
        shift(named("f"), 1),
        Order::Say { from, text },
        Order::Rate { objective, verdict },
        fire(named("g")),
    ];
    let mut shown = Vec::new();
    for order in orders {
        shown.push(format!("> {order:?}"));
        shown.extend(
            play.put("facilitator", Input::Facilitator { order })
                .iter()
                .map(super::show),
        );
    }
    shown.extend(
        play.put("clock", Input::Wait { ticks: 3 })
            .iter()
            .map(super::show),
    );
    expect![[r#"
        > Shift { event: "e", ticks: -8 }
        > Fire { event: "f" }
        0 event f
        0 F: f
        > Skip { event: "never" }
        > Fire { event: "f" }
        0 refused NotDue { event: "f" }
        > Shift { event: "f", ticks: 1 }
        0 refused NotDue { event: "f" }
        > Say { from: "Rani", text: "Hm" }
        0 Rani: Hm
        > Rate { objective: "o", verdict: Partly }
        0 rated o Partly
        > Fire { event: "g" }
        0 refused UnknownName { what: "event", name: "g" }
        2 event e
        2 x is b
    "#]]
    .assert_eq(&(shown.join("\n") + "\n"));
}
