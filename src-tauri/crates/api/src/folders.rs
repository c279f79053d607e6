//! The library by folders and by titles: one folder at a time, a stretch of the list at a time. A library of ten thousand
//! documents is never sent as a whole.

use crate::catalogue::Catalogue;
use crate::rows::row;
use crate::session::Session;
use crate::wire::{DocumentList, DocumentRow, DocumentsRequest, Folder, FolderRow};
use std::collections::{BTreeMap, HashMap};

/// Rows of the list of documents that are sent at once, at most.
const LONGEST_STRETCH: usize = 500;

/// How many problems each document has.
type Problems = HashMap<String, u32>;

/// What lies in the folder `path`, sorted by name, folders first; `None` where no document lies in or below it.
pub(crate) fn folder(catalogue: &Catalogue, problems: &Problems, path: &str) -> Option<Folder> {
    let prefix = match path {
        "" => String::new(),
        path => format!("{path}/"),
    };
    let below = catalogue.records.range(prefix.clone()..);
    let below = below.take_while(|(id, _)| id.starts_with(&prefix));
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut documents: Vec<DocumentRow> = Vec::new();
    let mut count = 0;
    for (id, record) in below {
        count += 1;
        match id[prefix.len()..].split_once('/') {
            Some((name, _)) => *counts.entry(name).or_default() += 1,
            None => documents.push(row(id, record, problems.get(id).copied().unwrap_or(0))),
        }
    }
    let mut folders: Vec<FolderRow> = counts
        .into_iter()
        .map(|(name, count)| FolderRow {
            path: format!("{prefix}{name}"),
            name: name.to_owned(),
            count,
        })
        .collect();
    folders.sort_by_cached_key(|inner| inner.name.to_lowercase());
    documents.sort_by_cached_key(|row| row.title.to_lowercase());
    (count > 0 || path.is_empty()).then(|| Folder {
        path: path.to_owned(),
        folders,
        documents,
        count,
    })
}

/// The root, and behind it the folders that are the only thing in theirs: shut they would tell nothing.
pub(crate) fn first_folders(catalogue: &Catalogue, problems: &Problems) -> Vec<Folder> {
    let mut found: Vec<Folder> = folder(catalogue, problems, "").into_iter().collect();
    while let Some(Folder {
        folders, documents, ..
    }) = found.last()
        && documents.is_empty()
        && let [only] = folders.as_slice()
        && let Some(inner) = folder(catalogue, problems, &only.path)
    {
        found.push(inner);
    }
    found
}

/// A stretch of all documents, by title.
pub(crate) fn documents(session: &Session, request: &DocumentsRequest) -> DocumentList {
    let ids = session.by_title();
    let (catalogue, problems) = (session.catalogue(), session.problems());
    let from = usize::try_from(request.from).unwrap_or(usize::MAX);
    let limit = usize::try_from(request.limit).unwrap_or(usize::MAX);
    let stretch = ids.iter().skip(from).take(limit.min(LONGEST_STRETCH));
    let rows = stretch.filter_map(|id| {
        let record = catalogue.records.get(id)?;
        let count = problems.by_document.get(id).copied().unwrap_or(0);
        Some(row(id, record, count))
    });
    DocumentList {
        rows: rows.collect(),
        total: u32::try_from(ids.len()).unwrap_or(u32::MAX),
    }
}

/// The ids of all documents, by title.
pub(crate) fn by_title(catalogue: &Catalogue) -> Vec<String> {
    let mut ids: Vec<&String> = catalogue.records.keys().collect();
    ids.sort_by_cached_key(|id| {
        let title = catalogue.records.get(*id).map(|record| &record.title);
        title.map(|title| title.to_lowercase())
    });
    ids.into_iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Record;
    use std::fmt::Write as _;

    fn catalogue(ids: &[&str]) -> Catalogue {
        let titled = |id: &&str| {
            let title = id.rsplit('/').next().unwrap_or(id).to_owned();
            let record = Record {
                title,
                ..Record::default()
            };
            ((*id).to_owned(), record)
        };
        Catalogue {
            records: ids.iter().map(titled).collect(),
            ..Catalogue::default()
        }
    }

    fn check(ids: &[&str], expected: &str) {
        let mut told = String::new();
        for folder in first_folders(&catalogue(ids), &HashMap::new()) {
            write!(told, "[{}] {}:", folder.path, folder.count).unwrap();
            for inner in folder.folders {
                write!(told, " {}={}", inner.path, inner.count).unwrap();
            }
            for row in folder.documents {
                write!(told, " {}", row.id).unwrap();
            }
            told.push('\n');
        }
        assert_eq!(told, expected);
    }

    #[test]
    fn folders_stand_before_documents_and_hold_what_is_below_them() {
        check(
            &["a.md", "b/c.md", "b/d/e.md", "b-2/f.md", "A/g.md"],
            "[] 5: A=1 b=2 b-2=1 a.md\n",
        );
    }

    #[test]
    fn what_is_alone_in_its_folder_is_open_at_first() {
        check(
            &["docs/en/a.md", "docs/en/b/c.md"],
            "[] 2: docs=2\n[docs] 2: docs/en=2\n[docs/en] 2: docs/en/b=1 docs/en/a.md\n",
        );
        check(&[], "[] 0:\n");
    }

    #[test]
    fn a_folder_without_documents_is_none() {
        let catalogue = catalogue(&["b/c.md", "b-2/f.md"]);
        let names = |path: &str| {
            let found = folder(&catalogue, &HashMap::new(), path)?;
            Some(found.documents.into_iter().map(|row| row.id).collect())
        };
        assert_eq!(names("b"), Some(vec!["b/c.md".to_owned()]));
        assert_eq!(names("gone"), None::<Vec<String>>);
    }

    #[test]
    fn titles_are_sorted_whatever_their_case() {
        let ids = by_title(&catalogue(&["x/Beta.md", "y/alpha.md", "z/gamma.md"]));
        assert_eq!(ids, ["y/alpha.md", "x/Beta.md", "z/gamma.md"]);
    }
}
