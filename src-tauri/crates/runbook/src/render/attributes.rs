//! Attribute lists that some generators read (`{: .class #id }`, `{ width="300" }`) and no reader wants to see.

/// The length of the attribute list that `text` opens with, marked as one by a colon.
pub(super) fn list(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("{:")?;
    let end = inside.find('}').filter(|end| *end <= 300)?;
    sound(inside.get(..end)?).then_some(end + 3)
}

/// The length of the attribute list that `text` opens with where one may stand without a colon:
/// behind a link, a picture or code.
pub(super) fn behind(text: &str) -> Option<usize> {
    list(text).or_else(|| {
        let inside = text.strip_prefix('{')?;
        let end = inside.find('}').filter(|end| *end <= 300)?;
        let inside = inside.get(..end)?;
        (!inside.trim().is_empty() && sound(inside)).then_some(end + 2)
    })
}

/// The ids in an attribute list.
pub(super) fn ids(list: &str) -> impl Iterator<Item = &str> {
    list.trim_matches(['{', '}', ':'])
        .split_whitespace()
        .filter_map(|word| word.strip_prefix('#'))
        .filter(|id| !id.is_empty())
}

/// Whether every word is a class, an id, a name with a value, or `:toc`'s kin.
fn sound(inside: &str) -> bool {
    let mut quoted = false;
    let name = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '#'))
    };
    inside.split_whitespace().all(|word| {
        let begins = !quoted;
        if word.matches('"').count() % 2 == 1 {
            quoted = !quoted;
        }
        if !begins {
            return true;
        }
        match word.split_once('=') {
            Some((key, _)) => name(key),
            None if word.starts_with(['.', '#']) => name(word.get(1..).unwrap_or_default()),
            None => matches!(word, "toc" | "TOC"),
        }
    }) && !quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_lists_are_told_from_text() {
        let check = |text: &str, marked: Option<usize>, any: Option<usize>| {
            assert_eq!((list(text), behind(text)), (marked, any), "{text}");
        };
        check("{: .a #b }c", Some(10), Some(10));
        check("{:target=\"_blank\"}.", Some(18), Some(18));
        check("{:toc}", Some(6), Some(6));
        check("{ .md-button data-x=\"a b\" } c", None, Some(27));
        check("{.items[*]}", None, None);
        check("{: see below }", None, None);
        check("{name}", None, None);
        check("{}", None, None);
    }
}
