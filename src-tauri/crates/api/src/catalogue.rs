//! The file catalogue: what is known of every document without opening it.
//!
//! It stands beside the index and is as derived as the index: deleting it costs a reading of the
//! library, nothing else. The index names the generation of the catalogue it was committed with;
//! where the two differ, both are made anew.

use drillbook_library::{FileEntry, Skipped};
use drillbook_runbook::{Document, FrontMatter, Interval, Link, LinkMap};
use drillbook_text::Diagnostic;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// What is known of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    /// Size in bytes and time of change, as the walk saw them when it was read.
    pub(crate) size: u64,
    pub(crate) modified: i128,
    /// Hash of the bytes that were read; empty until the document has been read.
    pub(crate) hash: String,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) status: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) tags: Vec<String>,
    /// Alerts that its front matter names.
    pub(crate) alerts: Vec<String>,
    /// The words of its schedule.
    pub(crate) schedule: Option<String>,
    /// What it says, by its hash: what records about it are bound to.
    pub(crate) content: String,
    pub(crate) last_reviewed: Option<String>,
    pub(crate) review_interval: Option<Interval>,
    pub(crate) next_review: Option<String>,
    /// Who may approve it, and who is to read and sign it: ids or groups of people.
    pub(crate) approvers: Vec<String>,
    pub(crate) readers: Vec<String>,
    pub(crate) language: String,
    pub(crate) anchors: Vec<String>,
    /// Where it links to; their words are read from the file where somebody asks for them.
    pub(crate) links: Vec<Link>,
    /// Its own problems in every profile, links left out: those depend on other documents.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Record {
    /// What stands in for a document that has not been read yet: found by its file name.
    pub(crate) fn unread(entry: &FileEntry) -> Self {
        let name = entry.id.rsplit('/').next().unwrap_or_default();
        let title = name.split('.').next().unwrap_or(name).to_owned();
        Self {
            size: entry.size,
            modified: entry.modified,
            title,
            kind: "reference".to_owned(),
            ..Self::default()
        }
    }

    /// What is known of `document`, read as `hash`, in which `found` was found beside what its model says.
    pub(crate) fn of(
        document: &Document,
        entry: &FileEntry,
        hash: String,
        found: Vec<Diagnostic>,
    ) -> Self {
        let front = &document.front_matter;
        Self {
            size: entry.size,
            modified: entry.modified,
            hash,
            title: document.title.clone(),
            kind: document.kind.as_str().to_owned(),
            status: front.status.clone(),
            service: front.service.clone(),
            owner: front.owner.clone(),
            tags: front.tags.clone(),
            alerts: front.alerts.clone(),
            schedule: front.schedule.clone(),
            content: document.content_hash.clone(),
            last_reviewed: front.last_reviewed.clone(),
            review_interval: front.review_interval,
            next_review: front.next_review.clone(),
            approvers: front.approvers.clone(),
            readers: front.readers.clone(),
            language: document.language.code().to_owned(),
            anchors: document.anchors.clone(),
            links: document.links.iter().map(without_text).collect(),
            diagnostics: found
                .into_iter()
                .chain(document.diagnostics.iter().cloned())
                .collect(),
        }
    }

    /// The fields of its front matter that tell when it is to be reviewed.
    pub(crate) fn reviews(&self) -> FrontMatter {
        FrontMatter {
            last_reviewed: self.last_reviewed.clone(),
            review_interval: self.review_interval,
            next_review: self.next_review.clone(),
            ..FrontMatter::default()
        }
    }

    /// It has been read, whatever came of it.
    pub(crate) fn is_read(&self) -> bool {
        !self.hash.is_empty()
    }
}

fn without_text(link: &Link) -> Link {
    Link {
        text: String::new(),
        target: link.target.clone(),
        ..*link
    }
}

/// Every document of the library by id, and what else the walk saw.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Catalogue {
    pub(crate) format: String,
    /// Counts commits; the index carries the same number.
    pub(crate) generation: u64,
    pub(crate) records: BTreeMap<String, Record>,
    /// Counts changes in memory.
    #[serde(skip)]
    pub(crate) revision: u64,
    #[serde(skip)]
    pub(crate) files: Vec<String>,
    #[serde(skip)]
    pub(crate) skipped: Vec<Skipped>,
    /// Documents that are gone and may still be in the index: a commit that failed left them there.
    #[serde(skip)]
    pub(crate) gone: BTreeSet<String>,
}

const FORMAT: &str = "drillbook.catalogue/5";

impl Catalogue {
    /// Reads the catalogue at `path`, if it is whole and of `generation`.
    pub(crate) fn load(path: &Path, generation: &str) -> Option<Self> {
        let catalogue: Self = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        (catalogue.format == FORMAT && catalogue.generation.to_string() == generation)
            .then_some(catalogue)
    }

    /// The catalogue as it stands on disk.
    pub(crate) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        #[derive(Serialize)]
        struct File<'a> {
            format: &'static str,
            generation: u64,
            records: &'a BTreeMap<String, Record>,
        }
        let file = File {
            format: FORMAT,
            generation: self.generation,
            records: &self.records,
        };
        Ok(serde_json::to_vec(&file)?)
    }

    /// What links can lead to.
    pub(crate) fn link_map(&self) -> LinkMap {
        self.link_map_with("", "")
    }

    /// What links could lead to if the document `from` were called `to`.
    pub(crate) fn link_map_with(&self, from: &str, to: &str) -> LinkMap {
        let named = |id: &str| if id == from { to } else { id }.to_owned();
        let documents = self
            .records
            .iter()
            .map(|(id, record)| (named(id), record.anchors.clone()));
        LinkMap::new(documents, self.files.iter().cloned())
    }
}
