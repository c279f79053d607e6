//! Texts that want to do harm, and texts of absurd size.

use super::*;

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
        "shown-as-text",
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
    // Nothing is lost: the rest stands there as it is written.
    assert_eq!(
        page.html,
        "<p>a</p>\n<p>b</p>\n<pre class=\"plain\">c</pre>"
    );
    assert_eq!(page.diagnostics[0].args, [("line".into(), "5".into())]);
}

#[test]
fn the_outline_ends_where_the_page_is_text() {
    let text = "# a\n\n".repeat(50_000);
    let page = rendered("docs/a.md", &text);
    let place = &page.diagnostics[0].args[0].1;
    let last = page.outline.last().unwrap();
    assert_eq!((last.line + 2).to_string(), *place);
    let heading = format!("data-slug=\"{}\"", last.slug);
    assert!(page.html.contains(&heading), "{heading}");
}
