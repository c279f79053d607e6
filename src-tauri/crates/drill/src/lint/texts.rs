//! Texts for players: placeholders that stand for nothing, and words that are the facilitator's.

use super::warning;
use crate::code::{Code, Diagnostic};
use crate::model::{Effects, Scenario};
use crate::terminal;
use drillbook_text::Span;

/// Words in braces that placeholders know besides the scenario's names.
const KNOWN: [&str; 8] = [
    "clock", "service", "name", "owner", "kind", "title", "needs", "hash",
];

/// Reports `{nmae}` where nothing is called so. Braces around anything but a plain word are no placeholders.
pub(super) fn placeholders(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let names = scenario
        .metrics
        .iter()
        .map(|metric| metric.name.as_str())
        .chain(
            scenario
                .state
                .iter()
                .chain(&scenario.variants)
                .map(|variable| variable.name.as_str()),
        )
        .chain(
            scenario
                .services
                .iter()
                .flat_map(|service| service.facts.iter().map(|(fact, _)| fact.as_str())),
        )
        .chain(KNOWN);
    let names: Vec<&str> = names.collect();
    for (text, span) in filled(scenario) {
        for name in terminal::placeholders(text).filter(|name| !names.contains(name)) {
            let unknown = warning(Code::UnknownPlaceholder, span).with("name", name);
            found.push(unknown.with("nearest", crate::code::nearest(name, names.iter().copied())));
        }
    }
}

/// The facilitator's notes, or the word itself, must not stand in what players read.
pub(super) fn facilitator(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    const SHORTEST: usize = 20;
    let sentences = scenario
        .facilitator
        .split(['.', '\n', '!', '?'])
        .map(str::trim);
    let sentences: Vec<&str> = sentences
        .filter(|sentence| sentence.len() >= SHORTEST)
        .collect();
    for (text, span) in filled(scenario).into_iter().chain(told(scenario)) {
        let word = text
            .to_lowercase()
            .contains("facilitator")
            .then_some("facilitator");
        let words = word.or_else(|| {
            sentences
                .iter()
                .find(|sentence| text.contains(**sentence))
                .copied()
        });
        if let Some(words) = words {
            found.push(warning(Code::FacilitatorText, span).with("words", words));
        }
    }
}

/// Texts whose placeholders are filled.
fn filled(scenario: &Scenario) -> Vec<(&str, Span)> {
    let mut texts: Vec<(&str, Span)> = Vec::new();
    texts.extend(
        scenario
            .timers
            .iter()
            .flat_map(|timer| said(&timer.effects, timer.span)),
    );
    texts.extend(
        scenario
            .events
            .iter()
            .flat_map(|event| said(&event.effects, event.span)),
    );
    for act in &scenario.acts {
        texts.extend(said(&act.effects, act.span));
        let cases = act.out.cases.iter().chain(&act.refuse.cases);
        texts.extend(cases.map(|case| (case.is.as_str(), case.span)));
    }
    for rule in &scenario.logs {
        texts.extend(rule.lines.iter().map(|line| (line.as_str(), rule.span)));
    }
    for (_, cases) in scenario.services.iter().flat_map(|service| &service.facts) {
        texts.extend(cases.cases.iter().map(|case| (case.is.as_str(), case.span)));
    }
    texts
}

fn said(effects: &Effects, span: Span) -> impl Iterator<Item = (&str, Span)> {
    effects.say.iter().map(move |say| (say.text.as_str(), span))
}

/// Texts that are shown as they are.
fn told(scenario: &Scenario) -> Vec<(&str, Span)> {
    let mut texts = vec![(scenario.brief.as_str(), Span::default())];
    texts.extend(
        scenario
            .endings
            .iter()
            .map(|ending| (ending.text.as_str(), ending.span)),
    );
    texts.extend(
        scenario
            .hints
            .iter()
            .map(|hint| (hint.text.as_str(), hint.span)),
    );
    texts.extend(
        scenario
            .probes
            .iter()
            .map(|probe| (probe.ask.as_str(), probe.span)),
    );
    texts.extend(
        scenario
            .acts
            .iter()
            .map(|act| (act.note.as_str(), act.span)),
    );
    texts.extend(
        scenario
            .alerts
            .iter()
            .map(|alert| (alert.summary.as_str(), alert.span)),
    );
    texts
}
