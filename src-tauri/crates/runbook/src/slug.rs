//! Slugs: the names that sites derive from headings.

use std::collections::{HashMap, HashSet};

/// GitHub's: lower case, punctuation dropped, each space a hyphen. Also eval's and most generators'.
pub(crate) fn github(heading: &str) -> String {
    let mut slug = String::with_capacity(heading.len());
    for c in heading.trim().chars() {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            c if c.is_alphanumeric() || is_mark(c) => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    slug
}

/// GitLab's: as GitHub's, with runs of hyphens made one.
pub(crate) fn squeezed(slug: &str) -> String {
    let mut out = String::with_capacity(slug.len());
    for c in slug.chars() {
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    out
}

/// Marks that combine with the letter before them count as part of a word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// Makes slugs unique as GitHub does: the second `x` is `x-1`.
#[derive(Default)]
pub(crate) struct Slugger {
    seen: HashMap<String, usize>,
    anchors: HashSet<String>,
}

impl Slugger {
    /// Whether `id` is a name that did not stand in the document before.
    pub(crate) fn anchor(&mut self, id: &str) -> bool {
        !self.anchors.contains(id) && self.anchors.insert(id.to_owned())
    }

    pub(crate) fn unique(&mut self, slug: String) -> String {
        let Some(count) = self.seen.get(&slug).copied() else {
            self.seen.insert(slug.clone(), 0);
            return slug;
        };
        let mut number = count + 1;
        let mut next = format!("{slug}-{number}");
        while self.seen.contains_key(&next) {
            number += 1;
            next = format!("{slug}-{number}");
        }
        self.seen.insert(slug, number);
        self.seen.insert(next.clone(), 0);
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_as_the_sites_make_them() {
        let check = |heading: &str, expected: &str| assert_eq!(github(heading), expected);
        check("Diagnosis & Mitigation", "diagnosis--mitigation");
        check(" KubePodCrashLooping ", "kubepodcrashlooping");
        check("a_b-c.d: e!", "a_b-cd-e");
        check("Café – naïve", "café--naïve");
        check("???", "");
        assert_eq!(squeezed("diagnosis--mitigation"), "diagnosis-mitigation");
    }

    #[test]
    fn duplicates_are_numbered_without_collisions() {
        let mut slugger = Slugger::default();
        let slugs: Vec<String> = ["a", "a", "a-1", "a"]
            .map(|slug| slugger.unique(slug.to_owned()))
            .into();
        assert_eq!(slugs, ["a", "a-1", "a-1-1", "a-2"]);
    }
}
