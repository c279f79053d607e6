//! The commands that concern runs: one request, one response, one call. The system's file dialogs are shown here; what is
//! read and written, the use-cases know.

use super::{Answer, Core};
use drillbook_api::wire::{
    EditProposal, Person, RunActRequest, RunExport, RunExportRequest, RunImported, RunListRequest,
    RunOffer, RunPrepareRequest, RunProposal, RunRequest, RunRow, RunShared, RunStartRequest,
    RunView,
};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt as _;

#[tauri::command(async)]
pub(super) fn run_prepare(core: Core<'_>, request: RunPrepareRequest) -> Answer<RunOffer> {
    core.prepare_run(&request)
}

#[tauri::command(async)]
pub(super) fn run_start(core: Core<'_>, request: RunStartRequest) -> Answer<RunView> {
    core.start_run(&request)
}

#[tauri::command(async)]
pub(super) fn run_view(core: Core<'_>, request: RunRequest) -> Answer<RunView> {
    core.run(&request)
}

#[tauri::command(async)]
pub(super) fn run_act(core: Core<'_>, request: RunActRequest) -> Answer<RunView> {
    core.act(&request)
}

#[tauri::command(async)]
pub(super) fn run_list(core: Core<'_>, request: RunListRequest) -> Answer<Vec<RunRow>> {
    core.runs(&request)
}

#[tauri::command(async)]
pub(super) fn run_export(core: Core<'_>, request: RunExportRequest) -> Answer<RunExport> {
    core.export_run(&request)
}

/// Shows the system's dialog and saves there; the path to be shown, nothing where the person closed it.
#[tauri::command(async)]
pub(super) fn run_save(
    app: AppHandle,
    core: Core<'_>,
    request: RunExportRequest,
) -> Answer<Option<String>> {
    let title = core.messages().text("dialog_save_run", &[]);
    let dialog = app.dialog().file().set_title(title);
    let dialog = dialog.set_file_name(core.run_file_name(&request)?);
    let Some(path) = dialog
        .blocking_save_file()
        .and_then(|path| path.into_path().ok())
    else {
        return Ok(None);
    };
    core.save_run(&request, &path)?;
    Ok(Some(path.display().to_string()))
}

/// Shows the system's dialog and brings the chosen file in; nothing where the person closed it.
#[tauri::command(async)]
pub(super) fn run_import(app: AppHandle, core: Core<'_>) -> Answer<Option<RunImported>> {
    let title = core.messages().text("dialog_import_run", &[]);
    let dialog = app
        .dialog()
        .file()
        .set_title(title)
        .add_filter("JSON", &["json"]);
    let chosen = dialog
        .blocking_pick_file()
        .and_then(|path| path.into_path().ok());
    chosen.map(|path| core.import_run(&path)).transpose()
}

#[tauri::command(async)]
pub(super) fn run_share(core: Core<'_>, request: RunRequest) -> Answer<RunShared> {
    core.share_run(&request)
}

#[tauri::command(async)]
pub(super) fn run_proposal(core: Core<'_>, request: RunRequest) -> Answer<RunProposal> {
    core.propose_change(&request)
}

#[tauri::command(async)]
pub(super) fn run_proposal_edit(core: Core<'_>, request: RunRequest) -> Answer<EditProposal> {
    core.proposal_to_edit(&request)
}

#[tauri::command(async)]
pub(super) fn person_read(core: Core<'_>) -> Person {
    core.person()
}

#[tauri::command(async)]
pub(super) fn person_save(core: Core<'_>, request: Person) -> Answer<Person> {
    core.save_person(&request)
}
