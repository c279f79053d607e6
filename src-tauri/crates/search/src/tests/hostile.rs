//! No text is an error, neither in a query nor in a document.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::Library;
use crate::Request;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    Library::of(&[
        (
            "a.md",
            "title: Kube Pod Crash\ntags: db\n# Crash looping\nKubePodCrashLooping --force /var/lib\n$ rm -rf ./x",
        ),
        (
            "b.md",
            "title: 数据库\n# Café\n重启服务 e\u{301}\u{301} \u{202e}abc",
        ),
    ])
});

/// Searches, and checks what must hold of any answer.
fn check(query: &str) {
    let outcome = LIBRARY.index.search(&Request::new(query, 5));
    assert!(outcome.hits.len() <= 5 && outcome.hits.len() <= outcome.total);
    for hit in &outcome.hits {
        assert!(hit.score.is_finite());
        for parts in [&hit.title, &hit.heading, &hit.snippet] {
            assert!(
                parts
                    .iter()
                    .all(|part| !part.text.is_empty() && !part.text.contains('\n'))
            );
            assert!(
                parts
                    .windows(2)
                    .all(|pair| pair[0].hit != pair[1].hit || pair[0].hit)
            );
        }
    }
}

#[test]
fn any_query_has_an_answer() {
    let long = "a".repeat(100_000);
    let nested = "(\"".repeat(5_000);
    let many = "tag:x -y \"z z\" ".repeat(2_000);
    let special = [
        "",
        " ",
        "\"",
        "\"\"",
        "-",
        "--",
        "---",
        "-\"",
        ":",
        "tag:",
        "-tag:\"",
        "*",
        "?",
        "~",
        "^2",
        "[a TO b]",
        "AND",
        "NOT OR",
        "(",
        "a AND (b",
        "\\",
        "\0",
        "\u{1}",
        "\u{3}kubepodcrash",
        "\u{feff}",
        "\u{202e}",
        "e\u{301}",
        "\u{301}",
        "ﬁ",
        "İ",
        "ß",
        "🔥",
        "👩‍👩‍👧",
        "tag:\u{10ffff}",
        "库",
        "--force",
        "-n",
        &long,
        &nested,
        &many,
    ];
    special.into_iter().for_each(check);
}

#[test]
fn any_document_can_be_indexed() {
    let long = "x".repeat(300_000);
    let wide = "a-".repeat(50_000);
    let library = Library::of(&[
        ("", ""),
        (
            "\u{1}\u{2}.md",
            "title: \u{2}\u{3}\n# \u{1}\n\u{2}text\u{0}",
        ),
        (
            "long.md",
            &format!("title: {long}\n# {wide}\n{long} {wide} findable"),
        ),
    ]);
    library.check_first("findable", &format!("long.md#{wide}"));
    assert_eq!(library.index.document_count(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_query(query in any::<String>()) {
        check(&query);
    }

    #[test]
    fn anything_like_a_query_is_one(query in "([-\"“”:*~ ]|tag|kind|Pod|Crash|Lo|数据|库|é|--force|KubePod|\\PC){0,30}") {
        check(&query);
    }
}
