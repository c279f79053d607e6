//! Where an address stands in a text, and how one is written anew: for links that are to lead elsewhere, or to the same place
//! from elsewhere.
//!
//! Nothing is parsed a second time: the address is looked for within what the parser said is a link. Whether what was written
//! leads where it should, whoever writes it looks up.

use super::candidates::{self, EXTENSIONS};
use super::{LinkMap, Target, address};
use crate::Link;
use drillbook_text::{Span, percent};
use std::fmt::Write as _;

/// Where the address of `link` stands in `text`: in the link itself, or where its reference is defined. A wiki link is one as
/// a whole. `None` where it is written otherwise than it reads.
pub fn address_span(text: &str, link: &Link) -> Option<Span> {
    if super::wiki(&link.target) == Some(&*link.target) {
        return Some(link.span);
    }
    let whole = link.span.of(text);
    if link.target.is_empty() || whole.is_empty() {
        return None;
    }
    let start = link.span.start;
    let inside = in_brackets(whole, &link.target).or_else(|| in_marks(whole, &link.target));
    let at = inside
        .map(|at| start + at)
        .or_else(|| in_definition(text, whole, &link.target))?;
    Some(Span::new(at, at + link.target.len()))
}

/// `[text](address "title")`: the last opening that the address stands behind.
fn in_brackets(whole: &str, target: &str) -> Option<usize> {
    let openings = whole.rmatch_indices("](").map(|(at, _)| at + 2);
    openings.into_iter().find_map(|at| {
        let rest = whole.get(at..)?;
        let bare = rest.trim_start();
        let bare = bare.strip_prefix('<').unwrap_or(bare);
        let behind = bare.strip_prefix(target)?;
        let ends = behind.starts_with([')', '>']) || behind.starts_with(char::is_whitespace);
        ends.then_some(at + rest.len() - bare.len())
    })
}

/// `href="address"`, `xref:address[text]`, `<<address,text>>`.
fn in_marks(whole: &str, target: &str) -> Option<usize> {
    let before = |at: usize| whole.get(..at).and_then(|head| head.chars().next_back());
    let after = |at: usize| whole.get(at + target.len()..)?.chars().next();
    whole.match_indices(target).map(|(at, _)| at).find(|at| {
        matches!(before(*at), Some('"' | '\'' | '=' | ':' | '<'))
            && matches!(after(*at), None | Some('"' | '\'' | '[' | ',' | '>' | ' '))
    })
}

/// `[label]: address`, for `[text][label]`, `[label][]` and `[label]`.
fn in_definition(text: &str, whole: &str, target: &str) -> Option<usize> {
    let inner = whole.trim_start_matches('!').strip_suffix(']')?;
    let (text_label, last) = inner.rsplit_once('[')?;
    let label = if last.is_empty() {
        text_label.strip_prefix('[')?.strip_suffix(']')?
    } else {
        last
    };
    let label = normal(label);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '>']);
        let defined = bare
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]:"))
            .filter(|(name, _)| normal(name) == label);
        if let Some((_, rest)) = defined {
            let address = rest.trim_start().trim_start_matches('<');
            let behind = address.strip_prefix(target);
            if behind.is_some_and(|rest| {
                rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r', '>'])
            }) {
                return Some(start + line.len() - address.len());
            }
        }
        start += line.len();
    }
    None
}

fn normal(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

impl LinkMap {
    /// An address for a link in the document `from` that leads to `to`, written as `former` is: from the root or from here, with
    /// or without an extension, the part behind `#` kept. `None` where none of the ways to write it leads there.
    pub fn address(&self, from: &str, to: &str, former: &str) -> Option<String> {
        let written = Written::of(former);
        let mut names = written.names(to);
        names.push(to.to_owned());
        let ways = names.iter().flat_map(|name| written.ways(from, name));
        ways.map(|path| written.with(&path)).find(|address| {
            matches!(self.resolve(from, address),
                Target::Document { path, case_differs: false, .. }
                | Target::File { path, case_differs: false }
                | Target::Folder { path } if path == to)
        })
    }
}

/// An address in its parts: what stands before the path, the path, and what stands behind.
struct Written<'a> {
    before: &'a str,
    path: &'a str,
    behind: &'a str,
    wiki: bool,
}

impl<'a> Written<'a> {
    fn of(address: &'a str) -> Self {
        let wiki = super::wiki(address) == Some(address);
        let path = if wiki {
            super::wiki::page(address)
        } else {
            address::hugo_reference(address).unwrap_or(address)
        };
        let start = address.find(path).unwrap_or(0);
        let path = path.split(['#', '?']).next().unwrap_or(path);
        Self {
            before: address.get(..start).unwrap_or_default(),
            path,
            behind: address.get(start + path.len()..).unwrap_or_default(),
            wiki,
        }
    }

    fn with(&self, path: &str) -> String {
        let path = if self.wiki {
            path.to_owned()
        } else {
            encoded(path, self.path.contains('%'))
        };
        format!("{}{path}{}", self.before, self.behind)
    }

    /// What the file may be called in an address of this kind, likest first.
    fn names(&self, to: &str) -> Vec<String> {
        let Some((stem, extension)) = split(to) else {
            return Vec::new();
        };
        let path = self.path.to_lowercase();
        if path.ends_with(&extension.to_lowercase()) {
            return Vec::new();
        }
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let overview = candidates::is_overview(&name.to_lowercase());
        let mut names = Vec::new();
        if self.wiki && !path.contains('/') {
            names.push(name.to_owned());
        }
        if path.ends_with('/') || (overview && !path.ends_with(&name.to_lowercase())) {
            names.push(format!("{}/", if overview { folder } else { stem }));
        }
        for served in [".html", ".htm"] {
            if path.ends_with(served) {
                names.push(format!("{stem}{served}"));
            }
        }
        names.push(stem.to_owned());
        names
    }

    /// The ways to write `name`: as the address is written first.
    fn ways(&self, from: &str, name: &str) -> Vec<String> {
        let here = relative(from, name);
        let mut ways = Vec::new();
        if self.wiki || self.before.starts_with("{{") {
            ways.push(name.to_owned());
        }
        if self.path.starts_with('/') {
            // A site's root may be a folder of the library: the shortest end of the path that leads there.
            let ends = name.match_indices('/').map(|(at, _)| at + 1);
            let mut ends: Vec<usize> = std::iter::once(0).chain(ends).collect();
            ends.reverse();
            let depth = self.path.matches('/').count();
            ends.sort_by_key(|at| {
                name.get(*at..)
                    .unwrap_or_default()
                    .matches('/')
                    .count()
                    .abs_diff(depth - 1)
            });
            ways.extend(
                ends.into_iter()
                    .filter_map(|at| Some(format!("/{}", name.get(at..)?))),
            );
        }
        if self.path.starts_with("./") && !here.starts_with("../") {
            ways.push(format!("./{here}"));
        }
        ways.push(here);
        ways
    }
}

/// A document's path without its extension, and the extension.
fn split(path: &str) -> Option<(&str, &str)> {
    let lower = path.to_lowercase();
    let longest = EXTENSIONS
        .iter()
        .filter(|extension| lower.ends_with(**extension))
        .max_by_key(|extension| extension.len())?;
    path.split_at_checked(path.len() - longest.len())
}

/// The path of `to` as seen from the document `from`: `../b/c.md`.
pub fn relative(from: &str, to: &str) -> String {
    let mut here: Vec<&str> = from.split('/').collect();
    here.pop();
    let there: Vec<&str> = to.split('/').collect();
    let most = here.len().min(there.len().saturating_sub(1));
    let same = (0..most).take_while(|at| here[*at] == there[*at]).count();
    let mut path = "../".repeat(here.len() - same);
    path.push_str(&there[same..].join("/"));
    if path.is_empty() {
        path.push_str("./");
    }
    path
}

/// A path as it can stand in an address of any markup; `whole` where all that is not ASCII is encoded too.
pub fn encoded(path: &str, whole: bool) -> String {
    if whole {
        return percent::encode_path(path);
    }
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_whitespace() || c.is_control() || "%#?()<>[]{}|\\^`\"':*".contains(c) {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                // Writing to a string does not fail.
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    /// The text with each address that was found in angle quotes.
    fn check(path: &str, text: &str, expected: &str) {
        let document = parse(path, text);
        let mut spans: Vec<Span> = document
            .links
            .iter()
            .filter_map(|link| address_span(text, link))
            .collect();
        spans.sort();
        spans.dedup();
        let mut marked = text.to_owned();
        for span in spans.into_iter().rev() {
            marked.insert(span.end, '»');
            marked.insert(span.start, '«');
        }
        assert_eq!(marked, expected);
    }

    #[test]
    fn finds_addresses_where_they_stand() {
        check("a.md", "[a.md](a.md \"a.md\")", "[a.md](«a.md» \"a.md\")");
        check(
            "a.md",
            "[x](<a b.md>) ![](c.png)",
            "[x](<«a b.md»>) ![](«c.png»)",
        );
        check("a.md", "[![i](i.png)](a.md)", "[![i](«i.png»)](«a.md»)");
        check(
            "a.md",
            "[x][One  two] [y] [z][]\n\n[one two]: a.md#b \"t\"\n> [Y]: <b.md>\n[z]: c.md\n",
            "[x][One  two] [y] [z][]\n\n[one two]: «a.md#b» \"t\"\n> [Y]: <«b.md»>\n[z]: «c.md»\n",
        );
        check(
            "a.md",
            "<a class=x href='b.md'>b.md</a> <img src=c.png>",
            "<a class=x href='«b.md»'>b.md</a> <img src=«c.png»>",
        );
        check(
            "a.md",
            "[[page|text]] and [[b#c]]",
            "«[[page|text]]» and «[[b#c]]»",
        );
        check(
            "a.adoc",
            "xref:b.adoc#c[b.adoc] <<d.adoc#e,E>> image:f.png[]\n",
            "xref:«b.adoc#c»[b.adoc] <<«d.adoc#e»,E>> image:«f.png»[]\n",
        );
        check(
            "a.md",
            "[x]({{< ref \"b.md\" >}})",
            "[x](«{{< ref \"b.md\" >}}»)",
        );
        // Written otherwise than it reads: left alone.
        check("a.md", "[x](a&amp;b.md)", "[x](a&amp;b.md)");
    }

    #[test]
    fn writes_paths_from_here() {
        for (from, to, expected) in [
            ("a.md", "b.md", "b.md"),
            ("x/a.md", "b.md", "../b.md"),
            ("x/a.md", "x/b.md", "b.md"),
            ("x/y/a.md", "x/z/b.md", "../z/b.md"),
            ("a.md", "x/", "x/"),
            ("x/a.md", "x/", "./"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} {to}");
        }
        assert_eq!(encoded("a b/(c)_é.md", false), "a%20b/%28c%29_é.md");
        assert_eq!(encoded("é b.md", true), "%C3%A9%20b.md");
    }

    /// What `former` becomes in `from` where it is to lead to `docs/new/b.md`, or another path behind `->`.
    #[test]
    fn writes_an_address_as_it_was_written() {
        let paths = [
            "a.md",
            "docs/a.md",
            "docs/new/b.md",
            "docs/new/README.md",
            "docs/new/c d.md",
        ];
        let map = LinkMap::new(
            paths.map(|path| (path.to_owned(), Vec::new())),
            ["docs/new/i.png".to_owned()],
        );
        for (from, former, to, expected) in [
            ("a.md", "old/b.md#x", "docs/new/b.md", "docs/new/b.md#x"),
            ("docs/a.md", "./b.md", "docs/new/b.md", "./new/b.md"),
            ("docs/a.md", "b", "docs/new/b.md", "new/b"),
            ("docs/a.md", "b/", "docs/new/b.md", "new/b/"),
            ("docs/a.md", "b.html?x#y", "docs/new/b.md", "new/b.html?x#y"),
            ("docs/a.md", "/old/b.md", "docs/new/b.md", "/new/b.md"),
            (
                "docs/a.md",
                "/docs/old/b.md",
                "docs/new/b.md",
                "/docs/new/b.md",
            ),
            ("docs/a.md", "old/", "docs/new/README.md", "new/"),
            ("docs/a.md", "[[old|x]]", "docs/new/b.md", "[[b|x]]"),
            (
                "docs/a.md",
                "{{< ref \"b.md#x\" >}}",
                "docs/new/b.md",
                "{{< ref \"docs/new/b.md#x\" >}}",
            ),
            ("docs/a.md", "c.md", "docs/new/c d.md", "new/c%20d.md"),
            ("docs/a.md", "i.png", "docs/new/i.png", "new/i.png"),
        ] {
            let found = map.address(from, to, former);
            assert_eq!(found.as_deref(), Some(expected), "{from} {former}");
        }
        assert_eq!(map.address("a.md", "gone.md", "x.md"), None);
    }
}
