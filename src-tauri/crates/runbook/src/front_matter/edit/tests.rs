//! Fields are set, and nothing else changes.

use super::*;
use drillbook_text::hash;
use proptest::prelude::*;

fn shown(text: &str, key: &str, wanted: Wanted<'_>) -> String {
    match set(text, key, wanted) {
        Ok(edits) => edit::apply(text, &edits).unwrap(),
        Err(refusal) => format!("refused: {}", refusal.as_str()),
    }
}

fn check(text: &str, key: &str, wanted: &str, expected: &str) {
    assert_eq!(shown(text, key, Wanted::Text(wanted)), expected, "{text}");
}

fn check_list(text: &str, wanted: &[&str], expected: &str) {
    let items: Vec<String> = wanted.iter().map(|item| (*item).to_owned()).collect();
    assert_eq!(
        shown(text, "tags", Wanted::List(&items)),
        expected,
        "{text}"
    );
}

fn check_gone(text: &str, key: &str, expected: &str) {
    assert_eq!(shown(text, key, Wanted::Absent), expected, "{text}");
}

#[test]
fn a_value_is_replaced_where_it_stands() {
    check(
        "---\n# who\nowner: sre # for now\nodd:   1\n---\nx\n",
        "owner",
        "dba",
        "---\n# who\nowner: dba # for now\nodd:   1\n---\nx\n",
    );
    check(
        "---\nowner: 'a'\n---\n",
        "owner",
        "it's",
        "---\nowner: 'it''s'\n---\n",
    );
    check(
        "---\nowner: \"a\"\n---\n",
        "owner",
        "b",
        "---\nowner: \"b\"\n---\n",
    );
    check(
        "---\nowner:\ntags: a\n---\n",
        "owner",
        "b",
        "---\nowner: b\ntags: a\n---\n",
    );
    check(
        "---\nowner: [a, b]\n---\n",
        "owner",
        "c",
        "---\nowner: c\n---\n",
    );
    check(
        "---\nsummary: |\n  two\n  # lines\n\n# next\ntitle: T\n---\n",
        "summary",
        "one: line",
        "---\nsummary: \"one: line\"\n\n# next\ntitle: T\n---\n",
    );
    check(
        "+++\ntitle = \"T\" # c\nlast_reviewed = 2024-02-03\n[extra]\na = 1\n+++\nx",
        "last_reviewed",
        "2026-11-21",
        "+++\ntitle = \"T\" # c\nlast_reviewed = 2026-11-21\n[extra]\na = 1\n+++\nx",
    );
}

#[test]
fn a_key_is_added_behind_the_last_and_ends_as_lines_do() {
    check(
        "# Disk full\n",
        "owner",
        "sre",
        "---\nowner: sre\n---\n# Disk full\n",
    );
    check("", "owner", "sre", "---\nowner: sre\n---\n");
    check(
        "\u{feff}x\r\ny",
        "owner",
        "sre",
        "\u{feff}---\r\nowner: sre\r\n---\r\nx\r\ny",
    );
    check("---\n---\nx", "owner", "sre", "---\nowner: sre\n---\nx");
    check(
        "---\n# later\n---\nx",
        "owner",
        "sre",
        "---\n# later\nowner: sre\n---\nx",
    );
    check(
        "---\r\ntitle: T\r\n\r\n# end\r\n---\r\nx",
        "owner",
        "sre",
        "---\r\ntitle: T\r\nowner: sre\r\n\r\n# end\r\n---\r\nx",
    );
    check(
        "+++\ntitle = \"T\"\n\n# more\n[extra]\na = 1\n+++\nx",
        "last_reviewed",
        "2026-11-21",
        "+++\ntitle = \"T\"\nlast_reviewed = 2026-11-21\n\n# more\n[extra]\na = 1\n+++\nx",
    );
    check(
        "+++\n[extra]\na = 1\n+++\n",
        "owner",
        "b",
        "+++\nowner = \"b\"\n[extra]\na = 1\n+++\n",
    );
}

#[test]
fn a_key_of_another_tool_is_kept() {
    let check_alias = |key, other: &str, from: &str, to: &str| {
        check(
            &format!("---\n{other}: {from}\n---\n"),
            key,
            to,
            &format!("---\n{other}: {to}\n---\n"),
        );
    };
    check_alias(
        "last_reviewed",
        "last_reviewed_on",
        "2021-04-05",
        "2026-11-21",
    );
    check_alias("last_reviewed", "lastReviewed", "2021-04-05", "2026-11-21");
    check_alias("next_review", "Expires", "2021-04-05", "2026-11-21");
    check_alias("review_interval", "review_in", "6 months", "1 year");
    check_alias("owner", "owner_slack", "ops", "sre");
    check_alias("status", "Status", "Draft", "approved");
    check_alias("kind", "type", "runbook", "sop");
    // A layout that is no kind is not ours.
    check(
        "---\nlayout: default\n---\n",
        "kind",
        "sop",
        "---\nlayout: default\nkind: sop\n---\n",
    );
}

#[test]
fn lists_keep_their_form_their_order_and_their_comments() {
    let lines = "---\ntags:\n  - a # first\n  # about b\n  - \"b\"\n\n# owner\nowner: o\n---\n";
    check_list(
        lines,
        &["a", "b", "c: d"],
        "---\ntags:\n  - a # first\n  # about b\n  - \"b\"\n  - \"c: d\"\n\n# owner\nowner: o\n---\n",
    );
    check_list(
        lines,
        &["b"],
        "---\ntags:\n  # about b\n  - \"b\"\n\n# owner\nowner: o\n---\n",
    );
    check_list(
        lines,
        &["new", "a", "b"],
        "---\ntags:\n  - new\n  - a # first\n  # about b\n  - \"b\"\n\n# owner\nowner: o\n---\n",
    );
    check_list(lines, &[], "---\ntags: []\n\n# owner\nowner: o\n---\n");
    check_list(
        "---\ntags: [ 'a', b ] # c\n---\n",
        &["b", "a", "x, y"],
        "---\ntags: [ b, 'a', \"x, y\" ] # c\n---\n",
    );
    check_list(
        "---\ntags: a, b\n---\n",
        &["a", "c"],
        "---\ntags: [a, c]\n---\n",
    );
    check_list(
        "---\ncategories:\n- a\n---\n",
        &["a", "b"],
        "---\ncategories:\n- a\n- b\n---\n",
    );
    check_list(
        "+++\ntags = [\n  \"a\",\n  \"b\",\n]\n+++\n",
        &["b", "c"],
        "+++\ntags = [\n  \"b\",\n  \"c\",\n]\n+++\n",
    );
    check_list(
        "---\ntags: [a,\n  # c\n  b]\n---\n",
        &["a"],
        "refused: shape",
    );
}

#[test]
fn a_key_is_taken_away_with_its_lines_only() {
    check_gone(
        "---\n# t\ntitle: T\n# tags\ntags:\n  - a\n\n# end\n---\nx",
        "tags",
        "---\n# t\ntitle: T\n# tags\n\n# end\n---\nx",
    );
    check_gone("---\ntitle: T\n---\nx", "title", "---\n---\nx");
    check_gone("+++\na = [\n1,\n]\nb = 2\n+++\n", "a", "+++\nb = 2\n+++\n");
    check_gone("# no front matter", "title", "# no front matter");
    check("---\ntitle: T\n---\nx", "title", " ", "---\n---\nx");
}

#[test]
fn what_cannot_be_edited_surely_is_refused() {
    check("---\ntitle: a: b\n---\n", "owner", "x", "refused: broken");
    check("{\"title\": \"T\"}\n", "owner", "x", "refused: json");
    check("---\n{title: T}\n---\n", "owner", "x", "refused: json");
    check("---\na: &x 1\nb: *x\n---\n", "a", "2", "refused: shape");
    check(
        "+++\nowner.name = \"a\"\n+++\n",
        "owner",
        "b",
        "refused: shape",
    );
    check("x", "", "y", "refused: value");
    check("x", "a\nb", "y", "refused: value");
}

#[test]
fn words_that_yaml_would_take_for_something_else_are_quoted() {
    for (text, written) in [
        ("no", "\"no\""),
        ("12:30", "\"12:30\""),
        ("a # b", "\"a # b\""),
        ("- a", "\"- a\""),
        ("null", "\"null\""),
        ("1.50", "\"1.50\""),
        ("a\nb", "\"a\\nb\""),
        ("@ops", "\"@ops\""),
        ("6 months", "6 months"),
        ("2026-11-21", "2026-11-21"),
        ("true", "true"),
        ("90", "90"),
        ("Ibu Dewi, SRE", "Ibu Dewi, SRE"),
    ] {
        check("", "owner", text, &format!("---\nowner: {written}\n---\n"));
    }
}

/// A key with its value, in one of the ways in which people write it.
fn written(number: usize, way: usize, value: &str) -> String {
    let key = [
        "owner",
        "last_reviewed_on",
        "tags",
        "zeta",
        "Review_In",
        "alerts",
    ][number % 6];
    let key = if number >= 6 {
        format!("{key}{number}")
    } else {
        key.to_owned()
    };
    match way % 7 {
        0 => format!("{key}: {value}\n"),
        1 => format!("{key}:   '{value}'   # why\n"),
        2 => format!("{key}:\n  - {value}\n  # between\n  - \"b\" # c\n"),
        3 => format!("{key}: [{value}, \"b\" ]\n"),
        4 => format!("{key}: |\n  {value}\n  # no comment\n"),
        5 => format!("{key}:\n- {value}\n"),
        _ => format!("{key}:\n"),
    }
}

fn wanted() -> impl Strategy<Value = (usize, String, Vec<String>)> {
    let word = "[ -~é]{1,12}".prop_map(|word| word.trim().to_owned());
    let word = word.prop_filter("blank", |word| !word.is_empty());
    (0..3usize, word.clone(), prop::collection::vec(word, 0..4))
}

proptest! {
    #[test]
    fn setting_one_field_leaves_the_rest_as_it_was(
        ways in prop::collection::vec((0..7usize, "[a-z]{1,6}"), 1..6),
        chosen in 0..6usize,
        comments in prop::collection::vec("(# [a-z ]{0,5}\n|\n){0,2}", 6),
        crlf: bool,
        (shape, text, items) in wanted(),
    ) {
        let chosen = chosen % ways.len();
        let mut parts: Vec<String> = Vec::new();
        for (at, (way, value)) in ways.iter().enumerate() {
            parts.push(format!("{}{}", comments[at], written(at, *way, value)));
        }
        let own = written(chosen, ways[chosen].0, &ways[chosen].1);
        let before = format!("{}{}", parts[..chosen].concat(), comments[chosen]);
        let after = parts[chosen + 1..].concat();
        let line_ends = |text: String| if crlf { text.replace('\n', "\r\n") } else { text };
        let head = line_ends(format!("---\n{before}"));
        let tail = line_ends(format!("{after}---\n# Body\n\nText\n"));
        let old = format!("{head}{}{tail}", line_ends(own.clone()));
        let key = own.split(':').next().unwrap();
        let wanted = match shape {
            0 => Wanted::Text(&text),
            1 => Wanted::List(&items),
            _ => Wanted::Absent,
        };
        // The key's own lines may be refused; a change of anything else is a fault.
        if let Ok(edits) = set(&old, key, wanted) {
            let new = edit::apply(&old, &edits).unwrap();
            prop_assert!(new.starts_with(&head), "{old}\n=>\n{new}");
            prop_assert!(new.ends_with(&tail), "{old}\n=>\n{new}");
            let (was, is) = (block::read(&old), block::read(&new));
            prop_assert!(says(is.fields.get(key), wanted), "{new}");
            prop_assert_eq!(
                hash::content(&old[was.span.end..]),
                hash::content(&new[is.span.end..])
            );
        } else {
            prop_assert!(block::read(&old).diagnostics.len() == 1, "refused: {old} {wanted:?}");
        }
    }

    #[test]
    fn any_text_is_edited_or_refused(text in "(---|\\+\\+\\+)\n[ -~\n]{0,60}\n(---|\\+\\+\\+)\n[a-z]{0,5}", key in "[a-z]{1,4}", value in "\\PC{0,8}") {
        if let Ok(edits) = set(&text, &key, Wanted::Text(&value)) {
            let new = edit::apply(&text, &edits).unwrap();
            let body = |text: &str| text[block::read(text).span.end..].to_owned();
            prop_assert_eq!(body(&text), body(&new));
        }
    }
}
