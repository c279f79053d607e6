//! `AsciiDoc`, honestly little of it: headings, paragraphs, nested lists and terms with what is attached to them,
//! listing blocks, simple tables, admonitions, anchors and cross-references go into the same model as
//! Markdown's; the rest is read as text. Included files are links here, and shown on the page.
//!
//! A text becomes a list of [`blocks()`], which both the model and the page are made of.

mod blocks;
mod inline;
mod line;
mod lists;
mod tables;

pub(crate) use blocks::{Block, Shape, blocks};
pub(crate) use inline::{Inline, inlines};
pub(crate) use tables::Table;

use crate::build::{Builder, Heading};
use crate::{BlockKind, Document, LinkKind};
use drillbook_text::Span;

/// Reads the `AsciiDoc` of `text` from `body_start` on.
pub(crate) fn read(text: &str, body_start: usize) -> Document {
    let body = text.get(body_start..).unwrap_or_default();
    let mut builder = Builder::new(text, body_start);
    for block in blocks(body) {
        let span = Span::new(body_start + block.start, body_start + block.end);
        let text_start = body_start + block.text_start;
        read_block(&mut builder, block.shape, span, text_start);
    }
    builder.finish()
}

fn read_block(builder: &mut Builder<'_>, shape: Shape<'_>, span: Span, at: usize) {
    match shape {
        Shape::Heading { level, text, ids } => {
            builder.end_block();
            builder.open_section(span.start);
            let plain = sentence(builder, None, text, at);
            builder.name_section(Heading {
                level,
                text: plain,
                ids: with_generated(ids, text),
            });
        }
        Shape::Listing { language, code, .. } => builder.code_block(span, language, code),
        Shape::Anchor(id) => builder.anchor(id.to_owned()),
        Shape::Include(named) => {
            let (target, text) = (named.path.to_owned(), String::new());
            builder.link(span, target, text, LinkKind::Link);
        }
        Shape::List { ordered } => builder.open_block(BlockKind::List { ordered }, span),
        // Terms are told, not done: no list of steps, whatever stands above them.
        Shape::Terms => builder.open_block(BlockKind::Quote, span),
        Shape::Term { text } => {
            builder.open_block(BlockKind::Quote, span);
            prose(builder, text, at);
        }
        Shape::Item { number, text } => {
            builder.open_block(BlockKind::Item { number, task: None }, span);
            prose(builder, text, at);
        }
        Shape::Paragraph { text, .. } => {
            builder.open_block(BlockKind::Paragraph, span);
            prose(builder, text, at);
            builder.close_block();
        }
        Shape::Table(table) => read_table(builder, table, span, at),
        Shape::Open { title, .. } => {
            builder.open_block(BlockKind::Quote, span);
            builder.prose(title);
            builder.end_block();
        }
        Shape::Rule => builder.end_block(),
        Shape::EndItem | Shape::EndList | Shape::Close => builder.close_block(),
    }
}

fn prose(builder: &mut Builder<'_>, text: &str, at: usize) {
    builder.end_block();
    sentence(builder, Some(()), text, at);
    builder.end_block();
}

fn read_table(builder: &mut Builder<'_>, table: Table<'_>, span: Span, start: usize) {
    builder.open_block(BlockKind::Table, span);
    for (index, row) in table.rows.into_iter().enumerate() {
        let head = table.head && index == 0;
        builder.open_block(BlockKind::Row { head }, span);
        for (at, cell) in row {
            sentence(builder, Some(()), cell, start + at);
            builder.prose(" ");
            builder.blocks().text("\t");
        }
        builder.end_block();
        builder.close_block();
    }
    builder.close_block();
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
            Inline::Open(_) | Inline::Close => continue,
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
                let text = text.replace('`', "");
                builder.link(span, target.into_owned(), text.clone(), LinkKind::Link);
                text
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
    use crate::{BlockKind, parse};

    const TEXT: &str = "= Title\n:toc:\n\nIntro with `oc get pods` and <<own,the own one>>.\n\n[#own]\n== First `one`\n\n\
        [source,bash]\n----\n$ oc get nodes\n== no heading\n----\n\n. Step xref:other.adoc#x[there]\n* Bullet\n\nNOTE: Careful.\n\n\
        [WARNING]\n====\nBoom\n====\n\n[[two]]\n=== Second\nSee https://example.com/a[Example] image:a.png[Alt].\n";

    /// Blocks and their nesting, `(` to `)`: steps are read from them.
    fn check(text: &str, expected: &str) {
        let document = parse("a.adoc", text);
        let depth = |mut at: usize| {
            let mut depth = 0;
            while let Some(parent) = document.blocks[at].parent {
                at = parent;
                depth += 1;
            }
            depth
        };
        let shown: Vec<String> = document
            .blocks
            .iter()
            .enumerate()
            .map(|(at, block)| {
                let kind = match block.kind {
                    BlockKind::List { ordered: true } => "ol".to_owned(),
                    BlockKind::List { ordered: false } => "ul".to_owned(),
                    BlockKind::Item { number, .. } => {
                        number.map_or("-".to_owned(), |n| n.to_string())
                    }
                    BlockKind::Paragraph => "p".to_owned(),
                    BlockKind::Code(_) => "code".to_owned(),
                    BlockKind::Quote => "box".to_owned(),
                    BlockKind::Table => "table".to_owned(),
                    BlockKind::Row { head } => if head { "head" } else { "row" }.to_owned(),
                };
                format!("{}{kind} {}", "  ".repeat(depth(at)), block.text.trim())
            })
            .collect();
        let shown: Vec<&str> = shown.iter().map(|line| line.trim_end()).collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn lists_hold_what_is_attached() {
        check(
            ". One\n+\n[source,bash]\n----\nls\n----\n+\n--\nIn a block.\n\n* Bullet\n--\n.. Nested\n+\nNOTE: n\n\n. Two\n\nAfter.\n\n. Anew\n",
            "ol\n  1 One\n    code\n    p In a block.\n    ul\n      - Bullet\n    ol\n      1 Nested\n        p n\n  2 Two\np After.\nol\n  1 Anew",
        );
        check(
            "* a\n** b\n\n+\nto a\n* c\n",
            "ul\n  - a\n    ul\n      - b\n    p to a\n  - c",
        );
    }

    #[test]
    fn terms_hold_what_they_mean() {
        check(
            "== S\n\n`--force`:: Does it\nat once.\nTwo::\n\n  Below.\n+\n----\nls\n----\nalso::\nthird::\n. One\n. Two\nin:::: deep\n\nAfter std::vector, a:: b.\n",
            "box\n  box --force\n    p Does it\nat once.\n  box Two\n    p Below.\n    code\n  box also\n  box third\n    ol\n      1 One\n      2 Two\n        box\n          box in\n            p deep\n  box After std::vector, a\n    p b.",
        );
        check(
            "* a `b:: c` d\n* e:: f\n\ng `h:: i` j\nk:: l\n",
            "ul\n  - a b:: c d\n  - e:: f\np g h:: i j\nk:: l",
        );
    }

    /// Level and heading of each section, and what stands in it.
    fn check_sections(text: &str, expected: &str) {
        let document = parse("a.adoc", text);
        let each = document.sections.iter();
        let shown: Vec<String> = each
            .map(|section| format!("{} {}: {}", section.level, section.heading, section.prose))
            .collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn headings_stand_deeper_where_that_is_said() {
        check_sections(
            "= T\n:leveloffset: +1\n= A\na\n:leveloffset: -1\n== B\n:leveloffset: 9\n= C\n:leveloffset!:\n== D\n",
            "1 T: \n2 A: a\n2 B: \n6 C: \n2 D: ",
        );
    }

    #[test]
    fn rules_and_ends_of_pages_are_no_text() {
        check_sections(
            "= T\n\na\n\n'''\n\n* b\n\n---\n\nc\n\n<<<\n\n- - -\nd\n",
            "1 T: a\nb\nc\nd",
        );
        check("a\n'''\nb\n", "p a\np b");
    }

    #[test]
    fn simple_tables() {
        check(
            "[cols=\"1,2a\"]\n|===\n|A |B\n\n|c `kubectl get x`\n|d \\| e\n2+|f\n|===\n",
            "table\n  head A \tB\n  row c kubectl get x \td \\| e\n  row f",
        );
    }

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
