//! The steps of lists: which items are steps, their numbers, and what is nested in them.
//!
//! What makes an item a step is said in [`super::lists`]; what stands beside lists is read in [`super::sections`].

use super::Form;
use super::lists;
use super::runnable;
use super::sections::{Before, Reader};
use super::vocabulary::Announces;
use crate::BlockKind;
use drillbook_text::Span;

impl Reader<'_> {
    /// The last block of the list that begins at `at`: lists which code breaks are one.
    pub(super) fn group(&self, blocks: &[usize], at: usize) -> usize {
        let kind = self.tree.kind(blocks[at]);
        let ordered = kind == BlockKind::List { ordered: true };
        let (mut last, mut next) = (at, at + 1);
        let mut count = self.after(blocks[at], 0);
        let (mut code, mut words) = (false, false);
        while let Some(block) = blocks.get(next).copied() {
            match self.tree.kind(block) {
                BlockKind::Code(_) => code = true,
                BlockKind::Paragraph if ordered => words = true,
                other if other == kind => {
                    let first = self.first_number(block);
                    let goes_on = ordered && first == count.saturating_add(1) && first > 1;
                    let broken = code && (!ordered || first == 1) && (!words || count == 1);
                    if !goes_on && !broken {
                        return last;
                    }
                    last = next;
                    count = self.after(block, count);
                    (code, words) = (false, false);
                }
                _ => return last,
            }
            next += 1;
        }
        last
    }

    /// The number of the last item of a list that goes on behind `count`.
    fn after(&self, list: usize, count: u32) -> u32 {
        let items = u32::try_from(self.tree.children(list).len()).unwrap_or(u32::MAX);
        let first = self.first_number(list).max(count.saturating_add(1));
        first.saturating_add(items).saturating_sub(1)
    }

    fn first_number(&self, list: usize) -> u32 {
        let first = self.tree.children(list).first();
        match first.map(|item| self.tree.kind(*item)) {
            Some(BlockKind::Item {
                number: Some(number),
                ..
            }) => number,
            _ => 0,
        }
    }

    /// Reads the lists of a group, and the code and sentences that break it.
    pub(super) fn lists(
        &mut self,
        section: usize,
        group: &[usize],
        behind: Option<usize>,
        before: &mut Before,
    ) {
        let is_list = |block: &usize| matches!(self.tree.kind(*block), BlockKind::List { .. });
        let lists: Vec<usize> = group.iter().copied().filter(is_list).collect();
        let followed = self.followed(group, behind);
        let around = lists::around(self.announced[section], &before.lead, false);
        let chosen = lists::steps(&self.tree, &lists, &followed, around);
        before.next = 0;
        for block in group {
            match self.tree.kind(*block) {
                BlockKind::Code(command) => self.code(*block, command, before),
                BlockKind::Paragraph => self.paragraph(*block, before),
                _ => {
                    let next = before.next;
                    let shift = next.saturating_sub(self.first_number(*block).max(1));
                    before.owner = self.list(*block, &chosen, None, shift);
                    let items = u32::try_from(self.tree.children(*block).len()).unwrap_or(0);
                    let first = self.first_number(*block).max(1);
                    before.next = first.saturating_add(shift).saturating_add(items);
                    before.lead.clear();
                }
            }
        }
    }

    /// The items that a command to run stands right behind, unindented.
    fn followed(&self, group: &[usize], behind: Option<usize>) -> Vec<usize> {
        let blocks: Vec<usize> = group.iter().copied().chain(behind).collect();
        let item = |pair: &[usize]| {
            let BlockKind::Code(command) = self.tree.kind(pair[1]) else {
                return None;
            };
            let runs = runnable::is_runnable(&self.tree.document.commands[command]);
            let last = self.tree.children(pair[0]).last().copied()?;
            let leads = self.tree.touches(pair[0], pair[1]) || self.tree.text(last).ends_with(':');
            (runs && leads).then_some(last)
        };
        blocks
            .windows(2)
            .filter(|pair| matches!(self.tree.kind(pair[0]), BlockKind::List { .. }))
            .filter_map(item)
            .collect()
    }

    /// Adds the chosen items of a list, and what is nested in them. Returns the step of the last item.
    fn list(
        &mut self,
        list: usize,
        chosen: &[usize],
        parent: Option<usize>,
        shift: u32,
    ) -> Option<usize> {
        let mut last = None;
        for item in self.tree.children(list).to_vec() {
            last = None;
            let step = if chosen.binary_search(&item).is_ok() {
                last = Some(self.item(item, parent, shift));
                last
            } else {
                parent
            };
            self.nested(item, step, last.is_some());
        }
        last
    }

    fn item(&mut self, item: usize, parent: Option<usize>, shift: u32) -> usize {
        let block = &self.tree.document.blocks[item];
        let (own, form) = match block.kind {
            BlockKind::Item {
                number: Some(number),
                ..
            } => (number.saturating_add(shift).to_string(), Form::Lists),
            BlockKind::Item { task: Some(_), .. } => (String::new(), Form::Lists),
            _ => (String::new(), Form::Bullets),
        };
        let above = parent.map_or("", |parent| self.steps[parent].number.as_str());
        let number = if above.is_empty() || own.is_empty() {
            own
        } else {
            format!("{above}.{own}")
        };
        let mut text = self.tree.text(item);
        if text.is_empty() {
            text = self.first_line(block.span);
        }
        let (span, section) = (block.span, block.section);
        self.add(span, section, text, form);
        let at = self.steps.len() - 1;
        self.steps[at].number = number;
        self.steps[at].parent = parent;
        self.steps[at].depth =
            parent.map_or(0, |parent| self.steps[parent].depth.saturating_add(1));
        at
    }

    /// What a span without a text of its own says first: a command, else what is nested in it.
    fn first_line(&self, span: Span) -> String {
        let first = self.tree.commands(span).next();
        let copy = first.map(|at| self.tree.document.commands[at].copy.as_str());
        let command = copy.and_then(|copy| copy.lines().find(|line| !line.trim().is_empty()));
        let said = || {
            let blocks = &self.tree.document.blocks;
            let from = blocks.partition_point(|block| block.span.start < span.start);
            let behind = blocks.get(from..).unwrap_or_default().iter();
            behind
                .take_while(|block| block.span.start < span.end)
                .map(|block| block.text.trim())
                .find(|text| !text.is_empty())
        };
        command
            .or_else(said)
            .map_or_else(|| "…".to_owned(), |line| line.trim().to_owned())
    }

    /// The lists nested in an item, which is a step or not; those in boxes and tabs as well.
    fn nested(&mut self, item: usize, step: Option<usize>, is_step: bool) {
        let text = self.tree.text(item);
        for list in self.lists_in(item) {
            let section = self.tree.document.blocks[list].section;
            let heading = if is_step {
                Announces::Open
            } else {
                self.announced[section]
            };
            let around = lists::around(heading, &text, is_step);
            let chosen = lists::steps(&self.tree, &[list], &[], around);
            self.list(list, &chosen, step, 0);
        }
    }

    fn lists_in(&self, block: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for child in self.tree.children(block) {
            match self.tree.kind(*child) {
                BlockKind::List { .. } => found.push(*child),
                BlockKind::Quote => found.extend(self.lists_in(*child)),
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::steps::procedure;

    /// The steps as `line number text`, nested ones indented.
    fn check(text: &str, expected: &[&str]) {
        let steps = procedure(&parse("a.md", text), text).steps;
        let line = |step: &crate::steps::Step| {
            let indent = "  ".repeat(usize::from(step.depth));
            format!("{indent}{} {} {}", step.line, step.number, step.text)
        };
        let shown: Vec<String> = steps.iter().map(line).collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn lists_of_html_are_lists() {
        check(
            "## Mitigation\n\n<ol start=\"2\">\n<li>Check the <b>pods</b></li>\n<li>Restart the service:\n  <ul>\n  <li>Open the console\n  <li>Press the button\n  </ul>\n</li>\n</ol>\n\nAfter.\n",
            &[
                "4 2 Check the pods",
                "5 3 Restart the service:",
                "  7  Open the console",
                "  8  Press the button",
            ],
        );
        check(
            "<ol>\n<li>\n\nCheck the pods\n\n```sh\nkubectl get pods\n```\n\n</li>\n<li>\n\nRestart the service\n\n</li>\n</ol>\n",
            &["2 1 Check the pods", "11 2 Restart the service"],
        );
        check(
            "## What to do\n\n<table>\n<tr><td><ul>\n<li>Page the lead</li>\n</ul></td></tr>\n</table>\n\n<ul><li>Restart it</li></ul>\n",
            &["9  Restart it"],
        );
        // What is left open ends with what holds it, and nothing outside is closed.
        check(
            "1. Check it\n\n   <ul><li>a\n\n2. Restart it\n\n</li></ol>\n\n3. Stop it\n",
            &["1 1 Check it", "5 2 Restart it", "9 3 Stop it"],
        );
    }

    #[test]
    fn lists_in_boxes_and_tabs_are_lists() {
        check(
            "# Repair\n\n!!! note\n\n    1. Stop the service\n    2. Start it again\n\n> [!WARNING]\n> 1. Drain the node\n",
            &[
                "5 1 Stop the service",
                "6 2 Start it again",
                "9 1 Drain the node",
            ],
        );
        check(
            "1. Install the tool:\n\n    === \"Linux\"\n\n        1. Download the archive\n        2. Unpack it\n\n    === \"macOS\"\n\n        1. Run the installer\n\n2. Restart the agent\n",
            &[
                "1 1 Install the tool:",
                "  5 1.1 Download the archive",
                "  6 1.2 Unpack it",
                "  10 1.1 Run the installer",
                "12 2 Restart the agent",
            ],
        );
    }
}
