//! Words in what a reader sees that stand for something still to be written.
//!
//! Read line by line and each line once, so that the work grows with the text and with nothing else.

use crate::Document;
use crate::mask;
use drillbook_text::{Code, Diagnostic, Severity, Span};

/// Words by which writers mark what they still owe; upper case only, because some are words.
const OWED: [&str; 4] = [concat!("TO", "DO"), "TBD", "TBC", concat!("FIX", "ME")];
/// How a sentence in brackets begins that a template asks somebody to replace, in English and Indonesian.
const ASKS: [&str; 14] = [
    "insert",
    "describe",
    "add",
    "fill",
    "your",
    "enter",
    "replace",
    "explain",
    "provide",
    "isi",
    "jelaskan",
    "tulis",
    "tambahkan",
    "masukkan",
];
/// Bytes of the longest request in brackets.
const LONGEST_REQUEST: usize = 200;

/// What is still to be written in `text`, in its order.
pub(super) fn placeholders(text: &str, document: &Document) -> impl Iterator<Item = Diagnostic> {
    let hidden = hidden(text, document);
    let body = text.get(document.body_start..).unwrap_or_default();
    let lines = body
        .split_inclusive('\n')
        .scan(document.body_start, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, mask::head(line)))
        });
    lines
        .flat_map(|(start, line)| in_line(line).into_iter().map(move |span| (start, span)))
        .map(|(start, span)| Span::new(start + span.start, start + span.end))
        .filter(move |span| !is_within(&hidden, span.start))
        .map(|span| {
            let left = Diagnostic::new(Code::PlaceholderLeft, Severity::Warning, Some(span));
            left.with("word", span.of(text))
        })
}

/// What is no prose that a reader sees: code, links and hidden comments, in order and apart.
fn hidden(text: &str, document: &Document) -> Vec<Span> {
    let mut all: Vec<Span> = document
        .commands
        .iter()
        .map(|command| command.span)
        .chain(document.links.iter().map(|link| link.span))
        .chain(comments(text))
        .collect();
    all.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match apart.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

fn is_within(apart: &[Span], at: usize) -> bool {
    let before = apart.partition_point(|span| span.start <= at);
    let last = before.checked_sub(1).and_then(|last| apart.get(last));
    last.is_some_and(|span| at < span.end)
}

/// Hidden comments; one that does not end hides the rest.
fn comments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find("<!--")) {
        let start = at + open;
        let rest = text.get(start..).unwrap_or_default();
        at = start + rest.find("-->").unwrap_or(rest.len());
        found.push(Span::new(start, at));
    }
    found
}

/// The placeholders of a line that stand neither in back-ticks nor beside a box to tick: "☐ Yes ☐ TBD" is an answer.
fn in_line(line: &str) -> Vec<Span> {
    let mut found: Vec<Span> = OWED.iter().flat_map(|word| owed(line, word)).collect();
    found.extend(requests(line, '[', ']'));
    found.extend(requests(line, '<', '>'));
    found.sort_unstable();
    let (mut at, mut in_code) = (0, false);
    found.retain(|span| {
        let between = line.get(at..span.start).unwrap_or_default();
        in_code ^= between.matches('`').count() % 2 == 1;
        at = span.start;
        let before = line.get(..span.start).unwrap_or_default();
        let boxed = before.trim_end().ends_with(['☐', '☑', '☒']) || before.ends_with("[ ] ");
        !in_code && !boxed
    });
    found
}

/// Where `word` stands by itself, outside of back-ticks and of longer names.
fn owed(line: &str, word: &'static str) -> impl Iterator<Item = Span> {
    line.match_indices(word).filter_map(move |(start, _)| {
        let end = start + word.len();
        let before = line.get(..start)?.chars().next_back();
        let behind = line.get(end..)?.chars().next();
        let joins =
            |c: char| c.is_alphanumeric() || matches!(c, '`' | '_' | '-' | '/' | '"' | '\'' | '#');
        let apart = !before.is_some_and(joins) && !behind.is_some_and(joins);
        apart.then(|| Span::new(start, end))
    })
}

/// `[Describe the impact here]`: a request to the writer in brackets, three words at least, on one line.
fn requests(line: &str, open: char, close: char) -> impl Iterator<Item = Span> {
    line.match_indices(open).filter_map(move |(start, _)| {
        let rest = line.get(start + open.len_utf8()..)?;
        let length = rest
            .char_indices()
            .take_while(|(at, _)| *at < LONGEST_REQUEST)
            .find_map(|(at, c)| (c == close).then_some(at))?;
        let behind = rest.get(length + close.len_utf8()..)?;
        let link = behind.starts_with(['(', '[', ':']);
        let end = line.len() - behind.len();
        (is_request(rest.get(..length)?) && !link).then(|| Span::new(start, end))
    })
}

fn is_request(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().to_lowercase();
    let plain = |c: char| c.is_alphanumeric() || " ,.'-/".contains(c);
    ASKS.contains(&first.as_str()) && words.count() >= 2 && text.chars().all(plain)
}
