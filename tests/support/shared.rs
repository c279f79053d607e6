//! The corpora and public suites that stand beside a checkout and not in it.
//!
//! They are looked for in `$DRILLBOOK_CORPORA`, else in `../shared` beside the checkout; either holds `corpora/` and
//! `suites/`. Where they are absent a test is skipped loudly: a line in `target/skipped.txt`, which `cargo xtask test`
//! prints last, or a failure where `DRILLBOOK_REQUIRE_CORPORA=1` demands them.

use crate::{must, places};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

/// A file or folder of the shared material, as `corpora/dev`; `None` after noting that the test was skipped.
///
/// # Panics
/// When it is absent and required.
#[track_caller]
pub fn find(relative: &str) -> Option<PathBuf> {
    let base = std::env::var_os("DRILLBOOK_CORPORA")
        .map_or_else(|| places::root().join("../shared"), PathBuf::from);
    let path = base.join(relative);
    if path.exists() {
        return Some(must(path.canonicalize(), "resolving the corpora"));
    }
    let required = std::env::var("DRILLBOOK_REQUIRE_CORPORA").is_ok_and(|value| value == "1");
    assert!(
        !required,
        "{relative} is required and was not found in {}",
        base.display()
    );
    skip(&format!(
        "needs {relative}, set DRILLBOOK_CORPORA to the folder that holds it"
    ));
    None
}

/// One of the public suites, as `naughty-strings.json`; `None` as with [`find`].
#[track_caller]
pub fn suite(name: &str) -> Option<PathBuf> {
    find(&format!("suites/{name}"))
}

/// Notes that the running test did not prove what it stands for.
pub fn skip(reason: &str) {
    let test = std::thread::current()
        .name()
        .unwrap_or("a bench")
        .to_owned();
    let path = places::target().join("skipped.txt");
    let mut file = must(
        OpenOptions::new().create(true).append(true).open(path),
        "opening target/skipped.txt",
    );
    must(
        writeln!(file, "{test}: {reason}"),
        "writing target/skipped.txt",
    );
}
