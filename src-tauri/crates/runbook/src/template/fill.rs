//! How a template becomes a document: fields of its front matter, its title, and what is known already under the headings
//! that ask for it.

use crate::front_matter::{Wanted, set_all};
use crate::lint::vocabulary::{POSTMORTEM, RUNBOOK, SOP, is_about};
use crate::{Document, Section, parse};
use drillbook_text::edit::{self, Edit};

/// What a person says of a new document. What is empty stays as the template has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Its title.
    pub title: String,
    /// Who keeps it: people or groups, joined by commas.
    pub owner: String,
    /// The service it concerns.
    pub service: String,
    /// How bad it is, as written.
    pub severity: String,
    /// The alerts it answers.
    pub alerts: Vec<String>,
    /// How often it is reviewed, as written.
    pub review_interval: String,
    /// When it is done again, as written.
    pub schedule: String,
}

/// What a section is about, whatever a template calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What an alert means.
    Meaning,
    /// Who suffers.
    Impact,
    /// What is done.
    Steps,
    /// What happened when.
    Timeline,
}

impl Part {
    /// What headings of such sections say, in lists of which the first counts most.
    fn words(self) -> Vec<&'static [&'static str]> {
        let [meaning, impact, _, mitigation] = RUNBOOK;
        let [_, _, _, steps, _] = SOP;
        let [timeline, _, _] = POSTMORTEM;
        match self {
            Self::Meaning => vec![meaning.1],
            Self::Impact => vec![impact.1],
            Self::Steps => vec![steps.1, mitigation.1],
            Self::Timeline => vec![timeline.1],
        }
    }
}

/// Where a text goes in its section. The guidance of the template stays above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Above what the template says there.
    Above,
    /// In the place of what the template says there.
    Instead,
}

/// Something that is known of a new document already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is about.
    pub part: Part,
    /// Where it goes.
    pub place: Place,
    /// The text, in Markdown.
    pub text: String,
}

/// A document made of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Its text.
    pub text: String,
    /// Fields that the template's front matter, broken or in braces, could not take.
    pub refused: Vec<&'static str>,
}

/// The document that `template` becomes: a draft with these fields, its first heading the title, and each text of `said` in
/// the first section that is about it; where none is, that text is left out. What the template says of itself (its summary,
/// other names, how it is searched for) is not the new document's.
pub fn fill(template: &str, fields: &Fields, said: &[Said]) -> Filled {
    let title = one_line(&fields.title);
    let document = parse("template.md", template);
    let mut edits: Vec<Edit> = heading(&document, template, &title).into_iter().collect();
    edits.extend(
        said.iter()
            .filter_map(|said| put(&document, template, said)),
    );
    edits.sort_by_key(|edit| edit.span);
    // Of two texts for one place the first stays.
    let mut taken = 0;
    edits.retain(|edit| {
        let free = edit.span.start >= taken;
        taken = taken.max(edit.span.end);
        free
    });
    let text = edit::apply(template, &edits).unwrap_or_else(|| template.to_owned());
    with_fields(format!("{}\n", text.trim_end()), &title, fields)
}

fn with_fields(mut text: String, title: &str, fields: &Fields) -> Filled {
    let wanted = [
        ("title", Some(Wanted::Text(title))),
        ("status", Some(Wanted::Text("draft"))),
        ("owner", given(&fields.owner)),
        ("service", given(&fields.service)),
        ("severity", given(&fields.severity)),
        (
            "alerts",
            (!fields.alerts.is_empty()).then_some(Wanted::List(&fields.alerts)),
        ),
        ("review_interval", given(&fields.review_interval)),
        ("schedule", given(&fields.schedule)),
        ("summary", Some(Wanted::Absent)),
        ("aliases", Some(Wanted::Absent)),
        ("search", Some(Wanted::Absent)),
        ("last_reviewed", Some(Wanted::Absent)),
        ("next_review", Some(Wanted::Absent)),
    ];
    let mut refused = Vec::new();
    for (key, wanted) in wanted {
        let Some(wanted) = wanted else { continue };
        match set_all(&text, &[(key, wanted)]) {
            Ok(set) => text = set,
            Err(_) => refused.push(key),
        }
    }
    Filled { text, refused }
}

fn given(value: &str) -> Option<Wanted<'_>> {
    (!value.trim().is_empty()).then_some(Wanted::Text(value))
}

/// The first heading says the title.
fn heading(document: &Document, text: &str, title: &str) -> Option<Edit> {
    let section = document
        .sections
        .iter()
        .find(|section| section.level == 1)?;
    let line = section.span.of(text).lines().next()?;
    let marks = line.len() - line.trim_start_matches(['#', ' ']).len();
    let start = section.span.start;
    (!title.is_empty()).then(|| Edit::new(start + marks, start + line.len(), title))
}

/// Puts a text into the first section that is about it.
fn put(document: &Document, text: &str, said: &Said) -> Option<Edit> {
    let about = |words: &'static [&'static str]| {
        let mut sections = document.sections.iter();
        sections.find(|section| section.level > 1 && is_about(&section.heading, words))
    };
    let section = said.part.words().into_iter().find_map(about)?;
    let start = behind_guidance(text, section);
    let end = match said.place {
        Place::Above => start,
        Place::Instead => section.span.end,
    };
    Some(Edit::new(start, end, format!("{}\n\n", said.text.trim())))
}

/// Where a section's own text begins: behind its heading and the hidden comments under it.
fn behind_guidance(text: &str, section: &Section) -> usize {
    let own = section.span.of(text);
    let mut rest = own
        .split_once('\n')
        .map_or("", |(_, rest)| rest)
        .trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment
            .split_once("-->")
            .map_or("", |(_, rest)| rest)
            .trim_start();
    }
    section.span.end - rest.len()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "---\ntitle: Of our team\nkind: runbook\nowner:\nalerts: []\nsummary: For alerts\nsearch: {exclude: true}\nours: 1 # kept\n---\n\n# Of our team\n\n## Arti\n\n<!-- Five lines. -->\n\n[Describe it in words]\n\n## Impact\n\nWho?\n\n## Steps\n\n1. One\n2. Two\n";

    fn said(part: Part, place: Place, text: &str) -> Said {
        Said {
            part,
            place,
            text: text.to_owned(),
        }
    }

    #[test]
    fn fields_title_and_what_is_known_find_their_places() {
        let fields = Fields {
            title: "Disk: full".to_owned(),
            owner: "sre".to_owned(),
            alerts: vec!["DiskFull".to_owned()],
            review_interval: "6 months".to_owned(),
            ..Fields::default()
        };
        let known = [
            said(Part::Steps, Place::Instead, "1. Look"),
            said(Part::Meaning, Place::Instead, "It is full."),
            said(Part::Impact, Place::Above, "Severity: page"),
            said(Part::Timeline, Place::Instead, "Nobody asks for it."),
        ];
        let filled = fill(TEMPLATE, &fields, &known);
        assert_eq!(
            filled.text,
            "---\ntitle: \"Disk: full\"\nkind: runbook\nowner: sre\nalerts: [DiskFull]\nours: 1 # kept\nstatus: draft\nreview_interval: 6 months\n---\n\n# Disk: full\n\n## Arti\n\n<!-- Five lines. -->\n\nIt is full.\n\n## Impact\n\nSeverity: page\n\nWho?\n\n## Steps\n\n1. Look\n"
        );
        assert_eq!(filled.refused, [""; 0]);
    }

    #[test]
    fn a_template_without_front_matter_gets_one() {
        let fields = Fields {
            title: "New\nname".to_owned(),
            ..Fields::default()
        };
        let filled = fill("Old\n===\n\ntext\n", &fields, &[]);
        assert_eq!(
            filled.text,
            "---\ntitle: New name\nstatus: draft\n---\nNew name\n===\n\ntext\n"
        );
    }

    #[test]
    fn what_broken_front_matter_cannot_take_is_said() {
        let fields = Fields {
            title: "New".to_owned(),
            ..Fields::default()
        };
        let filled = fill("---\na: b: c\n---\n# Old\n", &fields, &[]);
        assert_eq!(filled.text, "---\na: b: c\n---\n# New\n");
        assert!(filled.refused.contains(&"title"));
    }
}
