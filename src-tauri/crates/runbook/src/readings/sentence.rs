//! Readings in a step's own words: `Read the temperature: ___ °C (limit 18–27)`.

use super::range::{after, range};
use super::{Limits, Reading};
use crate::steps::Procedure;

/// What brackets with limits begin with.
const LIMITS: [&str; 9] = [
    "limits", "limit", "range", "allowed", "batasnya", "batas", "rentang", "kisaran", "boleh",
];
/// What a request to read begins with; the name stands behind it.
const ASKS: [&str; 21] = [
    "read off",
    "read",
    "measure",
    "record",
    "note down",
    "note",
    "write down",
    "enter",
    "check",
    "take",
    "look at",
    "baca",
    "ukurlah",
    "ukur",
    "catatlah",
    "catat",
    "tulis",
    "isi",
    "periksa",
    "cek",
    "lihat",
];
/// What may stand between the request and the name.
const ARTICLES: [&str; 4] = ["the", "a", "an", "its"];
/// Longer names are sentences.
const LONGEST_NAME: usize = 80;

/// The readings that the steps' texts ask for, in reading order.
pub(super) fn readings(procedure: &Procedure) -> Vec<Reading> {
    let steps = procedure.steps.iter().enumerate();
    steps
        .flat_map(|(at, step)| step.text.lines().map(move |line| (at, line)))
        .flat_map(|(at, line)| {
            let mut found = of_line(line);
            for reading in &mut found {
                reading.step = Some(at);
            }
            found
        })
        .collect()
}

/// The readings of one line; each is what stands before a pair of brackets with limits.
fn of_line(line: &str) -> Vec<Reading> {
    let mut found = Vec::new();
    let mut begin = 0;
    for (open, _) in line.match_indices('(') {
        let inside = line.get(open + 1..).unwrap_or_default();
        let Some(close) = inside.find(')') else {
            break;
        };
        let inside = inside.get(..close).unwrap_or_default().trim();
        let Some((limits, unit)) = limits(inside) else {
            continue;
        };
        let before = line.get(begin..open).unwrap_or_default();
        begin = open
            + 1
            + line
                .get(open + 1..)
                .and_then(|rest| rest.find(')'))
                .unwrap_or(0)
            + 1;
        found.extend(reading(before, limits, unit));
    }
    found
}

fn limits(inside: &str) -> Option<(Limits, String)> {
    let rest = after(inside, &LIMITS)?;
    range(rest.trim_start_matches([':', '=', ' ']))
}

/// The reading that `before` names: `Read the temperature: ___ °C`.
fn reading(before: &str, limits: Limits, unit: String) -> Option<Reading> {
    let (name, behind) = match blank(before) {
        Some((start, end)) => (before.get(..start)?, before.get(end..)?),
        None => (before, ""),
    };
    let name = named(name);
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    fits.then(|| Reading {
        name,
        unit: if unit.is_empty() {
            behind.trim().to_owned()
        } else {
            unit
        },
        limits,
        ..Reading::default()
    })
}

/// Where a place to be filled in stands: `___`, `......`, `…`.
fn blank(text: &str) -> Option<(usize, usize)> {
    let bytes = text.char_indices().collect::<Vec<_>>();
    let mut at = 0;
    while let Some((start, c)) = bytes.get(at).copied() {
        let run = bytes.iter().skip(at).take_while(|(_, other)| *other == c);
        let count = run.count();
        let least = match c {
            '_' | '…' => 2,
            '.' => 4,
            _ => usize::MAX,
        };
        if count >= least {
            return Some((start, start + count * c.len_utf8()));
        }
        at += count;
    }
    None
}

/// The name in the words before the blank: the last clause, without the request to read it.
fn named(text: &str) -> String {
    let text = text.trim_end_matches([':', '=', ' ', '-', '–']);
    let clause = [". ", "; ", "? ", ") "]
        .iter()
        .filter_map(|end| text.rfind(end).map(|at| at + end.len()))
        .max()
        .and_then(|at| text.get(at..))
        .unwrap_or(text);
    let mut name = clause.trim_start_matches([',', ';', ':', '.', ' ', '-', '–']);
    if let Some(rest) = after(name, &ASKS) {
        name = rest.trim_start();
        name = after(name, &ARTICLES).map_or(name, str::trim_start);
    }
    let mut letters = name.trim().chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
