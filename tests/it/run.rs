//! Following a document over the use-cases: what a person does, what the run shows, and what is left after a restart.

use drillbook_api::wire::{
    NamedValue, RunAct, RunActRequest, RunExportForm, RunExportRequest, RunListRequest,
    RunPrepareRequest, RunRequest, RunRight, RunStartRequest, RunState, RunStatus, RunView,
};
use drillbook_api::{App, Paths, Silent};
use expect_test::{Expect, expect};
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

pub(crate) const RUNBOOK: &str = "\
---
title: Checkout hangs
parameters:
  - name: pod
    description: The pod that hangs
---
# Checkout hangs

## Diagnosis

1. Look at the pods: `kubectl -n <namespace> get pods`
2. Delete the one that hangs

   ```bash
   kubectl -n <namespace> delete pod <pod>
   ```
3. Wait 2 minutes
   1. Look at the dashboard
   2. Look at the queue
4. Tell the team
";

/// A library of its own, with one runbook in it.
pub(crate) struct Scene {
    pub(crate) folder: TempDir,
    pub(crate) app: App,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("library")).unwrap();
        fs::write(folder.path().join("library/a.md"), RUNBOOK).unwrap();
        Self::at(folder, "home")
    }

    /// With the data folder of this name: another name is another machine.
    pub(crate) fn at(folder: TempDir, home: &str) -> Self {
        let app = app(&folder, home);
        Self { folder, app }
    }

    pub(crate) fn restarted(self) -> Self {
        self.app.close();
        drop(self.app);
        Self::at(self.folder, "home")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn start(&self, alert: Option<&str>, values: &[(&str, &str)]) -> RunView {
        let values = values.iter().map(|(name, value)| NamedValue {
            name: (*name).into(),
            value: (*value).into(),
        });
        let request = RunStartRequest {
            document: "a.md".into(),
            section: None,
            reason: "orders wait".into(),
            alert: alert.map(str::to_owned),
            values: values.collect(),
        };
        self.app.start_run(&request).unwrap()
    }

    pub(crate) fn act(&self, run: &str, act: RunAct) -> RunView {
        self.try_act(run, act).unwrap()
    }

    pub(crate) fn try_act(&self, run: &str, act: RunAct) -> Result<RunView, String> {
        let id = run.to_owned();
        let answer = self.app.act(&RunActRequest { id, act });
        answer.map_err(|error| format!("{}: {}", error.code.as_str(), error.message))
    }

    pub(crate) fn view(&self, run: &str) -> RunView {
        self.app.run(&RunRequest { id: run.to_owned() }).unwrap()
    }

    pub(crate) fn export(&self, run: &str, form: RunExportForm) -> String {
        let request = RunExportRequest {
            id: run.to_owned(),
            form,
        };
        self.app.export_run(&request).unwrap().text
    }
}

pub(crate) fn app(folder: &TempDir, home: &str) -> App {
    let app = App::new(
        Paths::below(&folder.path().join(home)),
        None,
        Arc::new(Silent),
    );
    app.open_once(&folder.path().join("library")).unwrap();
    app
}

/// The steps as lines: `> [x] 3.1 text (reason)`.
pub(crate) fn steps(view: &RunView) -> String {
    let line = |step: &drillbook_api::wire::RunStep| {
        let current = if view.current.as_ref() == Some(&step.id) {
            '>'
        } else {
            ' '
        };
        let mark = match step.status {
            RunStatus::Open => ' ',
            RunStatus::Done => 'x',
            RunStatus::Skipped => '-',
            RunStatus::Failed => '!',
        };
        let reason = step
            .reason
            .as_ref()
            .map_or_else(String::new, |reason| format!(" ({reason})"));
        format!("{current} [{mark}] {} {}{reason}\n", step.number, step.text)
    };
    view.steps.iter().map(line).collect()
}

/// The id of the step with this text.
pub(crate) fn step(view: &RunView, text: &str) -> String {
    let found = view.steps.iter().find(|step| step.text.contains(text));
    found
        .unwrap_or_else(|| panic!("no step with {text}"))
        .id
        .clone()
}

fn check(view: &RunView, expected: &Expect) {
    expected.assert_eq(&steps(view));
}

fn done(view: &RunView, text: &str) -> RunAct {
    RunAct::Done {
        step: step(view, text),
    }
}

#[test]
fn a_run_goes_from_step_to_step_and_comes_back_after_a_restart() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let view = scene.act(&run.id, done(&run, "Look at the pods"));
    let fail = RunAct::Fail {
        step: step(&view, "Delete"),
        note: "forbidden".into(),
    };
    scene.act(&run.id, fail);
    let skip = RunAct::Skip {
        step: step(&view, "Wait"),
        reason: "quiet anyway".into(),
    };
    scene.act(&run.id, skip);
    let scene = scene.restarted();
    let view = scene.view(&run.id);
    check(
        &view,
        &expect![[r"
              [x] 1 Look at the pods: kubectl -n <namespace> get pods
              [!] 2 Delete the one that hangs (forbidden)
              [-] 3 Wait 2 minutes (quiet anyway)
              [-] 3.1 Look at the dashboard (quiet anyway)
              [-] 3.2 Look at the queue (quiet anyway)
            > [ ] 4 Tell the team
        "]],
    );
    assert_eq!(view.reason, "orders wait");
    let close = RunAct::Close {
        right: RunRight::Partly,
        missing: "the role".into(),
    };
    assert_eq!(scene.act(&run.id, close).state, RunState::Closed);
    let late = scene.try_act(&run.id, done(&view, "Tell"));
    assert_eq!(
        late.unwrap_err(),
        "run_closed: This run is closed: it can be read, not changed"
    );
}

#[test]
fn what_was_done_can_be_taken_back() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let view = scene.act(&run.id, done(&run, "Look at the pods"));
    assert_eq!(view.undo.clone().unwrap().entry, 2);
    let back = scene.act(&run.id, RunAct::Undo { entry: None });
    assert_eq!(steps(&back), steps(&run));
    assert!(back.log[1].undone);
    let nothing = scene.try_act(&run.id, RunAct::Undo { entry: None });
    assert_eq!(
        nothing.unwrap_err(),
        "run_refused: There is nothing to take back"
    );
}

#[test]
fn acts_that_do_not_fit_are_refused_with_a_sentence() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let refused =
        |act, expected: &str| assert_eq!(scene.try_act(&run.id, act).unwrap_err(), expected);
    refused(
        RunAct::Done { step: "x".into() },
        "run_refused: The run has no such step",
    );
    let reasonless = RunAct::Skip {
        step: run.steps[0].id.clone(),
        reason: "  ".into(),
    };
    refused(reasonless, "run_refused: A skipped step needs a reason");
    refused(
        RunAct::Copied { command: 99 },
        "run_refused: The document has no such command",
    );
    refused(
        RunAct::TakeText,
        "run_refused: The document reads as the run's text",
    );
    let fill = |value: &str| RunAct::Fill {
        name: "x".into(),
        value: value.into(),
        secret: false,
    };
    refused(fill("y"), "run_refused: The document has no such parameter");
    assert_eq!(scene.view(&run.id).log.len(), 1);
    let unknown = scene
        .app
        .run(&RunRequest { id: "../x".into() })
        .unwrap_err();
    assert_eq!(unknown.code.as_str(), "run_not_found");
}

#[test]
fn an_added_step_stands_behind_the_one_it_follows() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let add = RunAct::AddStep {
        after: Some(step(&run, "Wait")),
        text: "Ask <b>Budi</b>".into(),
    };
    let view = scene.act(&run.id, add);
    let texts: Vec<_> = view.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(texts[5], "Ask <b>Budi</b>");
    let block = view
        .blocks
        .iter()
        .find(|block| block.step.as_deref() == Some("added-2"))
        .unwrap();
    assert_eq!(block.html, "<p>Ask &lt;b&gt;Budi&lt;/b&gt;</p>");
    scene.act(&run.id, done(&view, "Budi"));
    let undo = scene.try_act(&run.id, RunAct::Undo { entry: Some(2) });
    assert_eq!(
        undo.unwrap_err(),
        "run_refused: Later entries build upon this one; take them back first"
    );
}

#[test]
fn output_is_masked_before_it_is_kept() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let step = run.steps[0].id.clone();
    let text = "ready\npassword=hunter22\n".to_owned();
    let view = scene.act(&run.id, RunAct::Output { step, text });
    assert_eq!(view.steps[0].outputs[0].text, "ready\npassword=••••••");
    assert!(view.steps[0].outputs[0].masked);
    let journal = fs::read(scene.path("home/data/journal.db-wal")).unwrap();
    assert!(!String::from_utf8_lossy(&journal).contains("hunter22"));
}

#[test]
fn a_changed_document_is_told_and_the_person_chooses() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    scene.act(&run.id, done(&run, "Look at the pods"));
    let new = RUNBOOK.replace("4. Tell the team", "4. Tell the customers");
    fs::write(scene.path("library/a.md"), &new).unwrap();
    let change = scene.view(&run.id).change.unwrap();
    assert_eq!(
        (change.sections, change.kept, change.new),
        (vec!["Diagnosis".to_owned()], 5, 1)
    );
    assert_eq!(change.gone, ["Tell the team"]);
    let kept = scene.act(&run.id, RunAct::KeepText);
    assert_eq!(kept.change, None);
    scene.act(&run.id, RunAct::Undo { entry: None });
    let taken = scene.act(&run.id, RunAct::TakeText);
    assert_eq!(taken.change, None);
    check(
        &taken,
        &expect![[r"
              [x] 1 Look at the pods: kubectl -n <namespace> get pods
            > [ ] 2 Delete the one that hangs
              [ ] 3 Wait 2 minutes
              [ ] 3.1 Look at the dashboard
              [ ] 3.2 Look at the queue
              [ ] 4 Tell the customers
        "]],
    );
    fs::remove_file(scene.path("library/a.md")).unwrap();
    assert!(scene.view(&run.id).missing);
    assert_eq!(steps(&scene.restarted().view(&run.id)), steps(&taken));
}

#[test]
fn two_runs_at_once_are_two_runs() {
    let scene = Scene::new();
    let (one, two) = (scene.start(None, &[]), scene.start(None, &[]));
    scene.act(&one.id, done(&one, "Look at the pods"));
    assert_eq!(scene.view(&two.id).progress.done, 0);
    let others = scene.view(&one.id).others;
    assert_eq!(
        others.iter().map(|row| &row.id).collect::<Vec<_>>(),
        [&two.id]
    );
    let of_document = RunListRequest {
        document: Some("a.md".into()),
    };
    assert_eq!(scene.app.runs(&of_document).unwrap().len(), 2);
    let of_other = RunListRequest {
        document: Some("b.md".into()),
    };
    assert_eq!(scene.app.runs(&of_other).unwrap().len(), 0);
    let offer = scene.app.prepare_run(&RunPrepareRequest {
        document: "a.md".into(),
        section: None,
        alert: None,
    });
    assert_eq!(offer.unwrap().open.len(), 2);
}

#[test]
fn two_processes_that_act_at_once_both_are_heard() {
    let scene = Scene::new();
    let run = scene.start(None, &[]);
    let other = app(&scene.folder, "home");
    std::thread::scope(|scope| {
        for app in [&scene.app, &other] {
            let id = run.id.clone();
            scope.spawn(move || {
                for n in 0..20 {
                    let act = RunAct::Note {
                        step: None,
                        text: format!("note {n}"),
                    };
                    app.act(&RunActRequest {
                        id: id.clone(),
                        act,
                    })
                    .unwrap();
                }
            });
        }
    });
    let view = scene.view(&run.id);
    assert_eq!(view.notes.len(), 40);
    let entries: Vec<_> = view.log.iter().map(|entry| entry.entry).collect();
    assert_eq!(entries, (1..=41).collect::<Vec<_>>());
}

#[test]
fn a_run_from_a_section_begins_with_the_first_step_below_it() {
    let scene = Scene::new();
    let text = "# Alerts\n\n## High\n\n### Checks\n\n1. Check the queue\n\n## Low\n\nRarely.\n\n### Checks\n\n1. Check the disk\n2. Call\n";
    fs::write(scene.path("library/b.md"), text).unwrap();
    let check = |section: Option<&str>, expected: &str| {
        let request = RunStartRequest {
            document: "b.md".into(),
            section: section.map(str::to_owned),
            reason: String::new(),
            alert: None,
            values: Vec::new(),
        };
        let view = scene.app.start_run(&request).unwrap();
        let current = view
            .steps
            .iter()
            .find(|step| Some(&step.id) == view.current.as_ref());
        assert_eq!(current.unwrap().text, expected, "{section:?}");
    };

    check(None, "Check the queue");
    check(Some("high"), "Check the queue");
    check(Some("low"), "Check the disk");
    check(Some("checks-1"), "Check the disk");
}

#[test]
fn a_nested_step_that_poses_a_condition_lights_up_and_is_no_branch_as_well() {
    let scene = Scene::new();
    let text = "1. Look at the disk: `df -h`. If it shows 99%, wait.\n   - If the output says 100%, delete old logs\n   - If the output says 50%, do nothing\n";
    fs::write(scene.path("library/b.md"), text).unwrap();
    let request = RunStartRequest {
        document: "b.md".into(),
        section: None,
        reason: String::new(),
        alert: None,
        values: Vec::new(),
    };
    let view = scene.app.start_run(&request).unwrap();
    let act = RunActRequest {
        id: view.id.clone(),
        act: RunAct::Output {
            step: view.steps[0].id.clone(),
            text: "/dev/sda1 100%".into(),
        },
    };
    let view = scene.app.act(&act).unwrap();

    let shown: Vec<String> = view
        .steps
        .iter()
        .map(|step| {
            let branches: Vec<&str> = step
                .branches
                .iter()
                .map(|it| it.expected.as_str())
                .collect();
            format!("{} {branches:?} {}", step.text, step.matched)
        })
        .collect();
    expect![[r#"
        Look at the disk: df -h. If it shows 99%, wait. ["it shows 99%"] false
        If the output says 100%, delete old logs [] true
        If the output says 50%, do nothing [] false"#]]
    .assert_eq(&shown.join("\n"));
}

#[test]
fn what_a_branch_leads_to_is_no_jump_as_well() {
    let scene = Scene::new();
    let text = "1. Look at the disk: `df -h`. If it shows 99%, go to step 3.\n2. Wait, then go to step 1.\n3. Delete old logs.\n";
    fs::write(scene.path("library/b.md"), text).unwrap();
    let request = RunStartRequest {
        document: "b.md".into(),
        section: None,
        reason: String::new(),
        alert: None,
        values: Vec::new(),
    };
    let view = scene.app.start_run(&request).unwrap();

    let number = |id: &str| {
        let at = view.steps.iter().position(|step| step.id == id);
        at.map_or(0, |at| at + 1)
    };
    let shown: Vec<String> = view
        .steps
        .iter()
        .map(|step| {
            let branches = step.branches.iter().filter_map(|it| it.step.as_deref());
            let branches: Vec<usize> = branches.map(number).collect();
            let jumps: Vec<usize> = step.jumps.iter().map(|it| number(&it.step)).collect();
            format!("branches {branches:?}, jumps {jumps:?}")
        })
        .collect();
    expect![[r"
        branches [3], jumps []
        branches [], jumps [1]
        branches [], jumps []"]]
    .assert_eq(&shown.join("\n"));
}
