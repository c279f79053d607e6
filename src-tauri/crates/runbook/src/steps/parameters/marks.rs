//! The marks of parameters in one command.

use crate::steps::Style;
use crate::{Command, command, markdown};
use drillbook_text::Span;

/// One mark.
pub(super) struct Mark {
    pub(super) name: String,
    pub(super) style: Style,
    /// In the command's text.
    pub(super) span: Span,
    pub(super) default: Option<String>,
}

/// Languages in which a mark is something to fill.
const FILLED: &str = "bash console powershell sql promql logql psql mysql redis batch cmd mongo kql http esql text ruby rails";
/// Languages in which `$name` is somebody else's.
const OWN_DOLLAR: &str = "powershell ruby rails mongo http";
/// Variables that a shell knows by itself, and those of awk.
const KNOWN: &str = "HOME PATH USER PWD OLDPWD SHELL HOSTNAME UID EUID GID RANDOM SECONDS LINENO LOGNAME LANG TERM TMPDIR IFS PS1 PS2 \
    BASH BASH_SOURCE FUNCNAME PIPESTATUS REPLY EDITOR MAIL DISPLAY SHLVL PPID COLUMNS LINES OSTYPE HOSTTYPE NF NR FS OFS RS ORS FNR FILENAME";
/// Words that tools print in angle brackets.
const PRINTED: &str = "none nil null unknown unset invalid pending nodes error eof empty undefined";
/// Words of templates.
const TEMPLATE: &str = "range if end else with template define block include len printf index json join toyaml quote values for endfor endif set not and or";

pub(super) fn marks(own: &Command) -> Vec<Mark> {
    let language = own.language.as_str();
    if !(language.is_empty() || command::is_word(FILLED, language)) {
        return Vec::new();
    }
    let dollars = !command::is_word(OWN_DOLLAR, language);
    let mut marks = Vec::new();
    let mut at = 0;
    for line in own.copy.split_inclusive('\n') {
        if !is_comment(line, language) {
            in_line(line, at, dollars, &own.copy, &mut marks);
        }
        at += line.len();
    }
    marks
}

fn is_comment(line: &str, language: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#') || language == "sql" && line.starts_with("--")
}

fn in_line(line: &str, at: usize, dollars: bool, whole: &str, marks: &mut Vec<Mark>) {
    let templated =
        line.contains("go-template") || line.contains("--format") || line.contains("--template");
    let mut from = 0;
    let mut single = false;
    while let Some(found) = line
        .get(from..)
        .and_then(|rest| rest.find(['<', '$', '{', '\'', 'Y', '#']))
    {
        let place = from + found;
        let (before, rest) = line.split_at(place);
        let mark = match rest.as_bytes().first() {
            Some(b'\'') => {
                single = !single && !before.ends_with('\\') || single && before.ends_with('\\');
                None
            }
            // A comment behind a command.
            Some(b'#') if !single && before.ends_with([' ', '\t']) && rest.starts_with("# ") => {
                return;
            }
            Some(b'<') => angle(before, rest, whole),
            Some(b'$') if dollars => shell(before, rest, single),
            Some(b'{') if !templated => mustache(rest),
            Some(b'Y') => word(before, rest),
            _ => None,
        };
        let Some((name, style, length, default)) = mark else {
            from = place + 1;
            continue;
        };
        marks.push(Mark {
            name,
            style,
            span: Span::new(at + place, at + place + length),
            default,
        });
        from = place + length;
    }
}

type Found = (String, Style, usize, Option<String>);

/// `<pod name>`, but neither `<<EOF`, `< in > out`, `<br>` nor `<none>`.
fn angle(before: &str, rest: &str, whole: &str) -> Option<Found> {
    let inner = rest.get(1..)?;
    let end = inner
        .find(['>', '<', '\n'])
        .filter(|end| inner[*end..].starts_with('>'))?;
    let name = inner.get(..end)?;
    let first = name.chars().next()?;
    let allowed = |c: char| c.is_alphanumeric() || " -_./:|,'?()*".contains(c);
    let redirects =
        before.ends_with('<') || inner.get(end..)?.starts_with(">>") || name.ends_with(' ');
    let address = name.contains("://") || name.contains('@');
    let html =
        markdown::html_known(&name.to_ascii_lowercase()) && whole.contains(&format!("</{name}>"));
    let named = (first.is_alphabetic() || first == '_')
        && name.chars().all(allowed)
        && name.chars().count() <= 80;
    let printed = command::is_word(PRINTED, &name.to_ascii_lowercase());
    (named && !redirects && !address && !html && !printed)
        .then(|| (name.to_owned(), Style::Angle, end + 2, None))
}

/// `$NAME` and `${NAME}`, with `:-` a usual value.
fn shell(before: &str, rest: &str, single: bool) -> Option<Found> {
    let inner = rest.get(1..)?;
    let braced = inner.starts_with('{');
    let inner = inner.get(usize::from(braced)..)?;
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(inner.len());
    let name = inner.get(..end)?;
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.len() <= 80;
    // In single quotes a shell leaves it alone: it belongs to awk, sed or jq.
    let own = single && name.bytes().any(|byte| byte.is_ascii_lowercase());
    if !named || own || before.ends_with(['\\', '$']) || command::is_word(KNOWN, name) {
        return None;
    }
    let (length, default) = if braced {
        let close = inner.find('}')?;
        let more = inner.get(end..close)?;
        let default = more.strip_prefix(":-").or_else(|| more.strip_prefix('-'));
        let default = default.map(|value| value.trim_matches(['"', '\'']).to_owned());
        // `${NAME[0]}`, `${NAME.x}`: nothing that a plain value can stand for.
        if !(more.is_empty() || default.is_some() || more.starts_with(":?")) {
            return None;
        }
        (close + 3, default.filter(|value| !value.is_empty()))
    } else {
        (end + 1, None)
    };
    Some((name.to_owned(), Style::Shell, length, default))
}

/// `{{ host }}`, but no template of Go or Jinja that says more than a name.
fn mustache(rest: &str) -> Option<Found> {
    let inner = rest.strip_prefix("{{")?;
    let end = inner.find("}}").filter(|end| *end <= 80)?;
    let name = inner.get(..end)?.trim();
    let mut words = name.split(' ').peekable();
    words.peek().filter(|word| !word.is_empty())?;
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && word
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
            && !command::is_word(TEMPLATE, &word.to_ascii_lowercase())
    };
    words
        .all(is_word)
        .then(|| (name.to_owned(), Style::Mustache, end + 4, None))
}

/// `YOUR_CLUSTER`
fn word(before: &str, rest: &str) -> Option<Found> {
    let end = rest
        .find(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit() && !matches!(c, '_' | '-'))
        .unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_end_matches(['-', '_']);
    let alone = before.is_empty()
        || before.ends_with(|c: char| c.is_whitespace() || "'\"=/:@,".contains(c));
    let assigns = rest.get(end..)?.starts_with('=');
    let yours = name.starts_with("YOUR_") || name.starts_with("YOUR-");
    (yours && name.len() > 6 && alone && !assigns)
        .then(|| (name.to_owned(), Style::Word, name.len(), None))
}
