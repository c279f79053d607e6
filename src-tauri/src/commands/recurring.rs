//! The commands that concern recurring work: one request, one response, one call. The system's file dialog is shown here.

use super::{Answer, Core};
use drillbook_api::wire::{
    CheckHistory, CheckHistoryRequest, CheckStartRequest, RunExport, RunRequest, RunShared,
    RunView, Today, TodayRequest,
};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt as _;

#[tauri::command(async)]
pub(super) fn today_read(core: Core<'_>, request: TodayRequest) -> Answer<Today> {
    core.today(&request)
}

#[tauri::command(async)]
pub(super) fn check_start(core: Core<'_>, request: CheckStartRequest) -> Answer<RunView> {
    core.start_check(&request)
}

#[tauri::command(async)]
pub(super) fn check_share(core: Core<'_>, request: RunRequest) -> Answer<RunShared> {
    core.share_check(&request)
}

#[tauri::command(async)]
pub(super) fn check_history(core: Core<'_>, request: CheckHistoryRequest) -> Answer<CheckHistory> {
    core.check_history(&request)
}

#[tauri::command(async)]
pub(super) fn check_export(core: Core<'_>, request: CheckHistoryRequest) -> Answer<RunExport> {
    core.export_checks(&request)
}

/// Shows the system's dialog and saves there; the path to be shown, nothing where the person closed it.
#[tauri::command(async)]
pub(super) fn check_save(
    app: AppHandle,
    core: Core<'_>,
    request: CheckHistoryRequest,
) -> Answer<Option<String>> {
    let title = core.messages().text("dialog_save_readings", &[]);
    let dialog = app.dialog().file().set_title(title);
    let dialog = dialog.set_file_name(core.export_checks(&request)?.file_name);
    let Some(path) = dialog
        .blocking_save_file()
        .and_then(|path| path.into_path().ok())
    else {
        return Ok(None);
    };
    core.save_checks(&request, &path)?;
    Ok(Some(path.display().to_string()))
}
