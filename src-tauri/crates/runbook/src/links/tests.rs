//! Link forms of real repositories, and where they lead.

use super::*;

fn map() -> LinkMap {
    let documents = [
        ("README.md", vec!["home"]),
        (
            "docs/a.md",
            vec!["impact", "diagnosis--mitigation", "Custom"],
        ),
        ("docs/sub/b.md", vec!["x"]),
        ("docs/sub/README.md", vec![]),
        ("docs/guide/index.md", vec![]),
        ("content/runbooks/kube/KubeX.md", vec!["meaning"]),
        ("content/runbooks/_index.md", vec![]),
        ("source/page.html.md.erb", vec!["p"]),
        ("docs/a b.md", vec![]),
        ("docs/modules/ROOT/pages/how/c.adoc", vec!["_own"]),
        ("docs/modules/ROOT/pages/d.adoc", vec![]),
    ];
    let files = [
        "docs/img/x.png",
        "docs/modules/ROOT/images/y.png",
        "scripts/run.sh",
    ];
    let own = |(path, anchors): (&str, Vec<&str>)| {
        (
            path.to_owned(),
            anchors.into_iter().map(str::to_owned).collect(),
        )
    };
    LinkMap::new(documents.map(own), files.map(str::to_owned))
}

/// Where a link leads, in short: `path`, `path#anchor`, `?` for an anchor that is not there, `~` for another case.
fn shown(target: &Target) -> String {
    match target {
        Target::Document {
            path,
            anchor,
            anchor_found,
            case_differs,
        } => {
            let anchor = anchor
                .as_ref()
                .map(|anchor| format!("#{anchor}"))
                .unwrap_or_default();
            let marks = [(!anchor_found, "?"), (*case_differs, "~")];
            let marks: String = marks
                .iter()
                .filter(|(is, _)| *is)
                .map(|(_, mark)| *mark)
                .collect();
            format!("{path}{anchor}{marks}")
        }
        Target::File { path, case_differs } => {
            format!("file {path}{}", if *case_differs { "~" } else { "" })
        }
        Target::Folder { path } => format!("folder {path}"),
        other => format!("{other:?}"),
    }
}

fn check(from: &str, href: &str, expected: &str) {
    assert_eq!(
        shown(&map().resolve(from, href)),
        expected,
        "{href} in {from}"
    );
}

#[test]
fn relative_links() {
    check("docs/a.md", "sub/b.md", "docs/sub/b.md");
    check("docs/a.md", "./sub/b.md#x", "docs/sub/b.md#x");
    check("docs/sub/b.md", "../a.md#Impact", "docs/a.md#impact");
    check(
        "docs/sub/b.md",
        "../a.md#diagnosis-mitigation",
        "docs/a.md#diagnosis--mitigation",
    );
    check("docs/sub/b.md", "../a.md#nope", "docs/a.md#nope?");
    check("docs/sub/b.md", "#x", "docs/sub/b.md#x");
    check("docs/sub/b.md", "#", "docs/sub/b.md");
    check("docs/sub/b.md", "#y", "docs/sub/b.md#y?");
    check("docs/sub/b.md", "../a%20b.md", "docs/a b.md");
    check("docs/a.md", "img/x.png", "file docs/img/x.png");
    check("docs/a.md", "../scripts/", "folder scripts");
    check("docs/a.md", "../", "README.md");
    check("README.md", "docs/sub", "docs/sub/README.md");
    check("docs/a.md", "gone.md", "Dead { reason: Missing }");
    check("docs/a.md", "../../out.md", "Dead { reason: Outside }");
    check("docs/a.md", "", "Dead { reason: Empty }");
}

#[test]
fn links_of_sites() {
    check("docs/sub/b.md", "/docs/a.md", "docs/a.md");
    check("docs/sub/b.md", "/a.md", "docs/a.md");
    check("docs/sub/b.md", "/a", "docs/a.md");
    check("docs/sub/b.md", "/guide/", "docs/guide/index.md");
    check("docs/sub/b.md", "/sub/b/", "docs/sub/b.md");
    check(
        "docs/sub/b.md",
        "/runbooks/kube/KubeX/#meaning",
        "content/runbooks/kube/KubeX.md#meaning",
    );
    check("docs/sub/b.md", "/runbooks", "content/runbooks/_index.md");
    check("docs/sub/b.md", "/page.html#p", "source/page.html.md.erb#p");
    check("docs/sub/b.md", "../a.html", "docs/a.md");
    check(
        "docs/sub/b.md",
        "../guide/index.html",
        "docs/guide/index.md",
    );
    check("docs/sub/b.md", "../../a/", "docs/a.md");
    check("docs/sub/b.md", "/img/x.png", "file docs/img/x.png");
    check(
        "docs/sub/b.md",
        "{{< ref \"KubeX\" >}}",
        "content/runbooks/kube/KubeX.md",
    );
    check(
        "docs/sub/b.md",
        "{{< ref \"runbooks/kube/KubeX.md#meaning\" >}}",
        "content/runbooks/kube/KubeX.md#meaning",
    );
    check("docs/sub/b.md", "{{ site.url }}/x", "Template");
}

#[test]
fn other_case_is_found_and_said() {
    check("docs/sub/b.md", "../A.MD#impact", "docs/a.md#impact~");
    check("README.md", "readme.md", "README.md~");
    check("docs/a.md", "IMG/X.png", "file docs/img/x.png~");
    check("docs/a.md", "a.md#custom", "docs/a.md#Custom");
}

#[test]
fn wiki_links() {
    check("docs/sub/b.md", "[[a]]", "docs/a.md");
    check(
        "docs/a.md",
        "[[KubeX#Meaning|k]]",
        "content/runbooks/kube/KubeX.md#meaning",
    );
    check("docs/a.md", "[[a b]]", "docs/a b.md");
    check("README.md", "[[docs/sub/b#x]]", "docs/sub/b.md#x");
    check("docs/a.md", "[[#Impact]]", "docs/a.md#impact");
    check("docs/a.md", "[[x.png]]", "Dead { reason: Missing }");
    check("docs/a.md", "[[gone]]", "Dead { reason: Missing }");
    let document = crate::parse("docs/a.md", "[[sub/b|t]] ![[x.png]] `[[a]]` #[[b]] [[ a ]]");
    let targets: Vec<&str> = document
        .links
        .iter()
        .map(|link| link.target.as_str())
        .collect();
    assert_eq!(targets, ["[[sub/b|t]]", "[[x.png]]"]);
}

#[test]
fn antora_references() {
    let from = "docs/modules/ROOT/pages/how/c.adoc";
    check(from, "d.adoc", "docs/modules/ROOT/pages/d.adoc");
    check(
        from,
        "how/c.adoc#own",
        "docs/modules/ROOT/pages/how/c.adoc#_own",
    );
    check(from, "y.png", "file docs/modules/ROOT/images/y.png");
}

#[test]
fn diagnostics_name_what_is_wrong() {
    let text = "[a](gone.md) [b](a.md#impct) [c](SUB/b.md) [d](javascript:x) ![e](no.png) [f](sub/b.md) [g](https://x.y)";
    let document = crate::parse("docs/a.md", text);
    let map = map();
    let own = map.anchors("docs/a.md");
    let found = check_links("docs/a.md", &document.links, own, &map);
    let lines: Vec<String> = found
        .iter()
        .map(|found| {
            format!(
                "{} {} {:?}",
                found.code.as_str(),
                found.span.unwrap().of(text),
                found.args
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            r#"link-dead [a](gone.md) [("target", "gone.md")]"#,
            r#"anchor-dead [b](a.md#impct) [("target", "a.md#impct"), ("anchor", "impct"), ("nearest", "impact")]"#,
            r#"link-case [c](SUB/b.md) [("target", "SUB/b.md"), ("found", "docs/sub/b.md")]"#,
            r#"link-unsafe [d](javascript:x) [("target", "javascript:x")]"#,
            r#"image-dead ![e](no.png) [("target", "no.png")]"#,
        ]
    );
}

/// A heading that was typed a moment ago is known before the library has read the file again.
#[test]
fn a_link_to_a_heading_of_the_same_text_is_not_dead() {
    let text = "[new](#just-typed) [old](a.md#impact)\n\n# Just typed\n";
    let document = crate::parse("docs/a.md", text);
    let found = check_links("docs/a.md", &document.links, &document.anchors, &map());
    let codes: Vec<_> = found
        .iter()
        .map(|found| (found.code.as_str(), found.span.map(|span| span.start)))
        .collect();
    assert_eq!(codes, [("anchor-dead", Some(19))]);
}
