//! Counting where the terms of a concept stand, and adding up what that is worth.

use tantivy::postings::Postings;
use tantivy::{DocId, DocSet, TERMINATED};

use super::weights::{
    DOCUMENT_LENGTH, DOCUMENT_SATURATION, DOCUMENT_SHARE, IN_DOCUMENT, IN_SECTION, LENGTH,
    OTHER_LANGUAGE, PROCEDURE, RETIRED, SATURATION,
};
use super::{Allowed, Scored, first, saturated};
use crate::entry::Language;
use crate::query::concept::{Alternative, Concept};
use crate::snapshot::{InLanguage, Searched, SearchedField, Segment, Snapshot};

/// What one occurrence counts for, by the length of what it stands in.
pub(super) struct Scales {
    /// By field and by tantivy's code for its length.
    by_code: Vec<[f32; 256]>,
    mean_document: f32,
}

impl Scales {
    #[expect(
        clippy::cast_precision_loss,
        reason = "lengths for ranking need no more than six digits"
    )]
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let scale = |field: Searched| {
            let (mean, weight) = (snapshot.mean_length(field), LENGTH[field as usize]);
            std::array::from_fn(|code| {
                let length = u8::try_from(code)
                    .map_or(0, tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm);
                1.0 / (1.0 - weight + weight * length.max(1) as f32 / mean)
            })
        };
        Self {
            by_code: Searched::ALL.map(scale).to_vec(),
            mean_document: snapshot.mean_document_length(),
        }
    }

    /// Counts a concept in a segment.
    pub(super) fn count(&self, concept: &Concept, common: bool, totals: &mut Totals<'_>) -> Counts {
        let fields = &totals.segment.searched;
        let (alike, meant): (Vec<_>, Vec<_>) =
            concept.terms.iter().partition(|term| !term.is_meant());
        for field in fields {
            if !common || field.which != Searched::Text {
                for term in &meant {
                    self.count_term(field, term, totals);
                }
            }
        }
        let (in_groups, standing) = (totals.groups.len(), totals.standing);
        for field in fields {
            for term in &alike {
                if field.which != Searched::Text || !(common || term.in_names_only) {
                    self.count_term(field, term, totals);
                }
            }
        }
        totals.take(in_groups, standing)
    }

    fn count_term(&self, field: &SearchedField, term: &Alternative, totals: &mut Totals<'_>) {
        let Some(mut postings) = field.postings(&term.term) else {
            return;
        };
        let segment = totals.segment;
        let which = field.which as usize;
        let (for_section, for_document) = (
            IN_SECTION[which] * term.weight,
            IN_DOCUMENT[which] * term.weight,
        );
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if !segment.reader.is_deleted(doc) {
                let count = frequency(&postings);
                let group = segment.group[doc as usize];
                let length = self.by_code[which][usize::from(field.norms.fieldnorm_id(doc))];
                let whole = if field.which == Searched::Text {
                    totals.standing.hear(segment.language[group as usize]);
                    self.document_scale(segment, group)
                } else {
                    length
                };
                if field.which.is_of_head() {
                    totals.names.count(group, for_section * count * length);
                } else {
                    totals.sections.count(doc, for_section * count * length);
                }
                totals.groups.count(group, for_document * count * whole);
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
pub(super) struct Counts {
    sections: Vec<(DocId, f32)>,
    /// In the names of groups, for their sections.
    names: Vec<(u32, f32)>,
    pub(super) groups: Vec<(u32, f32)>,
    /// How many groups have it as it was meant.
    pub(super) meant: usize,
    /// In how many texts it stands as it was meant.
    pub(super) standing: InLanguage,
}

/// Sums by number, of which few are above nothing.
struct Sums {
    by_number: Vec<f32>,
    above: Vec<u32>,
}

impl Sums {
    fn new(numbers: usize) -> Self {
        Self {
            by_number: vec![0.0; numbers],
            above: Vec::new(),
        }
    }

    fn len(&self) -> usize {
        self.above.len()
    }

    fn count(&mut self, number: u32, count: f32) {
        if count > 0.0 {
            let sum = &mut self.by_number[number as usize];
            if *sum == 0.0 {
                self.above.push(number);
            }
            *sum += count;
        }
    }

    /// The sums above nothing, leaving room for others.
    fn take(&mut self) -> Vec<(u32, f32)> {
        let sums = &mut self.by_number;
        self.above
            .drain(..)
            .map(|number| (number, std::mem::take(&mut sums[number as usize])))
            .collect()
    }
}

/// The scores of a segment so far, and room to count the next concept.
pub(super) struct Totals<'a> {
    segment: &'a Segment,
    /// The scores of sections, above what the names of their documents give them.
    section: Vec<f32>,
    /// What each section of a group gets for the names of its document.
    named: Vec<f32>,
    group: Vec<f32>,
    sections: Sums,
    names: Sums,
    groups: Sums,
    standing: InLanguage,
}

impl<'a> Totals<'a> {
    pub(super) fn new(segment: &'a Segment) -> Self {
        let (docs, groups) = (segment.group.len(), segment.heads.len());
        Self {
            segment,
            section: vec![0.0; docs],
            named: vec![0.0; groups],
            group: vec![0.0; groups],
            sections: Sums::new(docs),
            names: Sums::new(groups),
            groups: Sums::new(groups),
            standing: InLanguage::default(),
        }
    }

    /// How many sections the segment has, with the heads.
    pub(super) fn sections(&self) -> usize {
        self.segment.group.len()
    }

    fn take(&mut self, meant: usize, standing: InLanguage) -> Counts {
        self.standing = InLanguage::default();
        Counts {
            standing,
            sections: self.sections.take(),
            names: self.names.take(),
            groups: self.groups.take(),
            meant,
        }
    }

    /// Adds what the counts of a concept of this rarity are worth.
    pub(super) fn add(&mut self, counts: &Counts, rarity: f32) {
        for (group, count) in &counts.names {
            self.names.by_number[*group as usize] = *count;
            self.named[*group as usize] += rarity * saturated(*count, SATURATION);
        }
        for (doc, count) in &counts.sections {
            let named = self.names.by_number[self.segment.group[*doc as usize] as usize];
            let more = saturated(count + named, SATURATION) - saturated(named, SATURATION);
            self.section[*doc as usize] += rarity * more;
        }
        for (group, _) in &counts.names {
            self.names.by_number[*group as usize] = 0.0;
        }
        for (group, count) in &counts.groups {
            self.group[*group as usize] += rarity * saturated(*count, DOCUMENT_SATURATION);
        }
    }

    /// The sections with words of their own; where a document has none (its title matches), its first section.
    pub(super) fn collect(
        &self,
        nth: usize,
        asked: Option<Language>,
        allowed: &impl Allowed,
        found: &mut Vec<Scored>,
    ) {
        for (group, whole) in (0u32..).zip(&self.group) {
            if *whole <= 0.0 || !allowed.group(nth, group) {
                continue;
            }
            let shared = whole * DOCUMENT_SHARE + self.named[group as usize];
            let of_kind = self.of_kind(group as usize, asked);
            let scored = |doc: DocId, own: f32| Scored {
                segment: nth,
                doc,
                score: of_kind * (own + shared),
            };
            let before = found.len();
            let run = self.segment.run(group).skip(1);
            for doc in run.filter(|doc| allowed.section(nth, *doc)) {
                let own = self.section[doc as usize];
                if own > 0.0 {
                    found.push(scored(doc, own));
                }
            }
            if found.len() == before {
                let first = first(self.segment, nth, group, allowed);
                found.extend(first.map(|doc| scored(doc, 0.0)));
            }
        }
    }

    /// What the scores of a group count for, by what it is, how it stands, and the language that it is asked for in.
    fn of_kind(&self, group: usize, asked: Option<Language>) -> f32 {
        let procedure = self.segment.is_procedure[group];
        let spoken = self.segment.language[group];
        let foreign = asked.is_some_and(|asked| spoken != asked && spoken != Language::Other);
        let weights = [
            (procedure, PROCEDURE),
            (foreign, OTHER_LANGUAGE),
            (self.segment.is_retired[group], RETIRED),
        ];
        let held = weights.iter().filter(|(holds, _)| *holds);
        held.map(|(_, weight)| weight).product()
    }
}
