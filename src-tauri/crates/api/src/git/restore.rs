//! An older version of a document brought back: what the file would say, and the saving of it. It is written as the editor
//! saves, over the file that was looked at and no other, and never over what somebody typed.

use super::Answer;
use crate::App;
use crate::run;
use crate::session::Session;
use crate::wire::{
    EditRequest, EditSaved, EditTextRequest, ErrorCode, RestoreOffer, RestoreRequest, VersionName,
};
use drillbook_text::endings;

impl App {
    /// What bringing a version back would change in the file. Only reads.
    pub fn offer_version(&self, request: &RestoreRequest) -> Answer<RestoreOffer> {
        let session = self.opened()?;
        let older = self.whole_text_of(&session, &request.version)?;
        let now = self.edit_without_draft(&request.id)?;
        let lines = run::difference(&now.text, &older);
        Ok(RestoreOffer {
            base: now.base,
            cut: lines.len() >= run::MOST_LINES,
            lines,
        })
    }

    /// Saves a version over the file that was looked at. Where it is another one by now, nothing is written.
    pub fn restore_version(&self, request: &RestoreRequest) -> Answer<EditSaved> {
        let session = self.opened()?;
        let text = self.whole_text_of(&session, &request.version)?;
        let now = self.edit_without_draft(&request.id)?;
        let saved = self.edit_save(&EditTextRequest {
            document: now.document.clone(),
            base: request.base.clone().unwrap_or(now.base),
            text,
        })?;
        if matches!(saved, EditSaved::Conflict { .. }) {
            // Nobody typed the text: it is no draft.
            let document = now.document;
            self.edit_drop(&EditRequest { document })?;
        }
        Ok(saved)
    }

    /// The text of a version, as it is edited; refused where its bytes would not come back as they were.
    fn whole_text_of(&self, session: &Session, name: &VersionName) -> Answer<String> {
        let bytes = self.bytes_of(session, name)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            let problem = self.messages().text("refusal_version_not_utf8", &[]);
            self.error(ErrorCode::EditRefused, &[("problem", &problem)])
        })?;
        Ok(endings::shown(&text))
    }
}
