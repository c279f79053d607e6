//! Layer 1: what no play can reach is found, whatever breaks it.

use super::example::TEXT;
use super::{lines, small_text};
use crate::check::{Budget, Graph, graph};
use crate::read::read;
use expect_test::{Expect, expect};

fn search(text: &str, budget: Budget) -> (Graph, Vec<String>) {
    let (scenario, found) = read(text);
    assert_eq!(lines(text, &found), Vec::<String>::new());
    let graph = graph(&scenario.unwrap(), budget);
    let found = lines(text, &graph.found);
    (graph, found)
}

/// A small scenario, and what the search says to it.
fn check(text: &str, expected: &Expect) {
    let (_, found) = search(&small_text(text), Budget::default());
    expected.assert_eq(&found.join("\n"));
}

/// A change of the example, and what the search says to it, without line and column.
fn check_example(from: &str, to: &str, expected: &Expect) {
    assert_eq!(TEXT.matches(from).count(), 1, "{from}");
    let (_, found) = search(&TEXT.replace(from, to), Budget::default());
    let found: Vec<&str> = found
        .iter()
        .map(|line| line.split_once(' ').unwrap().1)
        .collect();
    expected.assert_eq(&found.join("\n"));
}

#[test]
fn the_example_is_sound() {
    let (graph, found) = search(TEXT, Budget::default());
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(graph.asked, graph.answered);
    // Bounds, not a measure: slicing has to keep the search small.
    assert!((1_000..400_000).contains(&graph.states), "{}", graph.states);
}

#[test]
fn breaks_of_the_example() {
    check_example(
        "index_done:   {then: {index: present}}",
        "index_done:   {then: {index: missing}}",
        &expect![[
            r"D306 win-needs-harm way=activity, explain, declare sev3, index_lock, (lock_done), verify, resolve"
        ]],
    );
    check_example(
        "widget is hidden, takes: 1m, then: {widget: shown}",
        "widget is hidden, takes: 1m, then: {widget: hidden}",
        &expect![[r"D307 trap act=widget_off way=widget_off"]],
    );
    check_example(
        "fixed:      {when: incident is resolved and verified is done",
        "fixed:      {when: incident is resolved and verified is done and index is missing",
        &expect![[r"D301 ending-never ending=fixed"]],
    );
    check_example(
        "above: 5, for: 1m",
        "above: 50, for: 1m",
        &expect![[r"D304 never-happens kind=alert name=CheckoutErrorsHigh"]],
    );
    check_example(
        "peak:      {at: 4m,",
        "peak:      {at: 60m,",
        &expect![[r"
            D305 value-never variable=load value=peak
            D305 value-never variable=pool value=exhausted
            D303 case-never kind=metric name=checkout_p95_ms
            D303 case-never kind=metric name=checkout_error_pct
            D303 case-never kind=metric name=db_cpu_pct
            D303 case-never kind=metric name=db_connections_pct
            D303 case-never kind=metric name=db_connections_pct
            D303 case-never kind=metric name=db_connections_pct
            D304 never-happens kind=alert name=DbCpuHigh
            D303 case-never kind=log name=checkout
            D304 never-happens kind=event name=peak
            D304 never-happens kind=event name=drown
            D304 never-happens kind=event name=stampede
            D304 never-happens kind=event name=drain
            D303 case-never kind=out name=activity
            D303 case-never kind=hazard name=scale_out
            D303 case-never kind=hint name=4
            D303 case-never kind=probe name=probe-1"]],
    );
    check_example(
        "ticket is none, takes: 30s",
        "ticket is opened, takes: 30s",
        &expect![[r"
            D305 value-never variable=ticket value=opened
            D302 act-never-possible act=open_ticket
            D301 ending-never ending=workaround"]],
    );
    check_example(
        "if: index is building, is: 74",
        "if: index is building and dba is away, is: 74",
        &expect![[r"D303 case-never kind=metric name=db_cpu_pct"]],
    );
}

#[test]
fn what_never_comes_up() {
    check(
        "state: {x: [a, b, c], y: [n, m]}\n\
         events: {late: {at: 30m, then: {y: m}}}\n\
         hints: [{if: y is m, text: T}]\n",
        &expect![[r"
            6:9 D305 value-never variable=x value=c
            6:23 D305 value-never variable=y value=m
            7:10 D304 never-happens kind=event name=late
            8:9 D303 case-never kind=hint name=1"]],
    );
}

#[test]
fn a_search_that_is_not_finished_claims_nothing() {
    let small = Budget {
        states: 100,
        ..Budget::default()
    };
    let (graph, found) = search(TEXT, small);
    assert!(graph.answered < graph.asked);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("D308 search-unfinished"));
}

/// The other variant can be won, so no ending is missing; this one has to be found by itself.
#[test]
fn a_variant_that_cannot_be_won() {
    let text = "variants: {issuer: [answers, blocked]}\nstate: {cert: [old, asked, new]}\n\
         timers: {issued: {if: issuer is answers, then: {cert: new}}}\n\
         do: {renew: {phase: mitigate, then: {cert: asked}, start: {issued: 5m}}}\n\
         endings: {renewed: {when: cert is new, result: win}, timeout: {when: time_up, result: loss}}\n";
    check(
        text,
        &expect![[r"10:11 D310 no-win variant=issuer is blocked"]],
    );
    let open = text.replace(
        "if: issuer is answers",
        "if: issuer is answers or cert is asked",
    );
    check(&open, &expect![""]);
}
