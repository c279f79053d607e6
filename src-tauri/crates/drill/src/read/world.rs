//! Metrics, losses, alerts, log rules, timers, events and endings.

use super::build::Build;
use super::error;
use super::fields::{flag, milli, percent, seconds, some, text, texts, word};
use crate::code::Code;
use crate::duration;
use crate::model::{
    Alert, AlertSeverity, Delay, Drawn, DrawnKind, Effects, Ending, Event, LogRule, Loss, Metric,
    Outcome, Say, Ticks, Timer, Trigger,
};
use crate::shape::{ALERT_SEVERITIES, PROMISED, RESULTS, SHAPES};
use drillbook_text::yaml::{Entry, Node};

impl Build<'_> {
    pub(super) fn metrics(&mut self) -> Vec<Metric> {
        let entries: Vec<&Entry> = self.section("metrics", 64).collect();
        let metric = |entry: &Entry| Metric {
            name: entry.key.clone(),
            title: text(&entry.value, "title"),
            unit: text(&entry.value, "unit"),
            service: self.index(&entry.value, "service", |build| &build.names.services),
            level: self.cases(&entry.value, "level", duration::milli),
            noise: percent(&entry.value, "noise").unwrap_or(0),
            ramp: seconds(&entry.value, "ramp").unwrap_or(0),
            shape: entry.value.get("shape").and_then(drawn),
            span: entry.key_span,
        };
        entries.into_iter().map(metric).collect()
    }

    pub(super) fn losses(&mut self) -> Vec<Loss> {
        let entries: Vec<&Entry> = self.section("losses", 32).collect();
        let loss = |entry: &Entry| Loss {
            name: entry.key.clone(),
            title: text(&entry.value, "title"),
            unit: text(&entry.value, "unit"),
            per_minute: self.cases(&entry.value, "per_minute", duration::milli),
        };
        entries.into_iter().map(loss).collect()
    }

    pub(super) fn alerts(&mut self) -> Vec<Alert> {
        let entries: Vec<&Entry> = self.section("alerts", 64).collect();
        let mut alerts = Vec::new();
        for entry in entries {
            let node = &entry.value;
            let severities = [
                AlertSeverity::Page,
                AlertSeverity::Warn,
                AlertSeverity::Info,
            ];
            let metric = self.index(node, "metric", |build| &build.names.metrics);
            let (above, below) = (milli(node, "above"), milli(node, "below"));
            if above.is_some() == below.is_some() {
                self.found
                    .push(error(Code::OneMeasure, entry.key_span).with("name", &entry.key));
            }
            alerts.push(Alert {
                name: entry.key.clone(),
                metric: metric.unwrap_or(0),
                above,
                below,
                holds_for: self.ticks(node, "for"),
                since: seconds(node, "since"),
                severity: word(node, "severity", ALERT_SEVERITIES, &severities),
                summary: text(node, "summary"),
                runbook: self.index(node, "runbook", |build| &build.names.runbooks),
                span: entry.key_span,
            });
        }
        alerts
    }

    pub(super) fn logs(&mut self) -> Vec<LogRule> {
        const LIMIT: usize = 300;
        let entries: Vec<&Entry> = self.section("logs", 200).collect();
        let mut rules = Vec::new();
        for entry in entries {
            let Some(service) = self.names.services.find(&entry.key) else {
                let unknown = self.names.services.unknown(&entry.key, entry.key_span);
                self.found.push(unknown);
                continue;
            };
            for node in entry.value.items() {
                rules.push(LogRule {
                    service,
                    every: seconds(node, "every").unwrap_or(60).max(1),
                    guard: self.guard(node, "if"),
                    lines: texts(node, "line"),
                    span: node.span,
                });
            }
        }
        if let Some(rule) = rules.get(LIMIT) {
            let many = error(Code::TooMany, rule.span).with("what", "log-rule");
            self.found.push(many.with("limit", LIMIT.to_string()));
        }
        rules
    }

    pub(super) fn timers(&mut self) -> Vec<Timer> {
        let entries: Vec<&Entry> = self.section("timers", 128).collect();
        let timer = |entry: &Entry| Timer {
            name: entry.key.clone(),
            guard: self.guard(&entry.value, "if"),
            effects: self.effects(&entry.value),
            span: entry.key_span,
        };
        entries.into_iter().map(timer).collect()
    }

    pub(super) fn events(&mut self) -> Vec<Event> {
        let entries: Vec<&Entry> = self.section("events", 128).collect();
        let mut events = Vec::new();
        for entry in entries {
            let node = &entry.value;
            let (at, when) = (node.get("at"), node.get("when"));
            if at.is_some() == when.is_some() {
                self.found
                    .push(error(Code::OneTrigger, entry.key_span).with("name", &entry.key));
            }
            let trigger = match at {
                Some(at) => Trigger::At(self.ticks_at(at)),
                None => Trigger::When {
                    guard: self.guard(node, "when"),
                    holds_for: self.ticks(node, "for"),
                },
            };
            events.push(Event {
                name: entry.key.clone(),
                trigger,
                repeat: flag(node, "repeat"),
                effects: self.effects(node),
                span: entry.key_span,
            });
        }
        events
    }

    pub(super) fn endings(&mut self) -> Vec<Ending> {
        let entries: Vec<&Entry> = self.section("endings", 64).collect();
        let results = [Outcome::Win, Outcome::Partial, Outcome::Loss];
        let ending = |entry: &Entry| Ending {
            name: entry.key.clone(),
            when: self.guard(&entry.value, "when"),
            result: word(&entry.value, "result", RESULTS, &results).unwrap_or(Outcome::Loss),
            text: text(&entry.value, "text"),
            span: entry.key_span,
        };
        entries.into_iter().map(ending).collect()
    }

    /// `then`, `start`, `stop` and `say`.
    pub(super) fn effects(&mut self, node: &Node) -> Effects {
        let say = some(node, "say").iter().map(|say| Say {
            from: text(say, "from"),
            text: text(say, "text"),
            customers: flag(say, "customers"),
        });
        Effects {
            then: self.settings(node, "then"),
            start: self.starts(node),
            stop: self.indices(node, "stop", |build| &build.names.timers),
            say: say.collect(),
        }
    }

    /// Variables and the values they get.
    pub(super) fn settings(&mut self, node: &Node, key: &str) -> Vec<(usize, u8)> {
        let mut set = Vec::new();
        for entry in node.get(key).map(Node::entries).unwrap_or_default() {
            let Some(variable) = self.names.variables.find(&entry.key) else {
                let unknown = self.names.variables.unknown(&entry.key, entry.key_span);
                self.found.push(unknown);
                continue;
            };
            set.extend(
                self.value(variable, &entry.value)
                    .map(|value| (variable, value)),
            );
        }
        set
    }

    fn starts(&mut self, node: &Node) -> Vec<(usize, Delay)> {
        let mut starts = Vec::new();
        for entry in node.get("start").map(Node::entries).unwrap_or_default() {
            let Some(timer) = self.names.timers.find(&entry.key) else {
                let unknown = self.names.timers.unknown(&entry.key, entry.key_span);
                self.found.push(unknown);
                continue;
            };
            starts.extend(self.delay(&entry.value).map(|delay| (timer, delay)));
        }
        starts
    }

    fn delay(&mut self, node: &Node) -> Option<Delay> {
        let text = node.text()?;
        if let Some(usual) = text.strip_prefix(PROMISED) {
            return Some(Delay::Promised(self.variant_ticks(usual, node)));
        }
        let Some(name) = text.strip_prefix('$') else {
            return Some(Delay::Fixed(self.ticks_at(node).max(1)));
        };
        let Some(variant) = self.names.variants.find(name) else {
            let unknown = self.names.variants.unknown(name, node.span);
            self.found.push(unknown);
            return None;
        };
        let values = self.names.guards.variants.get(name)?.1.clone();
        let ticks = values
            .iter()
            .map(|value| self.variant_ticks(value, node))
            .collect();
        Some(Delay::Variant { variant, ticks })
    }

    fn variant_ticks(&mut self, value: &str, node: &Node) -> Ticks {
        let Some(seconds) = duration::seconds(value) else {
            self.found
                .push(error(Code::BadDuration, node.span).with("value", value));
            return 1;
        };
        self.whole(seconds, value, node.span).max(1)
    }
}

fn drawn(node: &Node) -> Option<Drawn> {
    Some(Drawn {
        kind: word(
            node,
            "kind",
            SHAPES,
            &[DrawnKind::Diurnal, DrawnKind::Sawtooth],
        )?,
        period: seconds(node, "period")?.max(1),
        swing: percent(node, "swing")?,
    })
}
