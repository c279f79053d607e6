//! The versions of a document: which there are, and what differs between two.

use super::Answer;
use super::view::commit;
use crate::App;
use crate::decode::decode;
use crate::indexing::LARGEST_PARSED;
use crate::run;
use crate::session::Session;
use crate::wire::{
    CompareRequest, DocumentRequest, DocumentVersion, DocumentVersions, ErrorCode, VersionChange,
    VersionDifference, VersionName,
};
use drillbook_library::git::{self, GitError, Repository, Version};
use drillbook_library::is_document;
use drillbook_runbook as runbook;

/// Versions that are listed.
const MOST: u32 = 200;

impl App {
    /// The versions of a document that the history holds; none where the library is in no repository. Only reads.
    pub fn versions(&self, request: &DocumentRequest) -> Answer<DocumentVersions> {
        let session = self.opened()?;
        self.check_document(&request.id)?;
        let repository = match Repository::find(session.root.path()) {
            Ok(repository) => repository,
            Err(GitError::NoRepository) => return Ok(none()),
            Err(error) => return Err(self.of_git(&error)),
        };
        let found = repository.versions(&request.id, MOST + 1);
        let mut found = found.map_err(|error| self.of_git(&error))?;
        let more = found.len() > MOST as usize;
        found.truncate(MOST as usize);
        Ok(DocumentVersions {
            changed: is_changed(&session, &repository, &request.id, found.first()),
            versions: found.into_iter().map(version).collect(),
            more,
            shallow: repository.is_shallow(),
        })
    }

    /// What differs between two versions, or between one and the file as it is now.
    pub fn compare(&self, request: &CompareRequest) -> Answer<VersionDifference> {
        let session = self.opened()?;
        self.check_document(&request.id)?;
        let old = match &request.old {
            Some(name) => self.text_of(&session, name)?,
            None => String::new(),
        };
        let new = match &request.new {
            Some(name) => self.text_of(&session, name)?,
            None => crate::document::text(&session, &request.id, None)?,
        };
        let lines = run::difference(&old, &new);
        let page = |text: &str| {
            let document = runbook::parse(&request.id, text);
            let links = session.links();
            let source = runbook::render::Source::new(&request.id, text, &document, &links);
            runbook::render::render_page(&source).html
        };
        Ok(VersionDifference {
            html: runbook::render::compared(&page(&old), &page(&new)),
            cut: lines.len() >= run::MOST_LINES,
            lines,
        })
    }

    /// The text of a version.
    fn text_of(&self, session: &Session, name: &VersionName) -> Answer<String> {
        Ok(decode(self.bytes_of(session, name)?, false).text)
    }

    /// The bytes of a version.
    pub(super) fn bytes_of(&self, session: &Session, name: &VersionName) -> Answer<Vec<u8>> {
        self.check_document(&name.path)?;
        let repository = self.repository(session)?;
        let limit = usize::try_from(LARGEST_PARSED).unwrap_or(usize::MAX);
        let bytes = repository.bytes_at(&name.commit, &name.path, limit);
        bytes.map_err(|error| self.of_git(&error))
    }

    fn check_document(&self, id: &str) -> Answer<()> {
        if is_document(id) && drillbook_library::DocumentName::new(id).is_some() {
            return Ok(());
        }
        let shown: String = id.chars().take(200).collect();
        Err(self.error(ErrorCode::BadId, &[("id", &shown)]))
    }
}

fn none() -> DocumentVersions {
    DocumentVersions {
        versions: Vec::new(),
        more: false,
        shallow: false,
        changed: false,
    }
}

/// The file reads otherwise than its latest version.
fn is_changed(
    session: &Session,
    repository: &Repository,
    id: &str,
    latest: Option<&Version>,
) -> bool {
    let Ok(file) = session.root.read(id, LARGEST_PARSED) else {
        return latest.is_some();
    };
    let Some(latest) = latest else { return true };
    let limit = file.bytes.len() + 1;
    let bytes = repository.bytes_at(&latest.commit.id, &latest.path, limit);
    // Where git keeps other line endings than the disk, that is no change.
    let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    bytes.is_ok_and(|bytes| plain(&bytes) != plain(&file.bytes)) && !file.cut
}

fn version(version: Version) -> DocumentVersion {
    let (change, from) = match version.change {
        git::VersionChange::Added => (VersionChange::Added, None),
        git::VersionChange::Modified => (VersionChange::Modified, None),
        git::VersionChange::Renamed { from } => (VersionChange::Renamed, Some(from)),
        git::VersionChange::Deleted => (VersionChange::Deleted, None),
    };
    DocumentVersion {
        commit: commit(version.commit),
        path: version.path,
        change,
        from,
    }
}
