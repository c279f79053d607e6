//! `WHERE` and `LIMIT` of a statement, applied to the table that the drill shows for it. A condition that compares a
//! column with a value is applied; of any other the table says so, as `psql` tells a notice. Not a database.

/// What a plan of a statement is for: the filter that stands in it is the statement's own where both compare the same
/// columns.
pub(super) fn planned(line: &str, text: String) -> String {
    let Some(asked) = behind(line, " where ").map(condition) else {
        return text;
    };
    let compared = |text: &str| {
        let parts = split(text)
            .into_iter()
            .map(|part| part.split('=').next().unwrap_or_default());
        parts
            .map(|column| column.trim_matches(['(', ' ']).to_lowercase())
            .collect::<Vec<_>>()
    };
    let own = split(asked)
        .into_iter()
        .map(|part| part.replace('=', " = "));
    let own: Vec<String> = own
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let own = format!("(({}))", own.join(") AND ("));
    let lines = text.lines().map(|line| match line.split_once(": ((") {
        Some((what, shown)) if compared(shown) == compared(asked) => format!("{what}: {own}"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The table with the rows that the statement asks for; a text that is no table stays as it is.
pub(super) fn selected(line: &str, text: String) -> String {
    let Some(table) = Table::of(&text) else {
        return text;
    };
    let statement = line.replace('\\', "");
    let Some(tail) =
        behind(&statement, "select ").filter(|_| behind(&statement, "explain ").is_none())
    else {
        return text;
    };
    let limit = behind(tail, " limit ").and_then(|rest| number(rest.split_whitespace().next()?));
    let asked = behind(tail, " where ").map(condition);
    let tests = asked.map(|asked| read(asked, &table));
    let unread = matches!(tests, Some(None)).then_some(asked).flatten();
    let tests = tests.flatten().unwrap_or_default();
    let rows = table.rows.iter().copied();
    let rows = rows.filter(|row| tests.iter().all(|test| test.holds(row)));
    let kept: Vec<&str> = rows.take(limit.map_or(usize::MAX, to_count)).collect();
    table.with(&kept, unread)
}

/// A table as `psql` prints it.
struct Table<'t> {
    head: [&'t str; 2],
    rows: Vec<&'t str>,
    /// What stands behind the rows.
    foot: Vec<&'t str>,
}

impl<'t> Table<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let mut lines = text.lines();
        let head = [lines.next()?, lines.next()?];
        let ruled = head[1].starts_with('-') && head[1].chars().all(|c| matches!(c, '-' | '+'));
        let rest: Vec<&str> = lines.collect();
        let rows = rest.iter().position(|line| line.starts_with('('));
        let (rows, foot) = rest.split_at(rows.unwrap_or(rest.len()));
        (ruled && !rows.is_empty()).then(|| Self {
            head,
            rows: rows.to_vec(),
            foot: foot.to_vec(),
        })
    }

    fn column(&self, name: &str) -> Option<usize> {
        let mut names = self.head[0].split('|');
        names.position(|known| known.trim().eq_ignore_ascii_case(name))
    }

    fn with(&self, rows: &[&str], unread: Option<&str>) -> String {
        let mut lines = self.head.to_vec();
        lines.extend(rows);
        let count = match rows.len() {
            1 => "(1 row)".to_owned(),
            n => format!("({n} rows)"),
        };
        let counted = |line: &&&str| line.ends_with("row)") || line.ends_with("rows)");
        let other = self.foot.iter().filter(|line| !counted(line));
        if rows.len() < self.rows.len() || self.foot.iter().any(|line| counted(&line)) {
            lines.push(&count);
        }
        lines.extend(other);
        let notice =
            unread.map(|asked| format!("NOTICE:  all rows there are; not applied: WHERE {asked}"));
        lines.extend(notice.as_deref());
        lines.join("\n")
    }
}

/// A column compared with a value.
struct Test {
    column: usize,
    sign: &'static str,
    value: String,
}

/// Longer signs first: `<=` is no `<`.
const SIGNS: [&str; 8] = ["<>", "!=", ">=", "<=", "=", ">", "<", " like "];

impl Test {
    fn holds(&self, row: &str) -> bool {
        let found = row.split('|').nth(self.column).unwrap_or_default().trim();
        let order = match (number(found), number(&self.value)) {
            (Some(found), Some(value)) => found.cmp(&value),
            _ => found.cmp(&self.value),
        };
        match self.sign {
            "=" => order.is_eq(),
            "<>" | "!=" => order.is_ne(),
            ">" => order.is_gt(),
            "<" => order.is_lt(),
            ">=" => order.is_ge(),
            "<=" => order.is_le(),
            _ => found.contains(self.value.trim_matches('%')),
        }
    }
}

/// The conditions joined by `and`; none where one of them is more than a column and a value.
fn read(asked: &str, table: &Table<'_>) -> Option<Vec<Test>> {
    let parts = split(asked).into_iter();
    parts.map(|part| test(part, table)).collect()
}

/// What `and` joins.
fn split(asked: &str) -> Vec<&str> {
    const AND: &str = " and ";
    let lower = asked.to_ascii_lowercase();
    let mut from = 0;
    let mut parts: Vec<&str> = Vec::new();
    for (at, _) in lower.match_indices(AND) {
        parts.push(&asked[from..at]);
        from = at + AND.len();
    }
    parts.push(&asked[from..]);
    parts
}

fn test(part: &str, table: &Table<'_>) -> Option<Test> {
    let lower = part.to_ascii_lowercase();
    let (sign, at) = SIGNS
        .iter()
        .find_map(|sign| Some((*sign, lower.find(sign)?)))?;
    let (column, value) = (part[..at].trim(), part[at + sign.len()..].trim());
    let plain = value.trim_matches(['\'', '"']);
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | ':' | '.' | '%' | '_');
    // `current_date - 10` reads like words and is none.
    let is_value = plain.len() < value.len() || number(value).is_some();
    (is_value && plain.chars().all(fits)).then_some(())?;
    Some(Test {
        column: table.column(column)?,
        sign,
        value: plain.to_owned(),
    })
}

/// What stands behind a word, whatever its case.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.to_ascii_lowercase().find(word)?;
    Some(&text[at + word.len()..])
}

/// A condition ends where the next clause begins.
fn condition(rest: &str) -> &str {
    let lower = rest.to_ascii_lowercase();
    let ends = [" order by ", " group by ", " limit ", ";"];
    let end = ends.iter().filter_map(|end| lower.find(end)).min();
    let text = rest[..end.unwrap_or(rest.len())].trim();
    // The quote that closes the statement in a shell.
    let odd = |quote: char| text.matches(quote).count() % 2 == 1;
    match text.chars().last() {
        Some(last @ ('"' | '\'')) if odd(last) => text[..text.len() - 1].trim(),
        _ => text,
    }
}

/// A figure as tables show it, in thousandths: `93%`, `3904`, `4.5`.
fn number(text: &str) -> Option<i64> {
    crate::duration::milli(text.trim_end_matches(['%', ';', '"', '\'']))
}

fn to_count(milli: i64) -> usize {
    usize::try_from(milli / 1000).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::selected;

    const TEXT: &str = " share | calls | query\n-------+-------+-------\n   93% |  5980 | SELECT a\n    2% |  9120 | SELECT b\n(2 rows)";

    fn check(line: &str, expected: &str) {
        let shown = selected(line, TEXT.to_owned());
        let rows: Vec<&str> = shown.lines().skip(2).map(str::trim).collect();
        assert_eq!(rows.join(" / "), expected, "{line}");
    }

    #[test]
    fn simple_conditions_choose_rows_and_others_are_told() {
        let all = "93% |  5980 | SELECT a / 2% |  9120 | SELECT b / (2 rows)";
        check("select * from top_queries", all);
        check(
            "select * from top_queries where share > 50",
            "93% |  5980 | SELECT a / (1 row)",
        );
        check(
            "psql -c \"SELECT * FROM q WHERE calls >= 9000 AND query LIKE '%b%'\"",
            "2% |  9120 | SELECT b / (1 row)",
        );
        check(
            "select * from q where query = 'SELECT a' order by 1;",
            "93% |  5980 | SELECT a / (1 row)",
        );
        check("select * from q where calls = 7", "(0 rows)");
        check(
            "psql -c 'select * from q limit 1'",
            "93% |  5980 | SELECT a / (1 row)",
        );
        for asked in [
            "day > current_date - 10",
            "calls > 5 or share = 2",
            "nosuch = 1",
        ] {
            let expected =
                format!("{all} / NOTICE:  all rows there are; not applied: WHERE {asked}");
            check(
                &format!("select * from q where {asked} group by 1"),
                &expected,
            );
        }
        check("explain select 1 where share = 2", all);
    }

    #[test]
    fn a_plan_shows_the_condition_that_was_asked_for() {
        let plan = |line| {
            super::planned(
                line,
                " Seq Scan\n   Filter: ((a = $1) AND (b = $2))".to_owned(),
            )
        };
        let shown = |line| {
            plan(line)
                .lines()
                .last()
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        assert_eq!(
            shown("EXPLAIN select * from t WHERE a=4711 AND b = 'open';"),
            "Filter: ((a = 4711) AND (b = 'open'))"
        );
        assert_eq!(
            shown("psql -c \"explain select 1 where a = 1 and b = 2\""),
            "Filter: ((a = 1) AND (b = 2))"
        );
        for other in ["explain select 1 where c = 1", "explain select 1"] {
            assert_eq!(shown(other), "Filter: ((a = $1) AND (b = $2))");
        }
    }

    #[test]
    fn what_is_no_table_stays() {
        let text = " Seq Scan\n   Filter: x";
        assert_eq!(selected("select 1 where a = 2", text.to_owned()), text);
    }
}
