//! The commands that concern drills: one request, one response, one call. The system's file dialog is shown here.

use super::{Answer, Core};
use drillbook_api::wire::{
    Debrief, DocumentCreated, DrillAccountRequest, DrillBriefing, DrillCatalogue, DrillCharts,
    DrillChartsRequest, DrillCompleteRequest, DrillCompletions, DrillExport, DrillExportRequest,
    DrillForkRequest, DrillItemRequest, DrillListRequest, DrillLogs, DrillLogsRequest,
    DrillPutRequest, DrillQuizRequest, DrillRequest, DrillRow, DrillStartRequest, DrillView,
    ScenarioRequest,
};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt as _;

#[tauri::command(async)]
pub(super) fn drill_catalogue(core: Core<'_>) -> Answer<DrillCatalogue> {
    core.drill_catalogue()
}

#[tauri::command(async)]
pub(super) fn drill_briefing(core: Core<'_>, request: ScenarioRequest) -> Answer<DrillBriefing> {
    core.drill_briefing(&request)
}

#[tauri::command(async)]
pub(super) fn scenario_copy(core: Core<'_>, request: ScenarioRequest) -> Answer<DocumentCreated> {
    core.copy_scenario(&request)
}

#[tauri::command(async)]
pub(super) fn drill_start(core: Core<'_>, request: DrillStartRequest) -> Answer<DrillView> {
    core.start_drill(&request)
}

#[tauri::command(async)]
pub(super) fn drill_view(core: Core<'_>, request: DrillRequest) -> Answer<DrillView> {
    core.drill(&request)
}

#[tauri::command(async)]
pub(super) fn drill_list(core: Core<'_>, request: DrillListRequest) -> Answer<Vec<DrillRow>> {
    core.drills(&request)
}

#[tauri::command(async)]
pub(super) fn drill_put(core: Core<'_>, request: DrillPutRequest) -> Answer<DrillView> {
    core.put_drill(&request)
}

#[tauri::command(async)]
pub(super) fn drill_charts(core: Core<'_>, request: DrillChartsRequest) -> Answer<DrillCharts> {
    core.drill_charts(&request)
}

#[tauri::command(async)]
pub(super) fn drill_logs(core: Core<'_>, request: DrillLogsRequest) -> Answer<DrillLogs> {
    core.drill_logs(&request)
}

#[tauri::command(async)]
pub(super) fn drill_complete(
    core: Core<'_>,
    request: DrillCompleteRequest,
) -> Answer<DrillCompletions> {
    core.complete_line(&request)
}

#[tauri::command(async)]
pub(super) fn drill_debrief(core: Core<'_>, request: DrillRequest) -> Answer<Debrief> {
    core.debrief(&request)
}

#[tauri::command(async)]
pub(super) fn drill_account(core: Core<'_>, request: DrillAccountRequest) -> Answer<Debrief> {
    core.give_account(&request)
}

#[tauri::command(async)]
pub(super) fn drill_quiz(core: Core<'_>, request: DrillQuizRequest) -> Answer<Debrief> {
    core.answer_quiz(&request)
}

#[tauri::command(async)]
pub(super) fn drill_item(core: Core<'_>, request: DrillItemRequest) -> Answer<Debrief> {
    core.keep_item(&request)
}

#[tauri::command(async)]
pub(super) fn drill_fork(core: Core<'_>, request: DrillForkRequest) -> Answer<DrillView> {
    core.fork_drill(&request)
}

#[tauri::command(async)]
pub(super) fn drill_export(core: Core<'_>, request: DrillExportRequest) -> Answer<DrillExport> {
    core.export_drill(&request)
}

/// Shows the system's dialog and saves there; the path to be shown, nothing where the person closed it.
#[tauri::command(async)]
pub(super) fn drill_save(
    app: AppHandle,
    core: Core<'_>,
    request: DrillExportRequest,
) -> Answer<Option<String>> {
    let title = core.messages().text("dialog_save_drill", &[]);
    let dialog = app.dialog().file().set_title(title);
    let dialog = dialog.set_file_name(core.drill_file_name(&request)?);
    let Some(path) = dialog
        .blocking_save_file()
        .and_then(|path| path.into_path().ok())
    else {
        return Ok(None);
    };
    core.save_drill(&request, &path)?;
    Ok(Some(path.display().to_string()))
}
