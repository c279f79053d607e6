//! What stands behind a `|`: the filters of a shell that people use without a thought, applied to what a command
//! printed. Not a shell: what is none of these is told before anything is run, and costs nothing.

/// The command of a line without what it is piped into.
pub(super) fn command(line: &str) -> &str {
    parts(line).first().copied().unwrap_or_default()
}

/// The first thing a line is piped into that is no filter known here.
pub(super) fn unknown(line: &str) -> Option<&str> {
    let filters = parts(line).into_iter().skip(1);
    let mut unread = filters.filter(|text| Filter::read(text).is_none());
    unread.next()
}

/// What is left of a text behind the line's filters.
pub(super) fn filtered(line: &str, text: String) -> String {
    let filters = parts(line).into_iter().skip(1).filter_map(Filter::read);
    filters.fold(text, |text, filter| filter.apply(&text))
}

/// The parts of a line between pipes, trimmed; what stands in quotes is one piece, and `||` is no pipe.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut quote, mut from, mut before) = (None, 0, ' ');
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '|') if before != '|' && !line[at + 1..].starts_with('|') => {
                parts.push(line[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
        before = c;
    }
    parts.push(line[from..].trim());
    parts
}

enum Filter {
    Grep(Grep),
    First(usize),
    Last(usize),
    Count(fn(&str) -> usize),
    Sort { back: bool, number: bool },
    Unique,
    AsIs,
}

struct Grep {
    any: Vec<String>,
    without_case: bool,
    not: bool,
    count: bool,
}

impl Filter {
    fn read(text: &str) -> Option<Self> {
        let words = words(text);
        let (name, rest) = words.split_first()?;
        let flag = |letter: char| {
            let flags = rest.iter().filter(|word| !word.starts_with("--"));
            let mut flags = flags.filter(|word| word.starts_with('-'));
            flags.any(|word| word.contains(letter))
        };
        Some(match name.as_str() {
            "grep" | "egrep" | "fgrep" => Self::Grep(Grep::read(rest, flag)?),
            "head" => Self::First(amount(rest)?),
            "tail" => Self::Last(amount(rest)?),
            "wc" if flag('l') => Self::Count(|text| text.lines().count()),
            "wc" if flag('w') => Self::Count(|text| text.split_whitespace().count()),
            "wc" if flag('c') || flag('m') => Self::Count(|text| text.chars().count() + 1),
            "sort" => Self::Sort {
                back: flag('r'),
                number: flag('n') || flag('h'),
            },
            "uniq" if rest.is_empty() => Self::Unique,
            "cat" | "less" | "more" | "tee" => Self::AsIs,
            _ => return None,
        })
    }

    fn apply(&self, text: &str) -> String {
        let mut lines: Vec<&str> = text.lines().collect();
        match self {
            Self::Grep(grep) => return grep.apply(&lines),
            Self::First(most) => lines.truncate(*most),
            Self::Last(most) => lines = lines.split_off(lines.len().saturating_sub(*most)),
            Self::Count(count) => return count(text).to_string(),
            Self::Sort { back, number } => {
                lines.sort_by(|a, b| {
                    let of = |line: &str| if *number { number_of(line) } else { 0 };
                    of(a).cmp(&of(b)).then(a.cmp(b))
                });
                if *back {
                    lines.reverse();
                }
            }
            Self::Unique => lines.dedup(),
            Self::AsIs => {}
        }
        lines.join("\n")
    }
}

impl Grep {
    fn read(rest: &[String], flag: impl Fn(char) -> bool) -> Option<Self> {
        let pattern = rest.iter().find(|word| !word.starts_with('-'))?;
        let any = pattern.replace("\\|", "|");
        let any = any.split('|').map(str::to_owned);
        Some(Self {
            any: any.collect(),
            without_case: flag('i'),
            not: flag('v'),
            count: flag('c'),
        })
    }

    fn apply(&self, lines: &[&str]) -> String {
        let kept = lines.iter().filter(|line| self.finds(line) != self.not);
        let kept: Vec<&str> = kept.copied().collect();
        if self.count {
            return kept.len().to_string();
        }
        kept.join("\n")
    }

    fn finds(&self, line: &str) -> bool {
        let fold = |text: &str| {
            if self.without_case {
                text.to_lowercase()
            } else {
                text.to_owned()
            }
        };
        let line = fold(line);
        self.any.iter().any(|pattern| found(&line, &fold(pattern)))
    }
}

/// A pattern of plain words in a line: `^` and `$` hold it to the ends, `.*` stands for anything.
fn found(line: &str, pattern: &str) -> bool {
    let (pattern, at_start) = match pattern.strip_prefix('^') {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let (pattern, at_end) = match pattern.strip_suffix('$') {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let mut rest = line;
    for (nth, piece) in pattern.split(".*").enumerate() {
        let piece = piece.replace('\\', "");
        let Some(at) = rest.find(&piece) else {
            return false;
        };
        if nth == 0 && at_start && at > 0 {
            return false;
        }
        rest = &rest[at + piece.len()..];
    }
    !at_end
        || line.ends_with(
            &*pattern
                .rsplit(".*")
                .next()
                .unwrap_or_default()
                .replace('\\', ""),
        )
}

/// The words of a filter; quotes hold some together and go.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut quote, mut word) = (None, None::<String>);
    for c in text.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// `-n 5`, `-n5` or `-5` of head and tail; ten where nothing is said. `-f` follows what has ended.
fn amount(rest: &[String]) -> Option<usize> {
    let numbers = rest.iter().filter(|word| *word != "-n" && *word != "-f");
    let mut numbers = numbers.map(|word| word.trim_start_matches("-n").trim_start_matches('-'));
    match numbers.next() {
        None => Some(10),
        Some(number) => number.parse().ok(),
    }
}

/// The number that a line begins with, as `sort -n` reads it.
fn number_of(line: &str) -> u64 {
    let digits = line.trim_start();
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "NAME READY\nweb-1 8/8\ncheckout-2 4/4\nwms-3 2/2";

    fn check(line: &str, expected: &str) {
        let shown = match unknown(line) {
            Some(filter) => format!("? {filter}"),
            None => filtered(line, TEXT.to_owned()).replace('\n', " / "),
        };
        assert_eq!(format!("{}: {shown}", command(line)), expected, "{line}");
    }

    #[test]
    fn filters_are_applied_to_what_was_printed() {
        check(
            "kubectl get pods",
            "kubectl get pods: NAME READY / web-1 8/8 / checkout-2 4/4 / wms-3 2/2",
        );
        check("pods | grep checkout", "pods: checkout-2 4/4");
        check("pods|grep -iv 'CHECK\\|wms' | tail -n 1", "pods: web-1 8/8");
        check("pods | grep -E '^w.*2$'", "pods: wms-3 2/2");
        check("pods | grep -c 4/4", "pods: 1");
        check(
            "pods | tail -2 | sort -r",
            "pods: wms-3 2/2 / checkout-2 4/4",
        );
        check("pods | wc -l", "pods: 4");
        check("pods | head -n1 | cat", "pods: NAME READY");
        check(
            "psql -c 'select a || b'",
            "psql -c 'select a || b': NAME READY / web-1 8/8 / checkout-2 4/4 / wms-3 2/2",
        );
        check(
            "psql -c \"x | y\" | uniq",
            "psql -c \"x | y\": NAME READY / web-1 8/8 / checkout-2 4/4 / wms-3 2/2",
        );
    }

    #[test]
    fn what_is_no_filter_here_is_told() {
        check("pods | awk '{print $1}'", "pods: ? awk '{print $1}'");
        check("pods | grep x | xargs rm", "pods: ? xargs rm");
        check("pods | head -n many", "pods: ? head -n many");
        check("pods | grep", "pods: ? grep");
        check("pods |", "pods: ? ");
    }
}
