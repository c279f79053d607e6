//! Whatever the text: a diagnostic within the caps, never a panic.

use super::{HEAD, small_text};
use crate::Diagnostic;
use crate::check::{Budget, Limits, Plays, Report, check, prove};
use crate::code::Code;
use crate::lint::AnyReference;
use crate::read::{Part, Texts, cap, format, read};
use drillbook_text::Severity;
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

/// Everything is asked of the text: what was found, and that it stayed within its caps.
fn checked(text: &str) -> Report {
    let texts = Texts {
        scenario: text.to_owned(),
        ..Texts::default()
    };
    let report = check(&texts, &AnyReference);
    assert!(report.found.len() <= 501, "{}", report.found.len());
    let args = report.found.iter().flat_map(|(_, problem)| &problem.args);
    assert!(
        args.into_iter()
            .all(|(_, text)| text.chars().count() <= 401)
    );
    report
}

/// Many things worth knowing are no reason to refuse a scenario.
#[test]
fn many_warnings_are_still_warnings() {
    let warning = Diagnostic::new(Code::TranslationMissing, Severity::Warning, None);
    let mut found = vec![(Part::Translation, warning); 600];
    cap(&mut found);
    let last = found
        .last()
        .map(|(_, problem)| (problem.code, problem.severity));
    assert_eq!(
        (found.len(), last),
        (501, Some((Code::MoreProblems, Severity::Warning)))
    );
}

fn numbers(report: &Report) -> Vec<&'static str> {
    let numbers = report
        .found
        .iter()
        .map(|(_, problem)| problem.code.number());
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn many(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn endless_problems_are_told_in_part() {
    let keys = many(20_000, |n| format!("k{n}: {}\n", "x".repeat(60)));
    let report = checked(&small_text(&keys));
    assert_eq!(numbers(&report), ["D003", "D032"]);
    assert_eq!(
        report.found.last().unwrap().1.args,
        [("count".to_owned(), "19500".to_owned())]
    );
    let report = checked(&small_text(&format!("level: {}\n", "k".repeat(1_000_000))));
    assert_eq!(numbers(&report), ["D007"]);
    let values = many(60, |n| format!("v{n}{}, ", "x".repeat(50)));
    let wrong = many(8_000, |n| format!("  d{n}: x is no{n}\n"));
    checked(&small_text(&format!(
        "state: {{x: [{values}a]}}\ndefine:\n{wrong}"
    )));
}

/// Cases are compared with all before them: their number is what grows with its square.
#[test]
fn endless_cases_are_not_read() {
    let cases = many(6_000, |n| format!("{{if: x is a|b, is: {n}}}, "));
    let text = format!("metrics: {{m: {{level: [{cases}{{is: 0}}]}}}}\n");
    assert_eq!(numbers(&checked(&small_text(&text))), ["D018"]);
}

#[test]
fn tests_that_would_never_end_are_not_begun() {
    let tests = many(200, |n| {
        format!("  t{n}: {{steps: [wait 5h], expect: {{ending: timeout}}}}\n")
    });
    let variants = many(6, |n| format!("v{n}: [a, b], "));
    let part = |n: usize| format!("x is {}", ["a", "b", "c"][n % 3]);
    let parts: Vec<String> = (0..40).map(part).collect();
    let events = many(100, |n| {
        format!("  e{n}: {{when: '{}', for: 1m}}\n", parts.join(" or "))
    });
    let text = small_text(&format!(
        "variants: {{{variants}}}\nevents:\n{events}tests:\n{tests}"
    ));
    let long = text
        .replace("tick: 30s", "tick: 1s")
        .replace("limit: 20m", "limit: 5h");
    assert_eq!(numbers(&checked(&long)), ["D031"]);
}

/// As large as a scenario may be, and sound as far as its names go.
fn everything() -> String {
    let states = many(60, |n| format!("  s{n}: [a, b, c, d]\n"));
    let guard = |n: usize| {
        let parts = (0..24).map(|m| {
            format!(
                "(s{} is a|b or not s{} is c)",
                (n + m) % 60,
                (n * 7 + m) % 60
            )
        });
        parts.collect::<Vec<_>>().join(" and ")
    };
    let acts = many(250, |n| {
        let (set, other) = (n % 60, (n + 1) % 60);
        format!(
            "  a{n}: {{phase: mitigate, if: '{}', then: {{s{set}: b, s{other}: c}}, note: '{}'}}\n",
            guard(n),
            "x".repeat(400)
        )
    });
    let events = many(120, |n| {
        format!(
            "  e{n}: {{when: '{}', for: 1m, then: {{s{}: d}}}}\n",
            guard(n),
            n % 60
        )
    });
    let metrics = many(30, |n| {
        let cases = many(40, |m| format!("{{if: '{}', is: {m}}}, ", guard(m)));
        format!("  m{n}: {{level: [{cases}{{is: 0}}]}}\n")
    });
    let alerts = many(30, |n| format!("  A{n}: {{metric: m{n}, above: 30}}\n"));
    let endings = many(40, |n| {
        format!(
            "  f{n}: {{when: '{} and s{n} is d', result: win}}\n",
            guard(n)
        )
    });
    small_text(&format!(
        "state:\n{states}do:\n{acts}events:\n{events}metrics:\n{metrics}alerts:\n{alerts}endings:\n{endings}  timeout: {{when: time_up, result: loss}}\n"
    ))
}

/// Every layer ends within its limits, and says what it left open.
#[test]
fn a_scenario_of_everything_there_may_be() {
    let text = everything();
    assert!(text.len() > 1_200_000, "{}", text.len());
    let (scenario, found) = read(&text);
    assert!(found.is_empty(), "{}", super::lines(&text, &found[..1])[0]);
    let limits = Limits {
        graph: Budget {
            states: 20_000,
            transitions: 100_000,
            work: 50_000_000,
        },
        plays: Plays {
            each: 1000,
            work: 50_000_000,
        },
        work: 50_000_000,
    };
    let proofs = prove(&scenario.unwrap(), limits);
    let graph = &proofs.graph;
    assert!(graph.states <= 21_000 && graph.transitions <= 101_000);
    assert!(proofs.blind.iter().all(|blind| blind.plays < 100));
    let open = |problem: &crate::code::Diagnostic| problem.code == Code::SearchUnfinished;
    assert!(proofs.found.iter().any(open));
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
        4_999_999_999_000
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
