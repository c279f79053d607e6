//! Whether any document answers a query that names an alert: a confident wrong runbook at three in the morning is worse
//! than to be told that there is none.
//!
//! Asked of identifiers only (`EtcdNoLeader`, `disk_almost_full`). A sentence shares few words with the document that
//! answers it, and its silence proves nothing.

use std::collections::HashSet;

use tantivy::{DocSet, TERMINATED};

use super::concept::{Alternative, Concept, How, Role};
use crate::analysis;
use crate::rank::Scored;
use crate::schema::{all_stored, file_name, stored};
use crate::snapshot::{Searched, SearchedField, Segment, Snapshot};

/// What speaks for the best document, and how much: a logistic regression on judged queries with and without the
/// document that answers them, every library counting the same, cut where one answer in twenty would be denied.
struct Weights {
    /// How much of the query's words the document has anywhere, by rarity.
    own_words: f32,
    /// Its score beside the best that a section could have.
    score: f32,
    /// How far it is ahead of the next document.
    ahead: f32,
    /// How much of the query one of its names or headings has, letter by letter.
    named: f32,
    /// That it writes the query's identifier as a whole.
    whole: f32,
    /// What all that must come to.
    enough: f32,
}

/// In any library: a document may answer an alert that it never names.
const ANYWHERE: Weights = Weights {
    own_words: 1.0,
    score: 2.03,
    ahead: 0.84,
    named: 1.27,
    whole: 0.0,
    enough: 2.38,
};
/// In a library that calls its documents or their sections by the names of alerts: where a name is missing, so is the
/// document. Its likest neighbour has most of the words, stands hardly ahead of the others and does not write the name.
const WHERE_NAMED: Weights = Weights {
    own_words: 1.8,
    score: 0.87,
    ahead: 2.5,
    named: 1.24,
    whole: 2.8,
    enough: 3.9,
};
/// From so many titles and headings that are identifiers, by document, a library is of that kind. The repositories looked
/// at have 0.7 and more or 0.2 and less.
const NAMES_ALERTS: f32 = 0.5;

/// Whether none of what was found answers: `found` are the best, best first, of the concepts of the given rarities.
pub(crate) fn is_none(
    snapshot: &Snapshot,
    concepts: &[Concept],
    rarities: &[f32],
    found: &[Scored],
) -> bool {
    let Some(best) = found.first() else {
        return true;
    };
    let is_name = |concept: &Concept| concept.role == Role::Whole && !concept.text.starts_with('-');
    let Some(full) = concepts.iter().find(|concept| concept.role == Role::Full) else {
        return false;
    };
    if !concepts.iter().any(is_name) {
        return false;
    }
    let group = group(snapshot, best);
    let next = found
        .iter()
        .find(|other| self::group(snapshot, other) != group);
    let next = next.map_or(0.0, |next| next.score);
    let all: f32 = rarities.iter().sum();
    let weights = if names_alerts(snapshot) {
        WHERE_NAMED
    } else {
        ANYWHERE
    };
    let segment = &snapshot.segments[group.0];
    let identifiers = concepts.iter().filter(|concept| is_name(concept));
    let whole = identifiers
        .map(|concept| strength(segment, group.1, concept))
        .fold(0.0, f32::max);
    let evidence = weights.own_words * own_words(segment, group.1, concepts, rarities)
        + weights.score * best.score / all.max(f32::MIN_POSITIVE)
        + weights.ahead * (1.0 - next / best.score.max(f32::MIN_POSITIVE))
        + weights.named * named(snapshot, best, &full.text)
        + weights.whole * whole;
    evidence < weights.enough
}

/// Whether the library calls its documents or sections by the names of alerts.
#[expect(
    clippy::cast_precision_loss,
    reason = "a share needs no more than six digits"
)]
fn names_alerts(snapshot: &Snapshot) -> bool {
    snapshot.named() as f32 >= NAMES_ALERTS * snapshot.document_count() as f32
}

/// The document that a section belongs to.
fn group(snapshot: &Snapshot, scored: &Scored) -> (usize, u32) {
    let segment = &snapshot.segments[scored.segment];
    (scored.segment, segment.group[scored.doc as usize])
}

/// The share of the query's words, by rarity, that the document has anywhere.
fn own_words(segment: &Segment, group: u32, concepts: &[Concept], rarities: &[f32]) -> f32 {
    let words = concepts.iter().zip(rarities);
    let (mut has, mut all) = (0.0, 0.0);
    for (concept, rarity) in words.filter(|(concept, _)| concept.role == Role::Word) {
        all += rarity;
        has += rarity * strength(segment, group, concept);
    }
    if all > 0.0 { has / all } else { 0.0 }
}

/// How surely a document has a concept.
fn strength(segment: &Segment, group: u32, concept: &Concept) -> f32 {
    let mut best = 0.0_f32;
    for field in segment
        .searched
        .iter()
        .filter(|field| field.which != Searched::Label)
    {
        for term in &concept.terms {
            let is_read = field.which != Searched::Text || !term.in_names_only;
            if is_read && surely(term) > best && has(segment, group, field, term) {
                best = surely(term);
            }
        }
    }
    best
}

/// How surely a term is the word that was meant.
fn surely(term: &Alternative) -> f32 {
    match term.how {
        How::Exact => 1.0,
        How::Stem | How::Beginning => 0.9,
        How::Slip => 0.8,
        How::Synonym => 0.6,
        How::Similar => term.weight,
    }
}

fn has(segment: &Segment, group: u32, field: &SearchedField, term: &Alternative) -> bool {
    let run = segment.run(group);
    field.postings(&term.term).is_some_and(|mut postings| {
        let doc = if postings.doc() < run.start {
            postings.seek(run.start)
        } else {
            postings.doc()
        };
        doc != TERMINATED && doc < run.end
    })
}

/// The share of the query's trigrams, run together, that one name of the document or heading of the section has.
#[expect(
    clippy::cast_precision_loss,
    reason = "a query has few enough trigrams"
)]
fn named(snapshot: &Snapshot, best: &Scored, full: &str) -> f32 {
    let wanted = trigrams(full);
    let segment = &snapshot.segments[best.segment];
    let head = segment.run(segment.group[best.doc as usize]).start;
    let read = |doc| snapshot.stored(best.segment, doc);
    let (Some(head), Some(section)) = (read(head), read(best.doc)) else {
        return 0.0;
    };
    let fields = &snapshot.fields.stored;
    let mut names = vec![
        stored(&head, fields.title),
        file_name(&stored(&head, snapshot.fields.path)),
        stored(&section, fields.heading),
    ];
    names.extend(all_stored(&head, fields.alias));
    names.extend(all_stored(&head, fields.alert));
    names.extend(all_stored(&section, fields.above));
    let share = |name: &String| {
        let own = analysis::full(name).map(|name| trigrams(&name));
        let both = own.map_or(0, |own| wanted.intersection(&own).count());
        both as f32 / wanted.len().max(1) as f32
    };
    names.iter().map(share).fold(0.0, f32::max)
}

/// The trigrams of a text that was run together, without its mark.
fn trigrams(full: &str) -> HashSet<[u8; 3]> {
    full.as_bytes()[1..]
        .windows(3)
        .map(|three| [three[0], three[1], three[2]])
        .collect()
}
