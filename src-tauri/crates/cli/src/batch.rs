//! `drillbook search --batch`: many queries, one line of JSON each, for measuring and for scripts.

use crate::arguments::{SearchOptions, Unit};
use crate::output::Output;
use crate::{Outcome, open, said};
use anyhow::{Context as _, Result};
use drillbook_api::App;
use drillbook_api::wire::SearchRequest;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::Path;
use std::time::Instant;

/// Results of one query at most.
const MOST: usize = 50;

pub(crate) fn run(options: &SearchOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    let path = options.batch.as_deref().unwrap_or(Path::new("-"));
    for (number, line) in lines(path)?.enumerate() {
        let line = line.with_context(|| format!("{} could not be read", path.display()))?;
        if line.trim().is_empty() {
            continue;
        }
        let place = || {
            format!(
                "{}:{}: a line is an object with \"id\" and \"query\"",
                path.display(),
                number + 1
            )
        };
        let value: Value = serde_json::from_str(&line).with_context(place)?;
        let query = value["query"].as_str().with_context(place)?;
        writeln!(
            output,
            "{}",
            answer(&opened.app, &value["id"], query, options.unit)?
        )?;
    }
    Ok(Outcome::Clean)
}

fn lines(path: &Path) -> Result<Box<dyn Iterator<Item = io::Result<String>>>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock().lines()));
    }
    let file =
        File::open(path).with_context(|| format!("{} could not be opened", path.display()))?;
    Ok(Box::new(BufReader::new(file).lines()))
}

fn answer(app: &App, id: &Value, query: &str, unit: Unit) -> Result<Value> {
    // A document may take several places among the sections, so more are asked for than are told.
    let limit = if unit == Unit::Doc { 200 } else { MOST };
    let request = SearchRequest {
        query: query.to_owned(),
        limit: u32::try_from(limit)?,
    };
    let began = Instant::now();
    let response = app.search(&request).map_err(said)?;
    let ms = began.elapsed().as_secs_f64() * 1000.0;
    let results: Vec<String> = match unit {
        Unit::Doc => {
            let mut seen = BTreeSet::new();
            let documents = response
                .groups
                .iter()
                .map(|group| group.document.id.clone());
            documents
                .filter(|id| seen.insert(id.clone()))
                .take(MOST)
                .collect()
        }
        Unit::Section => {
            let mut hits: Vec<_> = response
                .groups
                .iter()
                .flat_map(|group| &group.hits)
                .collect();
            hits.sort_by_key(|hit| hit.rank);
            hits.iter()
                .take(MOST)
                .map(|hit| format!("{}:{}", hit.document, hit.line))
                .collect()
        }
    };
    let mut answer = json!({ "id": id, "results": results, "ms": (ms * 1000.0).round() / 1000.0 });
    if response.none {
        answer["none"] = true.into();
    }
    Ok(answer)
}
