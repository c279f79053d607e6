//! The score of the search on judged queries of real repositories: it must not fall.
//!
//! The queries and what answers them stand beside the checkout, not in it; here are only the scores that were reached,
//! mean reciprocal ranks of the first ten. A better score is written down by hand, so that somebody reads it.

use drillbook_api::wire::{Hit, SearchRequest, SearchResponse};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::shared;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reached on the kinds of queries that come from alert rules: documents, sections.
const REACHED: [f64; 2] = [0.860, 0.830];
/// A fall by more than this is one.
const SLACK: f64 = 0.01;
/// The kinds of queries that come from alert rules.
const RULE: [&str; 6] = ["name", "split", "summary", "description", "typo", "prefix"];

#[test]
fn the_score_does_not_fall() {
    let Some(corpora) = shared::find("corpora") else {
        return;
    };
    let mut by_corpus: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in fs::read_to_string(corpora.join("queries-dev.jsonl"))
        .unwrap()
        .lines()
    {
        let query: Value = serde_json::from_str(line).unwrap();
        if RULE.contains(&text(&query["kind"]).as_str()) {
            by_corpus
                .entry(text(&query["corpus"]))
                .or_default()
                .push(query);
        }
    }
    let mut ranks = [Vec::new(), Vec::new()];
    for (corpus, queries) in &by_corpus {
        score(&corpora.join("dev").join(corpus), queries, &mut ranks);
    }
    for (unit, (ranks, reached)) in ["documents", "sections"]
        .iter()
        .zip(ranks.iter().zip(REACHED))
    {
        #[expect(clippy::cast_precision_loss, reason = "some thousand queries")]
        let mean = ranks.iter().sum::<f64>() / ranks.len() as f64;
        println!("{unit}: {mean:.4} over {}", ranks.len());
        assert!(
            mean > reached - SLACK,
            "{unit} fell from {reached} to {mean:.4}"
        );
    }
}

/// Adds the reciprocal ranks of the queries of one library.
fn score(library: &Path, queries: &[Value], ranks: &mut [Vec<f64>; 2]) {
    let home = tempfile::tempdir().unwrap();
    let app = App::new(Paths::below(home.path()), None, Arc::new(Silent));
    app.open_once(library).unwrap();
    // With one document for everything there is nothing to rank.
    let answers: BTreeSet<String> = queries
        .iter()
        .flat_map(|query| list(&query["relevant"]))
        .collect();
    for query in queries {
        let request = SearchRequest {
            query: text(&query["query"]),
            limit: 200,
        };
        let response = app.search(&request).unwrap();
        let ignored = list(&query["ignore"]);
        if answers.len() > 2 {
            ranks[0].push(document_rank(
                &response,
                &ignored,
                &list(&query["relevant"]),
            ));
        }
        let wanted = wanted(library, query);
        if !wanted.is_empty() {
            ranks[1].push(section_rank(&response, &ignored, &wanted));
        }
    }
}

fn document_rank(response: &SearchResponse, ignored: &[String], relevant: &[String]) -> f64 {
    let documents = response.groups.iter().map(|group| &group.document.id);
    reciprocal(
        documents
            .filter(|id| !ignored.contains(id))
            .map(|id| relevant.contains(id)),
    )
}

fn section_rank(
    response: &SearchResponse,
    ignored: &[String],
    wanted: &[(String, Range<u32>)],
) -> f64 {
    let mut hits: Vec<&Hit> = response
        .groups
        .iter()
        .flat_map(|group| &group.hits)
        .collect();
    hits.sort_by_key(|hit| hit.rank);
    reciprocal(
        hits.iter()
            .filter(|hit| !ignored.contains(&hit.document))
            .map(|hit| {
                wanted
                    .iter()
                    .any(|(path, lines)| *path == hit.document && lines.contains(&hit.line))
            }),
    )
}

/// One through the place of the first right answer among ten.
fn reciprocal(right: impl Iterator<Item = bool>) -> f64 {
    (1_u32..=10)
        .zip(right)
        .find(|(_, right)| *right)
        .map_or(0.0, |(place, _)| 1.0 / f64::from(place))
}

/// The lines of the sections that answer a query, with what is nested in them.
fn wanted(library: &Path, query: &Value) -> Vec<(String, Range<u32>)> {
    let sections = query["sections"].as_array().into_iter().flatten();
    sections
        .filter_map(|section| {
            let path = text(&section["path"]);
            let file: PathBuf = library.join(&path);
            let document = drillbook_runbook::parse(&path, &fs::read_to_string(file).ok()?);
            let slug = text(&section["slug"]);
            let at = document.sections.iter().position(|s| s.slug == slug)?;
            let level = document.sections[at].level;
            let mut behind = document.sections[at + 1..].iter();
            let end = behind
                .find(|s| s.level <= level)
                .map_or(u32::MAX, |s| s.line);
            Some((path, document.sections[at].line..end))
        })
        .collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}
