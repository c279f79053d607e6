//! Debriefs over the use-cases: what is held back, what the person adds, what was made of the library, and exports.

use crate::drill::{Scene, input};
use drillbook_api::wire::{
    DrillAccountRequest, DrillExportForm, DrillExportRequest, DrillInput, DrillItemRequest,
    DrillMode, DrillQuizRequest, DrillRequest, DrillResult, DrillStartRequest, ErrorCode,
};
use drillbook_drill::{Log, replay};

#[test]
fn a_debrief_holds_the_truth_back_until_the_account() {
    let scene = Scene::new();
    let done = scene.play(
        &scene.start("disk", 7),
        &["wait 5", "clean", "declare sev3", "wait 2"],
    );
    let request = DrillRequest {
        id: done.id.clone(),
    };
    let before = scene.app.debrief(&request).unwrap();
    assert!(before.story.is_none() && before.best.is_empty());
    assert_eq!(before.quiz[0].right, None);
    let account = |text: &str| {
        let id = done.id.clone();
        scene.app.give_account(&DrillAccountRequest {
            id,
            text: text.into(),
        })
    };
    let after = account("The logs, I think").unwrap();
    assert_eq!(account("again").unwrap_err().code, ErrorCode::DrillRefused);
    assert!(after.story.unwrap().contains("Logs."));
    let best: Vec<_> = after.best.iter().map(|best| best.text.as_str()).collect();
    assert_eq!(
        best,
        ["Acknowledge", "Store", "Delete old logs", "Declare: SEV3"]
    );
    assert!(after.best[2].mine.is_some() && after.best[0].mine.is_none());
}

#[test]
fn answers_and_items_are_kept_with_the_drill() {
    let scene = Scene::new();
    let done = scene.play(&scene.start("disk", 7), &["stop"]);
    let request = DrillRequest {
        id: done.id.clone(),
    };
    let quiz = |question, answer| {
        let id = done.id.clone();
        scene.app.answer_quiz(&DrillQuizRequest {
            id,
            question,
            answer,
        })
    };
    quiz(0, 1).unwrap();
    let quizzed = quiz(0, 0).unwrap().quiz.remove(0);
    assert_eq!(
        (quizzed.mine, quizzed.right),
        (Some(1), Some(0)),
        "the first counts"
    );
    assert_eq!(
        quizzed.read.unwrap().document.as_deref(),
        Some("disk-filling.md")
    );
    assert!(quiz(9, 0).is_err() && quiz(0, 9).is_err());
    let item = |number, text: &str, done_| {
        scene.app.keep_item(&DrillItemRequest {
            id: done.id.clone(),
            number,
            text: text.into(),
            owner: "Ayu".into(),
            document: None,
            slug: String::new(),
            done: done_,
        })
    };
    item(None, "Say where the logs are", false).unwrap();
    item(None, "Alarm earlier", false).unwrap();
    item(Some(1), "Say where the logs are", true).unwrap();
    let items = item(Some(2), "", false).unwrap().items;
    assert_eq!((items.len(), items[0].done), (1, true));
    assert!(item(Some(9), "x", false).is_err() && item(None, " ", false).is_err());
    let scene = scene.restarted();
    assert_eq!(scene.app.debrief(&request).unwrap().items.len(), 1);
}

#[test]
fn what_was_made_of_the_library_is_in_the_debrief() {
    let scene = Scene::new();
    let mut view = scene.start("disk", 7);
    let document = || "disk-filling.md".to_owned();
    let inputs = [
        DrillInput::Searched {
            query: "inodes".into(),
        },
        DrillInput::Searched {
            query: "disk".into(),
        },
        DrillInput::Opened {
            document: document(),
        },
        DrillInput::StepDone {
            document: document(),
            step: "clean-up/1".into(),
        },
        input("clean"),
        input("stop"),
    ];
    for input in inputs {
        view = scene.put(&view, input);
    }
    let debrief = scene.app.debrief(&DrillRequest { id: view.id }).unwrap();
    let vain: Vec<_> = debrief
        .in_vain
        .iter()
        .map(|entry| entry.text.as_str())
        .collect();
    assert_eq!(vain, ["inodes"]);
    let steps = debrief.runbooks[0].steps.iter();
    let steps: Vec<_> = steps
        .map(|step| (step.step.as_str(), step.used, step.ticked))
        .collect();
    assert_eq!(
        steps,
        [("clean-up/1", false, true), ("clean-up/2", true, false)]
    );
    assert!(debrief.runbooks[0].opened);
    assert_eq!(debrief.ended.unwrap().result, DrillResult::Stopped);
}

#[test]
fn a_debrief_leaves_as_markdown_and_as_one_page() {
    let scene = Scene::new();
    let steps = [
        "wait 5",
        "note <b>x</b> **y**",
        "format",
        "declare sev3",
        "wait 2",
    ];
    let done = scene.play(&scene.start("disk", 7), &steps);
    let export = |form| {
        let id = done.id.clone();
        scene
            .app
            .export_drill(&DrillExportRequest { id, form })
            .unwrap()
    };
    let markdown = export(DrillExportForm::Markdown);
    assert!(markdown.file_name.ends_with("-disk.md"));
    for line in [
        "# Debrief: The disk fills",
        "- [ ] Missed · Safety · 02:20 · Do no harm: Harm was done by Format the disk",
        "- [ ] 02:20 · Data loss · Format the disk: Everything is gone.",
        "- 02:19:30 · Noted: &lt;b\\>x&lt;/b\\> \\*\\*y\\*\\*",
    ] {
        assert!(markdown.text.contains(line), "{line}\n{}", markdown.text);
    }
    let page = export(DrillExportForm::Html).text;
    assert!(page.contains("default-src 'none'") && page.contains("&lt;b&gt;x&lt;/b&gt;"));
    for bad in ["<script", "<img", "<b>", "http://", "https://"] {
        assert!(!page.contains(bad), "{bad}");
    }
    let log: Log = serde_json::from_str(&export(DrillExportForm::Log).text).unwrap();
    let replayed = replay(&log).unwrap();
    assert_eq!(replayed.log(), &log, "the same states, input by input");
    assert_eq!(replayed.log().entries.len(), 5);
}

#[test]
fn the_story_is_told_in_the_language_of_the_play() {
    let folder = crate::drill::library();
    let disk = folder.path().join("library/scenarios/disk");
    std::fs::write(
        disk.join("scenario.id.yaml"),
        "language: id\ntitle: Disk penuh\n",
    )
    .unwrap();
    std::fs::write(disk.join("debrief.id.md"), "# Kenyataan\n\nCatatan lama.\n").unwrap();
    let scene = Scene::at(folder);
    let told = |language: &str| {
        let begun = scene.app.start_drill(&DrillStartRequest {
            scenario: "scenarios/disk/scenario.yaml".into(),
            mode: DrillMode::TurnBased,
            language: Some(language.into()),
            seed: Some(7),
        });
        let done = scene.play(&begun.unwrap(), &["stop"]);
        let text = String::new();
        let account = DrillAccountRequest { id: done.id, text };
        scene.app.give_account(&account).unwrap().story.unwrap()
    };
    assert!(told("id").contains("Catatan lama."));
    assert!(told("en").contains("Logs."));
}

#[test]
fn plays_that_go_on_are_not_compared() {
    let scene = Scene::new();
    scene.start("disk", 7);
    let over = scene.play(&scene.start("disk", 7), &["stop"]);
    let mine = scene.play(&scene.start("disk", 7), &["stop"]);
    let debrief = scene.app.debrief(&DrillRequest { id: mine.id }).unwrap();
    let compared: Vec<_> = debrief.earlier.iter().map(|play| &play.row.id).collect();
    assert_eq!(compared, [&over.id]);
}

#[test]
fn an_item_leads_to_a_section_of_its_runbook() {
    let scene = Scene::new();
    let done = scene.play(&scene.start("disk", 7), &["stop"]);
    let debrief = scene.app.debrief(&DrillRequest {
        id: done.id.clone(),
    });
    let section = debrief.unwrap().runbooks.remove(0).sections.remove(0);
    assert_eq!((&*section.slug, &*section.title), ("clean-up", "Clean up"));
    let kept = scene.app.keep_item(&DrillItemRequest {
        id: done.id.clone(),
        number: None,
        text: "Say where the logs are".into(),
        owner: "Ayu".into(),
        document: section.document,
        slug: section.slug,
        done: false,
    });
    assert_eq!(kept.unwrap().items[0].slug, "clean-up");
    let (id, form) = (done.id, DrillExportForm::Markdown);
    let exported = scene.app.export_drill(&DrillExportRequest { id, form });
    let text = exported.unwrap().text;
    assert!(text.contains(r"disk-filling.md\#clean-up"), "{text}");
}
