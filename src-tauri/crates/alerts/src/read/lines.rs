//! Alerts as text: mails, chats, Alertmanager's templates, `key=value` logs, lists and tables that were copied.
//!
//! A line is a title, a pair, a set of matchers (`{alertname="X", job="y"}`), a heading (`Labels:`) or prose. Only a text
//! that says it is an alert becomes one: by its title's mark, by an `alertname`, or by several pairs that alerts have.

use super::title;
use crate::alert::{Alert, Status};
use crate::draft::{Draft, Part};
use crate::keys::{self, Meaning};

/// Reads the alerts in `text`; none where it is no alert.
pub(super) fn read(text: &str) -> Vec<Alert> {
    let mut reader = Reader::default();
    for line in text.lines() {
        reader.line(line);
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    alerts: Vec<Alert>,
    draft: Draft,
    part: Part,
    /// The first title of the text, for alerts that name themselves nowhere else.
    title: Option<title::Title>,
    /// The key of the last pair, whose value may go on.
    last: Option<String>,
    /// The last pair had no value: it stands in the next line.
    waits: bool,
    /// Annotations were seen, so that labels begin another alert.
    annotated: bool,
    /// What `Alerts Resolved:` or the title says of the alerts below it.
    status: Option<Status>,
    /// Some title was marked as one of an alert.
    marked: bool,
    lines: usize,
}

impl Reader {
    fn line(&mut self, raw: &str) {
        let line = unmarked(raw);
        if line.is_empty() {
            self.last = None;
            self.waits = false;
            return;
        }
        self.lines += 1;
        if let Some(status) = list_of(line) {
            self.next();
            self.status = Some(status);
        } else if let Some(part) = heading(line) {
            self.begin(part);
        } else if !(self.waits && self.take_value(line)
            || self.take_title(line)
            || self.take_matchers(line)
            || self.take_pair(line))
        {
            self.take_prose(line);
        }
    }

    /// A heading: labels after annotations belong to the next alert.
    fn begin(&mut self, part: Part) {
        if part == Part::Labels && self.annotated {
            self.next();
        }
        self.annotated |= part == Part::Annotations;
        self.part = part;
        self.last = None;
        self.waits = false;
    }

    /// The alert so far is whole.
    fn next(&mut self) {
        self.entitle();
        self.annotated = false;
        if self.draft.pairs == 0 && !self.draft.has_name() {
            return;
        }
        let draft = std::mem::take(&mut self.draft);
        if self.alerts.len() <= super::MAX_ALERTS && draft.has_name() {
            self.alerts.extend(draft.finish());
        }
    }

    /// The title tells of the alert that follows it, its status of all that follow.
    fn entitle(&mut self) {
        if self.draft.pairs == 0 && self.title.as_ref().is_some_and(|title| !title.marked) {
            return;
        }
        if let Some(title) = self.title.take() {
            if title.marked || keys::is_name(&title.name) {
                self.draft.name(&title.name, keys::FROM_TITLE);
            }
            self.status = title.status.or(self.status);
            if title.rest != title.name {
                self.draft.summary(&title.rest);
            }
        }
        self.draft.status(self.status);
    }

    fn take_value(&mut self, line: &str) -> bool {
        self.waits = false;
        let Some(key) = self.last.clone().filter(|_| pair(line).is_none()) else {
            return false;
        };
        self.draft.put(self.part, &key, value(line));
        true
    }

    /// The first line that a mark makes a title. A text's later titles begin further alerts.
    fn take_title(&mut self, line: &str) -> bool {
        let Some(found) = title::read(line).filter(|title| title.marked) else {
            return false;
        };
        // `Alert: X` in the midst of pairs is a pair.
        if pair(line).is_some() && (self.draft.pairs > 0 || found.status.is_none()) {
            return false;
        }
        // A list of titles, one an alert.
        if self.marked && keys::is_name(&found.name) && self.draft.pairs == 0 {
            self.next();
        }
        self.marked = true;
        for (key, value) in matchers(line) {
            self.draft.put(Part::Labels, key, value);
        }
        if self.title.is_none() {
            self.title = Some(found);
        }
        true
    }

    fn take_matchers(&mut self, line: &str) -> bool {
        // `description: rate of x{job="a"}` and `expr = a="b"` are pairs whose values have matchers.
        if pair(line).is_some_and(|(key, _)| is_sentence_key(key) || line.contains(" = "))
            && !line.trim_start_matches(is_name_character).starts_with('=')
        {
            return false;
        }
        let found = matchers(line);
        // `KubePodCrashLooping{namespace="shop"}`, as people write an alert with its labels.
        let before = line.split('{').next().map(str::trim).unwrap_or_default();
        let selector = line.contains('{') && before != "ALERTS" && keys::is_name(before);
        let named = found.iter().any(|(key, _)| *key == "alertname");
        let enough = found.len() > 1 || named || (selector && !found.is_empty());
        if enough {
            if selector {
                self.draft.name(before, keys::FROM_TITLE);
            }
            if named && self.draft.names_itself() {
                self.next();
            }
            for (key, value) in found {
                self.draft.put(self.part, key, value);
            }
        }
        enough
    }

    fn take_pair(&mut self, line: &str) -> bool {
        let Some((key, text)) = pair(line) else {
            return false;
        };
        if keys::meaning(&keys::fold(key)) == Meaning::Name(3) && self.draft.names_itself() {
            self.next();
        }
        self.last = Some(key.to_owned());
        self.waits = text.is_empty();
        self.draft.put(self.part, key, value(text));
        true
    }

    fn take_prose(&mut self, line: &str) {
        // A known key alone on its line: chats copy their fields as two lines.
        let folded = keys::fold(line.trim_end_matches(':'));
        if line.len() < 24 && keys::tells_of_an_alert(&folded) {
            self.last = Some(folded);
            self.waits = true;
            return;
        }
        match &self.last {
            Some(key) => self.draft.go_on(key, line),
            None if self.title.is_none() && self.lines == 1 => self.title = title::read(line),
            None => {}
        }
    }

    fn finish(mut self) -> Vec<Alert> {
        let named = self.draft.has_name() || !self.alerts.is_empty();
        // Without a mark or a name it takes several of the pairs that alerts have.
        let tells = self.draft.tells && self.draft.pairs > 1 && self.lines > 1;
        if !(self.marked || named || tells) {
            return Vec::new();
        }
        self.entitle();
        if self.alerts.is_empty() || self.draft.has_name() {
            self.alerts.extend(self.draft.finish());
        }
        self.alerts
    }
}

/// A line without what lists, quotes, tables and chats put before and after it.
fn unmarked(line: &str) -> &str {
    line.trim()
        .trim_start_matches(|c: char| {
            matches!(
                c,
                '-' | '*' | '•' | '·' | '‣' | '◦' | '>' | '|' | '+' | '#' | '`'
            ) || c.is_whitespace()
        })
        .trim_end_matches(|c: char| matches!(c, '|' | '+' | '`') || c.is_whitespace())
}

/// `Alerts Firing:` and `Alerts Resolved:`, the lists of Alertmanager's templates.
fn list_of(line: &str) -> Option<Status> {
    let lower = line.trim_end_matches(':').to_ascii_lowercase();
    let word = lower
        .strip_prefix("alerts ")
        .or_else(|| lower.strip_suffix(" alerts"))?;
    Status::of(word)
}

/// The headings of Alertmanager's templates and of those made after them.
fn heading(line: &str) -> Option<Part> {
    let word = line.trim_end_matches(['*', '_']).strip_suffix(':')?;
    match word
        .trim_matches(['*', '_', ' '])
        .to_ascii_lowercase()
        .as_str()
    {
        "labels" | "details" | "common labels" | "label" | "rincian" => Some(Part::Labels),
        "annotations" | "common annotations" | "anotasi" => Some(Part::Annotations),
        _ => None,
    }
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_sentence_key(key: &str) -> bool {
    !matches!(
        keys::meaning(&keys::fold(key)),
        Meaning::Label | Meaning::Name(_)
    )
}

/// `key: value`, `key = value`, `key<tab>value` or `key | value`, where the key can be one.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (at, width) = line.char_indices().take(64).find_map(|(at, c)| match c {
        ':' | '=' | '\t' => Some((at, 1)),
        ' ' if line.get(at..).is_some_and(|rest| rest.starts_with(" | ")) => Some((at, 3)),
        _ => None,
    })?;
    let key = line
        .get(..at)?
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '"' | '\''));
    let rest = line.get(at + width..)?;
    let key_is_one = key.starts_with(char::is_alphabetic)
        && key.split_whitespace().count() <= 3
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/'));
    // `http://…`, `12:30`, `a::b` and `service:checkout` are no pairs.
    let set_off = !line.get(at..)?.starts_with(':')
        || rest.is_empty()
        || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '*' | '`' | '_'));
    (key_is_one && set_off && !rest.starts_with('=')).then_some((key, rest.trim()))
}

/// A value without its quotes and marks.
fn value(text: &str) -> &str {
    let text = text.trim().trim_end_matches(',').trim();
    let text = text.trim_matches(['*', '`', ' ']);
    for quote in ['"', '\''] {
        if let Some(inner) = text
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
        {
            return inner;
        }
    }
    text
}

/// The `name="value"` and `name=value` of a line, of a selector or a log.
fn matchers(line: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find('=') {
        let before = rest.get(..at).unwrap_or_default();
        let name = before.trim_end();
        let start = name
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_name_character(*c))
            .last()
            .map_or(name.len(), |(start, _)| start);
        let name = name.get(start..).unwrap_or_default();
        let after = rest.get(at + 1..).unwrap_or_default();
        let after = after
            .strip_prefix('~')
            .unwrap_or(after)
            .trim_start_matches(' ');
        let (value, next) = matched(after);
        if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !value.is_empty() {
            found.push((name, value));
        }
        rest = next;
        if found.len() > 200 {
            break;
        }
    }
    found
}

/// The value that a text begins with, quoted or up to white space, and what follows.
fn matched(text: &str) -> (&str, &str) {
    if let Some(inside) = text.strip_prefix('"')
        && let Some(end) = inside.find('"')
    {
        return inside.split_at_checked(end).unwrap_or((inside, ""));
    }
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | ')'))
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}
