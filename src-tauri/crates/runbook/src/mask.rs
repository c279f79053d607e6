//! What a Markdown parser must not see as it was written, masked byte for byte, so that every span
//! still fits the text.
//!
//! - `[x]({{< ref "a.md" >}})` is no link for CommonMark because of its spaces: they become plus signs.
//! - Boxes and tabs that CommonMark does not know become items and headings ([`crate::directive`]).
//! - Lines are read up to [`LONGEST_LINE`]; behind that stand spaces.
//! - Thousands of quotations or lists opened in one line make every later line slow: markers beyond
//!   [`MOST_MARKERS`] become dots.

use crate::directive::{self, Directive, FILLER, Mask};
use std::borrow::Cow;
use std::ops::Range;

/// Containers that one line can open.
const MOST_MARKERS: usize = 100;
/// Bytes of a line that are read; windows and sanitizers take long for longer ones.
pub(crate) const LONGEST_LINE: usize = 100_000;
/// How far an address reaches at most, which bounds the work.
const LONGEST_ADDRESS: usize = 1_000;

/// A body that a parser can be given.
pub(crate) struct Masked<'a> {
    pub(crate) text: Cow<'a, str>,
    /// In reading order.
    pub(crate) directives: Vec<Directive>,
    /// Whether markers were masked because there were too many.
    pub(crate) nesting_cut: bool,
}

/// Masks what has to be masked; mostly nothing, and then nothing is copied.
pub(crate) fn mask(body: &str) -> Masked<'_> {
    let mut bytes: Option<Vec<u8>> = None;
    if body.contains("{{") {
        addresses(body, &mut bytes);
    }
    let (directives, masks) = directive::find(body);
    for mask in masks {
        put(bytes.get_or_insert_with(|| body.as_bytes().to_vec()), &mask);
    }
    long_lines(body, &mut bytes);
    let nesting_cut = markers(body, &mut bytes);
    let text = match bytes.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(body),
    };
    Masked {
        text,
        directives,
        nesting_cut,
    }
}

/// A body whose long lines are cut, and nothing else masked.
pub(crate) fn lines(body: &str) -> Cow<'_, str> {
    let mut bytes = None;
    long_lines(body, &mut bytes);
    match bytes.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(body),
    }
}

fn long_lines(body: &str, bytes: &mut Option<Vec<u8>>) {
    if body.len() <= LONGEST_LINE {
        return;
    }
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let text = line.trim_end_matches(['\n', '\r']);
        let kept = head(text).len();
        if kept < text.len() {
            let bytes = bytes.get_or_insert_with(|| body.as_bytes().to_vec());
            let rest = bytes.get_mut(at + kept..at + text.len());
            rest.unwrap_or_default().fill(b' ');
        }
        at += line.len();
    }
}

/// The part of a line that is read.
pub(crate) fn head(line: &str) -> &str {
    let mut end = line.len().min(LONGEST_LINE);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or_default()
}

/// Writes what stands for a directive.
fn put(bytes: &mut [u8], mask: &Mask) {
    let mut write = |range: &Range<usize>, head: &[u8], rest: u8| {
        let line = bytes.get_mut(range.clone()).unwrap_or_default();
        line.fill(rest);
        line.iter_mut()
            .zip(head)
            .for_each(|(byte, head)| *byte = *head);
    };
    match mask {
        Mask::Item(line) => write(line, b"+   #", b' '),
        Mask::Heading(line) => write(line, b"#", b' '),
        Mask::Line([head, tail]) => {
            // One character, one byte.
            write(head, b"+   ", u8::try_from(FILLER).unwrap_or(b'.'));
            write(tail, b"", b' ');
        }
    }
}

fn replace(bytes: &mut Option<Vec<u8>>, body: &str, range: Range<usize>, from: &[u8], to: u8) {
    let bytes = bytes.get_or_insert_with(|| body.as_bytes().to_vec());
    let slice = bytes.get_mut(range).unwrap_or_default();
    slice
        .iter_mut()
        .filter(|byte| from.contains(byte))
        .for_each(|byte| *byte = to);
}

fn addresses(body: &str, bytes: &mut Option<Vec<u8>>) {
    let mut places = body.match_indices("](").map(|(at, _)| at + 2).peekable();
    while let Some(start) = places.next() {
        // No address holds the start of another link.
        let next = places.peek().copied().unwrap_or(body.len());
        let mut end = next.min(start + LONGEST_ADDRESS);
        while !body.is_char_boundary(end) {
            end -= 1;
        }
        for (from, to) in expressions(body.get(start..end).unwrap_or_default()) {
            replace(bytes, body, start + from..start + to, b" ", b'+');
        }
    }
}

/// The expressions in an address that stands at the head of `rest`, up to its closing parenthesis.
fn expressions(rest: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let ahead = rest.get(at..).unwrap_or_default();
        let close = ahead.find([')', ' ', '\n']).unwrap_or(ahead.len());
        let Some(open) = ahead.get(..close).and_then(|address| address.find("{{")) else {
            return found;
        };
        let line = ahead
            .get(open..)
            .and_then(|inside| inside.split('\n').next())
            .unwrap_or_default();
        let Some(end) = line.find("}}") else {
            return found;
        };
        found.push((at + open, at + open + end));
        at += open + end + 2;
    }
}

/// Masks the markers of quotations and lists that a line opens beyond the limit.
fn markers(body: &str, bytes: &mut Option<Vec<u8>>) -> bool {
    let mut cut = false;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        // A hundred markers take two hundred bytes, with spaces between list markers; most lines are shorter.
        if line.len() > MOST_MARKERS
            && let Some((from, to)) = excess(line)
        {
            replace(bytes, body, at + from..at + to, b">-*+.)0123456789", b'.');
            cut = true;
        }
        at += line.len();
    }
    cut
}

/// Where the markers beyond the limit begin and end.
fn excess(line: &str) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let (mut at, mut count, mut from) = (0, 0, None);
    while let Some(byte) = bytes.get(at) {
        let digits = bytes
            .get(at..bytes.len().min(at + 10))
            .unwrap_or_default()
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let spaced = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        let length = match byte {
            b' ' | b'\t' => {
                at += 1;
                continue;
            }
            b'>' => 1,
            b'-' | b'*' | b'+' if spaced(at + 1) => 1,
            b'0'..=b'9'
                if matches!(bytes.get(at + digits), Some(b'.' | b')'))
                    && spaced(at + digits + 1) =>
            {
                digits + 1
            }
            _ => break,
        };
        count += 1;
        if count == MOST_MARKERS + 1 {
            from = Some(at);
        }
        at += length;
    }
    from.map(|from| (from, at))
}

/// An address as it was written.
pub(crate) fn restored(address: &str) -> Cow<'_, str> {
    if !address.contains("{{") {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len());
    let mut rest = address;
    while let Some(open) = rest.find("{{") {
        let end = rest
            .get(open..)
            .and_then(|inside| inside.find("}}"))
            .map_or(rest.len(), |end| open + end);
        out.push_str(rest.get(..open).unwrap_or_default());
        out.push_str(&rest.get(open..end).unwrap_or_default().replace('+', " "));
        rest = rest.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let masked = mask(text);
        assert_eq!(masked.text, expected);
        assert_eq!(masked.text.len(), text.len());
    }

    #[test]
    fn masks_addresses_only() {
        check(
            r#"[x]({{< ref "a.md" >}}) {{ y z }}"#,
            r#"[x]({{<+ref+"a.md"+>}}) {{ y z }}"#,
        );
        check("[x]({{ a }}/b/{{ c }}) d", "[x]({{+a+}}/b/{{+c+}}) d");
        check("[x](a) {{ b }}", "[x](a) {{ b }}");
        check("[x]({{ a", "[x]({{ a");
        assert_eq!(restored("{{<+ref+\"a\"+>}}+b"), "{{< ref \"a\" >}}+b");
    }

    #[test]
    fn cuts_long_lines() {
        let long = "é".repeat(LONGEST_LINE);
        let masked = mask(&long).text.into_owned();
        assert_eq!(masked.len(), long.len());
        assert_eq!(masked.trim_end().len(), LONGEST_LINE);
        check("short\n", "short\n");
        assert_eq!(lines("short"), "short");
    }

    #[test]
    fn masks_markers_beyond_the_limit() {
        check(
            &format!("{}a\nb", "> ".repeat(102)),
            &format!("{}. . a\nb", "> ".repeat(100)),
        );
        check(
            &format!("{}x", "1. ".repeat(101)),
            &format!("{}.. x", "1. ".repeat(100)),
        );
        let rule = "-".repeat(300);
        check(&rule, &rule);
        let words = "a > ".repeat(300);
        check(&words, &words);
    }
}
