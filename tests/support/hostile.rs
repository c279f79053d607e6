//! The hostile documents of `tests/fixtures/hostile`: hundreds of small texts that try to run something, reach out, or hang
//! who reads them.
//!
//! Each file holds cases of one sort. A line `%%% name` begins a case; what follows up to the next one is the document, with
//! `{U+202E}` for a character that an editor would hide or lose and `{1000*text}` for text repeated, so that a case of five
//! million letters is one line to read. What a case attacks with is always one of two: it sets `attacked` in the page, or it
//! asks 127.0.0.1 for something.

use crate::{must, places};

/// One hostile document.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it tries, in words.
    pub name: String,
    /// The name of its file in a library.
    pub path: String,
    /// The document.
    pub text: String,
}

/// The cases of one file, as `links`.
///
/// # Panics
/// When the file is not there or holds no case.
#[track_caller]
pub fn cases(sort: &str) -> Vec<Case> {
    let path = places::root().join(format!("tests/fixtures/hostile/{sort}.txt"));
    let text = must(
        std::fs::read_to_string(path),
        "reading the hostile documents",
    );
    let cases: Vec<Case> = text
        .split("%%% ")
        .skip(1)
        .enumerate()
        .map(|(number, case)| {
            let (name, body) = case.split_once('\n').unwrap_or((case, ""));
            Case {
                name: name.to_owned(),
                path: format!("{sort}-{number:03}.md"),
                text: expand(body),
            }
        })
        .collect();
    assert!(!cases.is_empty(), "no hostile documents in {sort}");
    cases
}

/// Writes out characters named by number and repeated text, innermost first.
fn expand(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inside = &rest[open + 1..];
        if let Some((written, after)) = character(inside).or_else(|| repeated(inside)) {
            out.push_str(&written);
            rest = after;
        } else {
            out.push('{');
            rest = inside;
        }
    }
    out.push_str(rest);
    out
}

/// `U+202E}…`: the character and what comes after it.
fn character(inside: &str) -> Option<(String, &str)> {
    let (code, after) = inside.strip_prefix("U+")?.split_once('}')?;
    let character = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    Some((character.to_string(), after))
}

/// `1000*text}…`: the text as often, and what comes after it. The text may hold characters by number.
fn repeated(inside: &str) -> Option<(String, &str)> {
    let (times, body) = inside.split_once('*')?;
    let times: usize = times.parse().ok()?;
    let mut end = 0;
    loop {
        end += body[end..].find('}')?;
        let open = body[..end].matches("{U+").count();
        let closed = body[..end].matches('}').count();
        if open == closed {
            break;
        }
        end += 1;
    }
    Some((expand(&body[..end]).repeat(times), &body[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_out() {
        let check = |text: &str, expected: &str| assert_eq!(expand(text), expected);
        check("a{U+0041}b", "aAb");
        check("{3*ab}c", "abababc");
        check("{2*[a{U+0041}]}", "[aA][aA]");
        check("{{ x }} ${a} {#id}", "{{ x }} ${a} {#id}");
    }
}
