//! Words of conditions and effects, and how they are misspelt: in the text, because a model has no misspelt words.

use super::Defect;
use drillbook_text::Span;
use drillbook_text::yaml::{self, Entry, Node};

/// Where a word stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(pub(super) Span);

/// Keys whose scalar is a condition.
const CONDITIONS: [&str; 3] = ["if", "when", "right"];
/// Keys below which each scalar is a condition or a value.
const VALUES: [&str; 2] = ["define", "then"];
/// Words of conditions that are nobody's name.
const OURS: [&str; 10] = [
    "and", "or", "not", "is", "true", "false", "firing", "time_up", "yes", "no",
];

/// The last name in each condition and each value that is set.
pub(super) fn of(text: &str) -> Vec<Defect> {
    let mut places = Vec::new();
    if let Some(tree) = yaml::tree(text).0 {
        walk(&tree, text, &mut places);
    }
    places.into_iter().map(Defect::Spelling).collect()
}

fn walk(node: &Node, text: &str, places: &mut Vec<Place>) {
    for item in node.items() {
        walk(item, text, places);
    }
    for Entry { key, value, .. } in node.entries() {
        let key = key.as_str();
        if CONDITIONS.contains(&key) {
            places.extend(last_name(value, text));
        } else if VALUES.contains(&key) {
            let each = value.entries().iter();
            places.extend(each.filter_map(|entry| last_name(&entry.value, text)));
        } else {
            walk(value, text, places);
        }
    }
}

fn last_name(node: &Node, text: &str) -> Option<Place> {
    node.text()?;
    let whole = node.span.of(text);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let words = whole.split(|c| !is_name(c));
    let last = words.rev().find(|word| {
        let number = word.chars().all(|c| c.is_ascii_digit());
        !word.is_empty() && !OURS.contains(word) && !number
    })?;
    let from = node.span.start + (last.as_ptr() as usize - whole.as_ptr() as usize);
    Some(Place(Span::new(from, from + last.len())))
}

/// Doubles the last letter.
pub(super) fn misspell(text: &mut String, place: Place) {
    let word = place.0.of(text);
    if let Some(last) = word.chars().next_back() {
        text.insert(place.0.end, last);
    }
}
