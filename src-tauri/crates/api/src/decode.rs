//! From a file's bytes to text.

use drillbook_text::{Code, Diagnostic, Severity};

/// A file's text, and what had to be done to get it.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads `bytes` as UTF-8; what is not becomes the replacement character, and is said. `cut` tells
/// that more bytes follow, so that a character cut in half at the end is no finding.
pub(crate) fn decode(mut bytes: Vec<u8>, cut: bool) -> Decoded {
    if cut {
        bytes.truncate(whole_characters(&bytes));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            text,
            diagnostics: Vec::new(),
        },
        Err(error) => Decoded {
            diagnostics: vec![Diagnostic::new(Code::NotUtf8, Severity::Warning, None)],
            text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

/// The length without a character that is cut at the end: UTF-8 has at most three bytes of one.
fn whole_characters(bytes: &[u8]) -> usize {
    let lead = bytes.iter().rev().take(3).position(|byte| *byte >= 0xC0);
    match lead {
        Some(back) => {
            let start = bytes.len() - 1 - back;
            let needed = match bytes[start] {
                0xF0.. => 4,
                0xE0.. => 3,
                _ => 2,
            };
            if needed > back + 1 {
                start
            } else {
                bytes.len()
            }
        }
        None => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], cut: bool, text: &str, problems: usize) {
        let decoded = decode(bytes.to_vec(), cut);
        assert_eq!(
            (decoded.text.as_str(), decoded.diagnostics.len()),
            (text, problems)
        );
    }

    #[test]
    fn invalid_bytes_are_replaced_and_said() {
        check("aé".as_bytes(), false, "aé", 0);
        check(b"a\xffb", false, "a\u{fffd}b", 1);
        check(b"a\xc3", false, "a\u{fffd}", 1);
    }

    #[test]
    fn a_character_cut_at_the_end_is_no_finding() {
        check(b"a\xc3", true, "a", 0);
        check("aé".as_bytes(), true, "aé", 0);
        check(&"a€".as_bytes()[..3], true, "a", 0);
    }
}
