//! Everything that is wrong with a file, in one pass, with its place.

use super::{lines, small_text};
use crate::read::{Texts, read, read_texts};
use expect_test::{Expect, expect};

fn check(text: &str, expected: &Expect) {
    let text = small_text(text);
    let (scenario, found) = read(&text);
    assert_eq!(scenario.is_none(), !found.is_empty());
    expected.assert_eq(&(lines(&text, &found).join("\n") + "\n"));
}

#[test]
fn shapes_words_and_numbers() {
    check(
        "levle: beginner\nlevel: hard\npractices: [event, evnt]\nlosses: {l: {per_minute: [{if: x is b, is: 1}]}}\n\
         metrics: {m: {level: ten, noise: 120%, ramp: 90}}\nservices: [a]\nevents: {e: {}}\n\
         timers: {\"a b\": {}}\nendings: {e: {result: win}}\n\
         do: {go: {phase: mitigte, takes: 45s, cost: -1, out: [{is: a}, {if: x is a, is: b}], decoy: yes}}\n",
        &expect![[r"
            6:1 D003 unknown-key key=levle of=scenario nearest=`level`
            7:8 D007 unknown-word word=hard expected=beginner, intermediate, advanced nearest=`beginner`, `intermediate`, `advanced`
            8:20 D007 unknown-word word=evnt expected=event, problem, change, release, capacity, backup, security, network, database, data-warehouse, desktop-support, monitoring nearest=`event`
            9:26 D024 no-otherwise key=per_minute
            10:22 D008 bad-number value=ten expected=0.001
            10:34 D008 bad-number value=120% expected=0%–100%
            10:46 D009 bad-duration value=90
            11:11 D006 wrong-shape key=services expected=mapping found=list
            12:10 D027 one-trigger name=e
            13:10 D012 bad-name name=a b
            14:14 D005 missing-key key=when of=ending
            15:18 D007 unknown-word word=mitigte expected=prepare, monitor, acknowledge, triage, notify, diagnose, mitigate, verify, communicate, resolve, learn nearest=`mitigate`
            15:34 D010 not-whole-ticks value=45s tick=30s
            15:45 D008 bad-number value=-1 expected=0–1000000
            15:64 D025 dead-case key=out
            15:93 D007 unknown-word word=yes expected=true, false nearest=`true`, `false`
        "]],
    );
}

#[test]
fn names_and_guards() {
    check(
        "state: {x: [a, b, a], y: [n, n2], and: [q, r]}\ndefine: {one: two, two: not one, x: y is n, bad: x is d}\n\
         events: {e: {at: 1m, when: x is a}, f: {when: x is a and, then: {z: a, y: m}, start: {t: $v, u: 1m}}}\n\
         timers: {t: {}}\nvariants: {v: [1m, soon]}\nalerts: {A: {metric: q, above: 1, below: 0, runbook: r}}\n\
         do:\n  go: {phase: mitigate, if: frng A, choose: {x: [a, zz]}, exercises: [nohash, 'r#s/x', 'r#s/1']}\n\
        \x20 look_at: {phase: mitigate, learns: y}\nlook: {go: {kind: terminal}, p: {kind: panel, metrics: [m], cmd: '<x>'}}\n",
        &expect![[r"
            6:19 D013 name-taken name=a other=value
            6:35 D013 name-taken name=and other=reserved
            7:10 D017 definition-cycle names=one
            7:34 D013 name-taken name=x other=variable
            7:55 D015 unknown-value value=d variable=x expected=a, b, a nearest=`a`
            8:10 D027 one-trigger name=e
            8:57 D016 bad-guard problem=ends found=
            8:66 D014 unknown-name kind=variable name=z nearest=`x`
            8:75 D015 unknown-value value=m variable=y expected=n, n2 nearest=`n`
            8:90 D009 bad-duration value=soon
            8:94 D014 unknown-name kind=timer name=u nearest=`t`
            11:10 D026 one-measure name=A
            11:22 D014 unknown-name kind=metric name=q nearest=
            11:54 D014 unknown-name kind=runbook name=r nearest=
            13:3 D013 name-taken name=go other=look
            13:29 D014 unknown-name kind=guard name=frng nearest=`and`, `x`, `y`, `v`, `y`, `bad`, `one`, `two`, …
            13:53 D015 unknown-value value=zz variable=x expected=a, b, a nearest=`a`, `b`, `a`
            13:71 D020 bad-reference value=nohash
            13:79 D020 bad-reference value=r#s/x
            13:88 D014 unknown-name kind=runbook name=r nearest=
            14:38 D013 name-taken name=y other=variable
            15:8 D005 missing-key key=cmd of=look
            15:57 D014 unknown-name kind=metric name=m nearest=
            15:66 D030 bad-pattern pattern=<x>
        "]],
    );
}

#[test]
fn objectives_and_tests() {
    check(
        "objectives:\n  a: {skill: triage}\n  b: {skill: triage, did: do set_b, within: {from: start, to: do set_c, target: 5m, max: 1m}}\n\
        \x20 c: {skill: triage, equals: {state: x, full: [d]}}\n  d: {skill: triage, did: do set_b v1}\n\
        \x20 e: {skill: triage, did: alert Nope or learn e_x}\n\
         tests:\n  t: {steps: [set_d, wait, wait 20s, wait until y is a, answer, refused refused x, set_b now], expect: {ending: win, state: {x: d}, verdicts: {z: met, a: good}, hazards: [set_e]}}\n\
         hints: [{item: zz, text: T}]\ndebrief: {quiz: [{q: Q, a: [A, B], right: 2}]}\n",
        &expect![[r"
            7:3 D026 one-measure name=a
            8:3 D026 one-measure name=b
            8:63 D014 unknown-name kind=act name=set_c nearest=`set_b`
            8:90 D008 bad-number value=1m expected=≥ 5m
            9:48 D015 unknown-value value=d variable=x expected=a, b, c nearest=`a`
            10:27 D014 unknown-name kind=choice name=v1 nearest=
            11:27 D014 unknown-name kind=alert name=Nope nearest=
            11:41 D014 unknown-name kind=evidence name=e_x nearest=
            13:15 D014 unknown-name kind=act name=set_d nearest=`set_b`
            13:22 D021 bad-step step=wait 
            13:28 D010 not-whole-ticks value=20s tick=30s
            13:49 D014 unknown-name kind=guard name=y nearest=`x`
            13:57 D021 bad-step step=answer
            13:65 D021 bad-step step=refused refused x
            13:84 D021 bad-step step=set_b now
            13:113 D014 unknown-name kind=ending name=win nearest=`timeout`
            13:129 D015 unknown-value value=d variable=x expected=a, b, c nearest=`a`
            13:144 D014 unknown-name kind=objective name=z nearest=`a`
            13:155 D007 unknown-word word=good expected=met, partly, missed, not reached, not applicable nearest=`met`, `partly`, `missed`, `not reached`, `not applicable`
            13:172 D014 unknown-name kind=act name=set_e nearest=`set_b`
            14:16 D014 unknown-name kind=objective name=zz nearest=`a`, `b`, `c`, `d`, `e`
            15:43 D008 bad-number value=2 expected=0–1
        "]],
    );
}

#[test]
fn dialect_and_format() {
    check(
        "title: again\nstate: &s {x: [a, b]}\ndefine: {d: *s}\n",
        &expect![[r"
            6:1 D004 duplicate-key key=title
            7:8 D002 dialect construct=anchor
            8:13 D016 bad-guard problem=ends found=
            8:13 D002 dialect construct=alias
            8:13 D006 wrong-shape key=d expected=text found=nothing
        "]],
    );
    let (scenario, found) = read("scenario: 2\nwhat: ever\n");
    assert!(scenario.is_none());
    assert_eq!(
        lines("scenario: 2\n", &found),
        ["1:11 D022 newer-format version=2"]
    );
    let (_, found) = read("");
    assert_eq!(
        lines("", &found),
        ["1:1 D005 missing-key key=scenario of=scenario"]
    );
    let (_, found) = read("a: [");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code.as_str(), "broken");
}

/// Names that people read need words before they can be translated; the desk has some of its own.
#[test]
fn a_translation_says_which_names_have_no_words() {
    let text = "words: {since: Since when}\n\
        do: {tell: {phase: communicate, choose: {audience: [team, readers]}, compose: [impact, since, trap]}}\n";
    let texts = Texts {
        scenario: small_text(text),
        translation: Some("language: id\ntitle: J\nbrief: U\nwords: {}\n".to_owned()),
        ..Texts::default()
    };
    let (_, found) = read_texts(&texts);
    let missing: Vec<String> = found
        .iter()
        .map(|(part, problem)| format!("{part:?} {} {}", problem.code.as_str(), problem.args[0].1))
        .collect();
    assert_eq!(
        missing,
        [
            "Translation translation-missing words: readers, trap",
            "Translation translation-missing words.since",
        ]
    );
}
