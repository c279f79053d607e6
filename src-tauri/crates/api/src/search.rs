//! From the index's answer to the wire's: sections grouped by document.

use crate::asked::Asked;
use crate::catalogue::Catalogue;
use crate::rows::{filter_text, known_row};
use crate::session::Session;
use crate::wire::{
    Facet, FacetValue, FilterChip, Hit, HitGroup, IndexState, Part, Reason, SearchResponse,
};
use drillbook_search::{self as index, Index};
use std::collections::HashMap;

/// Searches for `text`: an alert by what it is, anything else by its words. `chosen` is the alert of a payload.
pub(crate) fn search(
    session: &Session,
    index: &Index,
    text: &str,
    chosen: u32,
    limit: u32,
) -> SearchResponse {
    let limit = usize::try_from(limit).unwrap_or(200).clamp(1, 200);
    let incomplete = session.state() != IndexState::Ready;
    let Some(asked) = Asked::of(session, text, chosen) else {
        let query: String = text.chars().take(index::Request::LONGEST).collect();
        let outcome = index.search(&index::Request::new(query.as_str(), limit).counted());
        return response(query, outcome, &session.catalogue(), incomplete);
    };
    let mut outcome = asked.search(session, index, limit);
    // Marks in a payload are no conditions.
    outcome.filters.clear();
    let linked = asked.is_linked(&outcome);
    let mut response = response(text.to_owned(), outcome, &session.catalogue(), incomplete);
    if let Some(first) = response
        .groups
        .first_mut()
        .and_then(|group| group.hits.first_mut())
        .filter(|_| linked)
    {
        first.reason = Reason::Link;
    }
    response.alert = Some(asked.view(session));
    response
}

/// The answer while the index is being made anew and there is nothing to ask yet.
pub(crate) fn not_yet(session: &Session, text: &str) -> SearchResponse {
    let nothing = index::Outcome::default();
    response(text.to_owned(), nothing, &session.catalogue(), true)
}

/// The answer of the index as the list shows it. Hits of documents that the catalogue no longer
/// knows are left out: they were deleted since the last commit.
pub(crate) fn response(
    query: String,
    outcome: index::Outcome,
    catalogue: &Catalogue,
    incomplete: bool,
) -> SearchResponse {
    let mut groups: Vec<HitGroup> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (rank, hit) in (0..).zip(outcome.hits) {
        let Some(document) = known_row(catalogue, &hit.path) else {
            continue;
        };
        let place = *places.entry(hit.path.clone()).or_insert_with(|| {
            groups.push(HitGroup {
                document,
                title: parts(&hit.title),
                hits: Vec::new(),
            });
            groups.len() - 1
        });
        groups[place].hits.push(section(hit, rank));
    }
    SearchResponse {
        filters: outcome
            .filters
            .iter()
            .filter_map(|filter| chip(&query, filter))
            .collect(),
        facets: if outcome.none {
            Vec::new()
        } else {
            facets(&query, &outcome.facets)
        },
        nearest: outcome
            .nearest
            .iter()
            .filter_map(|near| known_row(catalogue, &near.path))
            .collect(),
        total: u32::try_from(outcome.total).unwrap_or(u32::MAX),
        // What is not indexed yet may be the answer.
        none: outcome.none && !incomplete,
        without: outcome.without.filter(|_| !incomplete),
        query,
        groups,
        incomplete,
        alert: None,
    }
}

fn section(hit: index::Hit, rank: u32) -> Hit {
    let title: String = hit.title.iter().map(|part| part.text.as_str()).collect();
    let mut breadcrumb = hit.heading_path;
    if breadcrumb.first() == Some(&title) {
        breadcrumb.remove(0);
    }
    Hit {
        heading: parts(&hit.heading),
        snippet: parts(&hit.snippet),
        reason: reason(hit.reason),
        document: hit.path,
        slug: hit.slug,
        breadcrumb,
        line: hit.line,
        rank,
    }
}

fn parts(parts: &[index::Part]) -> Vec<Part> {
    parts
        .iter()
        .map(|part| Part {
            text: part.text.clone(),
            hit: part.hit,
        })
        .collect()
}

fn reason(reason: index::Reason) -> Reason {
    match reason {
        index::Reason::AlertName => Reason::AlertName,
        index::Reason::Title => Reason::Title,
        index::Reason::Heading => Reason::Heading,
        index::Reason::FileName => Reason::FileName,
        index::Reason::Tag => Reason::Field,
        index::Reason::Code => Reason::Code,
        index::Reason::Text => Reason::Text,
        index::Reason::Fuzzy => Reason::Similar,
        index::Reason::Filter => Reason::Filter,
    }
}

/// What was found can be narrowed by, each value with the query that does it.
fn facets(query: &str, facets: &[index::Facet]) -> Vec<Facet> {
    let query = query.trim();
    let counted = facets.iter().filter_map(|facet| {
        let field = facet.field.name()?;
        let values = facet.values.iter().map(|value| FacetValue {
            query: format!("{query} {}", filter_text(field, &value.value)),
            value: value.value.clone(),
            count: u32::try_from(value.documents).unwrap_or(u32::MAX),
        });
        Some(Facet {
            field: field.to_owned(),
            values: values.collect(),
        })
    });
    counted.collect()
}

/// A filter on a field as a chip; quotes and minus on words are the query's own and get none.
fn chip(query: &str, filter: &index::Filter) -> Option<FilterChip> {
    let field = filter.field.name()?;
    let before = query.get(..filter.span.start).unwrap_or_default();
    let after = query.get(filter.span.end..).unwrap_or_default();
    let words: Vec<_> = before
        .split_whitespace()
        .chain(after.split_whitespace())
        .collect();
    Some(FilterChip {
        field: field.to_owned(),
        value: filter.value.clone(),
        negated: filter.negated,
        without: words.join(" "),
    })
}
