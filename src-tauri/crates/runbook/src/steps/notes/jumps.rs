//! "Go to step 7", "lanjut ke langkah 4", "[step 4](#diagnosis)".

use super::without;
use crate::steps::wording::is_step;
use crate::steps::{Jump, Step};
use crate::{Block, BlockKind, Document, Link};
use drillbook_text::Span;
use std::collections::{HashMap, HashSet};

/// A jump, and the number by which the document names its step.
pub(super) struct Found {
    pub(super) jump: Jump,
    pub(super) number: String,
}

/// Finds the places of a document that name steps.
pub(super) struct Finder<'a> {
    document: &'a Document,
    text: &'a str,
    /// Code, in which numbers name no step.
    code: Vec<Span>,
    /// By section and number, the first step, outermost ones before nested ones.
    numbered: HashMap<(usize, &'a str), usize>,
    /// The sections and numbers of outermost steps.
    outermost: HashSet<(usize, &'a str)>,
    /// By number, the first outermost step, and whether it is the only one.
    anywhere: HashMap<&'a str, (usize, bool)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(document: &'a Document, text: &'a str, steps: &'a [Step]) -> Self {
        let code = document
            .commands
            .iter()
            .map(|command| command.span)
            .collect();
        let mut finder = Self {
            document,
            text,
            code,
            numbered: HashMap::new(),
            outermost: HashSet::new(),
            anywhere: HashMap::new(),
        };
        for (at, step) in steps.iter().enumerate() {
            finder.note(at, step);
        }
        finder
    }

    fn note(&mut self, at: usize, step: &'a Step) {
        let number = step.number.as_str();
        if number.is_empty() {
            // "Step 2: Restart" as a heading.
            let written = step.text.split_whitespace().nth(1);
            if let Some(written) = written.filter(|_| is_step(&step.text)) {
                let number = written.trim_end_matches([':', '.', ')']);
                self.anywhere.entry(number).or_insert((at, true));
            }
            return;
        }
        let key = (step.section, number);
        if step.depth == 0 {
            let only = !self.anywhere.contains_key(number);
            self.anywhere.entry(number).or_insert((at, only)).1 = only;
            if self.outermost.insert(key) {
                self.numbered.insert(key, at);
            }
        } else {
            self.numbered.entry(key).or_insert(at);
        }
    }

    /// The step of this number: under the same heading, else the only one of the document.
    fn nearest(&self, section: usize, number: &str) -> Option<usize> {
        let only = || {
            self.anywhere
                .get(number)
                .filter(|(_, only)| *only)
                .map(|(at, _)| *at)
        };
        self.numbered.get(&(section, number)).copied().or_else(only)
    }

    /// The jumps in the own blocks of the step at `at`.
    pub(super) fn jumps(&self, at: usize, steps: &[Step], blocks: &[&Block]) -> Vec<Found> {
        let here = steps.get(at).map_or(0, |step| step.section);
        let mut found: Vec<Found> = Vec::new();
        for (_, part) in self.said(blocks.iter().copied()) {
            for jump in self.part(here, part) {
                if jump.jump.step != at {
                    found.push(jump);
                }
            }
        }
        found
    }

    /// Every place of the document that names a step, in steps and elsewhere; of "steps 3 and 4" the second as well.
    pub(super) fn everywhere(&self) -> Vec<Jump> {
        let mut found = Vec::new();
        for (section, part) in self.said(self.document.blocks.iter()) {
            for named in self.part(section, part) {
                let mut end = named.jump.span.end;
                found.push(named.jump);
                let rest = |end: usize| self.text.get(end..part.end).unwrap_or_default();
                while let Some((from, to)) = further(rest(end)) {
                    let span = Span::new(end + from, end + to);
                    if let Some(step) = self.nearest(section, span.of(self.text)) {
                        found.push(Jump { span, step });
                    }
                    end = span.end;
                }
            }
        }
        found
    }

    /// What blocks say themselves without code, in pieces, each with the section it stands in.
    fn said<'b>(&self, blocks: impl Iterator<Item = &'b Block>) -> Vec<(usize, Span)> {
        let mut said = Vec::new();
        let mut read = 0;
        for block in blocks {
            let says = matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::Row { .. } | BlockKind::Item { .. }
            );
            if !says || block.text.is_empty() {
                continue;
            }
            let span = Span::new(block.span.start.max(read), self.own_end(block));
            read = span.end.max(read);
            let parts = self.parts(span).into_iter();
            said.extend(parts.map(|part| (block.section, part)));
        }
        said
    }

    /// Where the own text of a block ends: before the blocks in it.
    fn own_end(&self, block: &Block) -> usize {
        let all = &self.document.blocks;
        let inside = all.partition_point(|other| other.span.start <= block.span.start);
        let child = all.get(inside..).unwrap_or_default().iter().find(|other| {
            other.span.start > block.span.start && !matches!(other.kind, BlockKind::Paragraph)
        });
        child.map_or(block.span.end, |child| child.span.start.min(block.span.end))
    }

    /// The parts of a span that are no code.
    fn parts(&self, span: Span) -> Vec<Span> {
        let from = self.code.partition_point(|code| code.end <= span.start);
        let to = self.code.partition_point(|code| code.start < span.end);
        without(span, self.code.get(from..to).unwrap_or_default())
    }

    /// Where a part names steps, for somebody who reads it in the section `here`.
    fn part(&self, here: usize, part: Span) -> Vec<Found> {
        let text = part.of(self.text);
        let mut found = Vec::new();
        for (from, to, number) in named(text) {
            // Between back-ticks it is code that nobody runs.
            if text.get(..from).unwrap_or_default().matches('`').count() % 2 == 1 {
                continue;
            }
            let span = Span::new(part.start + from, part.start + to);
            let target = match self.link(span) {
                Some(link) => self.linked(link, &number),
                None => self.nearest(here, &number),
            };
            if let Some(step) = target {
                let jump = Jump { span, step };
                found.push(Found { jump, number });
            }
        }
        found
    }

    /// The link that the words stand in, or that says behind them which list is meant: "step 1 of [Repair](#repair)".
    fn link(&self, span: Span) -> Option<&Link> {
        let links = &self.document.links;
        let behind = links.partition_point(|link| link.span.start <= span.start);
        let around = behind.checked_sub(1).and_then(|at| links.get(at));
        let around = around.filter(|link| link.span.end >= span.end);
        around.or_else(|| {
            let behind = links
                .get(behind..)?
                .iter()
                .find(|link| link.span.start >= span.end)?;
            let between = self
                .text
                .get(span.end..behind.span.start)?
                .trim()
                .to_lowercase();
            matches!(
                between.as_str(),
                "of" | "in"
                    | "from"
                    | "under"
                    | "at"
                    | "di"
                    | "pada"
                    | "dari"
                    | "of the"
                    | "in the"
            )
            .then_some(behind)
        })
    }

    fn linked(&self, link: &Link, number: &str) -> Option<usize> {
        let section = self.document.section_of(link.target.strip_prefix('#')?)?;
        self.numbered.get(&(section, number)).copied()
    }
}

/// Where a text names steps: the range of the words and the number.
pub(super) fn named(text: &str) -> Vec<(usize, usize, String)> {
    const WORDS: [&str; 8] = [
        "steps",
        "step",
        "langkah",
        "go to",
        "go back to",
        "back to",
        "kembali ke",
        "lanjut ke",
    ];
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = lower.get(at..) {
        let next = WORDS
            .iter()
            .filter_map(|word| Some((rest.find(word)?, *word)))
            .min_by_key(|(place, word)| (*place, usize::MAX - word.len()));
        let Some((place, word)) = next else {
            break;
        };
        let start = at + place;
        at = start + word.len();
        let alone = lower
            .get(..start)
            .is_none_or(|before| !before.ends_with(|c: char| c.is_alphanumeric()));
        let behind = lower.get(at..).unwrap_or_default();
        let bare = behind.trim_start_matches([' ', '*', '#', '\n', '(']);
        let digits = bare
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(bare.len());
        let number = bare.get(..digits).unwrap_or_default().trim_end_matches('.');
        let close = bare.get(number.len()..).unwrap_or_default();
        // "back to 4 replicas" is a number of things.
        let names = word.starts_with("step") || word == "langkah";
        let last = close.trim_start_matches(['.', '*', ')']).is_empty();
        let counts = !names && !last && !close.starts_with(['.', ',', ';', ')', '\n']);
        if alone && !number.is_empty() && number.len() <= 8 && behind.len() > bare.len() && !counts
        {
            let end = at + (behind.len() - bare.len()) + number.len();
            found.push((start, end, number.to_owned()));
            at = end;
        }
    }
    found
}

/// The next number of a list or a range of steps, right behind the one before: "and 4", "–5", ", 6".
fn further(rest: &str) -> Option<(usize, usize)> {
    const JOINTS: [&str; 12] = [
        ",", "-", "–", "—", "and", "or", "to", "through", "dan", "atau", "sampai", "hingga",
    ];
    let bare = rest.trim_start_matches([' ', '\n']);
    let lower = bare.to_ascii_lowercase();
    let joint = JOINTS.iter().find(|joint| lower.starts_with(**joint))?;
    let behind = bare.get(joint.len()..)?;
    let words = behind.trim_start_matches([' ', '\n']);
    let word = joint.chars().all(char::is_alphabetic);
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let closed = !words.get(digits..)?.starts_with(char::is_alphanumeric);
    let apart = !word || words.len() < behind.len();
    let from = rest.len() - words.len();
    (digits > 0 && closed && apart).then_some((from, from + digits))
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::steps::procedure;

    /// Each jump as `from words to`.
    fn check(text: &str, expected: &[&str]) {
        let document = parse("a.md", text);
        let steps = procedure(&document, text).steps;
        let shown: Vec<String> = steps
            .iter()
            .flat_map(|step| {
                step.jumps.iter().map(|jump| {
                    format!(
                        "{} {:?} {}",
                        step.id,
                        jump.span.of(text),
                        steps[jump.step].id
                    )
                })
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn steps_that_are_named_are_found() {
        check(
            "# A\n\n1. Check it. Good: go to step 3.\n2. Restart it.\n   | a | b |\n   |---|---|\n   | x | lanjut ke langkah 1 |\n3. Stop it, then back to 2.\n",
            &[
                "a/1 \"step 3\" a/3",
                "a/2 \"langkah 1\" a/1",
                "a/3 \"back to 2\" a/2",
            ],
        );
    }

    #[test]
    fn links_say_which_list_is_meant() {
        check(
            "## A\n\n1. Check [step 2](#b), step 1 of [B](#b), step 1 of [C](c.md), `step 2`.\n2. Stop it.\n\n## B\n\n1. Open it.\n2. Close it.\n",
            &["a/1 \"step 2\" b/2", "a/1 \"step 1\" b/1"],
        );
    }

    #[test]
    fn numbers_of_things_are_no_steps() {
        check(
            "1. Scale back to 2 replicas, footstep 2.\n2. Stop it in step 9.\n",
            &[],
        );
    }
}
