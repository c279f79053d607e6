//! The pieces of raw HTML in a document: tags, comments and text, told apart once for model and page.
//!
//! This is no HTML parser; it does not build a tree and accepts everything. What it yields is never
//! emitted as it stands: the page writes allowed tags anew and escapes the rest.

/// One piece of raw HTML.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    /// Text between tags, entities still encoded.
    Text(&'a str),
    /// `<name …>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close {
        /// As it was written.
        name: &'a str,
        /// Where it ends in the text that was taken apart.
        end: usize,
    },
    /// A comment, a declaration, a processing instruction, or the content of a script or style.
    Hidden,
}

/// An opening tag.
#[derive(Debug, PartialEq)]
pub(crate) struct Tag<'a> {
    /// In lower case.
    pub(crate) name: String,
    /// Names in lower case, values with entities decoded.
    pub(crate) attributes: Vec<(String, String)>,
    /// The whole tag as it was written.
    pub(crate) raw: &'a str,
    /// Where it begins in the text that was taken apart.
    pub(crate) at: usize,
}

impl Tag<'_> {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Elements whose content is never text of the document.
const OPAQUE: &str =
    "script style template svg math iframe object noscript noembed noframes textarea xmp head";

/// Takes raw HTML apart.
pub(crate) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(found) = html
        .get(at..)
        .and_then(|rest| rest.find('<'))
        .map(|found| found + at)
    {
        let (piece, end) = piece(html, found);
        let Some(piece) = piece else {
            let end = html
                .get(found + 1..)
                .and_then(|rest| rest.find('<'))
                .map_or(html.len(), |next| found + 1 + next);
            push_text(&mut pieces, html, at, end);
            at = end;
            continue;
        };
        push_text(&mut pieces, html, at, found);
        pieces.push(piece);
        at = end;
    }
    push_text(&mut pieces, html, at, html.len());
    pieces
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, html: &'a str, start: usize, end: usize) {
    if let Some(text) = html.get(start..end).filter(|text| !text.is_empty()) {
        pieces.push(Piece::Text(text));
    }
}

fn piece(html: &str, at: usize) -> (Option<Piece<'_>>, usize) {
    let rest = html.get(at..).unwrap_or_default();
    let until = |end: &str| {
        rest.find(end)
            .map_or(html.len(), |found| at + found + end.len())
    };
    if rest.starts_with("<!--") {
        return (Some(Piece::Hidden), until("-->"));
    }
    // ERB and the like are text for the page to mark.
    let hidden = [("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
    if let Some((_, end)) = hidden.iter().find(|(start, _)| rest.starts_with(start)) {
        return (Some(Piece::Hidden), until(end));
    }
    if let Some(behind) = rest.strip_prefix("</") {
        let name = name_of(behind);
        let name = behind.get(..name.len()).unwrap_or_default();
        return if name.is_empty() {
            (None, at)
        } else {
            let end = until(">");
            (Some(Piece::Close { name, end }), end)
        };
    }
    let name = name_of(rest.get(1..).unwrap_or_default());
    if name.is_empty() {
        return (None, at);
    }
    let (attributes, length) = attributes(rest, 1 + name.len());
    let end = at + length;
    if crate::command::is_word(OPAQUE, name.as_str()) {
        return (Some(Piece::Hidden), closed(html, end, &name));
    }
    let raw = html.get(at..end).unwrap_or_default();
    (
        Some(Piece::Open(Tag {
            name,
            attributes,
            raw,
            at,
        })),
        end,
    )
}

/// The end of an opaque element's content: behind its closing tag, or the end of the text.
fn closed(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = html
        .get(at..)
        .and_then(|rest| rest.find("</"))
        .map(|found| found + at)
    {
        let word = bytes
            .get(found + 2..found + 2 + name.len())
            .unwrap_or_default();
        if word.eq_ignore_ascii_case(name.as_bytes()) {
            return html
                .get(found..)
                .and_then(|rest| rest.find('>'))
                .map_or(html.len(), |end| found + end + 1);
        }
        at = found + 2;
    }
    html.len()
}

fn name_of(text: &str) -> String {
    let end = text
        .bytes()
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':')
        })
        .count();
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        text.get(..end).unwrap_or_default().to_ascii_lowercase()
    } else {
        String::new()
    }
}

/// The attributes of a tag from `at` on, and the tag's length. An unclosed tag goes to the end.
fn attributes(tag: &str, mut at: usize) -> (Vec<(String, String)>, usize) {
    let bytes = tag.as_bytes();
    let mut attributes = Vec::new();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return (attributes, at + 1),
            b'/' | b'"' | b'\'' | b'=' => at += 1,
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => {
                let name_end = end_of(bytes, at, |byte| {
                    byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/')
                });
                let name = tag
                    .get(at..name_end)
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                let equals = end_of(bytes, name_end, |byte| !byte.is_ascii_whitespace());
                let (value, end) = if bytes.get(equals) == Some(&b'=') {
                    value(tag, equals + 1)
                } else {
                    (String::new(), name_end)
                };
                attributes.push((name, value));
                at = end;
            }
        }
    }
    (attributes, tag.len())
}

fn value(tag: &str, from: usize) -> (String, usize) {
    let bytes = tag.as_bytes();
    let start = end_of(bytes, from, |byte| !byte.is_ascii_whitespace());
    if let Some(quote @ (b'"' | b'\'')) = bytes.get(start) {
        let end = end_of(bytes, start + 1, |byte| byte == *quote);
        (
            decode(tag.get(start + 1..end).unwrap_or_default()),
            (end + 1).min(tag.len()),
        )
    } else {
        let end = end_of(bytes, start, |byte| {
            byte.is_ascii_whitespace() || byte == b'>'
        });
        (decode(tag.get(start..end).unwrap_or_default()), end)
    }
}

fn end_of(bytes: &[u8], from: usize, stop: impl Fn(u8) -> bool) -> usize {
    bytes
        .get(from..)
        .and_then(|rest| rest.iter().position(|byte| stop(*byte)))
        .map_or(bytes.len(), |found| from + found)
}

/// Decodes numeric entities and the named ones of HTML's own syntax. Others stay as they are, which
/// is safe: whatever comes out is classified and escaped again.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let length = entity(rest).unwrap_or(1);
        let (this, after) = rest.split_at(length);
        match character(this) {
            Some(c) => out.push(c),
            None => out.push_str(this),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The length of the entity that `text` opens with.
pub(crate) fn entity(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('&')?;
    let length = inside
        .bytes()
        .take(33)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let named = inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#');
    (named && length > 1 && inside.as_bytes().get(length) == Some(&b';')).then_some(length + 2)
}

fn character(entity: &str) -> Option<char> {
    let inside = entity.strip_prefix('&')?.strip_suffix(';')?;
    if let Some(number) = inside.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    match inside {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "colon" => Some(':'),
        "Tab" => Some('\t'),
        "NewLine" => Some('\n'),
        "sol" => Some('/'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        let shown: Vec<String> = pieces(html).iter().map(shown).collect();
        assert_eq!(shown.join(" "), expected, "{html}");
    }

    fn shown(piece: &Piece<'_>) -> String {
        match piece {
            Piece::Text(text) => format!("{text:?}"),
            Piece::Open(tag) => {
                let pair = |(name, value): &(String, String)| format!(" {name}={value:?}");
                let attributes = tag.attributes.iter().map(pair).collect::<Vec<_>>().concat();
                format!("<{}{attributes}>", tag.name)
            }
            Piece::Close { name, .. } => format!("</{}>", name.to_lowercase()),
            Piece::Hidden => "-".to_owned(),
        }
    }

    #[test]
    fn takes_html_apart() {
        check("a<b>c</b>", r#""a" <b> "c" </b>"#);
        check(
            "<A HREF='x>y' Name=z onclick=\"q\">",
            r#"<a href="x>y" name="z" onclick="q">"#,
        );
        check(
            "<a href=java&#115;cript&colon;x>",
            r#"<a href="javascript:x">"#,
        );
        check("x<!-- <b> -->y", r#""x" - "y""#);
        check("<script>alert('</b>')</SCRIPT >z", r#"- "z""#);
        check("<svg><b>x</b></svg>", "-");
        check("1 < 2 <3", r#""1 < 2 " "<3""#);
        check("<pod name> <%= x %>", r#"<pod name=""> " <%= x %>""#);
        check("<b", "<b>");
        check("<a href=\"", r#"<a href="">"#);
        check("<", r#""<""#);
        check("</", r#""</""#);
        check("<é>", r#""<é>""#);
    }
}
