//! `drillbook export`: a document as a file of its own.

use crate::arguments::ExportOptions;
use crate::output::Output;
use crate::{Outcome, messages, open, said};
use anyhow::{Result, bail};
use drillbook_api::wire::DocumentRequest;
use std::io::Write as _;

pub(crate) fn run(options: &ExportOptions, output: &mut Output) -> Result<Outcome> {
    let messages = messages();
    if options.html.exists() && !options.force {
        let file = options.html.display().to_string();
        bail!(messages.text("cli_file_exists", &[("file", &file)]));
    }
    let opened = open(options.library.library.as_deref())?;
    let request = DocumentRequest {
        id: options.id.clone(),
    };
    let exported = opened
        .app
        .export_html(&request, &options.html)
        .map_err(said)?;
    writeln!(output, "{}", exported.file)?;
    if exported.left_out > 0 {
        let count = exported.left_out.to_string();
        let notice = messages.text("export_left_out", &[("count", &count)]);
        writeln!(std::io::stderr(), "{notice}")?;
    }
    Ok(Outcome::Clean)
}
