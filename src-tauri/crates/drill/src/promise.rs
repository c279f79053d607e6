//! When somebody said that they would write again: a time of day or a span of time in words. What is neither promises
//! nothing.

use crate::duration;

/// The part of an update that names the next one.
pub(crate) const PART: &str = "next_update";
/// A time of day that is further off was meant for the past.
const HALF_A_DAY: u32 = 12 * 3600;
/// Words for spans, each with its seconds; the first letters suffice.
const UNITS: [(&str, u32); 6] = [
    ("min", 60),
    ("mnt", 60),
    ("men", 60),
    ("hour", 3600),
    ("hr", 3600),
    ("jam", 3600),
];
/// Spans that are said without a figure.
const SPOKEN: [(&str, u32); 5] = [
    ("quarter of an hour", 900),
    ("seperempat jam", 900),
    ("half an hour", 1800),
    ("setengah jam", 1800),
    ("an hour", 3600),
];

/// What was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Promise {
    /// At this time of day, in seconds since midnight.
    At(u32),
    /// After so many seconds.
    In(u32),
}

impl Promise {
    /// Reads `18:20`, `at 18.20 at the latest`, `in 15 minutes`, `20 menit lagi`, `10m`; none where no time is named.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '~'))
            .map(|word| word.trim_end_matches(['.', '!', '?', ':']))
            .filter(|word| !word.is_empty())
            .collect();
        let clock = words.iter().find_map(|word| time(word));
        let span = || {
            let next = words.iter().skip(1).chain([&""]);
            words
                .iter()
                .zip(next)
                .find_map(|(word, next)| span(word, next))
        };
        let spoken = || {
            SPOKEN
                .iter()
                .find(|(said, _)| text.contains(said))
                .map(|(_, seconds)| *seconds)
        };
        clock
            .map(Self::At)
            .or_else(|| Some(Self::In(span().or_else(spoken)?)))
    }

    /// Seconds from `now`, a time of day in seconds since midnight, until it is due; none for a time that has gone by.
    pub fn due(self, now: i64) -> Option<u32> {
        match self {
            Self::In(seconds) => Some(seconds),
            Self::At(time) => {
                let left = (i64::from(time) - now).rem_euclid(86_400);
                u32::try_from(left).ok().filter(|left| *left <= HALF_A_DAY)
            }
        }
    }
}

fn time(word: &str) -> Option<u32> {
    let (_, minutes) = word.split_once([':', '.'])?;
    // `2.5 of 3` is no time.
    duration::clock(&word.replace('.', ":")).filter(|_| minutes.len() >= 2)
}

/// `15 minutes`, `15min`, `15m`, `1h`.
fn span(word: &str, next: &str) -> Option<u32> {
    if let Some(seconds) = duration::seconds(word) {
        return Some(seconds);
    }
    let digits = word
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(word.len());
    let (number, unit) = word.split_at(digits);
    let unit = if unit.is_empty() { next } else { unit };
    let (_, seconds) = UNITS.iter().find(|(name, _)| unit.starts_with(name))?;
    number.parse::<u32>().ok()?.checked_mul(*seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Promise>) {
        assert_eq!(Promise::read(text), expected, "{text}");
    }

    #[test]
    fn times_and_spans_are_read() {
        for text in [
            "18:20",
            "at 18:20 at the latest",
            "pukul 18.20.",
            "(18:20, or before)",
        ] {
            check(text, Some(Promise::At(18 * 3600 + 1200)));
        }
        for text in [
            "in 15 minutes",
            "15min",
            "15m",
            "15 menit lagi",
            "in a quarter of an hour",
        ] {
            check(text, Some(Promise::In(900)));
        }
        check("in 1 hour", Some(Promise::In(3600)));
        check("setengah jam lagi", Some(Promise::In(1800)));
        for text in [
            "soon",
            "",
            "when v40 is back",
            "2.5 of 3 done",
            "99999999999 minutes",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_time_is_due_today_or_past_midnight() {
        let clock = |text| i64::from(duration::clock(text).unwrap());
        let at = Promise::read("18:20").unwrap();
        assert_eq!(at.due(clock("18:05")), Some(900));
        assert_eq!(at.due(clock("18:25")), None);
        assert_eq!(
            Promise::read("00:10").unwrap().due(clock("23:50")),
            Some(1200)
        );
    }
}
