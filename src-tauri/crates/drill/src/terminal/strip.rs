//! Terminal output is text of strangers: only colours and bold survive.

/// Takes out every control and escape sequence but SGR (`ESC [ … m` of digits and semicolons), line feeds and tabs.
/// OSC, DCS, APC, PM and SOS go with their contents, private modes and cursor movements without a trace; a sequence
/// that never ends takes the rest of the text with it.
pub fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\u{1b}' => escape(after, &mut out),
            '\u{9b}' => csi(after, &mut out),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => string(after),
            '\n' | '\t' => {
                out.push(c);
                after
            }
            c if c.is_control() => after,
            c => {
                out.push(c);
                after
            }
        };
    }
    out
}

fn escape<'a>(after: &'a str, out: &mut String) -> &'a str {
    let mut chars = after.chars();
    match chars.next() {
        Some('[') => csi(chars.as_str(), out),
        Some(']' | 'P' | 'X' | '^' | '_') => string(chars.as_str()),
        // Intermediate bytes and one final byte: character sets and the like.
        Some(' '..='/') => chars
            .as_str()
            .trim_start_matches(|c| matches!(c, ' '..='/'))
            .get(1..)
            .unwrap_or_default(),
        // A single final byte, which is ASCII; anything else is text again.
        Some('0'..='~') => chars.as_str(),
        _ => after,
    }
}

fn csi<'a>(after: &'a str, out: &mut String) -> &'a str {
    let Some(end) = after.find(|c| !matches!(c, ' '..='?')) else {
        return "";
    };
    let parameters = &after[..end];
    let plain =
        parameters.len() <= 32 && parameters.bytes().all(|b| b.is_ascii_digit() || b == b';');
    match after[end..].chars().next() {
        Some('m') if plain => {
            out.push_str("\u{1b}[");
            out.push_str(parameters);
            out.push('m');
            &after[end + 1..]
        }
        Some('@'..='~') => &after[end + 1..],
        _ => &after[end..],
    }
}

/// The rest behind the terminator of an OSC, DCS, APC, PM or SOS.
fn string(after: &str) -> &str {
    for (at, c) in after.char_indices() {
        match c {
            '\u{7}' | '\u{9c}' => return &after[at + c.len_utf8()..],
            '\u{1b}' => {
                let rest = &after[at + 1..];
                return rest.strip_prefix('\\').unwrap_or(&after[at..]);
            }
            _ => {}
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::strip;

    fn check(text: &str, expected: &str) {
        assert_eq!(strip(text), expected, "{text:?}");
    }

    #[test]
    fn colours_stay_and_the_rest_goes() {
        check(
            "a\u{1b}[1;31mb\u{1b}[0m\tc\n",
            "a\u{1b}[1;31mb\u{1b}[0m\tc\n",
        );
        check("\u{1b}]0;title\u{7}a", "a");
        check("\u{1b}]8;;http://x\u{1b}\\a\u{1b}]8;;\u{1b}\\", "a");
        check("\u{1b}P1$r0m\u{1b}\\a\u{1b}_G\u{1b}\\b", "ab");
        check("\u{1b}[?1049ha\u{1b}[2Jb\u{1b}[>0c", "ab");
        check("\u{1b}[?25m", "");
        check("\u{9d}52;c;x\u{9c}a\u{9b}31mb", "a\u{1b}[31mb");
        check("a\r\u{8}\u{0}b\u{85}", "ab");
        check("\u{1b}(Ba\u{1b}cb\u{1b}", "ab");
        check("\u{1b}]never ends", "");
        check("\u{1b}[é", "é");
        check("\u{1b}(é", "");
    }
}
