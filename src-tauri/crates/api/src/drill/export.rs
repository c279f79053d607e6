//! A debrief as text, in the form that was asked for.

use super::store::Loaded;
use super::{Answer, html, markdown};
use crate::App;
use crate::run::moments;
use crate::settings::write_atomically;
use crate::wire::{DrillExport, DrillExportForm, DrillExportRequest, ErrorCode};
use std::path::Path;

impl App {
    /// A debrief as text, with a name for its file, in the language that the drill was played in.
    pub fn export_drill(&self, request: &DrillExportRequest) -> Answer<DrillExport> {
        self.export_drill_in(request, None)
    }

    /// As [`Self::export_drill`], told in another language that the scenario speaks where one is named.
    pub fn export_drill_in(
        &self,
        request: &DrillExportRequest,
        language: Option<&str>,
    ) -> Answer<DrillExport> {
        let loaded = self.drill_in(&self.load_drill(&request.id)?, language)?;
        self.export_of(request, &loaded)
    }

    fn export_of(&self, request: &DrillExportRequest, loaded: &Loaded) -> Answer<DrillExport> {
        let language = loaded.play.as_ref().map(|play| &play.scenario().language);
        let messages = self.drill_messages(language.unwrap_or(&loaded.started.language));
        let text = match request.form {
            DrillExportForm::Markdown => markdown::of(messages, &self.debrief_now(loaded)?),
            DrillExportForm::Html => html::of(messages, &self.debrief_now(loaded)?),
            DrillExportForm::Log => {
                let (_, play) = self.playing(&request.id)?;
                let text = serde_json::to_string_pretty(play.log());
                text.unwrap_or_default() + "\n"
            }
        };
        let file_name = self.drill_file_name(request)?;
        Ok(DrillExport { text, file_name })
    }

    /// The name that the export's file would have.
    pub fn drill_file_name(&self, request: &DrillExportRequest) -> Answer<String> {
        let loaded = self.load_drill(&request.id)?;
        let ending = match request.form {
            DrillExportForm::Markdown => ".md",
            DrillExportForm::Html => ".html",
            DrillExportForm::Log => ".drill.json",
        };
        let id = &loaded.started.scenario;
        let slug: String = id
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(60)
            .collect();
        let slug = if slug.is_empty() { "drill" } else { &slug };
        Ok(format!("{}-{slug}{ending}", moments::file(loaded.began)))
    }

    /// Saves a debrief as a file that the person has chosen, in place of what stood there.
    pub fn save_drill(&self, request: &DrillExportRequest, path: &Path) -> Answer<()> {
        self.save_drill_in(request, None, path)
    }

    /// As [`Self::save_drill`], told in another language that the scenario speaks where one is named.
    pub fn save_drill_in(
        &self,
        request: &DrillExportRequest,
        language: Option<&str>,
        path: &Path,
    ) -> Answer<()> {
        let export = self.export_drill_in(request, language)?;
        let file = path.display().to_string();
        let written = write_atomically(path, export.text.as_bytes());
        written.map_err(|error| {
            self.error(ErrorCode::NotWritten, &[("file", &file)])
                .because(&error)
        })
    }
}
