//! What may not come in from outside, however deep: the list of `.deny.toml` against `Cargo.lock`.
//! Licences need cargo-deny itself; this much is proven everywhere.

use drillbook_tests::places;
use std::collections::BTreeSet;
use std::fs;
use toml::Value;

#[test]
fn no_banned_crate_is_locked() {
    let locked: BTreeSet<String> = names(&read("Cargo.lock"), "package", "name");
    let banned: BTreeSet<String> = names(&read(".deny.toml")["bans"], "deny", "crate");
    assert!(
        locked.contains("tantivy") && banned.contains("reqwest"),
        "the files are not read as they should be"
    );

    let found: Vec<&String> = locked.intersection(&banned).collect();

    assert_eq!(found, Vec::<&String>::new());
}

fn read(path: &str) -> Value {
    fs::read_to_string(places::root().join(path))
        .unwrap()
        .parse::<toml::Table>()
        .unwrap()
        .into()
}

fn names(value: &Value, list: &str, key: &str) -> BTreeSet<String> {
    value[list]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each[key].as_str().unwrap().to_owned())
        .collect()
}
