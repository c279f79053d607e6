//! New documents: which templates there are, what is known of a document before it is written, and what it would be.
//!
//! A template becomes a document in `runbook::template`; here it is found, in the library or among those that ship, and the
//! document gets its place. Nothing is written: whoever likes what they see has it made.

mod origin;
mod place;

use crate::App;
use crate::document;
use crate::indexing::{LARGEST_PARSED, read_text};
use crate::messages::{Messages, Tongue};
use crate::session::Session;
use crate::wire::{
    AlertGap, AlertGaps, DocumentPathRequest, ErrorCode, NewDocument, NewFieldProblem, NewFields,
    NewKnown, NewOffer, NewOfferRequest, NewPart, NewRequest, Snippet, TemplateRow, WireError,
};
use drillbook_library::is_document;
use drillbook_runbook::render::Source;
use drillbook_runbook::template::{Fields, Part, Place, SHIPPED, Said, Template, fill};
use drillbook_runbook::{self as runbook, Language};
use std::path::Path;

type Answer<T> = Result<T, WireError>;

/// Bytes of what a person said and what is known of a document, together.
const LONGEST: usize = 256 * 1024;
/// A team's own templates that are offered.
const MOST_OWN: usize = 100;

impl App {
    /// What a new document can be made of, and what is known of it.
    pub fn offer_document(&self, request: &NewOfferRequest) -> Answer<NewOffer> {
        let session = self.opened()?;
        let known = self.known_of(&session, &request.origin)?;
        let mut templates = own(&session);
        templates.extend(shipped(session.messages()));
        let wanted = known.template;
        let fits = |row: &&TemplateRow| row.kind == wanted.kind && row.file.is_some();
        // A team's own template of the kind comes before the one that ships.
        let template = templates
            .iter()
            .find(fits)
            .map_or_else(|| wanted.id.to_owned(), |row| row.id.clone());
        let (folders, owners, services) = (
            place::folders(&session),
            place::owners(&session),
            place::services(&session),
        );
        Ok(NewOffer {
            templates,
            template,
            fields: known.fields,
            known: known.said,
            folders,
            owners,
            services,
        })
    }

    /// The document that a template becomes, and where it would stand.
    pub fn fill_document(&self, request: &NewRequest) -> Answer<NewDocument> {
        let session = self.opened()?;
        if length(request) > LONGEST {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        let template = self.template(&session, request)?;
        let filled = fill(
            &template.text,
            &fields(&request.fields),
            &said(&request.known),
        );
        let place = place::of(&session, request, template.kind);
        let problem = match place.file.as_str() {
            "" => None,
            _ => self.problem_at(&place.path)?,
        };
        let parsed = runbook::parse(&place.path, &filled.text);
        let links = session.links();
        let source = Source::new(&place.path, &filled.text, &parsed, &links);
        let page = document::rendered(&session, source);
        let messages = session.messages();
        Ok(NewDocument {
            folder: place.folder,
            file: place.file,
            path: place.path,
            problem,
            html: page.html,
            snippets: page.snippets.into_iter().map(Snippet::from).collect(),
            fields: wrong(messages, &parsed, &filled.refused),
            text: filled.text,
        })
    }

    /// The alerts of the library's rules that no document answers.
    pub fn alert_gaps(&self) -> Answer<AlertGaps> {
        let report = self.coverage(&[])?;
        let gaps = report.missing.into_iter().map(|missing| AlertGap {
            alert: missing.alert,
            file: missing.file,
            line: missing.line,
            renamed: missing.renamed,
        });
        Ok(AlertGaps {
            rules: u32::try_from(report.rules).unwrap_or(u32::MAX),
            missing: gaps.collect(),
        })
    }

    /// Why no new document can stand at `path`.
    fn problem_at(&self, path: &str) -> Answer<Option<String>> {
        let asked = DocumentPathRequest {
            path: path.to_owned(),
        };
        Ok(self.check_path(&asked)?.problem)
    }

    fn template(&self, session: &Session, request: &NewRequest) -> Answer<Template> {
        let id = request.template.as_str();
        if let Some(shipped) = SHIPPED.iter().find(|shipped| shipped.id == id) {
            return Ok(shipped.template(&Language::of_code(&request.language)));
        }
        let shown: String = id.chars().take(200).collect();
        if !session.settings().settings.is_template(id) || !is_document(id) {
            return Err(self.error(ErrorCode::DocumentNotFound, &[("id", &shown)]));
        }
        let (text, ..) = read_text(&session.root, id, LARGEST_PARSED)
            .map_err(|error| WireError::of_library(self.messages(), &error))?;
        Ok(Template::read(id, &text.replace("\r\n", "\n")))
    }
}

/// The team's own templates, by title.
fn own(session: &Session) -> Vec<TemplateRow> {
    let rows = own_ids(session).into_iter().filter_map(|id| {
        let (text, ..) = read_text(&session.root, &id, LARGEST_PARSED).ok()?;
        let template = Template::read(&id, &text);
        Some(TemplateRow {
            id: id.clone(),
            title: template.title,
            summary: template.summary,
            kind: template.kind.as_str().to_owned(),
            languages: vec![template.language.code().to_owned()],
            file: Some(id),
        })
    });
    let mut rows: Vec<TemplateRow> = rows.collect();
    rows.sort_by_cached_key(|row| row.title.to_lowercase());
    rows
}

/// Their ids. The catalogue is let go before any of them is read: a slow disk keeps nobody from it.
fn own_ids(session: &Session) -> Vec<String> {
    let settings = session.settings();
    let catalogue = session.catalogue();
    let ids = catalogue.records.keys();
    let is_markdown = |id: &str| Path::new(id).extension().is_none_or(|own| own != "adoc");
    ids.filter(|id| settings.settings.is_template(id) && is_markdown(id))
        .take(MOST_OWN)
        .cloned()
        .collect()
}

/// The templates that ship, called as the person speaks.
fn shipped(messages: Messages) -> impl Iterator<Item = TemplateRow> {
    let language = match messages.tongue() {
        Tongue::Id => Language::Id,
        Tongue::En => Language::En,
    };
    SHIPPED.iter().map(move |shipped| {
        let template = shipped.template(&language);
        TemplateRow {
            id: shipped.id.to_owned(),
            title: template.title,
            summary: template.summary,
            kind: template.kind.as_str().to_owned(),
            languages: vec!["en".to_owned(), "id".to_owned()],
            file: None,
        }
    })
}

fn length(request: &NewRequest) -> usize {
    let NewFields {
        title,
        owner,
        service,
        severity,
        alerts,
        review_interval,
        schedule,
    } = &request.fields;
    let fields = [title, owner, service, severity, review_interval, schedule];
    let known = request.known.iter().map(|known| &known.text);
    let places = request.folder.iter().chain(&request.file);
    let all = fields.into_iter().chain(alerts).chain(known).chain(places);
    all.map(String::len).sum()
}

fn fields(given: &NewFields) -> Fields {
    Fields {
        title: given.title.clone(),
        owner: given.owner.clone(),
        service: given.service.clone(),
        severity: given.severity.clone(),
        alerts: given.alerts.clone(),
        review_interval: given.review_interval.clone(),
        schedule: given.schedule.clone(),
    }
}

fn said(known: &[NewKnown]) -> Vec<Said> {
    let said = known.iter().map(|known| Said {
        part: match known.part {
            NewPart::Meaning => Part::Meaning,
            NewPart::Impact => Part::Impact,
            NewPart::Steps => Part::Steps,
            NewPart::Timeline => Part::Timeline,
        },
        place: if known.instead {
            Place::Instead
        } else {
            Place::Above
        },
        text: known.text.clone(),
    });
    said.collect()
}

/// What is wrong with fields: values that cannot be understood, and those that the template could not take.
fn wrong(
    messages: Messages,
    document: &runbook::Document,
    refused: &[&'static str],
) -> Vec<NewFieldProblem> {
    let found = document.diagnostics.iter().filter_map(|found| {
        let (_, field) = found.args.iter().find(|(name, _)| *name == "field")?;
        let (message, hint) = messages.diagnostic(found);
        let sentences = [Some(message), hint];
        Some(NewFieldProblem {
            field: field.clone(),
            message: sentences
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(". "),
        })
    });
    let refused = refused.iter().map(|field| NewFieldProblem {
        field: (*field).to_owned(),
        message: messages.text("new_field_refused", &[("field", field)]),
    });
    found.chain(refused).collect()
}
