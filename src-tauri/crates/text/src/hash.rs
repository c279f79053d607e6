//! Hashes of texts (BLAKE3, hexadecimal). One module, so that nobody hashes differently.

/// The hash of a file's raw bytes. For compare-before-write and freshness only: a changed review
/// date or line ending changes it.
pub fn file(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The hash of what a document says: `body` is its text without byte order mark and front matter.
/// Line endings count as LF and blank lines at the end do not count, so that a review date or
/// autocrlf asks nobody to sign again.
pub fn content(body: &str) -> String {
    let unified = body.replace("\r\n", "\n");
    blake3::hash(unified.trim_end_matches(['\n', ' ', '\t', '\r']).as_bytes())
        .to_hex()
        .to_string()
}

/// The hash of a step: the headings above it, outermost first, its text without marker and number, and how many
/// steps of the same text stand before it under the same heading.
pub fn step(headings: &[&str], text: &str, ordinal: usize) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut part = |part: &str| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    };
    for heading in headings {
        part(heading);
    }
    part(text);
    part(&ordinal.to_string());
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_ignores_line_endings_and_trailing_blank_lines() {
        assert_eq!(content("a\r\nb\r\n\r\n"), content("a\nb"));
        assert_ne!(content("a\nb"), content("a\n b"));
    }

    #[test]
    fn steps_differ_by_heading_text_and_ordinal() {
        let one = step(&["A", "B"], "do", 0);
        assert_eq!(one, step(&["A", "B"], "do", 0));
        for other in [
            step(&["AB"], "do", 0),
            step(&["A"], "Bdo", 0),
            step(&["A", "B"], "do", 1),
        ] {
            assert_ne!(one, other);
        }
    }
}
