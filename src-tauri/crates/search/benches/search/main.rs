//! The search index against plain tantivy, `SQLite`'s trigrams and `MiniSearch` on the same machine in the same run: sections a
//! second while indexing, and the time of a query.
//!
//! Documents come from `$DRILLBOOK_CORPORA/corpora/dev` where that is there, repeated up to [`SECTIONS`] (or
//! `$DRILLBOOK_BENCH_SECTIONS`, for the largest libraries); else they are generated. Ours and the plain index use the same
//! threads and memory, store the same texts and load the best [`LIMIT`]; ours also marks the matches and cuts snippets.

#![expect(clippy::print_stdout, reason = "a bench reports by printing")]
#![expect(clippy::unwrap_used, reason = "a bench stops at the first error")]

mod documents;
mod plain;
mod rivals;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use drillbook_search::{DocumentEntry, Index, Request};

/// Sections that are indexed.
const SECTIONS: usize = 100_000;
/// Hits of each.
const LIMIT: usize = 20;
/// Documents in a commit.
const BATCH: usize = 1_000;

fn main() {
    let least = std::env::var("DRILLBOOK_BENCH_SECTIONS").ok();
    let documents = documents::documents(least.map_or(SECTIONS, |least| least.parse().unwrap()));
    let sections: usize = documents
        .iter()
        .map(|document| document.sections.len())
        .sum();
    let queries = documents::queries(&documents);
    println!(
        "{} documents, {sections} sections, {} queries",
        documents.len(),
        queries.len()
    );

    let ours_dir = tempfile::tempdir().unwrap();
    let plain_dir = tempfile::tempdir().unwrap();
    let (ours, ours_took) = index_ours(ours_dir.path(), &documents);
    let (plain, plain_took) = plain::index_plain(plain_dir.path(), &documents);
    let rates = [rate(sections, ours_took), rate(sections, plain_took)];
    println!(
        "indexing  ours {:.0}/s  plain {:.0}/s  ratio {:.2}",
        rates[0],
        rates[1],
        rates[0] / rates[1]
    );

    let text: usize = documents.iter().map(text_length).sum();
    let sizes = [ours_dir.path(), plain_dir.path()].map(size);
    println!(
        "size beside the text  ours {:.2} (aim 2.5)  plain {:.2}",
        ratio(sizes[0], text),
        ratio(sizes[1], text)
    );
    if let Some(memory) = most_memory() {
        println!("most memory with both indexes {memory}");
    }

    let of_rivals = rivals::times(&documents, &queries);
    let ours = time(&queries, |query| {
        ours.search(&Request::new(query, LIMIT)).hits.len()
    });
    let plain = time(&queries, |query| plain.search(query));
    for (name, share) in [("p50", 0.5), ("p95", 0.95)] {
        let times = [quantile(&ours, share), quantile(&plain, share)];
        println!(
            "query {name} ours {:.3} ms  plain {:.3} ms  ratio {:.1}",
            times[0],
            times[1],
            times[0] / times[1]
        );
        for (rival, times) in &of_rivals {
            let of_rival = quantile(times, share);
            println!(
                "query {name} {rival} {of_rival:.3} ms  ratio {:.2} (aim below 1)",
                quantile(&ours, share) / of_rival
            );
        }
    }
}

/// The most memory that this process had, as the system says it.
fn most_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map(|memory| memory.trim().to_owned())
}

/// Bytes of a document's texts.
fn text_length(document: &DocumentEntry) -> usize {
    let sections = document.sections.iter();
    sections
        .map(|section| section.heading.len() + section.prose.len() + section.code.len())
        .sum()
}

/// Bytes of the files in a folder, without those that a merge removes meanwhile.
fn size(dir: &Path) -> usize {
    let files = fs::read_dir(dir).unwrap().flatten();
    files
        .filter_map(|file| file.metadata().ok())
        .map(|metadata| usize::try_from(metadata.len()).unwrap())
        .sum()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a ratio needs no more than six digits"
)]
fn ratio(a: usize, b: usize) -> f64 {
    a as f64 / b as f64
}

fn index_ours(dir: &Path, documents: &[DocumentEntry]) -> (Index, Duration) {
    let (index, _) = Index::open(dir).unwrap();
    let start = Instant::now();
    for batch in documents.chunks(BATCH) {
        let mut writer = index.begin().unwrap();
        for document in batch {
            writer.replace(document).unwrap();
        }
        writer.commit("").unwrap();
    }
    (index, start.elapsed())
}

/// The times of all queries, shortest first. The first round warms up.
fn time(queries: &[String], mut search: impl FnMut(&str) -> usize) -> Vec<Duration> {
    let mut found = 0;
    let mut times = Vec::new();
    for round in 0..2 {
        for query in queries {
            let start = Instant::now();
            found += search(query);
            if round == 1 {
                times.push(start.elapsed());
            }
        }
    }
    assert!(found > 0, "no query finds anything");
    times.sort_unstable();
    times
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a rate needs no more than six digits"
)]
fn rate(sections: usize, took: Duration) -> f64 {
    sections as f64 / took.as_secs_f64()
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "small counts"
)]
fn quantile(sorted: &[Duration], share: f64) -> f64 {
    let at = (sorted.len() as f64 * share) as usize;
    sorted[at.min(sorted.len() - 1)].as_secs_f64() * 1e3
}
