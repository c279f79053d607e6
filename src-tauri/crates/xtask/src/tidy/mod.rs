//! `cargo xtask tidy`: the rules of this repository that no compiler or linter knows.
//!
//! Each rule looks at one file's path and text and says what is wrong in a sentence; the rules stand in [`rules`].

mod rules;

use crate::{layout, process};
use anyhow::{Result, bail};
use rules::{RULES, Source};
use std::collections::BTreeSet;

/// The files and folders that may stand in the root. A plan or a checklist does not belong there.
const ROOT: [&str; 21] = [
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".deny.toml",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".rustfmt.toml",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "runbooks",
    "scenarios",
    "src-tauri",
    "tests",
    "ui",
];

pub(crate) fn run() -> Result<()> {
    let files = files()?;
    let mut problems = unknown_in_root(&files);
    for path in &files {
        // Files of other encodings are pictures; a file that is listed but gone is being removed.
        let Ok(text) = std::fs::read_to_string(layout::root().join(path)) else {
            continue;
        };
        let source = Source { path, text: &text };
        problems.extend(RULES.iter().flat_map(|rule| rule(&source)));
    }
    if problems.is_empty() {
        println!("{} files are tidy.", files.len());
        return Ok(());
    }
    for problem in &problems {
        println!("{problem}");
    }
    bail!("{} untidy places", problems.len())
}

/// What git keeps or would keep.
fn files() -> Result<Vec<String>> {
    let args = [
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ];
    let listed = process::output(&mut process::program("git", &args))?;
    let files: BTreeSet<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    Ok(files.into_iter().map(str::to_owned).collect())
}

fn unknown_in_root(files: &[String]) -> Vec<String> {
    let tops: BTreeSet<&str> = files
        .iter()
        .filter_map(|path| path.split('/').next())
        .collect();
    tops.into_iter()
        .filter(|top| !ROOT.contains(top))
        .map(|top| format!("{top}: does not belong in the root; the list stands in xtask's tidy"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_in_the_root_is_found() {
        let files = ["README.md", "PLAN.md", "ui/PLAN.md"].map(str::to_owned);

        let problems = unknown_in_root(&files);

        assert_eq!(
            problems,
            ["PLAN.md: does not belong in the root; the list stands in xtask's tidy"]
        );
    }
}
