//! The lines of charts and of logs, from a second on.

use super::view::Scene;
use super::{Answer, panels, words};
use crate::App;
use crate::wire::{
    DrillCharts, DrillChartsRequest, DrillLogLevel, DrillLogLine, DrillLogs, DrillLogsRequest,
    DrillMark, DrillSeries, ErrorCode,
};
use drillbook_drill::model::{ActKind, Phase};
use drillbook_drill::{LogLine, duration, log_lines, series_from};

/// Metrics that are asked for at once.
const METRICS: usize = 100;
/// Log lines that are answered at once.
const LINES: usize = 2_000;
/// The longest query, in bytes.
const QUERY: usize = 1_000;

impl App {
    /// The lines of charts. While the drill goes on, metrics of panels that were not looked at have no points.
    pub fn drill_charts(&self, request: &DrillChartsRequest) -> Answer<DrillCharts> {
        let (_, play) = self.playing(&request.id)?;
        let documents = self.drill_documents();
        let scene = self.scene_of(&play, &documents);
        let visible = panels::visible(&scene);
        let wanted = request.metrics.iter().take(METRICS);
        let wanted = wanted.filter_map(|name| scene.scenario.metric(name));
        let from = request.from.unwrap_or(i32::MIN);
        Ok(DrillCharts {
            series: wanted
                .map(|at| line(&scene, at, visible.contains(&at), from))
                .collect(),
            marks: marks(&scene),
            next: now(&scene),
            midnight: scene.scenario.time.clock,
        })
    }

    /// Log lines, the latest at the end.
    pub fn drill_logs(&self, request: &DrillLogsRequest) -> Answer<DrillLogs> {
        let query = request.query.as_deref().unwrap_or_default();
        if query.len() > QUERY {
            return Err(self.error(ErrorCode::BadRequest, &[]));
        }
        let (_, play) = self.playing(&request.id)?;
        let documents = self.drill_documents();
        let scene = self.scene_of(&play, &documents);
        let scenario = scene.scenario;
        let service = match &request.service {
            None => None,
            Some(name) => match scenario.service(name) {
                Some(at) => Some(at),
                None => return Ok(nothing(&scene)),
            },
        };
        let span = (
            request.from.unwrap_or(i32::MIN),
            now(&scene).saturating_add(1),
        );
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let lines = log_lines(scenario, play.history(), service, span);
        let mut lines: Vec<LogLine> = lines
            .into_iter()
            .filter(|line| {
                let text = line.text.to_lowercase();
                words.iter().all(|word| text.contains(word))
            })
            .collect();
        let cut = lines.len().saturating_sub(LINES);
        lines.drain(..cut);
        Ok(DrillLogs {
            lines: lines.into_iter().map(|line| of(&scene, line)).collect(),
            cut: cut > 0,
            next: now(&scene).saturating_add(1),
        })
    }
}

/// Simulated seconds since the start.
fn now(scene: &Scene<'_>) -> i32 {
    let tick = scene.play.state().tick;
    i32::try_from(tick.saturating_mul(scene.scenario.time.tick)).unwrap_or(i32::MAX)
}

fn line(scene: &Scene<'_>, at: usize, visible: bool, from: i32) -> DrillSeries {
    let drawn = if visible {
        series_from(scene.scenario, scene.play.history(), at, from).drawn
    } else {
        Vec::new()
    };
    let (seconds, values) = drawn
        .iter()
        .map(|point| (point.second, words::number(point.value)))
        .unzip();
    DrillSeries {
        metric: scene.scenario.metrics[at].name.clone(),
        seconds,
        values,
    }
}

/// What the trainee changed.
fn marks(scene: &Scene<'_>) -> Vec<DrillMark> {
    let scenario = scene.scenario;
    let changed = scene
        .acted()
        .filter(|done| matches!(scenario.acts[done.act].kind, ActKind::Do(Phase::Mitigate)));
    let marks = changed.map(|done| DrillMark {
        second: i32::try_from(done.tick.saturating_mul(scenario.time.tick)).unwrap_or(i32::MAX),
        clock: scene.clock(done.tick),
        label: words::act(&scenario.acts[done.act]),
    });
    marks.collect()
}

fn nothing(scene: &Scene<'_>) -> DrillLogs {
    DrillLogs {
        lines: Vec::new(),
        cut: false,
        next: now(scene).saturating_add(1),
    }
}

fn of(scene: &Scene<'_>, line: LogLine) -> DrillLogLine {
    let clock = i64::from(scene.scenario.time.clock) + i64::from(line.second);
    let service = scene.scenario.services.get(line.service);
    DrillLogLine {
        second: line.second,
        clock: duration::clock_words(clock),
        service: service
            .map(|service| service.name.clone())
            .unwrap_or_default(),
        level: level(&line.text),
        text: line.text,
    }
}

/// By the first word, as most systems write it.
fn level(text: &str) -> DrillLogLevel {
    let first = text.split_whitespace().next().unwrap_or_default();
    match first.trim_end_matches(':').to_ascii_uppercase().as_str() {
        "ERROR" | "FATAL" | "PANIC" | "CRITICAL" | "CRIT" => DrillLogLevel::Error,
        "WARN" | "WARNING" => DrillLogLevel::Warning,
        _ => DrillLogLevel::Info,
    }
}
