//! Opening an index: finding it, distrusting it, and beginning anew where it cannot be trusted.
//!
//! tantivy writes a checksum behind each file of a segment, but neither `meta.json` nor the lists are covered. Those are
//! compared with what the segments say of themselves, and the payload carries a checksum of its own.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use tantivy::directory::MmapDirectory;
use tantivy::{IndexMeta, IndexReader, ReloadPolicy, TantivyError};

use crate::analysis::tokenizer::tokenizers;
use crate::error::Error;
use crate::index::{Opened, Slot};
use crate::schema::{Fields, schema};
use crate::snapshot::Snapshot;
use crate::{analysis, schema, sweep, writer};

/// What opening found.
pub(crate) struct Found {
    pub(crate) tantivy: tantivy::Index,
    pub(crate) fields: Fields,
    pub(crate) reader: IndexReader,
    pub(crate) snapshot: Snapshot,
    pub(crate) writer: Slot,
    pub(crate) opened: Opened,
}

/// Opens the index in `dir` or begins one.
pub(crate) fn open(dir: &Path) -> Result<Found, Error> {
    fs::create_dir_all(dir).map_err(|source| Error::folder(dir, source))?;
    if is_empty(dir)? {
        return existing_or_new(dir, Opened::Fresh).map_err(Error::open);
    }
    // Damaged bytes have made tantivy panic rather than fail; here, and only here, that is an answer too.
    match catch_unwind(AssertUnwindSafe(|| existing_or_new(dir, Opened::Existing))) {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(TantivyError::IoError(error))) if !is_damage(&error) => Err(Error::folder(
            dir,
            std::io::Error::new(error.kind(), error.to_string()),
        )),
        Ok(Err(error)) => anew(dir, &error.to_string()),
        Err(_) => anew(dir, "a panic while reading it"),
    }
}

/// The make of an index: its versions in the order in which they count, and a hash of everything that it depends on.
pub(crate) fn fingerprint() -> String {
    let (schema, _) = schema();
    let versions = [schema::VERSION, analysis::VERSION];
    // Everything of tantivy's version that an index depends on is in its formatted form.
    // The fields one by one: the schema as a whole prints its map in another order every time.
    let fields: Vec<String> = schema
        .fields()
        .map(|(_, entry)| format!("{entry:?}"))
        .collect();
    let make = format!("{versions:?} {} {fields:?}", tantivy::version_string());
    let versions: Vec<String> = self::versions().iter().map(u32::to_string).collect();
    format!("{}-{}", versions.join("."), hash(&make))
}

/// Our versions, then the numbers in tantivy's.
fn versions() -> Vec<u32> {
    let theirs = tantivy::version_string().split(|c: char| !c.is_ascii_digit());
    let theirs = theirs.filter_map(|number| number.parse().ok());
    [schema::VERSION, analysis::VERSION]
        .into_iter()
        .chain(theirs)
        .collect()
}

/// Whether this make took the place of the one with that fingerprint. One that is newer in anything is somebody else's.
pub(crate) fn is_older(fingerprint: &str) -> bool {
    let Some((versions, _)) = fingerprint.split_once('-') else {
        // Before fingerprints told their versions they were a hash alone.
        return fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    };
    let known: Option<Vec<u32>> = versions.split('.').map(|n| n.parse().ok()).collect();
    let ours = self::versions();
    known.is_some_and(|known| {
        let each = || known.iter().zip(&ours);
        known.len() == ours.len()
            && each().all(|(theirs, ours)| theirs <= ours)
            && each().any(|(theirs, ours)| theirs < ours)
    })
}

/// A payload as it is committed.
pub(crate) fn written_payload(payload: &str) -> String {
    format!("{} {payload}", hash(payload))
}

/// The payload of the last commit, where there is one and it is whole.
pub(crate) fn read_payload(meta: &IndexMeta) -> Option<String> {
    let (sum, payload) = meta.payload.as_deref()?.split_once(' ')?;
    (sum == hash(payload)).then(|| payload.to_owned())
}

fn hash(text: &str) -> String {
    let mut hash = drillbook_text::hash::file(text.as_bytes());
    hash.truncate(16);
    hash
}

fn existing_or_new(dir: &Path, opened: Opened) -> tantivy::Result<Found> {
    let (schema, fields) = schema();
    let directory = MmapDirectory::open(dir)?;
    let mut tantivy = tantivy::Index::builder()
        .schema(schema)
        .tokenizers(tokenizers())
        .open_or_create(directory)?;
    tantivy.set_tokenizers(tokenizers());
    // Locked first, so that nothing changes while it is checked.
    let writer = match writer::acquire(&tantivy, dir) {
        Ok(writer) => Slot::Ready(Box::new(writer)),
        Err(TantivyError::LockFailure(..)) => Slot::Elsewhere,
        Err(error) => return Err(error),
    };
    let reader = tantivy
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .try_into()?;
    let snapshot = Snapshot::of(reader.searcher(), fields, None)?;
    if matches!(writer, Slot::Ready(_)) {
        check(&tantivy, &snapshot)?;
    }
    let opened = if matches!(writer, Slot::Elsewhere) {
        Opened::ReadOnlyOtherWriter
    } else {
        opened
    };
    Ok(Found {
        tantivy,
        fields,
        reader,
        snapshot,
        writer,
        opened,
    })
}

/// Refuses an index whose files are not as they were written.
fn check(tantivy: &tantivy::Index, snapshot: &Snapshot) -> tantivy::Result<()> {
    let metas = tantivy.load_metas()?;
    let damaged = tantivy.validate_checksum()?;
    let payload = metas.payload.is_none() || read_payload(&metas).is_some();
    if damaged.is_empty() && payload && snapshot.is_sound() {
        return Ok(());
    }
    Err(TantivyError::InternalError(format!(
        "{} files are damaged",
        damaged.len()
    )))
}

/// Deletes what is there and begins anew.
fn anew(dir: &Path, why: &str) -> Result<Found, Error> {
    tracing::warn!(why, "the search index is damaged and begun anew");
    if !is_ours(dir)? {
        return Err(Error::Foreign {
            path: dir.to_owned(),
        });
    }
    if is_locked(dir) {
        return Err(Error::DamagedInUse {
            path: dir.to_owned(),
        });
    }
    for entry in fs::read_dir(dir)
        .map_err(|source| Error::folder(dir, source))?
        .flatten()
    {
        fs::remove_file(entry.path()).map_err(|source| Error::folder(dir, source))?;
    }
    existing_or_new(dir, Opened::RebuiltAfterDamage).map_err(Error::open)
}

/// Whether every file looks like one of tantivy's: a folder given by mistake must survive.
fn is_ours(dir: &Path) -> Result<bool, Error> {
    let entries = fs::read_dir(dir).map_err(|source| Error::folder(dir, source))?;
    Ok(entries.flatten().all(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let plain = entry.file_type().is_ok_and(|kind| kind.is_file());
        plain && (is_list_or_lock(&name) || sweep::is_leaveable(&name))
    }))
}

fn is_list_or_lock(name: &str) -> bool {
    [
        "meta.json",
        ".managed.json",
        ".tantivy-writer.lock",
        ".tantivy-meta.lock",
    ]
    .contains(&name)
}

fn is_empty(dir: &Path) -> Result<bool, Error> {
    Ok(fs::read_dir(dir)
        .map_err(|source| Error::folder(dir, source))?
        .next()
        .is_none())
}

/// Whether another process holds the lock; where the lists are too damaged to ask tantivy, its lock file is asked.
fn is_locked(dir: &Path) -> bool {
    let Ok(file) = fs::OpenOptions::new()
        .write(true)
        .open(dir.join(".tantivy-writer.lock"))
    else {
        return false;
    };
    file.try_lock().is_err()
}

/// Whether an error of the file system tells of damage: a missing or a short file, rather than one we may not read.
fn is_damage(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{InvalidData, NotFound, Other, UnexpectedEof};
    matches!(error.kind(), InvalidData | NotFound | Other | UnexpectedEof)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_this_make_took_the_place_of_is_older() {
        let make = |change: fn(&mut Vec<u32>)| {
            let mut versions = versions();
            change(&mut versions);
            let versions: Vec<String> = versions.iter().map(u32::to_string).collect();
            format!("{}-0123456789abcdef", versions.join("."))
        };
        let check = |fingerprint: &str, expected: bool| {
            assert_eq!(is_older(fingerprint), expected, "{fingerprint}");
        };
        check("0123456789abcdef", true);
        check(&make(|versions| versions[0] -= 1), true);
        check(&fingerprint(), false);
        check(&make(|_| ()), false);
        check(&make(|versions| versions[1] += 1), false);
        check(
            &make(|versions| {
                versions[0] -= 1;
                versions[1] += 1;
            }),
            false,
        );
        check(&make(|versions| versions.push(1)), false);
        check("backup-of-mine", false);
        check("mine", false);
    }

    #[test]
    fn the_same_make_has_the_same_fingerprint() {
        let makes: std::collections::BTreeSet<_> = (0..50).map(|_| fingerprint()).collect();
        assert_eq!(makes.len(), 1);
    }
}
