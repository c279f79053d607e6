//! Filters, quotes and minus.

use super::Library;
use crate::Field;

fn library() -> Library {
    Library::of(&[
        (
            "db.md",
            "title: Failover\ntags: database, Critical Path\nservice: Postgres\nowner: Site team\nkind: runbook\nstatus: approved\n# Steps\nPromote the replica now.",
        ),
        (
            "web.md",
            "title: Deploy\ntags: web\nservice: nginx\nowner: Web team\nkind: sop\nstatus: draft\n# Steps\nNow promote the build to the replica set.",
        ),
        (
            "both.md",
            "title: Overview\ntags: web, database\nkind: reference\n# Replica\nAbout the replica.",
        ),
    ])
}

#[test]
fn fields_narrow_by_the_beginning_of_their_value() {
    let library = library();
    library.check("promote tag:data", "db.md#steps");
    library.check("promote service:POSTGRES", "db.md#steps");
    library.check("promote owner:\"web t\"", "web.md#steps");
    library.check("promote -kind:sop", "db.md#steps");
    library.check("promote status:draft", "web.md#steps");
    library.check("replica tag:web tag:database", "both.md#replica");
    library.check("promote kind:sop kind:runbook tag:web", "web.md#steps");
    library.check("promote tag:nothing", "");
}

#[test]
fn filters_alone_list_documents() {
    let library = library();
    library.check("tag:database", "both.md#replica db.md#steps");
    library.check("-tag:database", "web.md#steps");
    library.check("-postgres kind:runbook", "");
}

#[test]
fn an_unknown_field_is_words() {
    let library = library();
    library.check_first("team:replica", "both.md#replica");
    assert!(library.search("team:replica").filters.is_empty());
}

#[test]
fn quotes_want_the_words_in_a_row() {
    let library = library();
    library.check("\"promote the replica\"", "db.md#steps");
    library.check("\"promote the\" -build", "db.md#steps");
    library.check("replica \"replica set\"", "web.md#steps");
    // The stem is not the word.
    library.check("\"promotes\" xyz", "");
}

#[test]
fn a_phrase_that_stands_nowhere_is_words() {
    let library = library();
    library.check_first("\"promote the primary replica\"", "db.md#steps");
    assert!(
        library
            .search("\"promote the primary replica\"")
            .filters
            .is_empty()
    );
}

#[test]
fn minus_excludes_sections_and_documents_of_that_name() {
    let library = library();
    library.check("promote -build", "db.md#steps");
    library.check("replica -overview -\"promote the replica\"", "web.md#steps");
    library.check("replica -overview -now", "");
}

#[test]
fn the_conditions_are_told() {
    let filters = library().search("x tag:web -\"a b\" kind:sop").filters;
    let told: Vec<_> = filters
        .iter()
        .map(|f| (f.field, f.value.as_str(), f.negated, f.span.clone()))
        .collect();
    let expected = [
        (Field::Tag, "web", false, 2..9),
        (Field::Text, "a b", true, 10..16),
        (Field::Kind, "sop", false, 17..25),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_flag_that_the_library_knows_is_no_exclusion() {
    let library = Library::of(&[
        ("a.md", "# List\n$ ls -al /var"),
        ("b.md", "# Tail\nls and al, for al"),
    ]);
    library.check("ls -al", "a.md#list b.md#tail");
    // Alone, or where nobody knows such a flag, a minus excludes.
    library.check("ls -tail", "a.md#list");
    library.check("ls -fo", "a.md#list b.md#tail");
}
