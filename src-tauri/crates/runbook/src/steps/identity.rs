//! What steps are called and known by: ids, which follow the order of reading, and hashes, which survive it.

use super::Step;
use crate::Document;
use drillbook_text::hash;
use std::collections::HashMap;

/// Gives each step its id and its hash.
pub(super) fn assign(document: &Document, steps: &mut [Step]) {
    // How many steps stand under each section and under each step.
    let mut under: HashMap<(usize, Option<usize>), usize> = HashMap::new();
    let mut equals: HashMap<(usize, String), usize> = HashMap::new();
    let mut ordinals: Vec<String> = Vec::with_capacity(steps.len());
    for step in steps {
        let count = under.entry((step.section, step.parent)).or_default();
        *count += 1;
        let ordinal = match step.parent.and_then(|parent| ordinals.get(parent)) {
            Some(above) => format!("{above}.{count}"),
            None => count.to_string(),
        };
        let section = document.sections.get(step.section);
        let slug = section.map_or("", |section| section.slug.as_str());
        step.id = format!("{slug}/{ordinal}");
        ordinals.push(ordinal);
        let mut path = document.heading_path(step.section);
        path.extend(section.map(|section| section.heading.as_str()));
        let words = step.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let equal = equals.entry((step.section, words.clone())).or_default();
        step.hash = hash::step(&path, &words, *equal);
        *equal += 1;
    }
}
