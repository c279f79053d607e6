//! Assembles the starter library that the app carries as a resource and opens at first start.
//!
//! `runbooks/` and `scenarios/` are written as a team would keep them; two things of theirs stand in `runbooks/` and
//! move up: the alert rules and the library's settings. The result is derived and not committed.

use crate::layout;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes `src-tauri/starter` anew. Files that are already as they should be are left alone, so that Cargo sees no
/// change where there is none.
pub(crate) fn assemble() -> Result<()> {
    let starter = layout::root().join("src-tauri/starter");
    let mut wanted = Vec::new();
    collect(
        &layout::root().join("runbooks"),
        Path::new("runbooks"),
        &mut wanted,
    )?;
    collect(
        &layout::root().join("scenarios"),
        Path::new("scenarios"),
        &mut wanted,
    )?;
    for (source, place) in &mut wanted {
        *place = starter.join(moved_up(place));
        copy(source, place)?;
    }
    let mut present = Vec::new();
    collect(&starter, &starter, &mut present)?;
    for (file, _) in present {
        if !wanted.iter().any(|(_, place)| *place == file) {
            fs::remove_file(&file)
                .with_context(|| format!("`{}` could not be removed", file.display()))?;
        }
    }
    Ok(())
}

/// `runbooks/alerts/…` and `runbooks/drillbook.toml` lose their first component.
fn moved_up(place: &Path) -> PathBuf {
    match place.strip_prefix("runbooks") {
        Ok(rest) if rest.starts_with("alerts") || rest == Path::new("drillbook.toml") => {
            rest.to_owned()
        }
        _ => place.to_owned(),
    }
}

/// Every file below `folder`, with the place that it has below `place`. Hidden files stay behind.
fn collect(folder: &Path, place: &Path, found: &mut Vec<(PathBuf, PathBuf)>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in
        fs::read_dir(folder).with_context(|| format!("`{}` could not be read", folder.display()))?
    {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &place.join(name), found)?;
        } else {
            found.push((entry.path(), place.join(name)));
        }
    }
    Ok(())
}

fn copy(source: &Path, place: &Path) -> Result<()> {
    let bytes =
        fs::read(source).with_context(|| format!("`{}` could not be read", source.display()))?;
    if fs::read(place).is_ok_and(|present| present == bytes) {
        return Ok(());
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("`{}` could not be made", folder.display()))?;
    }
    fs::write(place, bytes).with_context(|| format!("`{}` could not be written", place.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(place: &str, expected: &str) {
        assert_eq!(moved_up(Path::new(place)), Path::new(expected));
    }

    #[test]
    fn alert_rules_and_settings_move_up() {
        check("runbooks/alerts/web.yaml", "alerts/web.yaml");
        check("runbooks/drillbook.toml", "drillbook.toml");
    }

    #[test]
    fn documents_and_scenarios_stay() {
        check("runbooks/alerts-howto.md", "runbooks/alerts-howto.md");
        check("runbooks/web/drillbook.toml", "runbooks/web/drillbook.toml");
        check("scenarios/alerts/one.yaml", "scenarios/alerts/one.yaml");
    }
}
