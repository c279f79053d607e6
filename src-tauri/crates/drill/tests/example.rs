//! The worked example: it reads without a problem, and its four tests play as they say.

use drillbook_drill::check::run_tests;
use drillbook_drill::{Diagnostic, Scenario, read};

pub(crate) const TEXT: &str = include_str!("fixtures/checkout.yaml");

fn example() -> Scenario {
    let (scenario, found) = read(TEXT);
    assert_eq!(lines(TEXT, &found), Vec::<String>::new());
    scenario.unwrap()
}

/// Each problem as `line:column D003 unknown-key key=…`.
pub(crate) fn lines(text: &str, found: &[Diagnostic]) -> Vec<String> {
    let index = drillbook_text::LineIndex::new(text);
    let line = |problem: &Diagnostic| {
        let at = index.position(text, problem.span.unwrap_or_default().start);
        let args = problem
            .args
            .iter()
            .map(|(name, value)| format!(" {name}={value}"));
        let code = problem.code;
        format!(
            "{}:{} {} {}{}",
            at.line,
            at.column,
            code.number(),
            code.as_str(),
            args.collect::<String>()
        )
    };
    found.iter().map(line).collect()
}

#[test]
fn its_tests_pass_in_every_variant() {
    let scenario = example();
    let runs = run_tests(&scenario);
    let names: Vec<String> = runs
        .iter()
        .map(|run| format!("{} {:?}", scenario.tests[run.test].name, run.variant))
        .collect();
    assert_eq!(
        names,
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
