//! Coverage of alerts: rule files in the library and beside it, against its documents.

use drillbook_api::{App, Paths, Silent};
use drillbook_tests::shared;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILES: [(&str, &str); 6] = [
    (
        "rules/a.yaml",
        "groups:\n- rules:\n  - alert: DiskFull\n    expr: x\n    annotations: {runbook_url: https://r/disk-full#gone}\n  - alert: KubeJobNotCompleted\n    expr: x\n    annotations: {runbook_url: https://r/job}\n  - alert: CpuHigh\n    expr: x\n",
    ),
    (
        "rules/b.yml",
        "groups:\n- rules:\n  - alert: Broken\n    expr: [\n",
    ),
    ("values.yaml", "a: 1\n"),
    ("disk-full.md", "# Disk\n"),
    ("cpu.md", "---\nalerts: [CpuHigh]\n---\n# Cpu\n"),
    (
        "job-completion.md",
        "---\nalerts: [KubeJobCompletion]\n---\n# Job\n",
    ),
];

/// Counts of a report: rules, covered, missing, links to headings that are not there, orphans, problems.
fn counts(library: &Path, rules: &[PathBuf]) -> [usize; 6] {
    let home = tempfile::tempdir().unwrap();
    let app = App::new(Paths::below(home.path()), None, Arc::new(Silent));
    app.open_once(library).unwrap();
    let report = app.coverage(rules).unwrap();
    let lost = report
        .covered
        .iter()
        .filter(|covered| !covered.heading_found);
    [
        report.rules,
        report.covered.len(),
        report.missing.len(),
        lost.count(),
        report.orphans.len(),
        report.problems.len(),
    ]
}

#[test]
fn tells_gaps_orphans_and_renamed_alerts() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        let path = folder.path().join("library").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let app = App::new(
        Paths::below(&folder.path().join("home")),
        None,
        Arc::new(Silent),
    );
    app.open_once(&folder.path().join("library")).unwrap();
    let report = app.coverage(&[]).unwrap();
    let covered: Vec<_> = report
        .covered
        .iter()
        .map(|one| {
            format!(
                "{}:{} {} {} {}",
                one.file, one.line, one.alert, one.document, one.heading_found
            )
        })
        .collect();
    assert_eq!(
        covered,
        [
            "rules/a.yaml:3 DiskFull disk-full.md false",
            "rules/a.yaml:9 CpuHigh cpu.md true"
        ]
    );
    let missing = &report.missing[0];
    assert_eq!(
        (
            missing.alert.as_str(),
            missing.line,
            missing.renamed.as_deref()
        ),
        ("KubeJobNotCompleted", 6, Some("job-completion.md"))
    );
    assert_eq!(
        report.orphans[0].renamed.as_deref(),
        Some("KubeJobNotCompleted")
    );
    assert_eq!(
        (report.files, report.problems[0].path.as_str()),
        (2, "rules/b.yml")
    );
}

/// As others counted: 26 rules of kube-prometheus point at no page; of GitLab's, whose CI checks that the file exists, one
/// points elsewhere and the rest of what is missing has no link.
#[test]
fn counts_the_gaps_of_real_repositories() {
    let (Some(rules), Some(corpora)) = (
        shared::find("corpora/alert-rules/dev"),
        shared::find("corpora/dev"),
    ) else {
        return;
    };
    let of = |name: &str| counts(&corpora.join(name), &[rules.join(name)]);
    // 26 rules without a page, of 25 names.
    assert_eq!(of("prometheus-operator-runbooks"), [138, 112, 25, 0, 9, 0]);
    assert_eq!(of("gitlab-runbooks"), [198, 172, 26, 2, 0, 1]);
}
