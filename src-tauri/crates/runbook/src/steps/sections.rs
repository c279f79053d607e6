//! The steps of a document, section by section: lists first, then sentences with commands, then blocks of code; where a
//! section has none but its heading tells what to do, the heading.

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

pub(super) struct Reader<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) announced: Vec<Announces>,
    pub(super) steps: Vec<Step>,
    pub(super) forms: Vec<Form>,
}

/// What was read last in a section, for what comes behind it.
#[derive(Default)]
pub(super) struct Before {
    /// The outermost step that code without a sentence of its own belongs to.
    pub(super) owner: Option<usize>,
    /// The text of the paragraph right before.
    pub(super) lead: String,
    /// The number that a list which goes on begins with.
    pub(super) next: u32,
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

    pub(super) fn add(&mut self, span: Span, section: usize, text: String, form: Form) {
        self.steps.push(Step {
            section,
            span,
            text,
            ..Step::default()
        });
        self.forms.push(form);
    }

    /// A sentence with a command to run is a step where no list holds it.
    pub(super) fn paragraph(&mut self, block: usize, before: &mut Before) {
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
    pub(super) fn code(&mut self, block: usize, command: usize, before: &mut Before) {
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
