//! True data for those who build the window without the core: a moment of the first scenario, its end and its debrief,
//! as the use-cases answer them. Written anew with `UPDATE_EXPECT=1`; else compared.

use crate::drill::Scene;
use drillbook_api::wire::{
    Debrief, DrillAccountRequest, DrillCatalogue, DrillCharts, DrillChartsRequest, DrillInput,
    DrillItemRequest, DrillLogsRequest, DrillQuizRequest, DrillView, ScenarioRequest,
};
use drillbook_tests::places;
use serde_json::{Value, json};
use std::fs;

const SCENARIO: &str = "checkout-slow-at-peak";
/// The first half of a play that goes well but for a roll-back that was not asked about.
const FIRST: &[&str] = &[
    "? panel_checkout",
    "wait 20",
    "ack",
    "? panel_checkout",
    "declare sev2",
    "page_dba",
    "? panel_db",
    "$ deployctl history checkout --since 4h",
    "$ kubectl -n shop get pods",
    "$ wtf",
    "note Rani is paged",
    "restart_pods",
];
const SECOND: &[&str] = &[
    "update team",
    "$ psql -c 'select * from top_queries'",
    "hint",
    "rollback",
    "wait 4",
    "release",
    "box_off",
    "$ psql -c 'EXPLAIN SELECT 1'",
    "update customers",
    "open_ticket",
    "resolve",
];

#[test]
fn the_fake_core_answers_with_true_data() {
    let scene = Scene::starter();
    let catalogue: DrillCatalogue = scene.app.drill_catalogue().unwrap();
    check("catalogue", json!(catalogue));
    let key = ScenarioRequest {
        scenario: format!("scenarios/{SCENARIO}/scenario.yaml"),
        language: Some("en".into()),
    };
    check("briefing", json!(scene.app.drill_briefing(&key).unwrap()));
    let start = scene.start(SCENARIO, 4);
    check("start", json!(start));
    let library = [
        DrillInput::Searched {
            query: "checkout slow".into(),
        },
        DrillInput::Opened {
            document: "runbooks/checkout-latency.md".into(),
        },
        DrillInput::StepDone {
            document: "runbooks/checkout-latency.md".into(),
            step: "diagnosis/1".into(),
        },
        DrillInput::Searched {
            query: "discount_code".into(),
        },
        DrillInput::Hypothesis {
            text: "The release of 14:02 slowed a query down".into(),
        },
    ];
    let view = scene.play(&start, FIRST);
    let view = library
        .into_iter()
        .fold(view, |view, input| scene.put(&view, input));
    let view: DrillView = scene.view(&view.id);
    check("view", json!(view));
    check("charts", json!(charts(&scene, &view)));
    let logs = DrillLogsRequest {
        id: view.id.clone(),
        service: None,
        from: Some(900),
        query: None,
    };
    check("logs", json!(scene.app.drill_logs(&logs).unwrap()));
    let ended = scene.play(&view, SECOND);
    check("ended", json!(scene.view(&ended.id)));
    let request = drillbook_api::wire::DrillRequest {
        id: ended.id.clone(),
    };
    check(
        "debrief-before",
        json!(scene.app.debrief(&request).unwrap()),
    );
    check("debrief", json!(after(&scene, &ended.id)));
}

fn charts(scene: &Scene, view: &DrillView) -> DrillCharts {
    let metrics = view.panels.iter().flat_map(|panel| &panel.metrics);
    let request = DrillChartsRequest {
        id: view.id.clone(),
        metrics: metrics.map(|metric| metric.name.clone()).collect(),
        from: Some(-600),
    };
    scene.app.drill_charts(&request).unwrap()
}

/// The debrief when the person has added something.
fn after(scene: &Scene, id: &str) -> Debrief {
    let id = || id.to_owned();
    let account = DrillAccountRequest {
        id: id(),
        text: "I followed Laras and rolled back before I had asked the schema.".into(),
    };
    scene.app.give_account(&account).unwrap();
    for (question, answer) in [(0, 0), (4, 0)] {
        let quiz = DrillQuizRequest {
            id: id(),
            question,
            answer,
        };
        scene.app.answer_quiz(&quiz).unwrap();
    }
    let item = DrillItemRequest {
        id: id(),
        number: None,
        text: "Name the schema check in the first step about rolling back".into(),
        owner: "Hendra".into(),
        document: Some("runbooks/checkout-latency.md".into()),
        slug: "mitigation".into(),
        done: false,
    };
    scene.app.keep_item(&item).unwrap()
}

fn check(name: &str, mut value: Value) {
    still(&mut value);
    // Lines of numbers are not for reading.
    let text = match name {
        "charts" => serde_json::to_string(&value),
        _ => serde_json::to_string_pretty(&value),
    };
    let text = text.unwrap() + "\n";
    let path = places::root().join(format!("ui/src/platform/fake-drill/{name}.json"));
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        return;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == text,
        "`{}` is stale; run the test with UPDATE_EXPECT=1",
        path.display()
    );
}

/// Ids, names and instants that differ from day to day become steady ones.
fn still(value: &mut Value) {
    match value {
        Value::Object(fields) if fields.contains_key("ms") => {
            *value = json!({ "ms": 1_795_690_000_000_u64, "text": "2026-11-26 17:46:40 +07:00" });
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                match name.as_str() {
                    "id" if value.as_str().is_some_and(|id| id.len() == 36) => {
                        *value = json!("drill-1");
                    }
                    "person" => *value = json!("Ayu"),
                    _ => still(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(still),
        _ => {}
    }
}
