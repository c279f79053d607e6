//! What is wrong in any repository, and can be pointed at in the text: secrets, headings with nothing under them,
//! words that stand for something still to be written.

use crate::{Document, secret};
use drillbook_text::{Code, Diagnostic, Severity, Span};

/// Findings of one kind in one document; a page full of them is one problem, not a hundred.
const MOST: usize = 20;
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

pub(super) fn lint(text: &str, document: &Document) -> Vec<Diagnostic> {
    let visible = Visible::of(text, document);
    let mut found = secrets(text, document);
    found.extend(empty_sections(text, document).take(MOST));
    found.extend(visible.placeholders().into_iter().take(MOST));
    found
}

fn secrets(text: &str, document: &Document) -> Vec<Diagnostic> {
    let body = text.get(document.body_start..).unwrap_or_default();
    secret::written(body)
        .into_iter()
        .take(MOST)
        .map(|place| {
            let span = Span::new(
                document.body_start + place.start,
                document.body_start + place.end,
            );
            Diagnostic::new(Code::SecretWritten, Severity::Warning, Some(span))
        })
        .collect()
}

/// Sections without text and without sections of their own. The title stands alone in many documents, and a heading
/// that is a link or a template's chip says what it has to say itself.
fn empty_sections<'a>(
    text: &'a str,
    document: &'a Document,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let sections = &document.sections;
    let title = sections.iter().position(|section| section.level == 1);
    sections
        .iter()
        .enumerate()
        .filter_map(move |(at, section)| {
            let own = section.span.of(text);
            let line = first_line(own);
            let has_nested = sections
                .get(at + 1)
                .is_some_and(|next| next.ancestors.contains(&at));
            let nameless = section.level == 0 || section.heading.is_empty();
            let speaks = line.contains("](") || line.contains("{{");
            if nameless || has_nested || speaks || Some(at) == title || !is_empty(own) {
                return None;
            }
            let span = Span::new(section.span.start, section.span.start + line.len());
            let empty = Diagnostic::new(Code::SectionEmpty, Severity::Warning, Some(span));
            Some(empty.with("heading", section.heading.as_str()))
        })
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Whether a section's text is nothing but its heading, hidden comments and rules.
fn is_empty(section: &str) -> bool {
    let mut rest = section.split_once('\n').map_or("", |(_, rest)| rest);
    loop {
        rest = rest.trim_start();
        let line = first_line(rest);
        let rule = !line.is_empty()
            && line
                .trim_end()
                .chars()
                .all(|c| matches!(c, '=' | '-' | '*' | '_'));
        rest = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->").map_or("", |(_, behind)| behind)
        } else if rule || line.starts_with("//") {
            rest.get(line.len()..).unwrap_or_default()
        } else {
            return rest.is_empty();
        };
    }
}

/// The text that a reader sees as prose: code, hidden comments, links and front matter are left out.
struct Visible<'a> {
    text: &'a str,
    start: usize,
    hidden: Vec<Span>,
}

impl<'a> Visible<'a> {
    fn of(text: &'a str, document: &Document) -> Self {
        let mut hidden: Vec<Span> = document
            .commands
            .iter()
            .map(|command| command.span)
            .chain(document.links.iter().map(|link| link.span))
            .chain(comments(text))
            .collect();
        hidden.sort_unstable();
        Self {
            text,
            start: document.body_start,
            hidden,
        }
    }

    fn is_hidden(&self, at: usize) -> bool {
        // Spans nest (a link in a comment), so the nearest one that begins before may end before, too.
        let before = self.hidden.partition_point(|span| span.start <= at);
        let within = |span: &Span| span.end > at;
        self.hidden
            .get(before.saturating_sub(8)..before)
            .unwrap_or_default()
            .iter()
            .any(within)
    }

    /// Whether back-ticks are open before it, or it stands beside a box to tick: "☐ Yes ☐ TBD" is an answer.
    fn is_code_or_choice(&self, at: usize) -> bool {
        let before = self.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let boxed = line.trim_end().ends_with(['☐', '☑', '☒']) || line.ends_with("[ ] ");
        line.matches('`').count() % 2 == 1 || boxed
    }

    fn placeholders(&self) -> Vec<Diagnostic> {
        let body = self.text.get(self.start..).unwrap_or_default();
        let mut found: Vec<Span> = OWED.iter().flat_map(|word| owed(body, word)).collect();
        found.extend(asked(body, '[', ']'));
        found.extend(asked(body, '<', '>'));
        found.sort_unstable();
        found
            .into_iter()
            .map(|span| Span::new(self.start + span.start, self.start + span.end))
            .filter(|span| !self.is_hidden(span.start) && !self.is_code_or_choice(span.start))
            .map(|span| {
                let left = Diagnostic::new(Code::PlaceholderLeft, Severity::Warning, Some(span));
                left.with("word", span.of(self.text))
            })
            .collect()
    }
}

/// Hidden comments.
fn comments(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.match_indices("<!--").map(|(start, _)| {
        let rest = text.get(start..).unwrap_or_default();
        Span::new(start, start + rest.find("-->").unwrap_or(rest.len()))
    })
}

/// Where `word` stands by itself, outside of back-ticks and of longer names.
fn owed<'a>(body: &'a str, word: &'a str) -> impl Iterator<Item = Span> + 'a {
    body.match_indices(word).filter_map(move |(start, _)| {
        let end = start + word.len();
        let before = body.get(..start)?.chars().next_back();
        let behind = body.get(end..)?.chars().next();
        let joins =
            |c: char| c.is_alphanumeric() || matches!(c, '`' | '_' | '-' | '/' | '"' | '\'' | '#');
        let apart = !before.is_some_and(joins) && !behind.is_some_and(joins);
        apart.then(|| Span::new(start, end))
    })
}

/// `[Describe the impact here]`: a request to the writer in brackets, three words at least, on one line.
fn asked(body: &str, open: char, close: char) -> Vec<Span> {
    let mut found = Vec::new();
    for (start, _) in body.match_indices(open) {
        let line = body.get(start..).map(first_line).unwrap_or_default();
        let Some(end) = line.find(close) else {
            continue;
        };
        let inner = line.get(1..end).unwrap_or_default();
        let mut words = inner.split_whitespace();
        let first = words.next().unwrap_or_default().to_lowercase();
        let plain = inner
            .chars()
            .all(|c| c.is_alphanumeric() || " ,.'-/".contains(c));
        let code = body
            .get(..start)
            .is_some_and(|before| before.ends_with('`'));
        let link = line
            .get(end + 1..)
            .is_some_and(|behind| behind.starts_with(['(', '[', ':']));
        if ASKS.contains(&first.as_str()) && words.count() >= 2 && plain && !code && !link {
            found.push(Span::new(start, start + end + close.len_utf8()));
        }
    }
    found
}
