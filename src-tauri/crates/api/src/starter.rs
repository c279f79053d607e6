//! The starter library: shipped with the app, copied to the data folder at first start, where it
//! may be edited. An update never overwrites a file that was changed, and never brings back one
//! that was deleted.

use crate::settings::write_atomically;
use drillbook_text::hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What was shipped last, by path, as hashes: stands beside the copy, not in it.
#[derive(Default, Serialize, Deserialize)]
struct Manifest {
    format: String,
    files: BTreeMap<String, String>,
}

const FORMAT: &str = "drillbook.starter/1";

/// Brings the copy in `target` up to what is shipped in `source`.
pub(crate) fn install(source: &Path, target: &Path) -> io::Result<()> {
    let manifest_path = target.with_extension("manifest.json");
    let old: Manifest = fs::read(&manifest_path)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    let mut new = Manifest {
        format: FORMAT.to_owned(),
        files: BTreeMap::new(),
    };
    for path in files_below(source)? {
        let bytes = fs::read(source.join(&path))?;
        let shipped = hash::file(&bytes);
        let copy = target.join(&path);
        if old.files.get(&path) != Some(&shipped) && may_write(&copy, old.files.get(&path))? {
            write_atomically(&copy, &bytes)?;
        }
        new.files.insert(path, shipped);
    }
    write_atomically(&manifest_path, &serde_json::to_vec_pretty(&new)?)
}

/// A file that was never shipped is new; one that was must be there and be as it was shipped.
fn may_write(copy: &Path, shipped_before: Option<&String>) -> io::Result<bool> {
    match (fs::read(copy), shipped_before) {
        (Ok(bytes), Some(before)) => Ok(hash::file(&bytes) == *before),
        (Ok(_), None) => Ok(false),
        (Err(error), before) if error.kind() == io::ErrorKind::NotFound => Ok(before.is_none()),
        (Err(error), _) => Err(error),
    }
}

fn files_below(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut todo = vec![PathBuf::new()];
    while let Some(inside) = todo.pop() {
        for entry in fs::read_dir(folder.join(&inside))? {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                todo.push(path);
            } else {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            write_atomically(&folder.join(path), text.as_bytes()).unwrap();
        }
    }

    fn check(target: &Path, expected: &str) {
        let files = files_below(target).unwrap();
        let texts: Vec<_> = files
            .iter()
            .map(|path| format!("{path}={}", fs::read_to_string(target.join(path)).unwrap()))
            .collect();
        assert_eq!(texts.join(" "), expected);
    }

    #[test]
    fn an_update_keeps_what_the_person_changed_or_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let (source, target) = (folder.path().join("shipped"), folder.path().join("starter"));
        write(&source, &[("a.md", "1"), ("b/c.md", "1"), ("gone.md", "1")]);
        install(&source, &target).unwrap();
        check(&target, "a.md=1 b/c.md=1 gone.md=1");

        write(&target, &[("a.md", "mine")]);
        fs::remove_file(target.join("gone.md")).unwrap();
        write(
            &source,
            &[
                ("a.md", "2"),
                ("b/c.md", "2"),
                ("gone.md", "2"),
                ("new.md", "2"),
            ],
        );
        install(&source, &target).unwrap();
        check(&target, "a.md=mine b/c.md=2 new.md=2");
    }
}
