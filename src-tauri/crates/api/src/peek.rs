//! What a link leads to, in a few lines: for the card beside it.

use crate::document::parsed;
use crate::rows::row_of;
use crate::session::Session;
use crate::wire::{Peek, SectionRequest, WireError};
use drillbook_runbook::{Length, excerpt};

/// What a card has room for.
const LENGTH: Length = Length {
    lines: 5,
    characters: 420,
};

/// The first lines of the place.
pub(crate) fn peek(session: &Session, request: &SectionRequest) -> Result<Peek, WireError> {
    let document = parsed(session, &request.id)?;
    let found = excerpt(&document, &request.slug, LENGTH);
    Ok(Peek {
        row: row_of(&request.id, &document, 0),
        heading: found.heading,
        lines: found.lines,
        cut: found.cut,
    })
}
