//! Instants as people read them: the local time of whoever wrote it, with its offset.

use crate::wire::Moment;
use drillbook_runbook::run::Instant;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// `2026-11-20 03:12:45 +07:00`.
pub(crate) fn text(instant: Instant) -> String {
    format(instant, "%Y-%m-%d %H:%M:%S %:z")
}

/// `2026-11-20`.
pub(crate) fn date(instant: Instant) -> String {
    format(instant, "%Y-%m-%d")
}

/// `20261119T201245Z`: UTC, for the names of files.
pub(crate) fn file(instant: Instant) -> String {
    format(
        Instant {
            offset: 0,
            ..instant
        },
        "%Y%m%dT%H%M%SZ",
    )
}

/// `2026-11-19T20:12:45.000Z`: UTC, for programs.
pub(crate) fn utc(instant: Instant) -> String {
    format(
        Instant {
            offset: 0,
            ..instant
        },
        "%Y-%m-%dT%H:%M:%S.%3fZ",
    )
}

fn format(instant: Instant, form: &str) -> String {
    // A stored instant may be anything: one outside the calendar reads as its beginning.
    let timestamp = Timestamp::from_millisecond(instant.at).unwrap_or_default();
    let offset = Offset::from_seconds(instant.offset.saturating_mul(60)).unwrap_or(Offset::UTC);
    let local = timestamp.to_zoned(TimeZone::fixed(offset));
    local.strftime(form).to_string()
}

/// The instant for the window.
pub(crate) fn moment(instant: Instant) -> Moment {
    Moment {
        // Exact for 285,000 years to either side.
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds fit a double exactly"
        )]
        ms: instant.at as f64,
        text: text(instant),
    }
}

/// A length of time: `45 s`, `3 min 05 s`, `2 h 07 min`. The same in both languages' short units.
pub(crate) fn length(seconds: u32, units: [&str; 3]) -> String {
    let [hour, minute, second] = units;
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, s) => format!("{s} {second}"),
        (0, m, s) => format!("{m} {minute} {s:02} {second}"),
        (h, m, _) => format!("{h} {hour} {m:02} {minute}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_read_as_the_writers_clock() {
        let instant = Instant {
            at: 1_795_119_165_000,
            offset: 420,
        };
        assert_eq!(text(instant), "2026-11-20 03:12:45 +07:00");
        assert_eq!(date(instant), "2026-11-20");
        assert_eq!(file(instant), "20261119T201245Z");
        assert_eq!(utc(instant), "2026-11-19T20:12:45.000Z");
        let wild = Instant {
            at: i64::MAX,
            offset: i32::MAX,
        };
        assert_eq!(text(wild), "1970-01-01 00:00:00 +00:00");
    }

    #[test]
    fn lengths_read_in_two_units() {
        let check =
            |seconds, expected: &str| assert_eq!(length(seconds, ["h", "min", "s"]), expected);
        check(0, "0 s");
        check(65, "1 min 05 s");
        check(7_620, "2 h 07 min");
    }
}
