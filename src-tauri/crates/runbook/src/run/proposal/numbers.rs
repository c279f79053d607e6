//! Numbers of steps behind a new one, at the steps and wherever the document names them.

use super::marker::{Marker, number};
use super::{Editor, line_start};
use crate::steps::{Step, references};

impl Editor<'_> {
    /// Numbers behind a new step go up by one, as long as they follow one another and stay as wide as they are.
    pub(super) fn renumber(&mut self, anchor: usize, behind: bool) {
        let Some(first) = self.subject.procedure.steps.get(anchor) else {
            return;
        };
        self.count_up(first, anchor, behind);
        let Some((mut expected, _)) = number(Marker::of(self.text, first).sign) else {
            return;
        };
        if behind {
            expected += 1;
        }
        let from = if behind { anchor + 1 } else { anchor };
        let mut edits = Vec::new();
        for step in self.subject.procedure.steps.iter().skip(from) {
            if step.parent != first.parent || step.section != first.section {
                continue;
            }
            let marker = Marker::of(self.text, step);
            let Some((value, rest)) = number(marker.sign) else {
                break;
            };
            let wider = (value + 1).to_string().len() != value.to_string().len();
            if value != expected || wider {
                break;
            }
            let start = line_start(self.text, step.span.start) + marker.indent.len();
            edits.push((
                start,
                start + marker.sign.len(),
                format!("{}{rest}", value + 1),
            ));
            expected += 1;
        }
        for (from, to, sign) in edits {
            self.bump(from, to, sign);
        }
    }

    /// A number that goes up for the second time goes up from where it is.
    fn bump(&mut self, from: usize, to: usize, sign: String) {
        match self
            .edits
            .iter_mut()
            .find(|edit| (edit.0, edit.1) == (from, to))
        {
            Some(edit) => {
                if let Some((value, rest)) = number(&edit.2) {
                    edit.2 = format!("{}{rest}", value + 1);
                }
            }
            None => self.edits.push((from, to, sign)),
        }
    }

    /// Notes the steps behind a new one whose numbers, as a reader sees them, go up by one.
    fn count_up(&mut self, first: &Step, anchor: usize, behind: bool) {
        let Some(mut expected) = last(&first.number) else {
            return;
        };
        if behind {
            expected = expected.saturating_add(1);
        }
        let steps = self.subject.procedure.steps.iter().enumerate();
        for (at, step) in steps.skip(anchor + usize::from(behind)) {
            if step.parent != first.parent || step.section != first.section {
                continue;
            }
            if last(&step.number) != Some(expected) {
                break;
            }
            *self.later.entry(at).or_default() += 1;
            expected = expected.saturating_add(1);
        }
    }

    /// "Go to step 7" leads where it led before.
    pub(super) fn references(&mut self) {
        if self.later.is_empty() {
            return;
        }
        let subject = self.subject;
        let steps = &subject.procedure.steps;
        for reference in references(subject.document, self.text, steps) {
            let Some(step) = steps.get(reference.step) else {
                continue;
            };
            let words = reference.span.of(self.text);
            let digits = |c: char| c.is_ascii_digit() || c == '.';
            let written = words.get(words.trim_end_matches(digits).len()..);
            let written = written.unwrap_or_default();
            let whole = self.number_of(reference.step);
            let own = whole.rsplit('.').next().unwrap_or_default();
            let new = if written == step.number {
                &*whole
            } else if last(&step.number).map(|own| own.to_string()).as_deref() == Some(written) {
                own
            } else {
                continue;
            };
            if new != written {
                let end = reference.span.end;
                self.edits.push((end - written.len(), end, new.to_owned()));
            }
        }
    }

    /// The number of a step as a reader will see it.
    fn number_of(&self, at: usize) -> String {
        let steps = &self.subject.procedure.steps;
        let mut parts: Vec<String> = Vec::new();
        let mut next = Some(at);
        // Numbers of the steps around stand before a nested one's.
        while let Some(at) = next {
            let known = steps.get(at);
            let Some(own) = known.and_then(|step| last(&step.number)) else {
                break;
            };
            let later = self.later.get(&at).copied().unwrap_or(0);
            parts.push(own.saturating_add(later).to_string());
            next = known.and_then(|step| step.parent);
        }
        parts.reverse();
        parts.join(".")
    }
}

/// The last part of a number: 2 of `3.2`.
fn last(number: &str) -> Option<u32> {
    number.rsplit('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::run::{Act, Event, Run, Snapshot, Started, Subject, What, Words, propose};
    use crate::steps::procedure;

    /// The text that is proposed after a step "New" was added behind the first one that says `after`.
    fn check(path: &str, text: &str, after: &str, expected: &str) {
        let document = parse(path, text);
        let procedure = procedure(&document, text);
        let event = |seq: u32, what: What| Event {
            seq,
            at: i64::from(seq),
            offset: 0,
            person: String::new(),
            what,
        };
        let started = Started {
            document: path.into(),
            snapshot: Snapshot::of(text, &document, &procedure),
            ..Started::default()
        };
        let first = event(1, What::Started(Box::new(started)));
        let run = Run::of(vec![first.clone()]).unwrap();
        let says = |step: &&crate::run::StepState| step.text.text.contains(after);
        let behind = run
            .state
            .steps
            .iter()
            .find(says)
            .map(|step| step.key.clone());
        let added = run
            .decide(Act::AddStep(behind, "New".into()))
            .unwrap()
            .unwrap();
        let run = Run::of(vec![first, event(2, added)]).unwrap();
        let subject = Subject {
            text,
            included: &[],
            document: &document,
            procedure: &procedure,
        };
        let words = Words {
            label: "Note",
            say: &|said| format!("{said:?}"),
        };
        assert_eq!(propose(subject, &run.state, words).text, expected);
    }

    #[test]
    fn words_that_name_steps_go_on_naming_them() {
        check(
            "a.md",
            "Begin with step 2, skip steps 3 and 4 or 1–3.\n\n1. Check it\n2. Restart it, else go to step 4\n3. Wait, then repeat steps 1 to 3\n4. Stop it in 3 minutes: `step 3`\n",
            "Check it",
            "Begin with step 3, skip steps 4 and 5 or 1–4.\n\n1. Check it\n2. New\n3. Restart it, else go to step 5\n4. Wait, then repeat steps 1 to 4\n5. Stop it in 3 minutes: `step 3`\n",
        );
    }

    #[test]
    fn nested_steps_and_lists_that_count_for_themselves() {
        check(
            "a.md",
            "1. Check it\n1. Restart it:\n   1. Open it\n   2. Press it, back to step 2.1\n1. Stop it, see step 2.2\n",
            "Check it",
            "1. Check it\n1. New\n1. Restart it:\n   1. Open it\n   2. Press it, back to step 3.1\n1. Stop it, see step 3.2\n",
        );
        check(
            "a.md",
            "## A\n\n1. Check it\n2. Restart it\n\n## B\n\n1. Open it, see step 2\n2. Stop it, see [step 2](#a)\n",
            "Check it",
            "## A\n\n1. Check it\n2. New\n3. Restart it\n\n## B\n\n1. Open it, see step 2\n2. Stop it, see [step 3](#a)\n",
        );
    }

    #[test]
    fn asciidoc_counts_by_itself() {
        check(
            "a.adoc",
            ". Check it\n. Restart it\n. Go to step 2\n",
            "Check it",
            ". Check it\n. New\n. Restart it\n. Go to step 3\n",
        );
    }
}
