//! The commands that concern the library's repository: one request, one response, one call.

use super::{Answer, Core};
use drillbook_api::wire::{
    CompareRequest, DocumentRequest, DocumentVersions, EditSaved, GitCommitRequest,
    GitMessageRequest, GitPulled, GitSettleRequest, GitTrustRequest, GitView, RestoreOffer,
    RestoreRequest, VersionDifference,
};

#[tauri::command(async)]
pub(super) fn git_view(core: Core<'_>) -> Answer<GitView> {
    core.git_view()
}

#[tauri::command(async)]
pub(super) fn git_trust(core: Core<'_>, request: GitTrustRequest) -> Answer<GitView> {
    core.git_trust(&request)
}

#[tauri::command(async)]
pub(super) fn git_message(core: Core<'_>, request: GitMessageRequest) -> Answer<String> {
    core.git_message(&request)
}

#[tauri::command(async)]
pub(super) fn git_commit(core: Core<'_>, request: GitCommitRequest) -> Answer<GitView> {
    core.git_commit(&request)
}

#[tauri::command(async)]
pub(super) fn git_pull(core: Core<'_>) -> Answer<GitPulled> {
    core.git_pull()
}

#[tauri::command(async)]
pub(super) fn git_settle(core: Core<'_>, request: GitSettleRequest) -> Answer<GitPulled> {
    core.git_settle(&request)
}

#[tauri::command(async)]
pub(super) fn git_push(core: Core<'_>) -> Answer<GitView> {
    core.git_push()
}

#[tauri::command(async)]
pub(super) fn git_cancel(core: Core<'_>) {
    core.git_cancel();
}

#[tauri::command(async)]
pub(super) fn document_versions(
    core: Core<'_>,
    request: DocumentRequest,
) -> Answer<DocumentVersions> {
    core.versions(&request)
}

#[tauri::command(async)]
pub(super) fn version_compare(
    core: Core<'_>,
    request: CompareRequest,
) -> Answer<VersionDifference> {
    core.compare(&request)
}

#[tauri::command(async)]
pub(super) fn version_offer(core: Core<'_>, request: RestoreRequest) -> Answer<RestoreOffer> {
    core.offer_version(&request)
}

#[tauri::command(async)]
pub(super) fn version_restore(core: Core<'_>, request: RestoreRequest) -> Answer<EditSaved> {
    core.restore_version(&request)
}
