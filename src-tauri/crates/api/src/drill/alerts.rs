//! Alerts that fire or fired.

use super::view::Scene;
use super::words;
use crate::wire::DrillAlert;
use drillbook_drill::duration;
use drillbook_drill::engine::Occurrence;
use drillbook_drill::model::{ActKind, Alert, Phase};

/// When an alert fired last, and when it resolved.
struct Times {
    fired: u32,
    resolved: Option<u32>,
}

/// Those that fire first, the most urgent and then the latest first; then those that resolved, the latest first.
pub(super) fn alerts(scene: &Scene<'_>) -> Vec<DrillAlert> {
    let known = scene.scenario.alerts.iter().enumerate();
    let mut all: Vec<DrillAlert> = known
        .filter_map(|(at, alert)| Some(of(scene, alert, &times(scene, at)?)))
        .collect();
    all.sort_by_key(|alert| (!alert.firing, alert.severity, std::cmp::Reverse(alert.tick)));
    all
}

fn times(scene: &Scene<'_>, wanted: usize) -> Option<Times> {
    let mut times: Option<Times> = None;
    for seen in scene.play.seen() {
        match (&seen.what, &mut times) {
            (Occurrence::AlertFired(at), times) if *at == wanted => {
                *times = Some(Times {
                    fired: seen.tick,
                    resolved: None,
                });
            }
            (Occurrence::AlertResolved(at), Some(times)) if *at == wanted => {
                times.resolved = Some(seen.tick);
            }
            _ => {}
        }
    }
    times
}

fn of(scene: &Scene<'_>, alert: &Alert, times: &Times) -> DrillAlert {
    let scenario = scene.scenario;
    let metric = scenario.metrics.get(alert.metric);
    let service = metric.and_then(|metric| scenario.services.get(metric.service?));
    let runbook = alert
        .runbook
        .and_then(|at| scene.documents.in_language(scenario, at));
    DrillAlert {
        name: alert.name.clone(),
        severity: words::severity(alert.severity),
        summary: alert.summary.clone(),
        firing: times.resolved.is_none(),
        since: match alert.since.filter(|_| times.fired == 0) {
            Some(before) => words::minute(scenario.clock_at(0) - i64::from(before)),
            None => scene.clock(times.fired),
        },
        tick: times.fired,
        resolved: times.resolved.map(|tick| scene.clock(tick)),
        service: service.map(|service| service.name.clone()),
        metric: metric.map(|metric| metric.name.clone()).unwrap_or_default(),
        rule: rule(scene, alert),
        runbook,
        acknowledged: taken(scene, times.fired),
    }
}

/// Something of the phase `acknowledge`, or the declaration of an incident, came after it fired.
fn taken(scene: &Scene<'_>, fired: u32) -> bool {
    let mut later = scene.acted().filter(|done| done.tick >= fired);
    later.any(|done| {
        let kind = scene.scenario.acts[done.act].kind;
        matches!(kind, ActKind::Do(Phase::Acknowledge | Phase::Triage))
    })
}

/// `checkout_p95_ms > 1,500 ms for 2m`.
fn rule(scene: &Scene<'_>, alert: &Alert) -> String {
    let Some(metric) = scene.scenario.metrics.get(alert.metric) else {
        return String::new();
    };
    let bounds = [(">", alert.above), ("<", alert.below)];
    let bounds = bounds.into_iter().filter_map(|(sign, bound)| {
        let bound = words::amount(scene.messages, bound?, &metric.unit);
        Some(format!("{} {sign} {bound}", metric.name))
    });
    let bounds = bounds.collect::<Vec<_>>().join(" / ");
    if alert.holds_for == 0 {
        return bounds;
    }
    let held = alert.holds_for.saturating_mul(scene.scenario.time.tick);
    format!("{bounds} for {}", duration::words(held))
}
