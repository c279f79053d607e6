//! Another name for a document: what would change is shown before ([`App::plan_move`]), and every link goes on leading where
//! it led ([`drillbook_runbook::moving`]). Each file is written as the editor saves it; what could not be done is said.

use super::Answer;
use crate::App;
use crate::clock;
use crate::session::Session;
use crate::wire::{DocumentMoveRequest, MoveChange, MoveLine, MovePlan, Moved, WireError};
use drillbook_journal::Renamed;
use drillbook_library::Error;
use drillbook_runbook::moving::{Moving, Rewriting};
use drillbook_runbook::parse;
use drillbook_text::{LineIndex, edit};
use std::collections::BTreeSet;

/// Lines of a document that a plan shows.
const LINES: usize = 50;

/// Characters of a line that are shown.
const LONGEST: usize = 300;

/// Bytes of a file that is no document in which the old name is looked for.
const LARGEST: u64 = 512 * 1024;

/// Sentences about one kind of problem.
const MOST: usize = 20;

/// A text whose links are rewritten.
struct Rewritten {
    /// The document's id before anything moves.
    document: String,
    text: String,
    rewriting: Rewriting,
}

/// What moving a document changes.
struct Plan {
    to: String,
    texts: Vec<Rewritten>,
    problems: Vec<String>,
}

impl App {
    /// What moving a document would change; nothing is written.
    pub fn plan_move(&self, request: &DocumentMoveRequest) -> Answer<MovePlan> {
        let session = self.editable(&request.document)?;
        let plan = match self.plan(&session, request) {
            Ok(plan) => plan,
            Err(Error::NotFound { id }) => {
                return Err(WireError::of_library(
                    self.messages(),
                    &Error::NotFound { id },
                ));
            }
            Err(error) => {
                return Ok(MovePlan {
                    to: request.to.chars().take(4096).collect(),
                    changes: Vec::new(),
                    problems: vec![WireError::of_library(self.messages(), &error).message],
                    possible: false,
                });
            }
        };
        Ok(MovePlan {
            to: plan.to,
            changes: plan
                .texts
                .iter()
                .filter_map(|text| change(&session, text))
                .collect(),
            problems: plan.problems,
            possible: true,
        })
    }

    /// Moves a document, and rewrites links where that is asked for.
    pub fn move_document(&self, request: &DocumentMoveRequest) -> Answer<Moved> {
        let from = &request.document;
        let session = self.editable(from)?;
        let _held = self.edits.hold();
        let refused = |error: &Error| WireError::of_library(self.messages(), error);
        let plan = self
            .plan(&session, request)
            .map_err(|error| refused(&error))?;
        let written = session.root.relocate(from, &plan.to);
        let written = written.map_err(|error| refused(&error))?;
        let mut problems = plan.problems;
        if written.doubt.is_some() {
            let unsure = self
                .messages()
                .text("saved_unconfirmed", &[("id", &plan.to)]);
            problems.push(unsure);
        }
        self.note_renamed(&session, from, &plan.to);
        let mut rewritten = Vec::new();
        for text in &plan.texts {
            let id = if text.document == *from {
                &plan.to
            } else {
                &text.document
            };
            match rewrite(&session, id, text) {
                None => {}
                Some(Ok(())) => rewritten.push(id.clone()),
                Some(Err(error)) => problems.push(refused(&error).message),
            }
        }
        let mut changed = rewritten.clone();
        changed.extend([from.clone(), plan.to.clone()]);
        session.look_again(changed);
        Ok(Moved {
            document: plan.to,
            rewritten,
            problems,
        })
    }

    fn plan(&self, session: &Session, request: &DocumentMoveRequest) -> Result<Plan, Error> {
        let from = &request.document;
        let to = session.root.new_name(from, &request.to)?;
        let mut problems = named_elsewhere(session, from);
        let before = session.links();
        let after = session.catalogue().link_map_with(from, &to);
        let moving = Moving {
            from,
            to: &to,
            before: &before,
            after: &after,
        };
        let moves = to != *from;
        let (texts, unread) = if request.links && moves {
            texts(session, &moving)
        } else {
            <_>::default()
        };
        let sentence = |error: &Error| WireError::of_library(self.messages(), error).message;
        problems.extend(unread.iter().map(sentence));
        let left = texts.iter().flat_map(|text| {
            let links = text.rewriting.left.iter();
            links.map(|left| ("move_link_left", [("id", &text.document), ("target", left)]))
        });
        for (key, args) in left.take(MOST) {
            let args = args.map(|(name, value)| (name, value.as_str()));
            problems.push(self.messages().text(key, &args));
        }
        if moves {
            problems.extend(including(session, &moving));
        }
        problems.truncate(2 * MOST);
        Ok(Plan {
            to,
            texts,
            problems,
        })
    }

    /// What was noted under the old name is found under the new one.
    fn note_renamed(&self, session: &Session, old: &str, new: &str) {
        let (Some(journal), Some(folder)) = (&self.journal, super::folder(session)) else {
            return;
        };
        let document = crate::document::parsed(session, new);
        let renamed = Renamed {
            old: old.to_owned(),
            new: new.to_owned(),
            hash: document.map_or_else(|_| String::new(), |document| document.content_hash),
            at: clock::now(),
        };
        if let Err(error) = journal.note_renamed(&folder, &renamed) {
            tracing::error!(%error, "the new name of a document could not be noted");
        }
    }
}

/// Every text whose links would lead elsewhere, the moved document's first, and why others could not be read: one file that
/// cannot be read keeps nobody from moving another.
fn texts(session: &Session, moving: &Moving<'_>) -> (Vec<Rewritten>, Vec<Error>) {
    let concerned: BTreeSet<(bool, String)> = {
        let catalogue = session.catalogue();
        let records = catalogue.records.iter();
        let concerned = records.filter(|(id, record)| {
            let mut links = record.links.iter();
            links.any(|link| moving.concerns(id, &link.target))
        });
        concerned
            .map(|(id, _)| (id != moving.from, id.clone()))
            .collect()
    };
    let (mut texts, mut unread) = (Vec::new(), Vec::new());
    for (_, document) in concerned {
        let file = match session.root.read(&document, super::LARGEST as u64) {
            Ok(file) => file,
            Err(error) => {
                unread.push(error);
                continue;
            }
        };
        // What is no text is left as it is.
        let Ok(text) = String::from_utf8(file.bytes) else {
            continue;
        };
        let rewriting = moving.rewrite(&document, &text, &parse(&document, &text));
        texts.push(Rewritten {
            document,
            text,
            rewriting,
        });
    }
    (texts, unread)
}

/// Documents that include a file which they would find no more, each with its line. The index does not hold what is
/// included, so the texts are read.
fn including(session: &Session, moving: &Moving<'_>) -> Vec<String> {
    let name = moving.from.rsplit('/').next().unwrap_or(moving.from);
    let documents: Vec<String> = session.catalogue().records.keys().cloned().collect();
    let mut sentences = Vec::new();
    for id in documents {
        let read = session.root.read(&id, super::LARGEST as u64).ok();
        let Some(text) = read.and_then(|read| String::from_utf8(read.bytes).ok()) else {
            continue;
        };
        // Most texts are not worth to be parsed for it.
        if id != moving.from && !text.contains(name) {
            continue;
        }
        for lost in moving.includes_lost(&id, &text, &parse(&id, &text)) {
            let line = lost.line.to_string();
            let args = [("id", &*id), ("target", &*lost.written), ("line", &*line)];
            sentences.push(session.messages().text("move_include_left", &args));
        }
        if sentences.len() >= MOST {
            break;
        }
    }
    sentences
}

/// Writes the changed text over the one that was planned with; none where nothing changes in it.
fn rewrite(session: &Session, id: &str, text: &Rewritten) -> Option<Result<(), Error>> {
    let changed = text.changed()?;
    let before = text.text.as_bytes();
    let written = session.root.replace(id, before, changed.as_bytes());
    Some(written.and_then(|written| {
        let id = id.to_owned();
        written
            .sure()
            .map_err(|source| Error::NotWritten { id, source })
    }))
}

impl Rewritten {
    /// The text with its links rewritten; none where nothing changes in it.
    fn changed(&self) -> Option<String> {
        let changes = &self.rewriting.changes;
        edit::apply(&self.text, changes).filter(|_| !changes.is_empty())
    }
}

/// What the plan shows of a text.
fn change(session: &Session, text: &Rewritten) -> Option<MoveChange> {
    let changed = text.changed()?;
    let lines = LineIndex::new(&text.text);
    let numbers: BTreeSet<u32> = text
        .rewriting
        .changes
        .iter()
        .map(|change| lines.line(change.span.start))
        .collect();
    let (before, after): (Vec<&str>, Vec<&str>) =
        (text.text.lines().collect(), changed.lines().collect());
    let shown = |lines: &[&str], number: u32| {
        let line = lines.get(number as usize - 1).copied().unwrap_or_default();
        line.trim_end().chars().take(LONGEST).collect()
    };
    let title = session
        .catalogue()
        .records
        .get(&text.document)
        .map(|record| record.title.clone());
    Some(MoveChange {
        title: title.unwrap_or_else(|| text.document.clone()),
        document: text.document.clone(),
        count: u32::try_from(text.rewriting.links).unwrap_or(u32::MAX),
        lines: numbers
            .into_iter()
            .take(LINES)
            .map(|line| MoveLine {
                line,
                before: shown(&before, line),
                after: shown(&after, line),
            })
            .collect(),
    })
}

/// Scenarios, alert rules and settings that name the document: they are their owners' to change.
fn named_elsewhere(session: &Session, from: &str) -> Vec<String> {
    let files: Vec<String> = {
        let catalogue = session.catalogue();
        let text = |path: &&String| {
            [".yaml", ".yml", ".toml"]
                .iter()
                .any(|end| path.ends_with(end))
        };
        catalogue.files.iter().filter(text).cloned().collect()
    };
    let names = |file: &String| {
        let read = session.root.read(file, LARGEST).ok();
        let text = read.and_then(|read| String::from_utf8(read.bytes).ok());
        text.is_some_and(|text| text.contains(from))
    };
    let sentence = |file: String| {
        let args = [("file", &*file), ("id", from)];
        session.messages().text("move_named_elsewhere", &args)
    };
    files
        .into_iter()
        .filter(names)
        .take(MOST)
        .map(sentence)
        .collect()
}
