//! The example suites of CommonMark and GFM, twice: the parser with our options gives the suite's HTML, and
//! our page is the suite's HTML after a normaliser has taken away what we add.
//!
//! What differs on purpose stands in `differences.txt`, each example with its reason; an example that differs
//! and is not listed fails, and so does one that is listed and no longer differs. `UPDATE_EXPECT=1` writes the
//! list anew, with `?` for new reasons.

mod normal;

use crate::{LinkMap, markdown, parse, render};
use normal::{ours, theirs};
use pulldown_cmark::Parser;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// One example: what is written and what it should become.
struct Example {
    number: usize,
    text: String,
    html: String,
}

/// A suite, or `None` after saying that it is not here.
fn suite(name: &str) -> Option<Vec<Example>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let shared =
        std::env::var_os("DRILLBOOK_CORPORA").map_or_else(|| root.join("../shared"), PathBuf::from);
    let path = shared.join("suites").join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(examples(&text)),
        Err(problem) => {
            let required = std::env::var("DRILLBOOK_REQUIRE_CORPORA").is_ok_and(|it| it == "1");
            assert!(!required, "{} is required: {problem}", path.display());
            skip(&root, name);
            None
        }
    }
}

/// Notes in `target/skipped.txt` that a test did not prove what it stands for.
fn skip(root: &Path, name: &str) {
    let skipped = root.join("target/skipped.txt");
    let known = std::fs::read_to_string(&skipped).unwrap_or_default();
    let line = format!("runbook::suites: needs suites/{name}, set DRILLBOOK_CORPORA\n");
    std::fs::write(skipped, known + &line).unwrap();
}

fn examples(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let opening = format!("\n{fence} example");
    let mut parts = text.split(&opening);
    parts.next();
    let example = |(at, part): (usize, &str)| {
        let (_, body) = part.split_once('\n').unwrap();
        let (body, _) = body.split_once(&format!("{fence}\n")).unwrap();
        let (text, html) = body
            .split_once("\n.\n")
            .or_else(|| Some(("", body.strip_prefix(".\n")?)))
            .unwrap();
        Example {
            number: at + 1,
            text: format!("{}\n", text.replace('→', "\t")),
            html: html.replace('→', "\t"),
        }
    };
    parts.enumerate().map(example).collect()
}

/// Compares every example of every suite and holds what differs against the list.
fn check(list: &str, differs: impl Fn(&Example) -> bool) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/suites")
        .join(list);
    let listed = std::fs::read_to_string(&path).unwrap_or_default();
    let reasons: BTreeMap<&str, &str> = listed
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .collect();
    let head: Vec<&str> = listed
        .lines()
        .filter(|line| line.starts_with('#'))
        .collect();
    let mut found = String::new();
    let mut counts = String::new();
    for name in ["commonmark-spec", "gfm-spec", "gfm-extensions"] {
        let Some(examples) = suite(&format!("{name}.txt")) else {
            return;
        };
        assert!(examples.len() > 20, "{name} is not read as it should be");
        let different: Vec<&Example> = examples.iter().filter(|each| differs(each)).collect();
        writeln!(
            counts,
            "# {name}: {} of {} equal",
            examples.len() - different.len(),
            examples.len()
        )
        .unwrap();
        for example in different {
            let key = format!("{name} {}", example.number);
            let reason = reasons.get(&*key).copied().unwrap_or("?");
            writeln!(found, "{key}: {reason}").unwrap();
        }
    }
    let mut written: String = head
        .iter()
        .filter(|line| !line.contains(" equal"))
        .fold(String::new(), |all, line| all + line + "\n");
    written += &counts;
    written += &found;
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &written).unwrap();
    } else {
        assert_eq!(
            written, listed,
            "run with UPDATE_EXPECT=1 and give each new line its reason"
        );
    }
    assert!(
        !written.contains(": ?"),
        "{list} has differences without a reason"
    );
}

#[test]
fn the_parser_gives_the_suites_html() {
    check("parser.txt", |example| {
        let mut html = String::new();
        pulldown_cmark::html::push_html(
            &mut html,
            Parser::new_ext(&example.text, markdown::options()),
        );
        html != example.html && theirs(&html, false) != theirs(&example.html, false)
    });
}

#[test]
fn the_page_is_the_suites_html() {
    check("differences.txt", |example| {
        let document = parse("suite.md", &example.text);
        // A suite's example that opens with a rule would be front matter for a library.
        let page = render("suite.md", &example.text, &document, &LinkMap::default());
        let (ours, theirs) = (ours(&page.html), theirs(&example.html, true));
        if ours != theirs && std::env::var_os("SHOW_SUITES").is_some() {
            println!(
                "--- {}\n{}\nours   {ours}\ntheirs {theirs}\n",
                example.number, example.text
            );
        }
        ours != theirs
    });
}
