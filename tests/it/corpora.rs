//! Real runbook repositories, read whole: nothing panics, and what is diagnosed is known by number.
//!
//! The counts are a snapshot: a change of the reader shows here what it does to 2,000 documents of strangers. Update
//! with `UPDATE_EXPECT=1` and read the difference.

use drillbook_library::Root;
use drillbook_runbook::{Document, LinkMap, check_links, parse, render};
use drillbook_tests::shared;
use expect_test::expect;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn every_document_opens_and_its_problems_are_counted() {
    let Some(corpora) = shared::find("corpora/dev") else {
        return;
    };
    let mut folders: Vec<_> = fs::read_dir(corpora)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();

    let mut table = String::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        table.push_str(&counts(folder));
    }

    expect![[r#""#]].assert_eq(&table);
}

/// One library: its documents and sections, then each kind of diagnostic with its number.
fn counts(folder: &Path) -> String {
    let root = Root::open(folder).unwrap();
    let walk = root.walk();
    let documents: Vec<(String, String, Document)> = walk
        .documents
        .iter()
        .map(|file| {
            let bytes = root.read(&file.id, u64::MAX).unwrap().bytes;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let document = parse(&file.id, &text);
            (file.id.clone(), text, document)
        })
        .collect();
    let links = LinkMap::new(
        documents
            .iter()
            .map(|(id, _, document)| (id.clone(), document.anchors.clone())),
        walk.files,
    );
    let mut sections = 0;
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, text, document) in &documents {
        sections += document.sections.len();
        let rendered = render(id, text, document, &links);
        assert!(
            !rendered.html.is_empty() || text.trim().is_empty(),
            "{id} renders to nothing"
        );
        let of_links = check_links(id, &document.links, &links);
        for diagnostic in document
            .diagnostics
            .iter()
            .chain(&rendered.diagnostics)
            .chain(&of_links)
        {
            *numbers.entry(diagnostic.code.as_str()).or_default() += 1;
        }
    }
    let name = folder.file_name().unwrap().to_string_lossy();
    let mut lines = format!(
        "{name}: {} documents, {sections} sections\n",
        documents.len()
    );
    for (code, number) in numbers {
        writeln!(lines, "  {number:>5} {code}").unwrap();
    }
    lines
}
