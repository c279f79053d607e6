//! Words and figures of a drill as people read them.

use crate::messages::Messages;
use crate::run::length;
use crate::wire::{
    DrillAlertSeverity, DrillJudged, DrillLevel, DrillMode, DrillPlace, DrillResult, DrillStage,
    DrillWord,
};
use drillbook_drill as drill;
use drillbook_drill::duration;
use drillbook_drill::model::{self, AlertSeverity, Level, Outcome, Place, Scenario, Stage};
use serde::Serialize;

/// A word of the format with its label: `drill_<kind>_<word>` of the catalogue, else the word itself.
pub(super) fn word(messages: Messages, kind: &str, word: &str) -> DrillWord {
    let key = format!("drill_{kind}_{}", word.replace(['-', ' '], "_"));
    let label = messages.find(&key, &[]);
    DrillWord {
        word: word.to_owned(),
        label: label.unwrap_or_else(|| word.replace('_', " ")),
    }
}

/// A choice, a value of it or a part of an update with its label: as the scenario says it, else as [`word`].
pub(super) fn chosen(messages: Messages, scenario: &Scenario, kind: &str, name: &str) -> DrillWord {
    match scenario.words_of(name) {
        Some(label) => DrillWord {
            word: name.to_owned(),
            label: label.to_owned(),
        },
        None => word(messages, kind, name),
    }
}

/// A word as the format's own types are written.
pub(super) fn name(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

/// `18:04`.
pub(super) fn clock(scenario: &Scenario, tick: u32) -> String {
    minute(scenario.clock_at(tick))
}

/// `18:04` from seconds since midnight; with seconds where they are not nought.
pub(super) fn minute(seconds: i64) -> String {
    let clock = duration::clock_words(seconds);
    match clock.strip_suffix(":00") {
        Some(short) => short.to_owned(),
        None => clock,
    }
}

/// Simulated seconds in words: `2 min 30 s`.
pub(super) fn seconds(messages: Messages, seconds: u32) -> String {
    let whole = (60..3600).contains(&seconds) && seconds.is_multiple_of(60);
    let length = length(messages, seconds);
    let unit = messages.text("unit_minute", &[]);
    match length.find(&unit).filter(|_| whole) {
        Some(at) => length[..at + unit.len()].to_owned(),
        None => length,
    }
}

/// Thousandths as they are read: no places from 100 on, one below, thousands apart.
pub(super) fn figure(messages: Messages, milli: i64) -> String {
    let step = if milli.abs() >= 100_000 { 1000 } else { 100 };
    let half = if milli < 0 { -step / 2 } else { step / 2 };
    let rounded = (milli + half) / step * step;
    let plain = duration::milli_words(rounded);
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.as_str()),
    };
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push_str(&messages.text("number_thousands", &[]));
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push_str(&messages.text("number_decimal", &[]));
        out.push_str(part);
    }
    out
}

/// A figure with its unit.
pub(super) fn amount(messages: Messages, milli: i64, unit: &str) -> String {
    let figure = figure(messages, milli);
    match unit {
        "" => figure,
        "%" => format!("{figure} %"),
        unit => format!("{figure} {unit}"),
    }
}

/// Thousandths as a number of the wire.
pub(super) fn number(milli: i64) -> f64 {
    // Values of scenarios have 13 digits at most.
    #[expect(
        clippy::cast_precision_loss,
        reason = "thousandths of a scenario's values fit a double exactly"
    )]
    let value = milli as f64;
    value / 1000.0
}

/// What an act is called: its title, else its name.
pub(super) fn act(act: &model::Act) -> String {
    if act.title.is_empty() {
        act.name.replace('_', " ")
    } else {
        act.title.clone()
    }
}

/// An act with what was chosen.
pub(super) fn act_with(
    messages: Messages,
    scenario: &Scenario,
    known: &model::Act,
    choice: Option<&str>,
) -> String {
    let title = act(known);
    match (known.choice.as_ref(), choice) {
        (Some(_), Some(choice)) => {
            let chosen = chosen(messages, scenario, "choice", choice);
            format!("{title}: {}", chosen.label)
        }
        _ => title,
    }
}

pub(super) fn mode(mode: drill::Mode) -> DrillMode {
    match mode {
        drill::Mode::RealTime => DrillMode::RealTime,
        drill::Mode::TurnBased => DrillMode::TurnBased,
        drill::Mode::Practice => DrillMode::Practice,
    }
}

pub(super) fn of_mode(mode: DrillMode) -> drill::Mode {
    match mode {
        DrillMode::RealTime => drill::Mode::RealTime,
        DrillMode::TurnBased => drill::Mode::TurnBased,
        DrillMode::Practice => drill::Mode::Practice,
    }
}

pub(super) fn result(result: Option<Outcome>) -> DrillResult {
    match result {
        Some(Outcome::Win) => DrillResult::Win,
        Some(Outcome::Partial) => DrillResult::Partial,
        Some(Outcome::Loss) => DrillResult::Loss,
        None => DrillResult::Stopped,
    }
}

pub(super) fn result_label(messages: Messages, result: DrillResult) -> String {
    let key = match result {
        DrillResult::Win => "drill_result_win",
        DrillResult::Partial => "drill_result_partial",
        DrillResult::Loss => "drill_result_loss",
        DrillResult::Stopped => "drill_result_stopped",
    };
    messages.text(key, &[])
}

pub(super) fn stage(stage: Stage) -> DrillStage {
    match stage {
        Stage::Preparation => DrillStage::Preparation,
        Stage::Alerting => DrillStage::Alerting,
        Stage::Triage => DrillStage::Triage,
        Stage::Resolution => DrillStage::Resolution,
    }
}

pub(super) fn level(level: Level) -> DrillLevel {
    match level {
        Level::Beginner => DrillLevel::Beginner,
        Level::Intermediate => DrillLevel::Intermediate,
        Level::Advanced => DrillLevel::Advanced,
    }
}

pub(super) fn severity(severity: Option<AlertSeverity>) -> DrillAlertSeverity {
    match severity {
        Some(AlertSeverity::Page) => DrillAlertSeverity::Page,
        Some(AlertSeverity::Warn) => DrillAlertSeverity::Warn,
        Some(AlertSeverity::Info) | None => DrillAlertSeverity::Info,
    }
}

pub(super) fn judged(verdict: drill::Verdict) -> DrillJudged {
    match verdict {
        drill::Verdict::Met => DrillJudged::Met,
        drill::Verdict::Partly => DrillJudged::Partly,
        drill::Verdict::Missed => DrillJudged::Missed,
        drill::Verdict::NotReached => DrillJudged::NotReached,
        drill::Verdict::NotApplicable => DrillJudged::NotApplicable,
    }
}

pub(super) fn place(place: Place) -> DrillPlace {
    match place {
        Place::Panels => DrillPlace::Panels,
        Place::Terminal => DrillPlace::Terminal,
        Place::Alerts => DrillPlace::Alerts,
        Place::Incident => DrillPlace::Incident,
        Place::Updates => DrillPlace::Updates,
        Place::Oncall => DrillPlace::Oncall,
        Place::Flags => DrillPlace::Flags,
        Place::Releases => DrillPlace::Releases,
        Place::Capacity => DrillPlace::Capacity,
        Place::Tickets => DrillPlace::Tickets,
        Place::Map => DrillPlace::Map,
        Place::Logs => DrillPlace::Logs,
        Place::Documents => DrillPlace::Documents,
    }
}

/// As a `u32` of the wire.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Tongue;

    #[test]
    fn figures_read_as_the_language_writes_them() {
        let check = |milli, expected: [&str; 2]| {
            let read = [Tongue::En, Tongue::Id].map(|tongue| figure(Messages::new(tongue), milli));
            assert_eq!(read, expected);
        };
        check(4_210_400, ["4,210", "4.210"]);
        check(3_440, ["3.4", "3,4"]);
        check(-1_234_567_000, ["-1,234,567", "-1.234.567"]);
        check(0, ["0", "0"]);
    }

    #[test]
    fn every_desk_has_words_for_the_names_of_the_house() {
        for tongue in [Tongue::En, Tongue::Id] {
            for name in model::HOUSE_WORDS {
                let found = ["choice", "part"].map(|kind| format!("drill_{kind}_{name}"));
                let mut found = found
                    .iter()
                    .filter_map(|key| Messages::new(tongue).find(key, &[]));
                assert!(found.next().is_some(), "{name}");
            }
        }
    }

    #[test]
    fn seconds_of_the_clock_are_told_where_they_are_not_nought() {
        assert_eq!(minute(17 * 3600 + 50 * 60), "17:50");
        assert_eq!(minute(17 * 3600 + 50 * 60 + 30), "17:50:30");
    }
}
