//! The markup contract, and documents that want to break it.

mod boxes;
mod more;

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

/// Texts of public collections and of our own, none of which may become more than text.
const HOSTILE: [&str; 30] = [
    "# h {#a\" onclick=alert(1)}",
    "# h {#a .b onclick=alert(1)}",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](&#74;avascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](https://x\"onclick=alert(1))",
    "[a](b.md \"t\\\" onclick=alert(1)\")",
    "[a]: javascript:alert(1)\n[a]",
    "<javascript:alert(1)>",
    "![a](javascript:alert(1))",
    "![a\" onerror=alert(1)](p.png)",
    "<img src=x onerror=alert(1)>",
    "<img src=p.png onload=alert(1) srcset=x>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>*{background:url(https://x)}</style><link rel=stylesheet href=https://x>",
    "<form action=https://x><input type=submit formaction=javascript:alert(1)></form>",
    "<a href=\"jav&#x0A;ascript:alert(1)\">x</a><base href=https://x>",
    "<details ontoggle=alert(1) open><summary onfocus=alert(1)>x",
    "<div id=s-app class=x data-document=../../etc/passwd style=x>a</div>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<scr<script>ipt>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "```\"><img src=x onerror=alert(1)>\nx\n```",
    "`<img src=x onerror=alert(1)>` {{ \"><img src=x onerror=alert(1)> }}",
    "> [!NOTE]<img src=x onerror=alert(1)>\n\n[^\"><script>]\n\n[^\"><script>]: x",
];

#[test]
fn hostile_texts_stay_texts() {
    for text in HOSTILE {
        for text in [
            text.to_owned(),
            format!("# {text}"),
            format!("- | {text}"),
            format!("|a|\n|-|\n|{text}|"),
            format!("<b>\n{text}"),
        ] {
            check_safe(&rendered("docs/a.md", &text).html, &text);
            check_safe(&rendered("docs/a.adoc", &text).html, &text);
        }
        let front = format!("---\ntitle: '{}'\n---\n", text.replace('\'', "''"));
        check_safe(&rendered("docs/a.md", &front).html, text);
    }
}

/// What must not take long and must not leave the caps; that it ends is the test.
#[test]
fn hostile_sizes_are_cut() {
    let codes = |page: &Rendered| {
        page.diagnostics
            .iter()
            .map(|found| found.code.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let check = |text: &str, expected: &str| {
        let page = rendered("docs/a.md", text);
        let shown: String = text.chars().take(20).collect();
        assert_eq!(codes(&page), expected, "{shown}");
        assert!(page.html.len() < 2 * writer::LARGEST);
        let depth = page.html.matches("<blockquote>").count();
        assert!(depth <= writer::DEEPEST, "{depth}");
    };
    check(&"> ".repeat(50_000), "cut-short");
    check(&"- ".repeat(50_000), "cut-short");
    check(&"*a **b ".repeat(10_000), "");
    check(&"<b>".repeat(30_000), "cut-short");
    check(
        &format!(
            "{}\n{}\n{}",
            "|a".repeat(5_000),
            "|-".repeat(5_000),
            "|b|\n".repeat(5_000)
        ),
        "cut-short",
    );
    check(&"word ".repeat(50_000), "");
    check(&"&".repeat(50_000), "");
    check(&"](".repeat(50_000), "");
    check(
        &format!("{}\n{}", ">".repeat(20_000), "a\n".repeat(20_000)),
        "cut-short",
    );
}

#[test]
fn large_files_are_plain_text() {
    let text = format!("# a <b>\n{}", "x".repeat(MOST_BYTES));
    let document = parse("docs/a.md", &text);
    assert_eq!(document.sections.len(), 1);
    assert_eq!(document.diagnostics.len(), 1);
    let page = render("docs/a.md", &text, &document, &map());
    assert!(
        page.html
            .starts_with("<pre class=\"plain\"># a &lt;b&gt;\nx")
    );
    assert!(page.truncated);
}

#[test]
fn stopping_ends_the_page_early() {
    let text = "a\n\nb\n\nc";
    let asked = std::cell::Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 2
    };
    let (document, map) = (parse("docs/a.md", text), map());
    let page = render_page(&Source {
        stop: &stop,
        ..Source::new("docs/a.md", text, &document, &map)
    });
    assert_eq!(page.html, "<p>a</p>\n<p>b</p>\n");
    assert!(page.truncated);
}

/// The parts of a document whose steps are the texts `steps`, one part a line.
fn check_parts(path: &str, text: &str, steps: &[&str], expected: &[&str]) {
    let cut = |step: &&str| {
        let start = text.find(*step).unwrap();
        Span::new(start, start + step.len())
    };
    let cuts: Vec<Span> = steps.iter().map(cut).collect();
    let (document, map) = (parse(path, text), map());
    let page = render_parts(&Source::new(path, text, &document, &map), &cuts);
    let shown = |part: &RenderedPart| {
        check_safe(&part.html, text);
        let kind = match part.kind {
            PartKind::Heading => "heading".to_owned(),
            PartKind::Context => "context".to_owned(),
            PartKind::Step(step) => format!("step {step}"),
        };
        let html = part.html.trim().replace('\n', "");
        format!("{kind} {:?} {html}", part.snippets)
    };
    let shown: Vec<String> = page.parts.iter().map(shown).collect();
    assert_eq!(shown, expected);
}

#[test]
fn parts_are_cut_at_steps() {
    check_parts(
        "docs/a.md",
        "before\n\n# H\n\n1. one\n\n   ```sh\n   ls\n   ```\n   1. in\n\n   more\n2. two\n\nafter\n",
        &[
            "1. one\n\n   ```sh\n   ls\n   ```\n   1. in\n\n   more\n",
            "1. in\n\n",
            "2. two\n\n",
        ],
        &[
            "context [] <p>before</p>",
            "heading [] <h1 id=\"s-h\" data-slug=\"h\" data-line=\"3\">H</h1>",
            "step 0 [0] <p>one</p><figure class=\"code\" data-language=\"bash\" data-snippet=\"0\"><pre><code class=\"language-bash\">ls</code></pre></figure>",
            "step 1 [] in",
            "step 0 [] <p>more</p>",
            "step 2 [] <p>two</p>",
            "context [] <p>after</p>",
        ],
    );
}

#[test]
fn parts_leave_the_frame_of_a_step_to_its_context() {
    check_parts(
        "docs/a.md",
        "> quoted\n>\n> - [ ] `kubectl get pods` a\n> - [x] b\n>   - c\n>\n> end",
        &["- [ ] `kubectl get pods` a\n> ", "- [x] b\n>   - c\n>\n> "],
        &[
            "context [] <blockquote><p>quoted</p></blockquote>",
            "step 0 [0] <code class=\"command\" data-snippet=\"0\">kubectl get pods</code> a",
            "step 1 [] b<ul><li>c</li></ul>",
            "context [] <blockquote><p>end</p></blockquote>",
        ],
    );
}

#[test]
fn parts_of_sections_and_of_asciidoc() {
    check_parts(
        "docs/a.md",
        "# A\n\n## Step\n\na\n\n## Other\n\nb\n",
        &["## Step\n\na\n\n"],
        &[
            "heading [] <h1 id=\"s-a\" data-slug=\"a\" data-line=\"1\">A</h1>",
            "step 0 [] <h2 id=\"s-step\" data-slug=\"step\" data-line=\"3\">Step</h2><p>a</p>",
            "heading [] <h2 id=\"s-other\" data-slug=\"other\" data-line=\"7\">Other</h2>",
            "context [] <p>b</p>",
        ],
    );
    check_parts(
        "docs/a.adoc",
        "Before.\n\n. One `oc get pods`\n. Two\n\nAfter.\n",
        &[". One `oc get pods`\n", ". Two\n"],
        &[
            "context [] <p>Before.</p>",
            "step 0 [0] One <code class=\"command\" data-snippet=\"0\">oc get pods</code>",
            "step 1 [] Two",
            "context [] <p>After.</p>",
        ],
    );
}

#[test]
fn a_page_without_cuts_is_the_same_in_parts() {
    let text = "a\n\n- b\n  1. c\n\n  d\n\n> - [ ] e `ls -l`\n\n<details>\n<summary>s</summary>\n\n- f\n\n</details>\n";
    let (document, map) = (parse("docs/a.md", text), map());
    let source = Source::new("docs/a.md", text, &document, &map);
    let parts = render_parts(&source, &[]).parts;
    let [part] = &*parts else {
        panic!("{parts:?}");
    };
    assert_eq!(part.html, render_page(&source).html);
}
