//! `cargo xtask package`: the .deb and the .rpm.

use crate::setup::{self, Purpose};
use crate::{layout, process, run, starter};
use anyhow::{Context, Result, bail};
use std::fs;

pub(crate) fn run() -> Result<()> {
    setup::ensure(&[Purpose::Build])?;
    run::build_ui()?;
    starter::assemble()?;
    // AppImage is left out: its bundler downloads a tool while it runs.
    process::run(&mut process::program(
        layout::ui().join("node_modules/.bin/tauri"),
        &["build", "--bundles", "deb,rpm"],
    ))?;
    println!("\nPackages:");
    for kind in ["deb", "rpm"] {
        let folder = layout::target().join("release/bundle").join(kind);
        let mut found = false;
        for entry in
            fs::read_dir(&folder).with_context(|| format!("there is no `{}`", folder.display()))?
        {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == kind) {
                let size = path.metadata()?.len().div_ceil(1024);
                println!("  {} ({size} KiB)", path.display());
                found = true;
            }
        }
        if !found {
            bail!("no .{kind} was made");
        }
    }
    Ok(())
}
