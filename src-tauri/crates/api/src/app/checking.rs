//! Checking the library: problems for the window, findings and a baseline for the terminal.

use super::{Answer, App};
use crate::check::{self, Baseline, Checked};
use crate::wire::LibraryProblems;
use drillbook_runbook::lint::Profile;
use std::collections::HashMap;

impl App {
    /// The problems of the library, worst files first.
    pub fn problems(&self) -> Answer<LibraryProblems> {
        let session = self.opened()?;
        // What is wrong with documents is true without a journal; only how often they were followed is not known then.
        let runs = self.runs_by_document(&session).unwrap_or_else(|error| {
            tracing::warn!(error = %error.message, "how often documents were followed is not known");
            HashMap::new()
        });
        Ok(check::list(&session, &runs))
    }

    /// Every finding of the library, for the command line; with `profile` instead of the one of its settings.
    pub fn check(&self, profile: Option<Profile>) -> Answer<Checked> {
        Ok(check::check(&*self.opened()?, profile))
    }

    /// The baseline of what a check finds now.
    pub fn baseline(&self, profile: Option<Profile>) -> Answer<Baseline> {
        Ok(check::baseline(&*self.opened()?, profile))
    }
}
