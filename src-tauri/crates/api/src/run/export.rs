//! A run as text, in the form that was asked for.

use super::{Answer, Loaded, handover, html, json, markdown, moments};
use crate::App;
use crate::settings::write_atomically;
use crate::wire::{ErrorCode, RunExport, RunExportForm, RunExportRequest};
use drillbook_runbook::run::What;
use std::path::Path;

impl App {
    /// A run as text, with a name for its file. A hand-over of an open run is an entry of its log.
    pub fn export_run(&self, request: &RunExportRequest) -> Answer<RunExport> {
        let mut loaded = self.load(&request.id)?;
        if request.form == RunExportForm::Handover && loaded.run.state.closing.is_none() {
            let written = self.record(&loaded, &What::HandedOver {}, None);
            written.map_err(|error| self.of_journal(&error))?;
            self.told(&loaded.stream.id);
            loaded = self.load(&request.id)?;
        }
        let messages = self.messages();
        let text = match request.form {
            RunExportForm::Markdown => markdown::of(messages, &loaded),
            RunExportForm::Json => json::of(messages, &loaded),
            RunExportForm::Html => html::of(messages, &loaded),
            RunExportForm::Handover => self.handover(&loaded)?,
        };
        let file_name = file_name(&loaded, ending(request.form));
        Ok(RunExport { text, file_name })
    }

    /// The name that the export's file would have.
    pub fn run_file_name(&self, request: &RunExportRequest) -> Answer<String> {
        Ok(file_name(&self.load(&request.id)?, ending(request.form)))
    }

    /// Saves a run as a file that the person has chosen, in place of what stood there.
    pub fn save_run(&self, request: &RunExportRequest, path: &Path) -> Answer<()> {
        let export = self.export_run(request)?;
        let file = path.display().to_string();
        let written = write_atomically(path, export.text.as_bytes());
        written.map_err(|error| {
            self.error(ErrorCode::NotWritten, &[("file", &file)])
                .because(&error)
        })
    }

    fn handover(&self, loaded: &Loaded) -> Answer<String> {
        let journal = self.journal()?;
        let texts = handover::hashes(&loaded.run).into_iter().map(|hash| {
            let text = journal
                .text(&hash)
                .map_err(|error| self.of_journal(&error))?;
            Ok((hash, text.unwrap_or_default()))
        });
        let texts = texts.collect::<Answer<Vec<_>>>()?;
        Ok(handover::of(loaded, texts))
    }
}

fn ending(form: RunExportForm) -> &'static str {
    match form {
        RunExportForm::Markdown => ".md",
        RunExportForm::Json => ".json",
        RunExportForm::Html => ".html",
        RunExportForm::Handover => ".handover.json",
    }
}

/// `20261119T201245Z-checkout-latency-high.md`: plain letters only, so that every system can store it.
fn file_name(loaded: &Loaded, ending: &str) -> String {
    let title = drillbook_text::fold::fold(&loaded.run.state.started.title);
    let words = title.split(|c: char| !c.is_ascii_alphanumeric());
    let slug = words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let slug: String = slug.chars().take(60).collect();
    let slug = if slug.is_empty() {
        "run"
    } else {
        slug.as_str()
    };
    format!("{}-{slug}{ending}", moments::file(loaded.run.began()))
}
