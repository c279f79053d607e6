//! The second look at a page: whatever is not on the list of what the renderer makes is taken out.
//!
//! The renderer's HTML is safe by itself; this is here for the day when it is not.

use super::writer::PLACED;
use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Elements that the renderer writes.
pub(super) const TAGS: &str = "a aside b blockquote br caption code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img \
    input ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var abbr cite";

/// Their attributes, beside `id` and `title`.
const ATTRIBUTES: [(&str, &[&str]); 21] = [
    (
        "a",
        &[
            "href",
            "class",
            "data-document",
            "data-anchor",
            "data-external",
            "data-file",
        ],
    ),
    ("aside", &["class", "data-kind"]),
    ("code", &["class", "data-snippet"]),
    ("details", &["open", "class", "data-kind"]),
    ("summary", &["class"]),
    ("div", &["class"]),
    ("figure", &["class", "data-language", "data-snippet"]),
    ("h1", &["data-slug", "data-line"]),
    ("h2", &["data-slug", "data-line"]),
    ("h3", &["data-slug", "data-line"]),
    ("h4", &["data-slug", "data-line"]),
    ("h5", &["data-slug", "data-line"]),
    ("h6", &["data-slug", "data-line"]),
    ("img", &["class", "data-file", "alt", "loading"]),
    ("input", &["type", "class", "disabled", "checked"]),
    ("mark", &["class"]),
    ("ol", &["start"]),
    ("p", &["class"]),
    ("pre", &["class"]),
    (
        "span",
        &["class", "data-target", "data-external", "data-folder"],
    ),
    ("sup", &["class"]),
];

const CELL: &[&str] = &["class", "colspan", "rowspan"];

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (tag, names) in ATTRIBUTES.into_iter().chain([("td", CELL), ("th", CELL)]) {
        attributes.insert(tag, names.iter().copied().collect());
    }
    for tag in PLACED {
        attributes.entry(tag).or_default().insert("data-line");
    }
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.split_ascii_whitespace().collect())
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["id", "title"]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
});

pub(super) fn clean(html: &str) -> String {
    BUILDER.clean(html).to_string()
}
