//! `drillbook run` as a person and a script use it: the printed text, the JSON and the exit codes.

use crate::run::RUNBOOK;
use drillbook_tests::home::Home;
use drillbook_tests::places;
use serde_json::Value;
use std::fs;
use std::process::Command;

struct Terminal {
    home: Home,
    library: tempfile::TempDir,
}

impl Terminal {
    fn new() -> Self {
        let library = tempfile::tempdir().unwrap();
        fs::write(library.path().join("a.md"), RUNBOOK).unwrap();
        fs::write(library.path().join("about.md"), "# About\n\nWords.\n").unwrap();
        Self {
            home: Home::new(),
            library,
        }
    }

    /// Exit code and standard output.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(places::program("drillbook"));
        self.home.apply(&mut command);
        command
            .env("LC_ALL", "C")
            .arg("run")
            .args(arguments)
            .arg("--library")
            .arg(self.library.path());
        let output = command.output().unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stdout).unwrap(),
        )
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let (code, text) = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(code, 0, "{text}");
        serde_json::from_str(&text).unwrap()
    }
}

/// The part of the printed run that begins with its first step.
fn steps(printed: &str) -> &str {
    printed.split_once('\n').unwrap().1
}

#[test]
fn a_document_is_followed_in_a_terminal() {
    let terminal = Terminal::new();
    assert_eq!(terminal.run(&["list"]).0, 1);
    let (code, _) = terminal.run(&[
        "start",
        "a.md",
        "--reason",
        "orders wait",
        "--set",
        "namespace=checkout",
    ]);
    assert_eq!(code, 0);
    let (_, printed) = terminal.run(&["done"]);
    expect_test::expect![[r"
           1 [x] Look at the pods: kubectl -n <namespace> get pods
        >  2 [ ] Delete the one that hangs
                kubectl -n checkout delete pod <pod>
                kubectl delete: Something stops or restarts
                Fill first: pod
           3 [ ] Wait 2 minutes
           4   [ ] Look at the dashboard
           5   [ ] Look at the queue
           6 [ ] Tell the team
    "]]
    .assert_eq(steps(&printed));
    terminal.run(&["fill", "pod=api-0"]);
    terminal.run(&["skip", "3", "--reason", "quiet"]);
    terminal.run(&["undo"]);
    let view = terminal.json(&["fail", "2", "--note", "forbidden"]);
    assert_eq!(view["format"], "drillbook.run-view/1");
    assert_eq!(view["steps"][1]["status"], "failed");
    assert_eq!(
        terminal
            .run(&["close", "--right", "partly", "--missing", "the role"])
            .0,
        0
    );
    assert_eq!(terminal.json(&["list"])["runs"][0]["right"], "partly");
    let (code, markdown) = terminal.run(&["export"]);
    assert!(
        code == 0 && markdown.starts_with("# Run: Checkout hangs\n"),
        "{markdown}"
    );
}

#[test]
fn what_does_not_fit_has_an_exit_code() {
    let terminal = Terminal::new();
    let check = |arguments: &[&str], expected: i32| {
        assert_eq!(terminal.run(arguments).0, expected, "{arguments:?}");
    };
    check(&["show"], 1);
    check(&["done"], 1);
    check(&["start", "about.md"], 2);
    check(&["start", "no.md"], 3);
    check(&["start", "a.md", "--set", "nonsense"], 2);
    check(&["start", "a.md"], 0);
    check(&["skip", "1", "--reason", ""], 2);
    check(&["show", "--run", "nonsense"], 1);
    check(&["import", "/no/such/file"], 3);
    check(&["close", "--right", "yes"], 0);
    check(&["done"], 1);
}

#[test]
fn a_run_is_handed_over_between_two_terminals() {
    let (here, there) = (Terminal::new(), Terminal::new());
    here.run(&["start", "a.md"]);
    let file = here.library.path().join("h.json");
    let file = file.to_str().unwrap();
    assert_eq!(
        here.run(&["export", "--format", "handover", "--file", file])
            .0,
        0
    );
    assert_eq!(there.run(&["import", file]).0, 0);
    there.run(&["done"]);
    let runs = there.json(&["list"]);
    assert_eq!(runs["runs"][0]["progress"]["done"], 1);
    assert_eq!(here.json(&["list"])["runs"][0]["id"], runs["runs"][0]["id"]);
}

#[test]
fn the_text_that_is_followed_can_be_chosen() {
    let terminal = Terminal::new();
    terminal.run(&["start", "a.md"]);
    terminal.run(&["done"]);
    expect_test::expect![[r"
        The document reads as the run's text
    "]]
    .assert_eq(&terminal.run(&["text"]).1);
    let changed = RUNBOOK.replace("Tell the team", "Tell the owner");
    fs::write(terminal.library.path().join("a.md"), &changed).unwrap();
    assert!(terminal.run(&["show"]).1.contains("drillbook run text new"));
    let (code, printed) = terminal.run(&["text"]);
    assert_eq!(code, 1);
    let tail: Vec<&str> = printed.lines().rev().take(7).collect();
    let tail: Vec<&str> = tail.into_iter().rev().collect();
    expect_test::expect![[r"
             1. Look at the dashboard
             2. Look at the queue
        - 4. Tell the team
        + 4. Tell the owner
        Steps that read as before and keep what they have: 5. New steps: 1.
        No longer in the document:
          Tell the team"]]
    .assert_eq(&tail.join("\n"));
    assert_eq!(terminal.json(&["text", "old"])["change"], Value::Null);
    assert!(terminal.run(&["show"]).1.contains("Tell the team"));
    fs::write(
        terminal.library.path().join("a.md"),
        changed.replace("the owner", "everybody"),
    )
    .unwrap();
    let (code, taken) = terminal.run(&["text", "new"]);
    assert_eq!(code, 0);
    assert!(
        taken.contains("1 [x] Look at the pods") && taken.contains("Tell everybody"),
        "{taken}"
    );
}
