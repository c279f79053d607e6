//! Schedules as they are written, when they are due, and what is refused with a hint.

use super::*;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn short(one: Occurrence) -> String {
    let day = one.day.strftime("%a %-d %b");
    if one.day == one.until {
        day.to_string()
    } else {
        format!("{day} to {}", one.until.strftime("%-d %b"))
    }
}

/// The occurrences from 1 November 2026, a Sunday, to 15 December; `unread` where nothing is understood.
fn check(text: &str, expected: &str) {
    let found = Schedule::read(text).map(|schedule| {
        let all = schedule.between(date(2026, 11, 1), date(2026, 12, 15));
        all.into_iter().map(short).collect::<Vec<_>>().join(", ")
    });
    assert_eq!(found.as_deref().unwrap_or("unread"), expected, "{text}");
}

/// Schedules that say the same.
fn same(texts: &[&str]) {
    let first = Schedule::read(texts[0]);
    assert!(first.is_some(), "{}", texts[0]);
    for text in texts {
        assert_eq!(Schedule::read(text), first, "{text}");
    }
}

#[test]
fn days_of_the_week() {
    check(
        "weekly",
        "Mon 2 Nov to 8 Nov, Mon 9 Nov to 15 Nov, Mon 16 Nov to 22 Nov, Mon 23 Nov to 29 Nov, Mon 30 Nov to 6 Dec, Mon 7 Dec to 13 Dec, Mon 14 Dec to 20 Dec",
    );
    check(
        "weekly on friday",
        "Fri 6 Nov, Fri 13 Nov, Fri 20 Nov, Fri 27 Nov, Fri 4 Dec, Fri 11 Dec",
    );
    check(
        "every 2 weeks on monday from 2026-11-02",
        "Mon 2 Nov, Mon 16 Nov, Mon 30 Nov, Mon 14 Dec",
    );
    check(
        "every 2 weeks on monday from 2026-11-10",
        "Mon 23 Nov, Mon 7 Dec",
    );
    check(
        "weekends",
        "Sun 1 Nov, Sat 7 Nov, Sun 8 Nov, Sat 14 Nov, Sun 15 Nov, Sat 21 Nov, Sun 22 Nov, Sat 28 Nov, Sun 29 Nov, Sat 5 Dec, Sun 6 Dec, Sat 12 Dec, Sun 13 Dec",
    );
    check(
        "every 10 days from 2026-11-03",
        "Tue 3 Nov, Fri 13 Nov, Mon 23 Nov, Thu 3 Dec, Sun 13 Dec",
    );
}

#[test]
fn days_of_the_month() {
    check("monthly", "Sun 1 Nov to 30 Nov, Tue 1 Dec to 31 Dec");
    check("monthly on the 1st", "Sun 1 Nov, Tue 1 Dec");
    check("tanggal 31", "Mon 30 Nov");
    check("last friday", "Fri 27 Nov");
    check("first Monday", "Mon 2 Nov, Mon 7 Dec");
    check("5th monday of the month", "Mon 30 Nov");
    check("last day of the month", "Mon 30 Nov");
    check("quarterly", "");
    check("every 2 months on the 15th from 2026-11-01", "Sun 15 Nov");
}

/// Each line says the same, in as many words.
const SAME: [&[&str]; 15] = [
    &[
        "daily",
        "Every day",
        "each day",
        "setiap hari",
        "tiap hari",
        "harian",
        "once a day",
        "sehari sekali",
    ],
    &[
        "weekdays",
        "every weekday",
        "working days",
        "hari kerja",
        "setiap hari kerja",
        "Mon, Tue, Wed, Thu, Fri",
    ],
    &[
        "weekly",
        "every week",
        "once a week",
        "mingguan",
        "setiap minggu",
        "seminggu sekali",
        "tiap pekan",
    ],
    &[
        "every 2 weeks",
        "every other week",
        "fortnightly",
        "setiap 2 minggu",
    ],
    &[
        "weekly on monday",
        "mondays",
        "every monday",
        "setiap senin",
        "tiap hari senin",
        "setiap minggu pada hari Senin",
    ],
    &["sunday", "hari minggu", "ahad", "setiap hari minggu"],
    &[
        "monday and thursday",
        "senin dan kamis",
        "every Monday, Thursday",
    ],
    &[
        "first monday",
        "senin pertama",
        "monthly on the first monday",
        "the first Monday of each month",
        "1st monday",
        "every first monday",
        "senin pertama setiap bulan",
    ],
    &["last friday", "jumat terakhir", "last friday of the month"],
    &[
        "monthly on the 1st",
        "first day of the month",
        "tanggal 1",
        "setiap tanggal 1",
        "hari pertama setiap bulan",
        "on the 1st",
    ],
    &["last day of the month", "hari terakhir setiap bulan"],
    &[
        "quarterly",
        "every 3 months",
        "every quarter",
        "triwulanan",
        "setiap triwulan",
        "setiap 3 bulan",
    ],
    &[
        "yearly",
        "annually",
        "setiap tahun",
        "tahunan",
        "setahun sekali",
    ],
    &[
        "weekdays at 07:30",
        "hari kerja pukul 07.30",
        "setiap hari kerja jam 7.30 WIB",
    ],
    &["daily at 8", "daily at 08:00", "setiap hari pukul 8"],
];

#[test]
fn both_languages_and_many_words() {
    for texts in SAME {
        same(texts);
    }
    let at = |text| Schedule::read(text).and_then(|schedule| schedule.at);
    assert_eq!(at("weekdays at 07:30"), Some(450));
}

#[test]
fn what_is_not_understood_is_not_guessed() {
    for text in [
        "",
        "often",
        "daily or so",
        "twice a day",
        "every second monday",
        "minggu pertama",
        "first",
        "every 0 days",
        "every",
        "monthly on the 32nd",
        "weekly on the 1st",
        "first monday and tuesday",
        "monday monday",
        "daily weekly",
        "daily at 25:00",
        "every 3",
        "from 2026-11-02",
        "daily from 2026-02-30",
        "sometimes every day of every week that has a day in it and so on and on and on, for as long as anybody cares to read it here",
    ] {
        check(text, "unread");
    }
}

/// How a schedule stands on a day, when it was done for these days of November 2026.
fn check_standing(text: &str, done: &[i8], today: (i8, i8), expected: &str) {
    let schedule = Schedule::read(text).unwrap();
    let done: BTreeSet<Date> = done.iter().map(|day| date(2026, 11, *day)).collect();
    let standing = schedule
        .standing(&done, date(2026, today.0, today.1))
        .unwrap();
    let missed: Vec<String> = standing
        .missed
        .iter()
        .map(|day| day.strftime("%-d %b").to_string())
        .collect();
    let said = format!(
        "{:?} {}; missed {}",
        standing.state,
        short(standing.current),
        missed.join(", ")
    );
    assert_eq!(said, expected, "{text} {done:?} {today:?}");
}

#[test]
fn due_then_overdue_then_missed() {
    check_standing("weekdays", &[], (11, 20), "Due Fri 20 Nov; missed ");
    check_standing("weekdays", &[20], (11, 20), "Done Fri 20 Nov; missed ");
    check_standing("weekdays", &[19], (11, 21), "Overdue Fri 20 Nov; missed ");
    check_standing(
        "weekdays",
        &[17],
        (11, 23),
        "Due Mon 23 Nov; missed 18 Nov, 19 Nov, 20 Nov",
    );
    check_standing(
        "weekdays",
        &[17, 19, 23],
        (11, 23),
        "Done Mon 23 Nov; missed 18 Nov, 20 Nov",
    );
    check_standing("weekly", &[], (11, 22), "Due Mon 16 Nov to 22 Nov; missed ");
    check_standing(
        "monthly on the 1st",
        &[],
        (11, 20),
        "Overdue Sun 1 Nov; missed ",
    );
    check_standing(
        "monthly on the 1st",
        &[1],
        (12, 2),
        "Overdue Tue 1 Dec; missed ",
    );
    // Before the first day nothing stands at all.
    let later = Schedule::read("daily from 2026-12-01").unwrap();
    assert_eq!(later.standing(&BTreeSet::new(), date(2026, 11, 20)), None);
    assert_eq!(
        later.next(date(2026, 11, 20)).map(short).as_deref(),
        Some("Tue 1 Dec")
    );
}

#[test]
fn misses_are_told_for_three_months() {
    let schedule = Schedule::read("daily").unwrap();
    let done = BTreeSet::from([date(2024, 1, 1)]);
    let standing = schedule.standing(&done, date(2026, 11, 20)).unwrap();
    assert_eq!(standing.missed.first(), Some(&date(2026, 8, 20)));
    assert_eq!(standing.missed.last(), Some(&date(2026, 11, 19)));
}

#[test]
fn the_ends_of_the_calendar_are_only_ends() {
    for text in ["daily", "every 2 weeks", "last friday", "quarterly"] {
        let schedule = Schedule::read(text).unwrap();
        for day in [Date::MIN, Date::MAX] {
            schedule.current(day);
            schedule.next(day);
            schedule.standing(&BTreeSet::from([day]), day);
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_not(text in ".{0,60}") {
        Schedule::read(&text);
    }

    /// What is current is the last of what lies between, and what comes next is the first after it.
    #[test]
    fn current_and_next_agree_with_between(
        text in prop::sample::select(&["daily", "weekdays", "every 3 days", "weekly", "every 2 weeks on friday", "first monday", "5th friday", "tanggal 31", "quarterly", "weekly from 2026-01-01"][..]),
        by in 0_i64..3000,
    ) {
        let schedule = Schedule::read(text).unwrap();
        let day = later(date(2026, 6, 1), by).unwrap();
        let before = schedule.between(later(day, -200).unwrap(), day);
        prop_assert_eq!(schedule.current(day), before.last().copied());
        let after = schedule.between(later(day, 1).unwrap(), later(day, 200).unwrap());
        prop_assert_eq!(schedule.next(day), after.first().copied());
        prop_assert!(before.iter().all(|one| one.day <= one.until));
    }
}
