//! What a step says beside what to do: how long to wait, where to go on, what to expect.

mod branches;
mod jumps;
mod matching;
mod waits;

pub use matching::matching_branches;

use super::Step;
use crate::{Block, BlockKind, Document};
use drillbook_text::Span;

/// Reads waits, jumps and branches into the steps.
pub(super) fn annotate(document: &Document, text: &str, steps: &mut [Step]) {
    let own = own_blocks(document, steps);
    let finder = jumps::Finder::new(document, text, steps);
    let mut notes = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        let blocks = own.get(at).map_or(&[][..], Vec::as_slice);
        let found = finder.jumps(at, steps, blocks);
        let mut branches = branches::branches(document, blocks, &found);
        branches.extend(nested(at, steps, &own));
        notes.push((waits::wait(&step.text), found, branches));
    }
    for (step, (wait, found, branches)) in steps.iter_mut().zip(notes) {
        step.wait = wait;
        step.jumps = found.into_iter().map(|found| found.jump).collect();
        step.branches = branches;
    }
}

/// Every place of the document that names one of its steps by number, in steps and elsewhere; the span ends with the number.
pub(crate) fn references(document: &Document, text: &str, steps: &[Step]) -> Vec<super::Jump> {
    jumps::Finder::new(document, text, steps).everywhere()
}

/// The branches that are steps of their own, nested in the step at `at`: "If it is full: delete old logs".
fn nested(at: usize, steps: &[Step], own: &[Vec<&Block>]) -> Vec<super::Branch> {
    let below = steps.get(at + 1..).unwrap_or_default().iter().enumerate();
    let inside = below.take_while(|(_, step)| step.parent.is_some_and(|parent| parent >= at));
    inside
        .filter(|(_, step)| step.parent == Some(at))
        .filter_map(|(below, step)| {
            let index = at + 1 + below;
            // Its block knows which of its words are code.
            let block = own.get(index).and_then(|blocks| {
                let mut said = blocks.iter().filter(|block| !block.text.trim().is_empty());
                said.next()
            });
            let mut branch = block
                .and_then(|block| branches::condition(&block.text, &block.code))
                .or_else(|| branches::condition(&step.text, &[]))?;
            branch.step = Some(index);
            Some(branch)
        })
        .collect()
}

/// For each step, the blocks that stand in it and in no step nested in it.
fn own_blocks<'a>(document: &'a Document, steps: &[Step]) -> Vec<Vec<&'a Block>> {
    let mut own = vec![Vec::new(); steps.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    for block in &document.blocks {
        while steps
            .get(next)
            .is_some_and(|step| step.span.start <= block.span.start)
        {
            open.push(next);
            next += 1;
        }
        while open
            .last()
            .is_some_and(|last| steps[*last].span.end <= block.span.start)
        {
            open.pop();
        }
        // The list around the items of a step may begin where its first item does.
        let holds = |step: &&usize| {
            block.span.end <= steps[**step].span.end || matches!(block.kind, BlockKind::Item { .. })
        };
        if let Some(step) = open.last().filter(holds) {
            own[*step].push(block);
        }
    }
    own
}

/// The parts of a span of the file that none of the `holes` covers.
fn without(span: Span, holes: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut at = span.start;
    for hole in holes
        .iter()
        .filter(|hole| hole.start < span.end && hole.end > span.start)
    {
        if hole.start > at {
            parts.push(Span::new(at, hole.start));
        }
        at = at.max(hole.end);
    }
    if at < span.end {
        parts.push(Span::new(at, span.end));
    }
    parts
}
