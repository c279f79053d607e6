//! Percent-encoding, as in addresses.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Undoes percent-encoding. What is no encoding stays as it is; text that does not become UTF-8
/// comes back whole.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.as_bytes();
    while let Some((first, rest)) = bytes.split_first() {
        let hex = rest
            .get(..2)
            .filter(|_| *first == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            bytes = rest.get(2..).unwrap_or_default();
        } else {
            out.push(*first);
            bytes = rest;
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Encodes everything but letters and digits of ASCII, `-._~` and, for paths, `/`.
pub fn encode_path(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_comes_back() {
        let check = |text: &str, encoded: &str| {
            assert_eq!(encode_path(text), encoded);
            assert_eq!(decode(encoded), text);
        };
        check("a b/c#d?.md", "a%20b/c%23d%3F.md");
        check("é%/~x_y-1.md", "%C3%A9%25/~x_y-1.md");
    }

    #[test]
    fn what_is_no_encoding_stays() {
        for text in ["100%.md", "%", "%g0", "%ff.md", ""] {
            assert_eq!(decode(text), text);
        }
    }
}
