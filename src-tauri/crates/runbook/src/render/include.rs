//! Files that a document includes, shown where it names them, with where they came from.
//!
//! On the reader's page the texts are handed in by the caller ([`super::Source::includes`]). An included document is rendered by
//! a page of its own, so that its links start from its own place. It is shown only: the index and [`crate::Document`] do not
//! hold it. What cannot be shown (a cycle, too deep, too much) stays a link.
//!
//! A text that is followed was assembled before ([`crate::include::assemble()`]): its page says where what was included begins.

use super::Source;
use super::fence::Fence;
use super::page::Page;
use crate::command;
use crate::include::{self, Chain, Named};
use crate::parse::{is_asciidoc, parse};

/// Where the page is among the files that are included in it.
#[derive(Debug)]
pub(super) struct Inclusion {
    chain: Chain,
    /// The next of [`Source::included`].
    next: usize,
    /// The place in the text of what is being written.
    at: usize,
}

impl Inclusion {
    pub(super) fn new(path: &str) -> Self {
        Self {
            chain: Chain::new(path),
            next: 0,
            at: 0,
        }
    }
}

impl Page<'_> {
    pub(super) fn is_included(&self) -> bool {
        self.inclusion.chain.is_inside()
    }

    /// Shows the file that is named, else a link that says what is named.
    pub(super) fn include(&mut self, named: &Named<'_>) {
        self.flush();
        let Some((path, text)) = self.included_text(named) else {
            self.out.open("p", &[]);
            self.worded(named.path, named.path);
            self.out.close();
            return;
        };
        self.out.open("div", &[("class", "included")]);
        self.included_from(&path);
        if let Some(text) = text {
            self.inclusion.chain.enter(&path);
            self.included(&path, &text);
            self.inclusion.chain.leave();
        }
        self.out.close();
        self.out.line_break();
    }

    /// The path of the file that is named, and what is wanted of its text; no text where that cannot be shown.
    fn included_text(&mut self, named: &Named<'_>) -> Option<(String, Option<String>)> {
        if !self.inclusion.chain.asks() {
            return None;
        }
        let path = include::path_of(self.source.links, self.base(), named.path)?;
        let known = self.inclusion.chain.admits(&path);
        let text = known.then(|| (self.source.includes)(&path)).flatten();
        let text = text.and_then(|text| named.text_of(&path, &text));
        let Some(text) = text else {
            return Some((path, None));
        };
        let fits = self.inclusion.chain.takes(text.len());
        self.out.cut.short |= !fits;
        Some((path, fits.then_some(text)))
    }

    fn included_from(&mut self, path: &str) {
        self.out.open("p", &[("class", "included-from")]);
        self.worded(&format!("/{path}"), path);
        self.out.close();
    }

    fn included(&mut self, path: &str, text: &str) {
        if !include::is_markdown(path) && !is_asciidoc(path) {
            let extension = path.rsplit('.').next().unwrap_or_default();
            self.added_code(extension, &Fence::default(), text);
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

    /// Code that the document itself does not have.
    fn added_code(&mut self, info: &str, fence: &Fence<'_>, code: &str) {
        let language = command::language_of(info).unwrap_or_default();
        let snippet = self.snippets.add(code, &language);
        self.note_snippet(snippet);
        self.figure(info, fence, Some(snippet), code);
    }

    /// A block of code some lines of which are other files; false where there are none.
    pub(super) fn code_with_files(&mut self, info: &str, fence: &Fence<'_>, code: &str) -> bool {
        let mut whole = String::new();
        let mut paths = Vec::new();
        let mut at = 0;
        for (place, named) in include::in_code(code, is_asciidoc(self.source.path)) {
            if let Some((path, Some(text))) = self.included_text(&named) {
                whole.push_str(code.get(at..place.start).unwrap_or_default());
                whole.push_str(text.trim_end_matches(['\n', '\r']));
                at = place.end;
                paths.push(path);
            }
        }
        if paths.is_empty() {
            return false;
        }
        whole.push_str(code.get(at..).unwrap_or_default());
        self.out.open("div", &[("class", "included")]);
        for path in &paths {
            self.included_from(path);
        }
        self.added_code(info, fence, &whole);
        self.out.close();
        true
    }

    /// What is written next stands at `at` of the body; where a block `begins` there that another file holds, that is said.
    pub(super) fn come_to(&mut self, at: usize, begins: bool) {
        let at = self.source.document.body_start + at;
        self.inclusion.at = at;
        if let Some(lines) = self.lines.as_ref().filter(|_| begins) {
            self.out.line = (!self.is_included()).then(|| lines.line(at));
        }
        while let Some(stretch) = self.source.included.get(self.inclusion.next) {
            if stretch.span.start > at || !begins {
                return;
            }
            self.inclusion.next += 1;
            // Lines inside of code are passed when the next block begins.
            if at < stretch.span.end && !stretch.path.is_empty() {
                self.flush();
                self.ahead_of(at, |page| {
                    page.included_from(&stretch.path);
                    page.out.line_break();
                });
            }
        }
    }

    /// The file that links start from here.
    pub(super) fn base(&self) -> &str {
        let at = self.inclusion.at;
        let here = |stretch: &&include::Included| {
            !stretch.path.is_empty() && (stretch.span.start..stretch.span.end).contains(&at)
        };
        let innermost = self.source.included.iter().rfind(here);
        innermost.map_or(self.source.path, |stretch| &stretch.path)
    }
}
