//! Where somebody begins who comes from a section: not always at the first step of the document, and not always at a step
//! that stands right under that heading.

use super::Procedure;
use crate::Document;

impl Procedure {
    /// The step to begin with for a reader of the section with this slug: the first one under it or under the
    /// headings nested in it; where there is none, the next one under the heading around it, then the first one
    /// there, and so on outwards. None where nothing around the section but the whole document tells what to do.
    pub fn first_in(&self, document: &Document, slug: &str) -> Option<usize> {
        let own = document
            .sections
            .iter()
            .position(|section| section.slug == slug)?;
        let around = document.sections.get(own)?.ancestors.iter().rev().copied();
        std::iter::once(own).chain(around).find_map(|outer| {
            let within = |at: usize| {
                let section = document.sections.get(at);
                at == outer || section.is_some_and(|section| section.ancestors.contains(&outer))
            };
            let mut inside = self
                .steps
                .iter()
                .enumerate()
                .filter(|(_, step)| within(step.section));
            let first = inside.clone().next();
            let next = inside.find(|(_, step)| step.section >= own);
            next.or(first).map(|(at, _)| at)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::parse;
    use crate::steps::procedure;

    #[test]
    fn a_section_leads_to_its_first_step() {
        const TEXT: &str = "\
# Alerts

## High

It is high.

### Impact

Much.

### Quick checks

1. Check the queue

## Low

### Quick checks

1. Check the disk

### How it works

It works.

## Glossary

Words.
";
        let check = |slug: &str, expected: &str| {
            let document = parse("a.md", TEXT);
            let procedure = procedure(&document, TEXT);
            let first = procedure.first_in(&document, slug);
            let first = first.map_or("-", |at| procedure.steps[at].text.as_str());
            assert_eq!(first, expected, "{slug}");
        };
        check("quick-checks", "Check the queue");
        check("high", "Check the queue");
        check("impact", "Check the queue");
        check("low", "Check the disk");
        check("quick-checks-1", "Check the disk");
        check("how-it-works", "Check the disk");
        check("alerts", "Check the queue");
        check("glossary", "Check the queue");
        check("missing", "-");
        check("", "-");
    }
}
