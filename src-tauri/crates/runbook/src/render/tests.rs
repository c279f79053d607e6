//! The markup contract, and documents that want to break it.

mod boxes;
mod hostile;
mod more;
mod parts;

use super::*;
use crate::html::{self, Piece};
use crate::parse;

fn map() -> LinkMap {
    let anchors = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let documents = [
        ("docs/a.md".to_owned(), anchors(&["x"])),
        ("docs/b.md".to_owned(), anchors(&["x"])),
    ];
    LinkMap::new(
        documents,
        ["docs/p.png".to_owned(), "docs/run.sh".to_owned()],
    )
}

fn rendered(path: &str, text: &str) -> Rendered {
    render(path, text, &parse(path, text), &map())
}

fn check(text: &str, expected: &str) {
    let page = rendered("docs/a.md", text);
    assert_eq!(page.html.trim_end(), expected, "{text}");
    check_safe(&page.html, text);
}

/// Every element and attribute is one that the contract names, and every address one that is opened safely.
fn check_safe(html: &str, text: &str) {
    let shown: String = text.chars().take(200).collect();
    for piece in html::pieces(html) {
        let Piece::Open(tag) = piece else {
            assert!(!matches!(piece, Piece::Hidden), "{shown}\n{html}");
            continue;
        };
        assert!(
            sanitize::TAGS
                .split_ascii_whitespace()
                .any(|known| known == tag.name),
            "<{}> of {shown}",
            tag.name
        );
        for (name, value) in &tag.attributes {
            assert!(
                !name.starts_with("on")
                    && !matches!(name.as_str(), "src" | "style" | "srcdoc" | "name"),
                "{name} of {shown}"
            );
            match name.as_str() {
                "href" => assert!(
                    ["#", "https://", "http://", "mailto:"]
                        .iter()
                        .any(|start| value.starts_with(start)),
                    "{value} of {shown}"
                ),
                "id" => assert!(value.starts_with("s-"), "{value} of {shown}"),
                _ => {}
            }
        }
    }
}

#[test]
fn headings_carry_slug_and_line() {
    check(
        "---\ntitle: T\n---\n# A & B {#own}\ntext\n\nA & B\n---\n",
        "<h1 id=\"s-a--b\" data-slug=\"a--b\" data-line=\"4\"><span id=\"s-a-b\"></span>A &amp; B<span id=\"s-own\"></span></h1>\n\
         <p>text</p>\n\
         <h2 id=\"s-a--b-1\" data-slug=\"a--b-1\" data-line=\"7\"><span id=\"s-a-b-1\"></span>A &amp; B</h2>",
    );
}

#[test]
fn links_become_what_they_lead_to() {
    check(
        "[d](b.md#x)",
        r##"<p><a href="#" class="link" data-document="docs/b.md" data-anchor="x">d</a></p>"##,
    );
    check(
        "[d](b.md#gone)",
        r##"<p><a href="#" class="link anchor-dead" data-document="docs/b.md" data-anchor="gone">d</a></p>"##,
    );
    check(
        "[f](run.sh)",
        r##"<p><a href="#" class="link file" data-file="docs/run.sh">f</a></p>"##,
    );
    check(
        "https://a.b/?x=1&y",
        r#"<p><a href="https://a.b/?x=1&amp;y" class="link external" data-external="https://a.b/?x=1&amp;y">https://a.b/?x=1&amp;y</a></p>"#,
    );
    check(
        "<a@b.c>",
        r#"<p><a href="mailto:a@b.c" class="link external" data-external="mailto:a@b.c">a@b.c</a></p>"#,
    );
    check(
        "[g](gone.md)",
        r#"<p><span class="link-dead" data-target="gone.md" title="gone.md">g</span></p>"#,
    );
    check(
        "[j](javascript:alert)",
        r#"<p><span class="link-dead link-unsafe" data-target="javascript:alert" title="javascript:alert">j</span></p>"#,
    );
    check(
        "![alt *x*](p.png)",
        r#"<p><img class="image" data-file="docs/p.png" alt="alt x" loading="lazy"></p>"#,
    );
    check(
        "![r](https://a.b/p.png)",
        r#"<p><span class="image-remote" data-external="https://a.b/p.png">r</span></p>"#,
    );
    check(
        "![n](b.md) ![d](data:image/png;base64,AA)",
        "<p><span class=\"link-dead image-dead\" data-target=\"b.md\" title=\"b.md\">n</span> \
         <span class=\"link-dead image-dead\" data-target=\"data:image/png;base64,AA\" title=\"data:image/png;base64,AA\">d</span></p>",
    );
}

#[test]
fn code_is_copyable() {
    let text = "Run `kubectl get pods` or `x`.\n\n```sh\n$ ls\nout\n```\n\n    a: \u{202e}1\n";
    check(
        text,
        "<p>Run <code class=\"command\" data-snippet=\"0\">kubectl get pods</code> or <code>x</code>.</p>\n\
         <figure class=\"code\" data-language=\"bash\" data-snippet=\"1\"><pre><code class=\"language-bash\">$ ls\nout</code></pre></figure>\n\
         <figure class=\"code\" data-language=\"\" data-snippet=\"2\"><pre><code class=\"language-text\">a: \u{202e}1</code></pre></figure>",
    );
    let snippets: Vec<(String, bool)> = rendered("docs/a.md", text)
        .snippets
        .into_iter()
        .map(|snippet| (snippet.text, snippet.hidden))
        .collect();
    let expected = [
        ("kubectl get pods", false),
        ("ls", false),
        ("a: \u{202e}1", true),
    ];
    assert_eq!(
        snippets,
        expected.map(|(text, hidden)| (text.to_owned(), hidden))
    );
}

#[test]
fn admonitions_of_all_sorts() {
    let note = |title: &str, inside: &str| {
        format!(
            "<aside class=\"admonition\" data-kind=\"note\"><p class=\"admonition-title\">{title}</p>{inside}</aside>"
        )
    };
    check("> [!NOTE]\n> a", &note("Note", "<p>a</p>\n"));
    check("> NOTE: a\n>\n> b", &note("NOTE", "<p>a</p>\n<p>b</p>\n"));
    check("> **Note:** a", &note("Note", "<p>a</p>\n"));
    check("**Note:** a", &note("Note", "<p>a</p>"));
    check("**Catatan**: a", &note("Catatan", "<p>a</p>"));
    check("**Noted:** a", "<p><strong>Noted:</strong> a</p>");
    check("> quoted", "<blockquote><p>quoted</p>\n</blockquote>");
}

/// What the suites of CommonMark and GFM found.
#[test]
fn what_the_suites_found() {
    check("&ngE; &copy;", "<p>\u{2267}\u{338} \u{a9}</p>");
    check(
        "<https://a.b?c=\\*>",
        r#"<p><a href="https://a.b?c=%5C*" class="link external" data-external="https://a.b?c=%5C*">https://a.b?c=\*</a></p>"#,
    );
    check(
        "<ftp://a.b/https://c.d>",
        r#"<p><span class="link-dead link-unsafe" data-target="ftp://a.b/https://c.d" title="ftp://a.b/https://c.d">ftp://a.b/https://c.d</span></p>"#,
    );
    check(
        "|a|\n|-|",
        "<div class=\"table\"><table><thead><tr><th>a</th></tr></thead></table></div>",
    );
    check(
        "<Pod>a</Pod> <?x >b ?>c<![CDATA[>d]]>",
        "<p>&lt;Pod&gt;a&lt;/Pod&gt; c</p>",
    );
}

#[test]
fn attribute_lists_are_not_shown() {
    check(
        "[d](b.md){:target=\"_blank\"}.",
        r##"<p><a href="#" class="link" data-document="docs/b.md">d</a>.</p>"##,
    );
    check(
        "![p](p.png){ align=left } a",
        r#"<p><img class="image" data-file="docs/p.png" alt="p" loading="lazy"> a</p>"#,
    );
    check("a\n{: .b #own }", "<p>a\n<span id=\"s-own\"></span></p>");
    check("x {.items[*]} {name}", "<p>x {.items[*]} {name}</p>");
    check("`x`{.items} {a}", "<p><code>x</code> {a}</p>");
}

#[test]
fn words_that_become_more_than_words() {
    check(
        "a :warning: b :nope: 12:100:30",
        "<p>a \u{26a0}\u{fe0f} b :nope: 12:100:30</p>",
    );
    check(
        "[[b]] [[b#x|t *u*]]",
        r##"<p><a href="#" class="link" data-document="docs/b.md">b</a> [[b#x|t <em>u</em>]]</p>"##,
    );
    check(
        "[[B#X|t]]",
        r##"<p><a href="#" class="link" data-document="docs/b.md" data-anchor="x">t</a></p>"##,
    );
    check(
        "![[p.png]] [[#Top]] [[gone]]",
        "<p><img class=\"image\" data-file=\"docs/p.png\" alt=\"p.png\" loading=\"lazy\"> \
        <a href=\"#\" class=\"link anchor-dead\" data-document=\"docs/a.md\" data-anchor=\"Top\">#Top</a> \
        <span class=\"link-dead\" data-target=\"[[gone]]\" title=\"[[gone]]\">gone</span></p>",
    );
    check(
        "[[ -f x ]] #[[file:x]] a[[b]] [[:alpha:]]",
        "<p>[[ -f x ]] #[[file:x]] a[[b]] [[:alpha:]]</p>",
    );
    check(
        "a.b+c@example.com, git@github.com:x/y root@host",
        r#"<p><a href="mailto:a.b+c@example.com" class="link external" data-external="mailto:a.b+c@example.com">a.b+c@example.com</a>, git@github.com:x/y root@host</p>"#,
    );
    check(
        "{{< ref \"b.md\" >}} {{< t text=\"pod\" id=\"p\" >}}",
        "<p><a href=\"#\" class=\"link\" data-document=\"docs/b.md\">b</a> \
        <span class=\"chip\" title=\"{{&lt; t text=&quot;pod&quot; id=&quot;p&quot; &gt;}}\">pod</span></p>",
    );
}

#[test]
fn html_is_written_anew() {
    check(
        "<details open onclick=x>\n<summary>s</summary>\n\n**a**\n\n</details>",
        "<details open=\"\">\n<summary>s</summary>\n<p><strong>a</strong></p>\n</details>",
    );
    check(
        "a <a name=old></a>b",
        r#"<p>a <span id="s-old"></span>b</p>"#,
    );
    check(
        "<A HREF='b.md' onmouseover=x>l</A>",
        r##"<p><a href="#" class="link" data-document="docs/b.md">l</a></p>"##,
    );
    check("x <pod-name> y", "<p>x &lt;pod-name&gt; y</p>");
    check("a <!-- hidden --> b", "<p>a  b</p>");
    check("<b>open\n\nnext", "<p><b>open</b></p>\n<p>next</p>");
    check("a</p></div></li> b", "<p>a b</p>");
    check("<td colspan=3 rowspan=x style=y>c", "c");
    check("&lt;b&gt; &amp;lt;", "<p>&lt;b&gt; &amp;lt;</p>");
}

#[test]
fn markers_and_templates() {
    check("[[_TOC_]]\n\n[TOC]\n\na", "<p>a</p>");
    check(
        "<%= x %>",
        r#"<p><span class="chip" title="&lt;%= x %&gt;">x</span></p>"#,
    );
    check(
        "[y]({{< ref \"b.md#x\" >}})",
        r##"<p><a href="#" class="link" data-document="docs/b.md" data-anchor="x">y</a></p>"##,
    );
    check(
        "- [x] a\n- [ ] b",
        "<ul><li><input type=\"checkbox\" class=\"task\" disabled=\"\" checked=\"\">a</li>\n\
         <li><input type=\"checkbox\" class=\"task\" disabled=\"\">b</li>\n</ul>",
    );
    check(
        "|a|b|\n|-|-:|\n|1|2|",
        "<div class=\"table\"><table><thead><tr><th>a</th><th class=\"align-right\">b</th></tr></thead>\
         <tbody><tr><td>1</td><td class=\"align-right\">2</td></tr>\n</tbody></table></div>",
    );
    check("--flag \"quotes\" ...", "<p>--flag \"quotes\" ...</p>");
}

#[test]
fn asciidoc_uses_the_same_markup() {
    let page = rendered(
        "docs/c.adoc",
        "= T\n\nSee xref:b.md#x[b].\n\nTIP: t\n\n* one\n\n[source,bash]\n----\n$ ls\n----\n",
    );
    assert_eq!(
        page.html.trim_end(),
        "<h1 id=\"s-t\" data-slug=\"t\" data-line=\"1\"><span id=\"s-_t\"></span>T</h1>\n\
         <p>See <a href=\"#\" class=\"link\" data-document=\"docs/b.md\" data-anchor=\"x\">b</a>.</p>\n\
         <aside class=\"admonition\" data-kind=\"tip\"><p class=\"admonition-title\">Tip</p><p>t</p></aside>\n\
         <ul><li>one</li>\n</ul>\n\
         <figure class=\"code\" data-language=\"bash\" data-snippet=\"0\"><pre><code class=\"language-bash\">$ ls</code></pre></figure>"
    );
}
