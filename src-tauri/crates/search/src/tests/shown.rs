//! What a hit shows: marks, snippet and reason; and what is shown when there is none.

use super::{Library, marked};
use crate::{Reason, Request};

#[track_caller]
fn check(text: &str, query: &str, expected: &str) {
    let library = Library::of(&[
        ("a.md", text),
        (
            "b.md",
            "# Elsewhere\nunrelated words, only to have another document",
        ),
    ]);
    let outcome = library.search(query);
    let hit = outcome
        .hits
        .first()
        .unwrap_or_else(|| panic!("`{query}` finds nothing"));
    let shown = format!(
        "{} | {} | {}",
        marked(&hit.title),
        marked(&hit.heading),
        marked(&hit.snippet)
    );
    assert_eq!(shown, expected, "for `{query}`");
}

#[test]
fn marks_words_stems_beginnings_and_slips() {
    let text = "title: Crash loops\n# Restarts\nThe pod is restarting again.";
    check(
        text,
        "restarting ",
        "Crash loops | [Restarts] | The pod is [restarting] again.",
    );
    check(
        text,
        "crash rest",
        "[Crash] loops | [Restarts] | The pod is [restarting] again.",
    );
    check(
        text,
        "resta",
        "Crash loops | [Restarts] | The pod is [restarting] again.",
    );
    check(
        text,
        "restartng ",
        "Crash loops | [Restarts] | The pod is [restarting] again.",
    );
    check(
        text,
        "\"is restarting\"",
        "Crash loops | Restarts | The pod [is] [restarting] again.",
    );
}

#[test]
fn marks_what_was_asked_for_even_where_every_document_says_it() {
    let many: Vec<(String, String)> = (0..40)
        .map(|n| (format!("{n}.md"), "# Checkout\nthe checkout".to_owned()))
        .collect();
    let mut documents: Vec<(&str, &str)> = many
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    documents.push((
        "slow.md",
        "# Checkout is slow\nthe queue of the checkout is long",
    ));
    let outcome = Library::of(&documents).search("the checkout slow");
    let hit = outcome.hits.first().expect("a hit");
    assert_eq!(marked(&hit.heading), "[Checkout] is [slow]");
    assert_eq!(marked(&hit.snippet), "the queue of the [checkout] is long");
}

#[test]
fn marks_identifiers_whole_or_by_their_part() {
    let text = "title: T\n# H\nKubePodCrashLooping is firing";
    check(
        text,
        "KubePodCrashLooping",
        "T | H | [KubePodCrashLooping] is firing",
    );
    check(text, "crash ", "T | H | KubePod[Crash]Looping is firing");
}

#[test]
fn marks_accents_and_pairs_where_they_stand() {
    check(
        "title: T\n# H\nun cafe\u{301} noir",
        "café",
        "T | H | un [cafe\u{301}] noir",
    );
    check(
        "title: T\n# H\n重启数据库服务",
        "数据库",
        "T | H | 重启[数据库]服务",
    );
}

#[test]
fn a_snippet_begins_behind_any_space() {
    for space in ["\u{a0}", "\u{3000}", "\u{2003}"] {
        let text = format!("# H\n{}{space}then the replica lags", "x".repeat(60));
        check(&text, "replica ", "a.md | H | …then the [replica] lags");
    }
}

#[test]
fn the_snippet_is_one_line_around_the_densest_matches() {
    let long = format!(
        "{}\n\tthe   replica\nlags behind the primary. {}",
        "filler words here. ".repeat(30),
        "more. ".repeat(60)
    );
    let library = Library::of(&[("a.md", &format!("title: T\n# H\nlags once. {long}"))]);
    let hit = library.search("replica lags primary").hits.remove(0);
    let snippet = marked(&hit.snippet);
    assert!(
        snippet.starts_with('…') && snippet.ends_with('…'),
        "{snippet}"
    );
    assert!(
        snippet.contains("the [replica] [lags] [behind] the [primary]. more."),
        "{snippet}"
    );
    assert!(
        !snippet.contains('\n') && snippet.chars().count() < 180,
        "{snippet}"
    );
}

#[test]
fn the_snippet_is_code_where_only_code_matches() {
    check(
        "title: T\n# H\nRun this:\n$ kubectl drain node-1",
        "drain",
        "T | H | kubectl [drain] node-1",
    );
}

#[test]
fn the_snippet_is_the_beginning_where_only_the_title_matches() {
    check(
        "title: Failover\n# H\nThe text.",
        "failover",
        "[Failover] | H | The text.",
    );
}

#[track_caller]
fn check_reason(query: &str, expected: Reason) {
    let library = Library::of(&[
        (
            "files/etcd-quota.md",
            "title: Space of the store\nalerts: EtcdNoSpace\ntags: storage\n# Defragment\nFree the pages.\n$ etcdctl defrag",
        ),
        ("b.md", "title: Other\nkind: sop\n# Else\nnothing here"),
    ]);
    let reasons: Vec<Reason> = library
        .search(query)
        .hits
        .iter()
        .map(|hit| hit.reason)
        .collect();
    assert_eq!(reasons.first(), Some(&expected), "for `{query}`");
}

#[test]
fn says_why() {
    check_reason("EtcdNoSpace", Reason::AlertName);
    check_reason("etcd no space", Reason::AlertName);
    check_reason("space store", Reason::Title);
    check_reason("defragment", Reason::Heading);
    check_reason("quota", Reason::FileName);
    check_reason("storage", Reason::Tag);
    check_reason("etcdctl", Reason::Code);
    check_reason("pages", Reason::Text);
    check_reason("pagse", Reason::Fuzzy);
    check_reason("kind:sop", Reason::Filter);
}

#[test]
fn tells_the_nearest_titles_where_there_is_no_hit() {
    let library = Library::of(&[
        ("a.md", "title: Replication lag\n# H\ntext"),
        ("b.md", "title: Replica set\n# H\ntext"),
        ("c.md", "title: Disk\n# H\ntext"),
    ]);
    let outcome = library.search("tag:none replication lagging");
    assert_eq!(outcome.total, 0);
    let titles: Vec<&str> = outcome
        .nearest
        .iter()
        .map(|near| near.title.as_str())
        .collect();
    assert_eq!(titles, ["Replication lag", "Replica set"]);
    assert!(library.search("replication").nearest.is_empty());
}

#[test]
fn tells_the_words_that_were_searched() {
    let library = Library::of(&[("a.md", "# Pod\nCrash now")]);
    let outcome = library.index.search(&Request::new("Pod Crash", 1));
    assert_eq!(outcome.terms, ["pod", "crash"]);
}
