//! From text to the forms that it is indexed and searched by. One analysis for both sides and for highlights, so that
//! what is found can also be marked.
//!
//! `KubePodCrashLooping` gives the words `kube`, `pod`, `crash`, `looping`, the stem of the last, and the whole
//! `kubepodcrashlooping`; `crash-looping` and `crash_looping` give the whole `crashlooping`; `--force` gives `force`
//! and the flag `--force`, `-al` the flag `-al`. Chinese, Japanese and Korean text gives overlapping pairs of characters.
//!
//! Forms of different kinds share a dictionary and are told apart by their first character (the marks of `Kind`). Pure:
//! nothing here knows an index, apart from [`tokenizer`], which hands the forms to tantivy.

mod split;
mod stem;
pub(crate) mod tokenizer;

use std::borrow::Cow;
use std::ops::Range;

use drillbook_text::fold::fold;

use self::split::{Piece, pieces};
pub(crate) use self::stem::Stemmer;
use crate::entry::Language;

/// Changes whenever the same text gives other forms; part of the index's fingerprint.
pub(crate) const VERSION: u32 = 3;

/// Longer words are cut, at indexing and in queries alike: beyond this they are data, not words.
const LONGEST_WORD: usize = 64;

/// Longer wholes are left out; their words are there.
const LONGEST_WHOLE: usize = 64;

/// Letters of a short flag as `-al`.
pub(crate) const LONGEST_SHORT_FLAG: usize = 2;

/// A form of a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form<'a> {
    /// What is indexed, with the mark of its kind.
    pub(crate) text: Cow<'a, str>,
    /// What kind of form.
    pub(crate) kind: Kind,
    /// Where it stands, in bytes.
    pub(crate) span: Range<usize>,
    /// The number of the (first) word that it stands for.
    pub(crate) position: usize,
}

/// The kinds of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A word, folded.
    Word,
    /// The stem of a word, where it differs from the word.
    Stem,
    /// An identifier of several words, run together.
    Whole,
    /// An option with its dashes.
    Flag,
}

/// Marks an English stem.
pub(crate) const STEM_EN: char = '\u{1}';
/// Marks an Indonesian stem.
pub(crate) const STEM_ID: char = '\u{2}';
/// Marks a whole title, name or heading, run together.
pub(crate) const FULL: char = '\u{3}';
/// Every dictionary entry from here on is text as people type it.
pub(crate) const FIRST_TYPED: &str = "\u{20}";

/// Calls `sink` with every form of `text` in reading order. Stems by `stemmer`'s language; without one, no stems.
pub(crate) fn forms(
    text: &str,
    mut stemmer: Option<&mut Stemmer>,
    sink: &mut impl FnMut(Form<'_>),
) {
    let mut position = 0;
    for chunk in split::chunks(text) {
        chunk_forms(text, chunk, &mut position, stemmer.as_deref_mut(), sink);
    }
}

/// The forms of one chunk; `position` is the number of its first word and becomes that of the next chunk's.
pub(crate) fn chunk_forms(
    text: &str,
    chunk: Range<usize>,
    position: &mut usize,
    mut stemmer: Option<&mut Stemmer>,
    sink: &mut impl FnMut(Form<'_>),
) {
    let mut whole = Joined::starting(chunk.start, *position);
    let mut segments = 0;
    for segment in split::segments(text, chunk) {
        segments += 1;
        let mut joined = Joined::starting(segment.start, *position);
        // Of several runs (`Server_DiskFull`) each may be an identifier.
        let mut run = Joined::starting(segment.start, *position);
        if let Some(flag) = flag(text, &segment) {
            sink(Form {
                text: flag.into(),
                kind: Kind::Flag,
                span: segment.clone(),
                position: *position,
            });
        }
        for piece in pieces(text, segment.clone()) {
            if run.words > 0 && run.span.end < piece.span().start {
                let next = Joined::starting(piece.span().start, *position);
                std::mem::replace(&mut run, next).finish(sink);
            }
            let word = word(&text[piece.span().clone()]);
            joined.push(&word, &piece);
            run.push(&word, &piece);
            whole.push(&word, &piece);
            if let (Piece::Word(span), Some(stemmer)) = (&piece, stemmer.as_deref_mut())
                && let Some(stem) = stemmer.stem(&word)
            {
                sink(Form {
                    text: stem.into(),
                    kind: Kind::Stem,
                    span: span.clone(),
                    position: *position,
                });
            }
            sink(Form {
                text: word,
                kind: Kind::Word,
                span: piece.span().clone(),
                position: *position,
            });
            *position += 1;
        }
        if run.words < joined.words {
            run.finish(sink);
        }
        joined.finish(sink);
    }
    if segments > 1 {
        whole.finish(sink);
    }
}

/// The word that a piece of text stands for.
fn word(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_WORD
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        return text.into();
    }
    let mut folded = fold(text);
    if folded.len() > LONGEST_WORD {
        folded.truncate(folded.floor_char_boundary(LONGEST_WORD));
    }
    folded.into()
}

/// All of `text` run together, marked as a whole title; `None` where that is too long or empty.
pub(crate) fn full(text: &str) -> Option<String> {
    let mut joined = String::from(FULL);
    for chunk in split::chunks(text) {
        for segment in split::segments(text, chunk) {
            for piece in pieces(text, segment) {
                if let Piece::Word(span) = piece {
                    joined.push_str(&fold(&text[span]));
                }
            }
        }
        if joined.len() > 2 * LONGEST_WHOLE {
            return None;
        }
    }
    (joined.len() > 1).then_some(joined)
}

/// `--force`, where the segment follows two dashes; `-al`, where it is a letter or two behind one that begins a word.
fn flag(text: &str, segment: &Range<usize>) -> Option<String> {
    let name = &text[segment.clone()];
    let before = &text[..segment.start];
    let begins = |rest: &str| rest.is_empty() || rest.ends_with(char::is_whitespace);
    let is_long = before
        .strip_suffix("--")
        .is_some_and(|rest| !rest.ends_with('-'));
    let is_short = name.len() <= LONGEST_SHORT_FLAG && before.strip_suffix('-').is_some_and(begins);
    let dashes = if is_long { "--" } else { "-" };
    if !is_long && !is_short {
        return None;
    }
    (name.starts_with(char::is_alphabetic) && name.len() <= LONGEST_WHOLE)
        .then(|| format!("{dashes}{}", fold(name)))
}

/// Collects the words of an identifier.
struct Joined {
    text: String,
    span: Range<usize>,
    position: usize,
    words: usize,
}

impl Joined {
    fn starting(at: usize, position: usize) -> Self {
        Self {
            text: String::new(),
            span: at..at,
            position,
            words: 0,
        }
    }

    fn push(&mut self, word: &str, piece: &Piece) {
        // Runs of Chinese and the like have no wholes, and a whole that is too long needs no more text to be so.
        if let Piece::Word(span) = piece
            && self.text.len() <= LONGEST_WHOLE
        {
            if self.words == 0 {
                self.span.start = span.start;
            }
            self.text.push_str(word);
            self.span.end = span.end;
            self.words += 1;
        }
    }

    fn finish(self, sink: &mut impl FnMut(Form<'_>)) {
        if self.words > 1 && self.text.len() <= LONGEST_WHOLE {
            sink(Form {
                text: self.text.into(),
                kind: Kind::Whole,
                span: self.span,
                position: self.position,
            });
        }
    }
}

/// Whether a text is nothing but an identifier of three humps or more, as the names of alerts are.
pub(crate) fn is_name(text: &str) -> bool {
    let humps = text.chars().filter(|c| c.is_uppercase()).count();
    humps > 2 && text.chars().all(char::is_alphanumeric) && text.contains(char::is_lowercase)
}

/// The stemmer for a document's language.
pub(crate) fn stemmer(language: Language) -> Stemmer {
    Stemmer::new(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut found = Vec::new();
        let mut stemmer = stemmer(Language::En);
        forms(text, Some(&mut stemmer), &mut |form| {
            let sign = match form.kind {
                Kind::Word => "",
                Kind::Stem => "~",
                Kind::Whole => "=",
                Kind::Flag => "!",
            };
            let text = form.text.trim_start_matches(STEM_EN);
            found.push(format!("{sign}{text}@{}", form.position));
        });
        assert_eq!(found.join(" "), expected, "{text}");
    }

    #[test]
    fn splits_identifiers_and_keeps_them_whole() {
        check("KubePodDown", "kube@0 pod@1 down@2 =kubepoddown@0");
        check("a_b", "a@0 b@1 =ab@0");
        check(
            "0x80070005 ORA-01555",
            "0x80070005@0 ora@1 01555@2 =ora01555@1",
        );
        check("/var/lib/etcd", "var@0 lib@1 etcd@2 =varlibetcd@0");
        check(
            "etcdGRPCFails K8s",
            "etcd@0 grpc@1 ~fail@2 fails@2 =etcdgrpcfails@0 k8s@3",
        );
        check("PVCs", "pvcs@0");
    }

    #[test]
    fn keeps_flags() {
        check("rm --force", "rm@0 !--force@1 ~forc@1 force@1");
        check(
            "--dry-run=client",
            "!--dry-run@0 ~dri@0 dry@0 run@1 =dryrun@0 client@2 =dryrunclient@0",
        );
        check("ls -al", "ls@0 !-al@1 al@1");
        check("well-to do", "well@0 to@1 =wellto@0 do@2");
        check("---", "");
    }

    #[test]
    fn stems_and_folds() {
        check("Crashing, Café.", "~crash@0 crashing@0 cafe@1");
    }

    #[test]
    fn pairs_chinese_characters() {
        check("数据库 x", "数据@0 据库@1 库@2 x@3");
        check("Pod故障", "pod@0 故障@1 障@2");
    }
}
