//! A page in parts: each step of a procedure by itself, with what stands before, between and behind.
//!
//! The parts are cut while the page is written, at the places that the caller names. What a part
//! stands in (a quotation around a list of steps) is written anew around the context behind the
//! step, and never around the step.

use super::page::Page;
use drillbook_text::Span;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One piece of a document, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderedPart {
    /// What it is.
    pub kind: PartKind,
    /// The index of the section it stands in; `None` in a text without sections.
    pub section: Option<usize>,
    /// Safe HTML, with the markup that this module's parent documents.
    pub html: String,
    /// The commands in it, as indices of [`crate::Document::commands`] in reading order.
    pub snippets: Vec<usize>,
}

/// What a part of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind", content = "step")]
pub enum PartKind {
    /// A heading outside of steps, alone.
    Heading,
    /// What stands before, between and behind steps.
    Context,
    /// The own content of the step with this index, without that of the steps in it. A step whose
    /// text goes on behind steps that are nested in it has a part before and one behind them.
    Step(usize),
}

/// How a page is cut, and the parts so far.
pub(super) struct Division {
    /// From each of these places of the file on, the step that the text belongs to.
    places: Vec<(usize, Option<usize>)>,
    cuts: Vec<Span>,
    here: PartKind,
    /// For each step that began, how many open elements its parts leave out.
    bases: HashMap<usize, usize>,
    shown: Vec<usize>,
    done: Vec<RenderedPart>,
}

impl Division {
    /// `cuts` are the spans of steps in reading order, nested ones behind those that hold them.
    pub(super) fn new(cuts: &[Span]) -> Self {
        Self {
            places: places(cuts),
            cuts: cuts.to_vec(),
            here: PartKind::Context,
            bases: HashMap::new(),
            shown: Vec::new(),
            done: Vec::new(),
        }
    }

    /// The step that the text at `at` of the file belongs to.
    fn step_at(&self, at: usize) -> Option<usize> {
        let behind = self.places.partition_point(|(from, _)| *from <= at);
        let (_, step) = self.places.get(behind.checked_sub(1)?)?;
        *step
    }

    fn step(&self) -> Option<usize> {
        match self.here {
            PartKind::Step(step) => Some(step),
            PartKind::Heading | PartKind::Context => None,
        }
    }
}

/// The innermost step from each boundary of a cut on.
fn places(cuts: &[Span]) -> Vec<(usize, Option<usize>)> {
    let mut places = Vec::with_capacity(cuts.len() * 2);
    let mut open: Vec<(usize, usize)> = Vec::new();
    let leave = |places: &mut Vec<_>, open: &mut Vec<(usize, usize)>, until: usize| {
        while let Some((_, end)) = open.last().copied().filter(|(_, end)| *end <= until) {
            open.pop();
            places.push((end, open.last().map(|(step, _)| *step)));
        }
    };
    for (step, cut) in cuts.iter().enumerate() {
        leave(&mut places, &mut open, cut.start);
        open.push((step, cut.end));
        places.push((cut.start, Some(step)));
    }
    leave(&mut places, &mut open, usize::MAX);
    places
}

impl Page<'_> {
    /// What comes next begins at `at` of the body: another part begins where the step is another one.
    pub(super) fn enter(&mut self, at: usize) {
        let Some(division) = &self.division else {
            return;
        };
        let step = division.step_at(self.source.document.body_start + at);
        if step != division.step() {
            self.flush();
            self.part(step.map_or(PartKind::Context, PartKind::Step));
        }
    }

    /// Ends the part in the making and begins one of `kind`.
    fn part(&mut self, kind: PartKind) {
        let height = self.out.height();
        let Some(division) = &mut self.division else {
            return;
        };
        let base = match kind {
            PartKind::Step(step) => *division.bases.entry(step).or_insert(height),
            PartKind::Heading | PartKind::Context => 0,
        };
        self.begin_part(kind, base);
    }

    /// Ends the part in the making and begins one that leaves out so many of the elements which are open.
    fn begin_part(&mut self, kind: PartKind, base: usize) {
        let Some(division) = &mut self.division else {
            return;
        };
        let ended = std::mem::replace(&mut division.here, kind);
        let snippets = std::mem::take(&mut division.shown);
        let html = self.out.split(base);
        if !html.trim().is_empty() {
            let section = self.section.saturating_sub(1);
            let section = (section < self.source.document.sections.len()).then_some(section);
            division.done.push(RenderedPart {
                kind: ended,
                section,
                html: super::sanitize::clean(&html),
                snippets,
            });
        }
    }

    /// Writes what stands before `at` of the file: where another step begins there, or context does, in a part of its own that
    /// nothing stands around.
    pub(super) fn ahead_of(&mut self, at: usize, write: impl FnOnce(&mut Self)) {
        let other = |division: &Division| division.step_at(at) != division.step();
        let alone = self.division.as_ref().is_some_and(other);
        if alone {
            self.begin_part(PartKind::Context, self.out.height());
        }
        write(self);
        if alone {
            self.part(PartKind::Context);
        }
    }

    /// What comes next belongs to no step.
    pub(super) fn context(&mut self) {
        if self.division.is_some() {
            self.part(PartKind::Context);
        }
    }

    /// A heading outside of steps is a part of its own.
    pub(super) fn before_heading(&mut self) {
        if self.division.is_some() && !self.in_step() {
            self.part(PartKind::Heading);
        }
    }

    pub(super) fn after_heading(&mut self) {
        if self
            .division
            .as_ref()
            .is_some_and(|division| division.here == PartKind::Heading)
        {
            self.part(PartKind::Context);
        }
    }

    pub(super) fn in_step(&self) -> bool {
        self.division
            .as_ref()
            .is_some_and(|division| division.step().is_some())
    }

    /// Whether the step that is being written begins at `at` of the body.
    pub(super) fn starts_step(&self, at: usize) -> bool {
        let start = self.source.document.body_start + at;
        self.division.as_ref().is_some_and(|division| {
            division
                .step()
                .and_then(|step| division.cuts.get(step))
                .is_some_and(|cut| cut.start == start)
        })
    }

    /// The elements that are open now stand around the step, not in it.
    pub(super) fn base_here(&mut self) {
        let height = self.out.height();
        if let Some(division) = &mut self.division
            && let Some(step) = division.step()
        {
            division.bases.insert(step, height);
            self.out.rebase(height);
        }
    }

    pub(super) fn note_snippet(&mut self, snippet: usize) {
        if let Some(division) = &mut self.division {
            division.shown.push(snippet);
        }
    }

    /// Ends the last part and hands out all of them.
    pub(super) fn into_parts(mut self) -> (Self, Vec<RenderedPart>) {
        self.part(PartKind::Context);
        let done = self.division.take().map(|division| division.done);
        (self, done.unwrap_or_default())
    }
}
