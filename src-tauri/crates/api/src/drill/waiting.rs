//! Who and what waits for the trainee.

use super::view::Scene;
use crate::wire::{
    DrillAlert, DrillAlertSeverity, DrillDue, DrillMessage, DrillProbe, DrillWaiting,
    DrillWaitingKind,
};

/// The longest waiting first.
pub(super) fn waiting(
    scene: &Scene<'_>,
    alerts: &[DrillAlert],
    chat: &[DrillMessage],
    due: Option<&DrillDue>,
    probes: &[DrillProbe],
) -> Vec<DrillWaiting> {
    if scene.is_over() {
        return Vec::new();
    }
    let pages = alerts.iter().filter(|alert| {
        alert.firing && !alert.acknowledged && alert.severity == DrillAlertSeverity::Page
    });
    let pages = pages.map(|alert| DrillWaiting {
        kind: DrillWaitingKind::Page,
        who: alert.name.clone(),
        text: alert.summary.clone(),
        since: alert.since.clone(),
        seconds: scene.ago(alert.tick),
        message: None,
    });
    let asked = chat.iter().filter(|message| message.waits);
    let asked = asked.map(|message| DrillWaiting {
        kind: DrillWaitingKind::Message,
        who: message.name.clone(),
        text: message.text.clone(),
        since: message.clock.clone(),
        seconds: scene.ago(message.tick),
        message: Some(message.number),
    });
    let late = due.filter(|due| due.seconds < 0).map(|due| DrillWaiting {
        kind: DrillWaitingKind::Update,
        who: String::new(),
        text: scene.messages.text(
            if due.promised {
                "drill_update_promised"
            } else {
                "drill_update_overdue"
            },
            &[],
        ),
        since: due.clock.clone(),
        seconds: due.seconds.unsigned_abs(),
        message: None,
    });
    let probes = probes.iter().map(|probe| DrillWaiting {
        kind: DrillWaitingKind::Probe,
        who: String::new(),
        text: probe.ask.clone(),
        since: scene.clock(scene.play.state().tick),
        seconds: 0,
        message: None,
    });
    let mut all: Vec<DrillWaiting> = pages.chain(asked).chain(late).chain(probes).collect();
    all.sort_by_key(|waiting| std::cmp::Reverse(waiting.seconds));
    all
}
