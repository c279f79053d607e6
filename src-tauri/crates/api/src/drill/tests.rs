//! Drills in the journal: how often a log is played again, and what is shown of one that this engine plays otherwise.

use super::catalogue::Read;
use crate::wire::{
    DrillExportForm, DrillExportRequest, DrillForkRequest, DrillInput, DrillListRequest,
    DrillPutRequest, DrillRequest, DrillResult, ErrorCode,
};
use crate::{App, Paths, Silent};
use drillbook_drill::{Input, Mode, Play, Setup, Texts};
use drillbook_journal::{Entry, Stream};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tempfile::TempDir;
use uuid::Uuid;

const LAMP: &str = "scenario: 1\nid: lamp\ntitle: The lamp\nbrief: It is dark.\n\
    time: {tick: 30s, clock: \"17:50\", limit: 20m}\nstate: {lamp: [off, on]}\n\
    do:\n  press: {phase: mitigate, then: {lamp: on}}\n  sing: {phase: learn}\n\
    endings:\n  won: {when: lamp is on, result: win}\n  dark: {when: time_up, result: loss}\n\
    objectives: {sung: {skill: learn, did: do sing}}\n";

struct Scene {
    app: App,
    _folder: TempDir,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(Paths::below(folder.path()), None, Arc::new(Silent));
        Self {
            app,
            _folder: folder,
        }
    }

    /// A drill with these inputs, as it is kept when nobody has asked for it yet.
    fn begin(&self, inputs: impl IntoIterator<Item = Input>) -> String {
        let texts = Texts {
            scenario: LAMP.to_owned(),
            ..Texts::default()
        };
        let setup = Setup {
            seed: 7,
            mode: Mode::TurnBased,
            variant: Vec::new(),
        };
        let mut play = Play::begin(texts.clone(), setup).unwrap();
        for input in inputs {
            play.put("trainee", input);
        }
        let read = Read {
            texts,
            scenario: Arc::new(play.scenario().clone()),
            languages: Vec::new(),
            story: None,
        };
        let origin = super::start::Origin::default();
        self.app.begin_drill(&play, &read, origin).unwrap()
    }

    fn put(&self, id: &str, input: DrillInput) -> Result<u32, ErrorCode> {
        let request = DrillPutRequest {
            id: id.to_owned(),
            input,
            since: Some(u32::MAX),
        };
        let put = self.app.put_drill(&request);
        put.map(|view| view.seq).map_err(|error| error.code)
    }

    /// The same drill once more, with another state behind its first input: as an engine of other semantics finds it.
    fn differing(&self, id: &str) -> String {
        let journal = self.app.journal().unwrap();
        let id = Uuid::parse_str(id).unwrap();
        let stream = journal.stream(&id).unwrap().unwrap();
        let other = Stream {
            id: Uuid::now_v7(),
            ..stream
        };
        let mut entries: Vec<Entry> = journal.entries(&id).unwrap();
        let json = &mut entries[1].json;
        let state = json.find("\"state\":\"").unwrap() + "\"state\":\"".len();
        json.replace_range(state..state + 4, "0000");
        journal.begin(&other, &entries, &[]).unwrap();
        other.id.to_string()
    }
}

fn act(name: &str) -> DrillInput {
    DrillInput::Act {
        name: name.to_owned(),
        choice: None,
        parts: Vec::new(),
    }
}

fn of(id: &str) -> DrillRequest {
    DrillRequest { id: id.to_owned() }
}

/// Whatever was put in before is played once, when the drill is opened, and never again for what is put in then.
#[test]
fn an_input_plays_itself_and_nothing_before_it() {
    let scene = Scene::new();
    let replayed = || scene.app.drills.replayed.load(Ordering::Relaxed);
    let text = || "so far".to_owned();
    let id = scene.begin((0..3000).map(|_| Input::Note { text: text() }));
    assert_eq!(replayed(), 0, "a drill that was just begun is known");
    assert_eq!(scene.app.drill(&of(&id)).unwrap().seq, 3000);
    assert_eq!(replayed(), 3000);
    for nth in 1..=20 {
        let put = scene.put(&id, DrillInput::Note { text: text() });
        assert_eq!(put, Ok(3000 + nth));
    }
    assert_eq!(replayed(), 3000);
}

#[test]
fn a_drill_that_plays_otherwise_now_shows_the_debrief_of_its_end() {
    let scene = Scene::new();
    let id = scene.begin([]);
    scene.put(&id, act("sing")).unwrap();
    scene.put(&id, act("press")).unwrap();
    let before = scene.app.debrief(&of(&id)).unwrap();
    assert!(!before.stored);
    let other = scene.differing(&id);
    let stored = scene.app.debrief(&of(&other)).unwrap();
    assert!(stored.stored);
    assert_eq!(stored.ended.unwrap().result, DrillResult::Win);
    let judged = |debrief: &[crate::wire::DrillVerdict]| format!("{debrief:?}");
    assert_eq!(judged(&stored.verdicts), judged(&before.verdicts));
    let page = scene.app.export_drill(&DrillExportRequest {
        id: other.clone(),
        form: DrillExportForm::Markdown,
    });
    assert!(page.unwrap().text.starts_with("# Debrief: The lamp\n"));
    // It is listed as what it was, and nobody goes on with it.
    let rows = scene.app.drills(&DrillListRequest::default()).unwrap();
    assert!(rows.iter().all(|row| row.result == Some(DrillResult::Win)));
    let differs = ErrorCode::DrillDiffers;
    assert_eq!(scene.app.drill(&of(&other)).unwrap_err().code, differs);
    assert_eq!(scene.put(&other, act("sing")), Err(differs));
    let fork = DrillForkRequest { id: other, seq: 1 };
    assert_eq!(scene.app.fork_drill(&fork).unwrap_err().code, differs);
}

#[test]
fn an_unfinished_drill_that_plays_otherwise_now_is_listed_and_says_so() {
    let scene = Scene::new();
    let id = scene.begin([]);
    scene.put(&id, act("sing")).unwrap();
    let other = scene.differing(&id);
    let rows = scene.app.drills(&DrillListRequest::default()).unwrap();
    assert_eq!(rows.len(), 2);
    let differs = ErrorCode::DrillDiffers;
    assert_eq!(scene.app.drill(&of(&other)).unwrap_err().code, differs);
    assert_eq!(scene.app.debrief(&of(&other)).unwrap_err().code, differs);
}
