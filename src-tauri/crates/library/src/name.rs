//! Ids of documents: which strings can name a file of a library.

use unicode_normalization::UnicodeNormalization as _;

/// A path inside the library: `/` between its parts, Unicode in composed form (NFC), with its
/// extension. It cannot climb out of the library, and every system could store it.
///
/// It says nothing about whether the file exists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentName(String);

impl DocumentName {
    /// Checks `id`; `None` where it can never name a file of a library (absolute, `..`, `\`, `:`,
    /// control characters, a trailing dot or space, device names, `.git`, overlong parts).
    pub fn new(id: &str) -> Option<Self> {
        let id: String = id.nfc().collect();
        let fits = id.len() <= LONGEST_PATH && id.split('/').all(part_is_safe);
        fits.then_some(Self(id))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Longest id in bytes that is looked up (`PATH_MAX` on Linux).
const LONGEST_PATH: usize = 4096;

fn part_is_safe(part: &str) -> bool {
    let forbidden = |c: char| matches!(c, '\\' | ':' | '\0') || c.is_control();
    !part.is_empty()
        && part.len() <= 255
        && part != "."
        && part != ".."
        && !part.ends_with(['.', ' '])
        && !part.contains(forbidden)
        && !is_git(part)
        && !is_device(part)
}

/// `.git` in any spelling that some file system takes for it: other case, and the short name of
/// Windows. HFS+ also ignores invisible characters in names.
fn is_git(part: &str) -> bool {
    let visible: String = part
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'))
        .flat_map(char::to_lowercase)
        .collect();
    matches!(visible.as_str(), ".git" | "git~1")
}

/// Names that Windows keeps for devices, with any extension.
fn is_device(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_lowercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name).is_some_and(|digit| {
            matches!(
                digit,
                "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"
            )
        })
    };
    matches!(
        stem.as_str(),
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$"
    ) || numbered("com")
        || numbered("lpt")
}

/// The file name is one of a document: `.md`, `.markdown`, `.mdx`, `.md.erb` or `.adoc`.
pub fn is_document(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".md", ".markdown", ".mdx", ".md.erb", ".adoc"]
        .iter()
        .any(|extension| {
            lower
                .strip_suffix(extension)
                .is_some_and(|stem| !stem.is_empty() && !stem.ends_with('/'))
        })
}

/// The folder of a library in which its scenarios stand.
pub const SCENARIOS: &str = "scenarios/";

/// A YAML file of a scenario, told by its file name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScenarioFile {
    /// `scenario.yaml`
    Main,
    /// `scenario.<language>.yaml`
    Translation,
    /// `<name>.system.yaml`, which several scenarios share.
    System,
}

impl ScenarioFile {
    /// Which file of a scenario is called so; none where it is another one.
    pub fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.strip_suffix(".yaml")?;
        let named = |word: &str| !word.is_empty() && !word.contains('.');
        match stem {
            "scenario" => Some(Self::Main),
            _ if stem
                .strip_suffix(".system")
                .is_some_and(|word| !word.is_empty()) =>
            {
                Some(Self::System)
            }
            _ if stem.strip_prefix("scenario.").is_some_and(named) => Some(Self::Translation),
            _ => None,
        }
    }

    /// As [`Self::of`], where it stands among the scenarios of a library.
    pub fn in_library(id: &str) -> Option<Self> {
        id.starts_with(SCENARIOS).then(|| Self::of(id)).flatten()
    }
}

/// What people write in a library: its documents, and the files of its scenarios.
pub fn is_written(id: &str) -> bool {
    is_document(id) || ScenarioFile::in_library(id).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_leaves_the_library_or_no_system_could_store() {
        for id in [
            "",
            "/etc/passwd",
            "../a.md",
            "a/../../b.md",
            "a//b.md",
            "./a.md",
            "a\\b.md",
            "C:/a.md",
            "a.md:stream",
            "a\0.md",
            "a\n.md",
            "a./b.md",
            "a /b.md",
            "con.md",
            "a/NUL",
            "lpt1.md",
            ".git/config",
            "x/.GIT/HEAD",
            ".g\u{200c}it/config",
            "git~1/config",
            "a/.",
            "a.md/",
        ] {
            assert_eq!(DocumentName::new(id), None, "{id:?}");
        }
        assert_eq!(DocumentName::new(&"a".repeat(256)), None);
    }

    #[test]
    fn takes_ordinary_names_in_composed_form() {
        for id in [
            "a.md",
            "runbooks/Disk full.md",
            "käse/ü.md",
            ".github/x.md",
            "console.md",
            "com10.md",
        ] {
            assert_eq!(
                DocumentName::new(id).map(|name| name.0),
                Some(id.to_owned())
            );
        }
        assert_eq!(
            DocumentName::new("u\u{308}.md").map(|name| name.0),
            Some("ü.md".to_owned())
        );
    }

    #[test]
    fn knows_documents_by_extension() {
        for name in ["a.md", "A.MD", "a.markdown", "a.mdx", "a.md.erb", "a.adoc"] {
            assert!(is_document(name), "{name}");
        }
        for name in ["a.txt", "md", ".md", "a.md.bak", "a.erb", "a.yaml"] {
            assert!(!is_document(name), "{name}");
        }
    }

    #[test]
    fn knows_what_is_written() {
        let check = |id: &str, expected: Option<ScenarioFile>| {
            assert_eq!(ScenarioFile::in_library(id), expected, "{id}");
        };
        check("scenarios/a/scenario.yaml", Some(ScenarioFile::Main));
        check(
            "scenarios/a/scenario.id.yaml",
            Some(ScenarioFile::Translation),
        );
        check("scenarios/shop.system.yaml", Some(ScenarioFile::System));
        for id in [
            "scenarios/a/scenario..yaml",
            "scenarios/a/scenario.a.b.yaml",
            "scenarios/a/other.yaml",
            "scenarios/.system.yaml",
            "scenario.yaml",
            "a/scenarios/a/scenario.yaml",
        ] {
            check(id, None);
            assert!(!is_written(id), "{id}");
        }
        assert!(is_written("scenarios/a/debrief.md"));
    }
}
