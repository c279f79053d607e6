//! Scoring: BM25F over the fields of a section, with every analysis of a word fused before saturation.
//!
//! For each concept of the query and each section, the term counts of all alternatives in all fields are added, each
//! with its weight, and saturated once: a word that is exact, stemmed and a part of a name counts once, and a word in
//! the heading and the text does not count twice (added up field by field, boosts drown the rest of the query).
//! The same is done for the document as a whole, because the words of an alert's description are rarely all in one
//! section; a section's score is its own plus a share of its document's.
//!
//! How rare a word is, is counted in documents: a word in twenty sections of one document is a rare word.

use tantivy::postings::Postings;
use tantivy::{DocId, DocSet, TERMINATED};

use crate::query::concept::{Alternative, Concept, Role};
use crate::snapshot::{Searched, SearchedField, Segment, Snapshot};

/// Where a count saturates in a section (BM25's k1).
const SATURATION: f32 = 2.0;
/// Where it does in a document, which says what it is about more often.
const DOCUMENT_SATURATION: f32 = 6.0;
/// How much the length of a document counts. More than a section's: a long document has a little of everything.
const DOCUMENT_LENGTH: f32 = 0.55;
/// How much the length of a field counts in it (BM25's b), by field. Names count half: a title with nothing but the
/// query's words is the better match, and yet a document must not lose by naming the ten alerts that it answers. A short
/// section of text is hardly better than a long one with the same words.
const LENGTH: [f32; 4] = [0.5, 0.0, 0.4, 0.3];
/// What a word weighs in the names of a document, its labels, its headings and its text, for the document:
/// the names say what it is about, the headings what its sections are about.
const IN_DOCUMENT: [f32; 4] = [8.0, 1.0, 1.0, 1.0];
/// What a word weighs in a heading and in the text, for the section.
const IN_SECTION: [f32; 4] = [0.0, 0.0, 5.0, 1.0];
/// The share of its document's score that a section gets.
const DOCUMENT_SHARE: f32 = 1.0;
/// What the query as a whole title counts for, beside the rarest word.
const FULL: f32 = 2.0;
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
    allowed: &impl Allowed,
) -> (Vec<Scored>, Vec<f32>) {
    let scales = Scales::of(snapshot);
    let mut totals: Vec<Totals> = snapshot.segments.iter().map(Totals::new).collect();
    let mut rarities = Vec::with_capacity(concepts.len());
    for concept in concepts {
        let common = common(snapshot, concept).filter(|_| concepts.len() > 2);
        let count = |(segment, totals)| scales.count(segment, concept, common.is_some(), totals);
        let counts: Vec<Counts> = snapshot
            .segments
            .iter()
            .zip(&mut totals)
            .map(count)
            .collect();
        let counted: usize = counts.iter().map(|counts| counts.groups.len()).sum();
        let documents = counted.max(common.unwrap_or_default());
        let rarity = rarity(documents, snapshot.document_count()) * concept.weight;
        let rarity = if concept.role == Role::Full {
            rarity * FULL
        } else {
            rarity
        };
        for (counts, totals) in counts.iter().zip(&mut totals) {
            totals.add(counts, rarity);
        }
        rarities.push(rarity);
    }
    let mut found = Vec::new();
    for (nth, (segment, totals)) in snapshot.segments.iter().zip(&totals).enumerate() {
        totals.collect(nth, segment, allowed, &mut found);
    }
    (found, rarities)
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
    let most = concept.terms.iter().map(frequency).max()?;
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

/// What one occurrence counts for, by the length of what it stands in.
struct Scales {
    /// By field and by tantivy's code for its length.
    by_code: Vec<[f32; 256]>,
    mean_document: f32,
}

impl Scales {
    #[expect(
        clippy::cast_precision_loss,
        reason = "lengths for ranking need no more than six digits"
    )]
    fn of(snapshot: &Snapshot) -> Self {
        let scale = |field: Searched| {
            let (mean, weight) = (snapshot.mean_length(field), LENGTH[field as usize]);
            std::array::from_fn(|code| {
                let length = u8::try_from(code)
                    .map_or(0, tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm);
                1.0 / (1.0 - weight + weight * length as f32 / mean)
            })
        };
        Self {
            by_code: Searched::ALL.map(scale).to_vec(),
            mean_document: snapshot.mean_document_length(),
        }
    }

    /// Counts a concept in a segment.
    fn count(
        &self,
        segment: &Segment,
        concept: &Concept,
        common: bool,
        totals: &mut Totals,
    ) -> Counts {
        for field in segment
            .searched
            .iter()
            .filter(|field| !common || field.which != Searched::Text)
        {
            for alternative in &concept.terms {
                self.count_term(segment, field, alternative, totals);
            }
        }
        totals.take()
    }

    fn count_term(
        &self,
        segment: &Segment,
        field: &SearchedField,
        term: &Alternative,
        totals: &mut Totals,
    ) {
        let Some(mut postings) = field.postings(&term.term) else {
            return;
        };
        let which = field.which as usize;
        let scale = &self.by_code[which];
        let (for_section, for_document) = (
            IN_SECTION[which] * term.weight,
            IN_DOCUMENT[which] * term.weight,
        );
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if !segment.reader.is_deleted(doc) {
                let count = frequency(&postings);
                let group = segment.group[doc as usize];
                let length = scale[usize::from(field.norms.fieldnorm_id(doc))];
                let whole = if field.which == Searched::Text {
                    self.document_scale(segment, group)
                } else {
                    length
                };
                totals.count(
                    doc,
                    for_section * count * length,
                    group,
                    for_document * count * whole,
                );
            }
            doc = postings.advance();
        }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "lengths for ranking need no more than six digits"
    )]
    fn document_scale(&self, segment: &Segment, group: u32) -> f32 {
        let weight = DOCUMENT_LENGTH;
        1.0 / (1.0 - weight + weight * segment.lengths[group as usize] as f32 / self.mean_document)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts for ranking need no more than six digits"
)]
fn frequency(postings: &impl Postings) -> f32 {
    postings.term_freq() as f32
}

/// The weighted counts of one concept in one segment.
struct Counts {
    sections: Vec<(DocId, f32)>,
    groups: Vec<(u32, f32)>,
}

/// The scores of a segment so far, and room to count the next concept.
struct Totals {
    section: Vec<f32>,
    group: Vec<f32>,
    section_count: Vec<f32>,
    group_count: Vec<f32>,
    sections: Vec<DocId>,
    groups: Vec<u32>,
}

impl Totals {
    fn new(segment: &Segment) -> Self {
        let (docs, groups) = (segment.group.len(), segment.heads.len());
        Self {
            section: vec![0.0; docs],
            group: vec![0.0; groups],
            section_count: vec![0.0; docs],
            group_count: vec![0.0; groups],
            sections: Vec::new(),
            groups: Vec::new(),
        }
    }

    fn count(&mut self, doc: DocId, in_section: f32, group: u32, in_group: f32) {
        if in_section > 0.0 {
            let count = &mut self.section_count[doc as usize];
            if *count == 0.0 {
                self.sections.push(doc);
            }
            *count += in_section;
        }
        let count = &mut self.group_count[group as usize];
        if *count == 0.0 {
            self.groups.push(group);
        }
        *count += in_group;
    }

    /// What was counted, leaving room for the next concept.
    fn take(&mut self) -> Counts {
        let take = |ids: &mut Vec<u32>, counts: &mut [f32]| {
            ids.drain(..)
                .map(|id| (id, std::mem::take(&mut counts[id as usize])))
                .collect()
        };
        Counts {
            sections: take(&mut self.sections, &mut self.section_count),
            groups: take(&mut self.groups, &mut self.group_count),
        }
    }

    fn add(&mut self, counts: &Counts, rarity: f32) {
        for (doc, count) in &counts.sections {
            self.section[*doc as usize] += rarity * saturated(*count, SATURATION);
        }
        for (group, count) in &counts.groups {
            self.group[*group as usize] += rarity * saturated(*count, DOCUMENT_SATURATION);
        }
    }

    /// The sections with words of their own; where a document has none (its title matches), its first section.
    fn collect(
        &self,
        nth: usize,
        segment: &Segment,
        allowed: &impl Allowed,
        found: &mut Vec<Scored>,
    ) {
        for (group, whole) in (0u32..).zip(&self.group) {
            if *whole <= 0.0 || !allowed.group(nth, group) {
                continue;
            }
            let run = segment.run(group);
            let share = whole * DOCUMENT_SHARE;
            let before = found.len();
            for doc in run.skip(1).filter(|doc| allowed.section(nth, *doc)) {
                let own = self.section[doc as usize];
                if own > 0.0 {
                    found.push(Scored {
                        segment: nth,
                        doc,
                        score: own + share,
                    });
                }
            }
            if found.len() == before {
                let first = first(segment, nth, group, allowed);
                found.extend(first.map(|doc| Scored {
                    segment: nth,
                    doc,
                    score: share,
                }));
            }
        }
    }
}
