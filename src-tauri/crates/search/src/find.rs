//! Finding in one text by the analysis that the search has: the letters as they were typed, and besides them the words
//! that the search takes for the same, other endings and identifiers written otherwise.
//!
//! Needs no index, and knows no library: what the text is of is the caller's matter.

use std::ops::Range;

use drillbook_text::fold::fold;

use crate::analysis::{self, Kind, Stemmer};
use crate::entry::Language;
use crate::synonyms::is_function_word;

/// Hits in one text: more are no help to anybody.
const MOST: usize = 5000;

/// The stretches of `text`, in bytes and in order, that `query` is found at. Lines are kept apart: no hit runs from one
/// into the next.
///
/// A hit is the query letter by letter, whatever the case and the white space, or its words in a row, each in any of its
/// forms. Where neither stands anywhere, the words are found one by one.
pub fn find(text: &str, query: &str, language: Language) -> Vec<Range<usize>> {
    let mut found = letters(text, query);
    let mut stemmer = analysis::stemmer(language);
    let wanted = tokens(query, &mut stemmer);
    if !wanted.is_empty() {
        let tokens = tokens(text, &mut stemmer);
        found.extend(rows(text, &tokens, &wanted));
        if found.is_empty() {
            found.extend(single(&tokens, &wanted));
        }
    }
    without_overlaps(found)
}

/// A word, or an identifier of several run together.
struct Token {
    word: String,
    stem: String,
    whole: bool,
    span: Range<usize>,
}

fn tokens(text: &str, stemmer: &mut Stemmer) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mark = stemmer.mark();
    analysis::forms(text, None, &mut |form| {
        // The last character of a run of Chinese is in the pair before it already.
        let covered = tokens
            .last()
            .is_some_and(|last| last.span.end == form.span.end);
        let whole = form.kind == Kind::Whole;
        if form.kind == Kind::Flag || (covered && !whole) {
            return;
        }
        let word = form.text.into_owned();
        tokens.push(Token {
            stem: stemmer
                .stem(&word)
                .map_or(word.as_str(), |stem| stem.trim_start_matches(mark))
                .to_owned(),
            whole,
            span: form.span,
            word,
        });
    });
    tokens
}

/// Where the letters of the query stand, in any case, a stretch of blanks being one.
fn letters(text: &str, query: &str) -> Vec<Range<usize>> {
    let wanted: String = folded(query.trim()).into_iter().map(|(c, _)| c).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let folded = folded(text);
    let mut plain = String::with_capacity(text.len());
    // For each byte of the folded text the character of it.
    let mut characters = Vec::with_capacity(text.len());
    for (at, (c, _)) in folded.iter().enumerate() {
        plain.push(*c);
        characters.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
    let spans = plain.match_indices(&wanted).filter_map(|(at, _)| {
        let first = folded.get(*characters.get(at)?)?;
        let last = folded.get(*characters.get(at + wanted.len() - 1)?)?;
        Some(first.1.start..last.1.end)
    });
    spans.take(MOST).collect()
}

/// The characters of a text, folded, each with where it stands; blanks of any length as one.
fn folded(text: &str) -> Vec<(char, Range<usize>)> {
    let mut characters: Vec<(char, Range<usize>)> = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for (at, c) in text.char_indices() {
        let span = at..at + c.len_utf8();
        if c.is_ascii() && (c == '\n' || !c.is_ascii_whitespace()) {
            characters.push((c.to_ascii_lowercase(), span));
        } else if c.is_whitespace() {
            if characters.last().is_none_or(|(last, _)| *last != ' ') {
                characters.push((' ', span));
            }
        } else {
            let letters = fold(c.encode_utf8(&mut buffer));
            if letters.is_empty()
                && let Some((_, last)) = characters.last_mut()
            {
                // A mark belongs to the letter before it.
                last.end = span.end;
            }
            characters.extend(letters.chars().map(|letter| (letter, span.clone())));
        }
    }
    characters
}

/// Where the words stand in a row, and where one identifier is all of them.
fn rows<'a>(
    text: &'a str,
    tokens: &'a [Token],
    wanted: &'a [Token],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let words: Vec<&Token> = wanted.iter().filter(|token| !token.whole).collect();
    let joined: String = words.iter().map(|token| token.word.as_str()).collect();
    let wholes = tokens
        .iter()
        .filter(move |token| token.word == joined)
        .map(|token| token.span.clone());
    let row: Vec<&Token> = tokens.iter().filter(|token| !token.whole).collect();
    let starts = 0..(row.len() + 1).saturating_sub(words.len());
    let in_a_row = starts.filter_map(move |start| {
        let row = row.get(start..start + words.len())?;
        let span = row.first()?.span.start..row.last()?.span.end;
        let same = row.iter().zip(&words).all(|(a, b)| a.stem == b.stem);
        (same && !text.get(span.clone())?.contains('\n')).then_some(span)
    });
    in_a_row.chain(wholes)
}

/// Where any of the words stands that says something.
fn single<'a>(tokens: &'a [Token], wanted: &'a [Token]) -> impl Iterator<Item = Range<usize>> + 'a {
    // In bytes: two characters of Chinese are a word, two letters are none that tells anything.
    let says = |token: &&Token| token.word.len() > 2 && !is_function_word(&token.word);
    let wanted: Vec<&str> = wanted
        .iter()
        .filter(says)
        .map(|token| token.stem.as_str())
        .collect();
    tokens
        .iter()
        .filter(move |token| wanted.contains(&token.stem.as_str()))
        .map(|token| token.span.clone())
}

/// In order; of stretches that overlap the one that begins first, and of those the longest.
fn without_overlaps(mut found: Vec<Range<usize>>) -> Vec<Range<usize>> {
    found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    found.retain(|span| {
        let stays = span.start >= end && span.end > span.start;
        end = if stays { span.end } else { end };
        stays
    });
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_in(language: Language, text: &str, query: &str, expected: &str) {
        let found = find(text, query, language);
        let found: Vec<&str> = found.into_iter().map(|span| &text[span]).collect();
        assert_eq!(found.join("|"), expected, "`{query}` in {text:?}");
    }

    #[track_caller]
    fn check(text: &str, query: &str, expected: &str) {
        check_in(Language::En, text, query, expected);
    }

    #[test]
    fn finds_letters_whatever_their_case_and_accents() {
        check(
            "Café CAFE ｃａｆé cafe\u{301}s",
            "café",
            "Café|CAFE|ｃａｆé|cafe\u{301}s",
        );
        check("a rest, restart", "rest", "rest|rest");
        check("ﬁrst 😀 and 😀 last", "LAST", "last");
        check("ﬁrst 😀 and", "😀", "😀");
        check("size ≥ 5 %", "≥ 5", "≥ 5");
    }

    #[test]
    fn finds_other_endings() {
        check(
            "It restarts, was restarting; a restart",
            "restarted",
            "restarts|restarting|restart",
        );
        check("the disks are filling", "disk fills", "disks|filling");
        check(
            "one disk fills, disks filled",
            "disk fills",
            "disk fills|disks filled",
        );
        check_in(
            Language::Id,
            "Jalankan, dijalankan",
            "menjalankan",
            "Jalankan|dijalankan",
        );
    }

    #[test]
    fn finds_identifiers_however_they_are_written() {
        check(
            "KubePodCrashLooping kube_pod_crash",
            "kube pod crash",
            "KubePodCrash|kube_pod_crash",
        );
        check("use max_connections", "MaxConnections", "max_connections");
        check(
            "crash-looping CrashLooping",
            "crashlooping",
            "crash-looping|CrashLooping",
        );
        check("rm --force", "--force", "--force");
        check("0x80070005, ORA-01555", "ora 01555", "ORA-01555");
    }

    #[test]
    fn a_hit_stays_in_its_line() {
        check("disk\nfull", "disk full", "disk|full");
        check("disk  \t full", "disk full", "disk  \t full");
        check("disk\nfull, disk full", "disk full", "disk full");
    }

    #[test]
    fn words_are_found_one_by_one_only_where_no_row_is() {
        check("the pod of the node", "node of a pod", "pod|node");
        check("数据库 备份", "数据", "数据");
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        check("a b", "  ", "");
        check("", "a", "");
        check("a", "---", "");
    }
}
