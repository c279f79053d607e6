//! The commands that concern the life of documents: one request, one response, one call.

use super::{Answer, Core};
use drillbook_api::wire::{DocumentLife, DocumentRequest, LifeActRequest, Upkeep};

#[tauri::command(async)]
pub(super) fn life_view(core: Core<'_>, request: DocumentRequest) -> Answer<DocumentLife> {
    core.life(&request)
}

#[tauri::command(async)]
pub(super) fn life_act(core: Core<'_>, request: LifeActRequest) -> Answer<DocumentLife> {
    core.act_in_life(&request)
}

#[tauri::command(async)]
pub(super) fn life_upkeep(core: Core<'_>) -> Answer<Upkeep> {
    core.upkeep()
}
