//! The baseline: plain tantivy with two fields, title and body, and BM25.

use std::path::Path;
use std::time::{Duration, Instant};

use drillbook_search::DocumentEntry;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{STORED, STRING, Schema, TEXT};
use tantivy::{TantivyDocument, doc};

use crate::{BATCH, LIMIT};

/// A plain index and what searching it takes.
pub(crate) struct Plain {
    searcher: tantivy::Searcher,
    parser: QueryParser,
}

impl Plain {
    pub(crate) fn search(&self, query: &str) -> usize {
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

pub(crate) fn index_plain(dir: &Path, documents: &[DocumentEntry]) -> (Plain, Duration) {
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
