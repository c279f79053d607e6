//! A drill as the desk shows it: everything together. Nothing is thought here that a play does not say.

use super::documents::Documents;
use super::store::Loaded;
use super::{acts, alerts, briefing, chat, done, panels, told, waiting, words};
use crate::App;
use crate::messages::Messages;
use crate::wire::{
    DrillDue, DrillEnded, DrillEntry, DrillForked, DrillLoss, DrillProbe, DrillStageName, DrillView,
};
use drillbook_drill::engine::{Effect, End, Occurrence};
use drillbook_drill::model::{ActKind, AlertSeverity, Scenario, Stage};
use drillbook_drill::{Input, Mode, Play, due, losses};

/// What the parts of a view are made of.
pub(super) struct Scene<'a> {
    pub(super) messages: Messages,
    pub(super) scenario: &'a Scenario,
    pub(super) play: &'a Play,
    pub(super) documents: &'a Documents,
}

/// Something that was done: by which input, when, which act, what was chosen.
#[derive(Clone, Copy)]
pub(super) struct Did {
    pub(super) input: usize,
    pub(super) tick: u32,
    pub(super) act: usize,
    pub(super) choice: Option<usize>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(messages: Messages, play: &'a Play, documents: &'a Documents) -> Self {
        Self {
            messages,
            scenario: play.scenario(),
            play,
            documents,
        }
    }

    pub(super) fn clock(&self, tick: u32) -> String {
        words::clock(self.scenario, tick)
    }

    /// Simulated seconds from a tick to now.
    pub(super) fn ago(&self, tick: u32) -> u32 {
        let ticks = self.play.state().tick.saturating_sub(tick);
        ticks.saturating_mul(self.scenario.time.tick)
    }

    /// Everything that was done, oldest first.
    pub(super) fn acted(&self) -> impl DoubleEndedIterator<Item = Did> + '_ {
        acted(self.play)
    }

    /// What was put in as the input of this number, from 1.
    pub(super) fn input(&self, number: usize) -> Option<&'a Input> {
        let entry = self.play.log().entries.get(number.checked_sub(1)?)?;
        Some(&entry.input)
    }

    pub(super) fn is_over(&self) -> bool {
        self.play.state().ended.is_some()
    }
}

pub(super) fn acted(play: &Play) -> impl DoubleEndedIterator<Item = Did> + '_ {
    play.seen().iter().filter_map(|seen| match seen.what {
        Occurrence::Done { act, choice, .. } => Some(Did {
            input: seen.input,
            tick: seen.tick,
            act,
            choice,
        }),
        _ => None,
    })
}

/// The furthest stage that was reached: by what was done, or by a page that fired.
pub(super) fn stage(play: &Play) -> Stage {
    let scenario = play.scenario();
    let done = acted(play).filter_map(|done| match scenario.acts[done.act].kind {
        ActKind::Do(phase) => Some(phase.stage()),
        ActKind::Look(_) => None,
    });
    let paged = play.seen().iter().any(|seen| match seen.what {
        Occurrence::AlertFired(at) => scenario.alerts[at].severity == Some(AlertSeverity::Page),
        _ => false,
    });
    let paged = paged.then_some(Stage::Alerting);
    done.chain(paged).max().unwrap_or(Stage::Preparation)
}

/// The view, with what is new since so many inputs.
pub(super) fn of(app: &App, loaded: &Loaded, play: &Play, since: Option<u32>) -> DrillView {
    let documents = app.drill_documents();
    let messages = app.drill_messages(&play.scenario().language);
    let scene = Scene::new(messages, play, &documents);
    let (scenario, state) = (scene.scenario, play.state());
    let chat = chat::messages(&scene);
    let alerts = alerts::alerts(&scene);
    let update_due = update_due(&scene);
    let probes = probes(&scene);
    DrillView {
        id: loaded.id().to_string(),
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        language: scenario.language.clone(),
        mode: words::mode(play.log().setup.mode),
        seq: words::count(play.log().entries.len()),
        clock: scene.clock(state.tick),
        tick: state.tick,
        tick_seconds: scenario.time.tick,
        limit: state.limit,
        speed: scenario.time.speed,
        paused: state.paused,
        stage: words::stage(stage(play)),
        stages: stages(messages),
        ended: ended(&scene),
        forked: forked(loaded),
        situation: briefing::situation(scenario),
        waiting: waiting::waiting(&scene, &alerts, &chat, update_due.as_ref(), &probes),
        alerts,
        panels: panels::panels(&scene),
        services: panels::services(&scene),
        flows: briefing::flows(scenario),
        chat,
        terminal: told::terminal(&scene, since),
        prompt: prompt(scenario),
        on_call: acts::on_call(&scene),
        acts: acts::acts(&scene),
        probes,
        hints: hints(&scene),
        hints_left: words::count(scenario.hints.len()).saturating_sub(state.hints.count_ones()),
        hints_free: play.log().setup.mode == Mode::Practice,
        hypotheses: entries(&scene, |input| match input {
            Input::Hypothesis { text } => Some(text),
            _ => None,
        }),
        notes: entries(&scene, |input| match input {
            Input::Note { text } => Some(text),
            _ => None,
        }),
        severity: acts::severity(&scene),
        update_due,
        losses: lost(&scene),
        done: done::done(&scene),
        told: told::told(&scene, since),
        runbooks: documents.runbooks(scenario),
    }
}

pub(super) fn forked(loaded: &Loaded) -> Option<DrillForked> {
    let forked = loaded.started.forked.as_ref()?;
    Some(DrillForked {
        id: forked.id.clone(),
        seq: forked.seq,
        clock: forked.clock.clone(),
    })
}

fn stages(messages: Messages) -> Vec<DrillStageName> {
    let all = [
        (Stage::Preparation, "preparation"),
        (Stage::Alerting, "alerting"),
        (Stage::Triage, "triage"),
        (Stage::Resolution, "resolution"),
    ];
    let named = all.into_iter().map(|(stage, key)| DrillStageName {
        stage: words::stage(stage),
        label: messages.text(&format!("drill_stage_{key}"), &[]),
    });
    named.collect()
}

/// How it ended, once it has.
pub(super) fn ended(scene: &Scene<'_>) -> Option<DrillEnded> {
    let state = scene.play.state();
    let ending = match state.ended? {
        End::Ending(at) => scene.scenario.endings.get(at),
        End::Stopped => None,
    };
    let result = words::result(ending.map(|ending| ending.result));
    Some(DrillEnded {
        ending: ending.map(|ending| ending.name.clone()).unwrap_or_default(),
        result,
        label: words::result_label(scene.messages, result),
        text: ending.map(|ending| ending.text.clone()).unwrap_or_default(),
        clock: scene.clock(state.tick),
    })
}

/// What stands before the cursor: the trainee on a machine of the system.
fn prompt(scenario: &Scenario) -> String {
    let host = if scenario.system.is_empty() {
        "ops"
    } else {
        scenario.system.as_str()
    };
    format!("oncall@{host}:~$ ")
}

fn probes(scene: &Scene<'_>) -> Vec<DrillProbe> {
    if scene.is_over() {
        return Vec::new();
    }
    let open = scene.play.state().open_probes();
    let open = open.filter_map(|at| scene.scenario.probes.get(at));
    let asked = open.map(|probe| DrillProbe {
        name: probe.name.clone(),
        ask: probe.ask.clone(),
        answers: probe
            .answers
            .iter()
            .map(|answer| answer.text.clone())
            .collect(),
    });
    asked.collect()
}

fn hints(scene: &Scene<'_>) -> Vec<DrillEntry> {
    let told = scene.play.told().iter();
    let given = told.filter_map(|(input, told)| match &told.effect {
        Effect::Hint { text } if !text.is_empty() => Some(DrillEntry {
            seq: words::count(*input),
            clock: scene.clock(told.tick),
            text: text.clone(),
        }),
        _ => None,
    });
    given.collect()
}

fn entries(scene: &Scene<'_>, text: impl Fn(&Input) -> Option<&String>) -> Vec<DrillEntry> {
    let all = (1..).zip(&scene.play.log().entries);
    let wanted = all.filter_map(|(seq, entry)| {
        Some(DrillEntry {
            seq,
            clock: scene.clock(entry.tick),
            text: text(&entry.input)?.clone(),
        })
    });
    wanted.collect()
}

fn update_due(scene: &Scene<'_>) -> Option<DrillDue> {
    let due = due(scene.play)?;
    let now = i64::from(scene.play.state().tick) * i64::from(scene.scenario.time.tick);
    let by = i64::from(scene.scenario.time.clock) + i64::from(due.by);
    Some(DrillDue {
        clock: words::minute(by),
        seconds: i32::try_from(i64::from(due.by) - now).unwrap_or(i32::MAX),
        last: due.last.map(|tick| scene.clock(tick)),
        promised: due.promised,
    })
}

/// What was lost until now.
pub(super) fn lost(scene: &Scene<'_>) -> Vec<DrillLoss> {
    let lost = losses(scene.scenario, scene.play.history());
    let named = scene.scenario.losses.iter().zip(lost);
    let all = named.map(|(known, lost)| DrillLoss {
        name: lost.name,
        title: if known.title.is_empty() {
            known.name.clone()
        } else {
            known.title.clone()
        },
        unit: known.unit.clone(),
        total: words::number(lost.total),
        per_minute: words::number(lost.per_minute),
        text: words::amount(scene.messages, lost.total, &known.unit),
    });
    all.collect()
}
