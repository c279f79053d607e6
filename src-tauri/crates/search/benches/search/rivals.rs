//! What others need for the same queries on the same sections: `SQLite`'s FTS5 with trigrams, by Python, and `MiniSearch` with
//! prefixes and slips, by Node. Each runs as a process of its own, which times its queries itself.
//!
//! Neither belongs to the product. Where Python, Node or the package `minisearch` (in `$DRILLBOOK_MINISEARCH`, a folder with
//! `node_modules`) is missing, that one is left out and said to be.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use drillbook_search::DocumentEntry;
use serde_json::json;

/// The times of each rival's queries, shortest first.
pub(crate) fn times(
    documents: &[DocumentEntry],
    queries: &[String],
) -> Vec<(&'static str, Vec<Duration>)> {
    let folder = tempfile::tempdir().unwrap();
    let (units, asked) = (folder.path().join("units"), folder.path().join("queries"));
    let mut file = std::io::BufWriter::new(fs::File::create(&units).unwrap());
    for document in documents {
        for section in &document.sections {
            let unit = json!({
                "id": format!("{}#{}", document.path, section.slug),
                "title": format!("{} {}", document.title, section.heading),
                "body": format!("{}\n{}", section.prose, section.code),
            });
            writeln!(file, "{unit}").unwrap();
        }
    }
    drop(file);
    fs::write(&asked, json!(queries).to_string()).unwrap();
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/search");
    let rivals = [
        ("FTS5 trigram", "python3", "fts5.py"),
        ("MiniSearch", "node", "minisearch.cjs"),
    ];
    let run = |(name, program, script): (&'static str, &str, &str)| {
        let mut command = Command::new(program);
        if program == "node" {
            command.arg("--max-old-space-size=12000");
        }
        command.arg(scripts.join(script)).args([&units, &asked]);
        match measured(&mut command) {
            Ok(times) => Some((name, times)),
            Err(why) => {
                println!("{name} is left out: {why}");
                None
            }
        }
    };
    rivals.into_iter().filter_map(run).collect()
}

/// A line a query, in milliseconds; the last word on standard error where there are none.
fn measured(command: &mut Command) -> Result<Vec<Duration>, String> {
    let output = command.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let line = said.lines().rfind(|line| line.contains("rror"));
        return Err(line.unwrap_or("it failed").to_owned());
    }
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut times: Vec<Duration> = printed
        .lines()
        .filter_map(|line| line.parse().ok())
        .map(|ms: f64| Duration::from_secs_f64(ms / 1e3))
        .collect();
    times.sort_unstable();
    if times.is_empty() {
        return Err("it answered nothing".to_owned());
    }
    Ok(times)
}
