//! The UI's packages, installed again only when `package-lock.json` is not the one they came from.

use crate::{layout, process};
use anyhow::{Context, Result};
use std::fs;

pub(super) fn ensure() -> Result<()> {
    let lock = fs::read(layout::ui().join("package-lock.json"))
        .context("`ui/package-lock.json` could not be read")?;
    // Beside the packages and not in the target folder: removing either asks for a new installation.
    let modules = layout::ui().join("node_modules");
    let stamp = modules.join(".installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the UI's packages");
    // Not `npm ci`: it refuses a lock file without an entry for another system's optional binding, which a registry
    // that mirrors only some systems leaves out. `--no-save` installs the locked versions and writes nothing as well.
    process::run(&mut process::npm(&[
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
    ]))?;
    fs::write(&stamp, lock).with_context(|| format!("`{}` could not be written", stamp.display()))
}
