//! How a new document's file is called, and in which folder one of its kind lies.

use crate::Kind;

/// Bytes of the longest name that is proposed, without its extension.
const LONGEST: usize = 80;

/// The file name that a title proposes: `Disk filling up (orders)` is `disk-filling-up-orders.md`. A title that is one name,
/// as alerts have them, stays as it is: documents of alerts are found by their files' names. Empty where the title has
/// neither letters nor digits.
pub fn file_name(title: &str) -> String {
    let title = title.trim();
    let is_name = title.chars().all(|c| c.is_ascii_alphanumeric());
    let stem = if is_name && title.chars().skip(1).any(char::is_uppercase) {
        title.to_owned()
    } else {
        words(title)
    };
    if stem.is_empty() {
        stem
    } else {
        format!("{stem}.md")
    }
}

/// The words in lower case, joined by hyphens.
fn words(title: &str) -> String {
    let mut stem = String::new();
    for word in title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let word = word.to_lowercase();
        if !stem.is_empty() && stem.len() + word.len() >= LONGEST {
            break;
        }
        if !stem.is_empty() {
            stem.push('-');
        }
        stem.push_str(&word);
    }
    let mut end = stem.len().min(LONGEST);
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    stem.truncate(end);
    stem
}

/// The folder in which documents of a kind usually lie.
pub fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Runbook => "runbooks",
        Kind::Sop => "sops",
        Kind::Service => "services",
        Kind::Postmortem => "postmortems",
        Kind::Checklist => "checklists",
        Kind::Reference => "reference",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_proposes_a_file() {
        let check = |title: &str, expected: &str| assert_eq!(file_name(title), expected);
        check("Disk filling up (orders)", "disk-filling-up-orders.md");
        check("KubePodCrashLooping", "KubePodCrashLooping.md");
        check("Backup", "backup.md");
        check(
            "  Serah terima: giliran malam  ",
            "serah-terima-giliran-malam.md",
        );
        check("Überprüfung 24/7", "überprüfung-24-7.md");
        check("???", "");
        check("", "");
        check(
            &"word ".repeat(40),
            &format!("{}.md", "word-".repeat(16).trim_end_matches('-')),
        );
        assert_eq!(file_name(&"é".repeat(100)).len(), LONGEST + ".md".len());
    }
}
