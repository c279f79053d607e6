//! Admonitions that people write without any syntax for them: `**Note:**` and `> WARNING:`.

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
