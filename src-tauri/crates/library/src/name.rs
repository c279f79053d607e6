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
}
