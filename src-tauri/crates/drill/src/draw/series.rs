//! A metric over time: its level at every tick, and the line that is drawn.
//!
//! drawn(s) = eased level(s) × (1 + noise(s) + swing(s)), all in thousandths. The noise is two octaves of value noise
//! over a hash of (seed, metric, point); it never exceeds the metric's bound. The eased level goes from what was drawn
//! before to the new level along 3p² − 2p³ over the metric's ramp. The level itself is what alerts are compared with.

use super::hash;
use crate::engine::State;
use crate::model::{DrawnKind, Metric, Scenario};
use serde::{Deserialize, Serialize};

/// Points a minute that are drawn.
const POINT_SECONDS: u32 = 5;

/// A metric over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The metric's name.
    pub metric: String,
    /// The level at each tick from 0, in thousandths.
    pub levels: Vec<i64>,
    /// The drawn line, from before the start to the last tick.
    pub drawn: Vec<Point>,
}

/// A point of the drawn line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Seconds since the start; negative before it.
    pub second: i32,
    /// Thousandths of the metric's unit.
    pub value: i64,
}

/// The series of a metric over a play: `history` holds the state at the end of each tick from 0.
pub fn series(scenario: &Scenario, history: &[State], metric: usize) -> Series {
    series_from(scenario, history, metric, i32::MIN)
}

/// As [`series`], with the drawn line from second `from` on: what a chart that is there already is lengthened by.
pub fn series_from(scenario: &Scenario, history: &[State], metric: usize, from: i32) -> Series {
    let Some(known) = scenario.metrics.get(metric) else {
        return Series {
            metric: String::new(),
            levels: Vec::new(),
            drawn: Vec::new(),
        };
    };
    let levels: Vec<i64> = history
        .iter()
        .map(|state| state.level(scenario, metric))
        .collect();
    let seed = history.first().map_or(0, |state| state.seed);
    Series {
        metric: known.name.clone(),
        drawn: drawn(scenario, known, &levels, (seed, from)),
        levels,
    }
}

/// The last value of the drawn line of a metric, in thousandths; none before the first tick.
pub fn drawn_now(scenario: &Scenario, history: &[State], metric: usize) -> Option<i64> {
    let last = last_second(scenario, history.len());
    let from = i32::try_from(last - step(scenario) + 1).unwrap_or(i32::MAX);
    let drawn = series_from(scenario, history, metric, from).drawn;
    drawn.last().map(|point| point.value)
}

/// Seconds between two points.
fn step(scenario: &Scenario) -> i64 {
    i64::from(POINT_SECONDS.min(scenario.time.tick))
}

/// The second of the last of so many ticks from 0.
fn last_second(scenario: &Scenario, ticks: usize) -> i64 {
    let last = i64::try_from(ticks.saturating_sub(1)).unwrap_or(0);
    last * i64::from(scenario.time.tick)
}

/// The line from second `from` on. All of it is eased, because a level is come to from the one before; the noise, which is
/// most of the work, is that of the points alone.
fn drawn(
    scenario: &Scenario,
    metric: &Metric,
    levels: &[i64],
    (seed, from): (u32, i32),
) -> Vec<Point> {
    let (Some(first), tick) = (levels.first(), i64::from(scenario.time.tick)) else {
        return Vec::new();
    };
    let step = step(scenario);
    let last = last_second(scenario, levels.len());
    let before = i64::from(scenario.time.before) / step * step;
    let mut ease = Ease::new(*first, metric.ramp);
    let mut points = Vec::new();
    let mut second = -before;
    while second <= last {
        let at = usize::try_from(second.max(0) / tick).unwrap_or(0);
        let level = ease.at(second, levels.get(at).copied().unwrap_or(*first));
        if second >= i64::from(from) {
            points.push(Point {
                second: i32::try_from(second).unwrap_or(i32::MAX),
                value: noisy(metric, level, seed, second),
            });
        }
        second += step;
    }
    points
}

/// The way from one level to the next.
struct Ease {
    from: i64,
    to: i64,
    since: i64,
    ramp: i64,
}

impl Ease {
    fn new(level: i64, ramp: u32) -> Self {
        Self {
            from: level,
            to: level,
            since: i64::MIN / 2,
            ramp: i64::from(ramp),
        }
    }

    fn at(&mut self, second: i64, level: i64) -> i64 {
        if level != self.to {
            self.from = self.now(second);
            self.to = level;
            self.since = second;
        }
        self.now(second)
    }

    fn now(&self, second: i64) -> i64 {
        let gone = second - self.since;
        if gone >= self.ramp {
            return self.to;
        }
        let p = i128::from(gone * 1024 / self.ramp);
        let share = 3 * p * p * 1024 - 2 * p * p * p;
        let way = i128::from(self.to - self.from) * share / (1024 * 1024 * 1024);
        self.from + i64::try_from(way).unwrap_or(0)
    }
}

/// A level with its swing and its noise at a second. All in thousandths.
pub(crate) fn noisy(metric: &Metric, level: i64, seed: u32, second: i64) -> i64 {
    let swing = metric.shape.as_ref().map_or(0, |shape| {
        swing(
            shape.kind,
            second.rem_euclid(i64::from(shape.period)),
            i64::from(shape.period),
        ) * shape.swing
    });
    let noise = noise(seed, hash::text(&metric.name), second) * metric.noise;
    // Shares are thousandths of a percent in 1024ths: 100,000 × 1024 is the whole.
    let stray = i128::from(level) * i128::from(swing + noise) / (100_000 * 1024);
    let value = level + i64::try_from(stray).unwrap_or(0);
    if level >= 0 { value.max(0) } else { value }
}

/// −1024 to 1024: three quarters slow, one quarter quick.
fn noise(seed: u32, metric: u32, second: i64) -> i64 {
    let quick = second.div_euclid(i64::from(POINT_SECONDS));
    (3 * smooth(seed, metric, quick, 6, 1) + smooth(seed, metric, quick, 1, 2)) / 4
}

/// Value noise: hashed values at multiples of `grid`, straight lines between.
fn smooth(seed: u32, metric: u32, at: i64, grid: i64, octave: u32) -> i64 {
    let knot = |n: i64| {
        // Both halves count; a negative number is as good as any.
        let low = u32::try_from(n & 0xffff_ffff).unwrap_or(0);
        i64::from(hash::below(&[seed, metric, octave, low], 2049)) - 1024
    };
    let (index, part) = (at.div_euclid(grid), at.rem_euclid(grid));
    (knot(index) * (grid - part) + knot(index + 1) * part) / grid
}

/// −1024 to 1024 over a period.
fn swing(kind: DrawnKind, at: i64, period: i64) -> i64 {
    let phase = at * 4096 / period;
    match kind {
        DrawnKind::Sawtooth => phase / 2 - 1024,
        DrawnKind::Diurnal => {
            // A parabola a half period, close to a sine.
            let half = phase % 2048;
            let arc = 4 * half * (2048 - half) / 4096;
            if phase < 2048 {
                arc.min(1024)
            } else {
                -arc.min(1024)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metric(noise: i64) -> Metric {
        Metric {
            name: "p95".into(),
            title: String::new(),
            unit: "ms".into(),
            service: None,
            level: crate::model::Cases::default(),
            noise,
            ramp: 60,
            shape: None,
            span: drillbook_text::Span::default(),
        }
    }

    #[test]
    fn noise_stays_within_its_bound() {
        let metric = metric(6_000);
        let values: Vec<i64> = (-2000..20_000)
            .map(|s| noisy(&metric, 1_000_000, 7, s))
            .collect();
        let (least, most) = (*values.iter().min().unwrap(), *values.iter().max().unwrap());
        assert!(
            (940_000..960_000).contains(&least) && (1_040_000..=1_060_000).contains(&most),
            "{least} {most}"
        );
    }

    #[test]
    fn eases_to_the_new_level_and_back() {
        let mut ease = Ease::new(1000, 60);
        let values: Vec<i64> = [
            (0, 1000),
            (10, 5000),
            (40, 5000),
            (70, 5000),
            (80, 1000),
            (200, 1000),
        ]
        .map(|(second, level)| ease.at(second, level))
        .to_vec();
        assert_eq!(values, [1000, 1000, 3000, 5000, 5000, 1000]);
    }

    #[test]
    fn swings_stay_within_theirs() {
        for kind in [DrawnKind::Diurnal, DrawnKind::Sawtooth] {
            let values: Vec<i64> = (0..1000).map(|at| swing(kind, at, 1000)).collect();
            let (least, most) = (*values.iter().min().unwrap(), *values.iter().max().unwrap());
            assert!(
                (-1024..-1000).contains(&least) && (1000..=1024).contains(&most),
                "{least} {most}"
            );
        }
    }
}
