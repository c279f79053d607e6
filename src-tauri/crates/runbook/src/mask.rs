//! Template expressions in link addresses, made digestible for a Markdown parser.
//!
//! `[x]({{< ref "a.md" >}})` is no link for CommonMark because of its spaces. Masking replaces each of
//! them by a plus sign, byte for byte, so that every span still fits the text that was written.

use std::borrow::Cow;

/// The body with the spaces inside `](…{{ … }}…)` masked.
pub(crate) fn addresses(body: &str) -> Cow<'_, str> {
    if !body.contains("{{") {
        return Cow::Borrowed(body);
    }
    let mut bytes: Option<Vec<u8>> = None;
    for (at, _) in body.match_indices("](") {
        let rest = body.get(at + 2..).unwrap_or_default();
        let rest = rest.split('\n').next().unwrap_or_default();
        for (start, end) in expressions(rest) {
            let bytes = bytes.get_or_insert_with(|| body.as_bytes().to_vec());
            let slice = bytes
                .get_mut(at + 2 + start..at + 2 + end)
                .unwrap_or_default();
            slice
                .iter_mut()
                .filter(|byte| **byte == b' ')
                .for_each(|byte| *byte = b'+');
        }
    }
    match bytes.map(String::from_utf8) {
        Some(Ok(masked)) => Cow::Owned(masked),
        _ => Cow::Borrowed(body),
    }
}

/// The expressions in an address that stands at the head of `rest`, up to its closing parenthesis.
fn expressions(rest: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let ahead = rest.get(at..).unwrap_or_default();
        let close = ahead.find([')', ' ']).unwrap_or(ahead.len());
        let Some(open) = ahead.find("{{").filter(|open| *open < close) else {
            return found;
        };
        let Some(end) = ahead.get(open..).and_then(|inside| inside.find("}}")) else {
            return found;
        };
        found.push((at + open, at + open + end));
        at += open + end + 2;
    }
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

    #[test]
    fn masks_addresses_only() {
        let check = |text: &str, expected: &str| {
            assert_eq!(addresses(text), expected);
            assert_eq!(addresses(text).len(), text.len());
        };
        check(
            r#"[x]({{< ref "a.md" >}}) {{ y z }}"#,
            r#"[x]({{<+ref+"a.md"+>}}) {{ y z }}"#,
        );
        check("[x]({{ a }}/b/{{ c }}) d", "[x]({{+a+}}/b/{{+c+}}) d");
        check("[x](a) {{ b }}", "[x](a) {{ b }}");
        check("[x]({{ a", "[x]({{ a");
        assert_eq!(restored("{{<+ref+\"a\"+>}}+b"), "{{< ref \"a\" >}}+b");
    }
}
