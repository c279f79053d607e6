//! Finds the lines that open and close boxes, and says how each is masked.

use super::{Directive, Shape, known_kind};
use std::ops::Range;

/// Directives beyond this many are left as text.
const MOST: usize = 20_000;

/// A line, taken for a directive.
struct Found {
    directive: Directive,
    mask: Mask,
    /// Whether it needs a line that closes it, and has none yet.
    unclosed: bool,
}

/// How bytes are replaced.
pub(crate) enum Mask {
    /// An item with an empty heading.
    Item(Range<usize>),
    /// An empty heading.
    Heading(Range<usize>),
    /// An item; from the second range on its text, the last one behind it.
    Line([Range<usize>; 2]),
}

/// The character that stands for bytes before an item's text; no document holds it.
pub(crate) const FILLER: char = '\u{1}';

/// Every directive of a body in reading order, and how to mask it.
pub(crate) fn find(body: &str) -> (Vec<Directive>, Vec<Mask>) {
    const SIGNS: [&str; 6] = ["!!!", "???", "===", ":::", "{{", "{%"];
    if !SIGNS.iter().any(|sign| body.contains(sign)) {
        return (Vec::new(), Vec::new());
    }
    let mut found: Vec<Found> = Vec::new();
    // Boxes that wait for their closing line, with the number of their colons.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut code = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_end();
        let text = bare.trim_start_matches([' ', '\t']);
        let start = at + bare.len() - text.len();
        at += line.len();
        if in_code(text, &mut code) || text.len() < 3 || found.len() >= MOST {
            continue;
        }
        if let Some(colons) = closer(text) {
            close(&mut found, &mut open, colons, start..start + text.len());
        } else if let Some(next) = opener(text, start) {
            if next.unclosed {
                let colons = text.bytes().take_while(|byte| *byte == b':').count();
                open.push((found.len(), colons));
            }
            found.push(next);
        }
    }
    let kept = found.into_iter().filter(|found| !found.unclosed);
    kept.map(|found| (found.directive, found.mask)).unzip()
}

/// Whether a line stands in a fenced block, or opens or ends one.
fn in_code(text: &str, code: &mut Option<(u8, usize)>) -> bool {
    let mark = text
        .bytes()
        .next()
        .filter(|byte| matches!(byte, b'`' | b'~'));
    let count = text.bytes().take_while(|byte| Some(*byte) == mark).count();
    let rest = text.get(count..).unwrap_or_default();
    match (*code, mark) {
        (Some((open, least)), Some(mark)) if open == mark && count >= least && rest.is_empty() => {
            *code = None;
            true
        }
        (None, Some(mark)) if count >= 3 && !(mark == b'`' && rest.contains('`')) => {
            *code = Some((mark, count));
            true
        }
        (open, _) => open.is_some(),
    }
}

/// The number of colons of a line that closes a box; of a shortcode, none.
fn closer(text: &str) -> Option<usize> {
    if text.len() >= 3 && text.bytes().all(|byte| byte == b':') {
        return Some(text.len());
    }
    let hugo = shortcode(text).filter(|(_, rest)| rest.is_empty())?.0;
    let word = hugo
        .strip_prefix('/')
        .map(str::trim)
        .or_else(|| hugo.strip_prefix("end"))?;
    is_box(word).then_some(0)
}

/// Boxes that wait are looked at this deep.
const DEEPEST: usize = 32;

/// Closes the innermost box of the same number of colons; those that were left open in it are no boxes.
fn close(
    found: &mut Vec<Found>,
    open: &mut Vec<(usize, usize)>,
    colons: usize,
    line: Range<usize>,
) {
    let depth = open
        .iter()
        .rev()
        .take(DEEPEST)
        .position(|(_, known)| *known == colons);
    let Some(depth) = depth else {
        return;
    };
    open.truncate(open.len() - depth);
    if let Some(opener) = open.pop().and_then(|(opener, _)| found.get_mut(opener)) {
        opener.directive.end = Some(line.end);
        opener.unclosed = false;
    }
    found.push(Found {
        directive: Directive {
            start: line.start,
            end: None,
            shape: Shape::Close,
            word: String::new(),
            title: None,
            fold: None,
        },
        mask: Mask::Heading(line),
        unclosed: false,
    });
}

fn opener(text: &str, start: usize) -> Option<Found> {
    let line = start..start + text.len();
    match text.as_bytes().first()? {
        b'!' | b'?' => indented(text, line),
        b'=' => tab(text, line),
        b':' => container(text, line),
        b'{' => template(text, line),
        _ => None,
    }
}

/// `!!! note inline "Title"`, `???+ note`.
fn indented(text: &str, line: Range<usize>) -> Option<Found> {
    let (rest, fold) = if let Some(rest) = text.strip_prefix("!!!") {
        (rest, None)
    } else if let Some(rest) = text.strip_prefix("???+") {
        (rest, Some(true))
    } else {
        (text.strip_prefix("???")?, Some(false))
    };
    let rest = rest.trim();
    let (words, title) = match rest.split_once('"') {
        Some((words, title)) => (words.trim(), Some(title.strip_suffix('"')?)),
        None => (rest, None),
    };
    let sound = !words.is_empty()
        && words
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let word = words.split(' ').next().filter(|_| sound)?.to_lowercase();
    (text.len() >= 5).then(|| Found {
        directive: Directive {
            start: line.start,
            end: None,
            shape: Shape::Indented,
            word,
            title: title.map(str::to_owned),
            fold,
        },
        mask: Mask::Item(line),
        unclosed: false,
    })
}

/// `=== "Tab"`, `===+ "Tab"`, `===! "Tab"`.
fn tab(text: &str, line: Range<usize>) -> Option<Found> {
    let rest = text.strip_prefix("===")?.trim_start_matches(['+', '!']);
    let title = rest.strip_prefix(' ')?.trim();
    let title = title.strip_prefix('"')?.strip_suffix('"')?;
    Some(Found {
        directive: Directive {
            start: line.start,
            end: None,
            shape: Shape::Tab,
            word: String::new(),
            title: Some(title.to_owned()),
            fold: None,
        },
        mask: Mask::Item(line),
        unclosed: false,
    })
}

/// `:::note Title`, `:::note[Title]`, `::: {.callout-note title="x"}`.
fn container(text: &str, line: Range<usize>) -> Option<Found> {
    let rest = text.trim_start_matches(':');
    if text.len() - rest.len() < 3 {
        return None;
    }
    let rest = rest.trim();
    let braces = rest
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    let (word, title) = if let Some(inside) = braces {
        let class = inside
            .split_whitespace()
            .find_map(|part| part.strip_prefix('.'));
        let word = class.unwrap_or_default().trim_start_matches("callout-");
        (word, quoted(inside, "title="))
    } else {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
            .unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let behind = behind.split('{').next().unwrap_or_default().trim();
        let title = behind
            .strip_prefix('[')
            .and_then(|title| title.strip_suffix(']'))
            .unwrap_or(behind);
        (word, Some(title).filter(|title| !title.is_empty()))
    };
    let shape = if braces.is_some() && known_kind(word).is_none() {
        Shape::Plain
    } else {
        Shape::Open
    };
    if word.is_empty() && braces.is_none() {
        return None;
    }
    let word = word.to_lowercase();
    Some(Found {
        directive: Directive {
            start: line.start,
            end: None,
            shape,
            fold: (word == "details").then_some(false),
            word,
            title: title.map(str::to_owned),
        },
        mask: Mask::Heading(line),
        unclosed: true,
    })
}

/// `{{< note >}}`, alone or with its text and its end behind it, and `GitBook`'s `{% hint style="info" %}`.
fn template(text: &str, line: Range<usize>) -> Option<Found> {
    let (inside, behind) = shortcode(text)?;
    let name = inside.split(' ').next().unwrap_or_default();
    let first = || inside.split(' ').nth(1).map(|word| word.trim_matches('"'));
    let style = ["style=", "type=", "color=", "context="]
        .iter()
        .find_map(|key| quoted(inside, key));
    let word = match name {
        "hint" | "notice" | "callout" | "alert" | "admonition" => style
            .or_else(|| first().filter(|word| known_kind(word).is_some()))
            .unwrap_or("note"),
        word if is_box(word) => word,
        _ => return None,
    };
    let mut directive = Directive {
        start: line.start,
        end: None,
        shape: Shape::Open,
        word: word.to_lowercase(),
        title: quoted(inside, "title=").map(str::to_owned),
        fold: None,
    };
    if behind.is_empty() {
        return Some(Found {
            directive,
            mask: Mask::Heading(line),
            unclosed: true,
        });
    }
    let end = behind.rfind("{{").or_else(|| behind.rfind("{%"))?;
    let (last, rest) = shortcode(behind.get(end..)?)?;
    let closes = last.strip_prefix('/').map(str::trim) == Some(name);
    let behind_at = line.end - behind.len();
    directive.shape = Shape::Line;
    (closes && rest.is_empty()).then(|| Found {
        directive,
        mask: Mask::Line([line.start..behind_at, behind_at + end..line.end]),
        unclosed: false,
    })
}

/// Shortcodes that are boxes.
fn is_box(word: &str) -> bool {
    matches!(
        word,
        "hint"
            | "notice"
            | "callout"
            | "alert"
            | "admonition"
            | "note"
            | "caution"
            | "warning"
            | "tip"
            | "info"
            | "danger"
            | "important"
            | "attention"
    )
}

/// What a shortcode at the head of `text` says, and what stands behind it.
fn shortcode(text: &str) -> Option<(&str, &str)> {
    let (inside, close) = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")]
        .into_iter()
        .find_map(|(open, close)| Some((text.strip_prefix(open)?, close)))?;
    let end = inside.find(close)?;
    let behind = inside.get(end + close.len()..)?;
    Some((inside.get(..end)?.trim(), behind))
}

/// The value behind `key` in double quotes.
fn quoted<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(key)?;
    rest.strip_prefix('"')?.split('"').next()
}
