//! Where text is cut: into chunks at white space, chunks into segments at punctuation, segments into pieces at dashes,
//! underscores and the humps of CamelCase.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The smallest unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A word, or one hump of an identifier.
    Word(Range<usize>),
    /// Two neighbouring characters of a script without spaces, or the last one of a run.
    Pair(Range<usize>),
}

impl Piece {
    pub(crate) fn span(&self) -> &Range<usize> {
        match self {
            Self::Word(span) | Self::Pair(span) => span,
        }
    }
}

/// The stretches between white space.
pub(crate) fn chunks(text: &str) -> impl Iterator<Item = Range<usize>> {
    runs(text, 0..text.len(), |c| !c.is_whitespace())
}

/// The first chunk at or behind `from`.
pub(crate) fn chunk_from(text: &str, from: usize) -> Option<Range<usize>> {
    runs(text, from..text.len(), |c| !c.is_whitespace()).next()
}

/// The names in a chunk: letters, digits, dashes and underscores, without the dashes around them.
pub(crate) fn segments(text: &str, chunk: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    runs(text, chunk, |c| is_word(c) || c == '-' || c == '_').filter_map(|run| {
        let name = &text[run.clone()];
        let start = run.start + name.find(is_word)?;
        let end = run.start + name.rfind(is_word)?;
        let last = text[end..].chars().next().map_or(0, char::len_utf8);
        Some(start..end + last)
    })
}

/// The pieces of a segment.
pub(crate) fn pieces(text: &str, segment: Range<usize>) -> Vec<Piece> {
    let mut found = Vec::with_capacity(4);
    for run in runs(text, segment, is_word) {
        if text[run.clone()].is_ascii() {
            humps(text, run, &mut found);
        } else {
            scripts(text, run, &mut found);
        }
    }
    found
}

/// Maximal runs of characters that `keep`.
fn runs(
    text: &str,
    within: Range<usize>,
    keep: impl Fn(char) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut at = within.start;
    std::iter::from_fn(move || {
        let rest = &text[at..within.end];
        let start = at + rest.find(&keep)?;
        let length = text[start..within.end]
            .find(|c| !keep(c))
            .unwrap_or(within.end - start);
        at = start + length;
        Some(start..at)
    })
}

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c)
    }
}

/// Cuts a run of word characters where a script without spaces begins or ends.
fn scripts(text: &str, run: Range<usize>, found: &mut Vec<Piece>) {
    let mut start = run.start;
    while start < run.end {
        let paired = text[start..].starts_with(is_paired);
        let length = text[start..run.end]
            .find(|c: char| is_paired(c) != paired && !is_combining_mark(c))
            .unwrap_or(run.end - start);
        if paired {
            pairs(text, start..start + length, found);
        } else {
            humps(text, start..start + length, found);
        }
        start += length;
    }
}

/// Overlapping pairs, and the last character alone: a single character is then a beginning of what it stands in.
fn pairs(text: &str, run: Range<usize>, found: &mut Vec<Piece>) {
    let starts: Vec<usize> = text[run.clone()]
        .char_indices()
        .map(|(at, _)| run.start + at)
        .collect();
    for (nth, start) in starts.iter().enumerate() {
        let end = starts.get(nth + 2).copied().unwrap_or(run.end);
        found.push(Piece::Pair(*start..end));
    }
}

/// Han, kana and Hangul.
fn is_paired(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3040..=0x312F | 0x3130..=0x318F | 0x31A0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFF66..=0xFFDC
        | 0x20000..=0x3FFFF)
}

/// Cuts before an upper-case letter that follows a lower-case one or a digit, and before the last of several upper-case
/// letters where a lower-case one follows (`GRPCFails`), but not before a plural's s (`PVCs`).
fn humps(text: &str, run: Range<usize>, found: &mut Vec<Piece>) {
    let word = &text[run.clone()];
    if word
        .bytes()
        .skip(1)
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        found.push(Piece::Word(run));
        return;
    }
    let mut start = run.start;
    let mut before: Option<(usize, char)> = None;
    for (at, c) in word.char_indices() {
        if !c.is_ascii() && is_combining_mark(c) {
            continue;
        }
        if let Some((place, last)) = before {
            let rises = c.is_uppercase() && !last.is_uppercase();
            let falls =
                c.is_lowercase() && last.is_uppercase() && place > start && &word[at..] != "s";
            let cut = if rises { run.start + at } else { place };
            if (rises || falls) && cut > start {
                found.push(Piece::Word(start..cut));
                start = cut;
            }
        }
        before = Some((run.start + at, c));
    }
    found.push(Piece::Word(start..run.end));
}
