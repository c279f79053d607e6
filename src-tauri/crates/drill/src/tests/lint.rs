//! Layer 0: what is valid and still not good.

use super::{lines, small_text};
use crate::lint::{AnyReference, References, lint};
use crate::read::read;

struct Library;

impl References for Library {
    fn document(&self, path: &str) -> bool {
        path == "a"
    }

    fn fragment(&self, path: &str, fragment: &str) -> bool {
        path == "a" && ["s", "s/1"].contains(&fragment)
    }
}

fn check(text: &str, expected: &[&str]) {
    let text = small_text(text);
    let (scenario, found) = read(&text);
    assert_eq!(lines(&text, &found), Vec::<String>::new());
    let mut found = lint(&scenario.unwrap(), &Library);
    // What every small scenario lacks.
    found.retain(|problem| !matches!(problem.code.as_str(), "few-decoys" | "no-golden-test"));
    found.retain(|problem| !problem.args.iter().any(|(_, value)| value == "x"));
    assert_eq!(lines(&text, &found), expected);
}

#[test]
fn alarms() {
    check(
        "metrics: {m: {level: [{if: x is b, is: 9.6}, {is: 1}], noise: 5%}}\n\
         alerts:\n  A: {metric: m, above: 9.2, severity: page, summary: S, runbook: r}\n  B: {metric: m, below: 0.5}\n\
         runbooks: {r: a}\n",
        &[
            "6:23 D102 level-in-noise metric=m level=9.6 alert=A threshold=9.2 noise=5 %",
            "9:3 D101 alert-incomplete alert=B missing=severity",
            "9:3 D101 alert-incomplete alert=B missing=summary",
            "9:3 D101 alert-incomplete alert=B missing=runbook",
        ],
    );
    check(
        "metrics: {m: {level: [{if: x is b, is: 9}, {is: 1}]}}\nrunbooks: {r: a}\n\
         alerts: {A: {metric: m, above: 5, for: 2m, severity: page, summary: S, runbook: r}}\n\
         variants: {how: [fast, slow]}\n\
         events:\n  bad: {at: 1m, then: {x: b}}\n  cry: {when: x is b and how is fast, for: 1m, say: {from: C, text: help, customers: true}}\n",
        &["12:3 D106 late-alert event=cry variant=how is fast"],
    );
}

#[test]
fn words_for_names_that_nobody_reads() {
    check(
        "words: {q: Q, readers: Readers, redaers: Readers}\n\
         do: {tell: {phase: communicate, choose: {to: [readers]}, compose: [q]}}\n",
        &["6:33 D108 unused kind=word name=redaers"],
    );
}

#[test]
fn runbooks_headings_and_steps() {
    check(
        "runbooks: {r: a, gone: b}\n\
         do: {go: {phase: mitigate, exercises: ['r#s', 'r#s/1', 'r#s/2', 'r#t', 'gone#x', 'r#']}}\n",
        &[
            "6:24 D103 runbook-missing document=b",
            "7:56 D104 step-missing reference=r#s/2",
            "7:65 D104 step-missing reference=r#t",
        ],
    );
}

#[test]
fn texts_and_names() {
    check(
        "facilitator: The cause is the missing index. Wait.\ndefine: {never: x is a, other: true}\n\
         timers: {idle: {}}\nvariants: {v: [a, b]}\nstate: {x: [a, b, c], unread: [n, m], read: [a, b]}\n\
         metrics: {p95: {level: 1}}\n\
         do: {go: {phase: mitigate, if: other and read is a, out: '{p59} {clock} {\"a\": 1}', note: The cause is the missing index}}\n",
        &[
            "7:10 D108 unused kind=definition name=never",
            "8:10 D108 unused kind=timer name=idle",
            "9:12 D108 unused kind=variant name=v",
            "10:23 D108 unused kind=variable name=unread",
            "12:6 D105 facilitator-text words=The cause is the missing index",
            "12:58 D023 unknown-placeholder name=p59 nearest=`p95`",
        ],
    );
}

#[test]
fn the_example_gives_itself_away_and_says_so() {
    let scenario = super::example::example();
    let found = lines(super::example::TEXT, &lint(&scenario, &AnyReference));
    assert_eq!(found, ["112:3 D107 few-decoys useful=12 others=4"]);
}
