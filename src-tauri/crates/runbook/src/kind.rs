//! What sort of document it is: by its front matter, else by its folder and name, else by its headings.

use crate::{FrontMatter, Kind, Section};

/// The kind that a word of front matter means, ours or another tool's.
pub(crate) fn of_word(word: &str) -> Option<Kind> {
    let word: String = word
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    match word.as_str() {
        "runbook" | "runbooks" | "alert" | "alertrunbook" | "playbook" | "troubleshooting" => {
            Some(Kind::Runbook)
        }
        "sop" | "sops" | "procedure" | "standardoperatingprocedure" | "prosedur" => Some(Kind::Sop),
        "service" | "services" | "servicemanual" | "layanan" => Some(Kind::Service),
        "postmortem" | "postmortems" | "incidentreview" | "incidentreport" | "retrospective" => {
            Some(Kind::Postmortem)
        }
        "checklist" | "checklists" | "daftarperiksa" => Some(Kind::Checklist),
        "reference" | "concept" | "overview" | "guide" | "tutorial" | "howto" | "referensi" => {
            Some(Kind::Reference)
        }
        _ => None,
    }
}

pub(crate) fn infer(path: &str, matter: &FrontMatter, sections: &[Section]) -> Kind {
    let written = matter.kind.as_deref().and_then(of_word);
    written
        .or_else(|| by_path(path))
        .or_else(|| by_headings(sections))
        .unwrap_or_default()
}

fn by_path(path: &str) -> Option<Kind> {
    let path = path.to_lowercase();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = name.split('.').next().unwrap_or_default();
    if let Some(kind) = stem.split(['-', '_', ' ']).find_map(named) {
        return Some(kind);
    }
    // The overview of a folder is not one of the documents it lists.
    if matches!(stem, "readme" | "index" | "_index") {
        return None;
    }
    folders.rsplit('/').find_map(named)
}

fn named(part: &str) -> Option<Kind> {
    match part {
        "runbook" | "runbooks" | "alerts" => Some(Kind::Runbook),
        "sop" | "sops" | "procedures" => Some(Kind::Sop),
        "services" => Some(Kind::Service),
        "postmortem" | "postmortems" => Some(Kind::Postmortem),
        "checklist" | "checklists" => Some(Kind::Checklist),
        _ => None,
    }
}

/// Headings that a kind is known by; two of a row decide.
const VOCABULARY: [(Kind, &[&str]); 4] = [
    (
        Kind::Postmortem,
        &[
            "timeline",
            "root cause",
            "lessons learned",
            "action items",
            "contributing factors",
            "kronologi",
            "akar masalah",
        ],
    ),
    (
        Kind::Runbook,
        &[
            "meaning",
            "impact",
            "diagnosis",
            "mitigation",
            "symptom",
            "symptoms",
            "possible checks",
            "troubleshooting",
            "resolution",
            "debugging",
            "gejala",
            "dampak",
            "diagnosa",
            "mitigasi",
            "penyelesaian",
        ],
    ),
    (
        Kind::Sop,
        &[
            "purpose",
            "scope",
            "roles",
            "procedure",
            "preconditions",
            "records",
            "revision history",
            "tujuan",
            "ruang lingkup",
            "prosedur",
        ],
    ),
    (
        Kind::Service,
        &[
            "dependencies",
            "architecture",
            "ownership",
            "contacts",
            "dashboards",
            "service level objectives",
            "arsitektur",
        ],
    ),
];

fn by_headings(sections: &[Section]) -> Option<Kind> {
    let headings: Vec<String> = sections
        .iter()
        .take(200)
        .map(|section| section.heading.to_lowercase())
        .collect();
    let has = |word: &&&str| {
        headings
            .iter()
            .any(|heading| heading.trim_end_matches(':') == **word)
    };
    VOCABULARY
        .iter()
        .find(|(_, words)| words.iter().filter(has).count() >= 2)
        .map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_name_and_headings_tell_the_kind() {
        let check = |path: &str, headings: &[&str], expected: Kind| {
            let section = |heading: &&str| Section {
                heading: (*heading).to_owned(),
                ..Section::default()
            };
            let sections: Vec<Section> = headings.iter().map(section).collect();
            assert_eq!(
                infer(path, &FrontMatter::default(), &sections),
                expected,
                "{path}"
            );
        };
        check("docs/runbooks/kube/x.md", &[], Kind::Runbook);
        check("docs/runbooks/README.md", &[], Kind::Reference);
        check("a/release-checklist.md", &[], Kind::Checklist);
        check("a.md", &["Meaning", "Impact:"], Kind::Runbook);
        check("a.md", &["Timeline", "Root cause"], Kind::Postmortem);
        check("a.md", &["Impact"], Kind::Reference);
    }
}
