//! A good alarm is escalated, informative and actionable, is no matter of noise, and comes before the customers do.

use super::warning;
use crate::check::variant_words;
use crate::code::{Code, Diagnostic};
use crate::duration::milli_words;
use crate::engine::{self, Effect, Input};
use crate::model::Scenario;

/// Severity, a summary and a runbook.
pub(super) fn incomplete(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for alert in &scenario.alerts {
        let missing = [
            ("severity", alert.severity.is_none()),
            ("summary", alert.summary.trim().is_empty()),
            ("runbook", alert.runbook.is_none()),
        ];
        for (key, _) in missing.into_iter().filter(|(_, missing)| *missing) {
            let incomplete = warning(Code::AlertIncomplete, alert.span).with("alert", &alert.name);
            found.push(incomplete.with("missing", key));
        }
    }
}

/// Every level of a metric must differ from the threshold of its alerts by more than the drawn line strays.
pub(super) fn noise(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for alert in &scenario.alerts {
        let metric = &scenario.metrics[alert.metric];
        let swing = metric.shape.as_ref().map_or(0, |shape| shape.swing);
        let stray = i128::from(metric.noise + swing);
        for threshold in [alert.above, alert.below].into_iter().flatten() {
            for case in &metric.level.cases {
                // Thousandths of a percent: 100,000 is the whole.
                let reach = i128::from(case.is.abs()) * stray;
                if i128::from((case.is - threshold).abs()) * 100_000 > reach {
                    continue;
                }
                let near = warning(Code::LevelInNoise, case.span).with("metric", &metric.name);
                let near = near
                    .with("level", milli_words(case.is))
                    .with("alert", &alert.name);
                let near = near.with("threshold", milli_words(threshold));
                let noise = i64::try_from(stray).unwrap_or(i64::MAX);
                found.push(near.with("noise", format!("{} %", milli_words(noise))));
            }
        }
    }
}

/// In a play in which nobody does anything, an alert fires before customers complain.
pub(super) fn late(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    if scenario.unmonitored || scenario.alerts.is_empty() {
        return;
    }
    for variant in scenario.all_variants() {
        let (state, mut told) = engine::start(scenario, 1, &variant);
        let ticks = scenario.time.limit;
        told.extend(engine::step(scenario, &state, &Input::Wait { ticks }).1);
        let mut event = String::new();
        for told in told {
            match told.effect {
                Effect::AlertFired { .. } => break,
                Effect::Happened { event: name } => event = name,
                Effect::Said {
                    customers: true, ..
                } => {
                    let at = scenario.events.iter().find(|known| known.name == event);
                    let span = at.map(|event| event.span).unwrap_or_default();
                    let late = warning(Code::LateAlert, span).with("event", &event);
                    found.push(late.with("variant", variant_words(scenario, &variant)));
                    break;
                }
                _ => {}
            }
        }
    }
}
