//! `AsciiDoc`, honestly little of it: headings, paragraphs, list items, listing blocks, admonitions, anchors
//! and cross-references go into the same model as Markdown's; the rest is read as text.
//!
//! A text becomes a flat list of [`blocks()`], which both the model and the page are made of.

mod blocks;
mod inline;
mod lists;

pub(crate) use blocks::{Block, Shape, blocks};
pub(crate) use inline::{Inline, inlines};

use crate::build::{Builder, Heading};
use crate::{BlockKind, Document, LinkKind};
use drillbook_text::Span;

/// Reads the `AsciiDoc` of `text` from `body_start` on.
pub(crate) fn read(text: &str, body_start: usize) -> Document {
    let body = text.get(body_start..).unwrap_or_default();
    let mut builder = Builder::new(text, body_start);
    let mut items = lists::Lists::default();
    for block in blocks(body) {
        let span = Span::new(body_start + block.start, body_start + block.end);
        match block.shape {
            Shape::Heading { level, text, ids } => {
                items.close_all(&mut builder);
                builder.end_block();
                builder.open_section(span.start);
                let plain = sentence(&mut builder, None, text, body_start + block.text_start);
                builder.name_section(Heading {
                    level,
                    text: plain,
                    ids: with_generated(ids, text),
                });
            }
            Shape::Listing { language, code } => {
                items.before(&mut builder, body, block.start);
                builder.code_block(span, language, code);
            }
            Shape::Anchor(id) => builder.anchor(id.to_owned()),
            Shape::Item { text, ordered } => {
                let marker = body
                    .get(block.start..block.text_start)
                    .unwrap_or_default()
                    .trim();
                items.item(&mut builder, marker, ordered, span);
                builder.end_block();
                sentence(&mut builder, Some(()), text, body_start + block.text_start);
                builder.end_block();
            }
            Shape::Paragraph { text, .. } => {
                items.before(&mut builder, body, block.start);
                builder.open_block(BlockKind::Paragraph, span);
                builder.end_block();
                sentence(&mut builder, Some(()), text, body_start + block.text_start);
                builder.end_block();
                builder.close_block();
            }
            Shape::Open(_) | Shape::Close => {}
        }
    }
    items.close_all(&mut builder);
    builder.finish()
}

/// `AsciiDoc`'s own id of a heading beside those that the author gave it: `_two_words`.
pub(crate) fn with_generated(mut ids: Vec<String>, heading: &str) -> Vec<String> {
    let mut id = String::from("_");
    for c in heading.chars() {
        if matches!(c, ' ' | '-' | '.' | '_') {
            if !id.ends_with('_') {
                id.push('_');
            }
        } else if c.is_alphanumeric() {
            id.extend(c.to_lowercase());
        }
    }
    id.truncate(id.trim_end_matches('_').len());
    ids.push(id);
    ids
}

/// Reads the inline pieces of a sentence; as prose when asked to, and in any case as the text returned.
fn sentence(builder: &mut Builder<'_>, prose: Option<()>, text: &str, at: usize) -> String {
    let mut plain = String::new();
    for (inline, range) in inlines(text) {
        let span = Span::new(at + range.start, at + range.end);
        let shown = match inline {
            Inline::Text(text) => text.to_owned(),
            Inline::Code(code) => {
                if prose.is_some() {
                    builder.inline_code(span, code);
                }
                plain.push_str(code);
                continue;
            }
            Inline::Anchor(id) => {
                builder.anchor(id.to_owned());
                continue;
            }
            Inline::Link { target, text } => {
                builder.link(span, target.into_owned(), text.to_owned(), LinkKind::Link);
                text.to_owned()
            }
            Inline::Image { target, alt } => {
                builder.link(span, target.to_owned(), alt.to_owned(), LinkKind::Image);
                alt.to_owned()
            }
        };
        if prose.is_some() {
            builder.prose(&shown);
        }
        plain.push_str(&shown);
    }
    plain
}

#[cfg(test)]
mod tests {
    use crate::parse;

    const TEXT: &str = "= Title\n:toc:\n\nIntro with `oc get pods` and <<own,the own one>>.\n\n[#own]\n== First `one`\n\n\
        [source,bash]\n----\n$ oc get nodes\n== no heading\n----\n\n. Step xref:other.adoc#x[there]\n* Bullet\n\nNOTE: Careful.\n\n\
        [WARNING]\n====\nBoom\n====\n\n[[two]]\n=== Second\nSee https://example.com/a[Example] image:a.png[Alt].\n";

    #[test]
    fn sections_links_anchors_and_commands() {
        let document = parse("a.adoc", TEXT);
        assert_eq!(document.title, "Title");
        let sections: Vec<(&str, u8, u32)> = document
            .sections
            .iter()
            .map(|s| (s.slug.as_str(), s.level, s.line))
            .collect();
        assert_eq!(
            sections,
            [("title", 1, 1), ("first-one", 2, 7), ("second", 3, 26)]
        );
        assert_eq!(
            document.anchors,
            [
                "title",
                "_title",
                "first-one",
                "own",
                "_first_one",
                "second",
                "two",
                "_second"
            ]
        );
        assert_eq!(document.section_of("two"), Some(2));
        let commands: Vec<&str> = document.commands.iter().map(|c| c.copy.as_str()).collect();
        assert_eq!(commands, ["oc get pods", "oc get nodes"]);
        let links: Vec<(&str, &str)> = document
            .links
            .iter()
            .map(|l| (l.target.as_str(), l.text.as_str()))
            .collect();
        assert_eq!(
            links,
            [
                ("#own", "the own one"),
                ("other.adoc#x", "there"),
                ("https://example.com/a", "Example"),
                ("a.png", "Alt")
            ]
        );
        assert_eq!(document.sections[2].prose, "See Example Alt.");
    }
}
