//! What steps are called and known by: ids, which follow the order of reading, and hashes, which survive it.

use super::{Form, Step};
use crate::Document;
use drillbook_text::hash;
use std::collections::{HashMap, HashSet};

/// Gives each step its id and its hash. Sentences and blocks of code beside a list are counted by themselves, so that the
/// third item of a list is `<slug>/3` whatever stands above it.
pub(super) fn assign(document: &Document, steps: &mut [Step], forms: &[Form]) {
    let is_item = |form: &Form| matches!(form, Form::Lists | Form::Bullets);
    let listed: HashSet<usize> = steps
        .iter()
        .zip(forms)
        .filter(|(_, form)| is_item(form))
        .map(|(step, _)| step.section)
        .collect();
    // How many steps stand under each section and under each step, items and others apart.
    let mut under: HashMap<(usize, Option<usize>, bool), usize> = HashMap::new();
    let mut equals: HashMap<String, usize> = HashMap::new();
    let mut ordinals: Vec<String> = Vec::with_capacity(steps.len());
    for (step, form) in steps.iter_mut().zip(forms) {
        let beside = !is_item(form) && listed.contains(&step.section);
        let count = under
            .entry((step.section, step.parent, beside))
            .or_default();
        *count += 1;
        let ordinal = match step.parent.and_then(|parent| ordinals.get(parent)) {
            Some(above) => format!("{above}.{count}"),
            None if beside => format!("c{count}"),
            None => count.to_string(),
        };
        let section = document.sections.get(step.section);
        let slug = section.map_or("", |section| section.slug.as_str());
        step.id = format!("{slug}/{ordinal}");
        ordinals.push(ordinal);
        let mut path = document.heading_path(step.section);
        path.extend(section.map(|section| section.heading.as_str()));
        let words = step.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = hash::step(&path, &words, 0);
        let equal = equals.entry(first.clone()).or_default();
        step.hash = if *equal == 0 {
            first
        } else {
            hash::step(&path, &words, *equal)
        };
        *equal += 1;
    }
}
