//! The inline pieces of an `AsciiDoc` sentence: code, links, cross-references, images, anchors.

use std::borrow::Cow;
use std::ops::Range;

/// One piece of a sentence.
#[derive(Debug)]
pub(crate) enum Inline<'a> {
    Text(&'a str),
    Code(&'a str),
    Link {
        target: Cow<'a, str>,
        text: &'a str,
    },
    Image {
        target: &'a str,
        alt: &'a str,
    },
    Anchor(&'a str),
    /// What follows is set in this element, up to its [`Inline::Close`].
    Open(&'static str),
    Close,
}

type Placed<'a> = (Inline<'a>, Range<usize>);

/// Bold in italics in bold is read; deeper nesting is text.
const DEEPEST: u8 = 3;

/// Takes a sentence apart. Whatever is not understood stays text.
pub(crate) fn inlines(text: &str) -> Vec<Placed<'_>> {
    let mut pieces = Vec::new();
    take_apart(text, 0..text.len(), DEEPEST, &mut pieces);
    pieces
}

fn take_apart<'a>(text: &'a str, range: Range<usize>, depth: u8, pieces: &mut Vec<Placed<'a>>) {
    const SIGNS: [char; 9] = ['`', '<', '[', 'x', 'l', 'h', 'i', '*', '_'];
    let mut plain = range.start;
    let mut at = range.start;
    while let Some(found) = text.get(at..range.end).and_then(|rest| rest.find(SIGNS)) {
        at += found;
        let rest = text.get(at..range.end).unwrap_or_default();
        let boundary = text
            .get(range.start..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|c| !c.is_alphanumeric());
        if let Some((name, marks, length)) = formatted(rest, boundary).filter(|_| depth > 0) {
            push_text(pieces, text, plain..at);
            let inner = at + marks..at + marks + length;
            pieces.push((Inline::Open(name), at..at));
            take_apart(text, inner.clone(), depth - 1, pieces);
            pieces.push((Inline::Close, inner.end..inner.end));
            at = inner.end + marks;
            plain = at;
        } else if let Some((inline, length)) = piece(rest).filter(|_| boundary) {
            push_text(pieces, text, plain..at);
            pieces.push((inline, at..at + length));
            at += length;
            plain = at;
        } else {
            at += 1;
        }
    }
    push_text(pieces, text, plain..range.end);
}

/// `*bold*`, `_italic_`, and doubled within words: the element, the length of a mark and of what it holds.
fn formatted(rest: &str, boundary: bool) -> Option<(&'static str, usize, usize)> {
    let (name, mark) = match rest.as_bytes().first()? {
        b'*' => ("strong", "*"),
        b'_' => ("em", "_"),
        _ => return None,
    };
    let double = rest.starts_with(&mark.repeat(2));
    let marks = if double { 2 } else { 1 };
    let inside = near(rest.get(marks..)?);
    let end = if double {
        inside.find(rest.get(..2)?)?
    } else {
        inside.match_indices(mark).map(|(at, _)| at).find(|end| {
            let behind = inside.get(end + 1..).unwrap_or_default();
            !behind.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '*')
                && !inside
                    .get(..*end)
                    .is_some_and(|text| text.ends_with(char::is_whitespace))
        })?
    };
    let inner = inside.get(..end)?;
    let sound = !inner.is_empty()
        && (double || boundary)
        && !inner.starts_with(char::is_whitespace)
        && !inner.contains("\n\n");
    sound.then_some((name, marks, end))
}

fn push_text<'a>(pieces: &mut Vec<Placed<'a>>, text: &'a str, range: Range<usize>) {
    if let Some(plain) = text.get(range.clone()).filter(|plain| !plain.is_empty()) {
        pieces.push((Inline::Text(plain), range));
    }
}

/// The piece that `rest` opens with, and its length.
fn piece(rest: &str) -> Option<(Inline<'_>, usize)> {
    match rest.as_bytes().first()? {
        b'`' => {
            let marks = rest.bytes().take_while(|byte| *byte == b'`').count().min(2);
            let end = near(rest.get(marks..)?)
                .find(rest.get(..marks)?)
                .filter(|end| *end > 0)?;
            let code = rest.get(marks..marks + end)?;
            let bare = code
                .strip_prefix('+')
                .and_then(|code| code.strip_suffix('+'))
                .unwrap_or(code);
            Some((Inline::Code(bare), end + 2 * marks))
        }
        b'<' => {
            let end = near(rest).find(">>").filter(|_| rest.starts_with("<<"))?;
            let (id, text) = rest
                .get(2..end)?
                .split_once(',')
                .unwrap_or((rest.get(2..end)?, ""));
            let target = if id.contains(['#', '.', '/']) {
                id.to_owned()
            } else {
                format!("#{id}")
            };
            let text = if text.trim().is_empty() {
                id
            } else {
                text.trim()
            };
            Some((
                Inline::Link {
                    target: Cow::Owned(target),
                    text,
                },
                end + 2,
            ))
        }
        b'[' => {
            let end = near(rest).find("]]").filter(|_| rest.starts_with("[["))?;
            let id = rest.get(2..end)?.split(',').next()?;
            (!id.is_empty() && !id.contains(' ')).then_some((Inline::Anchor(id), end + 2))
        }
        _ => macro_(rest),
    }
}

/// How far a piece's end is looked for, which bounds the work.
fn near(text: &str) -> &str {
    let mut end = text.len().min(1_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// `xref:target[text]`, `link:target[text]`, `https://…[text]`, `image:target[alt]`.
fn macro_(rest: &str) -> Option<(Inline<'_>, usize)> {
    let prefix = ["xref:", "link:", "image::", "image:", "https://", "http://"]
        .into_iter()
        .find(|prefix| rest.starts_with(prefix))?;
    let skip = if prefix.starts_with("http") {
        0
    } else {
        prefix.len()
    };
    let head = near(rest);
    let open = head.find('[')?;
    let target = rest.get(skip..open)?;
    if target.is_empty() || target.contains(char::is_whitespace) {
        return None;
    }
    let close = open + head.get(open..)?.find(']')?;
    let label = rest.get(open + 1..close)?.trim_end_matches('^');
    let label = label
        .split(",window=")
        .next()
        .unwrap_or(label)
        .trim_matches('"');
    let inline = if prefix.starts_with("image") {
        Inline::Image {
            target,
            alt: label.split(',').next().unwrap_or(label),
        }
    } else {
        Inline::Link {
            target: Cow::Borrowed(target),
            text: if label.is_empty() { target } else { label },
        }
    };
    Some((inline, close + 1))
}
