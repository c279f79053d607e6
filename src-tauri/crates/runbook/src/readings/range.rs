//! Limits as people write them: `18–27`, `18 °C to 27 °C`, `max. 70 %`, `≥ 20`, `18 sampai 27`.

use super::Limits;
use super::number::leading;

/// Words and signs between the two ends.
const BETWEEN: [&str; 11] = [
    "–", "—", "−", "-", "...", "..", "…", "to", "s.d.", "s/d", "hingga",
];
/// As above, kept apart because one begins as another does.
const BETWEEN_WORDS: [&str; 4] = ["sampai dengan", "sampai", "until", "and"];
/// What stands before the most.
const AT_MOST: [&str; 15] = [
    "≤",
    "<=",
    "<",
    "maximum",
    "maksimum",
    "maksimal",
    "max.",
    "max",
    "maks.",
    "maks",
    "at most",
    "up to",
    "no more than",
    "paling banyak",
    "paling tinggi",
];
/// What stands before the least.
const AT_LEAST: [&str; 12] = [
    "≥",
    ">=",
    ">",
    "minimum",
    "minimal",
    "min.",
    "min",
    "at least",
    "no less than",
    "paling sedikit",
    "paling rendah",
    "sedikitnya",
];
/// A unit has no more characters than this.
const LONGEST_UNIT: usize = 16;

/// The limits that `text` is, and their unit where it names one.
pub(crate) fn range(text: &str) -> Option<(Limits, String)> {
    let text = text.trim();
    let bound = |words: &[&str]| {
        let rest = after(text, words)?;
        let (value, unit) = leading(rest.trim_start())?;
        Some((value, unit_of(unit)?))
    };
    let (limits, unit) = if let Some((max, unit)) = bound(&AT_MOST) {
        let max = Some(max);
        (Limits { min: None, max }, unit)
    } else if let Some((min, unit)) = bound(&AT_LEAST) {
        let min = Some(min);
        (Limits { min, max: None }, unit)
    } else {
        two(text)?
    };
    limits.are_sound().then_some((limits, unit))
}

/// Two numbers, the unit behind both or behind the second.
fn two(text: &str) -> Option<(Limits, String)> {
    let text = after(text, &["between", "antara"])
        .unwrap_or(text)
        .trim_start();
    let (min, rest) = leading(text)?;
    let (first_unit, behind) = between(rest)?;
    let (max, unit) = leading(behind.trim_start())?;
    let unit = unit_of(unit)?;
    let limits = Limits {
        min: Some(min),
        max: Some(max),
    };
    (first_unit.is_empty() || first_unit == unit).then_some((limits, unit))
}

/// What stands before the first sign or word between two numbers, as a unit, and what stands behind it.
fn between(text: &str) -> Option<(String, &str)> {
    let at = text
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at <= 2 * LONGEST_UNIT)
        .find_map(|at| {
            let here = text.get(at..)?;
            let behind = after(here, &BETWEEN)
                .or_else(|| after(here, &BETWEEN_WORDS))
                .or_else(|| after(here, &["dan"]))?;
            // Only where a number follows: the dash in "m-3" divides nothing.
            leading(behind.trim_start()).map(|_| (at, behind))
        })?;
    Some((unit_of(text.get(..at.0)?)?, at.1))
}

/// What stands behind the first of `words` that `text` begins with, whatever its case.
pub(super) fn after<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let head = text.get(..word.len())?;
        let rest = text.get(word.len()..)?;
        let is_word = word.ends_with(char::is_alphabetic);
        let goes_on = is_word && rest.starts_with(char::is_alphabetic);
        (head.to_lowercase() == *word && !goes_on).then_some(rest)
    })
}

/// The text as a unit; `None` where it is none.
fn unit_of(text: &str) -> Option<String> {
    let unit = text.trim().trim_end_matches(['.', ',', ';']).trim_end();
    let is_unit = unit.chars().count() <= LONGEST_UNIT
        && !unit.contains(|c: char| c.is_ascii_digit() || c.is_control());
    is_unit.then(|| unit.to_owned())
}
