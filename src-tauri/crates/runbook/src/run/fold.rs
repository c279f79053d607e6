//! From the log of a run to how it stands: a pure fold. No clock: every instant comes from an entry.

use super::event::{Event, Right, Snapshot, StepText, What};
use super::state::{Closing, Filled, Instant, Remark, Run, State, Status, StepState, Timer};
use std::collections::BTreeSet;

impl Run {
    /// The entries that tell what happened; where somebody only looked is no news.
    pub fn told(&self) -> impl Iterator<Item = &Event> {
        self.events
            .iter()
            .filter(|event| !matches!(event.what, What::Focused { .. }))
    }

    /// The run that the log tells; none where it does not begin with a beginning that this version can read.
    pub fn of(events: Vec<Event>) -> Option<Self> {
        let undone = undone(&events);
        let mut state = State::begin(events.first()?)?;
        for event in events
            .iter()
            .skip(1)
            .filter(|event| !undone.contains(&event.seq))
        {
            state.apply(event);
        }
        Some(Self {
            events,
            undone,
            state,
        })
    }

    /// The number of the last entry.
    pub fn last(&self) -> u32 {
        self.events.last().map_or(0, |event| event.seq)
    }

    /// When it began.
    pub fn began(&self) -> Instant {
        self.events.first().map(Event::when).unwrap_or_default()
    }
}

/// The entries that later ones take back. Taking back is never taken back itself: one does it again.
fn undone(events: &[Event]) -> BTreeSet<u32> {
    let named = |event: &Event| match event.what {
        What::Undone { entry } if entry < event.seq => Some(entry),
        _ => None,
    };
    events.iter().filter_map(named).collect()
}

impl Event {
    /// When it happened.
    pub fn when(&self) -> Instant {
        Instant {
            at: self.at,
            offset: self.offset,
        }
    }
}

impl Instant {
    /// Whole seconds from this instant to `end`; none at all where a clock went backwards.
    pub fn seconds_to(self, end: i64) -> u32 {
        u32::try_from(end.saturating_sub(self.at).max(0) / 1000).unwrap_or(u32::MAX)
    }
}

impl State {
    fn begin(first: &Event) -> Option<Self> {
        let What::Started(started) = &first.what else {
            return None;
        };
        let mut state = Self {
            person: first.person.clone(),
            started: (**started).clone(),
            ..Self::default()
        };
        state.take(&started.snapshot);
        state.focus(state.first_step(), first.when());
        Some(state)
    }

    /// The step that the run began with: the one its beginning names; in older logs the first one right under the section's
    /// heading; else the first of all.
    fn first_step(&self) -> Option<String> {
        let named = |step: &&StepState| self.started.first.as_ref() == Some(&step.key);
        let slug = self.started.section.as_deref().unwrap_or_default();
        let within = |step: &&StepState| {
            let under = step.text.id.rsplit_once('/').map(|(slug, _)| slug);
            !slug.is_empty() && under == Some(slug)
        };
        let mut steps = self.steps.iter();
        let found = steps
            .clone()
            .find(named)
            .or_else(|| steps.clone().find(within))
            .or_else(|| steps.next());
        found.map(|step| step.key.clone())
    }

    fn apply(&mut self, event: &Event) {
        let when = event.when();
        match &event.what {
            What::Focused { step } => self.focus(Some(step.clone()), when),
            What::Done { step } => self.end(step, Status::Done, None, event),
            What::Skipped { step, reason } => self.skip(step, reason, event),
            What::Failed { step, note } => {
                let note = Some(note.clone()).filter(|note| !note.is_empty());
                self.end(step, Status::Failed, note, event);
            }
            What::Noted { step, text } => self.remark(event, step.as_deref(), text, false),
            What::Output { step, text, masked } => {
                let remark = event.remark(text, *masked);
                self.with(step, |step| step.outputs.push(remark));
            }
            What::TimerStarted { step, seconds } => {
                let timer = Timer {
                    started: when,
                    seconds: *seconds,
                };
                self.with(step, |step| step.timer = Some(timer));
            }
            What::TimerStopped { step } => self.with(step, |step| step.timer = None),
            What::StepAdded { after, text } => self.add(after.as_deref(), text, event.seq),
            What::TextTaken { snapshot } => self.take(snapshot),
            What::Closed { right, missing } => self.close(*right, missing, event),
            What::Read { reading, value, .. } => self.take_reading(reading, *value, event),
            other => self.note_command(other),
        }
    }

    /// What concerns parameters, commands and the text.
    fn note_command(&mut self, what: &What) {
        match what {
            What::Filled {
                parameter,
                value,
                secret,
                origin,
            } => {
                let filled = Filled {
                    value: value.clone(),
                    origin: *origin,
                };
                if value.is_none() && !secret {
                    self.values.remove(parameter);
                } else {
                    self.values.insert(parameter.clone(), filled);
                }
            }
            What::Confirmed { command, .. } => {
                self.confirmed.insert(command.clone());
            }
            What::Copied { command, .. } => {
                *self.copied.entry(command.clone()).or_default() += 1;
            }
            What::TextKept { content } => self.kept = Some(content.clone()),
            _ => {}
        }
    }

    /// The step with this key.
    pub fn step(&self, key: &str) -> Option<&StepState> {
        self.steps.iter().find(|step| step.key == key)
    }

    fn with(&mut self, key: &str, change: impl FnOnce(&mut StepState)) {
        let steps = self.steps.iter_mut().chain(&mut self.gone);
        if let Some(step) = steps.into_iter().find(|step| step.key == key) {
            change(step);
        }
    }

    fn remark(&mut self, event: &Event, step: Option<&str>, text: &str, masked: bool) {
        let remark = event.remark(text, masked);
        match step {
            Some(step) => self.with(step, |step| step.notes.push(remark)),
            None => self.notes.push(remark),
        }
    }

    fn focus(&mut self, step: Option<String>, when: Instant) {
        if let Some(key) = &step {
            self.with(key, |step| {
                step.started.get_or_insert(when);
            });
        }
        self.current = step;
    }

    fn end(&mut self, key: &str, status: Status, reason: Option<String>, event: &Event) {
        self.mark(key, status, reason, event);
        self.go_on(key, event.when());
    }

    fn skip(&mut self, key: &str, reason: &str, event: &Event) {
        let nested: Vec<String> = self
            .family(key)
            .into_iter()
            .filter(|inner| inner == key || self.step(inner).is_some_and(StepState::is_open))
            .collect();
        for inner in nested {
            self.mark(&inner, Status::Skipped, Some(reason.to_owned()), event);
        }
        self.go_on(key, event.when());
    }

    fn mark(&mut self, key: &str, status: Status, reason: Option<String>, event: &Event) {
        self.with(key, |step| {
            step.status = status;
            step.reason = reason;
            step.person = Some(event.person.clone());
            step.started.get_or_insert(event.when());
            step.ended = Some(event.when());
        });
    }

    /// After a step has ended the next open one is on, else the first open one, else none.
    fn go_on(&mut self, key: &str, when: Instant) {
        let at = self
            .steps
            .iter()
            .position(|step| step.key == key)
            .unwrap_or(0);
        let (before, behind) = self.steps.split_at(at);
        let next = behind.iter().chain(before).find(|step| step.is_open());
        let next = next.map(|step| step.key.clone());
        self.focus(next, when);
    }

    /// The step and all that is nested in it, in reading order.
    fn family(&self, key: &str) -> Vec<String> {
        let mut found = vec![key.to_owned()];
        for step in &self.steps {
            if step
                .parent
                .as_ref()
                .is_some_and(|parent| found.contains(parent))
            {
                found.push(step.key.clone());
            }
        }
        found
    }

    fn add(&mut self, after: Option<&str>, text: &str, entry: u32) {
        let added = StepState {
            key: added_key(entry),
            text: StepText {
                text: text.to_owned(),
                ..StepText::default()
            },
            added: Some(entry),
            ..StepState::default()
        };
        self.place(after, added);
    }

    /// Puts a step behind `after` and what is nested in that, as deep as it.
    fn place(&mut self, after: Option<&str>, mut step: StepState) {
        let Some(after) = after else {
            self.steps.insert(0, step);
            return;
        };
        if let Some(before) = self.step(after) {
            step.parent.clone_from(&before.parent);
            step.text.depth = before.text.depth;
            step.text.heading.clone_from(&before.text.heading);
        }
        let family = self.family(after);
        let last = self
            .steps
            .iter()
            .rposition(|step| family.contains(&step.key));
        let at = last.map_or(self.steps.len(), |last| last + 1);
        self.steps.insert(at, step);
    }

    /// Follows this text from now on. A step that reads as before keeps all that was said of it.
    fn take(&mut self, snapshot: &Snapshot) {
        let mut old = std::mem::take(&mut self.steps);
        old.append(&mut self.gone);
        let added = added_places(&old);
        for text in &snapshot.steps {
            let known = old.iter().position(|step| step.key == text.hash);
            let mut step = known.map_or_else(StepState::default, |at| old.remove(at));
            step.key.clone_from(&text.hash);
            step.text = text.clone();
            let parent = text.parent.and_then(|at| snapshot.steps.get(at));
            step.parent = parent.map(|parent| parent.hash.clone());
            self.steps.push(step);
        }
        for (after, key) in added {
            if let Some(at) = old.iter().position(|step| step.key == key) {
                let after = after.filter(|after| self.step(after).is_some());
                let after = after.or_else(|| self.steps.last().map(|step| step.key.clone()));
                self.place(after.as_deref(), old.remove(at));
            }
        }
        self.gone
            .extend(old.into_iter().filter(StepState::is_touched));
        self.snapshot = snapshot.clone();
        self.kept = None;
        if self
            .current
            .as_deref()
            .is_some_and(|key| self.step(key).is_none())
        {
            self.current = self
                .steps
                .iter()
                .find(|step| step.is_open())
                .map(|step| step.key.clone());
        }
    }

    fn close(&mut self, right: Right, missing: &str, event: &Event) {
        self.current = None;
        self.closing = Some(Closing {
            when: event.when(),
            person: event.person.clone(),
            right,
            missing: missing.to_owned(),
        });
    }

    /// How many steps stand like this.
    pub fn count(&self, status: Status) -> usize {
        self.steps
            .iter()
            .filter(|step| step.status == status)
            .count()
    }
}

/// The key of the step that this entry added.
pub(super) fn added_key(entry: u32) -> String {
    format!("added-{entry}")
}

/// The added steps, each with the key of what stands before it.
fn added_places(steps: &[StepState]) -> Vec<(Option<String>, String)> {
    let before = |at: usize| at.checked_sub(1).and_then(|at| steps.get(at));
    let added = steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.added.is_some());
    added
        .map(|(at, step)| (before(at).map(|step| step.key.clone()), step.key.clone()))
        .collect()
}

impl StepState {
    /// Nothing was said of it yet.
    pub fn is_open(&self) -> bool {
        self.status == Status::Open
    }

    fn is_touched(&self) -> bool {
        !self.is_open() || !self.notes.is_empty() || !self.outputs.is_empty()
    }

    /// Whole seconds that it took; until `now` while it is the `current` one.
    pub fn elapsed(&self, current: bool, now: i64) -> Option<u32> {
        let started = self.started?;
        let end = self.ended.map(|ended| ended.at);
        let end = end.or_else(|| current.then_some(now))?;
        Some(started.seconds_to(end))
    }
}

impl Event {
    fn remark(&self, text: &str, masked: bool) -> Remark {
        Remark {
            entry: self.seq,
            when: self.when(),
            person: self.person.clone(),
            text: text.to_owned(),
            masked,
        }
    }
}
