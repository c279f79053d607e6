//! The use-cases of runs, called with hostile arguments: an answer or a refusal, never a panic, never a byte from
//! outside the library, and no entry where an act does not fit.

use crate::hostile::{SECRET, strings};
use crate::run::Scene;
use drillbook_api::wire::{
    NamedValue, RunAct, RunActRequest, RunExportForm, RunListRequest, RunPrepareRequest,
    RunRequest, RunStartRequest,
};
use std::fs;

/// What every use-case that is asked answers, as text.
fn answers(scene: &Scene, text: &str) -> [String; 5] {
    let own = || text.to_owned();
    let prepare = |document: &str, alert: Option<String>| {
        let document = document.to_owned();
        let section = Some(own());
        let request = RunPrepareRequest {
            document,
            section,
            alert,
        };
        format!("{:?}", scene.app.prepare_run(&request))
    };
    let start = RunStartRequest {
        document: own(),
        section: None,
        reason: own(),
        alert: Some(own()),
        values: vec![NamedValue {
            name: "pod".into(),
            value: own(),
        }],
    };
    [
        prepare(text, None),
        prepare("a.md", Some(own())),
        format!("{:?}", scene.app.start_run(&start)),
        format!("{:?}", scene.app.run(&RunRequest { id: own() })),
        format!(
            "{:?}",
            scene.app.runs(&RunListRequest {
                document: Some(own())
            })
        ),
    ]
}

/// Acts that fit no run, whatever the text is.
fn unfit(text: &str) -> [RunAct; 6] {
    let own = || text.to_owned();
    [
        RunAct::Focus { step: own() },
        RunAct::Note {
            step: Some(own()),
            text: own(),
        },
        RunAct::AddStep {
            after: Some(own()),
            text: own(),
        },
        RunAct::Fill {
            name: own(),
            value: own(),
            secret: false,
        },
        RunAct::Copied { command: u32::MAX },
        RunAct::Undo {
            entry: Some(u32::MAX),
        },
    ]
}

#[test]
fn hostile_arguments_to_runs_get_an_answer_and_change_nothing_they_should_not() {
    let scene = Scene::new();
    fs::write(scene.path("secret.md"), SECRET).unwrap();
    let run = scene.start(None, &[]);
    for text in strings() {
        let beginning: String = text.chars().take(80).collect();
        for answer in answers(&scene, &text) {
            assert!(!answer.contains(SECRET), "{beginning}");
        }
        for act in unfit(&text) {
            assert!(scene.try_act(&run.id, act).is_err(), "{beginning}");
        }
        // What is typed as a value or a note is kept or refused, and never breaks what is shown.
        let value = RunAct::Fill {
            name: "pod".into(),
            value: text.clone(),
            secret: false,
        };
        for act in [value, RunAct::Note { step: None, text }] {
            drop(scene.app.act(&RunActRequest {
                id: run.id.clone(),
                act,
            }));
        }
    }
    let view = scene.view(&run.id);
    assert!(view.log.len() > 10 && view.steps.len() == run.steps.len());
    let page = scene.export(&run.id, RunExportForm::Html);
    assert!(!page.contains("<script") && !page.contains("<img"));
}
