//! What a document tells somebody to do: its steps, and what has to be filled into its commands.
//!
//! One function, [`procedure`], which follow mode, checks and drills all use. It looks at the model alone, has no
//! state and never fails: a document without a procedure yields none. It does not know how anything looks.

mod fill;
mod identity;
mod lists;
mod model;
mod notes;
mod parameters;
mod runnable;
mod sections;
mod tree;
mod vocabulary;
mod wording;

pub use fill::{Part, fill, is_fillable};
pub use model::{Branch, Form, Jump, Parameter, Place, Procedure, Step, Style, Wait};
pub use notes::matching_branches;
pub use parameters::inner_name;

use crate::Document;
use drillbook_text::LineIndex;

/// The procedure of `document`, whose text is `text`.
pub fn procedure(document: &Document, text: &str) -> Procedure {
    let lines = LineIndex::new(text);
    let sections::Reading {
        mut steps,
        forms,
        asks,
    } = sections::read(document, text);
    for step in &mut steps {
        step.line = lines.line(step.span.start);
    }
    identity::assign(document, &mut steps, &forms);
    notes::annotate(document, text, &mut steps);
    Procedure {
        form: most(&forms),
        steps,
        parameters: parameters::parameters(document, text, &lines, &asks),
    }
}

/// The form of most steps; of equals, the first of [`Form`].
fn most(forms: &[Form]) -> Form {
    let all = [
        Form::Lists,
        Form::Bullets,
        Form::Commands,
        Form::Headings,
        Form::Fences,
    ];
    let count = |form: &Form| forms.iter().filter(|other| *other == form).count();
    let most = all.into_iter().rev().max_by_key(count);
    most.filter(|_| !forms.is_empty()).unwrap_or_default()
}
