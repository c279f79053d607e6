//! Steps and commands of a run for the window.

use super::moments;
use super::view::{Scene, note};
use crate::wire::{
    RunBranch, RunCommand, RunDestructive, RunJump, RunOutput, RunPart, RunStatus, RunStep, RunWait,
};
use drillbook_runbook::run::{Remark, Status, StepState};
use drillbook_runbook::steps::{Branch, Part, Step, fill, matching_branches};
use drillbook_runbook::{Command, Harm, SnippetKind, destructive};

/// The steps in reading order.
pub(super) fn steps(scene: &Scene<'_>) -> Vec<RunStep> {
    scene
        .run
        .state
        .steps
        .iter()
        .map(|state| step(scene, state))
        .collect()
}

fn step(scene: &Scene<'_>, state: &StepState) -> RunStep {
    let found = scene.source.step(&state.key);
    let step = found.and_then(|at| scene.source.procedure.steps.get(at));
    let listed = found.map_or_else(Vec::new, |at| listed(scene, at));
    let outputs: Vec<RunOutput> = state
        .outputs
        .iter()
        .map(|remark| output(step, &listed, remark))
        .collect();
    let current = scene.run.state.current.as_deref() == Some(state.key.as_str());
    let path = &scene.run.state.started.document;
    let branches = step.map_or_else(Vec::new, |step| branches(scene, step, &listed, &outputs));
    RunStep {
        id: state.key.clone(),
        place: state
            .added
            .is_none()
            .then(|| format!("{path}#{}", state.text.id)),
        number: state.text.number.clone(),
        depth: state.text.depth,
        parent: state.parent.clone(),
        text: state.text.text.clone(),
        status: status(state.status),
        reason: state.reason.clone(),
        person: state.person.clone(),
        notes: state.notes.iter().map(note).collect(),
        started_at: state.started.map(moments::moment),
        ended_at: state.ended.map(moments::moment),
        elapsed: state.elapsed(current, scene.now),
        commands: step.map_or_else(Vec::new, |step| {
            step.commands.iter().map(|at| number(*at)).collect()
        }),
        wait: wait(step, state),
        jumps: step.map_or_else(Vec::new, |step| jumps(scene, step, &branches)),
        branches,
        outputs,
        matched: found.is_some_and(|at| is_met(scene, at)),
        added: state.added.is_some(),
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

pub(super) fn status(status: Status) -> RunStatus {
    match status {
        Status::Open => RunStatus::Open,
        Status::Done => RunStatus::Done,
        Status::Skipped => RunStatus::Skipped,
        Status::Failed => RunStatus::Failed,
    }
}

fn output(step: Option<&Step>, listed: &[usize], remark: &Remark) -> RunOutput {
    let matching = step.map_or_else(Vec::new, |step| matching_branches(step, &remark.text));
    RunOutput {
        entry: remark.entry,
        at: moments::moment(remark.when),
        person: remark.person.clone(),
        text: remark.text.clone(),
        masked: remark.masked,
        branches: matching
            .into_iter()
            .filter_map(|index| listed.iter().position(|known| *known == index))
            .map(number)
            .collect(),
    }
}

fn wait(step: Option<&Step>, state: &StepState) -> Option<RunWait> {
    let seconds = state.text.wait?;
    let text = step
        .and_then(|step| step.wait.as_ref())
        .map(|wait| wait.text.clone());
    Some(RunWait {
        seconds,
        text: text.unwrap_or_default(),
        ends_at: state.timer.map(|timer| moments::moment(timer.ends())),
    })
}

/// Where the step sends to, but for what a branch leads to: that is gone to from there.
fn jumps(scene: &Scene<'_>, step: &Step, branches: &[RunBranch]) -> Vec<RunJump> {
    let by_branch = |key: &str| {
        branches
            .iter()
            .any(|branch| branch.step.as_deref() == Some(key))
    };
    let jump = |jump: &drillbook_runbook::steps::Jump| {
        let key = scene.source.key(jump.step)?;
        (!by_branch(key)).then(|| RunJump {
            text: jump.span.of(&scene.source.text).to_owned(),
            step: key.to_owned(),
        })
    };
    step.jumps.iter().filter_map(jump).collect()
}

/// The branches that stand nowhere else: not those that are steps of their own, nested in this one, and not the condition that
/// this one poses to the step around it.
fn listed(scene: &Scene<'_>, at: usize) -> Vec<usize> {
    let steps = &scene.source.procedure.steps;
    let branches = steps.get(at).map_or(&[][..], |step| &step.branches);
    let nested = |branch: &Branch| {
        let to = branch.step.and_then(|to| steps.get(to));
        to.is_some_and(|to| to.parent == Some(at))
    };
    let around = steps.get(at).and_then(|step| steps.get(step.parent?));
    let posed = |branch: &Branch| {
        let mut above = around.iter().flat_map(|around| &around.branches);
        above.any(|other| other.step == Some(at) && other.expected == branch.expected)
    };
    let all = branches.iter().enumerate();
    all.filter(|(_, branch)| !nested(branch) && !posed(branch))
        .map(|(index, _)| index)
        .collect()
}

/// Whether the step poses a condition to the one that it is nested in, and an output there meets it.
fn is_met(scene: &Scene<'_>, at: usize) -> bool {
    let steps = &scene.source.procedure.steps;
    let around = steps.get(at).and_then(|step| step.parent);
    let Some((parent, step)) = around.and_then(|parent| Some((parent, steps.get(parent)?))) else {
        return false;
    };
    let key = scene.source.key(parent).unwrap_or_default();
    let outputs = scene
        .run
        .state
        .step(key)
        .map_or(&[][..], |state| &state.outputs);
    let leads_here = |branch: &usize| {
        step.branches
            .get(*branch)
            .is_some_and(|branch| branch.step == Some(at))
    };
    outputs
        .iter()
        .any(|remark| matching_branches(step, &remark.text).iter().any(leads_here))
}

fn branches(
    scene: &Scene<'_>,
    step: &Step,
    listed: &[usize],
    outputs: &[RunOutput],
) -> Vec<RunBranch> {
    let known = listed.iter().filter_map(|index| step.branches.get(*index));
    let each = known.enumerate().map(|(at, branch)| {
        let target = branch.step.and_then(|step| scene.source.key(step));
        RunBranch {
            expected: branch.expected.clone(),
            then: branch.then.clone(),
            step: target.map(str::to_owned),
            matched: outputs
                .iter()
                .any(|output| output.branches.contains(&number(at))),
        }
    });
    each.collect()
}

/// Every command of the document, filled.
pub(super) fn commands(scene: &Scene<'_>) -> Vec<RunCommand> {
    let commands = scene.source.document.commands.iter().enumerate();
    commands
        .map(|(at, known)| command(scene, at, known))
        .collect()
}

fn command(scene: &Scene<'_>, at: usize, known: &Command) -> RunCommand {
    let parts = fill(
        &known.copy,
        at,
        &scene.source.procedure.parameters,
        &scene.values,
    );
    let mut missing: Vec<String> = Vec::new();
    for part in parts.iter().filter(|part| !part.filled) {
        if let Some(name) = part
            .parameter
            .as_ref()
            .filter(|name| !missing.contains(name))
        {
            missing.push(name.clone());
        }
    }
    let state = &scene.run.state;
    RunCommand {
        step: scene.source.step_of_command(at).map(str::to_owned),
        language: known.language.clone(),
        inline: known.kind == SnippetKind::Inline,
        copy: parts.iter().map(|part| part.text.as_str()).collect(),
        missing,
        destructive: marked(scene, known),
        confirmed: state.confirmed.contains(&known.copy),
        copied: state.copied.get(&known.copy).copied().unwrap_or(0),
        hidden_characters: known.hidden,
        parts: parts.into_iter().map(part).collect(),
    }
}

/// The worst that the command does.
fn marked(scene: &Scene<'_>, command: &Command) -> Option<RunDestructive> {
    let worst = destructive(&command.copy, &command.language)
        .into_iter()
        .max_by_key(|found| found.harm)?;
    let key = match worst.harm {
        Harm::StopsService => "run_harm_stops_service",
        Harm::CannotBeUndone => "run_harm_cannot_be_undone",
        Harm::LosesData => "run_harm_loses_data",
    };
    Some(RunDestructive {
        verb: worst.verb,
        why: scene.messages.text(key, &[]),
    })
}

fn part(part: Part) -> RunPart {
    RunPart {
        text: part.text,
        parameter: part.parameter,
        filled: part.filled,
    }
}
