//! What copy buttons yield: the document's commands under their own numbers, then those of included files.

use super::Snippet;
use crate::{Command, SnippetKind, command};

/// The commands of a document while its page is written from top to bottom.
pub(super) struct Snippets<'a> {
    commands: &'a [Command],
    /// Commands before this one have been passed.
    next: usize,
    /// Snippets of the page before the first of these commands.
    before: usize,
    /// Those of included files, behind all of these commands.
    included: Vec<Snippet>,
}

impl<'a> Snippets<'a> {
    pub(super) fn new(commands: &'a [Command]) -> Self {
        Self {
            commands,
            next: 0,
            before: 0,
            included: Vec::new(),
        }
    }

    /// The commands are those of an included file, behind so many of the page.
    pub(super) fn begin(&mut self, before: usize) {
        self.before = before;
    }

    /// The number of the next snippet of an included file.
    pub(super) fn count(&self) -> usize {
        self.before + self.commands.len() + self.included.len()
    }

    /// Takes those of an included file, which began at [`Self::count`].
    pub(super) fn take(&mut self, others: Snippets<'_>) {
        self.included.extend(others.finish());
    }

    /// A whole file.
    pub(super) fn add(&mut self, text: &str, language: &str) -> usize {
        let number = self.count();
        self.included.push(Snippet {
            text: command::copied(text, language),
            kind: SnippetKind::Block,
            hidden: command::has_hidden(text),
        });
        number
    }

    /// The number of the command whose construct begins at `start` of the file.
    pub(super) fn at(&mut self, start: usize) -> Option<usize> {
        let rest = self.commands.get(self.next..)?;
        let passed = rest.iter().take_while(|command| command.span.start < start);
        self.next += passed.count();
        let found = self.commands.get(self.next)?;
        (found.span.start == start).then_some(self.before + self.next)
    }

    pub(super) fn finish(self) -> Vec<Snippet> {
        let snippet = |command: &Command| Snippet {
            text: command.copy.clone(),
            kind: command.kind,
            hidden: command.hidden,
        };
        let own = self.commands.iter().map(snippet);
        own.chain(self.included).collect()
    }
}
