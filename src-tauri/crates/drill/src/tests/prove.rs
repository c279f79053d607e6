//! The layers beyond lint on scenarios of which the answers are known: who wins, how, and what is proved of it.

use super::example::{TEXT, example};
use super::{lines, small_text};
use crate::check::{Limits, PlayedStep, Plays, Proofs, prove};
use crate::engine::{self, Input};
use crate::model::{Outcome, Scenario};
use crate::read::read;
use expect_test::{Expect, expect};

/// Enough plays for shares of a few percent.
const FEW: Limits = Limits {
    graph: crate::check::Budget {
        states: 2_000_000,
        transitions: 16_000_000,
        work: 1_500_000_000,
    },
    plays: Plays {
        each: 200,
        work: 1_500_000_000,
    },
    work: 1_500_000_000,
};

fn proofs(text: &str) -> (Scenario, Proofs) {
    let (scenario, found) = read(text);
    assert_eq!(lines(text, &found), Vec::<String>::new());
    let scenario = scenario.unwrap();
    let proofs = prove(&scenario, FEW);
    (scenario, proofs)
}

/// What the layers find, without place, of a small scenario.
fn check(text: &str, expected: &Expect) {
    let text = small_text(text);
    let (_, proofs) = proofs(&text);
    let found = lines(&text, &proofs.found);
    let found = found
        .iter()
        .map(|line| line.split_once(' ').unwrap().1.to_owned() + "\n");
    expected.assert_eq(&found.collect::<String>());
}

/// Follows the steps in the engine: how it ends, and after how many seconds.
fn follow(scenario: &Scenario, variant: &[u8], steps: &[PlayedStep]) -> (Option<Outcome>, u32) {
    let (mut state, _) = engine::start(scenario, 7, variant);
    for step in steps {
        let at = step.second / scenario.time.tick;
        let wait = Input::Wait {
            ticks: at - state.tick,
        };
        state = engine::step(scenario, &state, &wait).0;
        let act = Input::Act {
            name: step.act.clone(),
            choice: step.choice.clone(),
            parts: Vec::new(),
        };
        state = engine::step(scenario, &state, &act).0;
    }
    let outcome = match state.ended {
        Some(engine::End::Ending(at)) => Some(scenario.endings[at].result),
        _ => None,
    };
    (outcome, state.tick * scenario.time.tick)
}

#[test]
fn the_example_is_proved_and_its_fastest_wins_can_be_played() {
    let scenario = example();
    let proofs = prove(&scenario, FEW);
    assert_eq!(
        lines(TEXT, &proofs.found),
        ["161:3 D110 verdict-untested name=cadence verdict=missed"]
    );
    let graph = &proofs.graph;
    assert_eq!((graph.answered, graph.wins_known), (graph.asked, true));
    let mut shown = Vec::new();
    for (par, variant) in proofs.par.iter().zip(scenario.all_variants()) {
        for way in [par.any.as_ref().unwrap(), par.clean.as_ref().unwrap()] {
            let (outcome, seconds) = follow(&scenario, &variant, &way.steps);
            assert_eq!((outcome, seconds), (Some(Outcome::Win), way.seconds));
            let steps: Vec<String> = way.steps.iter().map(PlayedStep::words).collect();
            let line = (&par.variant, way.seconds, steps.join(", "));
            shown.push(format!("{} {}s: {}", line.0, line.1, line.2));
        }
    }
    expect![[r"
        dba_delay is 2m 630s: activity, explain, index_lock, declare sev3, verify, resolve
        dba_delay is 2m 780s: page_dba, activity, explain, index_safe, declare sev3, verify, resolve
        dba_delay is 6m 630s: activity, explain, index_lock, declare sev3, verify, resolve
        dba_delay is 6m 1020s: page_dba, activity, explain, declare sev3, index_safe, verify, resolve
    "]]
    .assert_eq(&(shown.join("\n") + "\n"));
    assert!(proofs.by_runbook.iter().all(|play| play.win.is_some()));
}

#[test]
fn a_scenario_that_gives_itself_away() {
    let open = "state: {x: [a, b, c]}\n\
        do: {mend: {phase: mitigate, then: {x: b}}, wait_and_see: {phase: learn, decoy: true}}\n\
        endings: {won: {when: x is b, result: win}, timeout: {when: time_up, result: loss}}\n\
        tests: {t: {steps: [mend], expect: {ending: won}}}\n";
    check(
        &open.replace("x: [a, b, c]", "x: [a, b]"),
        &expect![[r"
            D401 blind-win player=by-phase clean=200 plays=200
        "]],
    );
    // The same with harm on the way is no clean win.
    let harm = "phase: mitigate, then: {x: b}, hazard: {class: outage, why: W}";
    check(
        &open
            .replace("x: [a, b, c]", "x: [a, b]")
            .replace("phase: mitigate, then: {x: b}", harm),
        &expect![[r"
            D306 win-needs-harm way=mend
        "]],
    );
}

#[test]
fn a_win_that_comes_too_late() {
    check(
        "state: {x: [a, b, c]}\n\
         do: {slow: {phase: mitigate, then: {x: b}, start: {t: 15m}}, close: {phase: resolve, if: x is c, takes: 6m, then: {x: a}}}\n\
         timers: {t: {then: {x: c}}}\n\
         events: {closed: {when: x is a, for: 1m}}\n\
         endings: {lost: {when: time_up, result: loss}, won: {when: x is c and firing N, result: win}}\n\
         metrics: {m: {level: [{if: x is c, is: 9}, {is: 1}]}}\n\
         alerts: {N: {metric: m, above: 5, for: 10m, severity: page, summary: S}}\n",
        &expect![[r"
            D309 win-too-late variant= limit=20m
        "]],
    );
}

const RUNBOOK: &str = "runbooks: {r: runbooks/r}\n\
    state: {x: [a, b, c], y: [no, yes], over: [no, yes]}\n\
    do:\n  \
      first: {phase: mitigate, if: over is no, then: {x: b}, exercises: [r#steps/1]}\n  \
      second: {phase: mitigate, if: x is b, takes: 1m, then: {y: yes}, exercises: [r#steps/2]}\n  \
      close: {phase: resolve, then: {over: yes}, exercises: [r#steps/3]}\n  \
      a1: {phase: mitigate, then: {over: yes}}\n  a2: {phase: mitigate, then: {over: yes}}\n  \
      a3: {phase: mitigate, then: {over: yes}}\n  a4: {phase: mitigate, then: {over: yes}}\n\
    endings: {won: {when: over is yes and y is yes, result: win}, lost: {when: over is yes, result: loss}, timeout: {when: time_up, result: loss}}\n";

/// A change of a scenario that is won by its runbook, and what the readers say to it.
fn check_runbook(from: &str, to: &str, expected: &Expect) {
    assert!(RUNBOOK.contains(from), "{from}");
    let text = small_text(&RUNBOOK.replace(from, to));
    let (_, proofs) = proofs(&text);
    let found = lines(&text, &proofs.found);
    let found = found.iter().filter(|line| line.contains(" D5"));
    let found = found.map(|line| line.split_once(' ').unwrap().1.to_owned() + "\n");
    expected.assert_eq(&found.collect::<String>());
}

#[test]
fn a_runbook_is_tested_by_its_readers() {
    check_runbook("r#steps/1", "r#steps/1", &expect![""]);
    check_runbook(
        "takes: 1m, then: {y: yes}, exercises: [r#steps/2]",
        "takes: 1m, then: {y: yes}",
        &expect![[r"
            D501 runbook-lacks act=second variants=
        "]],
    );
    // The document says it in the wrong order.
    check_runbook(
        "r#steps/1",
        "r#steps/5",
        &expect![[r"
            D502 runbook-loses variant= ending=lost way=close
        "]],
    );
    // Another section may be read at any time.
    check_runbook("r#steps/1", "r#before/5", &expect![""]);
    check_runbook(
        "then: {x: b},",
        "then: {x: b}, hazard: {class: outage, why: W},",
        &expect![[r"
            D503 runbook-harms act=first
        "]],
    );
}

#[test]
fn proofs_are_the_same_twice() {
    let scenario = example();
    let shown = || {
        let proofs = prove(&scenario, FEW);
        format!(
            "{:?} {:?} {:?}",
            proofs.par, proofs.blind, proofs.by_runbook
        )
    };
    assert_eq!(shown(), shown());
}

/// Switches that can all be set and reset: twice as many states for each.
fn switches(count: usize) -> String {
    let each = |line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let all: Vec<String> = (0..count).map(|n| format!("s{n} is on")).collect();
    let states = each(&|n| format!("  s{n}: [off, on]\n"));
    let acts = each(&|n| {
        format!(
            "  a{n}: {{phase: learn, then: {{s{n}: on}}}}\n  b{n}: {{phase: learn, then: {{s{n}: off}}}}\n"
        )
    });
    let won = all.join(" and ");
    small_text(&format!(
        "state:\n{states}do:\n{acts}endings:\n  won: {{when: {won}, result: win}}\n  never: {{when: {won} and s0 is off, result: loss}}\n"
    ))
}

#[test]
fn a_monster_ends_within_its_budget_and_says_what_is_proved() {
    let text = switches(40);
    let (_, proofs) = proofs(&text);
    assert!(proofs.graph.states <= FEW.graph.states + 100);
    assert!(!proofs.graph.wins_known && proofs.graph.answered < proofs.graph.asked);
    let found = lines(&text, &proofs.found);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("D308 search-unfinished"));
}

#[test]
fn endings_that_contradict_are_found() {
    let text = switches(6);
    let (_, proofs) = proofs(&text);
    let found = lines(&text, &proofs.found);
    assert!(
        found
            .iter()
            .any(|line| line.ends_with("D301 ending-never ending=never")),
        "{found:?}"
    );
    assert!(proofs.graph.wins_known);
}
