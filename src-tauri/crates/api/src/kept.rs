//! Pinned documents and those opened lately or often: what the journal keeps, as the library is now.
//!
//! A document that is no longer there is left out and kept: it may come back with the next checkout.
//! One with the very same bytes under another name is taken for the renamed one.

use crate::catalogue::Catalogue;
use crate::clock;
use crate::rows::known_row;
use crate::session::Session;
use crate::wire::{DocumentRow, IndexState, KeptDocuments};
use drillbook_journal::{Error, Journal, Kept, Renamed};
use std::cmp::Reverse;
use std::collections::HashMap;
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
            let noted = Renamed {
                old: kept.document.clone(),
                new: renamed.clone(),
                hash: String::new(),
                at: clock::now(),
            };
            let folder = Uuid::parse_str(&session.id).unwrap_or(*library);
            journal.note_renamed(&folder, &noted)?;
            kept.document = renamed;
        }
        if let Some(row) = known_row(&catalogue, &kept.document) {
            found.push((kept, row));
        }
    }
    Ok(sorted(found))
}

fn sorted(found: Vec<(Kept, DocumentRow)>) -> KeptDocuments {
    let (mut pinned, mut lately, mut often) = (Vec::new(), Vec::new(), Vec::new());
    for (kept, row) in merged(found) {
        if kept.openings >= OFTEN_FROM {
            often.push((Reverse(kept.openings), row.clone()));
        }
        if let Some(at) = kept.pinned_at {
            pinned.push((at, row.clone()));
        }
        if let Some(at) = kept.opened_at {
            lately.push((Reverse(at), row));
        }
    }
    let pinned = rows(pinned);
    let mut lately = rows(lately);
    lately.truncate(LATELY);
    often.retain(|(_, row)| !lately.contains(row) && !pinned.contains(row));
    let mut often = rows(often);
    often.truncate(OFTEN);
    KeptDocuments {
        pinned,
        lately,
        often,
    }
}

/// Two names of a renamed document stand for one until the next reading.
fn merged(found: Vec<(Kept, DocumentRow)>) -> Vec<(Kept, DocumentRow)> {
    let mut merged: Vec<(Kept, DocumentRow)> = Vec::with_capacity(found.len());
    let mut places: HashMap<String, usize> = HashMap::new();
    for (kept, row) in found {
        let place = *places.entry(row.id.clone()).or_insert(merged.len());
        match merged.get_mut(place) {
            Some((known, _)) => {
                known.openings = known.openings.saturating_add(kept.openings);
                known.opened_at = known.opened_at.max(kept.opened_at);
                known.pinned_at = known.pinned_at.or(kept.pinned_at);
            }
            None => merged.push((kept, row)),
        }
    }
    merged
}

fn rows<Key: Ord>(mut of: Vec<(Key, DocumentRow)>) -> Vec<DocumentRow> {
    of.sort_by(|(a, _), (b, _)| a.cmp(b));
    of.into_iter().map(|(_, row)| row).collect()
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
