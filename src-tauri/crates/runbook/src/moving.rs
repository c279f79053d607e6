//! A document gets another name, and every link goes on leading where it led: its own links, which start from elsewhere, and
//! those of all others that lead to it.
//!
//! Only addresses change, by byte range, and only where they would lead elsewhere; how they are written stays, and so does
//! what stands behind `#`. The text is read again afterwards: a link that would not lead where it led is left as it is, and
//! told. Files that a text includes are named by other rules than links lead; they are left as they are named, and told.

use crate::links::address_span;
use crate::{Document, LinkMap, Target, include, parse};
use drillbook_text::{Edit, Span, edit};
use std::collections::BTreeMap;

/// A document on its way, and what links could lead to before and behind it.
#[derive(Clone, Copy, Debug)]
pub struct Moving<'a> {
    /// Its path now.
    pub from: &'a str,
    /// Its path then.
    pub to: &'a str,
    /// Every name now.
    pub before: &'a LinkMap,
    /// Every name then.
    pub after: &'a LinkMap,
}

/// What changes in one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewriting {
    /// In the order of the text, none over another.
    pub changes: Vec<Edit>,
    /// How many links the changes are for.
    pub links: usize,
    /// Addresses that will lead elsewhere or nowhere.
    pub left: Vec<String>,
}

/// A file that a text includes and would find no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The line that it is named in, from 1.
    pub line: u32,
    /// How it is named.
    pub written: String,
}

impl Moving<'_> {
    /// Whether the link `href` of the document at `path` would lead elsewhere.
    pub fn concerns(&self, path: &str, href: &str) -> bool {
        self.wanted(path, href).is_some()
    }

    /// What changes in the document at `path` (its path now), which reads `text`.
    pub fn rewrite(&self, path: &str, text: &str, document: &Document) -> Rewriting {
        let mut changes: BTreeMap<Span, String> = BTreeMap::new();
        let mut wanted = Vec::new();
        for (at, link) in document.links.iter().enumerate() {
            let Some(target) = self.wanted(path, &link.target) else {
                continue;
            };
            let address = self.after.address(self.then(path), &target, &link.target);
            let span = address_span(text, link);
            if let (Some(span), Some(address)) = (span, address) {
                changes.insert(span, address);
            }
            wanted.push((at, span, target));
        }
        let left = self.failing(path, text, (&changes, &wanted), document.links.len());
        for (_, span, _) in &left {
            span.map(|span| changes.remove(&span));
        }
        let told = |(at, ..): &Wanted| document.links.get(*at).map(|link| link.target.clone());
        Rewriting {
            links: wanted.len() - left.len(),
            left: left.iter().filter_map(told).collect(),
            changes: changes
                .into_iter()
                .map(|(span, text)| Edit { span, text })
                .collect(),
        }
    }

    /// Files that the document at `path` (its path now) includes and would find no more: the line that each is named in, from
    /// 1, and how it is written.
    pub fn includes_lost(&self, path: &str, text: &str, document: &Document) -> Vec<Lost> {
        let lost = |(line, written): (u32, &str)| {
            let now = include::path_of(self.before, path, written)?;
            let then = include::path_of(self.after, self.then(path), written);
            let written = written.to_owned();
            (then.as_deref() != Some(self.then(&now))).then_some(Lost { line, written })
        };
        let named = include::named_in(path, text, document.body_start);
        named.into_iter().filter_map(lost).collect()
    }

    /// Where the link has to lead then, if by itself it would lead elsewhere.
    fn wanted(&self, path: &str, href: &str) -> Option<String> {
        let now = place(self.before.resolve(path, href))?;
        let wanted = self.then(&now).to_owned();
        let found = place(self.after.resolve(self.then(path), href));
        (found.as_ref() != Some(&wanted)).then_some(wanted)
    }

    /// What a path is called then.
    fn then<'a>(&'a self, path: &'a str) -> &'a str {
        if path == self.from { self.to } else { path }
    }

    /// Those of `wanted` that would not lead where they should, with all `changes` made.
    fn failing(
        &self,
        path: &str,
        text: &str,
        (changes, wanted): (&BTreeMap<Span, String>, &[Wanted]),
        links: usize,
    ) -> Vec<Wanted> {
        let path = self.then(path);
        let edits = changes.iter().map(|(span, address)| Edit {
            span: *span,
            text: address.clone(),
        });
        let edits: Vec<Edit> = edits.collect();
        // Two addresses never stand in one another; if they did, nothing would be sure.
        let document = parse(path, &edit::apply(text, &edits).unwrap_or_default());
        let leads = |(at, _, target): &&Wanted| {
            let link = document.links.get(*at);
            let found = link.and_then(|link| place(self.after.resolve(path, &link.target)));
            document.links.len() == links && found.as_ref() == Some(target)
        };
        wanted.iter().filter(|each| !leads(each)).cloned().collect()
    }
}

/// A link by its number, where its address stands, and where it has to lead.
type Wanted = (usize, Option<Span>, String);

/// What in the library a target is.
fn place(target: Target) -> Option<String> {
    match target {
        Target::Document { path, .. } | Target::File { path, .. } | Target::Folder { path } => {
            Some(path)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn map(paths: &[&str]) -> LinkMap {
        let (documents, files): (Vec<&str>, Vec<&str>) =
            paths.iter().partition(|path| is_document(path));
        let documents = documents.into_iter().map(|path| {
            let anchors = vec!["anchor".to_owned()];
            (path.to_owned(), anchors)
        });
        LinkMap::new(documents, files.into_iter().map(str::to_owned))
    }

    fn is_document(path: &str) -> bool {
        let extension = std::path::Path::new(path).extension();
        extension.is_some_and(|extension| extension == "md")
    }

    /// The text of the document at `path` behind a move among `paths`, and what was left.
    #[track_caller]
    fn check(paths: &[&str], (from, to): (&str, &str), (path, text): (&str, &str), expected: &str) {
        let then: Vec<&str> = paths
            .iter()
            .map(|path| if *path == from { to } else { path })
            .collect();
        let (before, after) = (map(paths), map(&then));
        let moving = Moving {
            from,
            to,
            before: &before,
            after: &after,
        };
        let rewriting = moving.rewrite(path, text, &parse(path, text));
        let changed = edit::apply(text, &rewriting.changes).unwrap();
        let mut told = vec![changed];
        told.extend(rewriting.left.iter().map(|left| format!("left {left}")));
        assert_eq!(told.join(" | "), expected);
    }

    #[test]
    fn own_links_start_from_elsewhere() {
        let paths = ["docs/a.md", "docs/b.md", "docs/i.png", "x.md"];
        check(
            &paths,
            ("docs/a.md", "new/deep/a.md"),
            (
                "docs/a.md",
                "[b](b.md#anchor) ![](i.png) [x](../x.md) [me](#anchor) [self](a.md) [root](/docs/b.md) [w](https://x.y) [dead](no.md)\n",
            ),
            "[b](../../docs/b.md#anchor) ![](../../docs/i.png) [x](../../x.md) [me](#anchor) [self](a.md) [root](/docs/b.md) [w](https://x.y) [dead](no.md)\n",
        );
    }

    #[test]
    fn links_of_others_follow() {
        let paths = ["docs/a.md", "docs/b.md", "x.md"];
        check(
            &paths,
            ("docs/a.md", "docs/sub/new name.md"),
            (
                "docs/b.md",
                "[a](a.md#anchor) [again][r] [[a]] <a href=\"a.md\">x</a> [x](../x.md)\n\n[r]: ./a.md 'title'\n",
            ),
            "[a](sub/new%20name.md#anchor) [again][r] [[new name]] <a href=\"sub/new%20name.md\">x</a> [x](../x.md)\n\n[r]: ./sub/new%20name.md 'title'\n",
        );
    }

    #[test]
    fn every_other_byte_stays() {
        let paths = ["a.md", "b.md"];
        check(
            &paths,
            ("a.md", "c/a.md"),
            (
                "b.md",
                "\u{feff}---\r\nrelated: a.md\r\n---\r\n`[a](a.md)` [a]( a.md )\r\n\r\n    [a](a.md)\r\n",
            ),
            "\u{feff}---\r\nrelated: a.md\r\n---\r\n`[a](a.md)` [a]( c/a.md )\r\n\r\n    [a](a.md)\r\n",
        );
    }

    #[test]
    fn what_cannot_be_written_is_left_and_told() {
        let paths = ["a&b.md", "b.md"];
        check(
            &paths,
            ("a&b.md", "c/a.md"),
            ("b.md", "[a](a&amp;b.md) [b](a&b.md)\n"),
            "[a](a&amp;b.md) [b](c/a.md)\n | left a&b.md",
        );
    }

    #[test]
    fn files_that_are_included_no_more_are_told() {
        let paths = ["docs/a.md", "docs/b.md", "docs/c.adoc", "x.md"];
        let then = ["docs/new.md", "docs/b.md", "docs/c.adoc", "x.md"];
        let (before, after) = (map(&paths), map(&then));
        let moving = Moving {
            from: "docs/a.md",
            to: "docs/new.md",
            before: &before,
            after: &after,
        };
        for (path, text, expected) in [
            (
                "docs/b.md",
                "---\ntitle: B\n---\n# B\n\n--8<-- \"a.md\"\n\n--8<-- \"x.md\"\n",
                "6 a.md",
            ),
            ("docs/c.adoc", "= C\n\ninclude::a.md[tag=x]\n", "3 a.md"),
            ("x.md", "{!docs/a.md!}\n\n[a](docs/a.md)\n", "1 docs/a.md"),
            ("x.md", "{!docs/none.md!}\n\n{!docs/b.md!}\n", ""),
            ("docs/a.md", "{!b.md!}\n", ""),
        ] {
            let lost = moving.includes_lost(path, text, &parse(path, text));
            let told = lost
                .iter()
                .map(|lost| format!("{} {}", lost.line, lost.written));
            assert_eq!(told.collect::<Vec<_>>().join(", "), expected, "{path}");
        }
    }

    #[test]
    fn what_the_moved_document_would_include_instead_is_told() {
        let (before, after) = (
            map(&["docs/a.md", "docs/b.md", "x/b.md"]),
            map(&["x/a.md", "docs/b.md", "x/b.md"]),
        );
        let moving = Moving {
            from: "docs/a.md",
            to: "x/a.md",
            before: &before,
            after: &after,
        };
        let text = "{!b.md!}\n\n{!docs/b.md!}\n";
        let lost = moving.includes_lost("docs/a.md", text, &parse("docs/a.md", text));
        let written = "b.md".to_owned();
        assert_eq!(lost, [Lost { line: 1, written }]);
    }

    const PATHS: [&str; 6] = ["a.md", "b.md", "x/a.md", "x/c.md", "x/y/d.md", "x/i.png"];

    proptest! {
        /// Wherever a document goes, every link of every document leads where it led.
        #[test]
        fn every_link_goes_on_leading_where_it_led(
            from in 0..5_usize,
            to in prop_oneof![Just("z.md"), Just("x/z.md"), Just("x/y/z z.md"), Just("q/r/s/a.md"), Just("x/y/a.md")],
            of in 0..5_usize,
            targets in proptest::collection::vec((0..6_usize, 0..6_usize), 0..8),
        ) {
            let (from, path) = (PATHS[from], PATHS[of]);
            let then: Vec<&str> = PATHS.iter().map(|path| if *path == from { to } else { path }).collect();
            let (before, after) = (map(&PATHS), map(&then));
            let mut text = String::new();
            for (nth, (target, form)) in targets.into_iter().enumerate() {
                let target = PATHS[target];
                let here = crate::links::relative(path, target);
                let link = match form {
                    0 => format!("[t]({here})\n"),
                    1 => format!("[t](/{target}#anchor)\n"),
                    2 => format!("![t](./{here} \"t\")\n"),
                    3 => format!("<a href=\"{here}#anchor\">t</a>\n"),
                    4 => format!("[t][r{nth}]\n\n[r{nth}]: <{here}>\n\n"),
                    _ => format!("- [t]({})\n", here.trim_end_matches(".md")),
                };
                text.push_str(&link);
            }
            let document = parse(path, &text);
            let moving = Moving { from, to, before: &before, after: &after };
            let rewriting = moving.rewrite(path, &text, &document);
            prop_assert_eq!(&rewriting.left, &Vec::<String>::new(), "{}", text);
            let changed = edit::apply(&text, &rewriting.changes).unwrap();
            let new_path = moving.then(path);
            let now = parse(new_path, &changed);
            for (old, new) in document.links.iter().zip(&now.links) {
                let led = place(before.resolve(path, &old.target));
                let leads = place(after.resolve(new_path, &new.target));
                prop_assert_eq!(led.map(|led| moving.then(&led).to_owned()), leads, "{} -> {}", text, changed);
                let fragment = |target: &str| target.split_once('#').map(|(_, fragment)| fragment.to_owned());
                prop_assert_eq!(fragment(&old.target), fragment(&new.target));
            }
        }
    }
}
