//! The scenarios that can be played: the open library's own, and those that come with the app. Read anew whenever they are
//! asked for; what costs time is kept by the hash of their texts.

use super::{Answer, words};
use crate::App;
use crate::messages::Messages;
use crate::scenario::files::{self, Place};
use crate::scenario::{ScenarioFinding, Sheet};
use crate::wire::{
    DrillCatalogue, DrillMinutes, DrillPlays, DrillRow, ErrorCode, ProblemSeverity, ScenarioBroken,
    ScenarioRow, WireError,
};
use drillbook_drill::model::Scenario;
use drillbook_drill::{self as drill, Code, Diagnostic, Part, Texts};
use drillbook_library::{Root, is_document};
use drillbook_text::Severity;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Scenarios that are listed at most.
const MOST: usize = 500;

/// How long the shortest win of a scenario takes, in simulated seconds, by the hash of its texts.
#[derive(Default)]
pub(crate) struct Cards(Mutex<HashMap<String, Option<u32>>>);

/// A scenario's files.
pub(super) struct Found {
    /// What names it in requests.
    pub(super) key: String,
    pub(super) shipped: bool,
    pub(super) place: Place,
}

/// A scenario that was read in one language.
pub(super) struct Read {
    pub(super) texts: Texts,
    pub(super) scenario: Arc<Scenario>,
    pub(super) languages: Vec<String>,
    /// What really happened, Markdown.
    pub(super) story: Option<String>,
}

/// What keeps a scenario from being played.
struct Broken {
    findings: usize,
    first: ScenarioFinding,
}

impl App {
    /// The scenarios with what I have done in them.
    pub fn drill_catalogue(&self) -> Answer<DrillCatalogue> {
        let messages = self.messages();
        let mut plays = self.plays_by_scenario()?;
        let mut scenarios = Vec::new();
        for found in self.scenarios_found() {
            scenarios.push(match self.read_scenario(&found, None) {
                Ok(read) => {
                    let mine = mine(plays.remove(&read.scenario.id).unwrap_or_default());
                    self.scenario_row(messages, &found, &read, mine)
                }
                Err(broken) => broken_row(&found, *broken),
            });
        }
        Ok(DrillCatalogue { scenarios })
    }

    /// The scenario of this key in a language, refused where it does not read.
    pub(super) fn scenario_of(&self, key: &str, language: Option<&str>) -> Answer<(Found, Read)> {
        let found = self.scenarios_found().into_iter();
        let found = found.into_iter().find(|found| found.key == key);
        let found = found.ok_or_else(|| self.error(ErrorCode::ScenarioNotFound, &[]))?;
        match self.read_scenario(&found, language) {
            Ok(read) => Ok((found, read)),
            Err(broken) => Err(self.broken(&broken.first)),
        }
    }

    /// The key of the scenario with this id, where it is still there.
    pub(super) fn scenario_key(&self, id: &str) -> Option<String> {
        let found = self.scenarios_found().into_iter();
        let mut same = found.filter(|found| {
            self.read_scenario(found, None)
                .is_ok_and(|read| read.scenario.id == id)
        });
        same.next().map(|found| found.key)
    }

    fn broken(&self, finding: &ScenarioFinding) -> WireError {
        let (place, problem) = (place_of(finding), finding.message.as_str());
        let args = [("place", place.as_str()), ("problem", problem)];
        self.error(ErrorCode::ScenarioBroken, &args)
    }

    /// Every scenario that is there, whether it reads or not.
    pub(super) fn scenarios_found(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let session = self.session();
        if let Some(session) = &session {
            let walked = session.root.walk().files;
            let places = files::scenarios_of(&session.root, &walked);
            found.extend(places.into_iter().map(|place| Found {
                key: place.id.clone(),
                shipped: false,
                place,
            }));
        }
        let starter = self.shipped_folder();
        let root = starter.and_then(|folder| Root::open(&folder).ok());
        let other = root.filter(|root| {
            session
                .as_ref()
                .is_none_or(|session| session.root.path() != root.path())
        });
        if let Some(root) = other {
            let places = files::scenarios_of(&root, &root.walk().files);
            found.extend(places.into_iter().map(|place| Found {
                key: format!("shipped:{}", place.id),
                shipped: true,
                place,
            }));
        }
        found.truncate(MOST);
        found
    }

    /// Reads a scenario in this language, else in the person's own, else in its own.
    fn read_scenario(&self, found: &Found, language: Option<&str>) -> Result<Read, Box<Broken>> {
        let messages = self.messages();
        let own = messages.text("export_language", &[]);
        let wanted = language.unwrap_or(&own);
        let (mut texts, sheet) = main_texts(messages, &found.place)?;
        let mut languages = Vec::new();
        let mut translation = None;
        for place in found.place.translations() {
            let name = place.id.rsplit('/').next().unwrap_or_default();
            let code = name
                .trim_start_matches("scenario.")
                .trim_end_matches(".yaml");
            languages.push(code.to_owned());
            if code == wanted {
                translation = place.read().ok().map(|read| read.text);
            }
        }
        let (plain, problems) = drill::read_texts(&texts);
        let plain = plain.ok_or_else(|| broken(messages, sheet, &problems))?;
        languages.insert(0, plain.language.clone());
        languages.dedup();
        let mut scenario = plain;
        if let Some(translation) = translation.filter(|_| wanted != scenario.language) {
            texts.translation = Some(translation);
            // A translation with errors is left alone: the scenario can be played in its own language.
            match drill::read_texts(&texts).0 {
                Some(translated) => scenario = translated,
                None => texts.translation = None,
            }
        }
        let story = story(&found.place, &scenario.debrief.story, &scenario.language);
        Ok(Read {
            texts,
            scenario: Arc::new(scenario),
            languages,
            story,
        })
    }

    fn scenario_row(
        &self,
        messages: Messages,
        found: &Found,
        read: &Read,
        mine: DrillPlays,
    ) -> ScenarioRow {
        let scenario = &read.scenario;
        let (practices, skills) = topics(messages, scenario);
        ScenarioRow {
            key: found.key.clone(),
            id: scenario.id.clone(),
            title: scenario.title.clone(),
            summary: summary(&scenario.brief),
            level: Some(words::level(scenario.level)),
            minutes: Some(self.minutes(read)),
            practices,
            skills,
            languages: read.languages.clone(),
            shipped: found.shipped,
            broken: None,
            mine,
        }
    }

    /// How long it takes in real time. The least is how long the best line of any variant takes.
    pub(super) fn minutes(&self, read: &Read) -> DrillMinutes {
        let scenario = &read.scenario;
        let hash = read.texts.hash();
        let cards = &self.drills.cards.0;
        let known = cards
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&hash)
            .copied();
        let least = known.unwrap_or_else(|| {
            let variants = scenario.all_variants().into_iter();
            let lines = variants.filter_map(|variant| drill::best_line(scenario, &variant));
            let least = lines.map(|run| run.state.tick * scenario.time.tick).min();
            cards
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(hash, least);
            least
        });
        let limit = scenario.time.limit.saturating_mul(scenario.time.tick);
        let real = |seconds: u32| seconds.div_ceil(60 * scenario.time.speed.max(1)).max(1);
        DrillMinutes {
            least: real(least.unwrap_or(limit)),
            most: real(limit),
        }
    }
}

/// What a scenario trains and what it judges.
pub(super) fn topics(
    messages: Messages,
    scenario: &Scenario,
) -> (Vec<crate::wire::DrillWord>, Vec<crate::wire::DrillWord>) {
    let practices = scenario.practices.iter();
    let practices = practices.map(|practice| words::word(messages, "practice", practice));
    let mut skills: Vec<_> = scenario
        .objectives
        .iter()
        .map(|objective| objective.skill)
        .collect();
    skills.sort_unstable();
    skills.dedup();
    let skills = skills
        .iter()
        .map(|skill| words::word(messages, "skill", &words::name(skill)));
    (practices.collect(), skills.collect())
}

/// What I have done in a scenario, from my drills, the latest first.
pub(super) fn mine(rows: Vec<DrillRow>) -> DrillPlays {
    DrillPlays {
        plays: words::count(rows.len()),
        finished: words::count(rows.iter().filter(|row| row.result.is_some()).count()),
        best: rows.iter().filter_map(|row| row.result).max(),
        last: rows.first().map(|row| row.started_at.clone()),
        unfinished: rows
            .into_iter()
            .filter(|row| row.result.is_none())
            .collect(),
    }
}

/// The text before the first blank line.
fn summary(brief: &str) -> String {
    let first = brief.trim().split("\n\n").next().unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn broken_row(found: &Found, broken: Broken) -> ScenarioRow {
    let mut folders = found.place.id.rsplit('/').skip(1);
    let folder = folders.next().unwrap_or(&found.place.id).to_owned();
    ScenarioRow {
        key: found.key.clone(),
        id: folder.clone(),
        title: folder,
        summary: String::new(),
        level: None,
        minutes: None,
        practices: Vec::new(),
        skills: Vec::new(),
        languages: Vec::new(),
        shipped: found.shipped,
        broken: Some(ScenarioBroken {
            findings: words::count(broken.findings),
            place: place_of(&broken.first),
            message: broken.first.message,
            hint: broken.first.hint,
        }),
        mine: DrillPlays::default(),
    }
}

fn place_of(finding: &ScenarioFinding) -> String {
    match (finding.line, finding.column) {
        (Some(line), Some(column)) => format!("{}:{line}:{column}", finding.file),
        _ => finding.file.clone(),
    }
}

/// The scenario's own text and its shared commands, and a sheet for what is wrong with it.
fn main_texts(messages: Messages, place: &Place) -> Result<(Texts, Sheet), Box<Broken>> {
    let read = place.read().map_err(|problem| {
        let mut sheet = Sheet::new(&place.shown, "");
        sheet.add_file(messages, &problem);
        of_sheet(sheet)
    })?;
    let mut sheet = Sheet::new(&place.shown, &read.text);
    let mut texts = Texts {
        scenario: read.text,
        ..Texts::default()
    };
    if let Some((name, span)) = drill::system_of(&texts.scenario) {
        let system = place.system(&name);
        if let Ok(read) = system.read() {
            texts.system = Some(read.text);
        } else {
            let missing = Diagnostic::new(Code::SystemMissing, Severity::Error, Some(span));
            sheet.add(messages, &missing.with("file", &system.shown));
            return Err(of_sheet(sheet));
        }
    }
    Ok((texts, sheet))
}

fn broken(messages: Messages, mut sheet: Sheet, problems: &[(Part, Diagnostic)]) -> Box<Broken> {
    let errors = problems
        .iter()
        .filter(|(_, problem)| problem.severity == Severity::Error);
    errors.for_each(|(_, problem)| sheet.add(messages, problem));
    of_sheet(sheet)
}

fn of_sheet(sheet: Sheet) -> Box<Broken> {
    let findings = sheet.findings.len();
    let nothing = ScenarioFinding {
        file: String::new(),
        code: String::new(),
        name: String::new(),
        severity: ProblemSeverity::Error,
        message: String::new(),
        hint: None,
        line: None,
        column: None,
        length: None,
        snippet: None,
    };
    let first = sheet.findings.into_iter().next().unwrap_or(nothing);
    Box::new(Broken { findings, first })
}

/// A Markdown file beside the scenario, in the language of the play where there is one, `debrief.id.md`; nothing else is
/// read, whatever stands there.
pub(super) fn story(place: &Place, name: &str, language: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let translated = format!("{stem}.{language}.{ending}");
    let names = [&*translated, name].into_iter();
    let mut plain = names.filter(|name| is_document(name) && !name.contains(['/', '\\']));
    plain.find_map(|name| Some(place.beside(name).read().ok()?.text))
}
