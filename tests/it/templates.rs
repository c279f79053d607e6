//! New documents: which templates a library offers, where one would stand, and what is known of it from an alert's rule, a
//! pasted alert, or a run.

use crate::run::{Scene, step};
use drillbook_api::wire::{
    NewDocument, NewFields, NewFrom, NewOffer, NewOfferRequest, NewRequest, RunAct, RunRight,
};
use drillbook_api::{App, Paths, Profile, Silent};
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;

const RULES: &str = "groups:\n- rules:\n  - alert: DiskFull\n    expr: free < 10\n    labels: {severity: page, team: sre, service: orders}\n    annotations:\n      summary: The disk of {{ $labels.host }} is filling up.\n      impact: Nobody can pay.\n";
const FILES: [(&str, &str); 5] = [
    ("rules/a.yaml", RULES),
    (
        "ops/runbooks/cpu.md",
        "---\nkind: runbook\nowner: dba, sre\nservice: orders\n---\n# Cpu\ntext\n",
    ),
    (
        "ops/runbooks/net.md",
        "---\nkind: runbook\n---\n# Net\ntext\n",
    ),
    ("README.md", "# Ours\n"),
    (
        "templates/ours.md",
        "---\ntitle: Our alert\nkind: runbook\nsummary: As we write them\nowner: sre\n---\n# Our alert\n\n## Arti\n\nTBD\n\n## Empty\n",
    ),
];

fn open(files: &[(&str, &str)]) -> (TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join("library").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let paths = Paths::below(&folder.path().join("home"));
    let app = App::new(paths, None, Arc::new(Silent));
    app.open_once(&folder.path().join("library")).unwrap();
    (folder, app)
}

fn offer(app: &App, origin: NewFrom) -> NewOffer {
    app.offer_document(&NewOfferRequest { origin }).unwrap()
}

/// The document that the offer's own template and fields make.
fn made(app: &App, offer: &NewOffer) -> NewDocument {
    filled(app, offer, &offer.template, offer.fields.clone())
}

fn filled(app: &App, offer: &NewOffer, template: &str, fields: NewFields) -> NewDocument {
    let request = NewRequest {
        template: template.to_owned(),
        language: "en".to_owned(),
        fields,
        known: offer.known.clone(),
        folder: None,
        file: None,
    };
    app.fill_document(&request).unwrap()
}

fn titled(title: &str) -> NewFields {
    NewFields {
        title: title.to_owned(),
        ..NewFields::default()
    }
}

#[test]
fn a_team_finds_its_own_templates_before_those_that_ship() {
    let (_folder, app) = open(&FILES);
    let offer = offer(&app, NewFrom::Nothing);
    let first = &offer.templates[0];
    assert_eq!(
        (
            first.title.as_str(),
            first.summary.as_deref(),
            first.file.as_deref()
        ),
        (
            "Our alert",
            Some("As we write them"),
            Some("templates/ours.md")
        )
    );
    assert_eq!(offer.templates.len(), 11);
    assert_eq!(offer.folders, ["ops", "ops/runbooks", "templates"]);
    assert_eq!(offer.owners, ["dba", "sre"]);
    assert_eq!(offer.services, ["orders"]);
    let made = filled(&app, &offer, &first.id, titled("Disk: full"));
    assert_eq!(
        made.text,
        "---\ntitle: \"Disk: full\"\nkind: runbook\nowner: sre\nstatus: draft\n---\n# Disk: full\n\n## Arti\n\nTBD\n\n## Empty\n"
    );
}

#[test]
fn what_a_template_leaves_to_write_is_none_of_its_faults() {
    let (_folder, app) = open(&FILES);
    let checked = app.check(Some(Profile::Strict)).unwrap();
    let of_template = checked
        .files
        .iter()
        .any(|file| file.path.starts_with("templates/"));
    assert!(!of_template, "{:?}", checked.files);

    let elsewhere = "[templates]\nfolder = \"ops/forms/\"\n";
    let mut files = FILES.to_vec();
    files.push(("drillbook.toml", elsewhere));
    let (_folder, app) = open(&files);
    let checked = app.check(None).unwrap();
    let found: Vec<&str> = checked
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(found, ["templates/ours.md"]);
    assert!(offer(&app, NewFrom::Nothing).templates[0].file.is_none());
}

#[test]
fn a_place_is_proposed_by_what_the_library_holds() {
    let (_folder, app) = open(&FILES);
    let offer = offer(&app, NewFrom::Nothing);
    let check = |template: &str, title: &str, expected: &str| {
        assert_eq!(filled(&app, &offer, template, titled(title)).path, expected);
    };
    check(
        "alert-runbook",
        "Disk is full",
        "ops/runbooks/disk-is-full.md",
    );
    check("alert-runbook", "DiskFull", "ops/runbooks/DiskFull.md");
    check("sop", "Serah terima", "sops/serah-terima.md");
    let unnamed = filled(&app, &offer, "sop", titled(""));
    assert_eq!((unnamed.file.as_str(), unnamed.problem), ("", None));
}

#[test]
fn a_place_that_is_taken_or_none_is_said() {
    let (_folder, app) = open(&FILES);
    let offer = offer(&app, NewFrom::Nothing);
    let problem = |folder: &str, file: &str| {
        let request = NewRequest {
            template: "sop".to_owned(),
            language: "en".to_owned(),
            fields: titled("New"),
            known: Vec::new(),
            folder: Some(folder.to_owned()),
            file: Some(file.to_owned()),
        };
        app.fill_document(&request).unwrap().problem
    };
    assert_eq!(problem("sops", "new.md"), None);
    for (folder, file) in [
        ("ops/runbooks", "CPU.md"),
        ("..", "new.md"),
        ("sops", "con.md"),
        ("sops", "new.txt"),
        (".git", "new.md"),
        ("", "README.md"),
    ] {
        assert!(problem(folder, file).is_some(), "{folder}/{file}");
    }
    drop(offer);
}

#[test]
fn an_alert_rule_begins_its_document() {
    let (_folder, app) = open(&FILES);
    let gaps = app.alert_gaps().unwrap();
    assert_eq!(
        (gaps.rules, gaps.missing[0].alert.as_str()),
        (1, "DiskFull")
    );
    let offer = offer(
        &app,
        NewFrom::Rule {
            alert: "DiskFull".to_owned(),
        },
    );
    assert_eq!(offer.template, "templates/ours.md");
    let made = filled(&app, &offer, "alert-runbook", offer.fields.clone());
    assert_eq!(made.path, "ops/runbooks/DiskFull.md");
    for expected in [
        "owner: sre\nservice: orders\nseverity: page\nalerts: [DiskFull]",
        "# DiskFull\n",
        "\n\nThe disk of `<host>` is filling up.\n\n```promql\nfree < 10\n```\n\n- severity: `page`",
        "\n\nNobody can pay.\n\n[Describe who notices this",
    ] {
        assert!(made.text.contains(expected), "{expected}\n{}", made.text);
    }
    assert!(made.html.contains("DiskFull"));
}

#[test]
fn a_pasted_alert_begins_with_what_holds_for_all_of_its_name() {
    let (_folder, app) = open(&FILES);
    let pasted = |name: &str| NewFrom::Pasted {
        text: format!(
            r#"{{"labels":{{"alertname":"{name}","pod":"a-1","severity":"warning"}},"annotations":{{"summary":"It hangs"}}}}"#
        ),
        chosen: 0,
    };
    let text = made(&app, &offer(&app, pasted("QueueStuck"))).text;
    assert!(text.contains("It hangs\n\n- severity: `warning`"), "{text}");
    assert!(!text.contains("a-1"));
    // The library has a rule of this name.
    assert!(
        made(&app, &offer(&app, pasted("DiskFull")))
            .text
            .contains("free < 10")
    );
    let none = NewFrom::Pasted {
        text: "DiskFull".to_owned(),
        chosen: 7,
    };
    assert!(
        app.offer_document(&NewOfferRequest { origin: none })
            .is_err()
    );
}

#[test]
fn a_run_begins_with_what_was_done() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    for text in ["Look at the pods", "Delete the one"] {
        let step = step(&run, text);
        scene.act(&run.id, RunAct::Done { step });
    }
    scene.act(
        &run.id,
        RunAct::Close {
            right: RunRight::Yes,
            missing: String::new(),
        },
    );
    let offer = offer(&scene.app, NewFrom::Run { id: run.id.clone() });
    assert_eq!(offer.template, "sop");
    let made = filled(&scene.app, &offer, "sop", titled("From a run"));
    let steps = "1. Look at the pods: `kubectl -n <namespace> get pods`\n2. Delete the one that hangs\n\n   ```bash\n   kubectl -n <namespace> delete pod <pod>\n   ```\n\n## ";
    assert!(made.text.contains(steps), "{}", made.text);
    let review = filled(&scene.app, &offer, "incident-review", titled("Review"));
    assert!(
        review.text.contains("| Time | What happened |"),
        "{}",
        review.text
    );
}

#[test]
fn fields_that_cannot_be_understood_are_said() {
    let (_folder, app) = open(&FILES);
    let offer = offer(&app, NewFrom::Nothing);
    let fields = NewFields {
        review_interval: "often".to_owned(),
        ..titled("New")
    };
    let made = filled(&app, &offer, "sop", fields);
    let problems: Vec<&str> = made.fields.iter().map(|each| each.field.as_str()).collect();
    assert_eq!(problems, ["review_interval"]);
}

#[test]
fn hostile_requests_are_refused() {
    let (_folder, app) = open(&FILES);
    for template in [
        "",
        "../secret.md",
        "templates/../README.md",
        "README.md",
        "templates/gone.md",
    ] {
        let request = NewRequest {
            template: template.to_owned(),
            language: "\u{0}".to_owned(),
            fields: titled("x"),
            known: Vec::new(),
            folder: None,
            file: None,
        };
        assert!(app.fill_document(&request).is_err(), "{template}");
    }
    let endless = NewRequest {
        template: "sop".to_owned(),
        language: String::new(),
        fields: titled(&"a".repeat(1_000_000)),
        known: Vec::new(),
        folder: None,
        file: None,
    };
    assert!(app.fill_document(&endless).is_err());
}
