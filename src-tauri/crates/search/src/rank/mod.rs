//! Scoring: BM25F over the fields of a section, with every analysis of a word fused before saturation.
//!
//! For each concept of the query and each section, the term counts of all alternatives in all fields are added, each
//! with its weight, and saturated once: a word that is exact, stemmed and a part of a name counts once, and a word in
//! the heading and the text does not count twice (added up field by field, boosts drown the rest of the query). The
//! names of its document count for each of its sections.
//! The same is done for the document as a whole, because the words of an alert's description are rarely all in one
//! section; a section's score is its own plus a share of its document's.
//!
//! How rare a word is, is counted in documents: a word in twenty sections of one document is a rare word.

mod count;
mod language;
mod parallel;
pub(crate) mod weights;

use tantivy::DocId;

use self::count::{Counts, Scales, Totals};
use self::language::Asked;
use self::weights::FULL;
use crate::entry::Language;
use crate::query::concept::{Alternative, Concept, Role};
use crate::snapshot::{InLanguage, Searched, Segment, Snapshot};
use crate::synonyms::language_of;

/// A word in more than this share of sections is not looked up in the text where there are other words: it tells
/// nothing, and reading where it stands is most of the work.
const COMMON: f32 = 0.25;
/// So few sections are read in any case.
const FEW: usize = 50;

/// A section with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scored {
    pub(crate) segment: usize,
    pub(crate) doc: DocId,
    pub(crate) score: f32,
}

/// What is allowed to be found: whole groups, and within them single sections.
pub(crate) trait Allowed {
    /// Whether the sections of this group may be found.
    fn group(&self, segment: usize, group: u32) -> bool;
    /// Whether this section may be found.
    fn section(&self, segment: usize, doc: DocId) -> bool;
}

/// Scores every section that has any of the concepts; in no order. Also answers how rare each concept is.
pub(crate) fn score(
    snapshot: &Snapshot,
    concepts: &[Concept],
    allowed: &(impl Allowed + Sync),
) -> (Vec<Scored>, Vec<f32>) {
    let scales = Scales::of(snapshot);
    let common: Vec<Option<usize>> = concepts
        .iter()
        .map(|concept| common(snapshot, concept).filter(|_| concepts.len() > 2))
        .collect();
    let counted = parallel::each(
        snapshot.segments.iter().map(Totals::new).collect(),
        Totals::sections,
        |_, mut totals| {
            let counted = concepts.iter().zip(&common);
            let counts: Vec<Counts> = counted
                .map(|(concept, common)| scales.count(concept, common.is_some(), &mut totals))
                .collect();
            (totals, counts)
        },
    );
    let counts: Vec<&[Counts]> = counted
        .iter()
        .map(|(_, counts)| counts.as_slice())
        .collect();
    let rarities = rarities(snapshot, concepts, &common, &counts);
    let language = language(snapshot, concepts, &counts);
    let found = parallel::each(
        counted,
        |(totals, _)| totals.sections(),
        |nth, (mut totals, counts)| {
            for (counts, rarity) in counts.iter().zip(&rarities) {
                totals.add(counts, *rarity);
            }
            let mut found = Vec::new();
            totals.collect(nth, language, allowed, &mut found);
            found
        },
    );
    (found.concat(), rarities)
}

/// What each concept counts for, by its rarity; `counts` are by segment, then by concept.
fn rarities(
    snapshot: &Snapshot,
    concepts: &[Concept],
    common: &[Option<usize>],
    counts: &[&[Counts]],
) -> Vec<f32> {
    let rarity = |(nth, concept): (usize, &Concept)| {
        let of_concept = || counts.iter().map(|of_segment| &of_segment[nth]);
        let documents = documents(of_concept).max(common[nth].unwrap_or_default());
        let full = if concept.role == Role::Full {
            FULL
        } else {
            1.0
        };
        rarity(documents, snapshot.document_count()) * concept.weight * full
    };
    concepts.iter().enumerate().map(rarity).collect()
}

/// The language that a query is asked in, where its words tell; `counts` are by segment, then by concept.
fn language(snapshot: &Snapshot, concepts: &[Concept], counts: &[&[Counts]]) -> Option<Language> {
    let mut asked = Asked::of(snapshot);
    let words = concepts.iter().enumerate();
    for (nth, word) in words.filter(|(_, concept)| concept.role == Role::Word) {
        if let Some(language) = language_of(&word.text) {
            asked.hear_spoken(language);
            continue;
        }
        let mut standing = InLanguage::default();
        for of_segment in counts {
            standing.add(of_segment[nth].standing);
        }
        asked.hear(standing);
    }
    asked.language()
}

/// In how many documents a concept is: as it was meant where there are such, else as something like it.
fn documents<'a, I: Iterator<Item = &'a Counts>>(counts: impl Fn() -> I) -> usize {
    let meant: usize = counts().map(|counts| counts.meant).sum();
    let all = || counts().map(|counts| counts.groups.len()).sum();
    if meant > 0 { meant } else { all() }
}

/// The first allowed section of every allowed document, where there is nothing to score by.
pub(crate) fn unscored(snapshot: &Snapshot, allowed: &impl Allowed) -> Vec<Scored> {
    let mut found = Vec::new();
    for (nth, segment) in snapshot.segments.iter().enumerate() {
        for (group, head) in (0u32..).zip(&segment.heads) {
            if !segment.reader.is_deleted(*head) && allowed.group(nth, group) {
                found.extend(first(segment, nth, group, allowed).map(|doc| Scored {
                    segment: nth,
                    doc,
                    score: 0.0,
                }));
            }
        }
    }
    found
}

/// The first allowed section of a group; its head where it has no sections.
fn first(segment: &Segment, nth: usize, group: u32, allowed: &impl Allowed) -> Option<DocId> {
    let run = segment.run(group);
    let sections = if run.len() > 1 {
        run.start + 1..run.end
    } else {
        run
    };
    sections.into_iter().find(|doc| allowed.section(nth, *doc))
}

/// For a word that is in the text of so many sections that it tells nothing: in how many documents it is, about.
#[expect(
    clippy::cast_precision_loss,
    reason = "a share needs no more than six digits"
)]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a count is a count"
)]
fn common(snapshot: &Snapshot, concept: &Concept) -> Option<usize> {
    let sections = snapshot.section_count();
    let frequency = |term: &Alternative| {
        let text = |segment: &Segment| {
            segment.searched[Searched::Text as usize].frequency(&term.term) as usize
        };
        snapshot.segments.iter().map(text).sum::<usize>()
    };
    let meant = concept.terms.iter().filter(|term| term.is_meant());
    let most = meant.map(frequency).max()?;
    let share = most as f32 / sections.max(1) as f32;
    (most > FEW && share > COMMON).then(|| (share * snapshot.document_count() as f32) as usize)
}

/// BM25's inverse document frequency.
#[expect(
    clippy::cast_precision_loss,
    reason = "a logarithm for ranking needs no more than six digits"
)]
fn rarity(documents: usize, all: usize) -> f32 {
    let (n, all) = (documents as f32, all.max(documents) as f32);
    (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
}

fn saturated(count: f32, saturation: f32) -> f32 {
    count * (saturation + 1.0) / (count + saturation)
}
