//! White space and quotes of a strict YAML text made even; nothing else changes, and comments stay where they are.
//!
//! One blank after `:` and `,`, none inside brackets, no white space at ends of lines, one blank line at most, one line
//! feed at the end, and no quotes where the text is a plain word anyway. Indentation and line breaks are the author's.

use super::tree::{TreeProblem, tree};
use crate::Span;
use serde_saphyr::granit_parser::{ScalarStyle, Scanner, StrInput, TokenType};

/// The text made even, or what keeps it from being read. What comes back reads as the same tree, and formatting it
/// again changes nothing.
pub fn format(text: &str) -> Result<String, Vec<TreeProblem>> {
    let unified = text.replace("\r\n", "\n");
    let (before, problems) = tree(&unified);
    if !problems.is_empty() {
        return Err(problems);
    }
    let made = even(&unified);
    let (after, wrong) = tree(&made);
    let same = match (&before, &after) {
        (Some(before), Some(after)) => before.same(after),
        (before, after) => before.is_none() && after.is_none(),
    };
    // What says something else than before is not handed out, whatever the reason.
    Ok(if same && wrong.is_empty() {
        made
    } else {
        unified
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open,
    Close,
    Comma,
    Colon,
    /// `-` and `?`: what follows them sets the column of the lines below.
    Mark,
    Word,
    Start,
}

fn even(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut end, mut last, mut depth) = (0, Kind::Start, 0_usize);
    for (span, style, kind) in atoms(text) {
        if span.start < end {
            continue;
        }
        gap(&mut out, &text[end..span.start], last, kind, depth > 0);
        match style {
            Some(style) => out.push_str(&word(span.of(text), style)),
            None => out.push_str(span.of(text)),
        }
        match kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        (end, last) = (span.end, kind);
    }
    gap(&mut out, &text[end..], last, Kind::Start, false);
    let kept = out.trim_end().len();
    out.truncate(kept);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn atoms(text: &str) -> Vec<(Span, Option<ScalarStyle>, Kind)> {
    let mut atoms = Vec::new();
    for token in Scanner::new(StrInput::new(text)) {
        let Ok(token) = token else { break };
        let (place, kind) = token.into_parts();
        let range = place.byte_range().unwrap_or(0..0);
        let mut span = Span::new(range.start.min(text.len()), range.end.min(text.len()));
        let (style, kind) = match kind {
            TokenType::FlowSequenceStart | TokenType::FlowMappingStart => (None, Kind::Open),
            TokenType::FlowSequenceEnd | TokenType::FlowMappingEnd => (None, Kind::Close),
            TokenType::FlowEntry => (None, Kind::Comma),
            TokenType::Value => (None, Kind::Colon),
            TokenType::BlockEntry | TokenType::Key => (None, Kind::Mark),
            TokenType::DocumentStart | TokenType::DocumentEnd => (None, Kind::Word),
            TokenType::Scalar(style, _) => (Some(style), Kind::Word),
            _ => continue,
        };
        if kind != Kind::Word {
            // Only what is written counts; a key without `?` is not.
            span = Span::new(span.start, (span.start + 1).min(text.len()));
            let written = matches!(span.of(text), "{" | "}" | "[" | "]" | "," | ":" | "-" | "?");
            if !written || (kind == Kind::Mark && !matches!(span.of(text), "-" | "?")) {
                continue;
            }
        }
        if span.start < span.end {
            atoms.push((span, style, kind));
        }
    }
    atoms.sort_by_key(|(span, ..)| span.start);
    atoms
}

/// White space and comments between two atoms.
fn gap(out: &mut String, gap: &str, last: Kind, next: Kind, flow: bool) {
    if !gap.contains(['\n', '#']) {
        out.push_str(&same_line(gap, last, next, flow));
        return;
    }
    let mut lines = gap.split('\n').peekable();
    let fresh = out.is_empty() || out.ends_with('\n');
    if !fresh && let Some(rest) = lines.next() {
        let comment = rest.trim();
        if !comment.is_empty() {
            let blanks = rest.len() - rest.trim_start().len();
            // The mark of a block, `|`, is no atom of its own.
            let blanks = if comment.starts_with('#') {
                blanks.max(2)
            } else {
                1
            };
            out.push_str(&" ".repeat(blanks));
            out.push_str(comment);
        }
        if lines.peek().is_some() {
            out.push('\n');
        }
    }
    let mut blank = out.ends_with("\n\n") || out.is_empty();
    while let Some(line) = lines.next() {
        if lines.peek().is_none() && !line.contains('#') {
            // The indentation of what comes next.
            out.push_str(line);
        } else if line.trim().is_empty() {
            if !blank {
                out.push('\n');
            }
            blank = true;
        } else {
            out.push_str(line.trim_end());
            if lines.peek().is_some() {
                out.push('\n');
            }
            blank = false;
        }
    }
}

fn same_line(gap: &str, last: Kind, next: Kind, flow: bool) -> String {
    let blanks = match (last, next) {
        (Kind::Open, _) | (_, Kind::Close | Kind::Comma) => "",
        (_, Kind::Colon) if last == Kind::Word => "",
        (Kind::Comma, _) => " ",
        (Kind::Colon, _) if flow || !gap.is_empty() => " ",
        _ => gap,
    };
    blanks.to_owned()
}

/// A scalar without needless quotes.
fn word(written: &str, style: ScalarStyle) -> String {
    let quote = match style {
        ScalarStyle::SingleQuoted => '\'',
        ScalarStyle::DoubleQuoted => '"',
        _ => return written.to_owned(),
    };
    let inner = written
        .strip_prefix(quote)
        .and_then(|rest| rest.strip_suffix(quote));
    match inner {
        Some(inner) if is_plain(inner) => inner.to_owned(),
        _ => written.to_owned(),
    }
}

/// Letters first, nothing that any reader of YAML takes for something else than this text.
fn is_plain(text: &str) -> bool {
    const SPECIAL: [&str; 10] = [
        "true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan",
    ];
    let fine = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/');
    text.starts_with(|c: char| c.is_alphabetic())
        && !text.ends_with([' ', '.', '-'])
        && text.chars().all(fine)
        && !text.contains("  ")
        && !SPECIAL.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let made = format(text).unwrap();
        assert_eq!(made, expected);
        assert_eq!(format(&made).unwrap(), made, "again");
    }

    #[test]
    fn evens_white_space_and_quotes() {
        check(
            "a:   {b: 1,c:  [ x ,y ] }   # why\r\n\n\n\nd: \"word\"\ne: '17:50'  \n",
            "a: {b: 1, c: [x, y]}   # why\n\nd: word\ne: '17:50'\n",
        );
        check(
            "a: \"no\"\nb: 'it''s'\nc: \"%\"\nd: 'x y'",
            "a: \"no\"\nb: 'it''s'\nc: \"%\"\nd: x y\n",
        );
        check(
            "- a:  1\n  b: 2\n-   c: 3\n    d: 4\n",
            "- a: 1\n  b: 2\n-   c: 3\n    d: 4\n",
        );
        check(
            "# top\n\n\na: |\n  two   \n\n\n  lines\n\n\nb: 1\n\n\n",
            "# top\n\na: |\n  two   \n\n\n  lines\n\n\nb: 1\n",
        );
        check("a: {b: 1,\n    c: 2}\n", "a: {b: 1,\n    c: 2}\n");
        check("a: [\"x\", 'y:z', \"b, c\"]", "a: [x, 'y:z', \"b, c\"]\n");
        check("", "");
        check("# only\n", "# only\n");
    }

    #[test]
    fn broken_texts_are_not_touched() {
        assert!(format("a: [").is_err());
        assert!(format("a: 1\na: 2").is_err());
    }
}
