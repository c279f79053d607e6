//! Where things stand: the checkout, and beside the running test the programs that the same build made.

use crate::must;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_owned()
}

/// The folder of the build that this test belongs to: `target/debug` or `target/release`.
pub fn profile() -> PathBuf {
    let test = must(std::env::current_exe(), "asking for the path of this test");
    let mut folder = test.parent().map_or_else(PathBuf::new, Path::to_owned);
    if folder.ends_with("deps") {
        folder.pop();
    }
    folder
}

/// The target folder.
pub fn target() -> PathBuf {
    let mut folder = profile();
    folder.pop();
    folder
}

/// A program that the build of the workspace made.
///
/// # Panics
/// When it is not there. Cargo builds the binaries of other packages only when asked to, hence the hint.
#[track_caller]
pub fn program(name: &str) -> PathBuf {
    let path = profile().join(name);
    assert!(
        path.is_file(),
        "{name} is not built; run `cargo build --workspace --all-targets` first"
    );
    path
}

/// Every file below the folder, sorted.
///
/// # Panics
/// When a folder cannot be listed.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in must(fs::read_dir(&folder), "listing a folder") {
            let path = must(entry, "listing a folder").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
