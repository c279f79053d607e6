//! Durations, times of day and decimals, as scenarios write them. Integers only.

use std::fmt::Write as _;

/// Reads `30s`, `2m`, `1h`, `1h30m`, `0s`: whole seconds, units in falling order. At most a week.
pub fn seconds(text: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut last = u32::MAX;
    let mut digits = String::new();
    for c in text.trim().chars() {
        if c.is_ascii_digit() && digits.len() < 7 {
            digits.push(c);
            continue;
        }
        let unit = match c {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => return None,
        };
        if unit >= last {
            return None;
        }
        last = unit;
        let number: u32 = digits.parse().ok()?;
        total = total.checked_add(number.checked_mul(unit)?)?;
        digits.clear();
    }
    let whole = digits.is_empty() && last != u32::MAX;
    (whole && total <= WEEK).then_some(total)
}

/// The longest duration that is read, in seconds.
pub const WEEK: u32 = 7 * 86_400;

/// Writes seconds as [`seconds`] reads them: `90` is `1m30s`.
pub fn words(seconds: u32) -> String {
    let mut text = String::new();
    let mut rest = seconds;
    for (unit, name) in [(3600, 'h'), (60, 'm'), (1, 's')] {
        if rest >= unit {
            // Writing into a text cannot fail.
            let _ = write!(text, "{}{name}", rest / unit);
            rest %= unit;
        }
    }
    if text.is_empty() {
        "0s".to_owned()
    } else {
        text
    }
}

/// Reads a time of day, `17:50` or `17:50:30`, as seconds since midnight.
pub fn clock(text: &str) -> Option<u32> {
    let mut parts = text.trim().split(':');
    let mut part = |limit: u32| {
        let part = parts.next()?;
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse().ok().filter(|n| digits && *n < limit)
    };
    let (hours, minutes): (u32, u32) = (part(24)?, part(60)?);
    let seconds = if text.matches(':').count() == 2 {
        part(60)?
    } else {
        0
    };
    (text.matches(':').count() <= 2).then_some(hours * 3600 + minutes * 60 + seconds)
}

/// Writes a time of day from seconds since midnight, going round after 24 hours: `17:50:30`.
pub fn clock_words(seconds: i64) -> String {
    let day = seconds.rem_euclid(86_400);
    format!("{:02}:{:02}:{:02}", day / 3600, day / 60 % 60, day % 60)
}

/// Reads a decimal with up to three places as thousandths: `3.5` is 3,500. At most 13 digits.
pub fn milli(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let fine = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    if !fine(whole, 10) || !fine(part, 3) {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    Some(sign * (whole * 1000 + part))
}

/// Writes thousandths as a decimal without needless zeros: 3,500 is `3.5`.
pub fn milli_words(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.unsigned_abs() / 1000, value.unsigned_abs() % 1000);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:03}");
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, expected) in [
            ("30s", Some(30)),
            ("2m", Some(120)),
            ("1h30m", Some(5400)),
            ("0s", Some(0)),
            ("7d", Some(WEEK)),
            ("8d", None),
            ("30", None),
            ("", None),
            ("m", None),
            ("1s2m", None),
            ("1m1m", None),
            ("99999999s", None),
            ("-1s", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
        assert_eq!([words(0), words(90), words(3600)], ["0s", "1m30s", "1h"]);
    }

    #[test]
    fn clocks() {
        assert_eq!(clock("17:50"), Some(64_200));
        assert_eq!(clock("7:05:09"), Some(25_509));
        for bad in ["24:00", "1:60", "1", "1:2:3:4", "a:b", ":", "001:00"] {
            assert_eq!(clock(bad), None, "{bad}");
        }
        assert_eq!(clock_words(86_400 + 61), "00:01:01");
        assert_eq!(clock_words(-60), "23:59:00");
    }

    #[test]
    fn decimals() {
        for (text, expected) in [
            ("3.5", Some(3500)),
            ("-0.25", Some(-250)),
            ("4200", Some(4_200_000)),
            ("1.2345", None),
            ("1.", None),
            ("1e3", None),
            ("99999999999", None),
        ] {
            assert_eq!(milli(text), expected, "{text}");
        }
        assert_eq!(
            [milli_words(3500), milli_words(-50), milli_words(2000)],
            ["3.5", "-0.05", "2"]
        );
    }
}
