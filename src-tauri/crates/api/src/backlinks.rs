//! What leads to a document: who links to it, by the catalogue, and in which sentences, by the files.

use crate::catalogue::Catalogue;
use crate::document::parsed;
use crate::rows::known_row;
use crate::session::Session;
use crate::wire::{Backlink, BacklinkDocument, Backlinks, BacklinksRequest, DocumentRow, Part};
use drillbook_runbook::{Document, LinkKind, LinkMap, Mention, Target, mentions};
use std::collections::{BTreeSet, HashMap};

/// Documents that are told of at most, and links of one of them.
const DOCUMENTS: usize = 500;
const PLACES: usize = 20;

/// For each document those that link to it, itself left out.
pub(crate) type Inverted = HashMap<String, BTreeSet<String>>;

/// Turns the catalogue's links round.
pub(crate) fn invert(catalogue: &Catalogue, links: &LinkMap) -> Inverted {
    let mut inverted = Inverted::new();
    for (from, record) in &catalogue.records {
        for link in &record.links {
            if link.kind == LinkKind::Image {
                continue;
            }
            if let Target::Document { path, .. } = links.resolve(from, &link.target)
                && path != *from
            {
                inverted.entry(path).or_default().insert(from.clone());
            }
        }
    }
    inverted
}

/// What leads to the document; nothing for one that nobody links to, or that is not there.
pub(crate) fn backlinks(session: &Session, request: &BacklinksRequest) -> Backlinks {
    let links = session.links();
    let inverted = session.inverted();
    let mut rows: Vec<DocumentRow> = {
        let catalogue = session.catalogue();
        let sources = inverted.get(&request.id).into_iter().flatten();
        sources.filter_map(|id| known_row(&catalogue, id)).collect()
    };
    rows.sort_by_cached_key(|row| row.title.to_lowercase());
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let limit = usize::try_from(request.limit).unwrap_or(DOCUMENTS);
    rows.truncate(limit.min(DOCUMENTS));
    let documents = rows
        .into_iter()
        .map(|row| document(session, row, &links, &request.id))
        .collect();
    Backlinks { documents, total }
}

/// A document that cannot be read just now is named without its sentences.
fn document(
    session: &Session,
    row: DocumentRow,
    links: &LinkMap,
    target: &str,
) -> BacklinkDocument {
    let places = parsed(session, &row.id).map_or_else(
        |_| Vec::new(),
        |document| {
            let found = mentions(&row.id, &document, links, target);
            found
                .into_iter()
                .take(PLACES)
                .map(|mention| place(&document, mention))
                .collect()
        },
    );
    BacklinkDocument { row, places }
}

fn place(document: &Document, mention: Mention) -> Backlink {
    let section = document.sections.get(mention.section);
    let part = |text: String, hit| Part { text, hit };
    let sentence = [
        part(mention.before, false),
        part(mention.text, true),
        part(mention.after, false),
    ];
    Backlink {
        slug: section
            .map(|section| section.slug.clone())
            .unwrap_or_default(),
        heading: section
            .map(|section| section.heading.clone())
            .unwrap_or_default(),
        line: section.map_or(1, |section| section.line),
        sentence: sentence
            .into_iter()
            .filter(|part| !part.text.is_empty())
            .collect(),
    }
}
