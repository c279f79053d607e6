//! "Wait 5 minutes", "tunggu 10 menit", "after 30s".

use crate::steps::Wait;

/// Words that make a time one to wait.
const WAITS: &str = " wait waiting pause sleep watch observe monitor after another let tunggu menunggu tunggulah diamkan jeda setelah amati pantau selama ";
/// Words right before a time that make it something else.
const OTHERS: &str = " every each last past within than under per first of setiap tiap per dalam lebih kurang sejak since older terakhir ";
/// Words that may stand between number and what is before it.
const ABOUT: &str = " for about at least up to approximately around another roughly max minimum some a sekitar kira-kira paling sedikit lama minimal maksimal selama ";
/// How many words may stand between the word that waits and the time.
const REACH: usize = 8;
/// More than a day is no timer.
const LONGEST: u32 = 86_400;

/// The first time to wait in a step's text.
pub(super) fn wait(text: &str) -> Option<Wait> {
    let words: Vec<(&str, usize)> = words(text);
    for at in 0..words.len() {
        let Some((low, seconds, used)) = time(&words, at) else {
            continue;
        };
        let before = |back: usize| {
            at.checked_sub(back)
                .and_then(|at| words.get(at))
                .map(|(word, _)| clean(word))
        };
        let mut close = 1;
        while before(close).is_some_and(|word| is_in(ABOUT, &word)) {
            close += 1;
        }
        if before(close).is_some_and(|word| is_in(OTHERS, &word))
            || before(1).is_some_and(|word| is_in(OTHERS, &word))
        {
            continue;
        }
        let start = (1..=REACH)
            .take_while(|back| {
                at.checked_sub(*back)
                    .and_then(|at| words.get(at))
                    .is_some_and(|(word, _)| !ends(word))
            })
            .find(|back| before(*back).is_some_and(|word| is_in(WAITS, &word)));
        if let Some(back) = start
            && low > 0
            && seconds <= LONGEST
        {
            let from = words[at - back].1;
            let (last, last_at) = words[at + used - 1];
            let to = last_at + last.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
            return Some(Wait {
                seconds,
                text: text.get(from..to)?.to_owned(),
            });
        }
    }
    None
}

/// A time that begins with the word at `at`: its shorter and longer end in seconds, and how many words it takes.
fn time(words: &[(&str, usize)], at: usize) -> Option<(u32, u32, usize)> {
    let word = clean(words.get(at)?.0);
    let next = |more: usize| {
        words
            .get(at + more)
            .map(|(word, _)| clean(word))
            .unwrap_or_default()
    };
    if let Some(seconds) = whole(&word) {
        return Some((seconds, seconds, 1));
    }
    // `5-10 minutes`, `5 to 10 minutes`, `30s`, `5min`
    let (low, high) = match word.split_once(['-', '–']) {
        Some((low, high)) => (number(low)?, number(high)?),
        None => match number(&word) {
            Some(low) => (low, low),
            None => return glued(&word).map(|seconds| (seconds, seconds, 1)),
        },
    };
    let between = matches!(next(1).as_str(), "to" | "or" | "sampai" | "hingga" | "atau");
    if between && let (Some(high), Some(unit)) = (number(&next(2)), unit(&next(3))) {
        return Some((low.checked_mul(unit)?, high.checked_mul(unit)?, 4));
    }
    let unit = unit(&next(1))?;
    Some((low.checked_mul(unit)?, high.checked_mul(unit)?, 2))
}

/// `30s`, `5min`
fn glued(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = word.get(..digits)?.parse().ok()?;
    number.checked_mul(unit(word.get(digits..)?)?)
}

/// Times that are one word.
fn whole(word: &str) -> Option<u32> {
    match word {
        "semenit" => Some(60),
        "sejam" => Some(3_600),
        _ => None,
    }
}

fn unit(word: &str) -> Option<u32> {
    match word {
        "s" | "sec" | "secs" | "second" | "seconds" | "detik" | "dtk" => Some(1),
        "m" | "min" | "mins" | "minute" | "minutes" | "menit" | "mnt" => Some(60),
        "h" | "hr" | "hrs" | "hour" | "hours" | "jam" => Some(3_600),
        _ => None,
    }
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 30] = [
        ("a", 1),
        ("an", 1),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("twelve", 12),
        ("fifteen", 15),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("sixty", 60),
        ("satu", 1),
        ("dua", 2),
        ("tiga", 3),
        ("empat", 4),
        ("lima", 5),
        ("enam", 6),
        ("tujuh", 7),
        ("delapan", 8),
        ("sembilan", 9),
        ("sepuluh", 10),
        ("couple", 2),
        ("few", 3),
    ];
    let named = || {
        WORDS
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, number)| *number)
    };
    word.parse().ok().or_else(named)
}

fn words(text: &str) -> Vec<(&str, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push((&text[from..at], from));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether a sentence ends with the word.
fn ends(word: &str) -> bool {
    word.ends_with(['.', '!', '?', ';'])
}

fn clean(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

fn is_in(list: &str, word: &str) -> bool {
    super::super::wording::is_in(list, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_times_to_wait() {
        let check = |text: &str, expected: Option<(u32, &str)>| {
            let found = wait(text);
            let found = found
                .as_ref()
                .map(|wait| (wait.seconds, wait.text.as_str()));
            assert_eq!(found, expected, "{text}");
        };
        check("Wait 5 minutes.", Some((300, "Wait 5 minutes")));
        check(
            "Then wait for about 5-10 minutes, and look again",
            Some((600, "wait for about 5-10 minutes")),
        );
        check(
            "Wait two to three hours",
            Some((10_800, "Wait two to three hours")),
        );
        check("Check again after 30s", Some((30, "after 30s")));
        check(
            "Tunggu 10 menit lalu ulangi",
            Some((600, "Tunggu 10 menit")),
        );
        check(
            "amati p95 sepuluh menit",
            Some((600, "amati p95 sepuluh menit")),
        );
        check("Wait until it is ready", None);
        check("Look at the last 5 minutes", None);
        check("Answer within 5 minutes", None);
        check("It runs every 5 minutes", None);
        check("Wait. It takes 5 minutes", None);
        check("wait 99999999999 hours 4294967295 hours", None);
        check("", None);
    }
}
