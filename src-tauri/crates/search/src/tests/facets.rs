//! What the found documents share, counted, and the conditions that its values make.

use super::Library;
use crate::Request;
use std::fmt::Write as _;

fn library() -> Library {
    Library::of(&[
        (
            "docs/db/failover.md",
            "tags: database, Critical Path\nservice: Postgres\nkind: runbook\n# Restart\nRestart the replica.",
        ),
        (
            "docs/db/vacuum.md",
            "tags: database\nservice: Postgres\nkind: sop\n# Restart\nRestart the vacuum.\n# Again\nRestart it again.",
        ),
        (
            "docs/web/deploy.md",
            "tags: Critical Path\nservice: nginx\nkind: runbook\nlanguage: id\n# Restart\nRestart nginx.",
        ),
        (
            "docs/restart.md",
            "kind: runbook\n# Restart\nRestart anything.",
        ),
        (
            "other.md",
            "kind: reference\n# Elsewhere\nNothing of the kind.",
        ),
    ])
}

#[track_caller]
fn check(query: &str, expected: &str) {
    let outcome = library().index.search(&Request::new(query, 1).counted());
    let mut told = String::new();
    for facet in outcome.facets {
        write!(told, "{:?}:", facet.field).unwrap();
        for value in facet.values {
            write!(told, " {}={}", value.value, value.documents).unwrap();
        }
        told.push('\n');
    }
    assert_eq!(told, expected, "for `{query}`");
}

#[test]
fn values_are_counted_by_document_as_they_are_written() {
    check(
        "restart",
        "Kind: runbook=3 sop=1\n\
         Service: Postgres=2 nginx=1\n\
         Folder: docs/db=2 docs/web=1\n\
         Language: en=3 id=1\n\
         Tag: Critical Path=2 database=2\n",
    );
}

#[test]
fn what_all_of_them_share_narrows_nothing() {
    check("replica", "");
    check(
        "restart folder:docs/db",
        "Kind: runbook=1 sop=1\nTag: Critical Path=1\n",
    );
    check("nowhere-to-be-found", "");
}

#[test]
fn conditions_alone_are_counted_too() {
    check(
        "kind:runbook",
        "Service: nginx=1 Postgres=1\n\
         Folder: docs/db=1 docs/web=1\n\
         Language: en=2 id=1\n\
         Tag: Critical Path=2 database=1\n",
    );
}

#[test]
fn nothing_is_counted_unasked() {
    let outcome = library().index.search(&Request::new("restart", 9));
    assert!(outcome.facets.is_empty());
}

#[test]
fn a_folder_is_asked_for_by_its_path_or_by_the_beginning_of_a_name() {
    let library = library();
    library.check("nginx folder:docs/web", "docs/web/deploy.md#restart");
    library.check("nginx folder:WE", "docs/web/deploy.md#restart");
    library.check("nginx folder:docs/web/", "docs/web/deploy.md#restart");
    library.check("nginx folder:db", "");
    library.check("nginx -folder:db folder:docs", "docs/web/deploy.md#restart");
}

#[test]
fn a_value_that_is_written_whole_means_itself_alone() {
    let library = Library::of(&[
        ("a.md", "tags: db\n# Restart\nRestart."),
        ("b.md", "tags: dbms\n# Restart\nRestart."),
    ]);
    library.check("restart tag:d", "a.md#restart b.md#restart");
    library.check("restart tag:db", "a.md#restart");
    library.check("restart tag:dbm", "b.md#restart");
}

#[test]
fn a_language_is_asked_for_by_its_code() {
    library().check("restart language:id", "docs/web/deploy.md#restart");
}
