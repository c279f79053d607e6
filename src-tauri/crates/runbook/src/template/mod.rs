//! Templates: documents that new ones are made from. Those that ship ([`SHIPPED`]), a team's own ([`Template::read`]), and
//! how one becomes a document ([`fill()`]).
//!
//! A template is a document like any other: front matter, headings, words still to be written, guidance in hidden
//! comments. It has no syntax of its own: a new document takes its front matter and its headings over, and what is known
//! already is put under the headings that ask for it. Where templates and documents lie is for others to know.

mod fill;
mod name;

use crate::{Kind, Language, parse};

pub use fill::{Fields, Filled, Part, Place, Said, fill};
pub use name::{file_name, folder};

/// A document that new ones are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// What it is called where it is chosen.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub summary: Option<String>,
    /// The kind of document that it makes.
    pub kind: Kind,
    /// The language that it is written in.
    pub language: Language,
    /// Its text.
    pub text: String,
}

impl Template {
    /// The document at `path`, whose text is `text`, as a template.
    pub fn read(path: &str, text: &str) -> Self {
        let document = parse(path, text);
        Self {
            title: document.title,
            summary: document.front_matter.summary,
            kind: document.kind,
            language: document.language,
            text: text.to_owned(),
        }
    }
}

/// A template that ships with the app, in each of its languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Its name, the same in every language.
    pub id: &'static str,
    english: &'static str,
    indonesian: &'static str,
}

impl Shipped {
    /// The kind of document that it makes.
    pub fn kind(&self) -> Kind {
        self.template(&Language::En).kind
    }

    /// The template in `language`; in English where it has no such text.
    pub fn template(&self, language: &Language) -> Template {
        let text = match language {
            Language::Id => self.indonesian,
            _ => self.english,
        };
        Template::read(&format!("{}.md", self.id), text)
    }
}

/// A template of the folder beside this source, by its name.
macro_rules! shipped {
    ($($id:literal),+) => {
        [$(Shipped {
            id: $id,
            english: include_str!(concat!("../../templates/", $id, ".md")),
            indonesian: include_str!(concat!("../../templates/", $id, ".id.md")),
        }),+]
    };
}

/// The templates that ship, the ones that are wanted most first.
pub const SHIPPED: [Shipped; 10] = shipped!(
    "alert-runbook",
    "sop",
    "troubleshooting",
    "service",
    "change-checklist",
    "incident-review",
    "security-incident",
    "readiness-review",
    "hand-over",
    "contacts"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::{Profile, lint};
    use drillbook_text::Code;

    const LANGUAGES: [Language; 2] = [Language::En, Language::Id];

    fn new_document(template: &Template) -> (String, String) {
        let fields = Fields {
            title: "Restore orders".to_owned(),
            owner: "sre".to_owned(),
            service: "orders".to_owned(),
            ..Fields::default()
        };
        let path = format!("{}/new.md", folder(template.kind));
        (path, fill(&template.text, &fields, &[]).text)
    }

    fn findings(profile: Profile, path: &str, text: &str) -> Vec<drillbook_text::Diagnostic> {
        let document = parse(path, text);
        let mut found = lint(path, text, &document);
        found.extend(document.diagnostics);
        found.retain(|found| profile.reports(found.code));
        found
    }

    /// Words in the place of everything that is still to be written.
    fn written(path: &str, text: &str) -> String {
        let mut text = text.to_owned();
        loop {
            let left = findings(Profile::Default, path, &text);
            let gap = left
                .iter()
                .find(|found| found.code == Code::PlaceholderLeft);
            let Some(span) = gap.and_then(|found| found.span) else {
                return text;
            };
            text.replace_range(span.start..span.end, "as agreed");
        }
    }

    #[test]
    fn each_says_what_it_is_in_both_languages() {
        for shipped in SHIPPED {
            for language in &LANGUAGES {
                let template = shipped.template(language);
                assert_eq!(template.language, *language, "{}", shipped.id);
                assert!(template.summary.is_some(), "{}", shipped.id);
                assert_ne!(template.title, shipped.id);
            }
            let [english, indonesian] = LANGUAGES
                .each_ref()
                .map(|language| shipped.template(language));
            assert_eq!(english.kind, indonesian.kind, "{}", shipped.id);
            let levels = |template: &Template| -> Vec<u8> {
                let sections = parse("a.md", &template.text).sections;
                sections.iter().map(|section| section.level).collect()
            };
            assert_eq!(levels(&english), levels(&indonesian), "{}", shipped.id);
        }
    }

    #[test]
    fn lint_finds_nothing_in_them_but_what_is_still_to_be_written() {
        for shipped in SHIPPED {
            for language in &LANGUAGES {
                let (path, text) = new_document(&shipped.template(language));
                let found = findings(Profile::Default, &path, &text);
                let other: Vec<_> = found
                    .iter()
                    .filter(|found| found.code != Code::PlaceholderLeft)
                    .collect();
                assert!(other.is_empty(), "{} {other:?}", shipped.id);
                assert!(!found.is_empty(), "{} asks for nothing", shipped.id);
            }
        }
    }

    #[test]
    fn filled_in_they_are_all_that_a_strict_team_asks_for() {
        for shipped in SHIPPED {
            for language in &LANGUAGES {
                let (path, text) = new_document(&shipped.template(language));
                let text = written(&path, &text);
                let found = findings(Profile::Strict, &path, &text);
                assert!(found.is_empty(), "{} {found:?}", shipped.id);
            }
        }
    }

    #[test]
    fn those_that_are_followed_have_steps() {
        for shipped in SHIPPED {
            for language in &LANGUAGES {
                let template = shipped.template(language);
                let document = parse("a.md", &template.text);
                let steps = crate::steps::procedure(&document, &template.text)
                    .steps
                    .len();
                let followed = matches!(template.kind, Kind::Runbook | Kind::Sop | Kind::Checklist);
                assert!(!followed || steps > 2, "{} {steps}", shipped.id);
            }
        }
    }
}
