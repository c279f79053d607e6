//! A document's text with the files that it includes in their places, and the way back.

use super::places::{Place, places};
use super::{Chain, Files, is_markdown, translate};
use crate::parse::is_asciidoc;
use crate::{command, front_matter};
use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// A text as it is followed: with what it includes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assembled {
    /// The whole text.
    pub text: String,
    /// What of it stands in other files, in reading order; a file that is included by an included one stands behind that.
    pub included: Vec<Included>,
}

/// A stretch of an assembled text that stands in another file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Included {
    /// Where it is in the assembled text.
    pub span: Span,
    /// The path of the file in the library; empty for a file that could not be included beside others that could.
    pub path: String,
    /// What stands there in the file that includes it.
    pub written: String,
}

/// The text of the document `path` with the files that it includes in their places. What cannot be included (a file that is
/// not there, `AsciiDoc` in Markdown, too large, or one within itself) stays as it is written.
pub fn assemble(path: &str, text: &str, files: &Files<'_>) -> Assembled {
    let mut assembler = Assembler {
        files,
        chain: Chain::new(path),
    };
    let (matter, _) = front_matter::read(text);
    assembler.text(path, text, matter.span.end)
}

/// The stretches that a text can have, of those that somebody says it has: they lie in it, in reading order.
pub fn sound(text: &str, included: &[Included]) -> Vec<Included> {
    const MOST: usize = 2_000;
    let mut sound: Vec<Included> = Vec::new();
    for stretch in included.iter().take(MOST) {
        let span = stretch.span;
        let lies = text.get(span.start..span.end).is_some();
        let follows = sound
            .last()
            .is_none_or(|before| before.span.start <= span.start);
        if lies && follows {
            sound.push(stretch.clone());
        }
    }
    sound
}

/// An assembled text with each stretch of `included` as it is written: the text that it was assembled from.
pub fn split(text: &str, included: &[Included]) -> String {
    let mut own = String::with_capacity(text.len());
    let mut at = 0;
    for stretch in included {
        if stretch.span.start < at {
            continue;
        }
        own.push_str(text.get(at..stretch.span.start).unwrap_or_default());
        own.push_str(&stretch.written);
        at = stretch.span.end;
    }
    own.push_str(text.get(at..).unwrap_or_default());
    own
}

struct Assembler<'a> {
    files: &'a Files<'a>,
    chain: Chain,
}

impl Assembler<'_> {
    /// The text of the file `path`, which may include others from `body_start` on.
    fn text(&mut self, path: &str, text: &str, body_start: usize) -> Assembled {
        let mut whole = Assembled::default();
        let mut at = 0;
        for place in places(path, text, body_start) {
            let Some((file, found)) = self.place(path, &place) else {
                continue;
            };
            let before = text.get(at..place.range.start).unwrap_or_default();
            whole.text.push_str(before);
            let start = whole.text.len();
            let (found, inner) = indented(&found, &place.lead);
            whole.text.push_str(&found);
            whole.text.push_str(&place.behind);
            whole.included.push(Included {
                span: Span::new(start, whole.text.len()),
                path: file,
                written: text.get(place.range.clone()).unwrap_or_default().to_owned(),
            });
            let moved = |inner: Included| Included {
                span: Span::new(start + inner.span.start, start + inner.span.end),
                ..inner
            };
            whole.included.extend(inner.into_iter().map(moved));
            at = place.range.end;
        }
        whole.text.push_str(text.get(at..).unwrap_or_default());
        whole
    }

    /// The file that a place names and what stands there then; none where it stays as it is written.
    fn place(&mut self, from: &str, place: &Place<'_>) -> Option<(String, Assembled)> {
        if !self.chain.asks() {
            return None;
        }
        let found = self.file(from, place);
        found.or_else(|| {
            // Among several, one that is not found is named by itself.
            let text = format!("--8<-- \"{}\"", place.named.written);
            let text = Assembled {
                text,
                ..Assembled::default()
            };
            place.is_one_of_several.then(|| (String::new(), text))
        })
    }

    fn file(&mut self, from: &str, place: &Place<'_>) -> Option<(String, Assembled)> {
        let path = self.files.path_of(from, place.named.path)?;
        if !self.chain.admits(&path) {
            return None;
        }
        let text = place.named.text_of(&path, &(self.files.read)(&path)?)?;
        // Every line begins as the one that includes them does.
        let leads = place.lead.len().saturating_mul(text.lines().count());
        if !self.chain.takes(text.len().saturating_add(leads)) {
            return None;
        }
        let ends = ['\n', '\r'];
        let plain = |text: String| Assembled {
            text,
            ..Assembled::default()
        };
        if place.in_code {
            let text = plain(text.trim_end_matches(ends).to_owned());
            return Some((path, text));
        }
        let (asciidoc, host) = (is_asciidoc(&path), is_asciidoc(from));
        if !asciidoc && !is_markdown(&path) {
            let text = plain(listing(&path, text.trim_matches(ends), host));
            return Some((path, text));
        }
        if asciidoc && !host {
            return None;
        }
        let (matter, _) = front_matter::read(&text);
        let body = text.get(matter.span.end..).unwrap_or_default();
        self.chain.enter(&path);
        let body = self.text(&path, body.trim_matches(ends), 0);
        self.chain.leave();
        if asciidoc || !host {
            return Some((path, body));
        }
        let text = translate::asciidoc(&body.text);
        let text = place.named.lowered(&text).unwrap_or(text);
        Some((path, plain(text.trim_end_matches(ends).to_owned())))
    }
}

/// A file that is no document, as a block of code.
fn listing(path: &str, text: &str, asciidoc: bool) -> String {
    let extension = path.rsplit('.').next().unwrap_or_default();
    let language = command::language_of(extension).unwrap_or_default();
    fenced(&language, text, asciidoc)
}

/// A block of code whose ends do not stand in it.
pub(super) fn fenced(language: &str, text: &str, asciidoc: bool) -> String {
    let sign = if asciidoc { '-' } else { '`' };
    let runs = text.split(|c| c != sign).map(str::len).max();
    let fence = sign.to_string().repeat(runs.unwrap_or(0).max(3) + 1);
    if asciidoc {
        format!("[source,{language}]\n{fence}\n{text}\n{fence}")
    } else {
        format!("{fence}{language}\n{text}\n{fence}")
    }
}

/// A text whose lines after the first begin with `lead`, and what is included in it.
fn indented(found: &Assembled, lead: &str) -> (String, Vec<Included>) {
    if lead.is_empty() {
        return (found.text.clone(), found.included.clone());
    }
    let mut text = String::with_capacity(found.text.len());
    // Where each line began, and begins now.
    let mut lines = Vec::new();
    let mut at = 0;
    for line in found.text.split_inclusive('\n') {
        if at > 0 {
            text.push_str(if line.trim().is_empty() {
                lead.trim_end()
            } else {
                lead
            });
        }
        lines.push((at, text.len()));
        text.push_str(line);
        at += line.len();
    }
    let moved = |place: usize| {
        let behind = lines.partition_point(|(was, _)| *was <= place);
        let line = behind.checked_sub(1).and_then(|line| lines.get(line));
        line.map_or(place, |(was, is)| place - was + is)
    };
    let each = found.included.iter().map(|inner| Included {
        span: Span::new(moved(inner.span.start), moved(inner.span.end)),
        ..inner.clone()
    });
    (text, each.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LinkMap;

    /// The text of `docs/a.md` (or of `path`) in a library with these files, each stretch in `«»` behind its file's name; and
    /// splitting leads back.
    fn check(path: &str, text: &str, files: &[(&str, &str)], expected: &str) {
        let names = files.iter().map(|(path, _)| (*path).to_owned());
        let documents = names.chain([path.to_owned()]);
        let links = LinkMap::new(documents.map(|path| (path, Vec::new())), []);
        let read = |path: &str| {
            let found = files.iter().find(|(known, _)| *known == path);
            found.map(|(_, text)| (*text).to_owned())
        };
        let read = &read;
        let whole = assemble(
            path,
            text,
            &Files {
                links: &links,
                read,
            },
        );
        assert_eq!(split(&whole.text, &whole.included), text);
        let mut signs: Vec<(usize, usize, String)> = Vec::new();
        for (at, stretch) in whole.included.iter().enumerate() {
            let name = stretch.path.rsplit('/').next().unwrap_or_default();
            signs.push((stretch.span.start, at + 1, format!("{name}«")));
            signs.push((stretch.span.end, 0, "»".to_owned()));
        }
        signs.sort();
        let mut shown = whole.text.clone();
        for (at, _, sign) in signs.iter().rev() {
            shown.insert_str(*at, sign);
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn documents_and_files_take_the_place_of_their_names() {
        check(
            "docs/a.md",
            "---\ntitle: A\n---\n1. One\n\n--8<-- \"b.md\"\n\n{{< readfile \"x.yaml\" >}}\nafter",
            &[
                ("docs/b.md", "---\ntitle: B\n---\n\n1. Two\n2. Three\n"),
                ("docs/x.yaml", "a: \"```\"\n"),
            ],
            "---\ntitle: A\n---\n1. One\n\nb.md«1. Two\n2. Three»\n\n{{< readfile \"x.yaml\" >}}\nafter",
        );
        check(
            "docs/a.md",
            "{{< readfile \"x.yaml\" >}}\n",
            &[("docs/x.yaml", "a: \"```\"\n")],
            "x.yaml«````yaml\na: \"```\"\n````»\n",
        );
    }

    #[test]
    fn what_stands_in_an_item_stays_in_it() {
        check(
            "docs/a.md",
            "1. One\n\n   {!b.md!}\n2. Two\n\n> --8<-- \"b.md\"\n",
            &[
                ("docs/b.md", "b\n\n{!c.md!}\nstays\n\n{!c.md!}\n"),
                ("docs/c.md", "c\nd\n"),
            ],
            "1. One\n\n   b.md«b\n\n   {!c.md!}\n   stays\n\n   c.md«c\n   d»»\n2. Two\n\n> b.md«b\n>\n> {!c.md!}\n> stays\n>\n> c.md«c\n> d»»\n",
        );
    }

    #[test]
    fn files_are_found_before_the_library_was_walked() {
        let read = |path: &str| (path == "docs/b.md").then(|| "b\n".to_owned());
        let links = LinkMap::default();
        let files = Files {
            links: &links,
            read: &read,
        };
        let text = "--8<-- \"b.md\"\n\n--8<-- \"docs/b.md\"\n\n--8<-- \"gone.md\"\n";
        let whole = assemble("docs/a.md", text, &files);
        assert_eq!(whole.text, "b\n\nb\n\n--8<-- \"gone.md\"\n");
    }

    #[test]
    fn stretches_that_lie_elsewhere_are_none() {
        let stretch = |start: usize, end: usize| Included {
            span: Span { start, end },
            path: String::new(),
            written: "x".into(),
        };
        let said = [
            stretch(4, 5),
            stretch(0, 2),
            stretch(5, 4),
            stretch(4, 6),
            stretch(5, 99),
        ];
        assert_eq!(sound("aé\nbé", &said), [stretch(4, 5)]);
    }

    #[test]
    fn what_is_looked_up_and_written_is_bounded() {
        let reads = std::cell::Cell::new(0_usize);
        let read = |path: &str| {
            reads.set(reads.get() + 1);
            (path == "docs/b.txt").then(|| "x\n".repeat(100_000))
        };
        let links = LinkMap::new([], []);
        let files = Files {
            links: &links,
            read: &read,
        };
        let missing = "{!gone.md!}\n\n".repeat(10_000);
        assert_eq!(assemble("docs/a.md", &missing, &files).text, missing);
        assert!(reads.get() <= 50_000, "{}", reads.get());
        // Two hundred kilobytes of lines, each to begin with ninety: they stay as they are named.
        let led = format!("- x\n\n{}--8<-- \"b.txt\"\n", " ".repeat(90_000));
        assert!(assemble("docs/a.md", &led, &files).text.len() < 2 * led.len());
    }

    #[test]
    fn several_at_one_place() {
        check(
            "docs/a.md",
            "- x\n\n  --8<--\n  b.md:p\n  gone.md\n  c.md\n  --8<--\n",
            &[
                (
                    "docs/b.md",
                    "no\n<!-- --8<-- [start:p] -->\nyes\n<!-- --8<-- [end:p] -->\n",
                ),
                ("docs/c.md", "c\nd"),
            ],
            "- x\n\n  b.md«yes\n\n  »«--8<-- \"gone.md\"\n\n  »c.md«c\n  d»\n",
        );
    }

    #[test]
    fn lines_in_code_are_included_as_they_are() {
        check(
            "docs/a.md",
            "1. Run\n\n   ```bash\n   --8<-- \"b.sh\"\n   ls # --8<-- \"b.sh\"\n   ```\n",
            &[("docs/b.sh", "one\n\ntwo\n")],
            "1. Run\n\n   ```bash\n   b.sh«one\n\n   two»\n   ls # --8<-- \"b.sh\"\n   ```\n",
        );
        check(
            "docs/a.adoc",
            ". Run\n+\n----\ninclude::b.sh[tag=t]\n----\n\ninclude::c.adoc[]\n",
            &[
                ("docs/b.sh", "# tag::t[]\nls\n# end::t[]\n"),
                ("docs/c.adoc", ". Go\n"),
            ],
            ". Run\n+\n----\nb.sh«ls»\n----\n\nc.adoc«. Go»\n",
        );
    }

    #[test]
    fn markdown_becomes_asciidoc_in_asciidoc_and_not_the_other_way() {
        check(
            "docs/a.adoc",
            "= A\n\ninclude::d.md[leveloffset=+1]\n",
            &[("docs/d.md", "---\ntitle: D\n---\n# D\n\n1. Go\n")],
            "= A\n\nd.md«:leveloffset: +1\n= D\n\n1. Go\n:leveloffset: -1»\n",
        );
        let other = "{!c.adoc!}\n";
        check("docs/a.md", other, &[("docs/c.adoc", ". Go\n")], other);
    }

    #[test]
    fn headings_of_included_asciidoc_stand_where_it_is_said() {
        check(
            "docs/a.adoc",
            "= A\n\n. One\n+\ninclude::c.adoc[leveloffset=+1]\n. Two\n",
            &[("docs/c.adoc", "= C\n\nc\n")],
            "= A\n\n. One\n+\nc.adoc«:leveloffset: +1\n= C\n\nc\n:leveloffset: -1»\n. Two\n",
        );
    }

    #[test]
    fn nothing_includes_itself_or_goes_on_for_ever() {
        check(
            "docs/a.md",
            "--8<-- \"b.md\"\n",
            &[("docs/b.md", "b\n\n--8<-- \"a.md\"\n\n--8<-- \"b.md\"\n")],
            "b.md«b\n\n--8<-- \"a.md\"\n\n--8<-- \"b.md\"»\n",
        );
        let files: Vec<String> = (0..10).map(|n| format!("docs/{n}.md")).collect();
        let links = LinkMap::new(files.iter().map(|path| (path.clone(), Vec::new())), []);
        let asked = std::cell::Cell::new(0);
        let read = |path: &str| {
            asked.set(asked.get() + 1);
            let at = files.iter().position(|known| known == path)?;
            Some(format!("--8<-- \"{}.md\"\n\n", at + 1).repeat(10))
        };
        let whole = assemble(
            "docs/a.md",
            "--8<-- \"0.md\"\n",
            &Files {
                links: &links,
                read: &read,
            },
        );
        assert!(whole.text.len() < 1024 * 1024, "{}", whole.text.len());
        assert!(asked.get() < 12_000, "{}", asked.get());
        assert_eq!(split(&whole.text, &whole.included), "--8<-- \"0.md\"\n");
    }
}
