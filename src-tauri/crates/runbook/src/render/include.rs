//! Files that a document includes, shown where it names them, with where they came from.
//!
//! The texts are handed in by the caller ([`super::Source::includes`]). An included document is rendered by a page of
//! its own, so that its links start from its own place. It is shown only: the index, the steps and
//! [`crate::Document`] do not hold it. What cannot be shown (a cycle, too deep, too much) stays a link.

use super::Source;
use super::fence::Fence;
use super::page::Page;
use crate::parse::{is_asciidoc, parse};
use crate::{Target, command};

/// Files included in files included in files.
const DEEPEST: usize = 5;
/// Bytes that a page includes altogether.
const MOST_BYTES: usize = 1024 * 1024;

/// The files that a page is being included by, and what they may still include.
#[derive(Debug)]
pub(super) struct Inclusion {
    /// Paths from the page's own on.
    chain: Vec<String>,
    left: usize,
}

impl Inclusion {
    pub(super) fn new(path: &str) -> Self {
        Self {
            chain: vec![path.to_owned()],
            left: MOST_BYTES,
        }
    }
}

/// The files that a paragraph includes, if it does nothing else: `--8<-- "path"`, alone or over several lines,
/// `{!path!}`, `{{< readfile "path" >}}`, `::include{file=path}`.
pub(super) fn targets(written: &str) -> Vec<&str> {
    if let Some(rest) = written.strip_prefix("--8<--") {
        let lines = rest.strip_suffix("--8<--").unwrap_or(rest).lines();
        let named = lines.map(|line| line.trim().trim_matches(['"', '\'']));
        // A line that opens with a semicolon is switched off.
        return named
            .filter(|name| !name.is_empty() && !name.starts_with([';', '[']))
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
    one.into_iter().collect()
}

impl Page<'_> {
    pub(super) fn is_included(&self) -> bool {
        self.inclusion.chain.len() > 1
    }

    /// Shows the file that `target` names, else a link that says what it names.
    pub(super) fn include(&mut self, target: &str) {
        self.flush();
        let (name, selection) = split(target);
        let Some(path) = self.included_path(name) else {
            self.out.open("p", &[]);
            self.worded(name, name);
            self.out.close();
            return;
        };
        let known = self.inclusion.chain.contains(&path) || self.inclusion.chain.len() > DEEPEST;
        let text = if known {
            None
        } else {
            (self.source.includes)(&path)
        };
        let text = text.map(|text| selected(&text, selection));
        let fits = |text: &String| text.len() <= self.inclusion.left;
        self.out.cut.short |= text.as_ref().is_some_and(|text| !fits(text));
        let text = text.filter(fits);
        self.out.open("div", &[("class", "included")]);
        self.out.open("p", &[("class", "included-from")]);
        self.worded(&format!("/{path}"), &path);
        self.out.close();
        if let Some(text) = text {
            self.inclusion.left -= text.len();
            self.inclusion.chain.push(path.clone());
            self.included(&path, &text);
            self.inclusion.chain.pop();
        }
        self.out.close();
        self.out.line_break();
    }

    /// The path in the library: from here, from the root, or among a site's examples.
    fn included_path(&self, name: &str) -> Option<String> {
        let spellings = [
            name.to_owned(),
            format!("/{name}"),
            format!("/examples/{name}"),
        ];
        let known = |href: &String| match self.source.links.resolve(self.source.path, href) {
            Target::Document { path, .. } | Target::File { path, .. } => Some(path),
            _ => None,
        };
        spellings.iter().find_map(known)
    }

    fn included(&mut self, path: &str, text: &str) {
        let extension = path.rsplit('.').next().unwrap_or_default();
        let markdown = ["md", "markdown", "mdx", "erb"].contains(&extension);
        if !markdown && !is_asciidoc(path) {
            let language = command::language_of(extension).unwrap_or_default();
            let snippet = self.snippets.add(text, &language);
            self.note_snippet(snippet);
            self.figure(extension, &Fence::default(), Some(snippet), text);
            return;
        }
        let document = parse(path, text);
        let source = Source {
            path,
            text,
            document: &document,
            ..*self.source
        };
        let mut page = Page::new(&source);
        page.snippets.begin(self.snippets.count());
        page.out.go_on(&mut self.out);
        std::mem::swap(&mut page.inclusion, &mut self.inclusion);
        page.body();
        std::mem::swap(&mut page.inclusion, &mut self.inclusion);
        let before = self.snippets.count();
        let Page { out, snippets, .. } = page;
        self.snippets.take(snippets);
        (before..self.snippets.count()).for_each(|snippet| self.note_snippet(snippet));
        self.out.come_back(out);
    }
}

/// The part of a file that is wanted: `path:name`, `path:from:to`.
fn split(target: &str) -> (&str, &str) {
    match target.split_once(':') {
        Some((path, part)) if !part.starts_with("//") => (path, part),
        _ => (target, ""),
    }
}

/// A file's text without the marks of parts, or the part of that name or those lines.
fn selected(text: &str, selection: &str) -> String {
    let mark =
        |line: &str| line.contains("--8<-- [") || line.contains("tag::") || line.contains("end::");
    let begins = |line: &str| {
        mark(line)
            && (line.contains(&format!("[start:{selection}]"))
                || line.contains(&format!("tag::{selection}[")))
    };
    let ends = |line: &str| {
        mark(line)
            && (line.contains(&format!("[end:{selection}]"))
                || line.contains(&format!("end::{selection}[")))
    };
    let (from, to) = selection.split_once(':').unwrap_or((selection, ""));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let number = |text: &str| text.parse::<usize>().ok();
    let range = if selection.is_empty() {
        0..lines.len()
    } else if from.is_empty() || number(from).is_some() {
        number(from).unwrap_or(1).saturating_sub(1)..number(to).unwrap_or(lines.len())
    } else {
        let start = lines
            .iter()
            .position(|line| begins(line))
            .map_or(lines.len(), |at| at + 1);
        let length = lines.iter().skip(start).position(|line| ends(line));
        start..length.map_or(lines.len(), |length| start + length)
    };
    let end = range.end.min(lines.len());
    let wanted = lines.get(range.start.min(end)..end).unwrap_or_default();
    wanted.iter().filter(|line| !mark(line)).copied().collect()
}
