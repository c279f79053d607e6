//! Recurring work: what `schedule:` in front matter says, on which days it falls due, and which of them were missed.
//!
//! Plain dates by the calendar; no clock, no time zone: today is an argument, and so is what was done. What the words
//! say stands in `words`; who did what, and where that is written down, is for those who keep records.

mod standing;
mod words;

use jiff::Span;
use jiff::civil::{Date, Weekday};

pub use standing::{Standing, State};

/// A Monday, and the first day of a quarter: "every 2 weeks" is counted from here where no date is named, so that it
/// means the same days to everybody.
const ANCHOR: Date = jiff::civil::date(2001, 1, 1);
/// Periods that are looked at for a day: a month with five Mondays comes again well before.
const PATIENCE: i32 = 24;

/// When something is to be done again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    rule: Rule,
    /// The first day on which it counts.
    from: Option<Date>,
    /// The time of the day by which it is meant, in minutes since midnight.
    pub at: Option<u16>,
}

/// The rule of a schedule. Numbers say every how many.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    Days(u32),
    /// On these days of the week; on any where there are none.
    Weeks(u32, Vec<Weekday>),
    /// On this day of the month; on any where there is none.
    Months(u32, Option<MonthDay>),
}

/// A day of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MonthDay {
    /// The number; in a shorter month its last day.
    Day(i8),
    Last,
    /// The first to fifth, or the last (-1), of these days.
    Nth(i8, Weekday),
}

/// One time that something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The day from which on it is due, and by which it is named.
    pub day: Date,
    /// The last day on which it is in time: the same, or the end of the week or month where any day of it will do.
    pub until: Date,
}

impl Schedule {
    /// Reads the words of `schedule:`, English or Indonesian; `None` where they say nothing that is understood.
    pub fn read(text: &str) -> Option<Self> {
        words::read(text)
    }

    /// The occurrences whose day lies between the two, both included, the earliest first.
    pub fn between(&self, first: Date, last: Date) -> Vec<Occurrence> {
        let mut found: Vec<Occurrence> = (self.period(first)..=self.period(last))
            .flat_map(|period| self.within(period))
            .filter(|one| (first..=last).contains(&one.day))
            .collect();
        found.sort();
        found
    }

    /// The latest occurrence whose day is not after `today`.
    pub fn current(&self, today: Date) -> Option<Occurrence> {
        let period = self.period(today);
        let mut periods = (0..PATIENCE).map(|back| self.within(period - back));
        periods.find_map(|found| found.into_iter().filter(|one| one.day <= today).max())
    }

    /// The first occurrence whose day is after `day`.
    pub fn next(&self, day: Date) -> Option<Occurrence> {
        let period = self.period(self.from.map_or(day, |from| from.max(day)));
        let mut periods = (0..PATIENCE).map(|ahead| self.within(period + ahead));
        periods.find_map(|found| found.into_iter().filter(|one| one.day > day).min())
    }

    /// The number of the period that `day` lies in: so many days, weeks or months from the anchor.
    fn period(&self, day: Date) -> i32 {
        let anchor = self.from.unwrap_or(ANCHOR);
        match &self.rule {
            Rule::Days(every) => floor(days(anchor, day), *every),
            Rule::Weeks(every, _) => floor(days(monday(anchor), monday(day)) / 7, *every),
            Rule::Months(every, _) => floor(months(day) - months(anchor), *every),
        }
    }

    /// The occurrences of a period; none beyond the calendar and before the first day that counts.
    fn within(&self, period: i32) -> Vec<Occurrence> {
        let mut found = self.all_within(period).unwrap_or_default();
        found.retain(|one| self.from.is_none_or(|from| one.day >= from));
        found
    }

    fn all_within(&self, period: i32) -> Option<Vec<Occurrence>> {
        let anchor = self.from.unwrap_or(ANCHOR);
        let times = |every: u32| i64::from(period) * i64::from(every);
        Some(match &self.rule {
            Rule::Days(every) => vec![on(later(anchor, times(*every))?)],
            Rule::Weeks(every, on_days) => {
                let start = later(monday(anchor), 7 * times(*every))?;
                let end = later(start, 7 * i64::from(*every) - 1)?;
                if on_days.is_empty() {
                    vec![self.any_of(start, end)]
                } else {
                    let day = |day: &Weekday| later(start, i64::from(day.to_monday_zero_offset()));
                    on_days.iter().filter_map(day).map(on).collect()
                }
            }
            Rule::Months(every, month_day) => {
                let first = months_later(anchor.first_of_month(), times(*every))?;
                if let Some(month_day) = month_day {
                    month_day.of(first).map(on).into_iter().collect()
                } else {
                    let end = later(months_later(first, i64::from(*every))?, -1)?;
                    vec![self.any_of(first, end)]
                }
            }
        })
    }
}

impl Schedule {
    /// Any day from the first that counts to `end`.
    fn any_of(&self, start: Date, end: Date) -> Occurrence {
        Occurrence {
            day: self.from.map_or(start, |from| from.clamp(start, end)),
            until: end,
        }
    }
}

impl MonthDay {
    /// The day in the month of `first`; `None` where the month has none, as few have a fifth Monday.
    fn of(self, first: Date) -> Option<Date> {
        match self {
            Self::Last => Some(first.last_of_month()),
            Self::Day(day) => later(first, i64::from(day.min(first.days_in_month()) - 1)),
            Self::Nth(nth, weekday) => first.nth_weekday_of_month(nth, weekday).ok(),
        }
    }
}

fn on(day: Date) -> Occurrence {
    Occurrence { day, until: day }
}

/// The day so many days later; `None` beyond the calendar.
fn later(day: Date, by: i64) -> Option<Date> {
    // Spans have a limit of their own, which is beyond the calendar's.
    let span = Span::new().try_days(by).ok()?;
    day.checked_add(span).ok()
}

/// The day so many months later; `None` beyond the calendar.
fn months_later(day: Date, by: i64) -> Option<Date> {
    let span = Span::new().try_months(by).ok()?;
    day.checked_add(span).ok()
}

fn monday(day: Date) -> Date {
    later(day, -i64::from(day.weekday().to_monday_zero_offset())).unwrap_or(Date::MIN)
}

/// Whole days from one date to another.
fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn months(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

fn floor(count: i32, every: u32) -> i32 {
    count.div_euclid(i32::try_from(every).unwrap_or(i32::MAX).max(1))
}

#[cfg(test)]
mod tests;
