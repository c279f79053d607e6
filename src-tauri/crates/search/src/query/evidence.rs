//! Whether any document answers a query: a confident wrong runbook at three in the morning is worse than to be told that
//! there is none.
//!
//! A query that names a product is answered by no document that nowhere names it. Beyond that only identifiers are judged
//! (`EtcdNoLeader`, `disk_almost_full`): a sentence shares few words with the document that answers it, and its silence
//! proves nothing.

use std::collections::HashSet;

use tantivy::{DocSet, TERMINATED};

use super::Scoring;
use super::concept::{Alternative, Concept, How, Role};
use super::parse::Parsed;
use super::words::Words;
use crate::analysis;
use crate::products::{self, Placed, Product};
use crate::rank::Scored;
use crate::schema::{all_stored, file_name, stored};
use crate::snapshot::{Searched, SearchedField, Segment, Snapshot};

/// What speaks for the best document where it does not write the name, and how much; together they must come to 1.
///
/// Logistic regressions on the names of judged alerts, whole, mistyped and half typed, asked with and without the
/// document that answers them, every library counting alike; cut where of a library's answers to all kinds of queries
/// three in a hundred are denied.
struct Weights {
    /// How much of the name's words the document has anywhere, by rarity.
    own_words: f32,
    /// Its score beside the best that a section could have.
    score: f32,
    /// How far it is ahead of the next document.
    ahead: f32,
    /// How alike the name and one of its names or headings are, letter by letter.
    alike: f32,
}

/// In any library: documents answer alerts that they never name, and the name's parts and its neighbour's tell little.
const ANYWHERE: Weights = Weights {
    own_words: 0.0,
    score: 0.92,
    ahead: 0.0,
    alike: 1.26,
};
/// In a library that calls its documents or their sections by the names of alerts: where a name is missing, so is the
/// document. Its likest neighbour has most of the words, but stands hardly ahead of the others.
const WHERE_NAMED: Weights = Weights {
    own_words: 0.53,
    score: 0.0,
    ahead: 0.46,
    alike: 0.5,
};
/// From so many titles and headings that are identifiers, by document, a library is of that kind. The repositories looked
/// at have 0.7 and more or 0.1 and less.
const NAMES_ALERTS: f32 = 0.5;
/// A document that has the whole identifier this surely writes the name, and is an answer.
const WRITES: f32 = 0.8;

/// So many of the best documents are looked at for the name of a product: the best may be the wrong one of several.
const LOOKED_AT: usize = 3;

/// Why no document answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WhyNone {
    /// None is named as the query is.
    Unnamed,
    /// The query names this product, and none of the best documents does.
    Without(String),
}

impl WhyNone {
    /// The product that is missing, as it is typed.
    pub(crate) fn product(self) -> Option<String> {
        match self {
            Self::Without(product) => Some(product),
            Self::Unnamed => None,
        }
    }
}

/// Why no document answers what was scored, if none does.
pub(crate) fn why_none(snapshot: &Snapshot, scoring: &Scoring, parsed: &Parsed) -> Option<WhyNone> {
    let without = without(snapshot, scoring, parsed).map(WhyNone::Without);
    without.or_else(|| is_unnamed(snapshot, scoring).then_some(WhyNone::Unnamed))
}

/// The first product that a query names, as it is typed there, where none of the best documents has any of the named ones.
fn without(snapshot: &Snapshot, scoring: &Scoring, parsed: &Parsed) -> Option<String> {
    let words = Words::of(parsed);
    let row = words.row();
    let placed: Vec<Placed<'_>> = row
        .iter()
        .map(|word| (word.text.as_str(), word.span.clone()))
        .collect();
    let named = products::named(&placed);
    let first = &named.first()?.words;
    let best = best_groups(snapshot, &scoring.found);
    let has_any = |(segment, group): &(usize, u32)| {
        let segment = &snapshot.segments[*segment];
        named.iter().any(|product| {
            has_product(segment, *group, product)
                || product.words.clone().all(|nth| {
                    let concept = scoring
                        .concepts
                        .iter()
                        .find(|concept| concept.text == placed[nth].0);
                    concept.is_some_and(|concept| strength(segment, *group, concept) >= WRITES)
                })
        })
    };
    if best.iter().any(has_any) {
        return None;
    }
    let span = placed[first.start].1.start..placed[first.end - 1].1.end;
    parsed.text.get(span).map(str::to_owned)
}

/// The best documents, best first.
fn best_groups(snapshot: &Snapshot, found: &[Scored]) -> Vec<(usize, u32)> {
    let mut best = Vec::with_capacity(LOOKED_AT);
    for scored in found {
        let group = group(snapshot, scored);
        if !best.contains(&group) {
            best.push(group);
        }
        if best.len() == LOOKED_AT {
            break;
        }
    }
    best
}

/// Whether a document has any name of a product, in one word or in its several.
fn has_product(segment: &Segment, group: u32, product: &Product) -> bool {
    let has = |term: &str| {
        let mut fields = segment.searched.iter();
        fields.any(|field| has_term(segment, group, field, term))
    };
    let mut names = product.names.iter();
    names.any(|name| has(&name.concat()) || name.iter().all(|word| has(word)))
}

/// Whether no document is named as the name that was scored. `false` where it is none.
fn is_unnamed(snapshot: &Snapshot, scoring: &Scoring) -> bool {
    let Scoring {
        concepts,
        rarities,
        found,
    } = scoring;
    let Some(full) = concepts.iter().find(|concept| concept.role == Role::Full) else {
        return false;
    };
    let is_name = |concept: &&Concept| {
        concept.role == Role::Whole && Some(concept.text.as_str()) == full.text.get(1..)
    };
    let Some(name) = concepts.iter().find(is_name) else {
        return false;
    };
    let Some(best) = found.first() else {
        return true;
    };
    let (segment, group) = group(snapshot, best);
    let segment = &snapshot.segments[segment];
    if strength(segment, group, name) >= WRITES {
        return false;
    }
    let weights = if names_alerts(snapshot) {
        WHERE_NAMED
    } else {
        ANYWHERE
    };
    let all: f32 = rarities.iter().sum();
    let evidence = weights.own_words * own_words(segment, group, concepts, rarities)
        + weights.score * best.score / all.max(f32::MIN_POSITIVE)
        + weights.ahead * ahead(snapshot, found)
        + weights.alike * alike(snapshot, best, &full.text);
    evidence < 1.0
}

/// How far the best document is ahead of the next.
fn ahead(snapshot: &Snapshot, found: &[Scored]) -> f32 {
    let Some(best) = found.first() else {
        return 0.0;
    };
    let of_best = group(snapshot, best);
    let mut others = found
        .iter()
        .filter(|other| group(snapshot, other) != of_best);
    let next = others.next().map_or(0.0, |next| next.score);
    1.0 - next / best.score.max(f32::MIN_POSITIVE)
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
            if is_read && surely(term) > best && has_term(segment, group, field, &term.term) {
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

fn has_term(segment: &Segment, group: u32, field: &SearchedField, term: &str) -> bool {
    let run = segment.run(group);
    field.postings(term).is_some_and(|mut postings| {
        let doc = if postings.doc() < run.start {
            postings.seek(run.start)
        } else {
            postings.doc()
        };
        doc != TERMINATED && doc < run.end
    })
}

/// How alike the query, run together, is to the likest of the document's names and the section's headings: the share of
/// trigrams that they have in common.
#[expect(clippy::cast_precision_loss, reason = "names have few enough trigrams")]
fn alike(snapshot: &Snapshot, best: &Scored, full: &str) -> f32 {
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
        let own = own.unwrap_or_default();
        let both = wanted.intersection(&own).count();
        2.0 * both as f32 / (wanted.len() + own.len()).max(1) as f32
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
