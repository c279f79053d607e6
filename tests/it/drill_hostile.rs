//! The use-cases of drills, called with hostile arguments: an answer or a refusal, never a panic, never a byte from
//! outside the library.

use crate::drill::{Scene, input};
use crate::hostile::{SECRET, strings};
use drillbook_api::wire::{
    DrillAccountRequest, DrillChartsRequest, DrillCompleteRequest, DrillExportForm,
    DrillExportRequest, DrillForkRequest, DrillInput, DrillItemRequest, DrillListRequest,
    DrillLogsRequest, DrillMode, DrillPart, DrillPutRequest, DrillQuizRequest, DrillRequest,
    DrillStartRequest, ScenarioRequest,
};
use std::fs;

/// What the use-cases that begin or find a drill answer, as text.
fn finding(scene: &Scene, text: &str) -> Vec<String> {
    let (app, own) = (&scene.app, || text.to_owned());
    let start = DrillStartRequest {
        scenario: own(),
        mode: DrillMode::RealTime,
        language: Some(own()),
        seed: Some(u32::MAX),
    };
    let briefing = |scenario: String| ScenarioRequest {
        scenario,
        language: Some(own()),
    };
    vec![
        format!("{:?}", app.start_drill(&start)),
        format!("{:?}", app.drill_briefing(&briefing(own()))),
        format!(
            "{:?}",
            app.drill_briefing(&briefing("scenarios/disk/scenario.yaml".into()))
        ),
        format!("{:?}", app.drill(&DrillRequest { id: own() })),
        format!("{:?}", app.debrief(&DrillRequest { id: own() })),
        format!(
            "{:?}",
            app.drills(&DrillListRequest {
                scenario: Some(own())
            })
        ),
        format!(
            "{:?}",
            app.export_drill(&DrillExportRequest {
                id: own(),
                form: DrillExportForm::Log
            })
        ),
    ]
}

/// What the use-cases within a drill of ours answer, as text.
fn within(scene: &Scene, id: &str, text: &str) -> Vec<String> {
    let (app, id, own) = (&scene.app, || id.to_owned(), || text.to_owned());
    let charts = DrillChartsRequest {
        id: id(),
        metrics: vec![own(); 200],
        from: Some(i32::MIN),
    };
    let logs = DrillLogsRequest {
        id: id(),
        service: Some(own()),
        from: Some(i32::MAX),
        query: Some(own()),
    };
    let item = DrillItemRequest {
        id: id(),
        number: Some(u32::MAX),
        text: own(),
        owner: own(),
        document: Some(own()),
        slug: own(),
        done: true,
    };
    vec![
        format!("{:?}", app.drill_charts(&charts)),
        format!("{:?}", app.drill_logs(&logs)),
        format!(
            "{:?}",
            app.complete_line(&DrillCompleteRequest {
                id: id(),
                line: own()
            })
        ),
        format!(
            "{:?}",
            app.fork_drill(&DrillForkRequest {
                id: id(),
                seq: u32::MAX
            })
        ),
        format!(
            "{:?}",
            app.answer_quiz(&DrillQuizRequest {
                id: id(),
                question: u32::MAX,
                answer: 0
            })
        ),
        format!("{:?}", app.keep_item(&item)),
    ]
}

fn inputs(text: &str) -> Vec<DrillInput> {
    let own = || text.to_owned();
    let part = || DrillPart {
        name: own(),
        text: own(),
    };
    vec![
        DrillInput::Act {
            name: own(),
            choice: Some(own()),
            parts: vec![part(); 100],
        },
        DrillInput::Look { name: own() },
        DrillInput::Type { line: own() },
        DrillInput::Answer {
            probe: own(),
            choice: u32::MAX,
        },
        DrillInput::Note { text: own() },
        DrillInput::Hypothesis { text: own() },
        DrillInput::Opened { document: own() },
        DrillInput::Searched { query: own() },
        DrillInput::StepDone {
            document: own(),
            step: own(),
        },
        DrillInput::Shift {
            event: own(),
            ticks: i32::MIN,
        },
        DrillInput::Say {
            from: own(),
            text: own(),
        },
    ]
}

#[test]
fn hostile_arguments_to_drills_get_an_answer() {
    let scene = Scene::new();
    fs::write(scene.path("secret.md"), SECRET).unwrap();
    let mut drill = scene.start("disk", 7);
    for (nth, text) in strings().into_iter().enumerate() {
        // A drill of thousands of inputs is none that anybody plays.
        if nth % 20 == 0 {
            drill = scene.start("disk", 7);
        }
        let beginning: String = text.chars().take(80).collect();
        let found = finding(&scene, &text).into_iter();
        for answer in found.chain(within(&scene, &drill.id, &text)) {
            assert!(!answer.contains(SECRET), "{beginning}");
        }
        // What is put in is recorded or refused, and never breaks what is shown.
        for input in inputs(&text).into_iter().skip(nth % 4).step_by(4) {
            let request = DrillPutRequest {
                id: drill.id.clone(),
                input,
                since: Some(u32::MAX),
            };
            drop(scene.app.put_drill(&request));
        }
    }
    let view = scene.view(&drill.id);
    assert_eq!(
        (view.tick, view.ended),
        (0, None),
        "nothing of it took time"
    );
    let page = DrillExportRequest {
        id: drill.id.clone(),
        form: DrillExportForm::Html,
    };
    let page = scene.app.export_drill(&page).unwrap().text;
    assert!(!page.contains("<script") && !page.contains("<img"));
    let account = DrillAccountRequest {
        id: drill.id.clone(),
        text: "x".repeat(1_000_000),
    };
    assert!(scene.app.give_account(&account).is_err());
}

#[test]
fn time_goes_no_further_than_the_drill() {
    let scene = Scene::new();
    let put = |input: DrillInput| {
        let request = DrillPutRequest {
            id: scene.start("disk", 7).id,
            input,
            since: None,
        };
        scene.app.put_drill(&request)
    };
    assert!(put(DrillInput::Wait { ticks: 0 }).is_err());
    let over = put(DrillInput::Wait { ticks: u32::MAX }).unwrap();
    assert_eq!(
        (over.tick, over.ended.unwrap().ending.as_str()),
        (20, "timeout")
    );
    assert_eq!(put(input("stop")).unwrap().tick, 0);
}
