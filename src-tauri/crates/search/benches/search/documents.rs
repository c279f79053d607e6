//! What is indexed and asked: the documents of the corpora, or generated ones, repeated until there are enough sections.

use std::fs;
use std::path::{Path, PathBuf};

use drillbook_search::{DocumentEntry, SectionEntry};

/// Queries that are timed.
const QUERIES: usize = 600;

/// Headings, beginnings of them, sentences and long words of the documents, by turns.
pub(crate) fn queries(documents: &[DocumentEntry]) -> Vec<String> {
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
pub(crate) fn documents(least: usize) -> Vec<DocumentEntry> {
    let mut originals = corpora().map(|dir| read(&dir)).unwrap_or_default();
    if originals.is_empty() {
        originals = (0..300).map(generated).collect();
    }
    let mut documents = Vec::new();
    let mut sections = 0;
    for copy in 0.. {
        for original in &originals {
            if sections >= least {
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
