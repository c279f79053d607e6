//! The committed JSON Schema is made from the table that the reader checks by.

use crate::shape::{schema, schema_text};
use expect_test::expect_file;

/// `cargo xtask generate` runs this with `UPDATE_EXPECT=1`.
#[test]
fn the_committed_schema_is_fresh() {
    expect_file!["../../../../../scenarios/scenario.schema.json"].assert_eq(&schema_text());
}

#[test]
fn every_key_of_the_example_is_in_it() {
    let schema = schema();
    let (tree, _) = drillbook_text::yaml::tree(super::example::TEXT);
    for entry in tree.unwrap().entries() {
        assert!(
            schema["properties"].get(&entry.key).is_some(),
            "{}",
            entry.key
        );
    }
}
