//! Saving under faults of its surroundings: a full disk, a disk that may not be written, and every call that a save makes of
//! the system failing in turn. The file is the old or the new one, a save that failed says so, and what was typed is kept.
//!
//! Kills are [`crate::edit_kill`]'s.

use drillbook_api::wire::{EditRequest, EditSaved, EditTextRequest};
use drillbook_api::{App, Paths, Silent};
use drillbook_tests::shared;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

const FOLDER: &str = "DRILLBOOK_FAULT_FOLDER";
/// Files that are not there: looking for one marks a place in a trace.
const BEGIN: &str = "/drillbook-save-begins";
const END: &str = "/drillbook-save-ends";

const OLD: &str = "# Old\n";

fn new_text() -> String {
    format!("# New\n{}", "A line that was typed\n".repeat(3_000))
}

/// A folder with a library of one document.
fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("library")).unwrap();
    fs::write(folder.path().join("library/a.md"), OLD).unwrap();
    folder
}

fn app(folder: &Path) -> App {
    let app = App::new(Paths::below(&folder.join("home")), None, Arc::new(Silent));
    app.open_quietly(&folder.join("library")).unwrap();
    app
}

fn open(app: &App) -> drillbook_api::wire::Editing {
    let document = "a.md".into();
    app.edit_open(&EditRequest { document }).unwrap()
}

fn request(base: &str) -> EditTextRequest {
    EditTextRequest {
        document: "a.md".into(),
        base: base.into(),
        text: new_text(),
    }
}

fn save(app: &App, base: &str) -> String {
    match app.edit_save(&request(base)) {
        Ok(EditSaved::Saved { confirmed, .. }) => format!("saved, confirmed: {confirmed}"),
        Ok(EditSaved::Conflict { .. }) => "conflict".to_owned(),
        Err(error) => error.code.as_str().to_owned(),
    }
}

/// Runs one of the ignored tests in a namespace where it may mount; `None` where that cannot be.
fn alone(test: &str) -> Option<Output> {
    let alone = ["--user", "--map-root-user", "--mount"];
    let possible = Command::new("unshare").args(alone).arg("true").status();
    if !possible.is_ok_and(|status| status.success()) {
        return None;
    }
    let program = std::env::current_exe().unwrap();
    let mut child = Command::new("unshare");
    child.args(alone).arg(program);
    let output = child.args(["--exact", test, "--ignored"]).output();
    Some(output.unwrap())
}

#[track_caller]
fn check_alone(test: &str) {
    let Some(output) = alone(test) else {
        return shared::skip("needs a namespace of its own for a small disk");
    };
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&said)
    );
}

fn mount(folder: &Path, options: &str) {
    fs::create_dir_all(folder).unwrap();
    let arguments = ["-t", "tmpfs", "-o", options, "none"];
    let mounted = Command::new("mount").args(arguments).arg(folder).status();
    assert!(mounted.unwrap().success());
}

/// Writes a file until no byte more fits on its disk.
fn fill(path: &Path) {
    let mut file = File::create(path).unwrap();
    for size in [65_536, 4_096, 256, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_full_disk_leaves_the_file_and_keeps_the_draft() {
    check_alone("edit_faults::on_a_full_disk");
}

#[test]
#[ignore = "is run by the test above, where it may mount a small disk"]
fn on_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    mount(&library, "size=256k");
    fs::write(library.join("a.md"), OLD).unwrap();
    let app = app(folder.path());
    let base = open(&app).base;
    fill(&library.join("filler"));
    assert_eq!(save(&app, &base), "disk_full");
    assert_eq!(fs::read_to_string(library.join("a.md")).unwrap(), OLD);
    assert_eq!(names(&library), ["a.md", "filler"]);
    let opened = open(&app);
    assert_eq!(opened.draft.unwrap().text, new_text());
    fs::remove_file(library.join("filler")).unwrap();
    assert_eq!(save(&app, &base), "saved, confirmed: true");
    assert_eq!(
        fs::read_to_string(library.join("a.md")).unwrap(),
        new_text()
    );
    assert!(open(&app).draft.is_none());
}

#[test]
fn a_full_disk_below_the_journal_is_said_and_the_file_is_saved_all_the_same() {
    check_alone("edit_faults::with_a_full_journal");
}

#[test]
#[ignore = "is run by the test above, where it may mount a small disk"]
fn with_a_full_journal() {
    let folder = prepared();
    let data = folder.path().join("home/data");
    mount(&data, "size=1m");
    let app = app(folder.path());
    let base = open(&app).base;
    fill(&data.join("filler"));
    let kept = app.edit_keep(&request(&base)).unwrap_err();
    assert_eq!(kept.code.as_str(), "disk_full");
    assert_eq!(save(&app, &base), "saved, confirmed: true");
    let file = folder.path().join("library/a.md");
    assert_eq!(fs::read_to_string(file).unwrap(), new_text());
}

#[test]
fn a_disk_that_may_not_be_written_is_said() {
    check_alone("edit_faults::on_a_protected_disk");
}

#[test]
#[ignore = "is run by the test above, where it may mount a disk"]
fn on_a_protected_disk() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    mount(&library, "size=1m");
    fs::write(library.join("a.md"), OLD).unwrap();
    let app = app(folder.path());
    let base = open(&app).base;
    let arguments = ["-o", "remount,ro"];
    let mounted = Command::new("mount").args(arguments).arg(&library).status();
    assert!(mounted.unwrap().success());
    assert_eq!(save(&app, &base), "document_protected");
    let opened = open(&app);
    assert_eq!(format!("{:?}", opened.read_only), "Some(NotWritable)");
    assert_eq!(opened.draft.unwrap().text, new_text());
}

/// The child: opens, saves, says what came of it. Between the two marks it does nothing else.
#[test]
#[ignore = "is run by the test below"]
fn saves() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let app = app(Path::new(&folder));
    let base = open(&app).base;
    let _ = fs::metadata(BEGIN);
    let said = save(&app, &base);
    let _ = fs::metadata(END);
    // On a busy machine threads wake each other more or less often, and the fault may come after the save, here.
    let path = Path::new(&folder).join("said");
    fs::write(&path, &said)
        .or_else(|_| fs::write(&path, &said))
        .unwrap();
}

/// The calls, and what the system says instead of doing them.
const FAULTS: [(&str, &[&str]); 9] = [
    ("openat", &["EACCES", "EMFILE"]),
    ("write", &["ENOSPC", "EIO"]),
    ("fsync", &["EIO"]),
    ("fdatasync", &["EIO"]),
    ("pwrite64", &["ENOSPC"]),
    ("rename", &["EXDEV", "EACCES", "EIO"]),
    ("fchmod", &["EPERM"]),
    ("read", &["EIO"]),
    ("flock", &["ENOLCK"]),
];

#[test]
fn whatever_call_fails_the_file_is_the_old_or_the_new_one() {
    let strace = Command::new("strace").arg("-V").output();
    if !strace.is_ok_and(|output| output.status.success()) {
        return shared::skip("needs strace to let calls fail");
    }
    let calls = calls();
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for (call, errors) in FAULTS {
        let (before, during) = calls.get(call).copied().unwrap_or_default();
        for error in errors {
            for nth in before + 1..=before + during {
                let outcome = outcome(call, error, nth);
                *outcomes.entry(outcome).or_default() += 1;
            }
        }
    }
    let said: Vec<String> = outcomes
        .iter()
        .map(|(outcome, times)| format!("{times} x {outcome}"))
        .collect();
    println!("{}", said.join("\n"));
    // Every way out was gone through: a fault that is not seen, one that is said, and one after the new name.
    for way in [
        "saved, confirmed: true",
        "saved, confirmed: false",
        "not_written",
        "disk_full",
        "document_protected",
    ] {
        assert!(outcomes.contains_key(way), "{way}: {said:?}");
    }
}

/// How often the child makes each call before and during a save.
fn calls() -> BTreeMap<String, (usize, usize)> {
    let folder = prepared();
    let trace = folder.path().join("trace");
    let names: Vec<&str> = FAULTS.iter().map(|(call, _)| *call).collect();
    let traced = format!("trace={},statx", names.join(","));
    let status = child(
        folder.path(),
        &["-e", &traced, "-o", trace.to_str().unwrap()],
    );
    assert!(status, "the child saves where nothing fails");
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut saving = false;
    let trace = fs::read_to_string(trace).unwrap();
    // Each thread has a count of its own; that of the save is the one that comes by the marks.
    let begin = trace.lines().find(|line| line.contains(BEGIN)).unwrap();
    let (thread, _) = begin.split_once(' ').unwrap();
    for line in trace.lines() {
        let Some(call) = line.strip_prefix(thread).map(str::trim_start) else {
            continue;
        };
        saving = (saving || line.contains(BEGIN)) && !line.contains(END);
        // A call that another thread interrupted is told twice.
        let Some((name, _)) = call.split_once('(').filter(|_| !call.starts_with('<')) else {
            continue;
        };
        let count = counts.entry(name.to_owned()).or_default();
        if saving {
            count.1 += 1;
        } else if count.1 == 0 {
            count.0 += 1;
        }
    }
    counts
}

/// Runs the child under strace, without its output.
fn child(folder: &Path, arguments: &[&str]) -> bool {
    let program: PathBuf = std::env::current_exe().unwrap();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq"]).args(arguments).arg(program);
    command.args([
        "--exact",
        "edit_faults::saves",
        "--ignored",
        "--test-threads=1",
    ]);
    let output = command.env(FOLDER, folder).output().unwrap();
    output.status.success()
}

/// What a save says whose nth call fails, after everything else was looked at.
fn outcome(call: &str, error: &str, nth: usize) -> String {
    let folder = prepared();
    let fault = format!("inject={call}:error={error}:when={nth}");
    // Whether the child ends well says nothing: calls of its test harness fail as well.
    child(folder.path(), &["-e", &fault, "-o", "/dev/null"]);
    let place = format!("{call} {nth} {error}");
    let said = fs::read_to_string(folder.path().join("said"));
    let said = said.unwrap_or_else(|error| panic!("{place}: a save that fails says so: {error}"));
    let library = folder.path().join("library");
    let file = fs::read_to_string(library.join("a.md")).unwrap();
    let is_new = file == new_text();
    assert!(is_new || file == OLD, "{place}: torn");
    assert_eq!(is_new, said.starts_with("saved"), "{place}: {said}");
    let draft = open(&app(folder.path())).draft;
    if said == "saved, confirmed: false" {
        // The draft says what the file says: it is not offered, and it was not dropped before that was seen.
        assert!(draft.is_none(), "{place}");
    } else {
        assert_eq!(draft.is_some(), !is_new, "{place}: {said}");
    }
    assert_eq!(names(&library), ["a.md"], "{place}");
    said
}
