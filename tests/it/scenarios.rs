//! Checking and laying out scenarios in a library and beside it, as whoever writes one does.

use drillbook_api::{App, Paths, ScenarioCheck, Silent};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// A scenario without findings but for those that a test makes: with so many ways to clean, nobody wins by chance.
const SOUND: &str = "\
scenario: 1
id: disk
title: T
brief: B
time: {tick: 30s, clock: \"02:17\", limit: 5m}
runbooks: {disk: disk-filling}
state: {disk: [full, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16, d17, d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, d29, d30, d31, d32, d33, d34, d35, d36, d37, d38, d39, d40, free]}
do:
  clean: {phase: mitigate, if: disk is full, exercises: ['disk#clean-up/1'], choose: {disk: [d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, d16, d17, d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, d29, d30, d31, d32, d33, d34, d35, d36, d37, d38, d39, d40, free]}}
  reboot: {phase: mitigate, decoy: true}
endings:
  mended: {when: disk is free, result: win}
  timeout: {when: time_up or disk is not full, result: loss}
tests:
  golden: {steps: [clean free], expect: {ending: mended}}
";

struct Scene {
    folder: TempDir,
    app: App,
}

impl Scene {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let runbook = (
            "library/disk-filling.md",
            "# Disk\n\n## Clean up\n\n1. Delete old logs.\n",
        );
        for (path, text) in files.iter().chain([&runbook]) {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let paths = Paths::below(&folder.path().join("home"));
        let app = App::new(paths, None, Arc::new(Silent));
        Self { folder, app }
    }

    fn open(self) -> Self {
        self.app.open_once(&self.path("library")).unwrap();
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }
}

/// Each finding as `file:line:column D003 severity`, the file without `folder`.
fn lines(folder: &Path, check: &ScenarioCheck) -> Vec<String> {
    let folder = format!("{}/", folder.display());
    let line = |finding: &drillbook_api::ScenarioFinding| {
        let place = finding.line.zip(finding.column);
        let place = place.map_or(String::new(), |(line, column)| format!(":{line}:{column}"));
        format!(
            "{}{place} {}",
            finding.file.replace(&folder, ""),
            finding.code
        )
    };
    check.findings.iter().map(line).collect()
}

#[test]
fn a_library_s_scenarios_are_checked_with_its_documents() {
    let stale = SOUND.replace("clean-up/1", "clean-up/2");
    let gone = SOUND.replace("disk: disk-filling", "disk: disk-full");
    let scene = Scene::new(&[
        ("library/scenarios/a/scenario.yaml", SOUND),
        ("library/scenarios/b/scenario.yaml", &stale),
        ("library/scenarios/c/scenario.yaml", &gone),
        ("library/elsewhere/scenario.yaml", "no: scenario\n"),
    ])
    .open();
    let checks = scene.app.check_scenarios(&[]).unwrap();
    assert!(checks.references);
    let found: Vec<_> = checks
        .scenarios
        .iter()
        .map(|one| lines(scene.folder.path(), one))
        .collect();
    assert_eq!(
        found,
        [
            vec![],
            vec!["scenarios/b/scenario.yaml:9:58 D104"],
            vec!["scenarios/c/scenario.yaml:6:18 D103"],
        ]
    );
    let stale = &checks.scenarios[1].findings[0];
    assert_eq!(stale.length, Some(17));
    assert!(stale.snippet.as_ref().unwrap().starts_with("  clean: {"));
    assert_eq!(
        (checks.scenarios[0].tests, checks.scenarios[0].failed),
        (1, 0)
    );

    let checked = scene.app.check(None).unwrap();
    let files: Vec<_> = checked
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(
        files,
        ["scenarios/b/scenario.yaml", "scenarios/c/scenario.yaml"]
    );
    assert_eq!(checked.files[0].problems[0].code, "D104");
    assert_eq!((checked.scenarios, checked.unreadable), (3, false));
}

#[test]
fn files_that_are_named_need_no_library() {
    let broken = SOUND.replace("d40, free]}}", "d4O, free]}}");
    let failing = SOUND.replace("[clean free], expect", "[reboot], expect");
    let scene = Scene::new(&[
        ("s/a/scenario.yaml", &broken),
        ("s/b/scenario.yaml", &failing),
    ]);
    let check = |path: &str| {
        let checks = scene.app.check_scenarios(&[scene.path(path)]).unwrap();
        assert!(!checks.references);
        let each = checks.scenarios.iter();
        each.map(|one| (lines(scene.folder.path(), one), one.tests, one.failed))
            .collect::<Vec<_>>()
    };
    let found = [
        (vec!["s/a/scenario.yaml:9:280 D015".to_owned()], 0, 0),
        (vec!["s/b/scenario.yaml:15:37 D201".to_owned()], 1, 1),
    ];
    assert_eq!(check("s"), found);
    assert_eq!(check("s/a"), found[..1]);
    assert_eq!(check("s/b/scenario.yaml"), found[1..]);
    assert!(scene.app.check_scenarios(&[scene.path("s/c")]).is_err());
    assert!(
        scene.app.check_scenarios(&[]).is_err(),
        "no library is open"
    );
}

#[test]
fn what_belongs_to_a_scenario_is_checked_with_it() {
    let shared = SOUND.replace("state:", "system: linux\nstate:");
    let scene = Scene::new(&[
        ("s/a/scenario.yaml", &shared),
        (
            "s/a/scenario.id.yaml",
            "language: id\ntitle: J\nbrief: B\nstray: x\n",
        ),
        (
            "s/linux.system.yaml",
            "system: 1\ncommands: [{cmd: top, oot: x}]\n",
        ),
        ("t/b/scenario.yaml", &shared),
    ]);
    let check = |path: &str| {
        let checks = scene.app.check_scenarios(&[scene.path(path)]).unwrap();
        lines(scene.folder.path(), &checks.scenarios[0])
    };
    for path in ["s", "s/a", "s/a/scenario.yaml", "s/a/scenario.id.yaml"] {
        assert_eq!(
            check(path),
            [
                "s/linux.system.yaml:2:23 D003",
                "s/a/scenario.id.yaml:1:1 D029",
                "s/a/scenario.id.yaml:4:1 D028"
            ],
            "{path}"
        );
    }
    assert_eq!(check("t"), ["t/b/scenario.yaml:7:9 D111"]);
}

/// Broken on purpose, a scenario tells what its tests do not look at; where they fail already, that comes first.
#[test]
fn defects_that_no_check_notices_are_findings() {
    let careless = SOUND.replace(
        "{steps: [clean free], expect: {ending: mended}}",
        "{steps: [clean free], expect: {ending: mended}}\n  wrong: {steps: [clean d1], expect: {hazards: none}}",
    );
    let failing = SOUND.replace("[clean free], expect", "[reboot], expect");
    let scene = Scene::new(&[
        ("s/a/scenario.yaml", &careless),
        ("s/b/scenario.yaml", &failing),
    ]);
    let checks = scene.app.mutate_scenarios(&[scene.path("s")]).unwrap();
    let mutation = checks.scenarios[0].mutation.as_ref().unwrap();
    let mut missed = 0;
    for counts in &mutation.kinds {
        missed += counts.missed;
        let sum = counts.found + counts.equivalent + counts.missed;
        assert_eq!(counts.tried, sum, "{counts:?}");
    }
    assert!(mutation.by_code.values().sum::<u32>() > 5, "{mutation:?}");
    let told: Vec<_> = lines(scene.folder.path(), &checks.scenarios[0]);
    assert_eq!(u32::try_from(told.len()).unwrap(), missed);
    assert_eq!(told, ["s/a/scenario.yaml:9:3 D603"]);
    assert!(checks.scenarios[1].mutation.is_none());
}

#[test]
fn laying_out_changes_white_space_once_and_nothing_that_is_broken() {
    let untidy = SOUND.replace("state: {disk: [full, d1,", "state: {disk:   [ full,d1,");
    let scene = Scene::new(&[
        ("s/a/scenario.yaml", &untidy),
        ("s/b/scenario.yaml", "id: [\n"),
        ("s/notes.yaml", "a:    b\n"),
    ]);
    let format = |write| {
        let files = scene
            .app
            .format_scenarios(&[scene.path("s")], write)
            .unwrap();
        let one = |file: &drillbook_api::FormattedFile| (file.changed, file.findings.len());
        files.iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(format(false), [(true, 0), (false, 1)]);
    assert_eq!(scene.text("s/a/scenario.yaml"), untidy, "only looked");
    assert_eq!(format(true), [(true, 0), (false, 1)]);
    let tidy = scene.text("s/a/scenario.yaml");
    assert_ne!(tidy, untidy);
    assert_eq!(format(true), [(false, 0), (false, 1)]);
    assert_eq!(scene.text("s/b/scenario.yaml"), "id: [\n");
    assert_eq!(
        scene.text("s/notes.yaml"),
        "a:    b\n",
        "no file of a scenario"
    );
    let checks = scene.app.check_scenarios(&[scene.path("s/a")]).unwrap();
    assert_eq!(
        lines(scene.folder.path(), &checks.scenarios[0]),
        Vec::<String>::new()
    );
}

#[test]
fn files_that_are_not_read_whole_are_never_written() {
    let scene = Scene::new(&[("s/a/scenario.yaml", "")]);
    let file = scene.path("s/a/scenario.yaml");
    for bytes in [b"id:   \xff\n".to_vec(), b"id:   a\n".repeat(300_000)] {
        fs::write(&file, &bytes).unwrap();
        let done = scene
            .app
            .format_scenarios(&[scene.path("s")], true)
            .unwrap();
        assert!(!done[0].changed && !done[0].findings.is_empty());
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}
