//! Before a run and its beginning: what following a document would mean, and the first entries.

use super::{Answer, KIND, Source, view};
use crate::App;
use crate::clock;
use crate::session::Session;
use crate::wire::{
    ErrorCode, NamedValue, RunListRequest, RunOffer, RunOrigin, RunParameter, RunPrepareRequest,
    RunStartRequest, RunState, RunView,
};
use drillbook_alerts::Alert;
use drillbook_journal::Stream;
use drillbook_runbook::run::{
    AlertNote, LONGEST_TEXT, LONGEST_VALUE, Origin, Started, What, prefill, secret_name,
    secret_value,
};
use drillbook_runbook::secret;
use drillbook_runbook::steps::{Form, is_fillable};
use std::sync::Arc;
use uuid::Uuid;

/// The longest alert that is looked at, in bytes.
const LONGEST_ALERT: usize = 256 * 1024;

/// An alert as the log keeps it, and its labels as they are.
type Pasted = (AlertNote, Vec<(String, String)>);

impl App {
    /// What following a document would mean.
    pub fn prepare_run(&self, request: &RunPrepareRequest) -> Answer<RunOffer> {
        let session = self.opened()?;
        let source = Source::read(&session, &request.document)?;
        let alert = self.alert(request.alert.as_deref())?;
        let given = given(&source, alert.as_ref(), &[]);
        let open = self.runs(&RunListRequest {
            document: Some(request.document.clone()),
        })?;
        Ok(RunOffer {
            document: source.path.clone(),
            title: source.document.title.clone(),
            form: view::form(source.procedure.form),
            steps: u32::try_from(source.procedure.steps.len()).unwrap_or(u32::MAX),
            parameters: parameters(&source, &given),
            alert: alert.map(|(note, _)| view::alert(&note)),
            open: open
                .into_iter()
                .filter(|row| row.state == RunState::Open)
                .collect(),
            person: self.person_name(),
        })
    }

    /// Begins a run.
    pub fn start_run(&self, request: &RunStartRequest) -> Answer<RunView> {
        let session = self.opened()?;
        let source = Source::read(&session, &request.document)?;
        self.can_follow(&source)?;
        let long = |text: &str, most| text.len() > most;
        let values_too_long = request
            .values
            .iter()
            .any(|value| long(&value.value, LONGEST_VALUE));
        if long(&request.reason, LONGEST_TEXT) || values_too_long || request.values.len() > 1000 {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        let alert = self.alert(request.alert.as_deref())?;
        let given = given(&source, alert.as_ref(), &request.values);
        let section = request.section.clone().filter(|slug| {
            source
                .document
                .sections
                .iter()
                .any(|section| section.slug == *slug)
                && !slug.is_empty()
        });
        let first = section
            .as_deref()
            .and_then(|slug| source.procedure.first_in(&source.document, slug));
        let first = first.and_then(|step| source.key(step)).map(str::to_owned);
        let started = Started {
            document: source.path.clone(),
            title: source.document.title.clone(),
            library: session.info().name,
            section,
            first,
            reason: secret::mask(request.reason.trim()),
            alert: alert.map(|(note, _)| note),
            occurrence: Self::occurrence(&source),
            snapshot: source.snapshot.clone(),
        };
        self.begin(&session, &source, started, given)
    }

    /// Begins recurring work for one of its days.
    pub(crate) fn begin_check(
        &self,
        session: &Arc<Session>,
        source: &Source,
        occurrence: String,
    ) -> Answer<RunView> {
        self.can_follow(source)?;
        let started = Started {
            document: source.path.clone(),
            title: source.document.title.clone(),
            library: session.info().name,
            occurrence: Some(occurrence),
            snapshot: source.snapshot.clone(),
            ..Started::default()
        };
        self.begin(session, source, started, given(source, None, &[]))
    }

    fn can_follow(&self, source: &Source) -> Answer<()> {
        if source.procedure.form == Form::Reference {
            let document = [("document", source.path.as_str())];
            return Err(self.error(ErrorCode::NoProcedure, &document));
        }
        Ok(())
    }

    fn begin(
        &self,
        session: &Arc<Session>,
        source: &Source,
        started: Started,
        given: Vec<Given>,
    ) -> Answer<RunView> {
        let stream = Stream {
            id: Uuid::now_v7(),
            kind: KIND.to_owned(),
            library: session.library,
            subject: source.path.clone(),
            began: clock::now(),
        };
        let mut entries = vec![self.entry(1, &What::Started(Box::new(started)))];
        for (seq, given) in (2..).zip(given) {
            let secret = secret_value(&given.name, &given.value);
            let what = What::Filled {
                parameter: given.name.clone(),
                value: (!secret).then(|| given.value.clone()),
                secret,
                origin: given.origin,
            };
            entries.push(self.entry(seq, &what));
            if secret {
                self.runs
                    .set_secret(&stream.id, &given.name, Some(given.value));
            }
        }
        let text = (source.snapshot.text.as_str(), source.text.as_str());
        let begun = self.journal()?.begin(&stream, &entries, &[text]);
        begun.map_err(|error| self.of_journal(&error))?;
        self.told(&stream.id);
        Ok(self.view_of(&self.load(&stream.id.to_string())?))
    }

    /// The alert that was pasted, as the log keeps it and with its labels as they are. A text that is no alert is
    /// kept as the reason's companion, without a name.
    fn alert(&self, pasted: Option<&str>) -> Answer<Option<Pasted>> {
        let Some(text) = pasted.map(str::trim).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        if text.len() > LONGEST_ALERT {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        let read = Alert::read(text).unwrap_or_default();
        let note = AlertNote::masked(&read.name, &read.labels, text);
        Ok(Some((note, read.labels)))
    }
}

/// A value that is known when a run begins.
struct Given {
    name: String,
    value: String,
    origin: Origin,
}

/// What was typed, and for what was not, what the alert says. Values that cannot be put into a command are left out.
fn given(source: &Source, alert: Option<&Pasted>, typed: &[NamedValue]) -> Vec<Given> {
    let names = &source.snapshot.parameters;
    let from_alert = alert.map_or_else(Vec::new, |(_, labels)| prefill(names, labels));
    let value = |name: &String| {
        let own = typed.iter().find(|value| value.name == *name);
        let own = own.map(|value| (value.value.clone(), Origin::Typed));
        let alert = from_alert.iter().find(|(known, _)| known == name);
        let alert = alert.map(|(_, value)| (value.clone(), Origin::Alert));
        // What was typed as the alert has it comes from the alert.
        let same = own.as_ref().map(|(value, _)| value) == alert.as_ref().map(|(value, _)| value);
        let own = own.filter(|(value, _)| !same && !value.is_empty());
        let (value, origin) = own.or(alert)?;
        is_fillable(&value).then(|| Given {
            name: name.clone(),
            value,
            origin,
        })
    };
    names.iter().filter_map(value).collect()
}

fn parameters(source: &Source, given: &[Given]) -> Vec<RunParameter> {
    let each = source.procedure.parameters.iter().map(|parameter| {
        let given = given.iter().find(|given| given.name == parameter.name);
        let default = parameter.default.clone().filter(|value| is_fillable(value));
        let value = given
            .map(|given| given.value.clone())
            .or_else(|| default.clone());
        RunParameter {
            name: parameter.name.clone(),
            origin: match given {
                Some(_) => Some(RunOrigin::Alert),
                None => default.as_ref().map(|_| RunOrigin::Default),
            },
            secret: secret_name(&parameter.name)
                || value
                    .as_ref()
                    .is_some_and(|value| secret_value(&parameter.name, value)),
            value,
            forgotten: false,
            default: parameter.default.clone(),
            description: parameter.description.clone(),
            used: view::used(parameter),
        }
    });
    each.collect()
}
