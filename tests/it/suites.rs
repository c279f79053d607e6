//! Public collections of hostile text, rendered: nothing of them is more than text. What of them would run in the
//! real window is proven in tests/e2e/safety.rs; the examples of CommonMark and GFM by the runbook crate itself.

use drillbook_runbook::render::{Source, render_parts};
use drillbook_runbook::{LinkMap, parse, render};
use drillbook_tests::shared;
use std::fs;

#[test]
fn nothing_active_is_left_of_markdown_its_collection() {
    let Some(path) = shared::suite("markdown-it-xss.txt") else {
        return;
    };
    let text = fs::read_to_string(path).unwrap();
    let examples: Vec<&str> = text
        .split("\n.\n")
        .map(|part| part.trim_start_matches(".\n"))
        .collect();
    assert!(
        examples.len() > 10,
        "the collection is not read as it should be"
    );
    for example in examples {
        check(example);
    }
}

#[test]
fn nothing_active_is_left_of_naughty_strings() {
    let Some(path) = shared::suite("naughty-strings.json") else {
        return;
    };
    let strings: Vec<String> = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    assert!(
        strings.len() > 400,
        "the collection is not read as it should be"
    );
    for string in &strings {
        check(string);
    }
}

#[test]
fn the_check_finds_what_is_active() {
    for html in [
        "<img src=x>",
        "<p onclick=\"x\">",
        "<script>",
        "<a href=\"javascript:x\">",
        "<p id=\"x\">",
        "<svg>",
        "<p style=\"x\">",
    ] {
        assert!(active(html).is_some(), "{html}");
    }
    assert_eq!(active("<p class=\"x\">&lt;script&gt;</p>"), None);
}

/// Renders a text in every place that a document has for one.
fn check(hostile: &str) {
    let quoted = hostile.replace('"', "\\\"");
    let texts = [
        hostile.to_owned(),
        format!("---\ntitle: \"{quoted}\"\n---\n{hostile}"),
        format!("# {hostile}\n\n> [!{hostile}] {hostile}\n> {hostile}"),
        format!(
            "[{hostile}]({hostile} \"{hostile}\") ![{hostile}](<{hostile}>) [[{hostile}|{hostile}]]"
        ),
        format!(
            "```{hostile}\n{hostile}\n```\n\n`{hostile}`\n\n!!! note \"{hostile}\"\n    {hostile}\n"
        ),
        format!("- {hostile}\n\n  | {hostile} |\n  | - |\n  | {hostile} |\n"),
        format!("<details {hostile}><summary>{hostile}</summary>\n\n{hostile}\n\n</details>"),
        format!("[^a]\n\n[^a]: {hostile}\n\n{{{{< {hostile} >}}}} {{: {hostile} }}"),
    ];
    for text in &texts {
        for path in ["a.md", "a.adoc", "a.mdx"] {
            let (document, links) = (parse(path, text), LinkMap::default());
            let page = render(path, text, &document, &links);
            assert_eq!(active(&page.html), None, "{text}");
            let parts = render_parts(&Source::new(path, text, &document, &links), &[]);
            for part in parts.parts {
                assert_eq!(active(&part.html), None, "{text}");
            }
        }
    }
}

/// The first thing in a page that could do anything.
fn active(html: &str) -> Option<String> {
    const PLAIN: &str = "a abbr aside b blockquote br caption cite code dd del details dfn div dl dt em figcaption \
        figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q s samp small span strong sub summary \
        sup table tbody td tfoot th thead tr u ul var";
    const ATTRIBUTES: &str = "alt checked class colspan data-anchor data-document data-external data-file \
        data-folder data-kind data-language data-line data-slug data-snippet data-target disabled href id loading open \
        rowspan start title type";
    let known = |list: &str, word: &str| list.split_ascii_whitespace().any(|known| known == word);
    html.split('<').skip(1).find_map(|rest| {
        let tag = rest.split('>').next().unwrap_or(rest);
        let name = tag.trim_start_matches('/').split(' ').next().unwrap_or(tag);
        let plain = known(PLAIN, name)
            && attributes(tag).all(|(name, value)| {
                let safe = ["#", "https://", "http://", "mailto:"];
                known(ATTRIBUTES, name)
                    && (name != "href" || safe.iter().any(|start| value.starts_with(start)))
                    && (name != "id" || value.starts_with("s-"))
            });
        (!plain).then(|| tag.to_owned())
    })
}

/// The attributes of a tag as the sanitizer writes them: each in double quotes.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag.split_once(' ').map_or("", |(_, rest)| rest);
    std::iter::from_fn(move || {
        let written = rest.trim_start();
        if written.is_empty() {
            return None;
        }
        let (name, value) = written.split_once("=\"").unwrap_or((written, ""));
        let (value, behind) = value.split_once('"').unwrap_or((value, ""));
        rest = behind;
        Some((name, value))
    })
}

/// Whatever YAML can be, a scenario reader answers it with a diagnostic, and formatting what it can read keeps its tree.
#[test]
fn every_yaml_of_the_test_suite_is_diagnosed() {
    let Some(path) = shared::suite("yaml-test-suite/src") else {
        return;
    };
    let mut texts = Vec::new();
    for entry in fs::read_dir(path).unwrap() {
        let file = fs::read_to_string(entry.unwrap().path()).unwrap();
        let cases = drillbook_text::yaml::parse_value(&file).unwrap_or_default();
        let cases = cases.as_array().into_iter().flatten();
        let yaml = cases.filter_map(|case| case["yaml"].as_str());
        texts.extend(yaml.map(|text| {
            text.replace('␣', " ")
                .replace(['∎', '↵', '⇔'], "")
                .replace('»', "\t")
        }));
        texts.push(file);
    }
    assert!(texts.len() > 700, "{}", texts.len());
    let mut read = 0;
    for text in &texts {
        for text in [text.clone(), format!("scenario: 1\ndefine:\n{text}")] {
            let (scenario, found) = drillbook_drill::read(&text);
            assert!(scenario.is_none() && !found.is_empty(), "{text}");
            let Ok(made) = drillbook_drill::format(&text) else {
                continue;
            };
            let tree = |text: &str| drillbook_text::yaml::tree(text).0;
            let same = match (tree(&text), tree(&made)) {
                (Some(before), Some(after)) => before.same(&after),
                (before, after) => before.is_none() && after.is_none(),
            };
            assert!(same, "{text}\n---\n{made}");
            assert_eq!(
                drillbook_drill::format(&made).ok(),
                Some(made.clone()),
                "{text}"
            );
            read += 1;
        }
    }
    assert!(read > 300, "{read} were formatted");
}
