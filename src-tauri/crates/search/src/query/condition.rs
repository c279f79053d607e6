//! The conditions of a query, as what they allow.
//!
//! Conditions on fields are conditions on documents; phrases and excluded words are conditions on sections, and on all
//! sections of a document whose name meets them. Values are compared folded. One that is written whole means itself
//! alone; else its beginning counts, so that `tag:kube` narrows while it is typed.

use std::ops::RangeInclusive;

use drillbook_text::fold::fold;
use tantivy::query::{EnableScoring, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::parse::Parsed;
use crate::analysis::{self, Kind, LONGEST_SHORT_FLAG};
use crate::labels::Value;
use crate::outcome::{Field, Filter};
use crate::rank::Allowed;
use crate::snapshot::{Segment, Snapshot, logged};

/// What the conditions of a query allow.
pub(crate) struct Conditions {
    segments: Vec<Allowances>,
}

/// What is allowed of one segment; `None` is everything.
#[derive(Default)]
struct Allowances {
    groups: Option<Vec<bool>>,
    sections: Option<Vec<bool>>,
}

impl Allowed for Conditions {
    fn group(&self, segment: usize, group: u32) -> bool {
        self.segments[segment]
            .groups
            .as_ref()
            .is_none_or(|groups| groups[group as usize])
    }

    fn section(&self, segment: usize, doc: DocId) -> bool {
        self.segments[segment]
            .sections
            .as_ref()
            .is_none_or(|sections| sections[doc as usize])
    }
}

impl Conditions {
    /// The conditions of `filters`.
    pub(crate) fn of(filters: &[Filter], snapshot: &Snapshot) -> Self {
        let mut segments: Vec<Allowances> = snapshot
            .segments
            .iter()
            .map(|_| Allowances::default())
            .collect();
        for (allowances, segment) in segments.iter_mut().zip(&snapshot.segments) {
            for (nth, filter) in filters.iter().enumerate() {
                if filter.field == Field::Text {
                    allowances.phrase(snapshot, segment, filter);
                } else if is_repeated(&filters[..nth], filter) {
                    // A document has one kind: two of them mean either. It has many tags: two of them mean both.
                } else if let Some(field) = snapshot.field(filter.field) {
                    let either = alternatives(&filters[nth..]);
                    allowances.field(snapshot, segment, field, &either);
                } else {
                    allowances.folder(snapshot, segment, &alternatives(&filters[nth..]));
                }
            }
        }
        Self { segments }
    }
}

/// Whether an earlier condition already stands for this one too.
fn is_repeated(earlier: &[Filter], filter: &Filter) -> bool {
    filter.field != Field::Tag
        && !filter.negated
        && earlier.iter().any(|other| same_kind(other, filter))
}

/// The first of `filters` and those that are alternatives to it.
fn alternatives(filters: &[Filter]) -> Vec<&Filter> {
    let Some((first, rest)) = filters.split_first() else {
        return Vec::new();
    };
    let single = first.field != Field::Tag && !first.negated;
    std::iter::once(first)
        .chain(
            rest.iter()
                .filter(|other| single && same_kind(other, first)),
        )
        .collect()
}

fn same_kind(a: &Filter, b: &Filter) -> bool {
    a.field == b.field && !a.negated && !b.negated
}

impl Snapshot {
    /// The field with the values of a condition; `None` for conditions on words and on folders.
    fn field(&self, field: Field) -> Option<TantivyField> {
        match field {
            Field::Tag => Some(self.fields.tag),
            Field::Service => Some(self.fields.service),
            Field::Owner => Some(self.fields.owner),
            Field::Kind => Some(self.fields.kind),
            Field::Status => Some(self.fields.status),
            Field::Language => Some(self.fields.language),
            Field::Text | Field::Folder => None,
        }
    }
}

impl Allowances {
    fn field(
        &mut self,
        snapshot: &Snapshot,
        segment: &Segment,
        field: TantivyField,
        filters: &[&Filter],
    ) {
        let mut having = vec![false; segment.heads.len()];
        for filter in filters {
            let value = fold(&filter.value);
            let is_whole = snapshot.count(&Term::from_field_text(field, &value)) > 0;
            let last = if is_whole {
                value.clone()
            } else {
                format!("{value}{}", char::MAX)
            };
            let _ = logged(heads_with(segment, field, &(value..=last), |doc| {
                having[segment.group[doc as usize] as usize] = true;
            }));
        }
        self.require_groups(having, filters);
    }

    fn folder(&mut self, snapshot: &Snapshot, segment: &Segment, filters: &[&Filter]) {
        let mut having = vec![false; segment.heads.len()];
        for filter in filters {
            let asked = fold(filter.value.trim_matches('/'));
            let is_whole = folders(snapshot).any(|folder| is_within(folder, &asked));
            let Some(column) = segment.labels(&snapshot.fields).column(Field::Folder) else {
                continue;
            };
            let meets: Vec<bool> = column
                .values
                .iter()
                .map(|Value { folded, .. }| {
                    if is_whole {
                        is_within(folded, &asked)
                    } else {
                        names_begin(folded, &asked)
                    }
                })
                .collect();
            for (group, value) in &column.entries {
                having[*group as usize] |= meets[*value as usize];
            }
        }
        self.require_groups(having, filters);
    }

    fn phrase(&mut self, snapshot: &Snapshot, segment: &Segment, filter: &Filter) {
        let mut having = vec![false; segment.group.len()];
        let _ = logged(with_phrase(snapshot, segment, &filter.value, |doc| {
            having[doc as usize] = true;
        }));
        for head in &segment.heads {
            if having[*head as usize] {
                let run = segment.run(segment.group[*head as usize]);
                having[run.start as usize..run.end as usize].fill(true);
            }
        }
        self.require_sections(
            having
                .into_iter()
                .map(|has| has != filter.negated)
                .collect(),
        );
    }

    /// Of conditions that are alternatives all are negated or none is.
    fn require_groups(&mut self, having: Vec<bool>, filters: &[&Filter]) {
        let negated = filters.first().is_some_and(|filter| filter.negated);
        let allowed = having.into_iter().map(|has| has != negated).collect();
        require(&mut self.groups, allowed);
    }

    fn require_sections(&mut self, allowed: Vec<bool>) {
        require(&mut self.sections, allowed);
    }
}

fn require(so_far: &mut Option<Vec<bool>>, allowed: Vec<bool>) {
    match so_far {
        Some(so_far) => so_far
            .iter_mut()
            .zip(allowed)
            .for_each(|(both, one)| *both &= one),
        None => *so_far = Some(allowed),
    }
}

/// Every folder that a document lies in, folded.
fn folders(snapshot: &Snapshot) -> impl Iterator<Item = &str> {
    let columns = snapshot.segments.iter().filter_map(|segment| {
        let labels = segment.labels(&snapshot.fields);
        labels.column(Field::Folder)
    });
    columns.flat_map(|column| column.values.iter().map(|value| value.folded.as_str()))
}

/// Whether a folder is the one that is asked for, or lies in it.
fn is_within(folder: &str, asked: &str) -> bool {
    let below = folder.strip_prefix(asked);
    below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

/// Whether the path of a folder, from any of its parts on, begins as it is asked for.
fn names_begin(folder: &str, asked: &str) -> bool {
    let inner = folder.match_indices('/').map(|(at, _)| &folder[at + 1..]);
    std::iter::once(folder)
        .chain(inner)
        .any(|from| from.starts_with(asked))
}

/// Makes words of what looks like a condition and is none: a minus and two letters behind other words, where the library
/// knows that as a flag (`ls -al`), and the phrases that stand nowhere in the library: what is pasted in quotes often differs by a number. A
/// single quoted word stays a condition.
pub(crate) fn loosen(parsed: &mut Parsed, snapshot: &Snapshot) {
    let first = parsed.words.first().map(|span| span.start);
    let is_flag = |filter: &Filter| {
        let flag = format!("-{}", fold(&filter.value));
        filter.field == Field::Text
            && filter.negated
            && filter.value.len() <= LONGEST_SHORT_FLAG
            && parsed.text[filter.span.clone()].ends_with(&filter.value)
            && first.is_some_and(|first| first < filter.span.start)
            && snapshot.count(&Term::from_field_text(snapshot.fields.text, &flag)) > 0
    };
    let is_phrase = |filter: &Filter| {
        filter.field == Field::Text && !filter.negated && filter.value.contains(char::is_whitespace)
    };
    let filters = std::mem::take(&mut parsed.filters);
    let (kept, loosened) = filters.into_iter().partition(|filter| {
        let nowhere = is_phrase(filter) && !stands_somewhere(snapshot, &filter.value);
        !nowhere && !is_flag(filter)
    });
    parsed.filters = kept;
    let spans = Vec::into_iter(loosened).map(|filter| filter.span);
    parsed.words.extend(spans);
    parsed.words.sort_by_key(|span| span.start);
}

fn stands_somewhere(snapshot: &Snapshot, phrase: &str) -> bool {
    let mut found = false;
    for segment in &snapshot.segments {
        let mark = |doc| found |= !segment.reader.is_deleted(doc);
        let _ = logged(with_phrase(snapshot, segment, phrase, mark));
    }
    found
}

/// Calls `each` with what has a phrase in its names, labels, heading or text.
fn with_phrase(
    snapshot: &Snapshot,
    segment: &Segment,
    text: &str,
    mut each: impl FnMut(DocId),
) -> tantivy::Result<()> {
    let fields = &snapshot.fields;
    for field in [
        fields.name,
        fields.alert,
        fields.label,
        fields.heading,
        fields.above,
        fields.text,
    ] {
        let Some(query) = phrase(field, text) else {
            return Ok(());
        };
        let scoring = EnableScoring::disabled_from_searcher(&snapshot.searcher);
        let mut scorer = query.weight(scoring)?.scorer(&segment.reader, 1.0)?;
        while scorer.doc() != TERMINATED {
            each(scorer.doc());
            scorer.advance();
        }
    }
    Ok(())
}

/// Calls `each` with the heads that have one of these values.
fn heads_with(
    segment: &Segment,
    field: TantivyField,
    values: &RangeInclusive<String>,
    mut each: impl FnMut(DocId),
) -> tantivy::Result<()> {
    let index = segment.reader.inverted_index(field)?;
    let range = index.terms().range();
    let mut values = range.ge(values.start()).le(values.end()).into_stream()?;
    while values.advance() {
        let mut postings =
            index.read_postings_from_terminfo(values.value(), IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            each(postings.doc());
            postings.advance();
        }
    }
    Ok(())
}

/// The query for a phrase in a field; `None` where there is no word in it.
fn phrase(field: TantivyField, text: &str) -> Option<Box<dyn Query>> {
    let mut words: Vec<(usize, Term)> = Vec::new();
    let mut flags = Vec::new();
    let mut before = usize::MAX;
    analysis::forms(text, None, &mut |form| {
        let term = Term::from_field_text(field, &form.text);
        match form.kind {
            Kind::Flag => flags.push(term),
            Kind::Word if before != form.span.end => {
                words.push((form.position, term));
                before = form.span.end;
            }
            Kind::Word | Kind::Stem | Kind::Whole => {}
        }
    });
    let single = if flags.len() == 1 && words.len() == 1 {
        flags.pop()
    } else {
        None
    };
    let single = single.or_else(|| (words.len() == 1).then(|| words.remove(0).1));
    match single {
        Some(term) => Some(Box::new(TermQuery::new(term, IndexRecordOption::Basic))),
        None if words.is_empty() => None,
        None => Some(Box::new(PhraseQuery::new_with_offset(words))),
    }
}
