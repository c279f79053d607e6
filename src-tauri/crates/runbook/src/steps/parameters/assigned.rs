//! Variables that the document itself gives a value.

use crate::Document;
use std::collections::HashSet;

/// The names of variables that some command of the document assigns, reads or loops over.
pub(super) fn names(document: &Document) -> HashSet<String> {
    let mut names = HashSet::new();
    for command in &document.commands {
        if matches!(command.language.as_str(), "yaml" | "json" | "html" | "xml") {
            continue;
        }
        for line in command.copy.lines() {
            in_line(line, &mut names);
        }
    }
    names
}

fn in_line(line: &str, names: &mut HashSet<String>) {
    let mut words = line
        .split(|c: char| c.is_whitespace() || matches!(c, ';' | '(' | '&' | '|' | '`'))
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        if let Some((name, _)) = word.split_once('=') {
            let name = name.trim_start_matches('$').trim_end_matches('+');
            if is_name(name) {
                names.insert(name.to_owned());
            }
        }
        let next = words.peek().copied().unwrap_or_default();
        match word {
            "for" | "select" if is_name(next) => {
                names.insert(next.to_owned());
            }
            "read" | "mapfile" | "readarray" | "getopts" => read(line, word, names),
            // `$name = value` of PowerShell.
            _ if next == "=" && word.starts_with('$') => {
                names.insert(word.trim_start_matches('$').to_owned());
            }
            _ => {}
        }
    }
}

/// The names behind `read -r`.
fn read(line: &str, word: &str, names: &mut HashSet<String>) {
    let behind = line.split_once(word).map_or("", |(_, behind)| behind);
    let end = behind.find([';', '|', '<', '&']).unwrap_or(behind.len());
    let listed = behind.get(..end).unwrap_or_default().split_whitespace();
    names.extend(listed.filter(|name| is_name(name)).map(str::to_owned));
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
