//! What headings and leading sentences announce, in English and in Bahasa Indonesia: something to do, or something to know.

use super::wording::{Tells, heading_tells, is_numbered, tells};

/// What a heading or a sentence announces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Announces {
    /// Things to do.
    Doing,
    /// Things to know: causes, kinds, links.
    Knowing,
    /// Nothing that can be told.
    #[default]
    Open,
}

/// Words of headings under which things are done. Several words count together.
const DOING: &[&str] = &[
    "diagnosis",
    "diagnostic",
    "diagnostics",
    "diagnose",
    "mitigation",
    "mitigations",
    "mitigate",
    "resolution",
    "resolutions",
    "remediation",
    "troubleshooting",
    "troubleshoot",
    "possible checks",
    "check",
    "checks",
    "procedure",
    "procedures",
    "step",
    "steps",
    "verify",
    "verification",
    "validation",
    "rollback",
    "roll back",
    "recovery",
    "solution",
    "solutions",
    "fix",
    "fixes",
    "what to do",
    "how to",
    "how do",
    "response",
    "containment",
    "eradication",
    "runbook",
    "playbook",
    "instructions",
    "investigation",
    "investigate",
    "debugging",
    "debug",
    "triage",
    "workaround",
    "checklist",
    "replacement",
    "repair",
    "test plan",
    "preparation",
    "possible actions",
    "actions to take",
    "action",
    "commands",
    "installation",
    "upgrade",
    "uninstall",
    "health",
    "process",
    "restoring",
    "before the event",
    "pre-flight",
    "post-flight",
    "to do",
    "what to",
    "analysis",
    "collection",
    "acquisition",
    "activities",
    "langkah",
    "prosedur",
    "diagnosa",
    "penanganan",
    "mitigasi",
    "penyelesaian",
    "pemeriksaan",
    "periksa",
    "pemulihan",
    "pengembalian",
    "perbaikan",
    "verifikasi",
    "tindakan",
    "cara",
    "pemecahan masalah",
    "daftar periksa",
    "penyelidikan",
    "investigasi",
    "yang dilakukan",
    "isolasi",
    "instalasi",
    "pemasangan",
    "persiapan",
    "sebelum",
    "sesudah",
];

/// Words of headings that explain, although words of doing may stand beside them.
const FIRST: &[&str] = &[
    "what's next",
    "whatsnext",
    "next steps",
    "selanjutnya",
    "further steps",
    "example workflow",
    "example workflows",
    "overview",
    "prevention",
    "preventing",
    "pencegahan",
    "style",
    "formatting",
    "guidelines",
    "standards",
    "principles",
    "release notes",
    "best practices",
    "expected behaviour",
    "expected behavior",
    "how it works",
];

/// Words of headings under which things are explained.
const KNOWING: &[&str] = &[
    "meaning",
    "impact",
    "summary",
    "overview",
    "background",
    "reference",
    "references",
    "link",
    "links",
    "further reading",
    "further",
    "see also",
    "documentation",
    "docs",
    "contents",
    "related",
    "cause",
    "causes",
    "reasons",
    "symptom",
    "symptoms",
    "architecture",
    "introduction",
    "about",
    "definition",
    "definitions",
    "glossary",
    "note",
    "notes",
    "contacts",
    "history",
    "changelog",
    "limitations",
    "what is",
    "what's next",
    "next steps",
    "design",
    "how it works",
    "how does",
    "how we",
    "purpose",
    "scope",
    "roles",
    "timeline",
    "lessons",
    "examples of",
    "dashboards",
    "features",
    "concepts",
    "faq",
    "arti",
    "dampak",
    "referensi",
    "latar belakang",
    "tujuan",
    "ruang lingkup",
    "daftar isi",
    "tautan",
    "penyebab",
    "gejala",
    "ringkasan",
    "selanjutnya",
    "pengantar",
    "ikhtisar",
    "arsitektur",
    "peran",
    "istilah",
    "apa itu",
    "mengenai",
    "tentang",
    "catatan",
    "konsep",
];

/// Words of a sentence before a list of things to know.
const KINDS: &[&str] = &[
    "type",
    "types",
    "kinds",
    "reason",
    "reasons",
    "cause",
    "causes",
    "caused",
    "scenario",
    "scenarios",
    "option",
    "options",
    "limitations",
    "benefits",
    "issues",
    "components",
    "consists",
    "consist",
    "comprises",
    "such as",
    "means",
    "include",
    "includes",
    "including",
    "states",
    "translates",
    "example",
    "examples",
    "e.g",
    "result of",
    "involves",
    "factors",
    "advantages",
    "features",
    "properties",
    "parameters",
    "variables",
    "values",
    "fields",
    "things to check",
    "symptoms",
    "there are",
    "criteria",
    "requirements",
    "defined",
    "principles",
    "tables",
    "metrics",
    "labels",
    "performs",
    "will perform",
    "depends on",
    "see also",
    "links",
    "documentation",
    "jenis",
    "penyebab",
    "alasan",
    "antara lain",
    "seperti",
    "misalnya",
    "contoh",
    "terdiri",
    "meliputi",
    "mencakup",
    "berikut ini adalah",
    "yaitu",
    "bagian",
    "offers",
    "allows",
    "flexibility",
    "supports",
    "provides",
    "enables",
    "ways",
    "rules",
    "when to",
    "common sources",
    "keywords",
    "sources",
];

/// Words of a sentence before a list of things to do.
const ORDERS: &[&str] = &[
    "do the following",
    "follow",
    "following the steps",
    "following steps",
    "following actions",
    "these steps",
    "this steps",
    "the steps",
    "steps to",
    "steps are",
    "next steps",
    "as follows",
    "to do",
    "you should",
    "you need to",
    "you could",
    "procedure",
    "perform the following",
    "checklist",
    "how to",
    "make sure",
    "either",
    "langkah",
    "ikuti",
    "lakukan",
    "untuk melakukan",
    "caranya",
    "sebagai berikut",
];

/// What a heading announces. `title` says that it is the document's own.
pub(super) fn heading(text: &str) -> Announces {
    // "1.3 Establish timeline" is one of the things to do, whatever it is about.
    if is_numbered(text) && heading_tells(text) {
        return Announces::Doing;
    }
    let words = spaced(text);
    // "What's next" and "selanjutnya" hold words of the other kind: the more special list is asked first.
    if has(&words, FIRST) {
        return Announces::Knowing;
    }
    if has(&words, DOING) {
        return Announces::Doing;
    }
    if has(&words, KNOWING) {
        return Announces::Knowing;
    }
    if heading_tells(text) || tells(text) == Tells::Guided {
        return Announces::Doing;
    }
    Announces::Open
}

/// What a sentence announces about the list behind it.
pub(super) fn lead(text: &str) -> Announces {
    // What counts is the end of the sentence: "… To repair it, follow these steps:".
    let bare = text.trim_end_matches([':', ' ', '\n']);
    let start = [". ", "? ", "! ", "\n"]
        .iter()
        .filter_map(|mark| Some(bare.rfind(mark)? + mark.len()))
        .max();
    let last = text.get(start.unwrap_or(0)..).unwrap_or(text);
    let words = spaced(last);
    if ["if ", "when ", "kalau ", "jika ", "bila "]
        .iter()
        .any(|ending| words.ends_with(ending))
    {
        return Announces::Knowing;
    }
    if has(
        &words,
        &[
            "includes",
            "include",
            "consists",
            "outline",
            "outlines",
            "meliputi",
            "mencakup",
            "terdiri",
            "are based",
            "is based",
        ],
    ) {
        return Announces::Knowing;
    }
    if words.starts_with(" to ") || words.starts_with(" untuk ") {
        return Announces::Doing;
    }
    if has(&words, ORDERS) {
        return Announces::Doing;
    }
    if has(&words, KINDS) {
        return Announces::Knowing;
    }
    Announces::Open
}

/// Lower case, with one space around each word.
fn spaced(text: &str) -> String {
    let mut out = String::from(" ");
    for word in text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || c == '-'))
    {
        if !word.is_empty() {
            out.push_str(&word.replace('’', "'").to_lowercase());
            out.push(' ');
        }
    }
    out
}

fn has(spaced: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        spaced.match_indices(phrase).any(|(at, _)| {
            let before = spaced.as_bytes().get(at.wrapping_sub(1));
            let behind = spaced.as_bytes().get(at + phrase.len());
            before == Some(&b' ') && behind == Some(&b' ')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_sentences_announce() {
        let check = |text: &str, expected| assert_eq!(heading(text), expected, "{text}");
        check("Possible checks", Announces::Doing);
        check("3. Mitigation:", Announces::Doing);
        check("Langkah", Announces::Doing);
        check("Langkah selanjutnya", Announces::Knowing);
        check("Execute FREEZE in GitLab", Announces::Doing);
        check("Meaning", Announces::Knowing);
        check("Checkout", Announces::Open);
        let check = |text: &str, expected| assert_eq!(lead(text), expected, "{text}");
        check("It is broken. Follow these steps:", Announces::Doing);
        check("Common causes are:", Announces::Knowing);
        check("Then:", Announces::Open);
    }
}
