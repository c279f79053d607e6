//! Set-up: what the machine lacks is installed where that is possible and named where it is not.
//!
//! System packages are installed by apt on Debian and its kin; elsewhere a sentence names them. The UI's packages
//! come by npm, only when the lock file changed.

mod npm;
mod packages;

use crate::process;
use anyhow::{Result, bail};
pub(crate) use packages::Purpose;

/// What all commands together need.
pub(crate) fn everything() -> Result<()> {
    ensure(&[Purpose::Build, Purpose::Display, Purpose::Test])?;
    println!("Everything that building and testing needs is here.");
    Ok(())
}

/// What the given purposes need: programs, system packages and the UI's packages.
pub(crate) fn ensure(purposes: &[Purpose]) -> Result<()> {
    for name in ["node", "npm", "git"] {
        if process::find(name).is_none() {
            bail!(
                "`{name}` is not installed; Drillbook is built with Rust, Node 20.19 or newer, and git"
            );
        }
    }
    packages::ensure(purposes)?;
    npm::ensure()
}
