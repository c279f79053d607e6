//! What the life of a document is told from: the library's records, its people, who I am, and the day.

use super::book::{Book, Review as ReviewRecord};
use super::gone::Gone;
use crate::catalogue::Record;
use crate::session::Session;
use drillbook_runbook::life::{
    Ack, Class, Date, Inputs, People, Person, Review, Signature, Status, Step, signatures,
    still_holds,
};
use std::sync::Arc;

pub(super) struct Scene<'a> {
    pub(super) session: &'a Session,
    pub(super) book: Arc<Book>,
    pub(super) gone: Arc<Gone>,
    pub(super) people: People,
    /// My name.
    pub(super) name: String,
    /// Whom the team's list knows by that name.
    pub(super) me: Option<Person>,
    pub(super) today: Date,
    /// Who may approve documents that name nobody.
    approvers: Vec<String>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(session: &'a Session, name: &str, today: Date) -> Self {
        let settings = session.settings();
        let people = People(settings.settings.people.clone());
        Self {
            book: session.life.book.book(&session.root),
            gone: session.life.gone.of(session),
            me: people.find(name).cloned(),
            name: name.to_owned(),
            approvers: settings.settings.approvers.clone(),
            session,
            people,
            today,
        }
    }

    /// It is me.
    pub(super) fn is_me(&self, person: &Person) -> bool {
        match &self.me {
            Some(me) => me.id == person.id,
            None => person.id == self.name,
        }
    }

    /// I own what `owner` owns, as front matter writes it.
    pub(super) fn is_mine(&self, owner: Option<&str>) -> bool {
        let owners: Vec<String> = owners(owner).map(str::to_owned).collect();
        let named = self.people.named(&owners);
        named.iter().any(|person| self.is_me(person))
    }

    /// Who may approve the document: those whom it names, else those whom the library names. Everybody where that is nobody.
    pub(super) fn approvers(&self, record: &Record) -> Vec<Person> {
        let own = &record.approvers;
        self.people
            .named(if own.is_empty() { &self.approvers } else { own })
    }

    /// I may approve it.
    pub(super) fn may_approve(&self, record: &Record) -> bool {
        let named = self.approvers(record);
        named.is_empty() || named.iter().any(|person| self.is_me(person))
    }

    /// The reviews of a document, oldest first.
    pub(super) fn reviews(&self, id: &str, record: &Record) -> Vec<&ReviewRecord> {
        self.book.reviews.of(id, &record.content)
    }

    /// The changes of a document that somebody classed.
    pub(super) fn steps(&self, id: &str, record: &Record) -> Vec<Step> {
        let reviews = self.reviews(id, record).into_iter();
        let steps = reviews.filter_map(|review| {
            Some(Step {
                before: review.before.clone()?,
                after: review.mark.content.clone(),
                class: Class::of_word(review.change.as_deref()?)?,
            })
        });
        steps.collect()
    }

    /// The text that somebody vouched for before: reviewed or approved, else signed. None where what it says now is vouched for.
    pub(super) fn before(&self, id: &str, record: &Record) -> Option<String> {
        let now = record.content.as_str();
        let vouched = self.reviews(id, record);
        let mut vouched = vouched
            .iter()
            .filter(|review| review.vouches())
            .map(|r| &r.mark);
        let last = vouched.next_back();
        let last = last.or_else(|| self.book.acks.of(id, now).last().map(|ack| &ack.mark));
        last.map(|mark| mark.content.clone())
            .filter(|content| content != now)
    }

    /// Somebody has signed the document, whatever it said then.
    pub(super) fn is_signed(&self, id: &str, record: &Record) -> bool {
        !self.book.acks.of(id, &record.content).is_empty()
    }

    /// Who has signed and who has not.
    pub(super) fn signatures(&self, id: &str, record: &Record) -> Vec<Signature> {
        let acks = self.book.acks.of(id, &record.content).into_iter();
        let acks: Vec<Ack> = acks
            .map(|ack| Ack {
                person: ack.mark.who().to_owned(),
                content: ack.mark.content.clone(),
                at: ack.mark.instant().at,
            })
            .collect();
        let readers = if is_in_force(record) {
            self.people.named(&record.readers)
        } else {
            Vec::new()
        };
        let steps = self.steps(id, record);
        signatures(&record.content, &readers, &acks, &steps, &self.people)
    }

    /// What the reasons are told from.
    pub(super) fn inputs(&self, id: &str, record: &Record, dead_links: u32) -> Inputs {
        Inputs {
            review: Review::of(&record.reviews()),
            status: status(record),
            alerts_gone: self.gone.alerts.get(id).cloned().unwrap_or_default(),
            dead_links,
            wrong_in_runs: self.wrong_in_runs(id, record),
            said_wrong: self.answers(id, record).1,
            changed_since_approval: self.changed_since_approval(id, record),
            without_owner: record.owner.is_none(),
        }
    }

    /// Answers to "was this right?" about what it says now, yes and no, since somebody last vouched for it.
    pub(super) fn answers(&self, id: &str, record: &Record) -> (u32, u32) {
        let since = self.vouched_at(id, record);
        let mut answers = (0, 0);
        for answer in self.book.feedback.of(id, &record.content) {
            let counts = answer.mark.content == record.content && answer.mark.instant().at > since;
            match (counts, answer.right) {
                (true, true) => answers.0 += 1,
                (true, false) => answers.1 += 1,
                _ => {}
            }
        }
        answers
    }

    fn wrong_in_runs(&self, id: &str, record: &Record) -> u32 {
        let since = self.vouched_at(id, record);
        let runs = self.book.runs.of(id, &record.content).into_iter();
        let wrong = runs.filter(|run| {
            matches!(run.right.as_deref(), Some("no" | "partly"))
                && run.is_of(&record.content)
                && run.ended().at > since
        });
        u32::try_from(wrong.count()).unwrap_or(u32::MAX)
    }

    /// When somebody last vouched for what it says now.
    pub(super) fn vouched_at(&self, id: &str, record: &Record) -> i64 {
        let reviews = self.reviews(id, record).into_iter();
        let vouched = reviews.filter(|each| each.vouches() && each.mark.content == record.content);
        vouched
            .map(|review| review.mark.instant().at)
            .max()
            .unwrap_or(i64::MIN)
    }

    fn changed_since_approval(&self, id: &str, record: &Record) -> bool {
        let reviews = self.reviews(id, record);
        let steps = self.steps(id, record);
        let is_approved = status(record) == Some(Status::Approved);
        let was_approved = reviews.iter().any(|review| review.decision == "approved");
        let mut vouched = reviews.iter().filter(|review| review.vouches());
        is_approved
            && was_approved
            && !vouched.any(|r| still_holds(&r.mark.content, &record.content, &steps).is_none())
    }
}

/// How a document stands, as far as its word is one of ours.
pub(super) fn status(record: &Record) -> Option<Status> {
    record.status.as_deref().and_then(Status::of_word)
}

/// Whether people are to rely on it.
pub(super) fn is_in_force(record: &Record) -> bool {
    Status::is_in_force(status(record))
}

/// The owners that front matter names.
pub(super) fn owners(owner: Option<&str>) -> impl Iterator<Item = &str> {
    let owners = owner.into_iter().flat_map(|owner| owner.split(','));
    owners.map(str::trim).filter(|owner| !owner.is_empty())
}
