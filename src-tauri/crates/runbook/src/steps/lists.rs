//! Steps from the items of numbered lists and of lists with boxes.

use super::Step;
use crate::{Block, BlockKind, Document};

/// Every item of such a list, nested ones behind their parents.
pub(super) fn steps(document: &Document) -> Vec<Step> {
    let blocks = &document.blocks;
    let mut steps: Vec<Step> = Vec::new();
    let mut step_of: Vec<Option<usize>> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let around = block
            .parent
            .and_then(|parent| step_of.get(parent).copied().flatten());
        let is_step = matches!(
            block.kind,
            BlockKind::Item {
                number: Some(_),
                ..
            } | BlockKind::Item { task: Some(_), .. }
        );
        if !is_step {
            step_of.push(around);
            if let Some(step) = around.and_then(|at| steps.get_mut(at)) {
                lead(step, block);
            }
            continue;
        }
        let parent = around.and_then(|at| steps.get(at));
        let own = match block.kind {
            BlockKind::Item {
                number: Some(number),
                ..
            } => number.to_string(),
            _ => String::new(),
        };
        let number = match parent.map(|parent| parent.number.as_str()) {
            Some(above) if !above.is_empty() && !own.is_empty() => format!("{above}.{own}"),
            _ => own,
        };
        steps.push(Step {
            section: block.section,
            parent: around,
            depth: parent.map_or(0, |parent| parent.depth.saturating_add(1)),
            span: block.span,
            number,
            text: block.text.trim().to_owned(),
            ..Step::default()
        });
        step_of.push(Some(steps.len() - 1));
    }
    commands(document, &mut steps);
    steps
}

/// Adds a paragraph of the step to its text.
fn lead(step: &mut Step, block: &Block) {
    if matches!(block.kind, BlockKind::Paragraph) {
        if !step.text.is_empty() {
            step.text.push('\n');
        }
        step.text.push_str(block.text.trim());
    }
}

/// Gives each command to the innermost step that holds it.
fn commands(document: &Document, steps: &mut [Step]) {
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
