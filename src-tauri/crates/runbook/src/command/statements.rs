//! Destructive statements of databases and consoles, wherever they stand in a text.

use super::{Destructive, Harm};
use drillbook_text::Span;

/// Commands whose words are statements of SQL.
const CLIENTS: &str = "psql mysql gitlab-psql sqlite3 mariadb clickhouse-client cqlsh sqlcmd bq snowsql gitlab-rails kubectl oc docker podman ssh sudo echo";

/// How a statement begins, what must stand behind it, and what it harms.
const STATEMENTS: [(&str, &str, Harm); 16] = [
    ("drop table", "", Harm::LosesData),
    ("drop database", "", Harm::LosesData),
    ("drop schema", "", Harm::LosesData),
    ("drop index", "", Harm::CannotBeUndone),
    ("drop view", "", Harm::CannotBeUndone),
    ("drop materialized view", "", Harm::CannotBeUndone),
    ("drop user", "", Harm::CannotBeUndone),
    ("drop role", "", Harm::CannotBeUndone),
    ("drop tablespace", "", Harm::LosesData),
    ("drop extension", "", Harm::CannotBeUndone),
    ("drop publication", "", Harm::CannotBeUndone),
    ("drop subscription", "", Harm::CannotBeUndone),
    ("delete from", "", Harm::LosesData),
    ("truncate", "", Harm::LosesData),
    ("alter table", " drop ", Harm::LosesData),
    ("kill", "", Harm::StopsService),
];
/// Functions that destroy.
const CALLS: [(&str, Harm); 4] = [
    ("pg_terminate_backend(", Harm::StopsService),
    ("pg_cancel_backend(", Harm::StopsService),
    ("pg_drop_replication_slot(", Harm::CannotBeUndone),
    ("pg_switch_wal_and_drop(", Harm::CannotBeUndone),
];

/// Statements of SQL, wherever they stand in a text: alone, or in the words of a client.
pub(super) fn sql(text: &str, at: usize, found: &mut Vec<Destructive>) {
    let lower = text.to_ascii_lowercase();
    let mut line_at = 0;
    for line in lower.split_inclusive('\n') {
        let start = line_at;
        line_at += line.len();
        let bare = line.trim_start();
        if bare.starts_with("--") || bare.starts_with('#') {
            continue;
        }
        let client = super::is_word(CLIENTS, bare.split_whitespace().next().unwrap_or_default())
            && !bare.starts_with("echo")
            || line.contains("psql")
            || line.contains("mysql");
        let mark = |from: usize, words: &str, harm: Harm| Destructive {
            verb: text
                .get(start + from..start + from + words.len())
                .unwrap_or_default()
                .to_owned(),
            span: Span::new(at + start + from, at + start + from + words.len()),
            harm,
        };
        for (words, behind, harm) in STATEMENTS {
            if line.contains(behind)
                && let Some(place) = statement(line, words, client)
            {
                found.push(mark(place, words, harm));
            }
        }
        for (words, harm) in CALLS {
            if let Some(place) = line.find(words) {
                found.push(mark(place, words.trim_end_matches('('), harm));
            }
        }
    }
}

/// Whether a statement can begin at `place`: at the line's start, behind a semicolon, or in a client's quotes.
fn opens(line: &str, place: usize, client: bool) -> bool {
    let before = line.get(..place).unwrap_or_default().trim_end();
    before.is_empty()
        || before.ends_with(';')
        || before.ends_with("begin")
        || client && before.ends_with(['"', '\''])
        || before.ends_with('>')
        || before.ends_with("=#")
}

/// Where the statement that begins with `words` stands in a line.
fn statement(line: &str, words: &str, client: bool) -> Option<usize> {
    let place = line.find(words)?;
    let behind = line.as_bytes().get(place + words.len());
    // `kill` and `truncate` are also tools: as statements they end with a semicolon.
    let alone = words.contains(' ') || line.trim_end().ends_with([';', '\'', '"']);
    (alone && behind.is_some_and(u8::is_ascii_whitespace) && opens(line, place, client))
        .then_some(place)
}

/// Ruby consoles: `.destroy!`, `.delete_all`.
pub(super) fn ruby(text: &str, found: &mut Vec<Destructive>) {
    const CALLS: [&str; 5] = [
        "destroy_all",
        "delete_all",
        "destroy!",
        "destroy",
        "truncate",
    ];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split(" # ").next().unwrap_or(line);
        let call = CALLS
            .iter()
            .find_map(|call| Some((code.find(&format!(".{call}"))? + 1, *call)));
        if let Some((place, call)) = call.filter(|_| !code.trim_start().starts_with('#')) {
            found.push(Destructive {
                verb: call.to_owned(),
                span: Span::new(at + place, at + place + call.len()),
                harm: Harm::LosesData,
            });
        }
        at += line.len();
    }
}
