//! Collects a document's sections, links, anchors and commands while a text is read from top to
//! bottom, so that Markdown and AsciiDoc end in the same model.

use crate::block::Blocks;
use crate::slug::{self, Slugger};
use crate::{BlockKind, Command, Document, Link, LinkKind, Section, SnippetKind, command};
use drillbook_text::{LineIndex, Span};

/// The model in the making.
pub(crate) struct Builder<'a> {
    text: &'a str,
    lines: LineIndex,
    slugger: Slugger,
    body_start: usize,
    document: Document,
    blocks: Blocks,
}

/// A heading as it was read.
pub(crate) struct Heading {
    pub(crate) level: u8,
    /// Plain text, without an id behind it.
    pub(crate) text: String,
    /// Ids that the author gave it.
    pub(crate) ids: Vec<String>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(text: &'a str, body_start: usize) -> Self {
        let lines = LineIndex::new(text);
        let line = lines.line(body_start);
        let before = Section {
            span: Span::new(body_start, text.len()),
            line,
            ..Section::default()
        };
        let document = Document {
            sections: vec![before],
            ..Document::default()
        };
        Self {
            text,
            lines,
            slugger: Slugger::default(),
            body_start,
            document,
            blocks: Blocks::default(),
        }
    }

    /// The section that is being read.
    fn here(&self) -> usize {
        self.document.sections.len() - 1
    }

    fn section(&mut self) -> &mut Section {
        if self.document.sections.is_empty() {
            self.document.sections.push(Section::default());
        }
        let last = self.document.sections.len() - 1;
        &mut self.document.sections[last]
    }

    /// A heading begins at `start`: what follows belongs to it. [`Self::name_section`] says what it is called.
    pub(crate) fn open_section(&mut self, start: usize) {
        self.section().span.end = start;
        let line = self.lines.line(start);
        let section = Section {
            span: Span::new(start, self.text.len()),
            line,
            ..Section::default()
        };
        self.document.sections.push(section);
    }

    /// Names the section that was opened last.
    pub(crate) fn name_section(&mut self, heading: Heading) {
        let here = self.here();
        let ancestors = self.ancestors(heading.level);
        let text = heading.text.trim();
        let plain = slug::github(text);
        let wanted = if plain.is_empty() {
            "section".to_owned()
        } else {
            plain
        };
        let slug = self.slugger.unique(wanted);
        let section = &mut self.document.sections[here];
        text.clone_into(&mut section.heading);
        section.level = heading.level;
        section.ancestors = ancestors;
        section.slug.clone_from(&slug);
        let gitlab = slug::squeezed(&slug);
        self.anchor(slug);
        self.anchor(gitlab);
        for id in heading.ids {
            self.anchor(id);
        }
    }

    fn ancestors(&self, level: u8) -> Vec<usize> {
        let before = self
            .document
            .sections
            .split_last()
            .map_or(&[][..], |(_, before)| before);
        let Some(last) = before.iter().rposition(|section| section.level > 0) else {
            return Vec::new();
        };
        let mut above = before[last].ancestors.clone();
        above.push(last);
        above.retain(|at| before[*at].level < level);
        above
    }

    /// A name that links can reach, in the section being read. The first of equal names wins.
    pub(crate) fn anchor(&mut self, id: String) {
        // A document with thousands of names is rare; one that repeats a name thousands of times is hostile.
        if !id.is_empty() && id.len() <= 512 && self.slugger.anchor(&id) {
            let here = self.here();
            self.document.anchors.push(id);
            self.document.anchor_sections.push(here);
        }
    }

    /// A block begins; what follows is nested in it until [`Self::close_block`].
    pub(crate) fn open_block(&mut self, kind: BlockKind, span: Span) {
        let here = self.here();
        self.blocks.open(kind, span, here);
    }

    pub(crate) fn close_block(&mut self) {
        self.blocks.close();
    }

    /// The blocks that are open, for readers whose text does not close them in turn.
    pub(crate) fn blocks(&mut self) -> &mut Blocks {
        &mut self.blocks
    }

    pub(crate) fn prose(&mut self, text: &str) {
        self.section().prose.push_str(text);
        self.blocks.text(text);
    }

    /// Ends a block of prose: what follows stands on its own line.
    pub(crate) fn end_block(&mut self) {
        let prose = &mut self.section().prose;
        if !prose.is_empty() && !prose.ends_with('\n') {
            prose.push('\n');
        }
    }

    pub(crate) fn code_block(&mut self, span: Span, info: &str, code: &str) {
        self.end_block();
        let language =
            command::language_of(info).unwrap_or_else(|| command::guess(code).to_owned());
        let copy = command::copied(code, &language);
        self.push_code(code.trim_end());
        self.open_block(BlockKind::Code(self.document.commands.len()), span);
        self.close_block();
        let (hidden, section) = (command::has_hidden(code), self.here());
        self.document.commands.push(Command {
            span,
            kind: SnippetKind::Block,
            language,
            copy,
            hidden,
            section,
        });
    }

    /// Code in a sentence: it is read as part of the sentence, found as code, and may be a command.
    pub(crate) fn inline_code(&mut self, span: Span, code: &str) {
        self.section().prose.push_str(code);
        self.blocks.code(code);
        self.push_code(code.trim());
        if command::is_inline(code) {
            let (language, copy) = (
                command::inline_language(code).to_owned(),
                command::copied_inline(code),
            );
            let (hidden, section) = (command::has_hidden(code), self.here());
            self.document.commands.push(Command {
                span,
                kind: SnippetKind::Inline,
                language,
                copy,
                hidden,
                section,
            });
        }
    }

    fn push_code(&mut self, code: &str) {
        let all = &mut self.section().code;
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(code);
    }

    pub(crate) fn link(&mut self, span: Span, target: String, text: String, kind: LinkKind) {
        let section = self.here();
        self.document.links.push(Link {
            span,
            target,
            text,
            kind,
            section,
        });
    }

    /// Ends the reading. A blank text before the first heading is no section.
    pub(crate) fn finish(mut self) -> Document {
        self.document.blocks = std::mem::take(&mut self.blocks).finish();
        let first = self
            .document
            .sections
            .first()
            .map(|section| section.span)
            .unwrap_or_default();
        if first.of(self.text).trim().is_empty() && !self.document.sections.is_empty() {
            self.document.sections.remove(0);
            let down = |at: &mut usize| *at = at.saturating_sub(1);
            self.document
                .sections
                .iter_mut()
                .flat_map(|section| &mut section.ancestors)
                .for_each(down);
            self.document
                .links
                .iter_mut()
                .for_each(|link| down(&mut link.section));
            self.document
                .commands
                .iter_mut()
                .for_each(|command| down(&mut command.section));
            self.document.anchor_sections.iter_mut().for_each(down);
            self.document
                .blocks
                .iter_mut()
                .for_each(|block| down(&mut block.section));
        }
        for section in &mut self.document.sections {
            section.prose.truncate(section.prose.trim_end().len());
            let blank = section.prose.len() - section.prose.trim_start().len();
            section.prose.drain(..blank);
        }
        self.document.body_start = self.body_start;
        self.document
    }
}
