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
#[expect(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]
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

    expect![[r#"
        3scale-sops: 27 documents, 209 sections
              1 image-dead
        aws-ir-playbooks: 35 documents, 1056 sections
             65 link-dead
        cnpg: 115 documents, 1550 sections
              3 anchor-dead
              4 image-dead
             94 link-dead
        gitlab-runbooks: 434 documents, 3076 sections
              7 anchor-dead
             32 image-dead
            154 link-dead
              1 link-unsafe
        kubernetes-id: 265 documents, 2007 sections
            154 anchor-dead
             21 image-dead
            486 link-dead
        pagerduty-incident-response: 37 documents, 440 sections
              1 anchor-dead
             75 image-dead
              1 link-dead
        prometheus-operator-runbooks: 121 documents, 570 sections
              1 front-matter-broken
        syn-openshift4: 65 documents, 500 sections
              5 link-dead
        tempo-runbook: 8 documents, 95 sections
             12 link-dead
    "#]]
    .assert_eq(&table);
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
            !rendered.html.is_empty() || document.sections.is_empty(),
            "{id} renders to nothing"
        );
        let of_links = check_links(id, &document.links, &document.anchors, &links);
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
