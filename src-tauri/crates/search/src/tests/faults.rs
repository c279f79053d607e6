//! Writing, reopening, sharing and damage.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Library, document, name};
use crate::{Error, Index, Opened, Request};

fn open(folder: &Path) -> (Index, Opened) {
    Index::open(folder).unwrap()
}

fn found(index: &Index, query: &str) -> String {
    let hits = index.search(&Request::new(query, 9)).hits;
    hits.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn replaces_and_removes_whole_documents() {
    let library = Library::of(&[
        ("a.md", "# One\nalpha\n# Two\nalpha"),
        ("b.md", "# Three\nbeta"),
    ]);
    assert_eq!(
        (
            library.index.document_count(),
            library.index.section_count()
        ),
        (2, 3)
    );
    library.write(&[("a.md", "# Four\ngamma")]);
    library.check("alpha", "");
    library.check("gamma", "a.md#four");
    assert_eq!(
        (
            library.index.document_count(),
            library.index.section_count()
        ),
        (2, 2)
    );
    let mut writer = library.index.begin().unwrap();
    writer.remove("a.md").unwrap();
    writer.remove("never there.md").unwrap();
    writer.commit("after").unwrap();
    library.check("gamma", "");
    library.check("beta", "b.md#three");
    assert_eq!(library.index.payload().as_deref(), Some("after"));
}

#[test]
fn nothing_is_seen_before_the_commit_nor_after_giving_up() {
    let library = Library::of(&[("a.md", "# One\nalpha")]);
    let mut writer = library.index.begin().unwrap();
    writer.replace(&document("b.md", "# Two\nbeta")).unwrap();
    writer.remove("a.md").unwrap();
    library.check("beta", "");
    drop(writer);
    library.write(&[("c.md", "# Three\ngamma")]);
    library.check("beta", "");
    library.check("alpha", "a.md#one");
    library.check("gamma", "c.md#three");
}

#[test]
fn the_last_of_two_changes_in_one_batch_counts() {
    let library = Library::of(&[]);
    let mut writer = library.index.begin().unwrap();
    writer.replace(&document("a.md", "# One\nalpha")).unwrap();
    writer.replace(&document("a.md", "# Two\nbeta")).unwrap();
    writer.replace(&document("b.md", "# Three\ngamma")).unwrap();
    writer.remove("b.md").unwrap();
    writer.commit("").unwrap();
    library.check("alpha", "");
    library.check("beta", "a.md#two");
    library.check("gamma", "");
}

#[test]
fn is_there_again_after_reopening() {
    let Library { folder, index } = Library::of(&[("a.md", "# One\nalpha")]);
    drop(index);
    let (index, opened) = open(folder.path());
    assert_eq!(opened, Opened::Existing);
    assert_eq!(found(&index, "alpha"), "a.md#one");
    assert_eq!(index.payload().as_deref(), Some("payload"));
}

#[test]
fn a_second_handle_reads_and_catches_up() {
    let library = Library::of(&[("a.md", "# One\nalpha")]);
    let (second, opened) = open(library.folder.path());
    assert_eq!(opened, Opened::ReadOnlyOtherWriter);
    assert!(matches!(second.begin(), Err(Error::ReadOnly)));
    library.write(&[("b.md", "# Two\nbeta")]);
    assert_eq!(found(&second, "beta"), "");
    second.refresh().unwrap();
    assert_eq!(found(&second, "beta"), "b.md#two");
    let Library { folder, index } = library;
    drop(index);
    assert!(second.begin().is_ok(), "the lock is free again");
    drop((second, folder));
}

/// Copies what `from` has and `to` has not.
fn copy_missing(from: &Path, to: &Path) {
    for file in fs::read_dir(from).unwrap().flatten() {
        let copy = to.join(file.file_name());
        if !copy.exists() {
            fs::copy(file.path(), copy).unwrap();
        }
    }
}

#[test]
fn what_a_killed_writer_left_is_removed_and_hinders_nobody() {
    // So many that some of those replaced share a segment with others.
    let paths = ["a.md", "b.md", "c.md", "d.md", "e.md", "f.md", "g.md"];
    let Library { folder, index } = Library::of(&paths.map(|path| (path, "# One\nalpha")));
    drop(index);
    // Killed after its files were written and before they were committed: the files of the next commit, and the list
    // of the last.
    let killed = TempDir::new().unwrap();
    copy_missing(folder.path(), killed.path());
    let change = |index: &Index| {
        let mut writer = index.begin().unwrap();
        for path in &paths[..4] {
            writer.replace(&document(path, "# Two\ngamma")).unwrap();
        }
        writer.commit("next").unwrap();
    };
    let (index, _) = open(folder.path());
    change(&index);
    copy_missing(folder.path(), killed.path());
    fs::write(killed.path().join(".tmpA1b2C3"), "half a li").unwrap();

    let (index, opened) = open(killed.path());
    assert_eq!(opened, Opened::Existing);
    change(&index);
    assert_eq!(
        found(&index, "gamma"),
        "a.md#two b.md#two c.md#two d.md#two"
    );
    assert_eq!(index.document_count(), paths.len());
    let left = fs::read_dir(killed.path()).unwrap().flatten();
    let half = left.filter(|file| file.file_name().to_string_lossy().starts_with(".tmp"));
    assert_eq!(half.count(), 0);
}

#[test]
fn is_whole_when_opened_again_at_once_while_segments_merge() {
    let folder = TempDir::new().unwrap();
    for round in 0..60 {
        let (index, opened) = open(folder.path());
        let expected = if round == 0 {
            Opened::Fresh
        } else {
            Opened::Existing
        };
        assert_eq!(opened, expected, "round {round}");
        for nth in 0..4 {
            let mut writer = index.begin().unwrap();
            let path = format!("{}.md", round * 4 + nth);
            writer.replace(&document(&path, "# One\nalpha")).unwrap();
            writer.commit("").unwrap();
        }
        assert_eq!(index.document_count(), round * 4 + 4);
    }
}

#[test]
fn refuses_a_folder_with_other_files() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("meta.json"), "{").unwrap();
    fs::write(folder.path().join("thesis.md"), "years of work").unwrap();
    assert!(matches!(
        Index::open(folder.path()),
        Err(Error::Foreign { .. })
    ));
    assert!(folder.path().join("thesis.md").exists());
}

#[test]
fn another_schema_is_begun_anew() {
    let folder = TempDir::new().unwrap();
    let mut schema = tantivy::schema::Schema::builder();
    schema.add_text_field("other", tantivy::schema::TEXT);
    drop(tantivy::Index::create_in_dir(folder.path(), schema.build()).unwrap());
    assert_eq!(open(folder.path()).1, Opened::RebuiltAfterDamage);
}

#[test]
fn the_fingerprint_is_a_name_for_a_folder() {
    let fingerprint = Index::fingerprint();
    assert_eq!(fingerprint, Index::fingerprint());
    let plain = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b'-');
    assert!(fingerprint.len() < 64 && fingerprint.bytes().all(plain));
}

/// Damages each file of an index in turn and checks that it opens, finds what it should or is empty and says so.
#[track_caller]
fn check_damage(damage: impl Fn(&mut Vec<u8>)) {
    let Library { folder, index } =
        Library::of(&[("a.md", "# One\nalpha"), ("b.md", "# Two\nbeta")]);
    drop(index);
    for file in fs::read_dir(folder.path()).unwrap().flatten() {
        let copy = TempDir::new().unwrap();
        for file in fs::read_dir(folder.path()).unwrap().flatten() {
            fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
        let damaged = copy.path().join(file.file_name());
        let mut bytes = fs::read(&damaged).unwrap();
        damage(&mut bytes);
        fs::write(&damaged, bytes).unwrap();
        let (index, opened) = open(copy.path());
        let expected = if opened == Opened::Existing {
            "a.md#one"
        } else {
            ""
        };
        assert_eq!(
            found(&index, "alpha"),
            expected,
            "{:?} {opened:?}",
            file.file_name()
        );
        // And it can be written again.
        let mut writer = index.begin().unwrap();
        writer.replace(&document("a.md", "# One\nalpha")).unwrap();
        writer.commit("again").unwrap();
        assert_eq!(found(&index, "alpha"), "a.md#one");
    }
}

#[test]
fn survives_files_cut_short() {
    check_damage(|bytes| bytes.truncate(bytes.len() / 2));
    check_damage(Vec::clear);
}

#[test]
fn survives_flipped_bytes() {
    for (part, of) in [(0, 8), (1, 8), (3, 8), (4, 8), (6, 8), (7, 8)] {
        check_damage(|bytes| {
            let at = bytes.len() * part / of;
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 0x15;
            }
        });
    }
}

#[test]
fn survives_missing_files() {
    let Library { folder, index } = Library::of(&[("a.md", "# One\nalpha")]);
    drop(index);
    for file in fs::read_dir(folder.path()).unwrap().flatten() {
        if file.file_name().to_string_lossy().contains(".term") {
            fs::remove_file(file.path()).unwrap();
        }
    }
    assert_eq!(open(folder.path()).1, Opened::RebuiltAfterDamage);
}
