//! What a line of `AsciiDoc` is, looked at by itself.

/// The character of a delimiter line: four or more of one kind, `--` or a fence.
pub(super) fn delimiter(line: &str) -> Option<u8> {
    let first = *line.as_bytes().first()?;
    if line.starts_with("```") {
        return Some(b'`');
    }
    let same = line.bytes().all(|byte| byte == first);
    let block = same && line.len() >= 4 && b"-.=*_/+".contains(&first);
    (block || line == "--").then_some(first)
}

/// A condition, or the place of the table of contents, which is our outline.
pub(super) fn is_directive(line: &str) -> bool {
    line.ends_with(']')
        && ["ifdef::", "ifndef::", "ifeval::", "endif::", "toc::"]
            .iter()
            .any(|name| line.starts_with(name))
}

/// `.Title` above a block.
pub(super) fn title(line: &str) -> Option<&str> {
    line.strip_prefix('.')
        .filter(|rest| !rest.starts_with(['.', ' ', '\t']) && !rest.is_empty())
}

/// `:name: value`.
pub(super) fn is_entry(line: &str) -> bool {
    let name = line
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'))
        .map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'!'))
    })
}

pub(super) fn heading(line: &str) -> Option<(u8, &str)> {
    let marks = line.bytes().take_while(|byte| *byte == b'=').count();
    let text = line.get(marks..)?;
    let text = text
        .strip_prefix([' ', '\t'])
        .filter(|_| (1..=6).contains(&marks))?
        .trim();
    (!text.is_empty()).then_some((u8::try_from(marks).unwrap_or(6), text))
}

/// The length of a list item's marker with the space behind it, and whether it is numbered.
pub(super) fn item(line: &str) -> Option<(usize, bool)> {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    let marker = bare
        .split([' ', '\t'])
        .next()
        .filter(|marker| marker.len() < bare.len())?;
    let all = |byte: u8| marker.bytes().all(|other| other == byte);
    let ordered = all(b'.')
        || marker
            .strip_suffix('.')
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    (ordered || all(b'*') || marker == "-").then_some((indent + marker.len() + 1, ordered))
}

pub(super) fn admonition(word: &str) -> Option<&'static str> {
    match word {
        "NOTE" | "INFO" => Some("note"),
        "TIP" => Some("tip"),
        "IMPORTANT" => Some("important"),
        "WARNING" => Some("warning"),
        "CAUTION" => Some("caution"),
        _ => None,
    }
}
