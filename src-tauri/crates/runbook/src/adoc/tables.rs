//! `AsciiDoc`'s simple tables: cells divided by bars, rows by their number.

/// A table as rows of cells.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// Whether the first row is a head.
    pub(crate) head: bool,
    /// Each cell with its place in the table's text.
    pub(crate) rows: Vec<Vec<(usize, &'a str)>>,
}

/// Reads the text between a table's edges; `attributes` stand above it.
pub(super) fn read<'a>(text: &'a str, attributes: &str) -> Table<'a> {
    let mut cells: Vec<(usize, &str)> = Vec::new();
    // How many cells the first line has, and whether a blank line follows it.
    let first = text.trim_start_matches(['\n', '\r']);
    let line = first.split('\n').next().unwrap_or_default();
    let in_first_line = bars(line).count();
    let blank_behind = first
        .split('\n')
        .nth(1)
        .is_some_and(|next| next.trim().is_empty());
    let places: Vec<usize> = bars(text).collect();
    for (index, place) in places.iter().enumerate() {
        let end = places.get(index + 1).copied();
        let raw = text.get(place + 1..end.unwrap_or(text.len()));
        let raw = raw.unwrap_or_default();
        let kept = if end.is_some() {
            without_spec(raw)
        } else {
            raw
        };
        let cell = kept.trim();
        let indent = kept.len() - kept.trim_start().len();
        cells.push((place + 1 + indent, cell));
    }
    let columns = columns(attributes).unwrap_or(in_first_line).max(1);
    let named = attributes.contains("header") && !attributes.contains("noheader");
    Table {
        head: named || (blank_behind && in_first_line == columns),
        rows: cells.chunks(columns).map(<[_]>::to_vec).collect(),
    }
}

/// The bars that divide cells.
fn bars(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('|')
        .map(|(at, _)| at)
        .filter(|at| !text.get(..*at).is_some_and(|before| before.ends_with('\\')))
}

/// A cell without what says how the next one is set: `2+`, `a`, `.3+^s`.
fn without_spec(cell: &str) -> &str {
    let spec = |c: char| c.is_ascii_digit() || "+.*<^>aehlmsvd".contains(c);
    let word = cell.rsplit(char::is_whitespace).next().unwrap_or_default();
    let before = cell.len() - word.len();
    let is_spec = !word.is_empty() && word.chars().all(spec) && before > 0;
    // A word such as `has` or `add` is a word.
    let short = word.len() == 1 || word.contains(['+', '*', '<', '^', '>', '.']);
    if is_spec && short {
        cell.get(..before).unwrap_or(cell)
    } else {
        cell
    }
}

/// The number of columns that `cols="1,2a,3"` or `cols=3*` says.
fn columns(attributes: &str) -> Option<usize> {
    let (_, rest) = attributes.split_once("cols=")?;
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split(',').next()?,
    };
    let count = |part: &str| {
        let times = part.split('*').next().filter(|_| part.contains('*'));
        times
            .and_then(|times| times.trim().parse().ok())
            .unwrap_or(1usize)
    };
    let columns: usize = value.split([',', ';']).map(count).sum();
    (1..=100).contains(&columns).then_some(columns)
}
