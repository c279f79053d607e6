//! A run as the window shows it: the fold, the text it follows and the document as it is now, put together.

use super::{Answer, Loaded, Source, change, listing, moments, sentence, steps};
use crate::App;
use crate::clock;
use crate::messages::Messages;
use crate::session::Session;
use crate::wire::{
    Field, RunAlert, RunBlock, RunBlockKind, RunClosing, RunForm, RunLogEntry, RunNote, RunOrigin,
    RunParameter, RunRight, RunState, RunUndo, RunView,
};
use drillbook_runbook::LinkMap;
use drillbook_runbook::render::{PartKind, Source as Page, render_parts};
use drillbook_runbook::run::{AlertNote, Origin, Remark, Right, Run, secret_name, secret_value};
use drillbook_runbook::steps::{Form, Parameter, fill, is_fillable};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// What the steps and commands of a view are made of.
pub(super) struct Scene<'a> {
    pub(super) messages: Messages,
    pub(super) run: &'a Run,
    pub(super) source: &'a Source,
    /// Values by parameter, defaults and secrets among them.
    pub(super) values: BTreeMap<String, String>,
    pub(super) now: i64,
}

impl App {
    /// The session of the run's library, where that is the open one.
    pub(crate) fn session_of(&self, loaded: &Loaded) -> Option<Arc<Session>> {
        let session = self.session();
        session.filter(|session| listing::holds(session, &loaded.stream))
    }

    /// The run as it is now.
    pub(super) fn view_of(&self, loaded: &Loaded) -> RunView {
        let (run, source) = (&loaded.run, &*loaded.source);
        let state = &run.state;
        let session = self.session_of(loaded);
        let secrets = self.runs.secrets_of(&loaded.stream.id);
        let scene = Scene {
            messages: self.messages(),
            run,
            source,
            values: values(run, source, &secrets),
            now: clock::now(),
        };
        let links = session
            .as_ref()
            .map_or_else(Arc::default, |session| session.links());
        let ended = state.closing.as_ref().map(|closing| closing.when);
        RunView {
            id: loaded.stream.id.to_string(),
            document: state.started.document.clone(),
            section: state.started.section.clone(),
            title: state.started.title.clone(),
            library: state.started.library.clone(),
            here: session.is_some(),
            missing: session
                .as_ref()
                .is_some_and(|session| is_missing(session, run)),
            person: state.person.clone(),
            reason: state.started.reason.clone(),
            alert: state.started.alert.as_ref().map(alert),
            started_at: moments::moment(run.began()),
            ended_at: ended.map(moments::moment),
            elapsed: run
                .began()
                .seconds_to(ended.map_or(scene.now, |ended| ended.at)),
            state: open_or_closed(run),
            form: form(state.snapshot.form),
            blocks: blocks(&scene, &links),
            steps: steps::steps(&scene),
            commands: steps::commands(&scene),
            current: state.current.clone(),
            progress: listing::progress(run),
            parameters: parameters(&scene, &secrets),
            notes: state.notes.iter().map(note).collect(),
            change: session.and_then(|session| change::asked(&session, loaded)),
            undo: undo(&scene),
            log: log(&scene),
            closing: state.closing.as_ref().map(|closing| RunClosing {
                right: right(closing.right),
                missing: closing.missing.clone(),
            }),
            check: self.check_of(loaded),
            others: self.others(&loaded.stream.id).unwrap_or_default(),
        }
    }

    fn others(&self, own: &uuid::Uuid) -> Answer<Vec<crate::wire::RunRow>> {
        let own = own.to_string();
        let rows = self.open_runs()?;
        Ok(rows.into_iter().filter(|row| row.id != own).collect())
    }
}

/// The command with its values, those that are not stored left out.
pub(super) fn filled_without_secrets(loaded: &Loaded, command: usize) -> String {
    let source = &*loaded.source;
    let values = values(&loaded.run, source, &HashMap::new());
    let copy = source
        .document
        .commands
        .get(command)
        .map_or("", |command| command.copy.as_str());
    let parts = fill(copy, command, &source.procedure.parameters, &values);
    parts.into_iter().map(|part| part.text).collect()
}

/// The values in use: what was filled, what is remembered, what the document proposes.
fn values(
    run: &Run,
    source: &Source,
    secrets: &HashMap<String, String>,
) -> BTreeMap<String, String> {
    let value = |parameter: &Parameter| {
        let filled = run.state.values.get(&parameter.name);
        let value = match filled {
            Some(filled) => filled
                .value
                .clone()
                .or_else(|| secrets.get(&parameter.name).cloned()),
            None => parameter.default.clone(),
        };
        Some((
            parameter.name.clone(),
            value.filter(|value| is_fillable(value))?,
        ))
    };
    source
        .procedure
        .parameters
        .iter()
        .filter_map(value)
        .collect()
}

fn parameters(scene: &Scene<'_>, secrets: &HashMap<String, String>) -> Vec<RunParameter> {
    let each = scene.source.procedure.parameters.iter().map(|parameter| {
        let filled = scene.run.state.values.get(&parameter.name);
        let value = scene.values.get(&parameter.name).cloned();
        let hidden = filled.is_some_and(|filled| filled.value.is_none());
        let looks = value
            .as_ref()
            .is_some_and(|value| secret_value(&parameter.name, value));
        let origin = match filled.map(|filled| filled.origin) {
            Some(Origin::Alert) => Some(RunOrigin::Alert),
            Some(Origin::Typed) => Some(RunOrigin::Typed),
            None => value.as_ref().map(|_| RunOrigin::Default),
        };
        RunParameter {
            name: parameter.name.clone(),
            origin,
            secret: hidden || looks || secret_name(&parameter.name),
            forgotten: hidden && !secrets.contains_key(&parameter.name),
            value,
            default: parameter.default.clone(),
            description: parameter.description.clone(),
            used: used(parameter),
        }
    });
    each.collect()
}

/// How many commands the parameter stands in.
pub(super) fn used(parameter: &Parameter) -> u32 {
    let commands: HashSet<usize> = parameter.places.iter().map(|place| place.command).collect();
    u32::try_from(commands.len()).unwrap_or(u32::MAX)
}

/// The document in blocks. A step that the document's own text does not yield (added, or found otherwise by an older
/// version) stands behind the one before it.
fn blocks(scene: &Scene<'_>, links: &LinkMap) -> Vec<RunBlock> {
    let source = scene.source;
    let page = Page {
        included: &source.snapshot.included,
        ..Page::new(&source.path, &source.text, &source.document, links)
    };
    let cuts: Vec<_> = source
        .procedure
        .steps
        .iter()
        .map(|step| step.span)
        .collect();
    let mut blocks: Vec<RunBlock> = render_parts(&page, &cuts)
        .parts
        .into_iter()
        .map(|part| {
            let (kind, step) = match part.kind {
                PartKind::Heading => (RunBlockKind::Heading, None),
                PartKind::Context => (RunBlockKind::Context, None),
                PartKind::Step(at) => (RunBlockKind::Step, source.key(at).map(str::to_owned)),
            };
            RunBlock {
                kind,
                html: part.html,
                step,
            }
        })
        .collect();
    let shown: HashSet<String> = blocks
        .iter()
        .filter_map(|block| block.step.clone())
        .collect();
    let mut before: Option<&str> = None;
    for step in &scene.run.state.steps {
        if !shown.contains(&step.key) {
            let behind = |block: &RunBlock| block.step.as_deref() == before;
            let at = match before {
                Some(_) => blocks
                    .iter()
                    .rposition(behind)
                    .map_or(blocks.len(), |at| at + 1),
                None => blocks
                    .iter()
                    .position(|block| block.step.is_some())
                    .unwrap_or(0),
            };
            blocks.insert(at, plain_block(&step.key, &step.text.text));
        }
        before = Some(&step.key);
    }
    blocks
}

fn plain_block(key: &str, text: &str) -> RunBlock {
    let lines = text.lines().map(super::html::escaped).collect::<Vec<_>>();
    RunBlock {
        kind: RunBlockKind::Step,
        html: format!("<p>{}</p>", lines.join("<br>")),
        step: Some(key.to_owned()),
    }
}

fn log(scene: &Scene<'_>) -> Vec<RunLogEntry> {
    let each = scene.run.events.iter().map(|event| {
        let (text, detail) = sentence::of(scene.messages, scene.run, event);
        RunLogEntry {
            entry: event.seq,
            at: moments::moment(event.when()),
            person: event.person.clone(),
            text,
            detail,
            step: event.what.step().map(str::to_owned),
            undone: scene.run.undone.contains(&event.seq),
            can_undo: scene.run.can_undo(event.seq).is_ok(),
        }
    });
    each.collect()
}

fn undo(scene: &Scene<'_>) -> Option<RunUndo> {
    let entry = scene.run.latest_undoable()?;
    let event = scene.run.events.iter().find(|event| event.seq == entry)?;
    Some(RunUndo {
        entry,
        text: sentence::of(scene.messages, scene.run, event).0,
    })
}

/// The library is there and the document is not.
fn is_missing(session: &Session, run: &Run) -> bool {
    let read = session.root.read(&run.state.started.document, 0);
    matches!(read, Err(drillbook_library::Error::NotFound { .. })) && session.root.is_available()
}

pub(super) fn note(remark: &Remark) -> RunNote {
    RunNote {
        entry: remark.entry,
        at: moments::moment(remark.when),
        person: remark.person.clone(),
        text: remark.text.clone(),
    }
}

pub(super) fn alert(note: &AlertNote) -> RunAlert {
    let label = |(name, value): &(String, String)| Field {
        name: name.clone(),
        value: value.clone(),
    };
    RunAlert {
        name: note.name.clone(),
        labels: note.labels.iter().map(label).collect(),
        text: note.text.clone(),
    }
}

pub(super) fn open_or_closed(run: &Run) -> RunState {
    match run.state.closing {
        Some(_) => RunState::Closed,
        None => RunState::Open,
    }
}

pub(super) fn right(right: Right) -> RunRight {
    match right {
        Right::Yes => RunRight::Yes,
        Right::Partly => RunRight::Partly,
        Right::No => RunRight::No,
    }
}

pub(super) fn form(form: Form) -> RunForm {
    match form {
        Form::Lists => RunForm::Lists,
        Form::Bullets => RunForm::Bullets,
        Form::Commands => RunForm::Commands,
        Form::Headings => RunForm::Headings,
        Form::Fences => RunForm::Fences,
        Form::Reference => RunForm::Reference,
    }
}
