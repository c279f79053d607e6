//! Dates and intervals as people write them in front matter.

use super::Interval;

/// A plain date as `YYYY-MM-DD`: `2024-05-01`, `2024-05-01T10:00:00Z`, `2024/5/1`, `1 May 2024`, `May 1, 2024`.
pub(crate) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    iso(text).or_else(|| worded(text))
}

fn iso(text: &str) -> Option<String> {
    let end = text.find(['T', ' ']).unwrap_or(text.len());
    let mut parts = text.get(..end)?.splitn(3, ['-', '/']);
    let year = parts.next().filter(|part| part.len() == 4)?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    written(year, month, parts.next()?.parse().ok()?)
}

fn worded(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split([' ', ',', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let [first, second, third] = words.get(..3)? else {
        return None;
    };
    let year = third.parse().ok().filter(|_| third.len() == 4)?;
    let day = |word: &str| {
        word.trim_end_matches(|c: char| c.is_ascii_alphabetic())
            .parse()
            .ok()
    };
    match month(second) {
        Some(month) => written(year, month, day(first)?),
        None => written(year, month(first)?, day(second)?),
    }
}

/// English and Indonesian month names, by their first three letters.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["jan"],
        &["feb"],
        &["mar"],
        &["apr"],
        &["may", "mei"],
        &["jun"],
        &["jul"],
        &["aug", "agu"],
        &["sep"],
        &["oct", "okt"],
        &["nov"],
        &["dec", "des"],
    ];
    let word = word.to_lowercase();
    let at = MONTHS
        .iter()
        .position(|names| names.iter().any(|name| word.starts_with(name)))?;
    u32::try_from(at + 1).ok()
}

fn written(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((1..=last).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// An interval: `6 months`, `every 2 weeks`, `90`, `P1Y`, `Quarterly`, `6 bulan`.
pub(crate) fn interval(text: &str) -> Option<Interval> {
    let text = text.trim().to_lowercase();
    let months = |months| Some(Interval { months, days: 0 });
    let days = |days| Some(Interval { months: 0, days });
    match text.as_str() {
        "daily" | "harian" => return days(1),
        "weekly" | "mingguan" => return days(7),
        "fortnightly" | "biweekly" => return days(14),
        "monthly" | "bulanan" => return months(1),
        "quarterly" | "triwulan" => return months(3),
        "biannually" | "semiannually" | "semi-annually" | "half-yearly" => return months(6),
        "annually" | "annual" | "yearly" | "tahunan" => return months(12),
        _ => {}
    }
    let text = text.strip_prefix("every ").unwrap_or(&text);
    let text = text.strip_prefix('p').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let count: u32 = text
        .get(..digits)?
        .parse()
        .ok()
        .filter(|count| (1..=10_000).contains(count))?;
    match text.get(digits..)?.trim_start_matches([' ', '-']) {
        "" | "d" | "day" | "days" | "hari" => days(count),
        "w" | "week" | "weeks" | "minggu" => days(count * 7),
        "m" | "mo" | "month" | "months" | "bulan" => months(count),
        "y" | "year" | "years" | "tahun" => months(count * 12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_people_write_them() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        };
        check("2024-05-01", Some("2024-05-01"));
        check("2024-05-01T10:00:00Z", Some("2024-05-01"));
        check("2024/5/1", Some("2024-05-01"));
        check("1 May 2024", Some("2024-05-01"));
        check("May 1st, 2024", Some("2024-05-01"));
        check("17 Agustus 2024", Some("2024-08-17"));
        check("2024-02-30", None);
        check("2023-02-29", None);
        check("soon", None);
        check("", None);
    }

    #[test]
    fn reads_intervals_as_people_write_them() {
        let check = |text: &str, expected: Option<(u32, u32)>| {
            assert_eq!(
                interval(text).map(|i| (i.months, i.days)),
                expected,
                "{text}"
            );
        };
        check("6 months", Some((6, 0)));
        check("Quarterly", Some((3, 0)));
        check("90", Some((0, 90)));
        check("every 2 weeks", Some((0, 14)));
        check("P1Y", Some((12, 0)));
        check("6 bulan", Some((6, 0)));
        check("0 days", None);
        check("often", None);
        check("99999999999 days", None);
    }
}
