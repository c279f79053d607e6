//! Text that looks like a secret, in values that somebody types and in output that somebody pastes.
//!
//! A guess that errs on the side of hiding: what is not stored cannot leak. It knows the usual shapes of keys, tokens and
//! passwords, and that identifiers (UUIDs, hashes of commits, names of pods) are none.

use aho_corasick::AhoCorasick;
use std::ops::Range;
use std::sync::LazyLock;

/// What stands in place of a secret.
pub const MASK: &str = "••••••";
/// Words beside which a long random word is a secret.
const NAMES: [&str; 18] = [
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "secret",
    "token",
    "apikey",
    "api_key",
    "api-key",
    "access_key",
    "access-key",
    "accesskey",
    "private_key",
    "privatekey",
    "credential",
    "kata_sandi",
    "sandi",
    "client_secret",
];
/// Finds [`NAMES`] in any case in one pass: most lines have none, and every line of a library is looked at.
#[expect(clippy::expect_used, reason = "the names are fixed and few")]
static NAMED: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(NAMES)
        .expect("the names are fixed and few")
});
/// How far before a secret the beginning of its address is looked for, in bytes.
const LONGEST_ADDRESS: usize = 2_000;
/// How long a line is looked at.
const LONGEST_LINE: usize = 20_000;

/// Whether a value or a line of text looks like it holds a secret.
pub fn looks_secret(text: &str) -> bool {
    !places(text).is_empty()
}

/// The text with what looks secret replaced by dots.
pub fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for place in places(text) {
        out.push_str(text.get(at..place.start).unwrap_or_default());
        out.push_str(MASK);
        at = place.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// Where secrets stand in a text that is published on purpose, in order and apart. Errs on the other side than
/// [`mask`]: a document that teaches with `password: changeme` holds no secret.
pub fn written(text: &str) -> Vec<Range<usize>> {
    let mut found = places(text);
    found.retain(|place| {
        let word = text.get(place.clone()).unwrap_or_default();
        is_no_example(word) && !is_in_path(text, place.start)
    });
    found
}

/// Whether a value was made up by a machine or by somebody with a secret, and not by a writer who needed an example.
fn is_no_example(word: &str) -> bool {
    const EXAMPLES: [&str; 11] = [
        "example", "password", "passwd", "secret", "changeme", "xxx", "your", "test", "dummy",
        "redacted", "make_up",
    ];
    if word.starts_with("-----BEGIN ") {
        return !word.contains("...");
    }
    let lower = word.to_lowercase();
    let example = EXAMPLES.iter().any(|example| lower.contains(example));
    let code = word.contains(|c| "(){}[]$<>*…:;".contains(c)) || word.contains("..");
    let digits = word.bytes().any(|byte| byte.is_ascii_digit());
    let letters = word.bytes().any(|byte| byte.is_ascii_alphabetic());
    let random = digits && letters && word.len() >= 8 && entropy(word) >= 2.8;
    !example && !code && (random || known_shape(word))
}

/// Whether the place lies behind the host of an address, or in the destination of a link: what is random there names a page or
/// expires.
fn is_in_path(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST_ADDRESS));
    let before = text.get(from..at).unwrap_or_default();
    let run = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    run.contains("](")
        || run
            .rsplit_once("://")
            .is_some_and(|(_, behind)| behind.contains('/'))
}

/// Where secrets stand, in order and apart.
fn places(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut key_until: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if key_until.is_some_and(|end| start < end) {
            continue;
        }
        if let Some(range) = private_key(text, start, line) {
            key_until = Some(range.end);
            found.push(range);
            continue;
        }
        let mut end = line.len().min(LONGEST_LINE);
        while !line.is_char_boundary(end) {
            end -= 1;
        }
        let seen = line.get(..end).unwrap_or_default();
        found.extend(
            in_line(seen)
                .into_iter()
                .map(|range| start + range.start..start + range.end),
        );
    }
    found
}

/// A private key that begins in the line, down to its end or the text's.
fn private_key(text: &str, start: usize, line: &str) -> Option<Range<usize>> {
    let at = line.find("-----BEGIN ")?;
    line.get(at..)?.find("PRIVATE KEY")?;
    let from = start + at;
    let rest = text.get(from..)?;
    let end = rest.find("-----END ").map_or(rest.len(), |end| {
        let tail = rest.get(end..).unwrap_or_default();
        end + tail.find('\n').unwrap_or(tail.len())
    });
    Some(from..from + end)
}

fn in_line(line: &str) -> Vec<Range<usize>> {
    let named = NAMED.is_match(line);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut after_bearer = false;
    for (word, start) in words(line) {
        let secret =
            known_shape(word) || (after_bearer && word.len() >= 12) || (named && is_random(word));
        if secret {
            found.push(start..start + word.len());
        }
        after_bearer = word.eq_ignore_ascii_case("bearer") || (after_bearer && word.is_empty());
    }
    if named {
        assigned(line, &mut found);
    }
    in_address(line, &mut found);
    found.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// The words of a line: runs of what keys and tokens are made of.
fn words(line: &str) -> Vec<(&str, usize)> {
    let mut words = Vec::new();
    let mut start = 0;
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/');
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if part(c) {
            continue;
        }
        if let Some(word) = line.get(start..at).filter(|word| !word.is_empty()) {
            words.push((word, start));
        }
        start = at + c.len_utf8();
    }
    words
}

/// Keys and tokens that are known by how they begin.
fn known_shape(word: &str) -> bool {
    const PREFIXES: [(&str, usize); 14] = [
        ("AKIA", 20),
        ("ASIA", 20),
        ("ghp_", 30),
        ("gho_", 30),
        ("ghs_", 30),
        ("github_pat_", 30),
        ("glpat-", 20),
        ("xoxb-", 20),
        ("xoxp-", 20),
        ("sk_live_", 20),
        ("AIza", 35),
        ("hvs.", 24),
        ("npm_", 36),
        ("ya29.", 24),
    ];
    let prefixed = PREFIXES
        .iter()
        .any(|(prefix, length)| word.len() >= *length && word.starts_with(prefix));
    let parts = word.split('.').count();
    let token = word.starts_with("eyJ") && word.len() >= 30 && (2..=5).contains(&parts);
    prefixed || token
}

/// `password=…`, `token: …`, `--password …`: what stands behind the name of a secret.
fn assigned(line: &str, found: &mut Vec<Range<usize>>) {
    let lower = line.to_ascii_lowercase();
    for name in NAMES {
        for (at, _) in lower.match_indices(name) {
            let behind = at + name.len();
            if let Some(range) = value_behind(line, at, behind) {
                found.push(range);
            }
        }
    }
}

/// The value behind a name that ends at `behind`.
fn value_behind(line: &str, at: usize, behind: usize) -> Option<Range<usize>> {
    let rest = line.get(behind..)?;
    let tail = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if rest.len() - tail.len() > 12 {
        return None;
    }
    let tail = tail.trim_start_matches(['"', '\'']);
    let bare = tail.trim_start_matches(' ');
    let option = line.get(..at)?.ends_with("--");
    let value = match bare.chars().next()? {
        '=' | ':' => bare.get(1..)?.trim_start_matches([' ', '>', '"', '\'']),
        _ if option && bare.len() < tail.len() => bare.trim_start_matches(['"', '\'']),
        _ => return None,
    };
    let end = value
        .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | ';' | '&' | '`' | ')'))
        .unwrap_or(value.len());
    let word = value.get(..end)?;
    let start = line.len() - value.len();
    let name = line.get(at..behind)?.to_ascii_lowercase();
    let password = name.contains("pass") || name.contains("pwd") || name.contains("sandi");
    let public = !password && (is_uuid(word) || is_name(word));
    (is_value(word) && !public).then_some(start..start + end)
}

/// Whether the word behind `password=` is a value and not a placeholder, a variable or a plain answer.
fn is_value(word: &str) -> bool {
    let plain = matches!(
        word.to_ascii_lowercase().as_str(),
        "true"
            | "false"
            | "null"
            | "none"
            | "yes"
            | "no"
            | "required"
            | "invalid"
            | "expired"
            | "changed"
            | "missing"
    );
    word.chars().count() >= 4
        && !plain
        && !word.starts_with("--")
        && !word.starts_with(['$', '<', '{', '*', '•', '(', '[', '/', '%'])
        && word.chars().all(|c| c.is_ascii_graphic())
}

/// `postgres://user:password@host`
fn in_address(line: &str, found: &mut Vec<Range<usize>>) {
    for (at, _) in line.match_indices("://") {
        let rest = line.get(at + 3..).unwrap_or_default();
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '?'))
            .unwrap_or(rest.len());
        let authority = rest.get(..end).unwrap_or_default();
        let Some((user, _)) = authority.rsplit_once('@') else {
            continue;
        };
        if let Some((name, password)) = user.split_once(':')
            && !password.is_empty()
            && !password.starts_with(['$', '<', '{', '*', '•'])
        {
            let start = at + 3 + name.len() + 1;
            found.push(start..start + password.len());
        }
    }
}

/// Whether a word is long and as mixed as only machines write.
fn is_random(word: &str) -> bool {
    let word = word.trim_matches(['.', '-', '_', '/']);
    if word.len() < 20 || is_identifier(word) || word.contains("://") {
        return false;
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let upper = word.bytes().filter(u8::is_ascii_uppercase).count();
    let lower = word.bytes().filter(u8::is_ascii_lowercase).count();
    let path = word.matches('/').count() > 2 || word.matches(['.', '-', '_']).count() > 3;
    digits >= 2 && lower + upper >= 6 && !path && entropy(word) >= 3.5
}

/// UUIDs, hashes of commits and digests, names of pods: long, random and public.
fn is_identifier(word: &str) -> bool {
    let bare = word.strip_prefix("sha256").unwrap_or(word);
    let hex = bare.bytes().all(|byte| byte.is_ascii_hexdigit());
    let commit = hex && matches!(bare.len(), 7..=12 | 40 | 64);
    commit || is_uuid(word) || is_ulid(word) || is_name(word)
}

/// 26 letters and digits of Crockford's base 32, as <https://github.com/ulid/spec> has them.
fn is_ulid(word: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    word.len() == 26
        && word.starts_with(|first: char| ('0'..='7').contains(&first))
        && word
            .bytes()
            .all(|byte| digit(byte) && !b"ILOU".contains(&byte))
}

fn is_uuid(word: &str) -> bool {
    word.len() == 36
        && word.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `checkout-6d4cf56db6-x2x7q`: lower case, short parts divided by hyphens.
fn is_name(word: &str) -> bool {
    let part = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'/')
    };
    word.contains('-')
        && word.bytes().all(part)
        && word.split(['-', '.', '/']).all(|part| part.len() <= 16)
}

/// Shannon's entropy of the bytes, in bits a byte.
fn entropy(word: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in word.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let all = f64::from(u32::try_from(word.len()).unwrap_or(u32::MAX));
    counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| f64::from(*count) / all)
        .map(|share| -share * share.log2())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(mask(text), expected);
        assert_eq!(looks_secret(text), text != expected);
    }

    #[test]
    fn hides_what_looks_secret() {
        check("password=hunter22 host=a", "password=•••••• host=a");
        check("DB_PASSWORD: 's3cr3t!'", "DB_PASSWORD: '••••••'");
        check("mysql --password hunter22", "mysql --password ••••••");
        check("\"token\": \"abcd1234\",", "\"token\": \"••••••\",");
        check("kata_sandi=rahasia1", "kata_sandi=••••••");
        check("key AKIAIOSFODNN7EXAMPLE", "key ••••••");
        check(
            "Authorization: Bearer abcdef1234567",
            "Authorization: Bearer ••••••",
        );
        check(
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
            "••••••",
        );
        check(
            "psql postgres://u:pa55@db/x",
            "psql postgres://u:••••••@db/x",
        );
        check("the token is 9fQ2xLm8Zp7RtYv3KwBn", "the token is ••••••");
        check(
            "a\n-----BEGIN RSA PRIVATE KEY-----\nMII\nx\n-----END RSA PRIVATE KEY-----\nb",
            "a\n••••••\nb",
        );
        check("-----BEGIN PRIVATE KEY-----\ncut", "••••••");
    }

    #[test]
    fn documents_that_link_and_teach_hold_no_secret() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = written(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected);
        };
        check(
            "* [a Bearer Token](https://tools.example.org/html/rfc6750)",
            &[],
        );
        check(
            "| [Token](books/Amazon%20Bed/IRP-Ag3ntCoreIdent1tyComp7omise.md) |",
            &[],
        );
        check("password: changeme1", &[]);
        check("password: d2NABDNjMA", &["d2NABDNjMA"]);
    }

    #[test]
    fn leaves_what_is_public() {
        let same = |text: &str| check(text, text);
        same("pod/checkout-6d4cf56db6-x2x7q secret token mounted");
        same("token 123e4567-e89b-12d3-a456-426614174000");
        same("commit 9c6a3b2f1e0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b, secret scan passed");
        same("password=$PGPASSWORD --token <token>");
        same("secret \"postgres-credentials\" created");
        same("Enter password:");
        same("psql --password --port=5432");
        same("token_encrypted, correlation_id:01F55SFTXF2PJF7PZW5QPWNB5X");
        same("9fQ2xLm8Zp7RtYv3KwBn");
        same("-----BEGIN CERTIFICATE-----\nMII");
        same("https://example.com:8080/a@b");
        same("https://user@example.com/");
    }
}
