//! Who committed the signatures of a library, as git tells it, in a repository that the person trusts.
//!
//! A commit says itself who made it, and nothing here proves more than that: it is as good as the team's ways of pushing.

use crate::App;
use crate::memo::Memo;
use crate::session::Session;
use crate::wire::SignatureProof;
use drillbook_library::git::{Author, GitError, Repository};
use drillbook_library::{RecordsStamp, Root};
use drillbook_runbook::life::Person;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::book::ACKS;

/// What git knows of the records of signatures.
#[derive(Debug)]
pub(super) struct Committed {
    by: BTreeMap<String, Option<Author>>,
    altered: BTreeSet<String>,
}

impl Committed {
    fn read(repository: &Repository) -> Result<Self, GitError> {
        let folder = format!("records/{}", ACKS.kind);
        Ok(Self {
            by: repository.authors_in(&folder)?,
            altered: repository.altered_in(&folder)?,
        })
    }

    /// What it says of the signature of `person` in the record at `path`, and who committed that.
    pub(super) fn proof(&self, path: &str, person: &Person) -> (SignatureProof, Option<String>) {
        let Some(known) = self.by.get(path) else {
            return (SignatureProof::NotCommitted, None);
        };
        let author = known.as_ref().filter(|_| !self.altered.contains(path));
        let Some(Author { name, email }) = author else {
            return (SignatureProof::Altered, None);
        };
        let proof = match person.has_address(email) {
            Some(true) => SignatureProof::Same,
            Some(false) => SignatureProof::Other,
            None => SignatureProof::NoAddress,
        };
        (proof, Some(format!("{name} <{email}>")))
    }
}

/// The commit that was checked out, and the records as they were on disk.
type Stand = (Option<String>, RecordsStamp);

/// What git said last, and of which stand.
#[derive(Debug, Default)]
pub(super) struct Kept(Memo<Stand, Committed>);

impl Kept {
    fn of(&self, repository: &Repository, root: &Root) -> Result<Arc<Committed>, GitError> {
        let stand = (repository.head(), root.records_stamp(ACKS.kind));
        self.0.try_get(stand, || Committed::read(repository))
    }
}

impl App {
    /// What git knows of the signatures; none where the repository is not trusted, or cannot tell.
    pub(super) fn committed(&self, session: &Session) -> Option<Arc<Committed>> {
        let repository = self.trusted_repository(session)?;
        let committed = session.life.proof.of(&repository, &session.root);
        committed
            .inspect_err(|error| tracing::warn!(%error, "git cannot tell who signed"))
            .ok()
    }
}
