//! The commands that concern writing documents: one request, one response, one call.

use super::{Answer, Core};
use drillbook_api::wire::{
    DocumentCreateRequest, DocumentCreated, DocumentDeleted, DocumentMoveRequest, DocumentPath,
    DocumentPathRequest, DraftRequest, DraftRow, DrillView, EditAskRequest, EditChecked, EditDraft,
    EditFieldRequest, EditFieldSet, EditFields, EditFieldsRequest, EditImage, EditImageRequest,
    EditLink, EditLinksRequest, EditPreview, EditRequest, EditSaved, EditTextRequest, Editing,
    MovePlan, Moved, ScenarioMoment, ScenarioMomentRequest, ScenarioPlayRequest, ScenarioProof,
};

#[tauri::command(async)]
pub(super) fn edit_open(core: Core<'_>, request: EditRequest) -> Answer<Editing> {
    core.edit_open(&request)
}

#[tauri::command(async)]
pub(super) fn edit_keep(core: Core<'_>, request: EditTextRequest) -> Answer<()> {
    core.edit_keep(&request)
}

#[tauri::command(async)]
pub(super) fn edit_drop(core: Core<'_>, request: EditRequest) -> Answer<()> {
    core.edit_drop(&request)
}

#[tauri::command(async)]
pub(super) fn edit_save(core: Core<'_>, request: EditTextRequest) -> Answer<EditSaved> {
    core.edit_save(&request)
}

#[tauri::command(async)]
pub(super) fn edit_check(core: Core<'_>, request: EditAskRequest) -> Answer<EditChecked> {
    core.edit_check(&request)
}

#[tauri::command(async)]
pub(super) fn edit_preview(core: Core<'_>, request: EditAskRequest) -> Answer<EditPreview> {
    core.edit_preview(&request)
}

#[tauri::command(async)]
pub(super) fn edit_links(core: Core<'_>, request: EditLinksRequest) -> Answer<Vec<EditLink>> {
    core.edit_links(&request)
}

#[tauri::command(async)]
pub(super) fn edit_fields(core: Core<'_>, request: EditFieldsRequest) -> Answer<EditFields> {
    core.edit_fields(&request)
}

#[tauri::command(async)]
pub(super) fn edit_field(core: Core<'_>, request: EditFieldRequest) -> Answer<EditFieldSet> {
    core.edit_field(&request)
}

#[tauri::command(async)]
pub(super) fn edit_image(core: Core<'_>, request: EditImageRequest) -> Answer<EditImage> {
    core.edit_image(&request)
}

#[tauri::command(async)]
pub(super) fn draft_list(core: Core<'_>) -> Answer<Vec<DraftRow>> {
    core.drafts()
}

#[tauri::command(async)]
pub(super) fn draft_read(core: Core<'_>, request: DraftRequest) -> Answer<EditDraft> {
    core.draft(&request)
}

#[tauri::command(async)]
pub(super) fn draft_drop(core: Core<'_>, request: DraftRequest) -> Answer<()> {
    core.drop_draft(&request)
}

#[tauri::command(async)]
pub(super) fn document_create(
    core: Core<'_>,
    request: DocumentCreateRequest,
) -> Answer<DocumentCreated> {
    core.create_document(&request)
}

#[tauri::command(async)]
pub(super) fn document_path(core: Core<'_>, request: DocumentPathRequest) -> Answer<DocumentPath> {
    core.check_path(&request)
}

#[tauri::command(async)]
pub(super) fn document_move_plan(core: Core<'_>, request: DocumentMoveRequest) -> Answer<MovePlan> {
    core.plan_move(&request)
}

#[tauri::command(async)]
pub(super) fn document_move(core: Core<'_>, request: DocumentMoveRequest) -> Answer<Moved> {
    core.move_document(&request)
}

#[tauri::command(async)]
pub(super) fn document_delete(core: Core<'_>, request: EditRequest) -> Answer<DocumentDeleted> {
    core.delete_document(&request)
}

#[tauri::command(async)]
pub(super) fn scenario_prove(core: Core<'_>, request: EditAskRequest) -> Answer<ScenarioProof> {
    core.prove_scenario(&request)
}

#[tauri::command]
pub(super) fn scenario_prove_stop(core: Core<'_>) {
    core.stop_proof();
}

#[tauri::command(async)]
pub(super) fn scenario_play(core: Core<'_>, request: ScenarioPlayRequest) -> Answer<DrillView> {
    core.play_scenario(&request)
}

#[tauri::command(async)]
pub(super) fn scenario_play_from(
    core: Core<'_>,
    request: ScenarioMomentRequest,
) -> Answer<ScenarioMoment> {
    core.play_from(&request)
}
