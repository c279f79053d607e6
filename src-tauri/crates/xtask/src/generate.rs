//! `cargo xtask generate`: the TypeScript twins of the wire types, exported by ts-rs, and the JSON Schema of
//! scenarios, made from the reader's table; both committed.

use crate::{layout, process};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes the committed files anew, or with `check` fails where they are stale.
pub(crate) fn run(check: bool) -> Result<()> {
    schema(check)?;
    let fresh_folder = layout::target().join("generated");
    if fresh_folder.exists() {
        fs::remove_dir_all(&fresh_folder).context("the last export could not be removed")?;
    }
    export(&fresh_folder)?;
    let fresh = read(&fresh_folder)?;
    if fresh.is_empty() {
        bail!("ts-rs exported nothing");
    }
    let committed = read(&layout::generated())?;
    let stale = differences(&committed, &fresh);
    if check {
        return if stale.is_empty() {
            println!("{} generated types are fresh.", fresh.len());
            Ok(())
        } else {
            bail!(
                "stale generated types ({}); run `cargo xtask generate`",
                stale.join(", ")
            )
        };
    }
    write(&fresh, &committed)?;
    println!("{} generated types, {} changed.", fresh.len(), stale.len());
    Ok(())
}

/// ts-rs exports in tests that its derive makes, one a type.
fn export(folder: &Path) -> Result<()> {
    let args = ["test", "--quiet", "--workspace", "--lib", "export_bindings"];
    process::run_quietly(process::cargo(&args).env("TS_RS_EXPORT_DIR", folder))
}

/// The schema's own test compares it with the committed file, or writes that anew.
fn schema(check: bool) -> Result<()> {
    let test = "the_committed_schema_is_fresh";
    let mut command = process::cargo(&["test", "--quiet", "--workspace", "--lib", test]);
    if !check {
        command.env("UPDATE_EXPECT", "1");
    }
    process::run_quietly(&mut command)
        .context("`scenarios/scenario.schema.json` is stale; run `cargo xtask generate`")
}

fn read(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.extension().is_some_and(|extension| extension == "ts") {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("`{}` could not be read", path.display()))?;
            files.insert(name, text);
        }
    }
    Ok(files)
}

fn write(fresh: &BTreeMap<String, String>, committed: &BTreeMap<String, String>) -> Result<()> {
    fs::create_dir_all(layout::generated())?;
    for (name, text) in fresh {
        if committed.get(name) != Some(text) {
            fs::write(layout::generated().join(name), text)
                .with_context(|| format!("`{name}` could not be written"))?;
        }
    }
    for name in committed.keys().filter(|name| !fresh.contains_key(*name)) {
        fs::remove_file(layout::generated().join(name))
            .with_context(|| format!("`{name}` could not be removed"))?;
    }
    Ok(())
}

/// Names that are missing on either side or differ.
fn differences(
    committed: &BTreeMap<String, String>,
    fresh: &BTreeMap<String, String>,
) -> Vec<String> {
    let gone = committed.keys().filter(|name| !fresh.contains_key(*name));
    let changed = fresh
        .iter()
        .filter(|(name, text)| committed.get(*name) != Some(text))
        .map(|(name, _)| name);
    gone.chain(changed).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> BTreeMap<String, String> {
        list.iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn missing_changed_and_forgotten_files_are_stale() {
        let committed = files(&[("Gone.ts", "1"), ("Same.ts", "1"), ("Changed.ts", "1")]);
        let fresh = files(&[("Same.ts", "1"), ("Changed.ts", "2"), ("New.ts", "1")]);

        assert_eq!(
            differences(&committed, &fresh),
            ["Gone.ts", "Changed.ts", "New.ts"]
        );
    }
}
