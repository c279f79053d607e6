//! `drillbook.toml`, the library's own settings: its people, its addresses, its words.
//!
//! Optional in every part. Reading never fails: what is wrong is a diagnostic with its place, and the rest counts. The
//! app's settings are another file ([`crate::wire::Settings`]). What the settings mean is for those who use them.

mod checks;
mod reader;

use crate::check::Baseline;
use crate::decode::decode;
use crate::problems;
use drillbook_alerts::AddressMap;
use drillbook_library::{Error, FileBytes, Root};
use drillbook_runbook::life::Person;
use drillbook_text::{Code, Diagnostic, Severity, Span, hash};
use reader::{Reader, Value, span, strings};
use toml::de::DeTable;

pub use checks::Checks;

/// The file, at the library's root.
pub(crate) const FILE: &str = "drillbook.toml";
/// Bytes of it that are read.
const LARGEST: u64 = 512 * 1024;
/// Bytes of a baseline that are read.
const LARGEST_BASELINE: u64 = 16 * 1024 * 1024;
const FORMAT: &str = "drillbook.library/1";

/// The folder of a team's templates where the settings name none.
const TEMPLATES: &str = "templates";

/// The settings of a library.
#[derive(Clone, Debug, Default)]
pub struct LibrarySettings {
    /// What the team calls the library.
    pub name: Option<String>,
    /// Addresses under which the documents are known, in the order of the file.
    pub addresses: Vec<AddressMap>,
    /// Lists of words and phrases that mean the same to a searcher, in every direction.
    pub synonyms: Vec<Vec<String>>,
    /// The people of the team.
    pub people: Vec<Person>,
    /// Who may approve documents that name nobody themselves: ids or groups of people. Everybody where none is named.
    pub approvers: Vec<String>,
    /// What is asked of documents.
    pub checks: Checks,
    /// A run of recurring work is shared as it is closed, without being asked.
    pub share_checks: bool,
    /// The folder of the team's templates; none where it has its usual name.
    pub templates: Option<String>,
}

impl LibrarySettings {
    /// The document `id` is one of the team's templates: new documents are made from it, and nobody follows it.
    pub fn is_template(&self, id: &str) -> bool {
        let folder = self.templates.as_deref().unwrap_or(TEMPLATES);
        let below = id.strip_prefix(folder);
        below.is_some_and(|below| below.starts_with('/'))
    }

    /// Reads the text of `drillbook.toml`.
    pub fn read(text: &str) -> (Self, Vec<Diagnostic>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader::default();
        for error in errors {
            let span = error.span().map(|span| Span::new(span.start, span.end));
            let broken = Diagnostic::new(Code::SettingsBroken, Severity::Error, span);
            let problem = error.message().replace('\n', ", ");
            reader.diagnostics.push(broken.with("problem", problem));
        }
        let settings = reader.settings(table.get_ref());
        let mut diagnostics = reader.diagnostics;
        // Where brackets are missing, keys stand in the wrong table and only seem wrong.
        let is_broken = |found: &Diagnostic| found.code == Code::SettingsBroken;
        if diagnostics.iter().any(is_broken) {
            diagnostics.retain(is_broken);
        }
        diagnostics.sort_by_key(|found| found.span.map(|span| span.start));
        (settings, diagnostics)
    }
}

/// The settings as they stand in a library's folder.
#[derive(Debug, Default)]
pub(crate) struct Stored {
    pub(crate) settings: LibrarySettings,
    /// What is wrong with the file.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Findings that were there when the team began.
    pub(crate) baseline: Baseline,
    /// The hash of its bytes; empty where there is none.
    hash: String,
    /// The hash of the baseline's bytes, or why they could not be read; empty where none is named.
    baseline_hash: String,
}

impl Stored {
    /// Reads the file and the baseline again; `None` where both are as they were. What did not change is not parsed again.
    pub(crate) fn reread(&self, root: &Root) -> Option<Self> {
        let bytes = root.read(FILE, LARGEST);
        let hash = match &bytes {
            Err(Error::NotFound { .. }) => String::new(),
            Err(error) => hash::file(error.to_string().as_bytes()),
            Ok(file) => hash::file(&file.bytes),
        };
        let mut read = (hash != self.hash).then(|| Self {
            hash,
            ..Self::of(bytes)
        });
        let path = &read.as_ref().unwrap_or(self).settings.checks.baseline;
        let named = path.as_ref().map(|path| read_baseline(root, path));
        let baseline_hash = named.as_ref().map_or_else(String::new, |read| match read {
            Ok(bytes) => hash::file(bytes),
            Err(problem) => problem.clone(),
        });
        if read.is_none() && baseline_hash != self.baseline_hash {
            // Only the baseline is another one: what is wrong with it may be mended.
            read = Some(self.without_baseline());
        }
        let mut read = read?;
        read.baseline_hash = baseline_hash;
        if let (Some(path), Some(named)) = (read.settings.checks.baseline.clone(), named) {
            read.take_baseline(path, named);
        }
        Some(read)
    }

    fn of(read: Result<FileBytes, Error>) -> Self {
        match read {
            Err(Error::NotFound { .. }) => Self::default(),
            Err(error) => Self {
                diagnostics: vec![problems::unreadable(&error.to_string())],
                ..Self::default()
            },
            Ok(file) => {
                let decoded = decode(file.bytes, file.cut);
                let (settings, found) = LibrarySettings::read(&decoded.text);
                let mut diagnostics = decoded.diagnostics;
                diagnostics.extend(found);
                Self {
                    settings,
                    diagnostics,
                    ..Self::default()
                }
            }
        }
    }

    fn without_baseline(&self) -> Self {
        let own = |found: &&Diagnostic| found.code != Code::BaselineBroken;
        Self {
            settings: self.settings.clone(),
            diagnostics: self.diagnostics.iter().filter(own).cloned().collect(),
            hash: self.hash.clone(),
            ..Self::default()
        }
    }

    fn take_baseline(&mut self, path: String, read: Result<Vec<u8>, String>) {
        match read.and_then(|bytes| Baseline::read(&bytes)) {
            Ok(baseline) => self.baseline = baseline,
            Err(problem) => {
                let broken = Diagnostic::new(Code::BaselineBroken, Severity::Error, None);
                self.diagnostics
                    .push(broken.with("path", path).with("problem", problem));
            }
        }
    }
}

/// The bytes of the baseline that the settings name, or why there are none.
fn read_baseline(root: &Root, path: &str) -> Result<Vec<u8>, String> {
    let read = root.read(path, LARGEST_BASELINE);
    read.map(|file| file.bytes)
        .map_err(|error| error.to_string())
}

impl Reader {
    fn settings(&mut self, table: &DeTable<'_>) -> LibrarySettings {
        let mut settings = LibrarySettings::default();
        if table
            .get("format")
            .is_some_and(|value| !self.is_known(value))
        {
            return settings;
        }
        self.keys(
            table,
            &[
                "format",
                "name",
                "addresses",
                "search",
                "people",
                "check",
                "recurring",
                "approval",
                "templates",
            ],
        );
        settings.name = self.text(table, "name").filter(|name| !name.is_empty());
        settings.addresses = self.each(table, "addresses", Self::address);
        settings.people = self.each(table, "people", Self::person);
        if let Some(search) = self.table(table, "search") {
            settings.synonyms = self.synonyms(search);
        }
        if let Some(approval) = self.table(table, "approval") {
            self.keys(approval, &["approvers"]);
            settings.approvers = self.list(approval, "approvers");
        }
        if let Some(checks) = self.table(table, "check") {
            settings.checks = self.checks(checks);
        }
        if let Some(recurring) = self.table(table, "recurring") {
            self.keys(recurring, &["share"]);
            settings.share_checks = self.flag(recurring, "share");
        }
        if let Some(templates) = self.table(table, "templates") {
            self.keys(templates, &["folder"]);
            let folder = self.text(templates, "folder");
            settings.templates = folder
                .map(|folder| folder.trim_matches('/').to_owned())
                .filter(|folder| !folder.is_empty());
        }
        settings
    }

    /// Whether the format is ours. What a newer one means cannot be guessed.
    fn is_known(&mut self, value: &Value<'_>) -> bool {
        let format = value.get_ref().as_str();
        if format.is_none() {
            self.shape("format", &format!("`\"{FORMAT}\"`"), value);
        }
        let other = format.filter(|format| *format != FORMAT);
        if let Some(format) = other {
            let unknown = Diagnostic::new(Code::SettingsFormat, Severity::Error, Some(span(value)));
            self.diagnostics
                .push(unknown.with("format", format).with("known", FORMAT));
        }
        other.is_none()
    }

    fn address(&mut self, table: &DeTable<'_>) -> Option<AddressMap> {
        self.keys(table, &["prefix", "path", "suffix"]);
        let map = AddressMap {
            prefix: self.text(table, "prefix").unwrap_or_default(),
            folder: self
                .text(table, "path")
                .unwrap_or_default()
                .trim_matches('/')
                .to_owned(),
            suffix: self.text(table, "suffix").unwrap_or_default(),
        };
        let is_address = map.prefix.contains("://") && !map.prefix.contains(char::is_whitespace);
        if !is_address {
            let example = "`\"https://runbooks.example.org/\"`";
            match table.get("prefix") {
                Some(value) => self.shape("prefix", example, value),
                None => self.missing(table, "prefix", example),
            }
        }
        is_address.then_some(map)
    }

    fn person(&mut self, table: &DeTable<'_>) -> Option<Person> {
        self.keys(table, &["id", "name", "email", "groups"]);
        let id = self.text(table, "id").filter(|id| !id.trim().is_empty());
        let Some(id) = id else {
            match table.get("id") {
                Some(value) => self.shape("id", "`\"dewi.anggraini\"`", value),
                None => self.missing(table, "id", "`\"dewi.anggraini\"`"),
            }
            return None;
        };
        Some(Person {
            name: self.text(table, "name").unwrap_or_else(|| id.clone()),
            email: self.text(table, "email"),
            groups: self.list(table, "groups"),
            id,
        })
    }

    fn synonyms(&mut self, search: &DeTable<'_>) -> Vec<Vec<String>> {
        self.keys(search, &["synonyms"]);
        let Some(value) = search.get("synonyms") else {
            return Vec::new();
        };
        let example = "`[[\"db\", \"database\"], [\"full\", \"penuh\"]]`";
        let Some(lists) = value.get_ref().as_array() else {
            self.shape("synonyms", example, value);
            return Vec::new();
        };
        let mut all = Vec::new();
        for list in lists {
            match strings(list) {
                Some(words) => all.push(words),
                None => self.shape("synonyms", example, list),
            }
        }
        all.retain(|words| words.len() > 1);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Messages, Tongue};
    use drillbook_text::LineIndex;

    /// Settings in short, then each problem as `line: sentence | hint`.
    fn check(text: &str, expected: &str) {
        let (settings, diagnostics) = LibrarySettings::read(text);
        let mut out = Vec::new();
        if let Some(name) = settings.name {
            out.push(name);
        }
        out.extend(
            settings
                .addresses
                .iter()
                .map(|map| format!("{} -> {:?} {:?}", map.prefix, map.folder, map.suffix)),
        );
        if !settings.approvers.is_empty() {
            out.push(format!("approvers {:?}", settings.approvers));
        }
        out.extend(settings.synonyms.iter().map(|words| words.join(" = ")));
        out.extend(
            settings
                .people
                .iter()
                .map(|person| format!("{} {} {:?}", person.id, person.name, person.groups)),
        );
        let lines = LineIndex::new(text);
        out.extend(diagnostics.iter().map(|found| {
            let (message, hint) = Messages::new(Tongue::En).diagnostic(found);
            let line = found.span.map_or(0, |span| lines.line(span.start));
            format!("{line}: {message} | {}", hint.unwrap_or_default())
        }));
        assert_eq!(out.join("\n"), expected);
    }

    #[test]
    fn the_baseline_is_read_again_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let root = Root::open(folder.path()).unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let told = |stored: &Stored| {
            let codes = stored.diagnostics.iter().map(|found| found.code.as_str());
            format!("{} {}", stored.baseline.count(), codes.collect::<String>())
        };
        assert!(Stored::default().reread(&root).is_none());
        write(FILE, "[check]\nbaseline = \"known.json\"\n");
        let missing = Stored::default().reread(&root).unwrap();
        assert_eq!(told(&missing), "0 baseline-broken");
        assert!(missing.reread(&root).is_none());

        let found = Diagnostic::new(Code::LinkDead, Severity::Warning, None);
        write("known.json", &Baseline::of([("a.md", &found)]).write());
        let known = missing.reread(&root).unwrap();
        assert_eq!(told(&known), "1 ");
        assert!(known.reread(&root).is_none());
        write("known.json", "{");
        assert_eq!(told(&known.reread(&root).unwrap()), "0 baseline-broken");
        write(FILE, "");
        assert_eq!(told(&known.reread(&root).unwrap()), "0 ");
    }

    #[test]
    fn reads_what_a_team_writes() {
        check("", "");
        check(
            "format = \"drillbook.library/1\"\nname = \"Pasar\"\n[[addresses]]\nprefix = \"https://r.example/\"\npath = \"runbooks/\"\nsuffix = \".md\"\n\
             [search]\nsynonyms = [[\"db\", \"database\"], [\"alone\"]]\n[[people]]\nid = \"dewi\"\ngroups = [\"sre\"]\n\
             [approval]\napprovers = [\"sre\"]\n",
            "Pasar\nhttps://r.example/ -> \"runbooks\" \".md\"\napprovers [\"sre\"]\ndb = database\ndewi dewi [\"sre\"]",
        );
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        check(
            "format = \"drillbook.library/2\"\ncolour = \"red\"",
            "1: `drillbook.toml` is of the format `drillbook.library/2`, which this version cannot read | This version reads `drillbook.library/1`; a newer Drillbook may read it",
        );
        check(
            "[recurring]\nshare = \"yes\"\nask = true\n",
            "2: `share` is written as `share = true` | \n\
             3: `drillbook.toml` has no setting `ask` here | Did you mean `share`?",
        );
        check(
            "[[adresses]]\nprefix = \"https://r/\"\n[serch]\ncolour = \"red\"\n",
            "1: `drillbook.toml` has no setting `adresses` here | Did you mean `addresses`?\n\
             3: `drillbook.toml` has no setting `serch` here | Did you mean `search`?",
        );
        check(
            "name = 3\npeople = [{name = \"x\"}]\n[[addresses]]\nprefix = \"runbooks\"\n[search]\nsynonyms = [\"a\"]\nfuzzy = 1",
            "1: `name` is written as `name = \"…\"` | \n\
             2: `id` is written as `\"dewi.anggraini\"` | \n\
             4: `prefix` is written as `\"https://runbooks.example.org/\"` | \n\
             6: `synonyms` is written as `[[\"db\", \"database\"], [\"full\", \"penuh\"]]` | \n\
             7: `drillbook.toml` has no setting `fuzzy` here | Did you mean `synonyms`?",
        );
        check(
            "name = \"Pasar\"\n[[people]\nid = \"a\"\n",
            "Pasar\n2: `drillbook.toml` could not be understood: unclosed array table, expected `]` | ",
        );
    }
}
