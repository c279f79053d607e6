//! What a line of `AsciiDoc` is, looked at by itself.

use crate::include::in_asciidoc;

/// The character of a delimiter line: four or more of one kind, `--` or a fence.
pub(super) fn delimiter(line: &str) -> Option<u8> {
    let first = *line.as_bytes().first()?;
    if line.starts_with("```") {
        return Some(b'`');
    }
    let same = line.bytes().all(|byte| byte == first);
    let block = same && line.len() >= 4 && b"-.=*_/+".contains(&first);
    (block || line == "--").then_some(first)
}

/// A condition, the place of the table of contents, which is our outline, or the end of a printed page.
pub(super) fn is_directive(line: &str) -> bool {
    let named = ["ifdef::", "ifndef::", "ifeval::", "endif::", "toc::"]
        .iter()
        .any(|name| line.starts_with(name));
    line == "<<<" || (named && line.ends_with(']'))
}

/// `.Title` above a block.
pub(super) fn title(line: &str) -> Option<&str> {
    line.strip_prefix('.')
        .filter(|rest| !rest.starts_with(['.', ' ', '\t']) && !rest.is_empty())
}

/// `:name: value`.
pub(super) fn is_entry(line: &str) -> bool {
    let name = line
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'))
        .map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'!'))
    })
}

pub(super) fn heading(line: &str) -> Option<(u8, &str)> {
    let marks = line.bytes().take_while(|byte| *byte == b'=').count();
    let text = line.get(marks..)?;
    let text = text
        .strip_prefix([' ', '\t'])
        .filter(|_| (1..=6).contains(&marks))?
        .trim();
    (!text.is_empty()).then_some((u8::try_from(marks).unwrap_or(6), text))
}

/// The length of a list item's marker with the space behind it, and whether it is numbered.
pub(super) fn item(line: &str) -> Option<(usize, bool)> {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    let marker = bare
        .split([' ', '\t'])
        .next()
        .filter(|marker| marker.len() < bare.len())?;
    let all = |byte: u8| marker.bytes().all(|other| other == byte);
    let ordered = all(b'.')
        || marker
            .strip_suffix('.')
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    (ordered || all(b'*') || marker == "-").then_some((indent + marker.len() + 1, ordered))
}

/// A line across the page: `'''`, or as Markdown writes it.
pub(super) fn is_rule(line: &str) -> bool {
    let quotes = line.len() >= 3 && line.bytes().all(|byte| byte == b'\'');
    quotes || ["---", "- - -", "***", "* * *"].contains(&line)
}

/// A line that opens with a term and the sign behind it.
pub(super) struct Term<'a> {
    /// Where the term begins.
    pub(super) start: usize,
    pub(super) text: &'a str,
    /// `::`, longer in nested lists, or `;;`.
    pub(super) sign: &'a str,
    /// Where what it means begins.
    pub(super) meaning: usize,
}

/// `term:: meaning`: the sign ends a word, and not in the middle of code.
pub(super) fn term(line: &str) -> Option<Term<'_>> {
    const SIGNS: [&str; 4] = ["::::", ":::", "::", ";;"];
    let start = line.len() - line.trim_start().len();
    let mut end = start;
    for word in line.get(start..)?.split_inclusive([' ', '\t']) {
        let bare = word.trim_end();
        let signed = end + bare.len();
        end += word.len();
        let Some(sign) = SIGNS.iter().find(|sign| bare.ends_with(**sign)) else {
            continue;
        };
        let text = line.get(start..signed - sign.len())?;
        let in_code = text.matches('`').count() % 2 == 1;
        let bad = text.is_empty() || text.ends_with([' ', '\t', ':', ';']) || in_code;
        return (!bad).then(|| Term {
            start,
            text,
            sign: line.get(signed - sign.len()..signed).unwrap_or(sign),
            meaning: line.len() - line.get(end..).unwrap_or_default().trim_start().len(),
        });
    }
    None
}

/// What `:leveloffset:` says: how much deeper headings stand from here on, where they stood `now` deeper before.
pub(super) fn level_offset(line: &str, now: i8) -> Option<i8> {
    if ["!leveloffset:", "leveloffset!:"].contains(&line.strip_prefix(':')?) {
        return Some(0);
    }
    let value = line.strip_prefix(":leveloffset:")?.trim();
    let number: i8 = if value.is_empty() {
        0
    } else {
        value.parse().ok()?
    };
    let relative = value.starts_with(['+', '-']);
    Some(if relative {
        now.saturating_add(number)
    } else {
        number
    })
}

pub(super) fn admonition(word: &str) -> Option<&'static str> {
    match word {
        "NOTE" | "INFO" => Some("note"),
        "TIP" => Some("tip"),
        "IMPORTANT" => Some("important"),
        "WARNING" => Some("warning"),
        "CAUTION" => Some("caution"),
        _ => None,
    }
}

/// Whether a line is none that a paragraph goes on with.
pub(super) fn begins_another(line: &str) -> bool {
    line.is_empty()
        || line == "+"
        || (line.starts_with('[') && line.ends_with(']'))
        || delimiter(line).is_some()
        || heading(line).is_some()
        || is_rule(line)
        || item(line).is_some()
        || level_offset(line, 0).is_some()
        || in_asciidoc(line).is_some()
}

/// Whether a line speaks of the block below it, or to nobody.
pub(super) fn is_above(line: &str) -> bool {
    title(line).is_some() || is_entry(line) || is_directive(line) || line.starts_with("//")
}
