//! The part of a file that is wanted: all of it, some lines, or what stands between marks of a name.
//!
//! Marks are `--8<-- [start:name]` and `--8<-- [end:name]` of MkDocs' snippets, `tag::name[]` and `end::name[]` of `AsciiDoc`.
//! Lines that hold a mark are never part of the text.

/// Names or ranges of one place that are heeded, and marks in each other.
const MOST_PARTS: usize = 100;
const DEEPEST: usize = 50;

/// Which part of a file is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// All of it.
    #[default]
    Whole,
    /// From and to these lines, both from 1 and included; no end is the file's.
    Lines(Vec<(usize, Option<usize>)>),
    /// Names, and with `!` before them those that are not wanted. `*` is every name, `**` every line.
    Marked(Vec<&'a str>),
}

impl<'a> Part<'a> {
    /// What stands behind a path in MkDocs: `name`, `from:to`, `1:3,7`.
    pub(super) fn behind_path(written: &'a str) -> Self {
        if written.is_empty() {
            return Self::Whole;
        }
        let range = |range: &str| {
            let (from, to) = range.split_once(':').unwrap_or((range, ""));
            let first = if from.is_empty() {
                1
            } else {
                from.parse().ok()?
            };
            let end = if to.is_empty() {
                None
            } else {
                Some(to.parse().ok()?)
            };
            Some((first, end))
        };
        let ranges: Option<Vec<_>> = written.split(',').map(range).collect();
        ranges.map_or_else(|| Self::Marked(vec![written]), Self::Lines)
    }

    /// What stands in the brackets of `AsciiDoc`: `tag=a`, `tags=a;!b`, `lines="1..3,7..-1"`.
    pub(super) fn in_brackets(written: &'a str) -> Self {
        let value = |key| attribute(written, key);
        if let Some(names) = value("tags=").or_else(|| value("tag=")) {
            let names = names.split([';', ',']).map(str::trim);
            let names = names.filter(|name| !name.is_empty());
            return Self::Marked(names.take(MOST_PARTS).collect());
        }
        let Some(lines) = value("lines=") else {
            return Self::Whole;
        };
        let range = |range: &str| {
            let range = range.trim();
            let (from, to) = range.split_once("..").unwrap_or((range, range));
            let last: i64 = to.parse().unwrap_or(-1);
            Some((from.parse().ok()?, usize::try_from(last).ok()))
        };
        let ranges = lines.split([';', ',']).filter_map(range);
        Self::Lines(ranges.take(MOST_PARTS).collect())
    }

    /// That part of a text, without the lines that hold marks; none where nothing goes by the name.
    pub(crate) fn of(&self, text: &str) -> Option<String> {
        match self {
            Self::Whole => Some(without_marks(text.split_inclusive('\n'))),
            Self::Lines(ranges) => {
                let wanted = |number: usize| {
                    ranges
                        .iter()
                        .any(|(from, to)| number >= *from && to.is_none_or(|to| number <= to))
                };
                let lines = (1..).zip(text.split_inclusive('\n'));
                let lines = lines.filter(|(number, _)| wanted(*number));
                Some(without_marks(lines.map(|(_, line)| line)))
            }
            Self::Marked(names) => marked(text, names),
        }
    }
}

/// The value of what stands as `key` (with its `=`) in the brackets of `AsciiDoc`.
pub(super) fn attribute<'a>(written: &'a str, key: &str) -> Option<&'a str> {
    let at = written.find(key)?;
    let free = at == 0 || written.get(..at)?.ends_with([',', ' ']);
    let rest = written.get(at + key.len()..).filter(|_| free)?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split(',').next(),
    }
}

fn without_marks<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.filter(|line| mark(line).is_none()).collect()
}

fn marked(text: &str, names: &[&str]) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut found = String::new();
    let mut any = names.contains(&"**");
    for line in text.split_inclusive('\n') {
        match mark(line) {
            Some((name, true)) if open.len() < DEEPEST => {
                open.push(name);
                any |= is_wanted(&open, names);
            }
            Some((name, false)) => {
                if let Some(at) = open.iter().rposition(|known| *known == name) {
                    open.truncate(at);
                }
            }
            None if is_wanted(&open, names) => found.push_str(line),
            Some((_, true)) | None => {}
        }
    }
    let excluding = names.iter().all(|name| name.starts_with('!'));
    (any || excluding).then_some(found)
}

/// Whether a line is wanted that stands between marks of the names in `open`, outermost first: the innermost of them that is
/// spoken of decides.
fn is_wanted(open: &[&str], names: &[&str]) -> bool {
    let without = |name: &str| names.iter().any(|n| n.strip_prefix('!') == Some(name));
    for name in open.iter().rev() {
        if without(name) {
            return false;
        }
        if names.contains(name) {
            return true;
        }
    }
    if !open.is_empty() && (names.contains(&"*") || without("*")) {
        return names.contains(&"*");
    }
    names.contains(&"**") || names.iter().all(|name| name.starts_with('!'))
}

/// The name in a line's mark, and whether it begins there.
fn mark(line: &str) -> Option<(&str, bool)> {
    if let Some((_, rest)) = line.split_once("--8<-- [") {
        let (inside, _) = rest.split_once(']')?;
        let (word, name) = inside.split_once(':')?;
        return match word.trim() {
            "start" => Some((name.trim(), true)),
            "end" => Some((name.trim(), false)),
            _ => None,
        };
    }
    let tagged = |word: &str| {
        let (before, rest) = line.split_once(word)?;
        let (name, _) = rest.split_once("[]")?;
        let free = !before.ends_with(|c: char| c.is_alphanumeric() || c == ':');
        let plain = !name.is_empty() && !name.contains(char::is_whitespace);
        (free && plain).then_some(name)
    };
    let begins = tagged("tag::").map(|name| (name, true));
    begins.or_else(|| Some((tagged("end::")?, false)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\n# tag::a[]\ntwo\n// tag::b[]\nthree\n// end::b[]\n# end::a[]\n<!-- --8<-- [start:c] -->\nfour\n<!-- --8<-- [end:c] -->\nlegend::x[] five\n";

    fn check(part: &Part<'_>, expected: &str) {
        let found = part.of(TEXT);
        let shown = found.as_deref().map_or("none".to_owned(), |text| {
            text.lines().collect::<Vec<_>>().join(" ")
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn lines_and_names_behind_a_path() {
        check(
            &Part::behind_path(""),
            "one two three four legend::x[] five",
        );
        check(&Part::behind_path("c"), "four");
        check(&Part::behind_path("3:5"), "two three");
        check(&Part::behind_path(":3"), "one two");
        check(&Part::behind_path("1:1,9:"), "one four legend::x[] five");
        check(&Part::behind_path("gone"), "none");
    }

    #[test]
    fn tags_and_lines_in_brackets() {
        check(
            &Part::in_brackets(""),
            "one two three four legend::x[] five",
        );
        check(&Part::in_brackets("tag=a"), "two three");
        check(&Part::in_brackets("indent=0,tags=a;!b"), "two");
        check(&Part::in_brackets("tags=!a"), "one four legend::x[] five");
        check(&Part::in_brackets("tags=*"), "two three four");
        check(
            &Part::in_brackets("tags=**;!c"),
            "one two three legend::x[] five",
        );
        check(&Part::in_brackets("tags=\"b,c\""), "three four");
        check(&Part::in_brackets("lines=1..3;9"), "one two four");
        check(
            &Part::in_brackets("lines=\"9..-1\""),
            "four legend::x[] five",
        );
        check(&Part::in_brackets("tag=gone"), "none");
    }
}
