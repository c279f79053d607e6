//! The words of a schedule: `daily`, `weekdays at 08:00`, `every 2 weeks`, `last Friday`, `setiap hari`, `senin pertama`.
//!
//! Every word has to be understood: a schedule that is half read would put work on the wrong days.

use super::{MonthDay, Rule, Schedule};
use jiff::civil::{Date, Weekday};

/// Longer texts are no schedule.
const LONGEST: usize = 120;
/// The largest number after "every".
const MOST: u32 = 1000;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Every,
    /// "other" in "every other week".
    Other,
    /// "once", "sekali": once a period.
    Once,
    /// `tanggal`: the number behind it is a day of the month.
    DayNumber,
    /// `hari`, `day`: a day, or only a word before the name of one.
    Day,
    Unit(Unit),
    /// A unit and every how many of it.
    Adverb(u32, Unit),
    Weekdays,
    Weekends,
    Weekday(Weekday),
    /// First to fifth, or last (-1).
    Nth(i8),
    /// A plain number.
    Number(u32),
    /// A number with its ending: `1st`.
    Numbered(u32),
    /// The time stands behind it.
    At,
    /// The first day stands behind it.
    From,
    Date(Date),
    /// Minutes since midnight.
    Time(u16),
    /// Says nothing by itself: "on", "the", "of", "dan".
    Filler,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
}

/// What the words said so far.
#[derive(Default)]
struct Said {
    every: Option<u32>,
    unit: Option<Unit>,
    /// "day" was said beside another unit: "the first day of the month".
    day: bool,
    weekdays: Vec<Weekday>,
    nth: Option<i8>,
    number: Option<u32>,
    at: Option<u16>,
    from: Option<Date>,
    /// "every second Monday" is every other one to some and the second of the month to others.
    ambiguous: bool,
}

pub(super) fn read(text: &str) -> Option<Schedule> {
    if text.len() > LONGEST {
        return None;
    }
    let words = words(&text.to_lowercase())?;
    let mut said = Said::default();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let used = said.take(rest)?;
        rest = rest.get(used..)?;
    }
    let rule = said.rule()?;
    Some(Schedule {
        rule,
        from: said.from,
        at: said.at,
    })
}

/// Every word; `None` where one is not known. What is divided by commas reads as words do.
fn words(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut pieces = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '+' | '&'))
        .map(|piece| piece.trim_matches(['.', ':']))
        .filter(|piece| !piece.is_empty())
        .peekable();
    while let Some(piece) = pieces.next() {
        // "hari kerja", "working days", "akhir pekan" are one word each, and "hari minggu" is a Sunday, not a week.
        let pair = pieces.peek().and_then(|next| pair(piece, next));
        if pair.is_some() {
            pieces.next();
        }
        words.push(pair.or_else(|| word(piece))?);
    }
    (!words.is_empty()).then_some(words)
}

fn pair(first: &str, second: &str) -> Option<Word> {
    Some(match (first, second) {
        ("hari", "kerja") | ("working" | "work" | "business" | "week", "day" | "days") => {
            Word::Weekdays
        }
        ("akhir", "pekan" | "minggu") => Word::Weekends,
        ("hari", "minggu") => Word::Weekday(Weekday::Sunday),
        ("half", "yearly") => Word::Adverb(6, Unit::Month),
        _ => return None,
    })
}

fn word(word: &str) -> Option<Word> {
    Some(match word {
        "every" | "each" | "setiap" | "tiap" | "tiap-tiap" => Word::Every,
        "other" => Word::Other,
        "once" | "sekali" => Word::Once,
        "tanggal" | "tgl" => Word::DayNumber,
        "day" | "days" | "hari" => Word::Day,
        "week" | "weeks" | "minggu" | "pekan" => Word::Unit(Unit::Week),
        "month" | "months" | "bulan" => Word::Unit(Unit::Month),
        "quarter" | "quarters" | "quarterly" | "triwulan" | "triwulanan" | "kuartal" => {
            Word::Adverb(3, Unit::Month)
        }
        "year" | "years" | "yearly" | "annual" | "annually" | "tahun" | "tahunan" | "setahun" => {
            Word::Adverb(12, Unit::Month)
        }
        "daily" | "harian" | "sehari" => Word::Adverb(1, Unit::Day),
        "weekly" | "mingguan" | "seminggu" | "sepekan" => Word::Adverb(1, Unit::Week),
        "fortnightly" | "biweekly" | "fortnight" => Word::Adverb(2, Unit::Week),
        "monthly" | "bulanan" | "sebulan" => Word::Adverb(1, Unit::Month),
        "half-yearly" | "biannually" | "semiannually" | "semi-annually" => {
            Word::Adverb(6, Unit::Month)
        }
        "weekdays" | "weekday" | "workdays" | "workday" => Word::Weekdays,
        "weekends" | "weekend" => Word::Weekends,
        "first" | "pertama" => Word::Nth(1),
        "second" | "kedua" => Word::Nth(2),
        "third" | "ketiga" => Word::Nth(3),
        "fourth" | "keempat" => Word::Nth(4),
        "fifth" | "kelima" => Word::Nth(5),
        "last" | "terakhir" => Word::Nth(-1),
        "at" | "by" | "pukul" | "jam" => Word::At,
        "from" | "since" | "starting" | "mulai" | "sejak" => Word::From,
        "on" | "the" | "of" | "in" | "a" | "an" | "per" | "and" | "pada" | "di" | "dan" | "wib" => {
            Word::Filler
        }
        other => return weekday(other).map(Word::Weekday).or_else(|| numeral(other)),
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mondays" | "mon" | "senin" => Weekday::Monday,
        "tuesday" | "tuesdays" | "tue" | "selasa" => Weekday::Tuesday,
        "wednesday" | "wednesdays" | "wed" | "rabu" => Weekday::Wednesday,
        "thursday" | "thursdays" | "thu" | "kamis" => Weekday::Thursday,
        "friday" | "fridays" | "fri" | "jumat" | "jum'at" => Weekday::Friday,
        "saturday" | "saturdays" | "sat" | "sabtu" => Weekday::Saturday,
        "sunday" | "sundays" | "sun" | "ahad" => Weekday::Sunday,
        _ => return None,
    })
}

/// `2`, `1st`, `08:00`, `07.30`, `2026-11-02`.
fn numeral(word: &str) -> Option<Word> {
    if let Ok(date) = word.parse::<Date>() {
        return (word.len() == 10).then_some(Word::Date(date));
    }
    if let Some((hour, minute)) = word.split_once([':', '.']) {
        return time(hour, minute).map(Word::Time);
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = word.get(..digits)?.parse().ok()?;
    match word.get(digits..)? {
        "" => Some(Word::Number(number)),
        "st" | "nd" | "rd" | "th" => Some(Word::Numbered(number)),
        _ => None,
    }
}

fn time(hour: &str, minute: &str) -> Option<u16> {
    let digits = |text: &str| {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<u16>().ok()).flatten()
    };
    let (hour, minute) = (digits(hour)?, digits(minute)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

impl Said {
    /// Takes what the next words say and answers how many they were; `None` where that does not fit what was said.
    fn take(&mut self, words: &[Word]) -> Option<usize> {
        match *words {
            [Word::Every, Word::Other, ..] => set(&mut self.every, 2).map(|()| 2),
            [Word::Every, Word::Number(every), ..] => set(&mut self.every, every).map(|()| 2),
            [Word::Every, Word::Nth(2..=5), ..] => {
                self.ambiguous = true;
                Some(1)
            }
            [Word::At, Word::Number(hour @ 0..24), ..] => {
                set(&mut self.at, u16::try_from(hour).ok()? * 60).map(|()| 2)
            }
            [Word::At, ref time @ Word::Time(_), ..] => self.one(*time).map(|()| 2),
            [Word::From, Word::Date(date), ..] => set(&mut self.from, date).map(|()| 2),
            [Word::DayNumber, Word::Number(day), ..] => set(&mut self.number, day).map(|()| 2),
            [
                Word::Numbered(nth @ 1..=5),
                Word::Weekday(_) | Word::Day,
                ..,
            ] => set(&mut self.nth, i8::try_from(nth).ok()?).map(|()| 1),
            [word, ..] => self.one(word).map(|()| 1),
            [] => None,
        }
    }

    fn one(&mut self, word: Word) -> Option<()> {
        match word {
            Word::Filler | Word::Every | Word::Once => Some(()),
            Word::Day => {
                self.day = true;
                Some(())
            }
            Word::Unit(unit) => set(&mut self.unit, unit),
            Word::Adverb(every, unit) => {
                let times = self.every.take().unwrap_or(1);
                set(&mut self.unit, unit)?;
                set(&mut self.every, times.checked_mul(every)?)
            }
            Word::Weekdays => self.days(&[
                Weekday::Monday,
                Weekday::Tuesday,
                Weekday::Wednesday,
                Weekday::Thursday,
                Weekday::Friday,
            ]),
            Word::Weekends => self.days(&[Weekday::Saturday, Weekday::Sunday]),
            Word::Weekday(day) => self.days(&[day]),
            Word::Nth(nth) => set(&mut self.nth, nth),
            Word::Number(day) | Word::Numbered(day) => set(&mut self.number, day),
            Word::Time(at) => set(&mut self.at, at),
            Word::Other | Word::DayNumber | Word::At | Word::From | Word::Date(_) => None,
        }
    }

    fn days(&mut self, days: &[Weekday]) -> Option<()> {
        let known = days.iter().any(|day| self.weekdays.contains(day));
        self.weekdays.extend(days);
        self.weekdays.sort_by_key(|day| day.to_monday_zero_offset());
        (!known).then_some(())
    }

    fn rule(&self) -> Option<Rule> {
        let every = self.every.unwrap_or(1);
        if !(1..=MOST).contains(&every) {
            return None;
        }
        let unit = match (self.unit, self.day) {
            (None, true) if self.weekdays.is_empty() && self.nth.is_none() => Some(Unit::Day),
            (unit, _) => unit,
        };
        let of_month = matches!(unit, None | Some(Unit::Month));
        Some(match (unit, self.weekdays.as_slice()) {
            (Some(Unit::Day), []) if self.nth.is_none() && self.number.is_none() => {
                Rule::Days(every)
            }
            (None | Some(Unit::Week), days)
                if self.nth.is_none()
                    && self.number.is_none()
                    && (unit.is_some() || (!days.is_empty() && self.every.is_none())) =>
            {
                Rule::Weeks(every, days.to_vec())
            }
            _ if of_month && unit.is_some() && self.names_no_day() => Rule::Months(every, None),
            _ if of_month => Rule::Months(every, Some(self.month_day(unit)?)),
            _ => return None,
        })
    }

    fn names_no_day(&self) -> bool {
        self.nth.is_none() && self.number.is_none() && self.weekdays.is_empty()
    }

    /// The day of the month; `None` where the words do not fit.
    fn month_day(&self, unit: Option<Unit>) -> Option<MonthDay> {
        match (self.nth, self.number, self.weekdays.as_slice()) {
            (Some(nth), None, [weekday]) if unit.is_some() || !self.ambiguous => {
                Some(MonthDay::Nth(nth, *weekday))
            }
            (Some(1), None, []) if self.day => Some(MonthDay::Day(1)),
            (Some(-1), None, []) if self.day => Some(MonthDay::Last),
            (None, Some(day @ 1..=31), []) if unit.is_some() || self.every.is_none() => {
                i8::try_from(day).ok().map(MonthDay::Day)
            }
            _ => None,
        }
    }
}

/// Sets what was not said before; said twice it does not fit.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}
