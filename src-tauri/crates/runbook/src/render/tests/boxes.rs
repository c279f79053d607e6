//! Boxes and tabs, in every way to write them.

use super::*;

/// Tests of boxes leave the line breaks between elements out.
fn check_flat(text: &str, expected: &str) {
    let page = rendered("docs/a.md", text);
    assert_eq!(page.html.replace(">\n", ">").trim_end(), expected, "{text}");
    check_safe(&page.html, text);
}

#[test]
fn callouts_of_obsidian() {
    check_flat(
        "> [!faq]- Why `x`?\n> a\n>\n> > [!danger]\n> > b",
        "<details class=\"admonition\" data-kind=\"note\"><summary class=\"admonition-title\">Why x?</summary><p>a</p>\
         <aside class=\"admonition\" data-kind=\"caution\"><p class=\"admonition-title\">Danger</p><p>b</p></aside></details>",
    );
    check_flat(
        "> [!warning]+ T",
        "<details class=\"admonition\" data-kind=\"warning\" open=\"\"><summary class=\"admonition-title\">T</summary></details>",
    );
    check_flat(
        "> [!NOTE] Own *title*\n> a",
        "<aside class=\"admonition\" data-kind=\"note\"><p class=\"admonition-title\">Own title</p><p>a</p></aside>",
    );
    check_flat(
        "> [!a](b.md) c",
        "<blockquote><p>[!a](b.md) c</p></blockquote>"
            .replace(
                "[!a](b.md)",
                "<a href=\"#\" class=\"link\" data-document=\"docs/b.md\">!a</a>",
            )
            .as_str(),
    );
}

#[test]
fn boxes_of_mkdocs() {
    check_flat(
        "a\n!!! note\n    b\n\n    - c\n\n        ```sh\n        ls\n        ```\nafter",
        "<p>a</p><aside class=\"admonition\" data-kind=\"note\"><p class=\"admonition-title\">Note</p><p>b</p><ul><li><p>c</p>\
         <figure class=\"code\" data-language=\"bash\" data-snippet=\"0\"><pre><code class=\"language-bash\">ls</code></pre></figure></li></ul></aside><p>after</p>",
    );
    check_flat(
        "1. one\n\n    ??? danger \"Do <not>\"\n        x\n\n    ???+ tip\n        y\n2. two",
        "<ol><li><p>one</p><details class=\"admonition\" data-kind=\"caution\"><summary class=\"admonition-title\">Do &lt;not&gt;</summary><p>x</p></details>\
         <details class=\"admonition\" data-kind=\"tip\" open=\"\"><summary class=\"admonition-title\">Tip</summary><p>y</p></details></li><li><p>two</p></li></ol>",
    );
    check_flat(
        "+ item\n!!! note\n    b\n+ other",
        "<ul><li>item</li><li><aside class=\"admonition\" data-kind=\"note\"><p class=\"admonition-title\">Note</p>b</aside></li><li>other</li></ul>",
    );
    check_flat(
        "```\n!!! note\n    b\n```",
        "<figure class=\"code\" data-language=\"\" data-snippet=\"0\"><pre><code class=\"language-text\">!!! note\n    b</code></pre></figure>",
    );
    check_flat(
        "    !!! note \"é\"",
        "<figure class=\"code\" data-language=\"\" data-snippet=\"0\"><pre><code class=\"language-text\">!!! note \"é\"</code></pre></figure>",
    );
    check_flat("<pre>\n:::note\n:::\n</pre>", "<pre>:::note\n:::\n</pre>");
    check_flat(
        "!!! tip \":rocket: go\"\n    x",
        "<aside class=\"admonition\" data-kind=\"tip\"><p class=\"admonition-title\">\u{1f680} go</p>x</aside>",
    );
    check_flat("!!! really? no", "<p>!!! really? no</p>");
}

#[test]
fn tabs_of_mkdocs() {
    check_flat(
        "=== \"A\"\n    a\n\n=== \"B\"\n\n    ```sh\n    ls\n    ```\n\n!!! tip\n    t\n",
        "<div class=\"tabs\"><div class=\"tab\"><p class=\"tab-title\">A</p><p>a</p></div><div class=\"tab\"><p class=\"tab-title\">B</p>\
         <figure class=\"code\" data-language=\"bash\" data-snippet=\"0\"><pre><code class=\"language-bash\">ls</code></pre></figure></div></div>\
         <aside class=\"admonition\" data-kind=\"tip\"><p class=\"admonition-title\">Tip</p><p>t</p></aside>",
    );
}

#[test]
fn containers_of_docusaurus_and_vuepress() {
    check_flat(
        ":::info[Important]\na\n:::\nb",
        "<aside class=\"admonition\" data-kind=\"note\"><p class=\"admonition-title\">Important</p><p>a</p></aside><p>b</p>",
    );
    check_flat(
        "::::tip Outer\n\n- x\n\n  :::danger\n  y\n  :::\n\n::::",
        "<aside class=\"admonition\" data-kind=\"tip\"><p class=\"admonition-title\">Outer</p><ul><li><p>x</p>\
         <aside class=\"admonition\" data-kind=\"caution\"><p class=\"admonition-title\">Danger</p><p>y</p></aside></li></ul></aside>",
    );
    check_flat("::: {.column}\na\n:::", "<div><p>a</p></div>");
    check_flat(
        ":::details More\na\n:::",
        "<details class=\"admonition\" data-kind=\"note\"><summary class=\"admonition-title\">More</summary><p>a</p></details>",
    );
    // A box that its item ends, and marks that nothing closes or opens.
    check_flat(
        "- x\n\n  :::tip\n  a\n\nb\n\n:::\n\n:::",
        "<ul><li><p>x</p><aside class=\"admonition\" data-kind=\"tip\"><p class=\"admonition-title\">Tip</p><p>a</p></aside></li></ul><p>b</p><p>:::</p>",
    );
    check_flat(":::note\na", "<p>:::note\na</p>");
}

#[test]
fn shortcodes_that_are_boxes() {
    check_flat(
        "{{< note >}}\na\n\n- b\n{{< /note >}}\n\nc\n\n    {{< warning >}}code{{< /warning >}}",
        "<aside class=\"admonition\" data-kind=\"note\"><p class=\"admonition-title\">Note</p><p>a</p><ul><li>b</li></ul></aside><p>c</p>\
         <figure class=\"code\" data-language=\"\" data-snippet=\"0\"><pre><code class=\"language-text\">{{&lt; warning &gt;}}code{{&lt; /warning &gt;}}</code></pre></figure>",
    );
    check_flat(
        "1. x\n   {{< warning >}}`rm -rf x` *b*{{< /warning >}}\n",
        "<ol><li>x<aside class=\"admonition\" data-kind=\"warning\"><p class=\"admonition-title\">Warning</p><code class=\"command\" data-snippet=\"0\">rm -rf x</code> <em>b</em></aside></li></ol>",
    );
    check_flat(
        "{{% notice tip %}}\na\n{{% /notice %}}\n\n{% hint style=\"danger\" %}\nb\n{% endhint %}",
        "<aside class=\"admonition\" data-kind=\"tip\"><p class=\"admonition-title\">Tip</p><p>a</p></aside>\
         <aside class=\"admonition\" data-kind=\"caution\"><p class=\"admonition-title\">Danger</p><p>b</p></aside>",
    );
}

#[test]
fn docsify_and_markers() {
    check_flat(
        "!> a **b**",
        "<aside class=\"admonition\" data-kind=\"important\"><p class=\"admonition-title\">Important</p><p>a <strong>b</strong></p></aside>",
    );
    check_flat(
        "?> a",
        "<aside class=\"admonition\" data-kind=\"tip\"><p class=\"admonition-title\">Tip</p><p>a</p></aside>",
    );
    check_flat(
        "[[_TOC_]]\n\n[TOC]\n\n{:toc}\n\n[[toc]]\n\n{: .no_toc }\n\na",
        "<p>a</p>",
    );
}
