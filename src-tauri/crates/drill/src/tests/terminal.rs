//! What the terminal answers.

use super::{HEAD, show, small_text};
use crate::engine::Input;
use crate::play::{Play, Setup};
use crate::read::Texts;
use expect_test::{Expect, expect};

const SCENARIO: &str = r"system: sre
services:
  web: {needs: [checkout]}
  checkout: {owner: team-checkout, needs: [orders-db], facts: {ready: [{if: x is b, is: 0/4}, {is: 4/4}]}}
  orders-db: {kind: postgres, owner: team-data}
metrics: {p95: {level: [{if: x is b, is: 4200}, {is: 380}], noise: 6%}}
logs:
  checkout:
    - {every: 30s, if: x is b, line: 'ERROR slow {p95} ms'}
    - {every: 30s, if: x is not b, line: ['INFO ok order={int:100-999}', 'INFO ok id={hex:6}']}
look:
  explain: {kind: terminal, cmd: ['psql -c \'explain <query>\'', 'explain <query>'], takes: 30s, learns: e_plan, out: Seq Scan}
do:
  roll: {phase: mitigate, cmd: 'deployctl rollback checkout <version>', choose: {version: [v40, v41]}, then: {x: b}, out: 'now {x}'}
";

const SYSTEM: &str = r#"system: 1
commands:
  - {cmd: [kubectl get pods, kubectl get po], kinds: [app], head: NAME READY, each: '{name}-{hash} {ready|1/1}'}
  - {cmd: 'kubectl describe deploy <service>', out: 'Owner: {owner} needs {needs}', else: 'Error from server (NotFound): "{service}" not found'}
  - {cmd: 'kubectl logs <service> ...', logs: 3}
  - {cmd: kubectl ..., out: 'error: unknown command'}
  - {cmd: 'psql ...', out: 'psql (16.2)'}
  - {cmd: 'date', out: "\e]0;x\a{clock} {\"a\": 1} {nope}"}
"#;

fn check(lines: &[&str], expected: &Expect) {
    let texts = Texts {
        scenario: small_text(&SCENARIO.replace("\\'", "''")),
        system: Some(SYSTEM.to_owned()),
        translation: None,
    };
    assert!(texts.scenario.starts_with(HEAD));
    let mut play = Play::begin(texts, Setup::default()).unwrap();
    let mut shown = Vec::new();
    for line in lines {
        shown.push(format!("$ {line}"));
        let line = (*line).to_owned();
        shown.extend(play.put("ops", Input::Type { line }).iter().map(show));
    }
    expected.assert_eq(&(shown.join("\n") + "\n"));
}

#[test]
fn commands_of_the_scenario_and_of_the_system() {
    check(
        &"kubectl get po/kubectl describe deploy checkout/kubectl describe deploy nosuch/\
          kubectl logs checkout-7d9f8b6c5-x2k4p -f/kubectl bogus/psql/psql -c \"EXPLAIN select 1\";/\
          deployctl rollback checkout v9/deployctl rollback checkout v40/kubectl get pods/kubectl logs checkout/\
          rm -rf --no-preserve-root/\u{1b}[2Jxx/date/"
            .split('/')
            .collect::<Vec<_>>(),
        &expect![[r#"
            $ kubectl get po
            0 | NAME READY
              | web-041eb03d11 1/1
              | checkout-ebb7783726 4/4
            $ kubectl describe deploy checkout
            0 | Owner: team-checkout needs orders-db
            $ kubectl describe deploy nosuch
            0 | Error from server (NotFound): "nosuch" not found
            $ kubectl logs checkout-7d9f8b6c5-x2k4p -f
            0 | 17:48:50 INFO ok id=c9d103
              | 17:49:13 INFO ok order=886
              | 17:49:47 INFO ok order=370
            $ kubectl bogus
            0 | error: unknown command
            $ psql
            0 | psql (16.2)
            $ psql -c "EXPLAIN select 1";
            0 began explain for 1
            1 did explain
            1 learnt e_plan
            1 | Seq Scan
            $ deployctl rollback checkout v9
            1 refused BadChoice { name: "roll", key: "version", choice: "v9" }
            $ deployctl rollback checkout v40
            1 did roll v40
            1 x is b
            1 | now b
            $ kubectl get pods
            1 | NAME READY
              | web-041eb03d11 1/1
              | checkout-ebb7783726 0/4
            $ kubectl logs checkout
            1 | 17:49:13 INFO ok order=886
              | 17:49:47 INFO ok order=370
              | 17:50:25 INFO ok order=166
            $ rm -rf --no-preserve-root
            1 | bash: rm: command not found
            $ [2Jxx
            1 | bash: xx: command not found
            $ date
            1 | 17:50:30 {"a": 1} {nope}
            $ 
            1 |
        "#]],
    );
}

/// Filters work on what the scenario's own commands print too; what is none runs nothing and takes no time.
#[test]
fn pipes_are_applied() {
    check(
        &[
            "kubectl get pods | grep checkout",
            "explain select 1 | wc -l",
            "deployctl rollback checkout v40 | awk 1",
        ],
        &expect![[r"
            $ kubectl get pods | grep checkout
            0 | checkout-ebb7783726 4/4
            $ explain select 1 | wc -l
            0 began explain for 1
            1 did explain
            1 learnt e_plan
            1 | 1
            $ deployctl rollback checkout v40 | awk 1
            1 | bash: awk: command not found
        "]],
    );
}

#[test]
fn a_line_goes_on_as_a_shell_would_offer_it() {
    let texts = Texts {
        scenario: small_text(&SCENARIO.replace("\\'", "''")),
        system: Some(SYSTEM.to_owned()),
        translation: None,
    };
    let (scenario, found) = crate::read_texts(&texts);
    let scenario = scenario.unwrap_or_else(|| panic!("{found:?}"));
    let check = |line: &str, expected: &str| {
        let (word, words) = crate::completions(&scenario, line);
        assert_eq!(format!("{word}: {}", words.join(" ")), expected, "{line}");
    };
    check("", ": date deployctl explain kubectl psql");
    check("de", "de: deployctl");
    check("kubectl ", ": describe get logs");
    check("kubectl logs ch", "ch: checkout");
    check("deployctl rollback checkout v", "v: ");
    check("psql -c ", ": explain");
    check("no such", "such: ");
}
