//! Texts of real repositories, and the model that comes out of them.

use crate::{Kind, Language, LinkKind, parse};

/// `slug level line [heading]`, one section a line.
fn check_sections(text: &str, expected: &[(&str, u8, u32)]) {
    let document = parse("docs/a.md", text);
    let sections: Vec<(&str, u8, u32)> = document
        .sections
        .iter()
        .map(|section| (section.slug.as_str(), section.level, section.line))
        .collect();
    assert_eq!(sections, expected, "{text}");
    let mut before = document.body_start;
    for section in &document.sections {
        assert!(section.span.start >= before && section.span.end <= text.len());
        before = section.span.end;
    }
}

#[test]
fn sections_and_lines_count_over_the_whole_file() {
    check_sections("", &[]);
    check_sections("\n\n# A\n", &[("a", 1, 3)]);
    check_sections(
        "---\ntitle: T\n---\nIntro\n\n# A\nx\n## B\n### A\n",
        &[("", 0, 4), ("a", 1, 6), ("b", 2, 8), ("a-1", 3, 9)],
    );
    check_sections("\u{feff}# A\r\n\r\n## B\r\n", &[("a", 1, 1), ("b", 2, 3)]);
    check_sections(
        "```\n# no\n```\n\nA\n===\n\nB\n---\n",
        &[("", 0, 1), ("a", 1, 5), ("b", 2, 8)],
    );
    check_sections(
        "# `kubectl` & *more* {#id}\n# ???\n",
        &[("kubectl--more", 1, 1), ("section", 1, 2)],
    );
}

#[test]
fn prose_code_and_headings_are_told_apart() {
    let text = "# A\nSee `x y` and [b](b.md).\n\n```sh\nls\n```\n\n| h | i |\n|---|---|\n| 1 | 2 |\n\n## B *c*\n<!-- no -->\n<p>html &amp; more</p>\n";
    let document = parse("docs/a.md", text);
    assert_eq!(document.sections[0].prose, "See x y and b.\nh i \n1 2");
    assert_eq!(document.sections[0].code, "x y\nls");
    assert_eq!(document.sections[1].heading, "B c");
    assert_eq!(document.sections[1].prose, "html & more");
    assert_eq!(document.heading_path(1), ["A"]);
}

#[test]
fn anchors_links_and_commands_know_their_section() {
    let text = "<a name=\"top\"></a>\n[a](#b)\n# B & C {#own}\n![i](i.png \"t\") <a href=\"x.md\">x</a> `kubectl get x`\n\n[r][ref]\n\n[ref]: y.md\n";
    let document = parse("docs/a.md", text);
    assert_eq!(document.anchors, ["top", "b--c", "b-c", "own"]);
    assert_eq!(document.anchor_sections, [0, 1, 1, 1]);
    assert_eq!(
        (document.section_of("OWN"), document.section_of("none")),
        (Some(1), None)
    );
    let links: Vec<(&str, &str, LinkKind, usize, &str)> = document
        .links
        .iter()
        .map(|link| {
            (
                link.target.as_str(),
                link.text.as_str(),
                link.kind,
                link.section,
                link.span.of(text),
            )
        })
        .collect();
    assert_eq!(
        links,
        [
            ("#b", "a", LinkKind::Link, 0, "[a](#b)"),
            ("i.png", "i", LinkKind::Image, 1, "![i](i.png \"t\")"),
            ("x.md", "", LinkKind::Link, 1, "<a href=\"x.md\">"),
            ("y.md", "r", LinkKind::Link, 1, "[r][ref]"),
        ]
    );
    let commands: Vec<(&str, usize, &str)> = document
        .commands
        .iter()
        .map(|command| {
            (
                command.copy.as_str(),
                command.section,
                command.span.of(text),
            )
        })
        .collect();
    assert_eq!(commands, [("kubectl get x", 1, "`kubectl get x`")]);
}

#[test]
fn fences_in_lists_keep_their_text() {
    let document = parse(
        "a.md",
        "1. do\n\n   ```console\n   $ a \\\n     --b\n   out\n   ```\n   - x\n\n     ~~~\n     y: 1\n     ~~~\n",
    );
    let commands: Vec<(&str, &str)> = document
        .commands
        .iter()
        .map(|command| (command.language.as_str(), command.copy.as_str()))
        .collect();
    assert_eq!(commands, [("console", "a \\\n  --b"), ("", "y: 1")]);
}

#[test]
fn titles_kinds_and_languages() {
    let check = |path: &str, text: &str, title: &str| assert_eq!(parse(path, text).title, title);
    check("a/b.md", "---\ntitle: T\n---\n# H", "T");
    check("a/b.md", "## Two\n# One", "One");
    check("a/KubeX.md", "## Two", "KubeX");
    check("a/README.md", "text", "a");
    check("README.md", "", "README");
    check("a/x.html.md.erb", "", "x");
    let document = parse("runbooks/a.id.md", "the text of this");
    assert_eq!(
        (document.kind, document.language),
        (Kind::Runbook, Language::Id)
    );
    let document = parse("a.md", "---\nkind: sop\nlanguage: de\n---\n");
    assert_eq!((document.kind, document.language.code()), (Kind::Sop, "de"));
}

#[test]
fn review_dates_in_the_text_are_read() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(
            parse("a.md", text).front_matter.last_reviewed.as_deref(),
            expected
        );
    };
    check("# A\n> **Last Reviewed:** 2026-06-18\n", Some("2026-06-18"));
    check("**Last reviewed for accuracy:** 2019-11-18", None);
    check("Last Reviewed: YYYY-MM-DD", None);
    check(
        "---\nlast_reviewed: 2020-01-01\n---\n> **Last Reviewed:** 2026-06-18\n",
        Some("2020-01-01"),
    );
}

#[test]
fn the_content_hash_ignores_front_matter() {
    let hash = |text: &str| parse("a.md", text).content_hash;
    assert_eq!(
        hash("---\nlast_reviewed: 2020-01-01\n---\nx\r\ny"),
        hash("\u{feff}x\ny\n\n")
    );
    assert_ne!(hash("x"), hash("y"));
}
