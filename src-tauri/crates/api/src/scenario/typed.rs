//! A file of a scenario as it is typed, with the files that it is read with: what is wrong with it, by reading and lint
//! alone, and what would mend it. What takes a search to find is [`super::check`]'s.

use super::files::Place;
use super::references::LibraryReferences;
use crate::edit::units;
use crate::messages::Messages;
use crate::session::Session;
use crate::wire::{EditChange, EditChecked, EditFinding, EditFix};
use drillbook_drill::{self as drill, Code, Diagnostic, Part, Texts};
use drillbook_library::ScenarioFile;
use drillbook_text::{Severity, Span, Utf16Index};

/// A typed text among the files of its scenario.
pub(crate) struct Typed {
    place: Place,
    /// Which of the texts was typed.
    part: Part,
    /// All of them; the scenario is empty where a shared file belongs to none.
    pub(crate) texts: Texts,
    /// A file that the scenario names and the library does not have: where it is named, and how it would be called.
    missing: Option<(Span, String)>,
}

impl Typed {
    /// The file `id` of the library with this text; none where it is no file of a scenario.
    pub(crate) fn of(session: &Session, id: &str, text: &str) -> Option<Self> {
        let place = Place::of_library(&session.root, id);
        let text = text.to_owned();
        Some(match ScenarioFile::in_library(id)? {
            ScenarioFile::Main => Self::with(place, Part::Scenario, text, Texts::default()),
            ScenarioFile::Translation => {
                let main = place.main().read().map(|read| read.text);
                let texts = Texts {
                    translation: Some(text),
                    ..Texts::default()
                };
                Self::with(place, Part::Translation, main.unwrap_or_default(), texts)
            }
            ScenarioFile::System => {
                let main = place.user(session).and_then(|user| user.read().ok());
                Self {
                    place,
                    part: Part::System,
                    texts: Texts {
                        scenario: main.map(|read| read.text).unwrap_or_default(),
                        system: Some(text),
                        translation: None,
                    },
                    missing: None,
                }
            }
        })
    }

    fn with(place: Place, part: Part, scenario: String, texts: Texts) -> Self {
        let mut typed = Self {
            place,
            part,
            texts: Texts { scenario, ..texts },
            missing: None,
        };
        if let Some((name, span)) = drill::system_of(&typed.texts.scenario) {
            let system = typed.place.system(&name);
            match system.read() {
                Ok(read) => typed.texts.system = Some(read.text),
                Err(_) => typed.missing = Some((span, system.shown)),
            }
        }
        typed
    }

    /// The file that was typed.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// Where something of the scenario stands in the typed text; nought where that is another text.
    pub(crate) fn unit(&self, span: Span) -> u32 {
        match self.part {
            Part::Scenario => Utf16Index::new(self.text()).unit(span.start),
            _ => 0,
        }
    }

    /// Findings of the scenario's own text; none of them stands in another one.
    pub(crate) fn scenario_findings(
        &self,
        messages: Messages,
        found: &[Diagnostic],
    ) -> Vec<EditFinding> {
        match self.part {
            Part::Scenario => self.findings(messages, found),
            _ => Vec::new(),
        }
    }

    fn text(&self) -> &str {
        let text = match self.part {
            Part::Scenario => Some(&self.texts.scenario),
            Part::System => self.texts.system.as_ref(),
            Part::Translation => self.texts.translation.as_ref(),
        };
        text.map_or("", String::as_str)
    }

    /// What reading and lint find in the typed text.
    pub(crate) fn checked(&self, session: &Session) -> EditChecked {
        let (scenario, found) = drill::read_texts(&self.texts);
        let mine = found.into_iter().filter(|(part, _)| *part == self.part);
        let mut found: Vec<Diagnostic> = mine.map(|(_, problem)| problem).collect();
        if self.part == Part::Scenario {
            found.extend(self.missing.as_ref().map(|(span, file)| {
                Diagnostic::new(Code::SystemMissing, Severity::Error, Some(*span))
                    .with("file", file)
            }));
            let linted = scenario.map(|it| drill::lint(&it, &LibraryReferences::new(session)));
            found.extend(linted.into_iter().flatten());
        }
        EditChecked {
            findings: self.findings(session.messages(), &found),
        }
    }

    /// Findings of the typed text for the window, in the order of the text.
    fn findings(&self, messages: Messages, found: &[Diagnostic]) -> Vec<EditFinding> {
        let text = self.text();
        let index = Utf16Index::new(text);
        let each = found
            .iter()
            .map(|problem| finding(messages, (text, &index), problem));
        let mut findings: Vec<EditFinding> = each.collect();
        findings.sort_by_key(|found| (!found.whole, found.from, found.to));
        findings
    }
}

fn finding(
    messages: Messages,
    (text, index): (&str, &Utf16Index<'_>),
    found: &Diagnostic,
) -> EditFinding {
    let (sentence, hint) = messages.scenario(found);
    // An empty span at the beginning stands for the file.
    let span = found.span.filter(|span| span.end > 0);
    let (from, to) = span.map_or((0, 0), |span| units(index, first_line(text, span)));
    let fix = span.and_then(|span| Some((span, meant(text, span, found)?)));
    EditFinding {
        code: found.code.number().to_owned(),
        severity: found.severity.into(),
        from,
        to,
        whole: span.is_none(),
        sentence,
        hint,
        fixes: fix
            .map(|(span, name)| {
                let (from, to) = units(index, span);
                EditFix {
                    label: messages.text("fix_name", &[("name", &name)]),
                    changes: vec![EditChange {
                        from,
                        to,
                        insert: name,
                    }],
                }
            })
            .into_iter()
            .collect(),
    }
}

/// The part of a span on its first line: what spans many lines would underline half of the file.
fn first_line(text: &str, span: Span) -> Span {
    let line = span.of(text).lines().next().unwrap_or_default().trim_end();
    Span::new(span.start, (span.start + line.len().max(1)).min(text.len()))
}

/// The one name that was probably meant, where the wrong one alone is what the finding is about.
fn meant(text: &str, span: Span, found: &Diagnostic) -> Option<String> {
    let arg = |name: &str| {
        let known = found.args.iter().find(|(known, _)| *known == name);
        known.map(|(_, value)| value.as_str())
    };
    let wrong = ["name", "value", "key", "word"].into_iter().find_map(arg)?;
    let name = arg("nearest")?.strip_prefix('`')?.strip_suffix('`')?;
    (span.of(text) == wrong && !name.contains('`')).then(|| name.to_owned())
}
