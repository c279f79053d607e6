//! What was made of the library during a drill: steps that were used, steps that were not, and what was looked for in vain.

use super::debrief::at_input;
use super::view::Scene;
use crate::run::Source;
use crate::wire::{DrillDocument, DrillEntryAt, DrillRunbook, DrillStep};
use drillbook_drill::Input;
use drillbook_drill::model::Reference;

/// The documents that the scenario's acts are steps of, or that were opened, with their steps.
pub(super) fn runbooks(scene: &Scene<'_>) -> Vec<DrillRunbook> {
    let known = 0..scene.scenario.runbooks.len();
    let of_scenario = known.filter_map(|at| {
        let document = scene.documents.of_runbook(scene.scenario, at)?;
        let runbook = DrillRunbook {
            opened: document
                .document
                .as_ref()
                .is_some_and(|id| opened(scene, id)),
            steps: steps(scene, at, &document),
            sections: sections(scene, &document),
            document,
        };
        (runbook.opened || !runbook.steps.is_empty()).then_some(runbook)
    });
    of_scenario.collect()
}

fn opened(scene: &Scene<'_>, id: &str) -> bool {
    let mut entries = scene.play.log().entries.iter();
    entries.any(|entry| match &entry.input {
        Input::Opened { document, .. } | Input::StepDone { document, .. } => {
            scene.documents.is_same(id, document)
        }
        _ => false,
    })
}

/// The steps that acts are bound to, in the order of the document.
fn steps(scene: &Scene<'_>, runbook: usize, document: &DrillDocument) -> Vec<DrillStep> {
    let texts = texts(scene, document);
    let place = |step: &str| texts.iter().position(|(known, _)| known == step);
    let mut bound: Vec<(&Reference, usize)> = Vec::new();
    for (act, known) in scene.scenario.acts.iter().enumerate() {
        let of_it = known.exercises.iter();
        let of_it = of_it.filter(|reference| reference.runbook == runbook);
        bound.extend(of_it.map(|reference| (reference, act)));
    }
    let mut steps: Vec<DrillStep> = Vec::new();
    for (reference, act) in bound {
        let fragment = reference.fragment();
        let used = scene.acted().any(|done| done.act == act);
        match steps.iter_mut().find(|step| step.step == fragment) {
            Some(step) => step.used |= used,
            None => steps.push(DrillStep {
                text: place(&fragment)
                    .map(|at| texts[at].1.clone())
                    .unwrap_or_default(),
                ticked: ticked(scene, document, &fragment),
                used,
                step: fragment,
            }),
        }
    }
    steps.sort_by_key(|step| place(&step.step).unwrap_or(usize::MAX));
    steps
}

fn ticked(scene: &Scene<'_>, document: &DrillDocument, fragment: &str) -> bool {
    let mut entries = scene.play.log().entries.iter();
    entries.any(|entry| match &entry.input {
        Input::StepDone {
            document: done,
            step,
            ..
        } => Some(done) == document.document.as_ref() && step == fragment,
        _ => false,
    })
}

/// The document's text as the library has it now.
fn source(scene: &Scene<'_>, document: &DrillDocument) -> Option<Source> {
    let session = scene.documents.session()?;
    Source::read(session, document.document.as_deref()?).ok()
}

/// The sections of a document below its title, each with its heading.
fn sections(scene: &Scene<'_>, document: &DrillDocument) -> Vec<DrillDocument> {
    let Some(source) = source(scene, document) else {
        return Vec::new();
    };
    let headings = source.document.sections.iter();
    let headings = headings.filter(|section| section.level > 1);
    let each = headings.map(|section| DrillDocument {
        document: document.document.clone(),
        slug: section.slug.clone(),
        title: section.heading.clone(),
        starter: None,
    });
    each.collect()
}

/// Steps and headings of a document as the library has it now, each with its text.
fn texts(scene: &Scene<'_>, document: &DrillDocument) -> Vec<(String, String)> {
    let Some(source) = source(scene, document) else {
        return Vec::new();
    };
    let mut texts: Vec<(usize, String, String)> = Vec::new();
    for section in &source.document.sections {
        texts.push((
            section.span.start,
            section.slug.clone(),
            section.heading.clone(),
        ));
    }
    for step in &source.procedure.steps {
        texts.push((step.span.start, step.id.clone(), step.text.clone()));
    }
    texts.sort_by_key(|(start, ..)| *start);
    let each = texts.into_iter().map(|(_, id, text)| (id, text));
    each.collect()
}

/// What was searched for without opening anything before the next search.
pub(super) fn in_vain(scene: &Scene<'_>) -> Vec<DrillEntryAt> {
    let mut vain: Vec<DrillEntryAt> = Vec::new();
    let mut open: Option<DrillEntryAt> = None;
    for (number, entry) in (1..).zip(&scene.play.log().entries) {
        match &entry.input {
            Input::Searched { query } => {
                vain.extend(open.take());
                open = Some(DrillEntryAt {
                    at: at_input(scene, number, entry.tick),
                    text: query.clone(),
                });
            }
            Input::Opened { .. } => open = None,
            _ => {}
        }
    }
    vain.extend(open);
    vain
}
