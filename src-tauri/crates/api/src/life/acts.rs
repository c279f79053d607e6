//! What is done to a document's life: read and signed, reviewed, approved, answered. Each act is a record of its own.

use super::book::{self, Ack, Feedback, Mark, Review};
use super::scene::{Scene, status};
use super::{Answer, Read, told};
use crate::App;
use crate::clock;
use crate::records::Sort;
use crate::session::Session;
use crate::wire::{ChangeClass, DocumentLife, ErrorCode, LifeAct, LifeActRequest, WireError};
use drillbook_library::Error;
use drillbook_runbook::front_matter::Refusal;
use drillbook_runbook::life::{self, Status};
use drillbook_runbook::run::Instant;
use serde::Serialize;

/// The longest note, in characters.
const LONGEST: usize = 4_000;

impl App {
    /// Does something to a document's life and answers with how it stands then. Refused where it says something else by now
    /// than the person looked at.
    pub fn act_in_life(&self, request: &LifeActRequest) -> Answer<DocumentLife> {
        let session = self.opened()?;
        let read = self.read_life(&session, &request.document)?;
        if read.record.content != request.content {
            return Err(self.life_refused("changed"));
        }
        let today = clock::today().parse().unwrap_or_default();
        let scene = Scene::of(&session, &self.person_name(), today);
        match &request.act {
            LifeAct::Sign => {
                let mark = mark(&scene, &read);
                self.put(&session, book::ACKS, &Ack { mark })?;
            }
            LifeAct::Feedback { right, note } => {
                let answer = Feedback {
                    mark: mark(&scene, &read),
                    right: *right,
                    note: self.note(note)?,
                };
                self.put(&session, book::FEEDBACK, &answer)?;
            }
            LifeAct::Review { change } => {
                let front = &read.document.front_matter;
                let text = life::reviewed(&read.text, front, scene.today);
                let review = review(&scene, &read, "reviewed", *change);
                self.decide(&session, &read, text, &review)?;
            }
            LifeAct::Status {
                status,
                change,
                note,
            } => {
                let status = told::status_of_wire(*status);
                self.may_become(&scene, &read, status)?;
                let mut review = review(&scene, &read, status.as_str(), *change);
                review.note = self.note(note)?;
                self.decide(&session, &read, become_(&read, status, &scene), &review)?;
            }
        }
        let read = self.read_life(&session, &request.document)?;
        Ok(self.life_of(&session, &read))
    }

    /// Writes the front matter, then the record; neither where the front matter cannot be written.
    fn decide(
        &self,
        session: &Session,
        read: &Read,
        text: Result<String, Refusal>,
        review: &Review,
    ) -> Answer<()> {
        let text = text
            .map_err(|refusal| self.life_refused(&format!("front_matter_{}", refusal.as_str())))?;
        if !read.whole {
            return Err(self.life_refused("not_text"));
        }
        if text != read.text {
            let replaced = session
                .root
                .replace(&read.id, read.text.as_bytes(), text.as_bytes());
            let replaced = replaced.map_err(|error| match error {
                Error::Changed { .. } => self.life_refused("changed"),
                other => WireError::of_library(self.messages(), &other),
            })?;
            let confirmed = replaced.sure();
            confirmed.map_err(|error| self.not_written(&read.id, &error))?;
            session.ask(false);
        }
        self.put(session, book::REVIEWS, review)
    }

    fn may_become(&self, scene: &Scene<'_>, read: &Read, to: Status) -> Answer<()> {
        if !Status::next(status(&read.record)).contains(&to) {
            return Err(self.life_refused("not_next"));
        }
        if to == Status::Approved && !scene.may_approve(&read.record) {
            return Err(self.life_refused("not_approver"));
        }
        Ok(())
    }

    fn put(&self, session: &Session, sort: Sort, record: &impl Serialize) -> Answer<()> {
        let written = sort.add(&session.root, now(), record);
        let folder = format!("records/{}/", sort.kind);
        written
            .map(drop)
            .map_err(|error| self.not_written(&folder, &error))
    }

    fn note(&self, note: &str) -> Answer<String> {
        if note.chars().count() > LONGEST {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        Ok(note.trim().to_owned())
    }

    fn not_written(&self, file: &str, error: &std::io::Error) -> WireError {
        self.error(ErrorCode::NotWritten, &[("file", file)])
            .because(error)
    }

    fn life_refused(&self, why: &str) -> WireError {
        let problem = self.messages().text(&format!("life_refusal_{why}"), &[]);
        self.error(ErrorCode::LifeRefused, &[("problem", &problem)])
    }
}

/// The text as it reads when the document stands so. Whoever approves a document has looked at it.
fn become_(read: &Read, status: Status, scene: &Scene<'_>) -> Result<String, Refusal> {
    let text = status.written(&read.text, &read.document.front_matter)?;
    let front = drillbook_runbook::parse(&read.id, &text).front_matter;
    if status == Status::Approved && front.review_interval.is_some() {
        life::reviewed(&text, &front, scene.today)
    } else {
        Ok(text)
    }
}

fn review(scene: &Scene<'_>, read: &Read, decision: &str, change: Option<ChangeClass>) -> Review {
    let vouches = matches!(decision, "reviewed" | "approved");
    let before = scene.before(&read.id, &read.record).filter(|_| vouches);
    // A change that nobody classed counts as one of content.
    let change = before
        .is_some()
        .then(|| change.unwrap_or(ChangeClass::Content));
    Review {
        mark: mark(scene, read),
        decision: decision.to_owned(),
        before,
        change: change.map(|change| told::class_of_wire(change).as_str().to_owned()),
        note: String::new(),
    }
}

/// Of this text, by me, now.
fn mark(scene: &Scene<'_>, read: &Read) -> Mark {
    let me = scene.me.as_ref();
    let person = (
        me.map_or_else(|| scene.name.clone(), |me| me.name.clone()),
        me.map(|me| me.id.clone()),
    );
    let record = &read.record;
    book::mark(person, now(), [&read.id, &record.content, &record.title])
}

fn now() -> Instant {
    Instant {
        at: clock::now(),
        offset: clock::offset(),
    }
}
