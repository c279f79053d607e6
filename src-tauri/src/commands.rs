//! The commands: one request, one response, one call into the use-cases. Nothing is decided here.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a command takes its arguments as Tauri hands them over"
)]

mod drills;
mod edits;
mod git;
mod life;
mod recurring;
mod runs;
mod templates;

use drillbook_api::App;
use drillbook_api::wire::{
    AlertSearchRequest, Backlinks, BacklinksRequest, DiffRequest, DocumentList, DocumentRequest,
    DocumentView, DocumentsRequest, ErrorCode, Exported, ExternalRequest, FindRequest, Folder,
    FoldersRequest, KeptDocuments, LibraryInfo, LibraryProblems, LibraryTree, MergeRegion,
    MergeRequest, OpenLibraryRequest, Peek, PinRequest, Place, RunDiffLine, SearchRequest,
    SearchResponse, SectionLink, SectionPreview, SectionRequest, Settings, StartState, Stretch,
    WireError,
};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use tauri::ipc::Invoke;
use tauri::{AppHandle, State, Wry};
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;

type Core<'a> = State<'a, Arc<App>>;
type Answer<T> = Result<T, WireError>;

/// The opening of the first library, which the first command waits for.
pub(crate) struct Starting(Mutex<Option<JoinHandle<()>>>);

impl Starting {
    pub(crate) fn new(opening: JoinHandle<()>) -> Self {
        Self(Mutex::new(Some(opening)))
    }

    fn wait(&self) {
        let opening = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if opening.is_some_and(|opening| opening.join().is_err()) {
            tracing::error!("opening the library panicked");
        }
    }
}

/// Every command of the app. A test compares this list with the UI's.
#[expect(clippy::too_many_lines, reason = "a list, one line a command")]
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        app_start,
        library_open,
        library_choose,
        library_tree,
        library_folders,
        library_documents,
        library_problems,
        index_cancel,
        index_update,
        index_rebuild,
        search_run,
        search_alert,
        text_find,
        text_diff,
        text_merge,
        document_open,
        external_open,
        settings_save,
        place_save,
        section_peek,
        section_preview,
        document_backlinks,
        documents_kept,
        document_pin,
        document_visit,
        section_link,
        document_export,
        drills::drill_catalogue,
        drills::drill_briefing,
        drills::scenario_copy,
        drills::drill_start,
        drills::drill_view,
        drills::drill_list,
        drills::drill_put,
        drills::drill_charts,
        drills::drill_logs,
        drills::drill_complete,
        drills::drill_debrief,
        drills::drill_account,
        drills::drill_quiz,
        drills::drill_item,
        drills::drill_fork,
        drills::drill_export,
        drills::drill_save,
        git::git_view,
        git::git_trust,
        git::git_message,
        git::git_commit,
        git::git_pull,
        git::git_settle,
        git::git_push,
        git::git_cancel,
        git::document_versions,
        git::version_compare,
        git::version_offer,
        git::version_restore,
        recurring::today_read,
        recurring::check_start,
        recurring::check_share,
        recurring::check_history,
        recurring::check_export,
        recurring::check_save,
        edits::edit_open,
        edits::edit_keep,
        edits::edit_drop,
        edits::edit_save,
        edits::edit_check,
        edits::scenario_prove,
        edits::scenario_prove_stop,
        edits::scenario_play,
        edits::scenario_play_from,
        edits::edit_preview,
        edits::edit_links,
        edits::edit_fields,
        edits::edit_field,
        edits::edit_image,
        edits::draft_list,
        edits::draft_read,
        edits::draft_drop,
        edits::document_create,
        edits::document_path,
        edits::document_move_plan,
        edits::document_move,
        edits::document_delete,
        life::life_view,
        life::life_act,
        life::life_upkeep,
        templates::document_offer,
        templates::document_fill,
        templates::alert_gaps,
        runs::run_prepare,
        runs::run_start,
        runs::run_view,
        runs::run_act,
        runs::run_list,
        runs::run_export,
        runs::run_save,
        runs::run_import,
        runs::run_share,
        runs::run_proposal,
        runs::run_proposal_edit,
        runs::person_read,
        runs::person_save,
    ]
}

#[tauri::command(async)]
fn app_start(core: Core<'_>, starting: State<'_, Starting>) -> StartState {
    starting.wait();
    core.state()
}

#[tauri::command(async)]
fn library_open(core: Core<'_>, request: OpenLibraryRequest) -> Answer<LibraryInfo> {
    core.open(&request)
}

/// Shows the system's folder dialog; nothing where the person chose none.
#[tauri::command(async)]
fn library_choose(app: AppHandle, core: Core<'_>) -> Answer<Option<LibraryInfo>> {
    let title = core.messages().text("dialog_choose_library", &[]);
    let chosen = app.dialog().file().set_title(title).blocking_pick_folder();
    let folder = chosen.and_then(|folder| folder.into_path().ok());
    folder.map(|folder| core.open_folder(&folder)).transpose()
}

#[tauri::command(async)]
fn library_tree(core: Core<'_>) -> Answer<LibraryTree> {
    core.tree()
}

#[tauri::command(async)]
fn library_folders(core: Core<'_>, request: FoldersRequest) -> Answer<Vec<Folder>> {
    core.folders(&request)
}

#[tauri::command(async)]
fn library_documents(core: Core<'_>, request: DocumentsRequest) -> Answer<DocumentList> {
    core.documents(&request)
}

#[tauri::command(async)]
fn library_problems(core: Core<'_>) -> Answer<LibraryProblems> {
    core.problems()
}

#[tauri::command(async)]
fn index_cancel(core: Core<'_>) -> Answer<()> {
    core.cancel_index()
}

#[tauri::command(async)]
fn index_update(core: Core<'_>) -> Answer<()> {
    core.update_index()
}

#[tauri::command(async)]
fn index_rebuild(core: Core<'_>) -> Answer<()> {
    core.rebuild_index()
}

#[tauri::command(async)]
fn search_run(core: Core<'_>, request: SearchRequest) -> Answer<SearchResponse> {
    core.search(&request)
}

#[tauri::command(async)]
fn search_alert(core: Core<'_>, request: AlertSearchRequest) -> Answer<SearchResponse> {
    core.search_alert(&request)
}

#[tauri::command(async)]
fn text_find(core: Core<'_>, request: FindRequest) -> Vec<Stretch> {
    core.find(&request)
}

#[tauri::command(async)]
fn text_diff(core: Core<'_>, request: DiffRequest) -> Vec<RunDiffLine> {
    core.diff(&request)
}

#[tauri::command(async)]
fn text_merge(core: Core<'_>, request: MergeRequest) -> Vec<MergeRegion> {
    core.merge(request)
}

#[tauri::command(async)]
fn document_open(core: Core<'_>, request: DocumentRequest) -> Answer<DocumentView> {
    core.document(&request)
}

/// Hands a checked address to the system's browser or mail program.
#[tauri::command(async)]
fn external_open(app: AppHandle, core: Core<'_>, request: ExternalRequest) -> Answer<()> {
    let address = core.address(&request)?;
    app.opener()
        .open_url(address, None::<&str>)
        .map_err(|error| {
            WireError::new(core.messages(), ErrorCode::BadAddress, &[]).because(&error)
        })
}

#[tauri::command(async)]
fn settings_save(core: Core<'_>, request: Settings) -> Answer<Settings> {
    core.save_settings(request)
}

#[tauri::command(async)]
fn place_save(core: Core<'_>, request: Place) -> Answer<()> {
    core.save_place(&request)
}

#[tauri::command(async)]
fn section_peek(core: Core<'_>, request: SectionRequest) -> Answer<Peek> {
    core.peek(&request)
}

#[tauri::command(async)]
fn section_preview(core: Core<'_>, request: SectionRequest) -> Answer<SectionPreview> {
    core.preview(&request)
}

#[tauri::command(async)]
fn document_backlinks(core: Core<'_>, request: BacklinksRequest) -> Answer<Backlinks> {
    core.backlinks(&request)
}

#[tauri::command(async)]
fn documents_kept(core: Core<'_>) -> Answer<KeptDocuments> {
    core.kept()
}

#[tauri::command(async)]
fn document_pin(core: Core<'_>, request: PinRequest) -> Answer<KeptDocuments> {
    core.pin(&request)
}

#[tauri::command(async)]
fn document_visit(core: Core<'_>, request: DocumentRequest) -> Answer<KeptDocuments> {
    core.visit(&request)
}

#[tauri::command(async)]
fn section_link(core: Core<'_>, request: SectionRequest) -> Answer<SectionLink> {
    core.link(&request)
}

/// Asks the person for a file and writes the document to it; nothing where they chose none.
#[tauri::command(async)]
fn document_export(
    app: AppHandle,
    core: Core<'_>,
    request: DocumentRequest,
) -> Answer<Option<Exported>> {
    let chosen = app
        .dialog()
        .file()
        .set_title(core.messages().text("dialog_export", &[]))
        .set_file_name(core.export_name(&request))
        .add_filter("HTML", &["html"])
        .blocking_save_file();
    let file = chosen.and_then(|file| file.into_path().ok());
    file.map(|file| core.export_html(&request, &file))
        .transpose()
}
