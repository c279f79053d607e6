//! What the documents that were found share: by kind, service, folder, language and tag, with how many of them.
//!
//! Only what narrows is told: a value that all of them have leaves every one of them. Folders are told where the found
//! documents part: of `runbooks/payments/` and `runbooks/search/` the two, not `runbooks`.

use std::collections::BTreeMap;

use crate::labels::Value;
use crate::outcome::{Facet, FacetValue, Field};
use crate::rank::Scored;
use crate::snapshot::Snapshot;

/// Values of one field that are told: more is no choice but a search of its own.
const MOST: usize = 20;
/// In the order in which they are told.
const FIELDS: [Field; 5] = [
    Field::Kind,
    Field::Service,
    Field::Folder,
    Field::Language,
    Field::Tag,
];

/// Counts what the documents of the found sections share.
pub(crate) fn facets(snapshot: &Snapshot, found: &[Scored]) -> Vec<Facet> {
    let (groups, documents) = groups(snapshot, found);
    FIELDS
        .into_iter()
        .filter_map(|field| {
            let mut counts = counts(snapshot, &groups, field);
            if field == Field::Folder {
                counts = where_they_part(&counts);
            }
            let values = narrowing(counts, documents);
            (!values.is_empty()).then_some(Facet { field, values })
        })
        .collect()
}

/// Which groups of each segment were found, and how many they are.
fn groups(snapshot: &Snapshot, found: &[Scored]) -> (Vec<Vec<bool>>, usize) {
    let mut groups: Vec<Vec<bool>> = snapshot
        .segments
        .iter()
        .map(|segment| vec![false; segment.heads.len()])
        .collect();
    let mut documents = 0;
    for Scored { segment, doc, .. } in found {
        let group = snapshot.segments[*segment].group[*doc as usize];
        let known = &mut groups[*segment][group as usize];
        documents += usize::from(!*known);
        *known = true;
    }
    (groups, documents)
}

/// How many of the groups have each value, by the value as it is compared.
fn counts(snapshot: &Snapshot, groups: &[Vec<bool>], field: Field) -> BTreeMap<String, Counted> {
    let mut counts: BTreeMap<String, Counted> = BTreeMap::new();
    for (segment, groups) in snapshot.segments.iter().zip(groups) {
        let Some(column) = segment.labels(&snapshot.fields).column(field) else {
            continue;
        };
        let mut in_segment = vec![0; column.values.len()];
        for (group, value) in &column.entries {
            in_segment[*value as usize] += usize::from(groups[*group as usize]);
        }
        for (Value { folded, written }, count) in column.values.iter().zip(in_segment) {
            if count > 0 {
                let known = counts.entry(folded.clone()).or_insert_with(|| Counted {
                    written: written.clone(),
                    count: 0,
                });
                known.count += count;
            }
        }
    }
    counts
}

struct Counted {
    written: String,
    count: usize,
}

/// Folders below the innermost one that holds everything, one level deep.
fn where_they_part(folders: &BTreeMap<String, Counted>) -> BTreeMap<String, Counted> {
    let all: Vec<(Vec<&str>, usize)> = folders
        .values()
        .map(|folder| (folder.written.split('/').collect(), folder.count))
        .collect();
    let Some((first, _)) = all.first() else {
        return BTreeMap::new();
    };
    let common = all
        .iter()
        .map(|(parts, _)| first.iter().zip(parts).take_while(|(a, b)| a == b).count())
        .min()
        .unwrap_or(0);
    let mut counts: BTreeMap<String, Counted> = BTreeMap::new();
    for (parts, count) in &all {
        // What lies in the common folder itself is in none of the folders to choose from.
        if let Some(inner) = parts.get(..=common) {
            let written = inner.join("/");
            let known = counts
                .entry(written.clone())
                .or_insert(Counted { written, count: 0 });
            known.count += count;
        }
    }
    counts
}

/// The values that not all documents have, those of the most documents first.
fn narrowing(counts: BTreeMap<String, Counted>, documents: usize) -> Vec<FacetValue> {
    let mut values: Vec<FacetValue> = counts
        .into_values()
        .filter(|counted| counted.count < documents)
        .map(|Counted { written, count }| FacetValue {
            value: written,
            documents: count,
        })
        .collect();
    // By name among equals: the sort is stable.
    values.sort_by_key(|value| std::cmp::Reverse(value.documents));
    values.truncate(MOST);
    values
}
