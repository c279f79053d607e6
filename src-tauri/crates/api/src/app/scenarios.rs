//! The use-cases of whoever writes scenarios.

use super::{Answer, App};
use crate::scenario::{self, Depth, FormattedFile, ScenarioChecks};
use crate::wire::WireError;
use drillbook_library::Error;
use std::path::PathBuf;

impl App {
    /// Checks the scenarios that `paths` name, files or folders; those of the open library where there are none. Their
    /// runbooks are looked for in the open library; where none is open, they are taken for granted.
    pub fn check_scenarios(&self, paths: &[PathBuf]) -> Answer<ScenarioChecks> {
        self.check_deep(paths, Depth::Check)
    }

    /// As [`App::check_scenarios`], and breaks each scenario in every known way to see whether its check would notice.
    /// Takes minutes.
    pub fn mutate_scenarios(&self, paths: &[PathBuf]) -> Answer<ScenarioChecks> {
        self.check_deep(paths, Depth::Mutate)
    }

    fn check_deep(&self, paths: &[PathBuf], depth: Depth) -> Answer<ScenarioChecks> {
        let places = if paths.is_empty() {
            scenario::places(&*self.opened()?)
        } else {
            self.gather(paths, scenario::files::scenarios)?
        };
        let session = self.session();
        let messages = self.messages();
        Ok(scenario::check(
            messages,
            &places,
            session.as_deref(),
            depth,
        ))
    }

    /// Lays out the files of scenarios that `paths` name, or those of the open library; only looks unless `write`.
    pub fn format_scenarios(&self, paths: &[PathBuf], write: bool) -> Answer<Vec<FormattedFile>> {
        let places = if paths.is_empty() {
            let session = self.opened()?;
            let files = session.catalogue().files.clone();
            scenario::files::all_of(&session.root, &files)
        } else {
            self.gather(paths, scenario::files::all)?
        };
        let messages = self.messages();
        let formatted = places
            .iter()
            .map(|place| scenario::format::format(messages, place, write));
        Ok(formatted.collect())
    }

    fn gather(
        &self,
        paths: &[PathBuf],
        find: fn(&std::path::Path) -> Result<Vec<scenario::files::Place>, Error>,
    ) -> Answer<Vec<scenario::files::Place>> {
        let mut places = Vec::new();
        for path in paths {
            let found = find(path);
            places.extend(found.map_err(|error| WireError::of_library(self.messages(), &error))?);
        }
        Ok(places)
    }
}
