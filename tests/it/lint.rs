//! What a check reports of a library: by its profile, its exceptions and its baseline, and what is to be mended first.

use drillbook_api::wire::RunListRequest;
use drillbook_api::{App, Paths, Profile, Silent};
use drillbook_tests::home::Home;
use drillbook_tests::places;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

/// An alert's runbook with a dead link, a document that only lacks text, and one from before the team's template.
const FILES: [(&str, &str); 3] = [
    (
        "runbooks/disk.md",
        "---\nalerts: [DiskFull]\n---\n# Disk\n## Meaning\nIt is [full](gone.md).\n",
    ),
    ("notes/later.md", "# Later\ntext\n## Empty\n"),
    ("legacy/old.md", "# Old\nTBD\n"),
];

fn open(settings: &str) -> (TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    for (path, text) in FILES.into_iter().chain([("drillbook.toml", settings)]) {
        let path = library.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let app = start(folder.path());
    (folder, app)
}

fn start(folder: &Path) -> App {
    let app = App::new(Paths::below(&folder.join("home")), None, Arc::new(Silent));
    app.open_once(&folder.join("library")).unwrap();
    app
}

/// Findings as `path:line code`, and how many the baseline left out.
fn found(app: &App, profile: Option<Profile>) -> String {
    let checked = app.check(profile).unwrap();
    let lines = checked.files.iter().flat_map(|file| {
        let line = |problem: &drillbook_api::wire::Problem| {
            let line = problem.line.unwrap_or(0);
            format!("{}:{line} {}", file.path, problem.code)
        };
        file.problems.iter().map(line)
    });
    let mut lines: Vec<String> = lines.collect();
    if checked.known > 0 {
        lines.push(format!("known: {}", checked.known));
    }
    lines.join("\n")
}

fn check(settings: &str, expected: &str) {
    let (_folder, app) = open(settings);
    assert_eq!(found(&app, None), expected, "{settings}");
}

#[test]
fn reports_what_the_profile_asks_for_and_no_exception_covers() {
    check(
        "",
        "legacy/old.md:2 placeholder-left\nnotes/later.md:3 section-empty\nrunbooks/disk.md:6 link-dead",
    );
    check(
        "[check]\nprofile = \"strict\"\n[[check.exceptions]]\npaths = [\"legacy/\", \"notes/\"]\nreason = \"from before\"\n\
         [[check.exceptions]]\npaths = [\"*.md\"]\ncodes = [\"section-missing\", \"owner-missing\"]\n",
        "runbooks/disk.md:0 review-missing\nrunbooks/disk.md:6 link-dead",
    );
    check(
        "[check]\nprofile = \"strickt\"\n[[check.exceptions]]\npaths = [\"/\"]\ncodes = [\"link-daed\"]\n[[check.exceptions]]\ncodes = []\n",
        "drillbook.toml:2 settings-value\ndrillbook.toml:5 settings-code\ndrillbook.toml:7 settings-value\n\
         legacy/old.md:2 placeholder-left\nnotes/later.md:3 section-empty\nrunbooks/disk.md:6 link-dead",
    );
}

#[test]
fn a_profile_can_be_asked_for_once() {
    let (_folder, app) = open("");
    let strict = found(&app, Some(Profile::Strict));
    assert!(
        strict.contains("runbooks/disk.md:0 owner-missing"),
        "{strict}"
    );
    assert!(!found(&app, None).contains("owner-missing"));
}

#[test]
fn a_baseline_leaves_out_what_was_there_and_nothing_new() {
    let settings = "[check]\nbaseline = \"drillbook-baseline.json\"\n";
    let (folder, app) = open(settings);
    assert!(found(&app, None).contains("drillbook.toml:0 baseline-broken"));
    let baseline = app.baseline(None).unwrap();
    // What is wrong with the settings is never taken for granted.
    assert_eq!(baseline.count(), 3);
    let library = folder.path().join("library");
    fs::write(library.join("drillbook-baseline.json"), baseline.write()).unwrap();
    let later = "# Later\n\nmore text\n## Empty\n## Empty too\n";
    fs::write(library.join("notes/later.md"), later).unwrap();
    app.close();

    let app = start(folder.path());
    assert_eq!(
        found(&app, None),
        "notes/later.md:5 section-empty\nknown: 3"
    );
    assert_eq!(app.state().library.unwrap().problems.warning, 1);
}

#[test]
fn findings_leave_the_terminal_under_a_name_of_their_own() {
    let (folder, app) = open("");
    app.close();
    let home = Home::new();
    let mut command = Command::new(places::program("drillbook"));
    home.apply(&mut command);
    command.args(["check", "--json", "--library"]);
    let output = command.arg(folder.path().join("library")).output().unwrap();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    // A shared record of recurring work is `drillbook.check`.
    assert_eq!(value["format"], "drillbook.findings/1");
    assert_eq!(value["files"].as_array().unwrap().len(), 3);
}

#[test]
fn problems_are_told_without_a_journal() {
    let (folder, app) = open("");
    app.close();
    let paths = Paths::below(&folder.path().join("unwritable"));
    fs::create_dir_all(paths.journal()).unwrap();
    let app = App::new(paths, None, Arc::new(Silent));
    app.open_once(&folder.path().join("library")).unwrap();
    let runs = app.runs(&RunListRequest { document: None });
    assert!(runs.is_err(), "there is no journal: {runs:?}");
    assert_eq!(app.problems().unwrap().total, 3);
}

#[test]
fn an_alerts_runbook_with_a_dead_link_comes_first() {
    let (_folder, app) = open("");
    let first: Vec<String> = app
        .problems()
        .unwrap()
        .first
        .into_iter()
        .map(|first| {
            format!(
                "{} {:?} {}",
                first.path,
                first.why,
                first.problem.unwrap().code
            )
        })
        .collect();
    assert_eq!(
        first,
        ["runbooks/disk.md Alert { alert: \"DiskFull\" } link-dead"]
    );
}
