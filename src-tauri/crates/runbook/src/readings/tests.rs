//! Readings as they are found in steps, compared with their limits and brought from one unit to another.

use super::*;
use crate::parse;
use crate::steps::procedure;
use proptest::prelude::*;

/// Each reading as `key (step): name, unit, least to most; place; otherwise`.
fn told(text: &str) -> Vec<String> {
    let document = parse("a.md", text);
    let procedure = procedure(&document, text);
    let end = |end: Option<f64>| end.map_or_else(|| "any".to_owned(), |end| end.to_string());
    readings(&document, &procedure)
        .iter()
        .map(|one| {
            let step = one
                .step
                .map_or_else(|| "none".to_owned(), |step| (step + 1).to_string());
            let (min, max) = (end(one.limits.min), end(one.limits.max));
            let mut said = format!(
                "{} ({step}): {}, {}, {min} to {max}",
                one.key, one.name, one.unit
            );
            for more in [&one.place, &one.otherwise] {
                if !more.is_empty() {
                    said = format!("{said}; {more}");
                }
            }
            said
        })
        .collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn readings_in_a_steps_words() {
    check(
        "# A\n1. Go in.\n2. Read the temperature: ___ °C (limit 18–27)\n",
        &["temperature (2): Temperature, °C, 18 to 27"],
    );
    check(
        "# A\n1. Ukur kelembapan (batas 40 sampai 60 %).\n2. Catat suhu: ...... °C (batas: maks. 27,5)\n",
        &[
            "kelembapan (1): Kelembapan, %, 40 to 60",
            "suhu (2): Suhu, °C, any to 27.5",
        ],
    );
    check(
        "# A\n1. Look around. Note R1: ____ V (limit 207-242), R2: ____ V (limit ≥ 207).\n",
        &["r1 (1): R1, V, 207 to 242", "r2 (1): R2, V, 207 to any"],
    );
    // Brackets that limit nothing, and limits of nothing.
    check(
        "# A\n1. Wait (limit of patience) and call (18–27).\n2. (limit 18–27)\n3. Ticket: ____\n",
        &[],
    );
}

#[test]
fn readings_in_a_table() {
    let table = "## Readings\n\n| # | Reading | Where | Unit | Limit | Outside: do |\n|---|---|---|---|---|---|\n\
                 | 1 | Temperature | on R1 | °C | 18–27 | second unit on |\n| 2 | Lamps | | count | 0–0 | |\n| 3 | Smell | | | none | |\n";
    check(
        &format!(
            "# A\n\n## Steps\n\n1. Go in.\n2. Fill the [table](#readings).\n3. Go out.\n\n{table}"
        ),
        &[
            "temperature (2): Temperature, °C, 18 to 27; on R1; second unit on",
            "lamps (2): Lamps, count, 0 to 0",
        ],
    );
    // Without a link the step that speaks of readings asks, else the last one.
    check(
        &format!("# A\n\n## Steps\n\n1. Take the readings.\n2. Go out.\n\n{table}"),
        &[
            "temperature (1): Temperature, °C, 18 to 27; on R1; second unit on",
            "lamps (1): Lamps, count, 0 to 0",
        ],
    );
    check(
        "# A\n\n## Langkah\n\n1. Catat angka ini:\n\n   | Alat | Satuan | Batas |\n   |---|---|---|\n   | UPS | min | paling sedikit 20 |\n\n2. Kunci pintunya.\n",
        &["ups (1): UPS, min, 20 to any"],
    );
    // A table of quotas asks nobody to read anything.
    check(
        "# A\n\n1. Look.\n\n| Resource | Limit |\n|---|---|\n| memory | 100–200 |\n",
        &[],
    );
}

#[test]
fn declared_readings_are_believed() {
    check(
        "---\nreadings:\n  - name: Temperature\n    unit: °C\n    min: 18\n    max: 27\n  - {name: Fuel, unit: '%', limit: at least 50}\n---\n# A\n\n1. Go in\n2. Read the temperature: __ F (limit 60–80)\n3. Look at the fuel\n",
        &[
            "temperature (2): Temperature, °C, 18 to 27",
            "fuel (3): Fuel, %, 50 to any",
        ],
    );
    let problems = |text: &str| {
        let document = parse("a.md", text);
        let found = document.diagnostics.iter();
        found
            .map(|found| format!("{} {}", found.code.as_str(), found.args[0].1))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        problems(
            "---\nreadings:\n  - {name: A, min: 3, max: 1}\n  - {unit: x, max: 3}\n  - {name: B}\n  - name: C\n    limit: 18-27\n---\n# A\n1. B\n"
        ),
        ["reading-unread A", "reading-unread 2", "reading-unread B"]
    );
    assert_eq!(
        problems("---\nreadings: many\n---\n# A\n"),
        ["front-matter-field readings"]
    );
}

#[test]
fn limits_as_people_write_them() {
    let check = |text: &str, expected: &str| {
        let end = |end: Option<f64>| end.map_or_else(|| "any".to_owned(), |end| end.to_string());
        let found = range(text).map(|(limits, unit)| {
            format!("{} to {} {unit}", end(limits.min), end(limits.max))
                .trim_end()
                .to_owned()
        });
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    };
    check("18–27", "18 to 27");
    check("18 - 27 °C", "18 to 27 °C");
    check("18 °C to 27 °C", "18 to 27 °C");
    check("-20 to -15,5", "-20 to -15.5");
    check("−5–5", "-5 to 5");
    check("between 1 and 2 bar", "1 to 2 bar");
    check("antara 1 dan 2 bar", "1 to 2 bar");
    check("18 s.d. 27", "18 to 27");
    check("5 m-3 to 7 m-3", "none");
    check("Max. 70 %", "any to 70 %");
    check("≥20 min", "20 to any min");
    check("maksimal 70", "any to 70");
    check("27–18", "none");
    check("70", "none");
    check("low", "none");
    check("maximal 3", "none");
    check("", "none");
}

#[test]
fn values_against_limits() {
    let limits = Limits {
        min: Some(18.0),
        max: Some(27.0),
    };
    let check = |text: &str, expected: Option<Against>| {
        assert_eq!(
            number(text).map(|value| limits.against(value)),
            expected,
            "{text}"
        );
    };
    check("24", Some(Against::Within));
    check("18", Some(Against::Within));
    check("27.0", Some(Against::Within));
    check("27,1", Some(Against::Above));
    check(" 17.9 ", Some(Against::Below));
    check("−3", Some(Against::Below));
    check("24 °C", None);
    check("1.234,5", None);
    check("warm", None);
    check("", None);
    check("9999999999999", None);
    check("inf", None);
}

fn pieces() -> impl Strategy<Value = String> {
    const PIECES: [&str; 22] = [
        "1. ",
        "- [ ] ",
        "\n",
        "\n\n",
        "# Readings\n",
        "Read the ",
        "suhu: ",
        "___ ",
        "...... ",
        "°C ",
        "(limit ",
        "(batas ",
        "18–27",
        "max 3",
        ")",
        "| Reading | Unit | Limit |\n|---|---|---|\n",
        "| a | b | 1-2 |\n",
        "[x](#readings)",
        "-",
        "9",
        "é",
        "(",
    ];
    let piece =
        prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => ".{0,6}"];
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_yields_readings_that_can_be_taken(text in pieces(), asciidoc in any::<bool>()) {
        let document = parse(if asciidoc { "a.adoc" } else { "a.md" }, &text);
        let steps = procedure(&document, &text);
        let found = readings(&document, &steps);
        let mut keys: Vec<_> = found.iter().map(|one| one.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), found.len());
        for one in &found {
            prop_assert!(!one.name.is_empty() && one.limits.are_sound());
            prop_assert!(one.step.is_none_or(|step| step < steps.steps.len()));
        }
    }

    #[test]
    fn limits_read_back(min in -500_i32..500, more in 0_i32..500, decimal in 0_u8..10) {
        let (low, high) = (format!("{min}.{decimal}"), f64::from(min + more + 1));
        let (found, unit) = range(&format!("{low} to {high} °C")).unwrap();
        prop_assert_eq!(found.min, number(&low));
        prop_assert_eq!(found.max, Some(high));
        prop_assert_eq!(unit, "°C");
        prop_assert_eq!(found.against(high + 0.5), Against::Above);
    }

    #[test]
    fn any_text_is_a_number_or_none(text in ".{0,30}") {
        if let Some(value) = number(&text) {
            prop_assert!(value.is_finite());
        }
        range(&text);
    }
}
