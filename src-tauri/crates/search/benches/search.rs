//! The search index against plain tantivy on the same machine in the same run: sections a second while indexing, and
//! the time of a query. The plain index has two fields, title and body, and BM25.
//!
//! Documents come from `$DRILLBOOK_CORPORA/corpora/dev` where that is there, repeated up to [`SECTIONS`]; else they are
//! generated. Both sides use the same threads and memory, store the same texts and load the best [`LIMIT`]; ours also
//! marks the matches and cuts snippets.

#![expect(clippy::print_stdout, reason = "a bench reports by printing")]
#![expect(clippy::unwrap_used, reason = "a bench stops at the first error")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use drillbook_search::{DocumentEntry, Index, Request, SectionEntry};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, STRING, Schema, TEXT};
use tantivy::{TantivyDocument, doc};

/// Sections that are indexed.
const SECTIONS: usize = 100_000;
/// Queries that are timed.
const QUERIES: usize = 600;
/// Hits of each.
const LIMIT: usize = 20;
/// Documents in a commit.
const BATCH: usize = 1_000;

fn main() {
    let documents = documents();
    let sections: usize = documents
        .iter()
        .map(|document| document.sections.len())
        .sum();
    let queries = queries(&documents);
    println!(
        "{} documents, {sections} sections, {} queries",
        documents.len(),
        queries.len()
    );

    let ours_dir = tempfile::tempdir().unwrap();
    let plain_dir = tempfile::tempdir().unwrap();
    let (ours, ours_took) = index_ours(ours_dir.path(), &documents);
    let (plain, plain_took) = index_plain(plain_dir.path(), &documents);
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
        "size beside the text  ours {:.2}  plain {:.2}",
        ratio(sizes[0], text),
        ratio(sizes[1], text)
    );

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
    }
}

/// Bytes of a document's texts.
fn text_length(document: &DocumentEntry) -> usize {
    let sections = document.sections.iter();
    sections
        .map(|section| section.heading.len() + section.prose.len() + section.code.len())
        .sum()
}

/// Bytes of the files in a folder.
fn size(dir: &Path) -> usize {
    let files = fs::read_dir(dir).unwrap().flatten();
    files
        .map(|file| usize::try_from(file.metadata().unwrap().len()).unwrap())
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

/// A plain index and what searching it takes.
struct Plain {
    searcher: tantivy::Searcher,
    parser: QueryParser,
}

impl Plain {
    fn search(&self, query: &str) -> usize {
        // Its query language would trip over punctuation.
        let words: Vec<&str> = query.split(|c: char| !c.is_alphanumeric()).collect();
        let (query, _) = self
            .parser
            .parse_query_lenient(&words.join(" ").to_lowercase());
        let best = self
            .searcher
            .search(&query, &TopDocs::with_limit(LIMIT).order_by_score())
            .unwrap();
        let stored = best
            .iter()
            .map(|(_, at)| self.searcher.doc::<TantivyDocument>(*at).unwrap().len());
        stored.filter(|fields| *fields > 0).count()
    }
}

fn index_plain(dir: &Path, documents: &[DocumentEntry]) -> (Plain, Duration) {
    let mut schema = Schema::builder();
    let path = schema.add_text_field("path", STRING | STORED);
    let title = schema.add_text_field("title", TEXT | STORED);
    let body = schema.add_text_field("body", TEXT | STORED);
    let index = tantivy::Index::create_in_dir(dir, schema.build()).unwrap();
    let start = Instant::now();
    let mut writer = index.writer_with_num_threads(2, 60_000_000).unwrap();
    for batch in documents.chunks(BATCH) {
        for document in batch {
            for section in &document.sections {
                let text = format!("{}\n{}", section.prose, section.code);
                let heading = format!("{} {}", document.title, section.heading);
                writer
                    .add_document(
                        doc!(path => document.path.clone(), title => heading, body => text),
                    )
                    .unwrap();
            }
        }
        writer.commit().unwrap();
    }
    let took = start.elapsed();
    let searcher = index.reader().unwrap().searcher();
    (
        Plain {
            searcher,
            parser: QueryParser::for_index(&index, vec![title, body]),
        },
        took,
    )
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

/// Headings, beginnings of them, sentences and long words of the documents, by turns.
fn queries(documents: &[DocumentEntry]) -> Vec<String> {
    let sections: Vec<&SectionEntry> = documents
        .iter()
        .flat_map(|document| &document.sections)
        .filter(|section| section.prose.len() > 40)
        .collect();
    let step = (sections.len() / QUERIES).max(1);
    sections
        .iter()
        .step_by(step)
        .enumerate()
        .map(|(nth, section)| query(nth, section))
        .take(QUERIES)
        .collect()
}

fn query(nth: usize, section: &SectionEntry) -> String {
    let words = |n: usize| {
        section
            .prose
            .split_whitespace()
            .take(n)
            .collect::<Vec<_>>()
            .join(" ")
    };
    match nth % 4 {
        0 => section.heading.clone(),
        1 => section
            .heading
            .chars()
            .take(section.heading.chars().count() * 2 / 3)
            .collect(),
        2 => words(14),
        _ => section
            .prose
            .split_whitespace()
            .max_by_key(|word| word.len())
            .unwrap_or_default()
            .to_owned(),
    }
}

/// The documents of the corpora, or generated ones, repeated until there are enough sections.
fn documents() -> Vec<DocumentEntry> {
    let mut originals = corpora().map(|dir| read(&dir)).unwrap_or_default();
    if originals.is_empty() {
        originals = (0..300).map(generated).collect();
    }
    let mut documents = Vec::new();
    let mut sections = 0;
    for copy in 0.. {
        for original in &originals {
            if sections >= SECTIONS {
                return documents;
            }
            sections += original.sections.len();
            documents.push(DocumentEntry {
                path: format!("{copy}/{}", original.path),
                ..original.clone()
            });
        }
    }
    documents
}

fn corpora() -> Option<PathBuf> {
    let dir = PathBuf::from(std::env::var_os("DRILLBOOK_CORPORA")?).join("corpora/dev");
    dir.is_dir().then_some(dir)
}

fn read(root: &Path) -> Vec<DocumentEntry> {
    let mut folders = vec![root.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .unwrap()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md")
                && let Ok(text) = fs::read_to_string(&path)
            {
                found.push(split(
                    &path.strip_prefix(root).unwrap().to_string_lossy(),
                    &text,
                ));
            }
        }
    }
    found
}

/// Splits Markdown at headings and fences, crudely.
fn split(path: &str, text: &str) -> DocumentEntry {
    let mut sections = vec![SectionEntry {
        line: 1,
        ..SectionEntry::default()
    }];
    let mut fenced = false;
    for (line, text) in (1..).zip(text.lines()) {
        let heading = text.trim_start_matches('#');
        if text.starts_with("```") {
            fenced = !fenced;
        } else if !fenced && heading.len() < text.len() && heading.starts_with(' ') {
            let heading = heading.trim().to_owned();
            sections.push(SectionEntry {
                slug: heading.clone(),
                line,
                heading,
                ..SectionEntry::default()
            });
        } else if let Some(section) = sections.last_mut() {
            let target = if fenced {
                &mut section.code
            } else {
                &mut section.prose
            };
            target.push_str(text);
            target.push('\n');
        }
    }
    sections.retain(|section| !(section.heading.is_empty() && section.prose.trim().is_empty()));
    let title = sections
        .iter()
        .map(|section| &section.heading)
        .find(|heading| !heading.is_empty());
    DocumentEntry {
        path: path.to_owned(),
        title: title.cloned().unwrap_or_else(|| path.to_owned()),
        sections,
        ..DocumentEntry::default()
    }
}

/// A document of words drawn by a fixed recipe, some of them frequent and most of them rare.
fn generated(nth: u64) -> DocumentEntry {
    let mut state = nth * 7_919 + 1;
    let mut word = || {
        // Two steps of a linear congruential generator, multiplied: small numbers are frequent.
        let mut draw = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % 150
        };
        let rank = draw() * draw();
        let syllables = [
            "ka", "pod", "re", "lag", "dis", "que", "ter", "min", "so", "net",
        ];
        let pick = |digit: u64| syllables[usize::try_from(rank / digit % 10).unwrap_or(0)];
        format!("{}{}{}", pick(1), pick(10), pick(100))
    };
    let mut words = |n: usize| (0..n).map(|_| word()).collect::<Vec<_>>().join(" ");
    let sections = (0..8)
        .map(|line| SectionEntry {
            slug: line.to_string(),
            line: line + 1,
            heading: words(4),
            heading_path: Vec::new(),
            prose: words(120),
            code: words(20),
        })
        .collect();
    DocumentEntry {
        path: format!("{nth}.md"),
        title: words(4),
        sections,
        ..DocumentEntry::default()
    }
}
