//! The alert rules of real repositories: every one is read, and every runbook link that has a document leads to it.
//!
//! Whether a document is there is decided apart from the code that is tested: by the file's name in the link.

use drillbook_alerts::{places, read_rules};
use drillbook_library::Root;
use drillbook_runbook::{LinkMap, Target, parse};
use drillbook_tests::places::files_below;
use drillbook_tests::shared;
use expect_test::expect;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn every_link_of_a_rule_leads_to_its_document() {
    let (Some(rules), Some(corpora)) = (
        shared::find("corpora/alert-rules/dev"),
        shared::find("corpora/dev"),
    ) else {
        return;
    };
    let mut folders: Vec<_> = fs::read_dir(&rules)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    let mut table = String::new();
    for folder in folders {
        let name = folder.file_name().unwrap();
        table.push_str(&followed(&folder, &corpora.join(name)));
    }
    // All repositories as one library, where names are no longer alone: OpenShift's links, whose documents are not
    // there, must not lead to Prometheus Operator's documents of the same names.
    table.push_str(&followed(&rules, &corpora));
    expect![[r#"
        3scale-sops: 24 rules, 24 with a link, 24 documents of the name, 24 found, 0 not
        cnpg: 19 rules, 19 with a link, 19 documents of the name, 19 found, 0 not
          rule-field [("alert", "CNPGClusterZoneSpreadWarning"), ("field", "expr")]
        gitlab-runbooks: 198 rules, 173 with a link, 172 documents of the name, 172 found, 0 not
          no such heading: docs/kube/kubernetes.md#kubepodnotready
          no such heading: docs/kube/kubernetes.md#replica-mismatch
          rules-broken [("problem", "invalid indentation in multiline quoted scalar")]
        prometheus-operator-runbooks: 138 rules, 138 with a link, 112 documents of the name, 112 found, 0 not
        syn-openshift4: 177 rules, 67 with a link, 18 documents of the name, 18 found, 0 not
        tempo-runbook: 33 rules, 33 with a link, 33 documents of the name, 33 found, 0 not
        dev: 589 rules, 454 with a link, 409 documents of the name, 378 found, 31 not
          no such heading: docs/kube/kubernetes.md#kubepodnotready
          no such heading: docs/kube/kubernetes.md#replica-mismatch
          rule-field [("alert", "CNPGClusterZoneSpreadWarning"), ("field", "expr")]
          rules-broken [("problem", "invalid indentation in multiline quoted scalar")]
    "#]]
    .assert_eq(&table);
}

/// One repository: its rules, how many have a link, how many of the linked documents are there and found.
fn followed(rules: &Path, library: &Path) -> String {
    let (links, stems) = link_map(library);
    let mut table = format!("{}:", library.file_name().unwrap().to_string_lossy());
    let (mut read, mut linked, mut there, mut found, mut other) = (0, 0, 0, 0, 0);
    let mut remarks = BTreeSet::new();
    for file in files_below(rules) {
        let text = fs::read_to_string(&file).unwrap();
        let Some(file) = read_rules(&text) else {
            continue;
        };
        for diagnostic in &file.diagnostics {
            remarks.insert(format!(
                "{} {:?}",
                diagnostic.code.as_str(),
                diagnostic.args
            ));
        }
        for rule in &file.rules {
            read += 1;
            assert_ne!(rule.span.end, 0, "{} has no place", rule.name);
            let alert = rule.alert();
            let Some(link) = &alert.runbook_url else {
                continue;
            };
            linked += 1;
            let target = places(&alert, &[])
                .iter()
                .find_map(|place| links.resolve_alike(&place.path, place.fragment.as_deref()));
            let is_there = stems.contains(&stem(link));
            there += usize::from(is_there);
            match target {
                Some(Target::Document {
                    path, anchor_found, ..
                }) => {
                    found += 1;
                    if stem(&path) != stem(link) {
                        remarks.insert(format!("{link} leads to {path}"));
                    }
                    if !anchor_found {
                        remarks.insert(format!("no such heading: {link}"));
                    }
                }
                _ => {
                    other += usize::from(is_there);
                }
            }
        }
    }
    writeln!(
        table,
        " {read} rules, {linked} with a link, {there} documents of the name, {found} found, {other} not"
    )
    .unwrap();
    for remark in remarks {
        writeln!(table, "  {remark}").unwrap();
    }
    table
}

/// What links can lead to, and the documents' file names without extensions, in lower case.
fn link_map(library: &Path) -> (LinkMap, BTreeSet<String>) {
    let root = Root::open(library).unwrap();
    let walk = root.walk();
    let documents: Vec<(String, Vec<String>)> = walk
        .documents
        .iter()
        .map(|file| {
            let bytes = root.read(&file.id, u64::MAX).unwrap().bytes;
            let document = parse(&file.id, &String::from_utf8_lossy(&bytes));
            (file.id.clone(), document.anchors)
        })
        .collect();
    let stems = documents.iter().map(|(id, _)| stem(id)).collect();
    (LinkMap::new(documents, walk.files), stems)
}

/// The last part of a path or address without extension, in lower case; of an overview, its folder's name with it.
fn stem(path: &str) -> String {
    let path = path.split(['#', '?']).next().unwrap_or(path);
    let mut parts = path.trim_end_matches('/').rsplit('/');
    let last = parts.next().unwrap_or_default().to_lowercase();
    let stem = last.split('.').next().unwrap_or_default().to_owned();
    if matches!(stem.as_str(), "readme" | "index" | "_index") {
        format!("{}/readme", parts.next().unwrap_or_default().to_lowercase())
    } else {
        stem
    }
}
