//! A scenario, read and checked: names have become indices, durations seconds or ticks, words types.
//!
//! Nothing here reads text ([`crate::read()`] does) or plays ([`crate::engine`] does). Texts for people are in the
//! language that was read; everything that the engine decides by is the same in every language.

mod act;
mod score;
mod system;
mod visit;
mod world;

pub use act::{Act, ActKind, Choice, Harm, Hazard, LookKind, Phase, Place, Stage};
pub use score::{
    Answer, Debrief, Equals, Every, Expect, Hint, Measure, Moment, Objective, Probe, Question,
    Skill, Step, Test, Within,
};
pub use system::SystemCommand;
pub use world::{
    Alert, AlertSeverity, Delay, Drawn, DrawnKind, Effects, Ending, Event, LogRule, Loss, Metric,
    Outcome, Say, Timer, Trigger,
};

use crate::guard::Guard;
use drillbook_text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Ticks since the start, or a number of them.
pub type Ticks = u32;

/// Names of choices, values and parts that every desk has words for in its own language.
pub const HOUSE_WORDS: [&str; 11] = [
    "severity",
    "sev1",
    "sev2",
    "sev3",
    "audience",
    "team",
    "management",
    "customers",
    "impact",
    "action",
    "next_update",
];

/// A whole scenario. Made by [`crate::read()`]; every index in it is in bounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scenario {
    /// The id: what plays and cards refer to.
    pub id: String,
    /// What the catalogue shows.
    pub title: String,
    /// How hard it is.
    pub level: Level,
    /// The language of its texts: `en`, `id`.
    pub language: String,
    /// What it trains, in the words of the format (`event`, `data-warehouse`, …).
    pub practices: Vec<String>,
    /// Where it comes from.
    pub based_on: Vec<String>,
    /// What the person on call knows at the start. Plain text in paragraphs.
    pub brief: String,
    /// Notes that players never see.
    pub facilitator: String,
    /// Customers may complain before an alert fires.
    pub unmonitored: bool,
    /// How time runs.
    pub time: Time,
    /// For `solo`, `team` and so on, the roles that are filled.
    pub roles: Vec<(String, Vec<String>)>,
    /// Who is there.
    pub people: Vec<Person>,
    /// How people read the names of choices, their values and parts of updates.
    pub words: Vec<Wording>,
    /// Short names of documents.
    pub runbooks: Vec<Runbook>,
    /// The system map.
    pub services: Vec<Service>,
    /// Ways of the business through the services.
    pub flows: Vec<Flow>,
    /// The name of the shared file of commands; empty when there is none.
    pub system: String,
    /// What that file answers.
    pub commands: Vec<SystemCommand>,
    /// What the seed picks.
    pub variants: Vec<Variable>,
    /// The variables; the first value of each is the start.
    pub state: Vec<Variable>,
    /// Evidence, by name, in the order of the file.
    pub evidence: Vec<String>,
    /// Names of the definitions.
    pub define_names: Vec<String>,
    /// Where they are named.
    pub define_spans: Vec<Span>,
    /// Their guards; free of cycles and bounded when written out.
    pub define: Vec<Guard>,
    /// What panels draw.
    pub metrics: Vec<Metric>,
    /// What is lost while it lasts.
    pub losses: Vec<Loss>,
    /// Alert rules.
    pub alerts: Vec<Alert>,
    /// Lines by service, in the order of the file.
    pub logs: Vec<LogRule>,
    /// What happens a while after it was started.
    pub timers: Vec<Timer>,
    /// What happens by itself.
    pub events: Vec<Event>,
    /// Everything that can be looked at or done: first what is looked at, then what is done, each in file order.
    pub acts: Vec<Act>,
    /// The first that holds ends the drill.
    pub endings: Vec<Ending>,
    /// Given on request.
    pub hints: Vec<Hint>,
    /// Questions while the clock stands.
    pub probes: Vec<Probe>,
    /// What is judged.
    pub objectives: Vec<Objective>,
    /// For afterwards.
    pub debrief: Debrief,
    /// Plays with an expected result.
    pub tests: Vec<Test>,
}

/// How hard a scenario is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// First weeks.
    Beginner,
    /// Knows the tools.
    #[default]
    Intermediate,
    /// Has seen some incidents.
    Advanced,
}

/// How time runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Seconds a tick; at least 1.
    pub tick: u32,
    /// Seconds since midnight at the start.
    pub clock: u32,
    /// The tick at which time is up.
    pub limit: Ticks,
    /// Simulated seconds a real second.
    pub speed: u32,
    /// How many seconds before the start charts and logs reach back.
    pub before: u32,
}

/// Somebody who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The short name in the file.
    pub id: String,
    /// As the chat shows it.
    pub name: String,
    /// What they do; may be empty.
    pub title: String,
    /// Whom they belong to; may be empty.
    pub team: String,
    /// How they are reached; may be empty.
    pub reach: String,
    /// The act that pages them.
    pub page: Option<usize>,
}

/// How people read a name of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The name.
    pub name: String,
    /// What people read.
    pub label: String,
    /// Where it is named.
    pub span: Span,
}

/// A document under a short name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runbook {
    /// The short name.
    pub name: String,
    /// The path in the library, with or without extension.
    pub document: String,
    /// Where it is named.
    pub span: Span,
}

/// A box of the system map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub title: String,
    /// app, postgres, external and so on; `app` when the file says nothing.
    pub kind: String,
    /// The team that answers for it; may be empty.
    pub owner: String,
    /// Services it needs.
    pub needs: Vec<usize>,
    /// What system commands print for it, by placeholder.
    pub facts: Vec<(String, Cases<String>)>,
}

/// A way of the business through services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Its name.
    pub name: String,
    /// What the customer does; may be empty.
    pub title: String,
    /// Services in order.
    pub path: Vec<usize>,
}

/// Something with listed values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// At least one, at most 64.
    pub values: Vec<String>,
    /// Where it is named.
    pub span: Span,
}

/// The first case that holds counts; none may.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cases<T> {
    /// In the order of the file.
    pub cases: Vec<Case<T>>,
}

/// One case of [`Cases`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case<T> {
    /// When it holds.
    pub guard: Guard,
    /// What it is then.
    pub is: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Cases<T> {
    /// The first case that holds.
    pub fn pick(&self, define: &[Guard], world: &impl crate::guard::World) -> Option<&T> {
        self.index(define, world).map(|at| &self.cases[at].is)
    }

    /// The index of the first case that holds.
    pub fn index(&self, define: &[Guard], world: &impl crate::guard::World) -> Option<usize> {
        self.cases
            .iter()
            .position(|case| case.guard.holds(define, world))
    }
}

/// A step or a heading of a runbook: `name#slug/3`, `name#slug`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Index into [`Scenario::runbooks`].
    pub runbook: usize,
    /// The heading's slug; empty for the text before the first heading.
    pub slug: String,
    /// The step under it as `runbook` numbers it (`3`, `3.2`); empty for the heading itself.
    pub step: String,
    /// Where it stands.
    pub span: Span,
}

impl Reference {
    /// `slug/3` or `slug`: what stands behind the document's path and `#` in the id of a step.
    pub fn fragment(&self) -> String {
        if self.step.is_empty() {
            self.slug.clone()
        } else {
            format!("{}/{}", self.slug, self.step)
        }
    }
}

impl Scenario {
    /// The index of the act or look of that name.
    pub fn act(&self, name: &str) -> Option<usize> {
        self.acts.iter().position(|act| act.name == name)
    }

    /// How people read the name of a choice, a value of it or a part of an update; none where the scenario does not say.
    pub fn words_of(&self, name: &str) -> Option<&str> {
        let mut words = self.words.iter();
        let found = words.find(|wording| wording.name == name);
        found.map(|wording| wording.label.as_str())
    }

    /// The names of choices, their values and parts of updates, which people read; each once.
    pub fn read_names(&self) -> Vec<&str> {
        let choices = self.acts.iter().filter_map(|act| act.choice.as_ref());
        let chosen = choices.flat_map(|choice| std::iter::once(&choice.key).chain(&choice.values));
        let parts = self.acts.iter().flat_map(|act| &act.compose);
        let mut names: Vec<&str> = chosen.chain(parts).map(String::as_str).collect();
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        names
    }

    /// The index of the variable of that name.
    pub fn variable(&self, name: &str) -> Option<usize> {
        self.state.iter().position(|variable| variable.name == name)
    }

    /// The index of the metric of that name.
    pub fn metric(&self, name: &str) -> Option<usize> {
        self.metrics.iter().position(|metric| metric.name == name)
    }

    /// The index of the service of that name.
    pub fn service(&self, name: &str) -> Option<usize> {
        self.services
            .iter()
            .position(|service| service.name == name)
    }

    /// Every choice of the variants, as one index a variant. One empty choice where there are none.
    pub fn all_variants(&self) -> Vec<Vec<u8>> {
        let mut all = vec![Vec::new()];
        for variant in &self.variants {
            let values = 0..u8::try_from(variant.values.len()).unwrap_or(u8::MAX);
            all = all
                .iter()
                .flat_map(|before: &Vec<u8>| {
                    values
                        .clone()
                        .map(move |value| [before.as_slice(), &[value]].concat())
                })
                .collect();
        }
        all
    }

    /// The name to show for `from` of a message: a person's name, or the text itself.
    pub fn speaker<'a>(&'a self, from: &'a str) -> &'a str {
        let person = self.people.iter().find(|person| person.id == from);
        person.map_or(from, |person| person.name.as_str())
    }

    /// The second of the day at the start of `tick`.
    pub fn clock_at(&self, tick: Ticks) -> i64 {
        i64::from(self.time.clock) + i64::from(tick) * i64::from(self.time.tick)
    }
}
