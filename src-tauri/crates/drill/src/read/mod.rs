//! A scenario file's text becomes a [`Scenario`], or a list of what is wrong with it.
//!
//! In three passes over one tree: the dialect (by `text::yaml`), the shapes (by [`crate::shape`]), names and guards
//! (here). Each reports everything it finds. Nothing here touches files: whoever reads them hands in [`Texts`].

mod acts;
mod build;
mod fields;
mod moments;
mod names;
mod objectives;
mod play;
mod steps;
mod system;
mod translate;
mod world;

use crate::code::{Code, Diagnostic, few};
use crate::model::{HOUSE_WORDS, Scenario};
use crate::shape::{self, SCENARIO, Shape};
use drillbook_text::yaml::{self, Construct, Entry, Node, ProblemKind};
use drillbook_text::{Severity, Span};
use serde::{Deserialize, Serialize};

/// The version of the format that is read.
pub const FORMAT: u32 = 1;

/// The texts that make up one scenario, as they stand in their files. A log carries them, so that it replays for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// `scenario.yaml`
    pub scenario: String,
    /// The shared file of commands that it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
    /// `scenario.<language>.yaml`: texts by key, never logic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
}

/// One of [`Texts`], to say where a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// `scenario.yaml`
    Scenario,
    /// The shared file of commands.
    System,
    /// The translation.
    Translation,
}

/// Reads a scenario that stands alone. It is there when no problem is an error.
pub fn read(text: &str) -> (Option<Scenario>, Vec<Diagnostic>) {
    let texts = Texts {
        scenario: text.to_owned(),
        ..Texts::default()
    };
    let (scenario, found) = read_texts(&texts);
    (
        scenario,
        found.into_iter().map(|(_, problem)| problem).collect(),
    )
}

/// Reads a scenario with its shared commands and its translation; says in which text each problem stands.
pub fn read_texts(texts: &Texts) -> (Option<Scenario>, Vec<(Part, Diagnostic)>) {
    let mut found = Vec::new();
    let mut tree = load(&texts.scenario, &SCENARIO, Part::Scenario, &mut found);
    if let (Some(tree), Some(translation)) = (&mut tree, &texts.translation) {
        let mut problems = Vec::new();
        translate::apply(tree, translation, &mut problems);
        found.extend(
            problems
                .into_iter()
                .map(|problem| (Part::Translation, problem)),
        );
    }
    let system = texts.system.as_deref().and_then(|text| {
        let tree = load(text, &shape::SYSTEM, Part::System, &mut found)?;
        let mut problems = Vec::new();
        let commands = system::commands(&tree, &mut problems);
        found.extend(problems.into_iter().map(|problem| (Part::System, problem)));
        Some(commands)
    });
    let scenario = tree.map(|tree| {
        let (mut scenario, problems) = build::build(&tree);
        found.extend(
            problems
                .into_iter()
                .map(|problem| (Part::Scenario, problem)),
        );
        scenario.commands = system.unwrap_or_default();
        scenario
    });
    if let (Some(scenario), true) = (&scenario, texts.translation.is_some()) {
        let names = scenario.read_names().into_iter();
        let unworded = names
            .filter(|name| !HOUSE_WORDS.contains(name) && scenario.words_of(name).is_none())
            .map(str::to_owned);
        let unworded: Vec<String> = unworded.collect();
        if !unworded.is_empty() {
            let start = Some(Span::new(0, 0));
            let missing = Diagnostic::new(Code::TranslationMissing, Severity::Warning, start);
            let path = format!("words: {}", few(&unworded));
            found.push((Part::Translation, missing.with("path", path)));
        }
    }
    found.sort_by_key(|(part, problem)| (*part as u8, problem.span));
    let sound = found
        .iter()
        .all(|(_, problem)| problem.severity != Severity::Error);
    cap(&mut found);
    (scenario.filter(|_| sound), found)
}

/// Problems of one scenario that are told.
const MOST_PROBLEMS: usize = 500;
/// Characters of an argument that are told.
const LONGEST_ARGUMENT: usize = 400;

/// Leaves out what nobody reads: problems beyond the first hundreds, and the ends of endless words.
pub(crate) fn cap(found: &mut Vec<(Part, Diagnostic)>) {
    let left_out = found.get(MOST_PROBLEMS..).unwrap_or_default();
    let worst = left_out.iter().map(|(_, problem)| problem.severity).max();
    if let (Some((part, first)), Some(worst)) = (left_out.first(), worst) {
        let count = left_out.len().to_string();
        let more = Diagnostic::new(Code::MoreProblems, worst, first.span);
        let more = (*part, more.with("count", count));
        found.truncate(MOST_PROBLEMS);
        found.push(more);
    }
    let args = found.iter_mut().flat_map(|(_, problem)| &mut problem.args);
    for (_, text) in args {
        if let Some((end, _)) = text.char_indices().nth(LONGEST_ARGUMENT) {
            text.truncate(end);
            text.push('…');
        }
    }
}

/// The shared file of commands that a scenario's text names, and where it does, whatever else is wrong with the text.
pub fn system_of(text: &str) -> Option<(String, Span)> {
    named(text, "system")
}

/// What a scenario's text calls itself, whatever else is wrong with it.
pub fn title_of(text: &str) -> Option<String> {
    named(text, "title").map(|(title, _)| title)
}

/// The text with another id, every other byte as it was; as it is where it names none.
pub fn with_id(text: &str, id: &str) -> String {
    match named(text, "id") {
        Some((_, span)) => format!("{}{id}{}", &text[..span.start], &text[span.end..]),
        None => text.to_owned(),
    }
}

/// The entry of a mapping in which a byte stands: the last that begins before it.
pub(crate) fn entry_at(node: &Node, at: usize) -> Option<&Entry> {
    node.entries()
        .iter()
        .rfind(|entry| entry.key_span.start <= at)
}

/// What stands behind a key, and where.
fn named(text: &str, key: &str) -> Option<(String, Span)> {
    let tree = yaml::tree(text).0?;
    let node = tree.get(key)?;
    Some((node.text()?.to_owned(), node.span))
}

/// The text with even white space and without needless quotes; nothing else changes. Fails with what keeps it from
/// being read as YAML.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    yaml::format(text).map_err(|problems| problems.iter().map(dialect).collect())
}

/// Text → tree of the right shape, with everything that is wrong.
fn load(
    text: &str,
    shape: &'static Shape,
    part: Part,
    found: &mut Vec<(Part, Diagnostic)>,
) -> Option<Node> {
    let (tree, problems) = yaml::tree(text);
    found.extend(problems.iter().map(|problem| (part, dialect(problem))));
    let whole = Span::new(0, 0);
    let Some(tree) = tree else {
        if problems.is_empty() {
            let missing = error(Code::MissingKey, whole).with("key", shape.keys[0].name);
            found.push((part, missing.with("of", shape.name)));
        }
        return None;
    };
    let version = tree.get(shape.keys[0].name);
    let newer = version
        .and_then(Node::text)
        .and_then(|text| text.parse::<u32>().ok());
    if let (Some(version), Some(node)) = (newer.filter(|version| *version > FORMAT), version) {
        let newer = error(Code::NewerFormat, node.span).with("version", version.to_string());
        found.push((part, newer));
        return None;
    }
    found.extend(
        shape::check(&tree, shape)
            .into_iter()
            .map(|problem| (part, problem)),
    );
    Some(tree)
}

fn dialect(problem: &yaml::TreeProblem) -> Diagnostic {
    match &problem.kind {
        ProblemKind::Broken(message) => error(Code::Broken, problem.span).with("problem", message),
        ProblemKind::DuplicateKey(key) => error(Code::DuplicateKey, problem.span).with("key", key),
        ProblemKind::TooLarge(limit) => {
            error(Code::TooLarge, problem.span).with("limit", limit.to_string())
        }
        ProblemKind::Dialect(construct) => {
            let construct = match construct {
                Construct::Anchor => "anchor",
                Construct::Alias => "alias",
                Construct::Tag => "tag",
                Construct::MergeKey => "merge-key",
                Construct::Documents => "documents",
                Construct::ComplexKey => "complex-key",
            };
            error(Code::Dialect, problem.span).with("construct", construct)
        }
    }
}

fn error(code: Code, span: Span) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, Some(span))
}
