//! Where things stand in the repository.

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_owned()
}

/// The UI's own project.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// Where Cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Where the TypeScript twins of the wire types are committed.
pub(crate) fn generated() -> PathBuf {
    ui().join("src/platform/generated")
}
