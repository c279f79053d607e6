//! `drillbook show`: a document or a section, as it stands in its file.

use crate::arguments::ShowOptions;
use crate::output::{Output, printable};
use crate::{Outcome, open, said};
use anyhow::Result;
use std::io::{IsTerminal as _, Write as _};

pub(crate) fn run(options: &ShowOptions, output: &mut Output) -> Result<Outcome> {
    let opened = open(options.library.library.as_deref())?;
    let (id, slug) = match options.id.split_once('#') {
        Some((id, slug)) => (id, Some(slug)),
        None => (options.id.as_str(), None),
    };
    let text = opened.app.text(id, slug).map_err(said)?;
    // A pipe gets the bytes of the file; a terminal gets what cannot drive it.
    let text = if std::io::stdout().is_terminal() {
        printable(&text)
    } else {
        text
    };
    write!(
        output,
        "{text}{}",
        if text.ends_with('\n') { "" } else { "\n" }
    )?;
    Ok(Outcome::Clean)
}
