//! A page cut at its steps.

use super::*;

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

#[test]
fn steps_of_html_are_parts() {
    check_parts(
        "docs/a.md",
        "a\n\n<ol>\n<li>one <b>b</b></li>\n<li>two\n<ul><li>in</li></ul>\n</li>\n</ol>\n\nafter\n",
        &[
            "<li>one <b>b</b></li>",
            "<li>two\n<ul><li>in</li></ul>\n</li>",
            "<li>in</li>",
        ],
        &[
            "context [] <p>a</p>",
            "step 0 [] one <b>b</b>",
            "step 1 [] two",
            "step 2 [] in",
            "context [] <p>after</p>",
        ],
    );
}

#[test]
fn what_was_included_says_where_it_came_from_and_links_from_there() {
    let text = "1. one\n\n1. two [b](b.md)\n\nafter [b](b.md)\n";
    let (document, map) = (parse("docs/a.md", text), map());
    let start = text.find("1. two").unwrap();
    let included = [Included {
        span: Span::new(start, start + "1. two [b](b.md)".len()),
        path: "docs/sub/x.md".into(),
        written: String::new(),
    }];
    let page = Source {
        included: &included,
        ..Source::new("docs/a.md", text, &document, &map)
    };
    let cuts = [Span::new(0, start), Span::new(start, start + 18)];
    let parts = render_parts(&page, &cuts).parts;
    let shown: Vec<String> = parts
        .iter()
        .map(|part| part.html.replace('\n', ""))
        .collect();
    assert_eq!(
        shown,
        [
            "<p>one</p>",
            "<p class=\"included-from\"><span class=\"link-dead\" data-target=\"/docs/sub/x.md\" title=\"/docs/sub/x.md\">docs/sub/x.md</span></p>",
            "<p>two <span class=\"link-dead\" data-target=\"b.md\" title=\"b.md\">b</span></p>",
            "<p>after <a href=\"#\" class=\"link\" data-document=\"docs/b.md\">b</a></p>",
        ]
    );
}
