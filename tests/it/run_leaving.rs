//! How a run leaves the app and comes back: exports, hand-over, shared summary, proposed change; and what of it must not
//! leave: secrets.

use crate::run::{RUNBOOK, Scene, step, steps};
use drillbook_api::wire::{
    EditTextRequest, ErrorCode, RunAct, RunExportForm, RunImportOutcome, RunOrigin, RunRequest,
    RunRight, RunView,
};
use expect_test::{Expect, expect};
use serde_json::Value;
use std::fs;

const ALERT: &str =
    r#"{"labels":{"alertname":"CheckoutHangs","namespace":"checkout"},"annotations":{}}"#;

fn values(view: &RunView) -> String {
    let line = |parameter: &drillbook_api::wire::RunParameter| {
        let value = parameter.value.as_deref().unwrap_or("-");
        let origin = parameter
            .origin
            .map_or_else(String::new, |origin| format!(" {origin:?}"));
        let forgotten = if parameter.forgotten {
            " forgotten"
        } else {
            ""
        };
        let secret = if parameter.secret { " secret" } else { "" };
        format!("{}={value}{origin}{secret}{forgotten}", parameter.name)
    };
    view.parameters
        .iter()
        .map(line)
        .collect::<Vec<_>>()
        .join(", ")
}

fn fill(name: &str, value: &str, secret: bool) -> RunAct {
    RunAct::Fill {
        name: name.into(),
        value: value.into(),
        secret,
    }
}

#[test]
fn parameters_are_filled_once_and_every_command_follows() {
    let scene = Scene::new();
    let run = scene.start(Some(ALERT), &[]);
    assert_eq!(values(&run), "namespace=checkout Alert, pod=-");
    let view = scene.act(&run.id, fill("pod", "api-0", false));
    let delete = &view.commands[1];
    assert_eq!(delete.copy, "kubectl -n checkout delete pod api-0");
    assert_eq!(delete.destructive.as_ref().unwrap().verb, "kubectl delete");
    assert!(!delete.confirmed);
    let view = scene.act(&run.id, RunAct::Confirm { command: 1 });
    assert!(view.commands[1].confirmed);
    let view = scene.act(&run.id, RunAct::Copied { command: 1 });
    assert_eq!(view.commands[1].copied, 1);
    assert_eq!(
        view.log.last().unwrap().detail.as_deref(),
        Some("kubectl -n checkout delete pod api-0")
    );
    let view = scene.act(&run.id, fill("pod", "", false));
    assert_eq!(view.commands[1].missing, ["pod"]);
    let bad = scene.try_act(&run.id, fill("pod", "a\nreboot", false));
    assert_eq!(
        bad.unwrap_err(),
        "run_refused: A value may not hold line breaks or invisible characters"
    );
}

#[test]
fn a_secret_value_is_used_and_never_stored() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let view = scene.act(&run.id, fill("pod", "s3cret-pod", true));
    assert_eq!(
        view.commands[1].copy,
        "kubectl -n <namespace> delete pod s3cret-pod"
    );
    let view = scene.act(&run.id, RunAct::Copied { command: 1 });
    let copied = view.log.last().unwrap().detail.clone();
    assert_eq!(
        copied.as_deref(),
        Some("kubectl -n <namespace> delete pod <pod>")
    );
    for form in [
        RunExportForm::Markdown,
        RunExportForm::Json,
        RunExportForm::Html,
        RunExportForm::Handover,
    ] {
        assert!(
            !scene.export(&run.id, form).contains("s3cret-pod"),
            "{form:?}"
        );
    }
    for file in ["journal.db", "journal.db-wal"] {
        let stored = fs::read(scene.path("home/data").join(file)).unwrap();
        assert!(
            !String::from_utf8_lossy(&stored).contains("s3cret-pod"),
            "{file}"
        );
    }
    let view = scene.restarted().view(&run.id);
    assert_eq!(values(&view), "namespace=-, pod=- Typed secret forgotten");
}

/// A run in which something of everything happened, closed.
fn closed(scene: &Scene) -> RunView {
    let run = scene.start(Some(ALERT), &[("pod", "api-0")]);
    assert_eq!(run.parameters[1].origin, Some(RunOrigin::Typed));
    let done = RunAct::Done {
        step: step(&run, "Look at the pods"),
    };
    scene.act(&run.id, done);
    let note = "no role for api-0 <script>alert(1)</script> ```".to_owned();
    let failed = RunAct::Fail {
        step: step(&run, "Delete"),
        note,
    };
    scene.act(&run.id, failed);
    let after = Some(step(&run, "Delete"));
    scene.act(
        &run.id,
        RunAct::AddStep {
            after,
            text: "Ask Budi for the role".into(),
        },
    );
    let skipped = RunAct::Skip {
        step: step(&run, "Wait"),
        reason: "it was quiet".into(),
    };
    scene.act(&run.id, skipped);
    let text = "* [x](javascript:alert(1))\n# not a heading".to_owned();
    scene.act(&run.id, RunAct::Note { step: None, text });
    scene.act(
        &run.id,
        RunAct::Close {
            right: RunRight::Partly,
            missing: "the role for api-0".into(),
        },
    )
}

/// The text with what differs from run to run taken out.
fn settled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("20") {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let is_date = tail
            .get(..10)
            .is_some_and(|text| text.bytes().filter(|byte| *byte == b'-').count() == 2);
        let length = match (is_date, tail.get(13..14) == Some(":")) {
            (true, true) => 26,
            (true, false) => 10,
            _ => 2,
        };
        out.push_str(if is_date { "DATE" } else { "20" });
        rest = tail.get(length..).unwrap_or_default();
    }
    out + rest
}

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&settled(text));
}

#[test]
fn the_timeline_for_the_review_is_plain_markdown() {
    let scene = Scene::new();
    let run = closed(&scene);
    let text = scene.export(&run.id, RunExportForm::Markdown);
    let timeline = text.split("## Timeline").nth(1).unwrap();
    let person = scene.app.person().name;
    check(
        &timeline.replace(&person, "PERSON"),
        &expect![[r#"


            - DATE · PERSON · Began "Checkout hangs"
              ```text
              orders wait
              ```
            - DATE · PERSON · Filled "namespace": "checkout"
            - DATE · PERSON · Filled "pod": "api-0"
            - DATE · PERSON · Done: "1. Look at the pods: kubectl -n &lt;namespace\> get pods"
            - DATE · PERSON · Failed: "2. Delete the one that hangs"
              ````text
              no role for api-0 <script>alert(1)</script> ```
              ````
            - DATE · PERSON · Added a step
              ```text
              Ask Budi for the role
              ```
            - DATE · PERSON · Skipped: "3. Wait 2 minutes"
              ```text
              it was quiet
              ```
            - DATE · PERSON · Note on the run
              ```text
              * [x](javascript:alert(1))
              # not a heading
              ```
            - DATE · PERSON · Closed. Was the document right? Partly
              ```text
              the role for api-0
              ```
        "#]],
    );
}

#[test]
fn the_page_loads_and_runs_nothing() {
    let scene = Scene::new();
    let run = closed(&scene);
    let page = scene.export(&run.id, RunExportForm::Html);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    for never in [
        "<script", "<img", "<link", "<iframe", "href=", "src=", "url(", "@import", "onclick",
    ] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
}

#[test]
fn json_says_its_format() {
    let scene = Scene::new();
    let run = closed(&scene);
    let value: Value = serde_json::from_str(&scene.export(&run.id, RunExportForm::Json)).unwrap();
    assert_eq!(value["format"], "drillbook.run/1");
    assert_eq!(value["closing"]["right"], "partly");
    assert_eq!(value["steps"][1]["status"], "failed");
    assert_eq!(value["log"].as_array().unwrap().len(), run.log.len());
}

#[test]
fn a_colleague_goes_on_and_hands_back() {
    let here = Scene::new();
    let run = here.start(None, &[]);
    let file = here.path("run.json");
    fs::write(&file, here.export(&run.id, RunExportForm::Handover)).unwrap();
    let there = crate::run::app(&here.folder, "colleague");
    let taken = there.import_run(&file).unwrap();
    assert_eq!(
        (taken.outcome, taken.view.id.as_str()),
        (RunImportOutcome::New, run.id.as_str())
    );
    assert!(taken.view.here);
    assert_eq!(
        there.import_run(&file).unwrap().outcome,
        RunImportOutcome::Known
    );
    let act = RunAct::Done {
        step: step(&run, "Look at the pods"),
    };
    there
        .act(&drillbook_api::wire::RunActRequest {
            id: run.id.clone(),
            act,
        })
        .unwrap();
    let export = drillbook_api::wire::RunExportRequest {
        id: run.id.clone(),
        form: RunExportForm::Handover,
    };
    let back = there.export_run(&export).unwrap().text;
    fs::write(&file, back).unwrap();
    let continued = here.app.import_run(&file).unwrap();
    assert_eq!(continued.outcome, RunImportOutcome::Continued);
    assert_eq!(continued.view.progress.done, 1);
    // Both go on from here: what one of them did would be lost, so it is said.
    let note = |text: &str| RunAct::Note {
        step: None,
        text: text.into(),
    };
    here.act(&run.id, note("here"));
    there
        .act(&drillbook_api::wire::RunActRequest {
            id: run.id.clone(),
            act: note("there"),
        })
        .unwrap();
    fs::write(&file, here.export(&run.id, RunExportForm::Handover)).unwrap();
    let diverged = there.import_run(&file).unwrap_err();
    assert_eq!(
        diverged.message,
        "`run.json` cannot be brought in: the run went on in both places; entry 6 differs from the one here"
    );
}

/// A library that lacks the document follows the text that came with the run; one that has it takes the run for its own.
#[test]
fn a_run_comes_where_its_document_is_unknown() {
    let here = Scene::new();
    let run = here.start(None, &[]);
    let file = here.path("run.json");
    fs::write(&file, here.export(&run.id, RunExportForm::Handover)).unwrap();
    let other = here.path("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("b.md"), "# Else\n").unwrap();
    let there = crate::run::app(&here.folder, "colleague");
    there.open_once(&other).unwrap();
    let taken = there.import_run(&file).unwrap();
    assert_eq!(taken.outcome, RunImportOutcome::New);
    assert!(!taken.view.here && taken.view.change.is_none());
    assert_eq!(crate::run::steps(&taken.view), crate::run::steps(&run));
    let act = RunAct::Done {
        step: step(&run, "Look at the pods"),
    };
    let id = run.id.clone();
    let done = there
        .act(&drillbook_api::wire::RunActRequest { id, act })
        .unwrap();
    assert_eq!(done.progress.done, 1);
    there.open_once(&here.path("library")).unwrap();
    assert!(there.run(&RunRequest { id: run.id }).unwrap().here);
}

#[test]
fn hostile_files_are_refused_with_their_place() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let good = scene.export(&run.id, RunExportForm::Handover);
    let file = scene.path("f.json");
    let other = crate::run::app(&scene.folder, "other");
    let refused = |text: &str, expected: &str| {
        fs::write(&file, text).unwrap();
        let error = other.import_run(&file).unwrap_err();
        let problem = error.message.replace("`f.json` cannot be brought in: ", "");
        assert_eq!(problem, expected);
    };
    refused("", "it is broken at line 1, column 0");
    refused("{}", "it is no hand-over file of Drillbook");
    refused(&"[".repeat(100_000), "it is broken at line 1, column 128");
    refused(
        "{\"format\":\"drillbook.run/1\"}",
        "it is no hand-over file of Drillbook",
    );
    refused(
        &good.replace("handover/1", "handover/2"),
        "The file is of the format `drillbook.handover/2`; this Drillbook knows up to `drillbook.handover/1`",
    );
    refused(
        &good.replace("\"seq\": 2", "\"seq\": 9"),
        "entry 2 is not numbered 2",
    );
    refused(
        &good.replace("\"type\": \"started\"", "\"type\": \"begun\""),
        "entry 1 is not the beginning of a run",
    );
    refused(
        &good.replace("\"handed-over\"", "\"started\""),
        "entry 2 is not what it should be",
    );
    refused(
        &good.replace(
            "\"document\": \"a.md\"",
            "\"document\": \"../../etc/passwd\"",
        ),
        "entry 1 names no document of a library",
    );
    refused(
        &good.replace("Tell the team\\n", "Wipe the disk\\n"),
        "the document's text is missing or was changed",
    );
    assert_eq!(
        other
            .runs(&drillbook_api::wire::RunListRequest::default())
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn entries_of_a_newer_version_are_kept_and_shown() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let good = scene.export(&run.id, RunExportForm::Handover);
    let newer = good.replace("\"handed-over\"", "\"teleported\"");
    let file = scene.path("f.json");
    fs::write(&file, newer).unwrap();
    let other = crate::run::app(&scene.folder, "other");
    let view = other.import_run(&file).unwrap().view;
    assert_eq!(
        view.log[1].text,
        "An entry of a newer Drillbook: `teleported`"
    );
    let export = drillbook_api::wire::RunExportRequest {
        id: run.id,
        form: RunExportForm::Handover,
    };
    assert!(
        other
            .export_run(&export)
            .unwrap()
            .text
            .contains("\"teleported\"")
    );
}

#[test]
fn a_shared_summary_holds_no_values_and_is_written_once() {
    let scene = Scene::new();
    let open = scene.start(None, &[]);
    let early = scene
        .app
        .share_run(&RunRequest { id: open.id })
        .unwrap_err();
    assert_eq!(early.message, "Close the run before sharing it");
    let run = closed(&scene);
    let shared = scene
        .app
        .share_run(&RunRequest { id: run.id.clone() })
        .unwrap();
    let text = fs::read_to_string(scene.path("library").join(&shared.record)).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["format"], "drillbook.run-summary/1");
    assert_eq!(value["missing"], "the role for <pod>");
    assert!(!text.contains("api-0") && !text.contains("no role") && !text.contains("orders wait"));
    let again = scene.app.share_run(&RunRequest { id: run.id }).unwrap_err();
    assert_eq!(again.message, "The run is shared already");
}

#[test]
fn the_proposed_change_is_a_difference_and_writes_nothing() {
    let scene = Scene::new();
    let run = closed(&scene);
    let proposal = scene
        .app
        .propose_change(&RunRequest { id: run.id.clone() })
        .unwrap();
    // An empty line of context is one space, which nobody sees.
    check(
        &proposal.patch.replace("\n \n", "\n.\n"),
        &expect![[r"
        --- a/a.md
        +++ b/a.md
        @@ -10,11 +10,16 @@
        .
         1. Look at the pods: `kubectl -n <namespace> get pods`
         2. Delete the one that hangs
        +   > **Note:** Did not work on DATE: no role for api-0 &lt;script>alert(1)&lt;/script> \`\`\`
        .
            ```bash
            kubectl -n <namespace> delete pod <pod>
            ```
        -3. Wait 2 minutes
        +3. Ask Budi for the role
        +4. Wait 2 minutes
        +   <!-- Skipped on DATE: it was quiet -->
            1. Look at the dashboard
            2. Look at the queue
        -4. Tell the team
        +5. Tell the team
        +
        +<!-- Missing or wrong on DATE: the role for api-0 -->
    "]],
    );
    assert_eq!(proposal.suggestions, 4);
    assert_eq!(
        fs::read_to_string(scene.path("library/a.md")).unwrap(),
        RUNBOOK
    );
    assert_eq!(steps(&scene.view(&run.id)), steps(&run));
}

#[test]
fn the_proposed_change_goes_into_the_editor_and_waits_to_be_saved() {
    let scene = Scene::new();
    let run = closed(&scene);
    let request = || RunRequest { id: run.id.clone() };
    let proposed = scene.app.proposal_to_edit(&request()).unwrap();
    assert!(
        proposed
            .text
            .contains("\n3. Ask Budi for the role\n4. Wait")
    );
    let upkeep = || scene.app.upkeep().unwrap().proposals;
    let rows = upkeep();
    assert_eq!(
        (rows.len(), &rows[0].run, rows[0].suggestions),
        (1, &run.id, 4)
    );
    // Nothing is written or kept by that.
    let library = scene.path("library/a.md");
    assert_eq!(fs::read_to_string(&library).unwrap(), RUNBOOK);
    assert!(scene.app.drafts().unwrap().is_empty());

    let document = proposed.document;
    let save = EditTextRequest {
        document: document.clone(),
        base: proposed.base,
        text: proposed.text.clone(),
    };
    scene.app.edit_keep(&save).unwrap();
    let waits = scene.app.proposal_to_edit(&request()).unwrap_err();
    assert_eq!(waits.code, ErrorCode::DraftInTheWay);
    scene.app.edit_save(&save).unwrap();
    assert_eq!(fs::read_to_string(&library).unwrap(), proposed.text);
    scene.app.open_once(&scene.path("library")).unwrap();
    assert_eq!(upkeep(), [], "the document is another one by now");
}
