//! Rows and the facets of the rail, made from the catalogue. Folders are `folders`' matter.

use crate::catalogue::{Catalogue, Record};
use crate::folders::first_folders;
use crate::wire::{DocumentRow, FacetValue, LibraryTree, Translation};
use drillbook_library::FileEntry;
use drillbook_runbook::Document;
use std::collections::{BTreeMap, HashMap};

/// A document as a row. `problems` counts its own and those of its links.
pub(crate) fn row(id: &str, record: &Record, problems: u32) -> DocumentRow {
    DocumentRow {
        id: id.to_owned(),
        title: record.title.clone(),
        kind: record.kind.clone(),
        status: record.status.clone(),
        service: record.service.clone(),
        owner: record.owner.clone(),
        tags: record.tags.clone(),
        language: record.language.clone(),
        problems,
    }
}

/// A document that was read just now as a row; the catalogue may not know it yet.
pub(crate) fn row_of(id: &str, document: &Document, problems: u32) -> DocumentRow {
    let entry = FileEntry {
        id: id.to_owned(),
        size: 0,
        modified: 0,
    };
    let record = Record::of(document, &entry, String::new(), Vec::new());
    row(id, &record, problems)
}

/// A document of the catalogue as a row, with its own problems only.
pub(crate) fn known_row(catalogue: &Catalogue, id: &str) -> Option<DocumentRow> {
    let record = catalogue.records.get(id)?;
    let problems = u32::try_from(record.diagnostics.len()).unwrap_or(u32::MAX);
    Some(row(id, record, problems))
}

/// The rail: the first folders, services, tags.
pub(crate) fn tree(catalogue: &Catalogue, problems: &HashMap<String, u32>) -> LibraryTree {
    let mut tags = facet(catalogue, "tag", |record| record.tags.iter().collect());
    tags.sort_by_key(|value| std::cmp::Reverse(value.count));
    LibraryTree {
        folders: first_folders(catalogue, problems),
        services: facet(catalogue, "service", |record| {
            record.service.iter().collect()
        }),
        tags,
    }
}

/// The same document in other languages: `a.md` and `a.id.md` are one.
pub(crate) fn translations(catalogue: &Catalogue, id: &str) -> Vec<Translation> {
    let base = base_name(id);
    let folder = id.rsplit_once('/').map_or("", |(folder, _)| folder);
    let siblings = catalogue
        .records
        .range(folder.to_owned()..)
        .take_while(|(other, _)| other.starts_with(folder));
    siblings
        .filter(|(other, _)| *other != id && base_name(other) == base)
        .map(|(other, record)| Translation {
            id: other.clone(),
            language: record.language.clone(),
        })
        .collect()
}

/// The id without its language suffix: `a.id.md` and `a.en.md` become `a.md`.
pub(crate) fn base_name(id: &str) -> String {
    let (folder, name) = id
        .rsplit_once('/')
        .map_or(("", id), |(folder, name)| (folder, name));
    let parts: Vec<_> = name.split('.').collect();
    match parts.as_slice() {
        [stem, language, extension] if matches!(*language, "id" | "en") => {
            format!("{folder}/{stem}.{extension}")
        }
        _ => format!("{folder}/{name}"),
    }
}

/// Values of a field with the number of documents, by name; spellings that differ in case only are one.
fn facet(
    catalogue: &Catalogue,
    field: &str,
    values: impl Fn(&Record) -> Vec<&String>,
) -> Vec<FacetValue> {
    let mut counts: BTreeMap<String, FacetValue> = BTreeMap::new();
    for value in catalogue
        .records
        .values()
        .flat_map(values)
        .filter(|value| !value.is_empty())
    {
        let entry = counts
            .entry(value.to_lowercase())
            .or_insert_with(|| FacetValue {
                value: value.clone(),
                query: filter_text(field, value),
                count: 0,
            });
        entry.count += 1;
    }
    counts.into_values().collect()
}

/// The filter as it would be typed, quoted where the value holds more than one word.
pub(crate) fn filter_text(field: &str, value: &str) -> String {
    if value.contains(char::is_whitespace) {
        format!("{field}:\"{}\"", value.replace('"', ""))
    } else {
        format!("{field}:{value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(documents: &[(&str, &str)]) -> Catalogue {
        let record = |service: &str| Record {
            service: (!service.is_empty()).then(|| service.to_owned()),
            ..Record::default()
        };
        Catalogue {
            records: documents
                .iter()
                .map(|(id, service)| ((*id).to_owned(), record(service)))
                .collect(),
            ..Catalogue::default()
        }
    }

    #[test]
    fn services_are_counted_whatever_their_case() {
        let tree = tree(
            &catalogue(&[("a.md", "Check out"), ("b.md", "check out"), ("c.md", "")]),
            &HashMap::new(),
        );
        let services: Vec<_> = tree
            .services
            .iter()
            .map(|s| format!("{} {} {}", s.value, s.query, s.count))
            .collect();
        assert_eq!(services, [r#"Check out service:"Check out" 2"#]);
    }

    #[test]
    fn a_translation_is_found_both_ways() {
        let catalogue = catalogue(&[
            ("x/a.id.md", ""),
            ("x/a.md", ""),
            ("x/b.md", ""),
            ("y/a.md", ""),
        ]);
        let ids = |id: &str| {
            translations(&catalogue, id)
                .into_iter()
                .map(|t| t.id)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(ids("x/a.md"), "x/a.id.md");
        assert_eq!(ids("x/a.id.md"), "x/a.md");
        assert_eq!(ids("x/b.md"), "");
    }
}
