//! What the trainee is told before a drill.

use super::{Answer, catalogue, words};
use crate::App;
use crate::messages::Messages;
use crate::run::escaped;
use crate::wire::{
    DrillBriefing, DrillFlow, DrillMode, DrillModeOffer, DrillPerson, DrillSeen, DrillService,
    ScenarioRequest,
};
use drillbook_drill::model::Scenario;

impl App {
    /// The briefing of a scenario. Nothing is recorded.
    pub fn drill_briefing(&self, request: &ScenarioRequest) -> Answer<DrillBriefing> {
        let language = request.language.as_deref();
        let (found, read) = self.scenario_of(&request.scenario, language)?;
        let mut plays = self.plays_by_scenario()?;
        let scenario = &*read.scenario;
        let messages = self.drill_messages(&scenario.language);
        let (practices, skills) = catalogue::topics(messages, scenario);
        let solo = scenario.roles.iter().find(|(name, _)| name == "solo");
        let roles = solo.into_iter().flat_map(|(_, roles)| roles);
        Ok(DrillBriefing {
            scenario: found.key,
            id: scenario.id.clone(),
            title: scenario.title.clone(),
            language: scenario.language.clone(),
            languages: read.languages.clone(),
            level: words::level(scenario.level),
            minutes: self.minutes(&read),
            practices,
            skills,
            roles: roles
                .map(|role| words::word(messages, "role", role))
                .collect(),
            clock: words::clock(scenario, 0),
            tick_seconds: scenario.time.tick,
            speed: scenario.time.speed,
            limit: scenario.time.limit.saturating_mul(scenario.time.tick),
            situation: situation(scenario),
            rules: rules(messages, scenario),
            modes: modes(messages, scenario),
            services: services(scenario),
            flows: flows(scenario),
            people: people(scenario),
            runbooks: self.drill_documents().runbooks(scenario),
            mine: catalogue::mine(plays.remove(&scenario.id).unwrap_or_default()),
        })
    }
}

/// The brief in paragraphs. It is plain text but for what stands between backticks, which is to be typed.
pub(super) fn situation(scenario: &Scenario) -> String {
    let paragraphs = scenario.brief.trim().split("\n\n");
    let paragraphs = paragraphs.map(|text| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("<p>{}</p>", coded(&escaped(&text)))
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

/// Pairs of backticks become code; one alone stays.
fn coded(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let last = pieces.len() - 1;
    let each = pieces.iter().enumerate().map(|(at, piece)| match at % 2 {
        1 if at < last => format!("<code>{piece}</code>"),
        1 => format!("`{piece}"),
        _ => (*piece).to_owned(),
    });
    each.collect()
}

fn rules(messages: Messages, scenario: &Scenario) -> Vec<String> {
    let tick = words::seconds(messages, scenario.time.tick);
    let limit = scenario.time.limit.saturating_mul(scenario.time.tick);
    let limit = words::seconds(messages, limit);
    let end = words::clock(scenario, scenario.time.limit);
    vec![
        messages.text("drill_rule_all_there", &[]),
        messages.text("drill_rule_time", &[("tick", &tick)]),
        messages.text("drill_rule_library", &[]),
        messages.text("drill_rule_hints", &[]),
        messages.text("drill_rule_limit", &[("limit", &limit), ("clock", &end)]),
        messages.text("drill_rule_kept", &[]),
    ]
}

fn modes(messages: Messages, scenario: &Scenario) -> Vec<DrillModeOffer> {
    let speed = scenario.time.speed.to_string();
    let offer = |mode, key: &str| DrillModeOffer {
        mode,
        label: messages.text(&format!("drill_mode_{key}"), &[]),
        text: messages.text(&format!("drill_mode_{key}_text"), &[("speed", &speed)]),
    };
    vec![
        offer(DrillMode::RealTime, "real_time"),
        offer(DrillMode::TurnBased, "turn_based"),
        offer(DrillMode::Practice, "practice"),
    ]
}

/// The system map before anybody has looked.
pub(super) fn services(scenario: &Scenario) -> Vec<DrillService> {
    let name = |at: &usize| {
        scenario
            .services
            .get(*at)
            .map(|service| service.name.clone())
    };
    let all = scenario.services.iter().map(|service| DrillService {
        name: service.name.clone(),
        title: service.title.clone(),
        kind: service.kind.clone(),
        owner: service.owner.clone(),
        needs: service.needs.iter().filter_map(name).collect(),
        seen: DrillSeen::Unknown,
    });
    all.collect()
}

pub(super) fn flows(scenario: &Scenario) -> Vec<DrillFlow> {
    let name = |at: &usize| {
        scenario
            .services
            .get(*at)
            .map(|service| service.name.clone())
    };
    let all = scenario.flows.iter().map(|flow| DrillFlow {
        title: if flow.title.is_empty() {
            flow.name.clone()
        } else {
            flow.title.clone()
        },
        path: flow.path.iter().filter_map(name).collect(),
    });
    all.collect()
}

pub(super) fn people(scenario: &Scenario) -> Vec<DrillPerson> {
    let all = scenario.people.iter().map(|person| {
        let page = person.page.and_then(|at| scenario.acts.get(at));
        DrillPerson {
            id: person.id.clone(),
            name: person.name.clone(),
            title: person.title.clone(),
            team: person.team.clone(),
            reach: person.reach.clone(),
            page: page.map(|act| act.name.clone()),
            page_seconds: page.map_or(0, |act| act.takes.saturating_mul(scenario.time.tick)),
            paged: None,
        }
    });
    all.collect()
}
