//! From a page of the window to a page that stands alone: pictures inside it, links that work without
//! the app, nothing that loads or runs.
//!
//! It takes what [`crate::render()`] made, rewrites the elements that need the app, and lets a
//! sanitizer with a shorter list look at the result, as the window's pages are looked at.

use crate::html;
use crate::render::escape;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Asked for a picture of the library: its `data:` address, or `None` where it cannot be had.
pub type Pictures<'a> = dyn FnMut(&str) -> Option<String> + 'a;

/// Rewrites the page of the document at `here`.
pub fn standalone(page: &str, here: &str, pictures: &mut Pictures<'_>) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        let end = tag_end(tag);
        rewrite(&mut out, &tag[..end], here, pictures);
        rest = &tag[end..];
    }
    out.push_str(rest);
    CLEANER.clean(&out).to_string()
}

/// Elements of a page that stands alone.
const TAGS: &str = "a aside b blockquote br caption code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img \
    input ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var abbr cite";

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let own = [
        ("a", ["href", "rel"].as_slice()),
        ("img", &["src", "alt"]),
        ("input", &["type", "disabled", "checked"]),
        ("details", &["open"]),
        ("ol", &["start"]),
        ("td", &["colspan", "rowspan"]),
        ("th", &["colspan", "rowspan"]),
    ];
    let own: HashMap<&str, HashSet<&str>> = own
        .into_iter()
        .map(|(tag, names)| (tag, names.iter().copied().collect()))
        .collect();
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.split_ascii_whitespace().collect())
        .tag_attributes(own)
        .generic_attributes(HashSet::from(["id", "title", "class", "data-kind"]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["https", "http", "mailto", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(address);
    builder
});

/// A link leads to a heading of the page, to the web or to a mail address; a picture is in the page.
fn address<'v>(element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let known = match (element, attribute) {
        ("a", "href") => ["#", "https://", "http://", "mailto:"]
            .iter()
            .any(|start| value.starts_with(start)),
        ("img", "src") => value.starts_with("data:image/"),
        _ => true,
    };
    known.then_some(Cow::Borrowed(value))
}

/// Behind the tag that the text begins with; a `>` in quotes does not end it.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn rewrite(out: &mut String, tag: &str, here: &str, pictures: &mut Pictures<'_>) {
    if tag.starts_with("<a ") {
        link(out, &Attributes::of(tag), here);
    } else if tag.starts_with("<img ") {
        picture(out, &Attributes::of(tag), pictures);
    } else {
        out.push_str(tag);
    }
}

fn link(out: &mut String, attributes: &Attributes, here: &str) {
    let class = attributes.get("class").unwrap_or_default();
    let named = |path: &str| match attributes.get("data-anchor") {
        Some(anchor) => format!("{path}#{anchor}"),
        None => path.to_owned(),
    };
    if let Some(address) = attributes.get("data-external") {
        let own = [
            ("class", class),
            ("href", address),
            ("rel", "noopener noreferrer"),
        ];
        open(out, "a", &own);
    } else if let Some(path) = attributes.get("data-document").filter(|path| *path != here) {
        open(out, "a", &[("class", "elsewhere"), ("title", &named(path))]);
    } else if let Some(path) = attributes.get("data-file") {
        open(out, "a", &[("class", "elsewhere"), ("title", path)]);
    } else {
        let anchor = attributes.get("data-anchor");
        let href = anchor.map_or_else(|| "#".to_owned(), |anchor| format!("#s-{anchor}"));
        open(out, "a", &[("class", class), ("href", &href)]);
    }
}

fn picture(out: &mut String, attributes: &Attributes, pictures: &mut Pictures<'_>) {
    let path = attributes.get("data-file").unwrap_or_default();
    let alt = attributes.get("alt").unwrap_or_default();
    if let Some(data) = pictures(path) {
        open(out, "img", &[("src", &data), ("alt", alt)]);
        return;
    }
    open(out, "span", &[("class", "image-missing"), ("title", path)]);
    escape(out, if alt.trim().is_empty() { path } else { alt });
    out.push_str("</span>");
}

fn open(out: &mut String, name: &str, attributes: &[(&str, &str)]) {
    out.push('<');
    out.push_str(name);
    for (attribute, value) in attributes {
        out.push(' ');
        out.push_str(attribute);
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
    }
    out.push('>');
}

/// The attributes of a tag as the sanitizer writes them: each value in double quotes.
struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(tag: &str) -> Self {
        let mut found = Vec::new();
        let mut rest = tag.trim_start_matches(|c: char| !c.is_whitespace());
        while let Some((name, behind)) = rest.split_once("=\"") {
            let Some((value, tail)) = behind.split_once('"') else {
                break;
            };
            // Attributes without a value may stand before the name.
            let name = name.split_whitespace().last().unwrap_or_default();
            found.push((name.to_owned(), html::decode(value)));
            rest = tail;
        }
        Self(found)
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LinkMap;

    /// The page of `text`, which stands in `docs/a.md` beside `docs/b.md` and two pictures.
    fn page(text: &str) -> String {
        let document = crate::parse("docs/a.md", text);
        let documents = [
            ("docs/a.md".to_owned(), document.anchors.clone()),
            ("docs/b.md".to_owned(), vec!["c".to_owned()]),
        ];
        let files = ["docs/in.png", "docs/out.png", "docs/x.yaml"];
        let links = LinkMap::new(documents, files.map(str::to_owned));
        let html = crate::render("docs/a.md", text, &document, &links).html;
        standalone(&html, "docs/a.md", &mut |path| {
            (path == "docs/in.png").then(|| "data:image/png;base64,AA==".to_owned())
        })
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(page(text).trim(), expected);
    }

    #[test]
    fn links_work_without_the_app_or_are_named() {
        check(
            "[up](#x) [top](a.md)\n\n# X\n",
            "<p><a class=\"link\" href=\"#s-x\">up</a> <a class=\"link\" href=\"#\">top</a></p>\n<h1 id=\"s-x\">X</h1>",
        );
        check(
            "[b](b.md#c) [f](x.yaml)",
            "<p><a class=\"elsewhere\" title=\"docs/b.md#c\">b</a> <a class=\"elsewhere\" title=\"docs/x.yaml\">f</a></p>",
        );
        check(
            "[w](https://example.org/?a=1&b=\"x\")",
            "<p><a class=\"link external\" href=\"https://example.org/?a=1&amp;b=%22x%22\" rel=\"noopener noreferrer\">w</a></p>",
        );
    }

    #[test]
    fn pictures_are_inside_or_named() {
        check(
            "![a \"b\" &amp; c](in.png)",
            "<p><img src=\"data:image/png;base64,AA==\" alt=\"a &quot;b&quot; &amp; c\"></p>",
        );
        check(
            "![](out.png)",
            "<p><span class=\"image-missing\" title=\"docs/out.png\">docs/out.png</span></p>",
        );
    }

    #[test]
    fn nothing_that_loads_or_runs_is_left() {
        let hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> <a href='javascript:alert(1)'>x</a>\n\n\
            ![r](https://example.org/a.png) [d](data:text/html,x) <iframe src='https://example.org'></iframe>\n\n\
            <a href=\"https://example.org\" title='\" onclick=alert(1) x=\"'>t</a> `<b onclick=x>`\n";
        let page = page(hostile);
        for never in [
            "<script",
            "onerror=",
            "<iframe",
            "href=\"javascript",
            "src=\"http",
            "href=\"data",
        ] {
            assert!(!page.contains(never), "{never}: {page}");
        }
        let tags = page.split('<').skip(1).map(|tag| &tag[..tag_end(tag)]);
        for tag in tags {
            let outside_quotes: String = tag.split('"').step_by(2).collect();
            assert!(!outside_quotes.contains("onclick"), "{tag}");
        }
    }
}
