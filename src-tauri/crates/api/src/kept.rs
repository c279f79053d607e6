//! Pinned documents and those opened lately or often: what the journal keeps, as the library is now.
//!
//! A document that is no longer there is left out and kept: it may come back with the next checkout.
//! One with the very same bytes under another name is taken for the renamed one.

use crate::catalogue::Catalogue;
use crate::rows::known_row;
use crate::session::Session;
use crate::wire::{DocumentRow, IndexState, KeptDocuments};
use drillbook_journal::{Error, Journal, Kept};
use uuid::Uuid;

/// Documents opened lately that are shown.
const LATELY: usize = 8;
/// Documents opened often that are shown, and from which number of openings on that is often.
const OFTEN: usize = 5;
const OFTEN_FROM: u32 = 3;

/// What is kept for the session's library.
pub(crate) fn list(
    session: &Session,
    journal: &Journal,
    library: &Uuid,
) -> Result<KeptDocuments, Error> {
    let catalogue = session.catalogue();
    let complete = session.state() == IndexState::Ready;
    let mut found: Vec<(Kept, DocumentRow)> = Vec::new();
    for mut kept in journal.kept(library)? {
        if let Some(record) = catalogue.records.get(&kept.document) {
            if record.is_read() && record.hash != kept.hash {
                journal.know_kept(library, &kept.document, &record.hash)?;
            }
        } else if complete && let Some(renamed) = same_bytes(&catalogue, &kept.hash) {
            journal.move_kept(library, &kept.document, &renamed)?;
            kept.document = renamed;
        }
        if let Some(row) = known_row(&catalogue, &kept.document) {
            found.push((kept, row));
        }
    }
    Ok(sorted(found))
}

fn sorted(found: Vec<(Kept, DocumentRow)>) -> KeptDocuments {
    let rows = |mut of: Vec<(i64, DocumentRow)>| -> Vec<DocumentRow> {
        of.sort_by_key(|(at, _)| *at);
        of.into_iter().map(|(_, row)| row).collect()
    };
    let (mut pinned, mut lately, mut often) = (Vec::new(), Vec::new(), Vec::new());
    for (kept, row) in found {
        if kept.openings >= OFTEN_FROM {
            often.push((-i64::from(kept.openings), row.clone()));
        }
        if let Some(at) = kept.pinned_at {
            pinned.push((at, row.clone()));
        }
        if let Some(at) = kept.opened_at {
            lately.push((at, row));
        }
    }
    let mut lately = rows(lately);
    lately.reverse();
    lately.truncate(LATELY);
    // Two names of a renamed document stand for one until the next reading.
    lately.dedup_by(|a, b| a.id == b.id);
    let pinned = rows(pinned);
    often.retain(|(_, row)| !lately.contains(row) && !pinned.contains(row));
    let mut often = rows(often);
    often.dedup_by(|a, b| a.id == b.id);
    often.truncate(OFTEN);
    KeptDocuments {
        pinned,
        lately,
        often,
    }
}

/// The one document that has these bytes now.
fn same_bytes(catalogue: &Catalogue, hash: &str) -> Option<String> {
    let mut with_hash = catalogue
        .records
        .iter()
        .filter(|(_, record)| !hash.is_empty() && record.hash == hash);
    match (with_hash.next(), with_hash.next()) {
        (Some((id, _)), None) => Some(id.clone()),
        _ => None,
    }
}
