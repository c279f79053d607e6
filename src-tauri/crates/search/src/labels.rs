//! What documents are filed under, by segment: kind, service, tags, language and folder of each, at hand for counting.
//!
//! A column is read from the terms of its field when somebody first counts, and kept for as long as the segment is.
//! What is counted is another's matter (`query::facets`), as is what conditions allow (`query::condition`).

use std::collections::HashMap;

use drillbook_text::fold::fold;
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, TERMINATED, TantivyDocument};

use crate::outcome::Field;
use crate::schema::{Fields, all_stored};
use crate::snapshot::{Segment, logged};

/// Blocks of stored texts that are kept at hand while the columns are read.
const CACHED_BLOCKS: usize = 8;

/// The columns of one segment.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    columns: Vec<(Field, Column)>,
}

/// Which group has which values of a field.
#[derive(Debug, Default)]
pub(crate) struct Column {
    pub(crate) values: Vec<Value>,
    /// Groups, each with the number of a value that it has.
    pub(crate) entries: Vec<(u32, u32)>,
}

/// A value that documents share.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// As it is compared.
    pub(crate) folded: String,
    /// As one of its documents writes it.
    pub(crate) written: String,
}

impl Labels {
    /// Reads the columns of a segment.
    pub(crate) fn of(segment: &Segment, fields: &Fields) -> Self {
        let by_terms = [
            (Field::Kind, fields.kind),
            (Field::Service, fields.service),
            (Field::Language, fields.language),
            (Field::Tag, fields.tag),
        ];
        let store = logged(segment.reader.get_store_reader(CACHED_BLOCKS));
        // Of a kind and a language only the folded form is known.
        let writes = |which: Field| match which {
            Field::Service | Field::Tag => store.as_ref(),
            _ => None,
        };
        let mut columns: Vec<(Field, Column)> = by_terms
            .into_iter()
            .map(|(which, field)| {
                let column = Column::of_terms(segment, field, |head, folded| {
                    written(writes(which)?, fields, head, folded)
                });
                (which, column)
            })
            .collect();
        columns.push((Field::Folder, Column::of_folders(segment, fields)));
        Self { columns }
    }

    /// The column of a field; `None` for one that documents are not filed under.
    pub(crate) fn column(&self, field: Field) -> Option<&Column> {
        let found = self.columns.iter().find(|(which, _)| *which == field);
        found.map(|(_, column)| column)
    }
}

impl Column {
    /// The terms of a field; `written` tells how a head writes one.
    fn of_terms(
        segment: &Segment,
        field: TantivyField,
        written: impl Fn(DocId, &str) -> Option<String>,
    ) -> Self {
        let mut column = Self::default();
        each_term(segment, field, |term, docs| {
            let number = number(column.values.len());
            let groups = docs.iter().map(|doc| segment.group[*doc as usize]);
            column.entries.extend(groups.map(|group| (group, number)));
            column.values.push(Value {
                folded: term.to_owned(),
                written: docs
                    .first()
                    .and_then(|head| written(*head, term))
                    .unwrap_or_else(|| term.to_owned()),
            });
        });
        column
    }

    /// The folders, each document in its innermost; those at the root are in none.
    fn of_folders(segment: &Segment, fields: &Fields) -> Self {
        let mut column = Self::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        each_term(segment, fields.path, |path, docs| {
            let Some((folder, _)) = path.rsplit_once('/') else {
                return;
            };
            let next = number(column.values.len());
            let number = *numbers.entry(folder.to_owned()).or_insert_with(|| {
                column.values.push(Value {
                    folded: fold(folder),
                    written: folder.to_owned(),
                });
                next
            });
            let mut groups: Vec<u32> = docs
                .iter()
                .map(|doc| segment.group[*doc as usize])
                .collect();
            // Every section has the path of its document.
            groups.dedup();
            column
                .entries
                .extend(groups.into_iter().map(|group| (group, number)));
        });
        column
    }
}

/// How a head writes the label that folds to `folded`.
fn written(store: &StoreReader, fields: &Fields, head: DocId, folded: &str) -> Option<String> {
    let document = logged(store.get::<TantivyDocument>(head))?;
    all_stored(&document, fields.stored.label)
        .into_iter()
        .find(|label| fold(label) == folded)
}

/// Calls `each` with every term of a field and the documents that have it, in order, deleted ones included.
fn each_term(segment: &Segment, field: TantivyField, mut each: impl FnMut(&str, &[DocId])) {
    let mut read = || -> tantivy::Result<()> {
        let index = segment.reader.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        let mut docs = Vec::new();
        while let Some((term, info)) = terms.next() {
            let Ok(term) = std::str::from_utf8(term) else {
                continue;
            };
            docs.clear();
            let mut postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                docs.push(postings.doc());
                postings.advance();
            }
            each(term, &docs);
        }
        Ok(())
    };
    let _ = logged(read());
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
