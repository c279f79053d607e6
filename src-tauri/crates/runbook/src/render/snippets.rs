//! What copy buttons yield: the document's commands, under their own numbers.

use super::Snippet;
use crate::Command;

/// The commands of a document while its page is written from top to bottom.
pub(super) struct Snippets<'a> {
    commands: &'a [Command],
    /// Commands before this one have been passed.
    next: usize,
}

impl<'a> Snippets<'a> {
    pub(super) fn new(commands: &'a [Command]) -> Self {
        Self { commands, next: 0 }
    }

    /// The number of the command whose construct begins at `start` of the file.
    pub(super) fn at(&mut self, start: usize) -> Option<usize> {
        let rest = self.commands.get(self.next..)?;
        let passed = rest.iter().take_while(|command| command.span.start < start);
        self.next += passed.count();
        let found = self.commands.get(self.next)?;
        (found.span.start == start).then_some(self.next)
    }

    pub(super) fn finish(self) -> Vec<Snippet> {
        let snippet = |command: &Command| Snippet {
            text: command.copy.clone(),
            kind: command.kind,
            hidden: command.hidden,
        };
        self.commands.iter().map(snippet).collect()
    }
}
