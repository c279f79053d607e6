//! The steps of a document, section by section: lists first, then sentences with commands, then blocks of code; where a
//! section has none but its heading tells what to do, the heading.

use super::lists;
use super::runnable;
use super::tree::Tree;
use super::vocabulary::{self, Announces};
use super::wording::{Tells, heading_tells, is_step, tells};
use super::{Form, Step};
use crate::{BlockKind, Document, SnippetKind};
use drillbook_text::Span;

/// What was read from a document.
pub(super) struct Reading {
    /// In reading order.
    pub(super) steps: Vec<Step>,
    /// The form of each step.
    pub(super) forms: Vec<Form>,
    /// Whether each of the document's commands is there to be run: it stands in a step, or not where things are explained.
    pub(super) asks: Vec<bool>,
}

/// Reads the steps of a document.
pub(super) fn read(document: &Document, text: &str) -> Reading {
    let mut reader = Reader {
        tree: Tree::new(document, text),
        announced: announced(document),
        steps: Vec::new(),
        forms: Vec::new(),
    };
    for section in 0..document.sections.len() {
        reader.section(section);
    }
    attach(document, &mut reader.steps);
    let explained = |section: usize| reader.announced.get(section) == Some(&Announces::Knowing);
    let mut asks: Vec<bool> = document
        .commands
        .iter()
        .map(|command| !explained(command.section))
        .collect();
    for command in reader.steps.iter().flat_map(|step| &step.commands) {
        asks[*command] = true;
    }
    Reading {
        steps: reader.steps,
        forms: reader.forms,
        asks,
    }
}

/// What the headings above each section announce: the nearest one that announces anything.
fn announced(document: &Document) -> Vec<Announces> {
    let mut announced: Vec<Announces> = Vec::with_capacity(document.sections.len());
    for section in &document.sections {
        let own = vocabulary::heading(&section.heading);
        let above = || {
            let known = section
                .ancestors
                .iter()
                .rev()
                .filter_map(|at| announced.get(*at));
            known
                .copied()
                .find(|announces| *announces != Announces::Open)
        };
        let own = if own == Announces::Open {
            above().unwrap_or_default()
        } else {
            own
        };
        announced.push(own);
    }
    announced
}

struct Reader<'a> {
    tree: Tree<'a>,
    announced: Vec<Announces>,
    steps: Vec<Step>,
    forms: Vec<Form>,
}

/// What was read last in a section, for what comes behind it.
#[derive(Default)]
struct Before {
    /// The outermost step that code without a sentence of its own belongs to.
    owner: Option<usize>,
    /// The text of the paragraph right before.
    lead: String,
    /// The number that a list which goes on begins with.
    next: u32,
}

impl Reader<'_> {
    fn section(&mut self, section: usize) {
        let from = self.steps.len();
        let tops = self.tree.tops(section).to_vec();
        self.blocks(section, &tops);
        self.heading(section, from, tops.is_empty());
    }

    /// Reads blocks that stand beside each other.
    fn blocks(&mut self, section: usize, blocks: &[usize]) {
        let mut before = Before::default();
        let mut at = 0;
        while let Some(block) = blocks.get(at).copied() {
            match self.tree.kind(block) {
                BlockKind::List { .. } => {
                    let last = self.group(blocks, at);
                    let behind = blocks.get(last + 1).copied();
                    self.lists(section, &blocks[at..=last], behind, &mut before);
                    at = last;
                }
                BlockKind::Paragraph => self.paragraph(block, &mut before),
                BlockKind::Code(command) => self.code(block, command, &mut before),
                kind => {
                    if kind == BlockKind::Quote {
                        let inside = self.tree.children(block).to_vec();
                        self.blocks(section, &inside);
                    }
                    before = Before::default();
                }
            }
            at += 1;
        }
    }

    /// The last block of the list that begins at `at`: lists which code breaks are one.
    fn group(&self, blocks: &[usize], at: usize) -> usize {
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
                    let goes_on = ordered && first == count + 1 && first > 1;
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
    fn lists(
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
                    before.next = self.first_number(*block).max(1)
                        + shift
                        + u32::try_from(self.tree.children(*block).len()).unwrap_or(0);
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

    /// The lists nested in an item, which is a step or not.
    fn nested(&mut self, item: usize, step: Option<usize>, is_step: bool) {
        let text = self.tree.text(item);
        for child in self.tree.children(item).to_vec() {
            if !matches!(self.tree.kind(child), BlockKind::List { .. }) {
                continue;
            }
            let section = self.tree.document.blocks[child].section;
            let heading = if is_step {
                Announces::Open
            } else {
                self.announced[section]
            };
            let around = lists::around(heading, &text, is_step);
            let chosen = lists::steps(&self.tree, &[child], &[], around);
            self.list(child, &chosen, step, 0);
        }
    }

    fn add(&mut self, span: Span, section: usize, text: String, form: Form) {
        self.steps.push(Step {
            section,
            span,
            text,
            ..Step::default()
        });
        self.forms.push(form);
    }

    /// A sentence with a command to run is a step where no list holds it.
    fn paragraph(&mut self, block: usize, before: &mut Before) {
        let own = &self.tree.document.blocks[block];
        let (text, span, section) = (own.text.trim().to_owned(), own.span, own.section);
        let example = ["For example", "Example", "E.g.", "Contoh", "Misalnya"]
            .iter()
            .any(|word| text.starts_with(word));
        // "For example, to reach x:" and its block belong to the sentence that named the command.
        if !example
            || !before
                .owner
                .is_some_and(|owner| self.forms[owner] == Form::Commands)
        {
            before.owner = None;
        }
        if self.announced[section] != Announces::Knowing && self.runs(block) {
            self.add(span, section, text.clone(), Form::Commands);
            before.owner = Some(self.steps.len() - 1);
        }
        before.lead = text;
    }

    /// Whether a paragraph tells somebody to run a command that stands in it.
    fn runs(&self, block: usize) -> bool {
        const CUES: [&str; 24] = [
            "run",
            "running",
            "execute",
            "executing",
            "use",
            "using",
            "command",
            "commands",
            "via",
            "with",
            "by",
            "is",
            "try",
            "be",
            "do",
            "and",
            "jalankan",
            "menjalankan",
            "pakai",
            "gunakan",
            "menggunakan",
            "dengan",
            "perintah",
            "melalui",
        ];
        let inline = self.tree.inline(block);
        let own = &self.tree.document.blocks[block];
        if inline.is_empty() {
            return false;
        }
        inline.iter().any(|at| {
            let copy = self.tree.document.commands[*at].copy.as_str();
            let code = own
                .code
                .iter()
                .find(|code| code.of(&own.text).contains(copy));
            let Some(code) = code else {
                return false;
            };
            let (ahead, behind) = (&own.text[..code.start], &own.text[code.end..]);
            let last = ahead.split_whitespace().next_back().unwrap_or_default();
            let last = last.trim_end_matches([':', ',']).to_lowercase();
            let from = [". ", "? ", "! "]
                .iter()
                .filter_map(|mark| Some(ahead.rfind(mark)? + 2))
                .max();
            let to = behind.find(". ").map_or(own.text.len(), |to| code.end + to);
            let sentence = own.text.get(from.unwrap_or(0)..to).unwrap_or_default();
            CUES.contains(&last.as_str()) || tells(sentence) >= Tells::Guided
        })
    }

    /// Code belongs to the step it follows; else commands to run are a step of their own.
    fn code(&mut self, block: usize, command: usize, before: &mut Before) {
        let span = self.tree.span(block);
        if let Some(owner) = before.owner
            && (self.forms[owner] != Form::Commands || self.repeats(owner, command))
            && self.forms[owner] != Form::Fences
        {
            self.steps[owner].span.end = span.end;
            return;
        }
        let known = &self.tree.document.commands[command];
        let shown = runnable::is_shown(&before.lead)
            && matches!(known.language.as_str(), "" | "console")
            && !runnable::begins_typed(known);
        let explained = self.announced[known.section] == Announces::Knowing;
        if runnable::is_runnable(known) && !shown && !explained {
            let first = known
                .copy
                .lines()
                .find(|line| !line.trim().is_empty())
                .unwrap_or_default();
            let text = if before.lead.is_empty() {
                first.trim().to_owned()
            } else {
                before.lead.clone()
            };
            self.add(span, known.section, text, Form::Fences);
        }
        before.lead.clear();
        before.owner = None;
    }

    /// Whether a block runs what the sentence before it names.
    fn repeats(&self, owner: usize, command: usize) -> bool {
        let commands = &self.tree.document.commands;
        let block = commands[command].copy.as_str();
        let tool = |text: &str| text.split_whitespace().next().map(str::to_owned);
        self.tree.commands(self.steps[owner].span).any(|at| {
            let inline = &commands[at];
            inline.kind == SnippetKind::Inline && tool(&inline.copy) == tool(block)
        }) || !runnable::is_runnable(&commands[command])
    }

    /// A heading that tells what to do, where its section has no step but code.
    fn heading(&mut self, section: usize, from: usize, empty: bool) {
        let own = &self.tree.document.sections[section];
        let others = self.forms[from..].iter().any(|form| *form != Form::Fences);
        let below = self.tree.document.sections.get(section + 1);
        let parted = below.is_some_and(|below| below.ancestors.contains(&section));
        let stands = if is_step(&own.heading) {
            true
        } else {
            own.level > 1
                && !empty
                && self.announced[section] != Announces::Knowing
                && heading_tells(&own.heading)
                && (!parted || self.forms.len() > from)
        };
        if others || !stands {
            return;
        }
        self.steps.truncate(from);
        self.forms.truncate(from);
        let last = self.tree.tops(section).last();
        let end = last.map_or(own.span.end, |last| self.tree.span(*last).end);
        let (span, text) = (Span::new(own.span.start, end), own.heading.clone());
        self.add(span, section, text, Form::Headings);
    }
}

/// Gives each command to the innermost step that holds it.
fn attach(document: &Document, steps: &mut [Step]) {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for (at, command) in document.commands.iter().enumerate() {
        while steps
            .get(next)
            .is_some_and(|step| step.span.start <= command.span.start)
        {
            open.push(next);
            next += 1;
        }
        while open
            .last()
            .is_some_and(|last| steps[*last].span.end <= command.span.start)
        {
            open.pop();
        }
        if let Some(step) = open.last() {
            steps[*step].commands.push(at);
        }
    }
}
