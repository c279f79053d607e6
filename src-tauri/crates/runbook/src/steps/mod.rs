//! What a document tells somebody to do: its steps, and what has to be filled into its commands.
//!
//! One function, [`procedure`], which follow mode, checks and drills all use. It looks at the model alone, has no
//! state and never fails: a document without a procedure yields none. It does not know how anything looks.

mod beginning;
mod fill;
mod identity;
mod items;
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
pub(crate) use notes::references;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use proptest::prelude::*;

    /// Pieces that lists, headings, code and marks are made of, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        const PIECES: [&str; 34] = [
            "1. ",
            "2) ",
            "- ",
            "* [ ] ",
            "   ",
            "\n",
            "\n\n",
            "# ",
            "```bash\n",
            "```\n",
            "`",
            "$X ",
            "${Y:-z}",
            "<pod>",
            "{{ a }}",
            "rm -rf / ",
            "Check it. ",
            "If `a`, go to step 2. ",
            "wait 5 minutes ",
            "> ",
            "| a | b |\n|---|---|\n",
            "é",
            "\u{202e}",
            "'",
            "\"",
            "\\",
            "[x](#a)",
            "+\n. ",
            "\n<ol>\n<li>",
            "</li>\n",
            "<ul start=3>",
            "<ol start=4294967295>\n<li>Restart it\n",
            "</ol>\n\n",
            "\n=== \"Tab\"\n\n    ",
        ];
        let piece = prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => ".{0,6}"];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    /// What is nested deeper than anybody reads must not use up the stack of a thread.
    #[test]
    fn endless_nesting_is_cut() {
        let text = "<ol><li>Restart it\n".repeat(20_000) + &"</li></ol></b>\n".repeat(20_000);
        let small = std::thread::Builder::new().stack_size(512 * 1024);
        let steps = small
            .spawn(move || procedure(&parse("a.md", &text), &text).steps.len())
            .unwrap();
        assert!(steps.join().unwrap() < 100);
    }

    proptest! {
        #[test]
        fn any_text_yields_steps_that_lie_in_it(text in pieces(), asciidoc in any::<bool>()) {
            let document = parse(if asciidoc { "a.adoc" } else { "a.md" }, &text);
            let found = procedure(&document, &text);
            for step in &found.steps {
                prop_assert!(text.get(step.span.start..step.span.end).is_some());
                prop_assert!(step.jumps.iter().all(|jump| found.steps.len() > jump.step && !jump.span.of(&text).is_empty()));
                matching_branches(step, &text);
            }
            for place in found.parameters.iter().flat_map(|parameter| &parameter.places) {
                prop_assert!(!place.span.of(&document.commands[place.command].copy).is_empty());
            }
            for command in &document.commands {
                for mark in crate::destructive(&command.copy, &command.language) {
                    prop_assert!(!mark.span.of(&command.copy).is_empty());
                }
            }
            let masked = crate::secret::mask(&text);
            prop_assert_eq!(crate::secret::looks_secret(&text), masked != text);
        }
    }
}
