//! What may be seen, and what to do then: sentences ("If …, …", "Expected: …"), nested bullets and tables.

use super::jumps::{Found, named};
use crate::steps::Branch;
use crate::{Block, BlockKind, Document, command};
use drillbook_text::Span;

/// Words that a condition begins with.
const CONDITIONS: [&str; 8] = [
    "if ",
    "when the output ",
    "when it says ",
    "jika ",
    "kalau ",
    "bila ",
    "apabila ",
    "in case ",
];
/// What an expected result begins with; a colon or the words themselves end it.
const EXPECTED: [&str; 14] = [
    "expected",
    "you should see",
    "it should show",
    "it should print",
    "the output should",
    "hasil yang diharapkan",
    "diharapkan",
    "normalnya",
    "hasilnya",
    "seharusnya",
    "anda akan melihat",
    "result",
    "output",
    "hasil",
];
/// Words in the head of a table of what may be seen.
const HEADS: [&str; 20] = [
    "see", "output", "result", "shows", "says", "log", "error", "message", "status", "if ",
    "symptom", "answer", "state", "hasil", "isi", "lihat", "terlihat", "pesan", "keluaran",
    "gejala",
];
/// Words that turn a condition around: then what is seen does not stand for it.
const DENIALS: &str = " no not none never without cannot can't isn't doesn't don't aren't nothing tidak bukan tanpa belum jangan kosong empty ";

/// The branches in the own blocks of a step.
pub(super) fn branches(document: &Document, blocks: &[&Block], jumps: &[Found]) -> Vec<Branch> {
    let mut found = Vec::new();
    let mut head = false;
    let mut first_item = true;
    for block in blocks {
        match block.kind {
            BlockKind::Row { head: true } => head = is_head(&block.text),
            BlockKind::Row { head: false } if head => found.extend(row(block, jumps)),
            BlockKind::Item { .. } if !first_item => found.extend(item(document, block, jumps)),
            BlockKind::Item { .. } | BlockKind::Paragraph => {
                first_item = false;
                sentences(block, jumps, &mut found);
            }
            _ => {}
        }
    }
    found.retain(|branch| !branch.expected.is_empty());
    found
}

fn is_head(text: &str) -> bool {
    let first = text.split('\t').next().unwrap_or_default().to_lowercase();
    HEADS.iter().any(|word| first.contains(word))
}

/// A row of a table: what is seen in the first cell, what it means or what to do in the others.
fn row(block: &Block, jumps: &[Found]) -> Option<Branch> {
    let end = block.text.find('\t')?;
    let then: Vec<&str> = block
        .text
        .get(end..)?
        .split('\t')
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    Some(branch(block, Span::new(0, end), then.join(" · "), jumps))
}

/// A bullet that poses a condition: "If it is full: …", "`Running` → …".
fn item(document: &Document, block: &Block, jumps: &[Found]) -> Option<Branch> {
    let text = &block.text;
    if text.is_empty() {
        let from = document
            .blocks
            .partition_point(|inner| inner.span.start < block.span.start);
        let inner = document.blocks.get(from..)?.iter().take(4);
        let mut inner = inner.filter(|inner| inner.span.end <= block.span.end);
        let inner = inner.find(|inner| inner.kind == BlockKind::Paragraph)?;
        return condition(&inner.text, &inner.code)
            .map(|found| with_step(found, inner.span, jumps));
    }
    if let Some(found) = condition(text, &block.code) {
        return Some(with_step(found, block.span, jumps));
    }
    let end = divided(text, &block.code)?;
    let seen = block.code.iter().any(|code| code.end <= end.0)
        || quoted(text.get(..end.0)?).next().is_some();
    let arrow = text.get(end.0..end.1)?.contains(['→', '>']);
    (seen || arrow).then(|| {
        branch(
            block,
            Span::new(0, end.0),
            text.get(end.1..).unwrap_or_default().trim().to_owned(),
            jumps,
        )
    })
}

/// Where the left side of "`Running`: it is well" ends, and where the right begins.
fn divided(text: &str, code: &[Span]) -> Option<(usize, usize)> {
    const MARKS: [&str; 5] = [" → ", " -> ", " => ", ": ", " — "];
    let outside = |place: usize| {
        !code
            .iter()
            .any(|code| (code.start..code.end).contains(&place))
    };
    MARKS
        .iter()
        .filter_map(|mark| {
            let (place, _) = text
                .match_indices(mark)
                .find(|(place, _)| outside(*place))?;
            Some((place, place + mark.len()))
        })
        .min()
        .filter(|(place, _)| *place <= 160)
}

/// The conditions and expectations in the sentences of a paragraph.
fn sentences(block: &Block, jumps: &[Found], found: &mut Vec<Branch>) {
    let mut at = 0;
    while at < block.text.len() {
        let end = sentence_end(&block.text, at, &block.code);
        let sentence = block.text.get(at..end).unwrap_or_default();
        let start = at + (sentence.len() - sentence.trim_start().len());
        let shift = |code: &Span| Span::new(code.start - start, code.end - start);
        let code: Vec<Span> = block
            .code
            .iter()
            .filter(|code| code.start >= start && code.end <= end)
            .map(shift)
            .collect();
        let text = sentence.trim();
        let read = condition(text, &code).or_else(|| expected(text, &code));
        found.extend(read.map(|branch| with_step(branch, block.span, jumps)));
        at = end.max(at + 1);
    }
}

/// Where the sentence that begins at `at` ends: behind its mark, outside of code.
fn sentence_end(text: &str, at: usize, code: &[Span]) -> usize {
    let outside = |place: usize| {
        !code
            .iter()
            .any(|code| (code.start..code.end).contains(&place))
    };
    let marks = text.get(at..).unwrap_or_default().char_indices();
    marks
        .filter(|(_, c)| matches!(c, '.' | '!' | '?' | ';' | '\n'))
        .map(|(place, c)| at + place + c.len_utf8())
        .find(|end| {
            outside(*end - 1)
                && text
                    .as_bytes()
                    .get(*end)
                    .is_none_or(u8::is_ascii_whitespace)
        })
        .unwrap_or(text.len())
}

/// "If X, then Y", "Jika X: Y". `code` are the places of code in the text.
pub(super) fn condition(text: &str, code: &[Span]) -> Option<Branch> {
    let bare = text.trim_start_matches(['*', '_', ' ']);
    let lower = bare.to_lowercase();
    let word = CONDITIONS.iter().find(|word| lower.starts_with(**word))?;
    let from = text.len() - bare.len() + word.len();
    let outside = |place: usize| {
        !code
            .iter()
            .any(|code| (code.start..code.end).contains(&place))
    };
    let rest = text.get(from..)?;
    let cut = [
        ", then ", " then ", ", maka ", " maka ", ": ", ", ", " → ", " -> ",
    ]
    .iter()
    .filter_map(|mark| {
        let (place, _) = rest
            .match_indices(mark)
            .find(|(place, _)| outside(from + place))?;
        Some((from + place, from + place + mark.len()))
    })
    .min_by_key(|(place, end)| (*place, usize::MAX - end));
    let (end, then) = match cut {
        Some((end, then)) => (end, text.get(then..)?.trim()),
        None => (text.len(), ""),
    };
    Some(Branch {
        patterns: patterns(text, Span::new(from, end), code),
        expected: text
            .get(from..end)?
            .trim()
            .trim_end_matches([':', '.'])
            .to_owned(),
        then: then.to_owned(),
        step: None,
    })
}

/// "Expected: X", "You should see X", "Result `x`: do that".
fn expected(text: &str, code: &[Span]) -> Option<Branch> {
    let lower = text.to_lowercase();
    let word = EXPECTED.iter().find(|word| lower.starts_with(**word))?;
    let behind = text.get(word.len()..)?;
    if behind.starts_with(|c: char| c.is_alphanumeric()) && !word.starts_with("expect") {
        return None;
    }
    let colon = text.find(": ").filter(|colon| *colon <= 60);
    let named = code.first().filter(|first| {
        matches!(*word, "result" | "output" | "hasil")
            && colon.is_some_and(|colon| first.end <= colon)
    });
    let (from, to, then) = match (colon, named) {
        // "Result `compatible`: roll back": the colon stands behind what is seen.
        (Some(colon), Some(_)) => (word.len(), colon, text.get(colon + 2..)?.trim()),
        (Some(colon), None) => (colon + 2, text.len(), ""),
        (None, _) if word.contains(' ') => (word.len(), text.len(), ""),
        _ => return None,
    };
    Some(Branch {
        patterns: patterns(text, Span::new(from, to), code),
        expected: text.get(from..to)?.trim().trim_end_matches('.').to_owned(),
        then: then.to_owned(),
        step: None,
    })
}

fn branch(block: &Block, seen: Span, then: String, jumps: &[Found]) -> Branch {
    let found = Branch {
        patterns: patterns(&block.text, seen, &block.code),
        expected: seen.of(&block.text).trim().to_owned(),
        then,
        step: None,
    };
    with_step(found, block.span, jumps)
}

/// The step that the branch leads to: a jump of its block whose number stands in what to do.
fn with_step(mut branch: Branch, block: Span, jumps: &[Found]) -> Branch {
    let inside =
        |found: &&Found| found.jump.span.start >= block.start && found.jump.span.end <= block.end;
    let numbers = named(&branch.then);
    branch.step = numbers.iter().find_map(|(_, _, number)| {
        let found = jumps
            .iter()
            .filter(inside)
            .find(|found| found.number == *number)?;
        Some(found.jump.step)
    });
    branch
}

/// Code and quoted words in a part of a text: what stands for it in an output. None where the part denies something.
fn patterns(text: &str, part: Span, code: &[Span]) -> Vec<String> {
    let words = part.of(text).to_lowercase();
    let denied = words
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .any(|word| !word.is_empty() && super::super::wording::is_in(DENIALS, word));
    if denied {
        return Vec::new();
    }
    let inside = code
        .iter()
        .filter(|code| code.start >= part.start && code.end <= part.end);
    let mut found: Vec<String> = inside
        .map(|code| code.of(text).trim().to_owned())
        .filter(|code| !code.is_empty() && !command::is_inline(code))
        .collect();
    found.extend(quoted(part.of(text)).map(str::to_owned));
    if found.is_empty() {
        found.extend(said(part.of(text)).map(str::to_owned));
    }
    found.dedup();
    found
}

/// What an output says in so many words: "the output says 100%", "it shows ERROR". Only figures and what is written in capitals:
/// of other words nobody knows whether they stand in the output or tell of it.
fn said(text: &str) -> Option<&str> {
    const SAYS: [&str; 8] = [
        " says ",
        " say ",
        " shows ",
        " reads ",
        " prints ",
        " returns ",
        " menunjukkan ",
        " berisi ",
    ];
    let lower = text.to_ascii_lowercase();
    let end = SAYS
        .iter()
        .find_map(|word| Some(lower.find(word)? + word.len()))?;
    let words = text.get(end..)?.trim().trim_end_matches(['.', ':', ',']);
    let plain = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || (word.len() > 1 && !word.contains(char::is_lowercase))
    };
    (!words.is_empty() && words.split_whitespace().all(plain)).then_some(words)
}

/// Words in double quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let open = rest.find(['"', '“'])?;
        let behind = rest
            .get(open..)?
            .chars()
            .next()
            .map(|c| open + c.len_utf8())?;
        let inner = rest.get(behind..)?;
        let close = inner.find(['"', '”'])?;
        let end = close + inner.get(close..)?.chars().next()?.len_utf8();
        rest = inner.get(end..)?;
        Some(inner.get(..close)?.trim())
    })
    .filter(|word| !word.is_empty() && word.len() <= 120)
}
