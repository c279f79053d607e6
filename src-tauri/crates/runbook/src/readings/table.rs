//! Readings in a table: a column of limits, and one that names what is read or its unit.

use super::Reading;
use super::range::range;
use crate::steps::Procedure;
use crate::{Block, BlockKind, Document};

/// Heads of columns, by what they hold, in lower case.
const LIMIT: [&str; 8] = [
    "limit",
    "limits",
    "range",
    "allowed",
    "batas",
    "rentang",
    "kisaran",
    "batas normal",
];
const NAME: [&str; 13] = [
    "reading",
    "readings",
    "measurement",
    "measure",
    "parameter",
    "instrument",
    "gauge",
    "angka",
    "pembacaan",
    "pengukuran",
    "ukuran",
    "besaran",
    "alat ukur",
];
const UNIT: [&str; 3] = ["unit", "units", "satuan"];
const PLACE: [&str; 7] = [
    "where", "place", "location", "di mana", "tempat", "lokasi", "letak",
];
const OTHERWISE: [&str; 10] = [
    "outside",
    "action",
    "do",
    "if not",
    "what to do",
    "kalau",
    "jika",
    "tindakan",
    "bila",
    "di luar",
];

/// The columns of a table, by their place.
struct Columns {
    limit: usize,
    name: usize,
    unit: Option<usize>,
    place: Option<usize>,
    otherwise: Option<usize>,
}

/// The readings of the document's tables, in reading order.
pub(super) fn readings(document: &Document, procedure: &Procedure) -> Vec<Reading> {
    let blocks = document.blocks.iter().enumerate();
    let tables = blocks.filter(|(_, block)| block.kind == BlockKind::Table);
    tables
        .flat_map(|(at, table)| {
            let step = step(document, procedure, table);
            let mut found = of_table(document, at);
            for reading in &mut found {
                reading.step = step;
            }
            found
        })
        .collect()
}

fn of_table(document: &Document, table: usize) -> Vec<Reading> {
    let mut rows = document.blocks.iter().skip(table + 1).take_while(|block| {
        block.parent == Some(table) && matches!(block.kind, BlockKind::Row { .. })
    });
    let head = rows
        .next()
        .filter(|row| row.kind == BlockKind::Row { head: true });
    let Some(columns) = head.and_then(|head| columns(&cells(head))) else {
        return Vec::new();
    };
    rows.filter_map(|row| reading(&columns, &cells(row)))
        .collect()
}

fn cells(row: &Block) -> Vec<&str> {
    row.text.split('\t').map(str::trim).collect()
}

/// The columns, where there is one of limits and one of names. A table of limits without either word and without units
/// is about something else: quotas, sizes.
fn columns(head: &[&str]) -> Option<Columns> {
    let head: Vec<String> = head.iter().map(|cell| cell.to_lowercase()).collect();
    let exact = |words: &[&str]| head.iter().position(|cell| words.contains(&cell.as_str()));
    let begins = |words: &[&str]| {
        let is_one = |cell: &String| words.iter().any(|word| cell.starts_with(word));
        head.iter().position(is_one)
    };
    let limit = exact(&LIMIT)?;
    let unit = exact(&UNIT);
    let first = || {
        let words = |cell: &String| cell.chars().any(char::is_alphabetic) && cell != "no";
        unit.and_then(|_| head.iter().position(words))
    };
    let name = exact(&NAME).or_else(first).filter(|name| *name != limit)?;
    Some(Columns {
        limit,
        name,
        unit,
        place: exact(&PLACE),
        otherwise: begins(&OTHERWISE),
    })
}

fn reading(columns: &Columns, cells: &[&str]) -> Option<Reading> {
    let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied().unwrap_or_default();
    let name = cell(Some(columns.name));
    let (limits, unit) = range(cell(Some(columns.limit)))?;
    (!name.is_empty()).then(|| Reading {
        name: name.to_owned(),
        unit: match cell(columns.unit) {
            "" => unit,
            unit => unit.to_owned(),
        },
        limits,
        place: cell(columns.place).to_owned(),
        otherwise: cell(columns.otherwise).to_owned(),
        ..Reading::default()
    })
}

/// The step that asks for a table: the innermost that it stands in, else the first that links to its section.
fn step(document: &Document, procedure: &Procedure, table: &Block) -> Option<usize> {
    let inside = |start: usize, end: usize| {
        procedure
            .steps
            .iter()
            .rposition(|step| step.span.start <= start && end <= step.span.end)
    };
    inside(table.span.start, table.span.end).or_else(|| {
        let mut links = document.links.iter().filter(|link| {
            let anchor = link.target.strip_prefix('#');
            anchor.and_then(|anchor| document.section_of(anchor)) == Some(table.section)
        });
        links.find_map(|link| inside(link.span.start, link.span.end))
    })
}
