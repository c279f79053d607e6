//! The language a document is written in.

use crate::Language;

/// Front matter decides, then the file's name (`name.id.md`), then the text itself.
pub(crate) fn of(path: &str, written: Option<&str>, prose: &str) -> Language {
    if let Some(code) = written.filter(|code| !code.trim().is_empty()) {
        return Language::of_code(code);
    }
    suffix(path).unwrap_or_else(|| detect(prose))
}

/// `backup.id.md` is Indonesian. Only codes that are languages and no other endings of names.
fn suffix(path: &str) -> Option<Language> {
    const CODES: &str = "id en de fr es pt it nl ja ko zh ru pl vi tr uk";
    let name = path.rsplit('/').next()?;
    let stem = name.strip_suffix(".erb").unwrap_or(name);
    let (stem, _) = stem.rsplit_once('.')?;
    let (_, code) = stem.rsplit_once('.')?;
    let base = code.split(['-', '_']).next()?.to_ascii_lowercase();
    crate::command::is_word(CODES, &base).then(|| Language::of_code(&base))
}

/// How much of the text is looked at.
const SAMPLE: usize = 4_000;

const ENGLISH: [&str; 16] = [
    "the", "is", "and", "to", "of", "this", "for", "with", "be", "are", "if", "that", "or", "on",
    "you", "from",
];
const INDONESIAN: [&str; 20] = [
    "yang", "dan", "untuk", "dengan", "dari", "ini", "pada", "adalah", "tidak", "atau", "dalam",
    "akan", "jika", "ke", "anda", "di", "dapat", "oleh", "sebuah", "harus",
];

/// Function words decide between the two languages that matter; only where they say little is the
/// slower look at letters taken. What cannot be told is English.
fn detect(prose: &str) -> Language {
    let mut end = SAMPLE.min(prose.len());
    while !prose.is_char_boundary(end) {
        end -= 1;
    }
    let sample = prose.get(..end).unwrap_or_default();
    let (mut words, mut english, mut indonesian) = (0_usize, 0_usize, 0_usize);
    for word in sample
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        let word = word.to_lowercase();
        english += usize::from(ENGLISH.contains(&word.as_str()));
        indonesian += usize::from(INDONESIAN.contains(&word.as_str()));
    }
    if indonesian > 2 * english && indonesian * 20 >= words && indonesian >= 2 {
        return Language::Id;
    }
    if english > indonesian || words < 20 && sample.is_ascii() {
        return Language::En;
    }
    match whatlang::detect(sample)
        .filter(whatlang::Info::is_reliable)
        .map(|info| info.lang())
    {
        Some(whatlang::Lang::Eng) | None => Language::En,
        Some(whatlang::Lang::Ind) => Language::Id,
        Some(other) => Language::Other(short(other.code())),
    }
}

/// The two-letter code of a three-letter one, for the languages that people meet most.
fn short(code: &str) -> String {
    let pairs = [
        ("cmn", "zh"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("deu", "de"),
        ("fra", "fr"),
        ("spa", "es"),
        ("por", "pt"),
        ("ita", "it"),
        ("nld", "nl"),
        ("rus", "ru"),
        ("ukr", "uk"),
        ("pol", "pl"),
        ("tur", "tr"),
        ("vie", "vi"),
        ("ara", "ar"),
        ("tha", "th"),
        ("hin", "hi"),
        ("swe", "sv"),
        ("dan", "da"),
        ("fin", "fi"),
        ("ces", "cs"),
        ("jav", "jv"),
    ];
    pairs
        .iter()
        .find(|(long, _)| *long == code)
        .map_or(code, |(_, two)| two)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_then_name_then_text() {
        let check = |path: &str, written: Option<&str>, prose: &str, expected: &str| {
            assert_eq!(of(path, written, prose).code(), expected);
        };
        check("a.md", Some("id-ID"), "the text of this", "id");
        check("a.id.md", None, "the text of this", "id");
        check("a.html.md", None, "the text of this", "en");
        check(
            "a.md",
            None,
            "Jika pod tidak dapat dijalankan, periksa log dari node yang menjalankan pod ini.",
            "id",
        );
        check(
            "a.md",
            None,
            "Check the logs of the node that is running this pod.",
            "en",
        );
        check(
            "a.md",
            None,
            "Überprüfen Sie die Protokolle des Knotens und starten Sie den Dienst anschließend neu. Wenn das nicht hilft, wenden Sie sich bitte an die Bereitschaft, die Ihnen weiterhelfen wird.",
            "de",
        );
        check(
            "a.md",
            None,
            "ポッドのログを確認してください。問題が解決しない場合は担当者に連絡してください。",
            "ja",
        );
        check("a.md", None, "", "en");
        check("a.md", None, "KubePodCrashLooping", "en");
    }
}
