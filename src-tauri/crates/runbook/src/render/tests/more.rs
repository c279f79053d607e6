//! `AsciiDoc`, included files, components, fences, and what is cut.

use super::*;

#[test]
fn asciidoc_nests_and_sets() {
    let page = rendered(
        "docs/c.adoc",
        ":toc:\ntoc::[]\nifdef::x[]\n. One *bold `a` _it_*\n+\n.Title\n[source,sh]\n----\nls\n----\n+\n[WARNING]\n.Own\n====\n* in\n====\n.. Deep\n\n.T\n|===\n|A |B\n\n|1\n|<<own>>\n|===\nendif::[]\n",
    );
    check_safe(&page.html, "");
    assert_eq!(
        page.html.replace("\n\n", "\n").replace(">\n", ">"),
        "<ol><li>One <strong>bold <code>a</code> <em>it</em></strong>\
         <figure class=\"code\" data-language=\"bash\" data-snippet=\"0\"><figcaption>Title</figcaption><pre><code class=\"language-bash\">ls</code></pre></figure>\
         <aside class=\"admonition\" data-kind=\"warning\"><p class=\"admonition-title\">Own</p><ul><li>in</li></ul></aside>\
         <ol><li>Deep</li></ol></li></ol><p>T</p>\
         <div class=\"table\"><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td>\
         <td><a href=\"#\" class=\"link anchor-dead\" data-document=\"docs/c.adoc\" data-anchor=\"own\">own</a></td></tr></tbody></table></div>"
    );
}

#[test]
fn asciidoc_has_terms_and_rules() {
    let page = rendered(
        "docs/c.adoc",
        "`--all`:: Every one.\n+\n[source,sh]\n----\nls\n----\nfew::\nsome:: Not\nall, link:b.md[see `b` c].\n\n'''\nend\n",
    );
    check_safe(&page.html, "");
    assert_eq!(
        page.html.replace("\n\n", "\n").replace(">\n", ">"),
        "<dl><dt><code>--all</code></dt><dd><p>Every one.</p>\
         <figure class=\"code\" data-language=\"bash\" data-snippet=\"0\"><pre><code class=\"language-bash\">ls</code></pre></figure></dd>\
         <dt>few</dt><dt>some</dt><dd><p>Not\nall, <a href=\"#\" class=\"link\" data-document=\"docs/b.md\">see <code>b</code> c</a>.</p></dd></dl><hr><p>end</p>"
    );
}

#[test]
fn components_of_mdx_are_chips() {
    let text = "import Tabs from '@theme/Tabs';\n\n<Tabs groupId=\"os\">\n\n**a** <Badge>b</Badge> <pod>\n\n</Tabs>\n";
    let page = rendered("docs/a.mdx", text);
    check_safe(&page.html, text);
    assert_eq!(
        page.html.replace(">\n", ">"),
        "<p><span class=\"chip\" title=\"import Tabs from '@theme/Tabs';\">import Tabs from '@theme/Tabs';</span></p>\
         <span class=\"chip\" title=\"&lt;Tabs groupId=&quot;os&quot;&gt;\">Tabs groupId=\"os\"</span><p><strong>a</strong> \
         <span class=\"chip\" title=\"&lt;Badge&gt;\">Badge</span>b &lt;pod&gt;</p>\n"
    );
}

#[test]
fn fences_have_titles_and_marked_lines() {
    check(
        "```yaml title=\"a.yml\" hl_lines=\"2\"\na: 1\nb: 2\n```",
        "<figure class=\"code\" data-language=\"yaml\" data-snippet=\"0\"><figcaption>a.yml</figcaption>\
         <pre><code class=\"language-yaml\">a: 1\n<mark class=\"line\">b: 2</mark></code></pre></figure>",
    );
}

/// A page in a library whose files are given; the file that includes is `docs/a.md`.
fn check_included(text: &str, files: &[(&str, &str)], expected: &str) {
    let documents = files
        .iter()
        .map(|(path, _)| ((*path).to_owned(), Vec::new()))
        .chain([("docs/a.md".to_owned(), Vec::new())]);
    let map = LinkMap::new(documents, ["conf/x.yaml".to_owned()]);
    let document = parse("docs/a.md", text);
    let includes = |path: &str| {
        let found = files.iter().find(|(known, _)| *known == path);
        let file = (path == "conf/x.yaml").then(|| "a: 1\n".to_owned());
        found.map(|(_, text)| (*text).to_owned()).or(file)
    };
    let page = render_page(&Source {
        includes: &includes,
        ..Source::new("docs/a.md", text, &document, &map)
    });
    check_safe(&page.html, text);
    let from = |path: &str| {
        format!(
            "<p class=\"included-from\"><a href=\"#\" class=\"link\" data-document=\"{path}\">{path}</a></p>"
        )
    };
    let mut shown = page.html.replace(">\n", ">").trim_end().to_owned();
    for (path, _) in files {
        shown = shown.replace(&from(path), &format!("[{path}]"));
    }
    let snippets: Vec<&str> = page.snippets.iter().map(|snippet| &*snippet.text).collect();
    assert_eq!(format!("{shown} {}", snippets.join(",")), expected);
}

#[test]
fn included_files_are_shown_with_where_they_came_from() {
    check_included(
        "`ls -l`\n\n--8<-- \"part.md\"\n\n`ls -a`",
        &[(
            "docs/part.md",
            "# In\n\n[up](../docs/a.md) `kubectl get x`\n",
        )],
        "<p><code class=\"command\" data-snippet=\"0\">ls -l</code></p><div class=\"included\">[docs/part.md]<h1 id=\"s-in\">In</h1>\
         <p><a href=\"#\" class=\"link\" data-document=\"docs/a.md\">up</a> <code class=\"command\" data-snippet=\"2\">kubectl get x</code></p></div>\
         <p><code class=\"command\" data-snippet=\"1\">ls -a</code></p> ls -l,ls -a,kubectl get x",
    );
    check_included(
        "{{< readfile file=\"/conf/x.yaml\" >}}",
        &[],
        "<div class=\"included\"><p class=\"included-from\"><a href=\"#\" class=\"link file\" data-file=\"conf/x.yaml\">conf/x.yaml</a></p>\
         <figure class=\"code\" data-language=\"yaml\" data-snippet=\"0\"><pre><code class=\"language-yaml\">a: 1</code></pre></figure></div> a: 1",
    );
    check_included(
        "--8<--\npart.md:b\npart.md:1:1\ngone.md\n--8<--",
        &[(
            "docs/part.md",
            "one\n<!-- --8<-- [start:b] -->\ntwo\n<!-- --8<-- [end:b] -->\n",
        )],
        "<div class=\"included\">[docs/part.md]<p>two</p></div><div class=\"included\">[docs/part.md]<p>one</p></div>\
         <p><span class=\"link-dead\" data-target=\"gone.md\" title=\"gone.md\">gone.md</span></p> ",
    );
}

#[test]
fn headings_of_included_asciidoc_stand_where_it_is_said() {
    check_included(
        "--8<-- \"part.adoc\"",
        &[
            (
                "docs/part.adoc",
                ":leveloffset: +1\n\n= P\n\ninclude::x.adoc[leveloffset=+2]\n",
            ),
            ("docs/x.adoc", "= X\n\nx\n"),
        ],
        "<div class=\"included\">[docs/part.adoc]<h2 id=\"s-p\"><span id=\"s-_p\"></span>P</h2><div class=\"included\">[docs/x.adoc]\
         <h4 id=\"s-x\"><span id=\"s-_x\"></span>X</h4><p>x</p></div>\n</div> ",
    );
}

#[test]
fn files_in_code_are_shown_and_copied() {
    check_included(
        "```sh\nls\n--8<-- \"part.sh\"\n```",
        &[("docs/part.sh", "pwd\n")],
        "<div class=\"included\">[docs/part.sh]<figure class=\"code\" data-language=\"bash\" data-snippet=\"1\">\
         <pre><code class=\"language-bash\">ls\npwd</code></pre></figure></div> ls\n--8<-- \"part.sh\",ls\npwd",
    );
    check_included(
        "```sh\n--8<-- \"gone.sh\"\n```",
        &[],
        "<figure class=\"code\" data-language=\"bash\" data-snippet=\"0\"><pre><code class=\"language-bash\">--8&lt;-- \"gone.sh\"\
         </code></pre></figure> --8<-- \"gone.sh\"",
    );
}

#[test]
fn inclusion_ends() {
    let many = "--8<-- \"b.md\"\n";
    check_included(
        many,
        &[
            ("docs/b.md", "--8<-- \"c.md\"\n"),
            ("docs/c.md", "c\n\n--8<-- \"b.md\"\n\n--8<-- \"a.md\"\n"),
        ],
        "<div class=\"included\">[docs/b.md]<div class=\"included\">[docs/c.md]<p>c</p><div class=\"included\">[docs/b.md]</div>\
         <div class=\"included\"><p class=\"included-from\"><a href=\"#\" class=\"link\" data-document=\"docs/a.md\">docs/a.md</a></p></div></div></div> ",
    );
    // Each of ten files includes the next one ten times over.
    let names: Vec<String> = (0..10).map(|n| format!("docs/{n}.md")).collect();
    let text: Vec<String> = (1..11)
        .map(|n| format!("--8<-- \"{n}.md\"\n\n").repeat(10))
        .collect();
    let asked = std::cell::Cell::new(0);
    let map = LinkMap::new(names.iter().map(|name| (name.clone(), Vec::new())), []);
    let includes = |path: &str| {
        asked.set(asked.get() + 1);
        let at = names.iter().position(|name| name == path)?;
        Some(format!("{}{}", text[at], "x".repeat(10_000)))
    };
    let document = parse("docs/a.md", "--8<-- \"0.md\"");
    let page = render_page(&Source {
        includes: &includes,
        ..Source::new("docs/a.md", "--8<-- \"0.md\"", &document, &map)
    });
    assert!(page.truncated);
    assert!(page.html.len() < 4 * 1024 * 1024, "{}", page.html.len());
    assert!(asked.get() < 12_000, "{}", asked.get());
}

#[test]
fn long_lines_are_cut_and_said() {
    let long = "x".repeat(3 * 1024 * 1024);
    for text in [
        format!("a\n\n{long} end\n\nb"),
        format!("a\n\n```\n{long} end\n```\n\nb"),
        format!("a\n\n- {long} end\n\nb"),
        format!("a\n\n<p>{long} end\n\nb"),
        format!("a\n\n| {long} | end |\n|-|-|\n\nb"),
        format!("a\n\n[x]({long}) end\n\nb"),
    ] {
        for path in ["docs/a.md", "docs/a.adoc"] {
            let document = parse(path, &text);
            let codes: Vec<(&str, &str)> = document
                .diagnostics
                .iter()
                .map(|found| (found.code.as_str(), &*found.args[0].1))
                .collect();
            let line = text.lines().position(|line| line.len() > 1000).unwrap() + 1;
            assert_eq!(codes, [("line-cut", &*line.to_string())]);
            let page = render(path, &text, &document, &map());
            assert!(
                page.html.len() < 500_000,
                "{path} {} {}",
                &text[..20],
                &page.html[..200]
            );
            assert!(!page.html.contains(" end"));
            assert!(page.html.contains("<p>b</p>"));
        }
    }
    // The button copies all of it.
    let text = format!("```\n{long}\n```");
    assert_eq!(parse("docs/a.md", &text).commands[0].copy.len(), long.len());
}

/// What bounds the work is counted: how often the caller is asked whether it still wants the page.
#[test]
fn the_caller_is_asked_within_blocks_too() {
    let links: String = (0..100_000).fold(String::new(), |all, n| {
        all + "[a](b" + &n.to_string() + ".md) "
    });
    let (document, map) = (parse("docs/a.md", &links), map());
    let asked = std::cell::Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 10
    };
    let page = render_page(&Source {
        stop: &stop,
        ..Source::new("docs/a.md", &links, &document, &map)
    });
    assert_eq!(page.diagnostics[0].code, Code::ShownAsText);
    assert!(page.html.len() < 500_000, "{}", page.html.len());
}
