//! What a document tells somebody to do: its steps, and what has to be filled into its commands.
//!
//! One function, [`procedure`], which follow mode, checks and drills all use. It looks at the model alone, has no
//! state and never fails: a document without a procedure yields none. It does not know how anything looks.

mod fill;
mod identity;
mod lists;
mod model;

pub use fill::{Part, fill, is_fillable};
pub use model::{Branch, Form, Jump, Parameter, Place, Procedure, Step, Style, Wait};

use crate::Document;
use drillbook_text::LineIndex;

/// The procedure of `document`, whose text is `text`.
pub fn procedure(document: &Document, text: &str) -> Procedure {
    let lines = LineIndex::new(text);
    let mut steps = lists::steps(document);
    for step in &mut steps {
        step.line = lines.line(step.span.start);
    }
    identity::assign(document, &mut steps);
    let form = if steps.is_empty() {
        Form::Reference
    } else {
        Form::Lists
    };
    Procedure {
        form,
        steps,
        parameters: Vec::new(),
    }
}

/// The branches of `step` whose patterns stand in `output`, as indices into [`Step::branches`].
pub fn matching_branches(step: &Step, output: &str) -> Vec<usize> {
    let holds = |branch: &&(usize, &Branch)| {
        let all = &branch.1.patterns;
        !all.is_empty() && all.iter().any(|pattern| output.contains(pattern.as_str()))
    };
    step.branches
        .iter()
        .enumerate()
        .filter(|branch| holds(&branch))
        .map(|(at, _)| at)
        .collect()
}
