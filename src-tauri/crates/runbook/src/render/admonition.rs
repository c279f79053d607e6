//! Labels that make a paragraph or a quotation a box: `**Note:**`, `> WARNING:`, Docsify's `!> text` and
//! Obsidian's `> [!faq]- Title`.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

/// The kind that a label means, in English and Indonesian.
const LABELS: [(&str, &str); 19] = [
    ("note", "note"),
    ("notes", "note"),
    ("info", "note"),
    ("catatan", "note"),
    ("tip", "tip"),
    ("tips", "tip"),
    ("hint", "tip"),
    ("important", "important"),
    ("penting", "important"),
    ("warning", "warning"),
    ("peringatan", "warning"),
    ("attention", "warning"),
    ("perhatian", "warning"),
    ("nb", "note"),
    ("n.b.", "note"),
    ("caution", "caution"),
    ("danger", "caution"),
    ("awas", "caution"),
    ("bahaya", "caution"),
];

pub(super) fn kind_of(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    }
}

/// A label at the head of a paragraph.
pub(super) struct Label {
    pub(super) kind: &'static str,
    /// As it was written, without its colon.
    pub(super) title: String,
    /// How many events it takes up.
    pub(super) events: usize,
    /// What follows it in its last event.
    pub(super) rest: String,
}

/// The label that a paragraph's events open with: in bold, or plain where the paragraph is quoted.
pub(super) fn label(events: &[Event<'_>], quoted: bool) -> Option<Label> {
    match events {
        [
            Event::Start(Tag::Strong),
            Event::Text(text),
            Event::End(TagEnd::Strong),
            Event::Text(after),
            ..,
        ] => {
            let (kind, title) = known(text)?;
            let rest = after.strip_prefix([':', '-', '–']);
            let rest = if text.trim_end().ends_with([':', '!']) {
                Some(&**after)
            } else {
                rest
            };
            Some(Label {
                kind,
                title,
                events: 4,
                rest: rest?.trim_start().to_owned(),
            })
        }
        [
            Event::Start(Tag::Strong),
            Event::Text(text),
            Event::End(TagEnd::Strong),
            ..,
        ] if text.trim_end().ends_with([':', '!']) => {
            let (kind, title) = known(text)?;
            Some(Label {
                kind,
                title,
                events: 3,
                rest: String::new(),
            })
        }
        [Event::Text(text), ..] if text.starts_with(['!', '?']) => docsify(text),
        [Event::Text(text), ..] => {
            let (head, rest) = text.split_once(':')?;
            let (kind, title) = known(head)?;
            let shouted = head.chars().all(|c| !c.is_lowercase());
            (quoted || shouted).then(|| Label {
                kind,
                title,
                events: 1,
                rest: rest.trim_start().to_owned(),
            })
        }
        _ => None,
    }
}

/// `!> text` and `?> text`.
fn docsify(text: &str) -> Option<Label> {
    let (kind, title) = if text.starts_with("!> ") {
        ("important", "Important")
    } else if text.starts_with("?> ") {
        ("tip", "Tip")
    } else {
        return None;
    };
    Some(Label {
        kind,
        title: title.to_owned(),
        events: 1,
        rest: text.get(3..)?.trim_start().to_owned(),
    })
}

fn known(text: &str) -> Option<(&'static str, String)> {
    if text.len() > 40 {
        return None;
    }
    let title = text.trim().trim_end_matches([':', '!', ' ']);
    // A symbol before the word says the same as the word.
    let word = title
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    let (_, kind) = LABELS.iter().find(|(label, _)| *label == word)?;
    Some((kind, title.to_owned()))
}

/// The word of a callout that a quotation's first line opens with, and whether it folds.
pub(super) fn callout(line: &str) -> Option<(&str, Option<bool>)> {
    let (word, rest) = line.strip_prefix("[!")?.split_once(']')?;
    // Obsidian's metadata behind a bar is not shown there either.
    let word = word.split('|').next().unwrap_or(word).trim();
    let sound = !word.is_empty()
        && word.len() <= 40
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let (fold, behind) = match rest.as_bytes().first() {
        Some(b'-') => (Some(false), rest.get(1..)),
        Some(b'+') => (Some(true), rest.get(1..)),
        _ => (None, Some(rest)),
    };
    let ends = behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    (sound && ends).then_some((word, fold))
}
