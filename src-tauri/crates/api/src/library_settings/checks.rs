//! `[check]` of `drillbook.toml`: how much is asked of documents, what is excepted, and what was there before.

use super::reader::{Reader, Value, span, strings};
use drillbook_library::Patterns;
use drillbook_runbook::lint::Profile;
use drillbook_text::{Code, Diagnostic, Severity, suggest};
use toml::de::DeTable;

/// What is asked of the documents of a library.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    /// How much.
    pub profile: Profile,
    /// Findings that the team lives with, each kind for some files.
    pub exceptions: Vec<Exception>,
    /// The file of findings that were there when the team began, as a path in the library.
    pub baseline: Option<String>,
}

/// Findings that are not reported.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The files.
    pub paths: Patterns,
    /// The kinds of findings, by their codes; all where none is named.
    pub codes: Vec<String>,
}

impl Exception {
    /// Whether it holds for findings of the kind `code` in the file `id`.
    pub fn holds(&self, id: &str, code: Code) -> bool {
        let of_code = self.codes.is_empty() || self.codes.iter().any(|own| own == code.as_str());
        of_code && self.paths.name(id)
    }
}

impl Reader {
    pub(super) fn checks(&mut self, table: &DeTable<'_>) -> Checks {
        self.keys(table, &["profile", "baseline", "exceptions"]);
        Checks {
            profile: self.profile(table).unwrap_or_default(),
            baseline: self.text(table, "baseline"),
            exceptions: self.each(table, "exceptions", Self::exception),
        }
    }

    fn profile(&mut self, table: &DeTable<'_>) -> Option<Profile> {
        let value = table.get("profile")?;
        let named = value.get_ref().as_str();
        let found = Profile::ALL
            .into_iter()
            .find(|profile| Some(profile.as_str()) == named);
        if found.is_none() {
            let all = Profile::ALL.map(|profile| format!("`profile = \"{}\"`", profile.as_str()));
            self.shape("profile", &all.join(", "), value);
        }
        found
    }

    fn exception(&mut self, table: &DeTable<'_>) -> Option<Exception> {
        self.keys(table, &["paths", "codes", "reason"]);
        let example = "`paths = [\"runbooks/legacy/\"]`";
        let Some(value) = table.get("paths") else {
            self.missing(table, "paths", example);
            return None;
        };
        let paths = strings(value).map(|paths| Patterns::new(&paths));
        let Some(Ok(paths)) = paths else {
            self.shape("paths", example, value);
            return None;
        };
        Some(Exception {
            paths,
            codes: self.codes(table),
        })
    }

    /// The codes; those that do not exist are reported and except nothing.
    fn codes(&mut self, table: &DeTable<'_>) -> Vec<String> {
        let codes = self.list(table, "codes");
        let known = || Code::ALL.into_iter().map(Code::as_str);
        for code in &codes {
            if !known().any(|known| known == code) {
                let value = table.get("codes");
                self.unknown_code(code, suggest::nearest(code, known()), value);
            }
        }
        codes
    }

    fn unknown_code(&mut self, code: &str, nearest: Option<&str>, value: Option<&Value<'_>>) {
        let unknown = Diagnostic::new(Code::SettingsCode, Severity::Warning, value.map(span));
        let nearest = nearest.map_or_else(
            || "`drillbook check`".to_owned(),
            |code| format!("`{code}`"),
        );
        self.diagnostics
            .push(unknown.with("code", code).with("nearest", nearest));
    }
}
