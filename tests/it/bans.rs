//! What may not come in from outside, however deep: the list of `.deny.toml` against `Cargo.lock`.
//! Licences need cargo-deny itself; this much is proven everywhere.

use drillbook_tests::places;
use std::fs;
use toml::{Table, Value};

#[test]
fn nothing_banned_is_locked() {
    let lock = read("Cargo.lock");
    let bans = read(".deny.toml")["bans"]["deny"].clone();

    let found = offences(&lock, &bans);

    assert!(
        lock["package"].as_array().unwrap().len() > 100,
        "the lock file is not read as it should be"
    );
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_banned_crate_is_found_unless_its_wrapper_brings_it() {
    let lock: Table = r#"
        package = [
            { name = "ours", dependencies = ["open 1.0.0", "evil"] },
            { name = "shell", dependencies = ["open"] },
            { name = "open" },
            { name = "evil" },
        ]"#
    .parse()
    .unwrap();
    let bans: Table = r#"deny = [{ crate = "evil" }, { crate = "open", wrappers = ["shell"] }, { crate = "gone" }]"#
        .parse()
        .unwrap();

    let found = offences(&lock.into(), &bans["deny"]);

    assert_eq!(found, ["ours names evil", "ours names open"]);
}

/// Every edge to a banned crate that no wrapper allows.
fn offences(lock: &Value, bans: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for ban in bans.as_array().unwrap() {
        let banned = ban["crate"].as_str().unwrap();
        let wrappers = texts(ban.get("wrappers"));
        for package in lock["package"].as_array().unwrap() {
            let name = package["name"].as_str().unwrap();
            let dependencies = texts(package.get("dependencies"));
            let names_it = dependencies
                .iter()
                .any(|each| each.split(' ').next() == Some(banned));
            if names_it && !wrappers.contains(&name) {
                found.push(format!("{name} names {banned}"));
            }
        }
    }
    found
}

fn texts(list: Option<&Value>) -> Vec<&str> {
    list.and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn read(path: &str) -> Value {
    fs::read_to_string(places::root().join(path))
        .unwrap()
        .parse::<Table>()
        .unwrap()
        .into()
}
