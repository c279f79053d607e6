//! Wiki links, `[[page#heading|text]]`: told from the other things that stand in double brackets.

/// How long one is at most.
const LONGEST: usize = 500;

/// The wiki link that `rest` opens with, brackets included.
pub(crate) fn wiki(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix("[[")?;
    let end = inside.find("]]").filter(|end| *end <= LONGEST)?;
    let inside = inside.get(..end)?;
    let page = inside.split('|').next()?;
    let page = page.strip_suffix('\\').unwrap_or(page);
    // Tests of a shell, classes of characters, numbers of sources, marks of other tools.
    let plain = !page.contains(['[', ']', '\n', ':', '$', '"', '<', '>', '{', '*'])
        && !page.starts_with([' ', '_', '-', '!'])
        && !page.ends_with(' ')
        && page.chars().any(char::is_alphabetic)
        && !page.eq_ignore_ascii_case("toc");
    plain.then(|| rest.get(..end + 4))?
}

/// What a reader sees of a wiki link.
pub(crate) fn text(wiki: &str) -> &str {
    let inside = inside(wiki);
    inside.split_once('|').map_or(inside, |(_, text)| text)
}

/// Where a wiki link leads.
pub(super) fn page(wiki: &str) -> &str {
    let page = inside(wiki).split('|').next().unwrap_or_default();
    page.strip_suffix('\\').unwrap_or(page)
}

fn inside(wiki: &str) -> &str {
    wiki.trim_start_matches('[').trim_end_matches(']')
}
