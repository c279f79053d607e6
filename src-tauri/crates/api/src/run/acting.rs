//! Acting in a run: one act becomes one entry, in spite of others who act at the same time.

use super::{Answer, Loaded, Source, view};
use crate::App;
use crate::wire::{ErrorCode, RunAct, RunActRequest, RunRight, RunView, WireError};
use drillbook_journal::Error;
use drillbook_runbook::run::{Act, Asked, Origin, Refusal, Right, What};

/// How often an act is decided anew because another process was faster.
const TRIES: usize = 8;

impl App {
    /// Does something in a run and answers with the run as it is then.
    pub fn act(&self, request: &RunActRequest) -> Answer<RunView> {
        for _ in 0..TRIES {
            let loaded = self.load(&request.id)?;
            let (act, text) = self.meant(&loaded, &request.act)?;
            let decided = loaded.run.decide(act);
            let Some(what) = decided.map_err(|refusal| self.refused(refusal))? else {
                return Ok(self.view_of(&loaded));
            };
            match self.record(&loaded, &what, text.as_ref()) {
                Ok(()) => {
                    self.remember_secret(&loaded, &request.act, &what);
                    let loaded = self.load(&request.id)?;
                    if matches!(what, What::Closed { .. }) {
                        self.share_where_asked(&loaded);
                    }
                    self.told(&loaded.stream.id);
                    return Ok(self.view_of(&loaded));
                }
                Err(Error::Overtaken { .. }) => {}
                Err(error) => return Err(self.of_journal(&error)),
            }
        }
        Err(self.error(ErrorCode::RunBusy, &[]))
    }

    /// Appends one entry, with the text that it takes.
    pub(super) fn record(
        &self,
        loaded: &Loaded,
        what: &What,
        text: Option<&Source>,
    ) -> Result<(), Error> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let last = loaded.run.last();
        let texts = text.map(|source| (source.snapshot.text.as_str(), source.text.as_str()));
        let entry = self.entry(last + 1, what);
        journal.append(&loaded.stream.id, last, &[entry], texts.as_slice())
    }

    /// A secret is used as long as the app runs; a value that is stored takes its place.
    fn remember_secret(&self, loaded: &Loaded, act: &RunAct, what: &What) {
        if let (
            RunAct::Fill { value, .. },
            What::Filled {
                parameter, secret, ..
            },
        ) = (act, what)
        {
            let kept = secret.then(|| value.clone());
            self.runs.set_secret(&loaded.stream.id, parameter, kept);
        }
    }

    pub(super) fn refused(&self, refusal: Refusal) -> WireError {
        if refusal == Refusal::Closed {
            return self.error(ErrorCode::RunClosed, &[]);
        }
        let problem = self
            .messages()
            .text(&format!("refusal_{}", refusal.as_str()), &[]);
        self.error(ErrorCode::RunRefused, &[("problem", &problem)])
    }

    /// The act in the run's own terms, and the text that it takes.
    fn meant(&self, loaded: &Loaded, act: &RunAct) -> Answer<(Act, Option<Source>)> {
        let act = match act.clone() {
            RunAct::Focus { step } => Act::Focus(step),
            RunAct::Done { step } => Act::Done(step),
            RunAct::Skip { step, reason } => Act::Skip(step, reason),
            RunAct::Fail { step, note } => Act::Fail(step, note),
            RunAct::Note { step, text } => Act::Note(step, text),
            RunAct::Output { step, text } => Act::Output(step, text),
            RunAct::StartTimer { step } => Act::StartTimer(step),
            RunAct::StopTimer { step } => Act::StopTimer(step),
            RunAct::AddStep { after, text } => Act::AddStep(after, text),
            RunAct::Undo { entry } => Act::Undo(entry),
            RunAct::Close { right, missing } => Act::Close(of_wire(right), missing),
            RunAct::Fill {
                name,
                value,
                secret,
            } => Act::Fill {
                name,
                value,
                secret,
                origin: Origin::Typed,
            },
            RunAct::Read { reading, value } => {
                let (step, asked) = self.asked(loaded, &reading)?;
                Act::Read(step, asked, value)
            }
            RunAct::Confirm { command } => {
                let (step, raw) = self.command(loaded, command)?;
                Act::Confirm(step, raw)
            }
            RunAct::Copied { command } => {
                let (step, raw) = self.command(loaded, command)?;
                let text = view::filled_without_secrets(loaded, command as usize);
                Act::Copied(step, raw, text)
            }
            RunAct::KeepText | RunAct::TakeText => return self.about_text(loaded, act),
        };
        Ok((act, None))
    }

    /// The step's key and the command as the document has it.
    fn command(&self, loaded: &Loaded, command: u32) -> Answer<(Option<String>, String)> {
        let source = &loaded.source;
        let found = source.document.commands.get(command as usize);
        let found = found.ok_or_else(|| self.refused(Refusal::NoCommand))?;
        let step = source.step_of_command(command as usize).map(str::to_owned);
        Ok((step, found.copy.clone()))
    }

    /// The step's key and the reading as the document asks for it.
    fn asked(&self, loaded: &Loaded, id: &str) -> Answer<(Option<String>, Asked)> {
        let source = &loaded.source;
        let found = source.readings.iter().find(|reading| reading.key == id);
        let found = found.ok_or_else(|| self.refused(Refusal::NoReading))?;
        let step = found.step.and_then(|step| source.key(step));
        let asked = Asked {
            key: found.key.clone(),
            name: found.name.clone(),
            unit: found.unit.clone(),
            limits: found.limits,
        };
        Ok((step.map(str::to_owned), asked))
    }

    fn about_text(&self, loaded: &Loaded, act: &RunAct) -> Answer<(Act, Option<Source>)> {
        let session = self.session_of(loaded);
        let session = session.ok_or_else(|| self.error(ErrorCode::NoLibrary, &[]))?;
        let now = Source::read(&session, &loaded.run.state.started.document)?;
        if matches!(act, RunAct::KeepText) {
            return Ok((Act::KeepText(now.snapshot.content.clone()), None));
        }
        Ok((Act::TakeText(now.snapshot.clone()), Some(now)))
    }
}

fn of_wire(right: RunRight) -> Right {
    match right {
        RunRight::Yes => Right::Yes,
        RunRight::Partly => Right::Partly,
        RunRight::No => Right::No,
    }
}
