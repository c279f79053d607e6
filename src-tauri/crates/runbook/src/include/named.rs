//! How a document says that a file stands somewhere in it.

use super::part::{Part, attribute};
use crate::front_matter;
use crate::parse::is_asciidoc;
use std::ops::Range;

/// A file that a document names to be included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    /// The path as it is written.
    pub(crate) path: &'a str,
    /// What is wanted of it.
    pub(crate) part: Part<'a>,
    /// Path and part as they are written.
    pub(crate) written: &'a str,
    /// How much deeper its headings stand here.
    pub(crate) level: i8,
}

impl Named<'_> {
    /// What is wanted of the file's text, as it stands here; none where nothing goes by the name.
    pub(crate) fn text_of(&self, path: &str, text: &str) -> Option<String> {
        let text = self.part.of(text)?;
        if !is_asciidoc(path) {
            return Some(text);
        }
        let (matter, _) = front_matter::read(&text);
        let body = text.get(matter.span.end..).unwrap_or_default();
        Some(self.lowered(body).unwrap_or(text))
    }

    /// A text of `AsciiDoc` with its headings where they stand here; none where they stay where they are.
    pub(super) fn lowered(&self, body: &str) -> Option<String> {
        let (down, up) = (self.level, self.level.saturating_neg());
        // Whole lines: blank ones would say something in a list.
        let end = if body.ends_with('\n') { "" } else { "\n" };
        (down != 0).then(|| format!(":leveloffset: {down:+}\n{body}{end}:leveloffset: {up:+}\n"))
    }
}

/// What MkDocs' snippets begin with.
const SNIPPET: &str = "--8<--";

/// `path:part`, as MkDocs writes it.
fn snippet(written: &str) -> Named<'_> {
    let (path, part) = match written.split_once(':') {
        Some((path, part)) if !part.starts_with("//") => (path, part),
        _ => (written, ""),
    };
    Named {
        path,
        part: Part::behind_path(part),
        written,
        level: 0,
    }
}

/// The files that a paragraph includes, if it does nothing else: `--8<-- "path"`, alone or over several lines,
/// `{!path!}`, `{{< readfile "path" >}}`, `::include{file=path}`.
pub(crate) fn in_paragraph(written: &str) -> Vec<Named<'_>> {
    if let Some(rest) = written.strip_prefix(SNIPPET) {
        let lines = rest.strip_suffix(SNIPPET).unwrap_or(rest).lines();
        let named = lines.map(|line| {
            let line = line.trim();
            let line = line.strip_prefix(SNIPPET).unwrap_or(line);
            line.trim().trim_matches(['"', '\''])
        });
        // A line that opens with a semicolon is switched off.
        return named
            .filter(|name| !name.is_empty() && !name.starts_with([';', '[']))
            .map(snippet)
            .collect();
    }
    let one = || {
        if let Some(inside) = written.strip_prefix("{!") {
            return inside.strip_suffix("!}").map(str::trim);
        }
        if let Some(inside) = written.strip_prefix("::include{file=") {
            return inside.strip_suffix('}').map(|path| path.trim_matches('"'));
        }
        let inside = written.strip_prefix("{{")?.strip_suffix("}}")?;
        let inside = inside.trim_matches(['<', '>', '%', ' ']);
        let (name, arguments) = inside.split_once(' ')?;
        let known = ["readfile", "code_sample", "codenew", "include"].contains(&name);
        let value = match arguments.split_once("file=") {
            Some((_, value)) => value,
            None => arguments.trim_start(),
        };
        value.strip_prefix('"')?.split('"').next().filter(|_| known)
    };
    let one = one().filter(|path| !path.is_empty() && !path.contains('\n'));
    one.map(snippet).into_iter().collect()
}

/// The file that a line of `AsciiDoc` includes: `include::path[tag=name]`.
pub(crate) fn in_asciidoc(line: &str) -> Option<Named<'_>> {
    let written = line.strip_prefix("include::")?;
    let (path, brackets) = written.strip_suffix(']')?.split_once('[')?;
    (!path.is_empty()).then(|| Named {
        path,
        part: Part::in_brackets(brackets),
        written,
        // Counted from where the file is named; few say it from the top, and those name it at the top.
        level: attribute(brackets, "leveloffset=").map_or(0, |value| value.parse().unwrap_or(0)),
    })
}

/// The files that lines inside a block of code include, each with the place of its line's words.
pub(crate) fn in_code(code: &str, asciidoc: bool) -> Vec<(Range<usize>, Named<'_>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in code.split_inclusive('\n') {
        let words = line.trim();
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let named = if asciidoc {
            in_asciidoc(words)
        } else {
            let quoted = words.strip_prefix(SNIPPET).map(str::trim_start);
            let name = quoted.and_then(|rest| rest.strip_prefix(['"', '\'']));
            name.and_then(|name| name.strip_suffix(['"', '\'']))
                .filter(|name| !name.is_empty())
                .map(snippet)
        };
        found.extend(named.map(|named| (start..start + words.len(), named)));
    }
    found
}
