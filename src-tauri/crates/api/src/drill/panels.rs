//! Panels with their metrics, and the system map as far as the trainee has looked.

use super::view::Scene;
use super::{briefing, words};
use crate::wire::{DrillMetric, DrillPanel, DrillSeen, DrillService, DrillThreshold};
use drillbook_drill::drawn_now;
use drillbook_drill::model::{Act, ActKind, LookKind, Metric, Phase};

/// The panels in the order of the file.
pub(super) fn panels(scene: &Scene<'_>) -> Vec<DrillPanel> {
    let acts = scene.scenario.acts.iter().enumerate();
    let panels = acts.filter(|(_, act)| is_panel(act));
    panels.map(|(at, act)| panel(scene, at, act)).collect()
}

fn is_panel(act: &Act) -> bool {
    act.kind == ActKind::Look(LookKind::Panel)
}

fn panel(scene: &Scene<'_>, at: usize, act: &Act) -> DrillPanel {
    let looked = scene.acted().rfind(|done| done.act == at);
    let open = looked.is_some() || scene.is_over();
    let service = act.service.and_then(|at| scene.scenario.services.get(at));
    let metrics = act.metrics.iter();
    DrillPanel {
        name: act.name.clone(),
        title: words::act(act),
        service: service.map(|service| service.name.clone()),
        seconds: act.takes.saturating_mul(scene.scenario.time.tick),
        open,
        looked: looked.map(|done| scene.clock(done.tick)),
        metrics: metrics.map(|at| metric(scene, *at, open)).collect(),
    }
}

/// A metric; its value only where it may be seen.
pub(super) fn metric(scene: &Scene<'_>, at: usize, open: bool) -> DrillMetric {
    let known = &scene.scenario.metrics[at];
    let now = open.then(|| drawn_now(scene.scenario, scene.play.history(), at));
    let now = now.flatten();
    DrillMetric {
        name: known.name.clone(),
        title: title(known),
        unit: known.unit.clone(),
        now: now.map(words::number),
        text: now.map_or_else(String::new, |now| {
            words::amount(scene.messages, now, &known.unit)
        }),
        raised: open && is_raised(scene, at),
        thresholds: thresholds(scene, at),
    }
}

fn title(metric: &Metric) -> String {
    if metric.title.is_empty() {
        metric.name.clone()
    } else {
        metric.title.clone()
    }
}

fn thresholds(scene: &Scene<'_>, at: usize) -> Vec<DrillThreshold> {
    let alerts = scene.scenario.alerts.iter();
    let alerts = alerts.filter(|alert| alert.metric == at);
    let bounds = alerts.flat_map(|alert| {
        let bounds = [(alert.above, true), (alert.below, false)];
        bounds.into_iter().filter_map(|(value, above)| {
            Some(DrillThreshold {
                value: words::number(value?),
                above,
                alert: alert.name.clone(),
                severity: words::severity(alert.severity),
            })
        })
    });
    bounds.collect()
}

fn is_raised(scene: &Scene<'_>, at: usize) -> bool {
    let level = scene.play.state().level(scene.scenario, at);
    let mut alerts = scene.scenario.alerts.iter();
    alerts.any(|alert| alert.metric == at && alert.raised(level))
}

/// Metrics whose panels were looked at; all of them when the drill is over.
pub(super) fn visible(scene: &Scene<'_>) -> Vec<usize> {
    if scene.is_over() {
        return (0..scene.scenario.metrics.len()).collect();
    }
    let looked = scene.acted().map(|done| &scene.scenario.acts[done.act]);
    let looked = looked.filter(|act| is_panel(act));
    let mut seen: Vec<usize> = looked.flat_map(|act| act.metrics.iter().copied()).collect();
    seen.sort_unstable();
    seen.dedup();
    seen
}

/// The system map, coloured by what the trainee has seen.
pub(super) fn services(scene: &Scene<'_>) -> Vec<DrillService> {
    let visible = visible(scene);
    let mut services = briefing::services(scene.scenario);
    for (at, service) in services.iter_mut().enumerate() {
        service.seen = seen(scene, at, &visible);
    }
    services
}

fn seen(scene: &Scene<'_>, service: usize, visible: &[usize]) -> DrillSeen {
    let scenario = scene.scenario;
    let of_it = |metric: &usize| scenario.metrics[*metric].service == Some(service);
    let state = scene.play.state();
    let fires = scenario
        .alerts
        .iter()
        .enumerate()
        .any(|(at, alert)| state.firing >> at & 1 == 1 && of_it(&alert.metric));
    let raised = visible
        .iter()
        .any(|metric| of_it(metric) && is_raised(scene, *metric));
    let last = scene
        .acted()
        .rfind(|done| scenario.acts[done.act].service == Some(service));
    let changed = last
        .is_some_and(|done| matches!(scenario.acts[done.act].kind, ActKind::Do(Phase::Mitigate)));
    if fires || raised {
        DrillSeen::Bad
    } else if changed {
        DrillSeen::Changed
    } else if last.is_some() || visible.iter().any(of_it) {
        DrillSeen::Ok
    } else {
        DrillSeen::Unknown
    }
}
