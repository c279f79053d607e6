//! The shared records about documents: acknowledgements, reviews, answers and summaries of runs, by document.

use crate::records::{self, Fault, Read, Sort};
use crate::run::moments;
use drillbook_library::Root;
use drillbook_runbook::run::Instant;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

pub(super) const ACKS: Sort = Sort {
    kind: "acks",
    format: "drillbook.ack/1",
};
pub(super) const REVIEWS: Sort = Sort {
    kind: "reviews",
    format: "drillbook.review/1",
};
pub(super) const FEEDBACK: Sort = Sort {
    kind: "feedback",
    format: "drillbook.feedback/1",
};
const RUNS: Sort = Sort {
    kind: "runs",
    format: "drillbook.run-summary/1",
};

/// What every record about a document says: of which text, by whom and when.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Mark {
    /// The document's path at that time.
    pub(super) document: String,
    /// What it said, by its hash.
    pub(super) content: String,
    /// What it was called.
    pub(super) title: String,
    /// Who, by name.
    pub(super) person: String,
    /// Who, as the team's list has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    /// When: `2026-11-21T10:00:00.000Z`.
    pub(super) at: String,
    /// Minutes that the person's local time was ahead of UTC.
    #[serde(default)]
    pub(super) offset: i32,
}

impl Mark {
    /// What the team's list or, failing that, the person says who it was.
    pub(super) fn who(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.person)
    }

    pub(super) fn instant(&self) -> Instant {
        Instant {
            at: millisecond(&self.at),
            offset: self.offset,
        }
    }
}

fn millisecond(text: &str) -> i64 {
    text.parse::<Timestamp>()
        .map_or(0, Timestamp::as_millisecond)
}

/// Somebody has read a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Ack {
    #[serde(flatten)]
    pub(super) mark: Mark,
}

/// Somebody has reviewed a document, or changed how it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Review {
    #[serde(flatten)]
    pub(super) mark: Mark,
    /// `reviewed`, or the new status.
    pub(super) decision: String,
    /// What was vouched for before, by its hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) before: Option<String>,
    /// What sort of change it was since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) change: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
}

impl Review {
    /// Somebody vouched for the text: reviewed or approved it.
    pub(super) fn vouches(&self) -> bool {
        matches!(self.decision.as_str(), "reviewed" | "approved")
    }
}

/// Was this right?
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Feedback {
    #[serde(flatten)]
    pub(super) mark: Mark,
    pub(super) right: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
}

/// A run that was shared; only what upkeep looks at.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Run {
    document: String,
    content: String,
    #[serde(rename = "endedAt")]
    ended: String,
    #[serde(default)]
    offset: i32,
    /// Whether the document was right: `yes`, `partly`, `no`.
    #[serde(default)]
    pub(super) right: Option<String>,
}

impl Run {
    /// It followed this text.
    pub(super) fn is_of(&self, content: &str) -> bool {
        self.content == content
    }

    pub(super) fn ended(&self) -> Instant {
        Instant {
            at: millisecond(&self.ended),
            offset: self.offset,
        }
    }
}

/// A record about a document.
pub(super) trait About {
    /// The document's path and what it said.
    fn about(&self) -> (&str, &str);
}

macro_rules! marked {
    ($($record:ty),*) => {
        $(impl About for $record {
            fn about(&self) -> (&str, &str) {
                (&self.mark.document, &self.mark.content)
            }
        })*
    };
}

marked!(Ack, Review, Feedback);

impl About for Run {
    fn about(&self) -> (&str, &str) {
        (&self.document, &self.content)
    }
}

/// The records of one sort, to be found by document.
#[derive(Debug)]
pub(super) struct Shelf<T> {
    /// Each with its path in the library.
    all: Vec<(String, T)>,
    by_document: HashMap<String, Vec<usize>>,
    by_content: HashMap<String, Vec<usize>>,
}

impl<T: About + DeserializeOwned> Shelf<T> {
    fn read(sort: Sort, root: &Root, faults: &mut Vec<Fault>) -> Self {
        let read: Read<T> = sort.read(root);
        faults.extend(read.faults);
        let mut shelf = Self {
            all: Vec::with_capacity(read.found.len()),
            by_document: HashMap::new(),
            by_content: HashMap::new(),
        };
        for (at, (path, record)) in read.found.into_iter().enumerate() {
            let (document, content) = record.about();
            shelf
                .by_document
                .entry(document.to_owned())
                .or_default()
                .push(at);
            shelf
                .by_content
                .entry(content.to_owned())
                .or_default()
                .push(at);
            shelf.all.push((path, record));
        }
        shelf
    }

    /// The records about a document, oldest first: those that name it, and those of the same text from before it was moved.
    pub(super) fn of(&self, document: &str, content: &str) -> Vec<&T> {
        let placed = self.placed(document, content).into_iter();
        placed.map(|(_, record)| record).collect()
    }

    /// The same, each with its path in the library.
    pub(super) fn placed(&self, document: &str, content: &str) -> Vec<(&str, &T)> {
        let named = self.by_document.get(document).into_iter().flatten();
        let same = self.by_content.get(content).into_iter().flatten();
        let places: BTreeSet<usize> = named.chain(same).copied().collect();
        places
            .into_iter()
            .filter_map(|at| self.all.get(at))
            .map(|(path, record)| (path.as_str(), record))
            .collect()
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.all.iter().map(|(_, record)| record)
    }
}

/// Every record about documents of a library.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) acks: Shelf<Ack>,
    pub(super) reviews: Shelf<Review>,
    pub(super) feedback: Shelf<Feedback>,
    pub(super) runs: Shelf<Run>,
    pub(super) faults: Vec<Fault>,
}

impl Book {
    fn read(root: &Root) -> Self {
        let mut faults = Vec::new();
        Self {
            acks: Shelf::read(ACKS, root, &mut faults),
            reviews: Shelf::read(REVIEWS, root, &mut faults),
            feedback: Shelf::read(FEEDBACK, root, &mut faults),
            runs: Shelf::read(RUNS, root, &mut faults),
            faults,
        }
    }
}

/// The book that was read last.
#[derive(Debug, Default)]
pub(crate) struct Kept(records::Kept<Book>);

impl Kept {
    /// The book as the records are now.
    pub(super) fn book(&self, root: &Root) -> Arc<Book> {
        let sorts = [ACKS, REVIEWS, FEEDBACK, RUNS];
        self.0.get(root, &sorts, || Book::read(root))
    }
}

/// The mark of an act by this person at this time.
pub(super) fn mark(person: (String, Option<String>), at: Instant, of: [&str; 3]) -> Mark {
    let [document, content, title] = of.map(str::to_owned);
    Mark {
        document,
        content,
        title,
        person: person.0,
        id: person.1,
        at: moments::utc(at),
        offset: at.offset,
    }
}
