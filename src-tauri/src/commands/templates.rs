//! The commands that concern documents which are still to be made: one request, one response, one call.

use super::{Answer, Core};
use drillbook_api::wire::{AlertGaps, NewDocument, NewOffer, NewOfferRequest, NewRequest};

#[tauri::command(async)]
pub(super) fn document_offer(core: Core<'_>, request: NewOfferRequest) -> Answer<NewOffer> {
    core.offer_document(&request)
}

#[tauri::command(async)]
pub(super) fn document_fill(core: Core<'_>, request: NewRequest) -> Answer<NewDocument> {
    core.fill_document(&request)
}

#[tauri::command(async)]
pub(super) fn alert_gaps(core: Core<'_>) -> Answer<AlertGaps> {
    core.alert_gaps()
}
