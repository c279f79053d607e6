//! The title of a message: `[FIRING:1] KubePodCrashLooping (…)`, `RESOLVED: Disk full on web-1`, `CRITICAL - …`.

use crate::alert::Status;
use crate::keys;

/// What a title says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) status: Option<Status>,
    pub(super) name: String,
    /// What stands after the marks.
    pub(super) rest: String,
    /// A mark said that this is an alert.
    pub(super) marked: bool,
}

/// Words that begin a message about an alert when a colon, a dash or brackets set them off.
const MARKS: [&str; 18] = [
    "firing",
    "resolved",
    "alerting",
    "alert",
    "triggered",
    "critical",
    "warning",
    "problem",
    "ok",
    "recovered",
    "recovery",
    "acknowledged",
    "suppressed",
    "no data",
    "nodata",
    "alarm",
    "incident",
    "pending",
];

/// Reads a line as a title; `None` where it is empty.
pub(super) fn read(line: &str) -> Option<Title> {
    let mut rest = trim(line);
    let (mut status, mut marked) = (None, false);
    for _ in 0..6 {
        let Some((word, after)) = mark(rest) else {
            break;
        };
        let word = word.to_ascii_lowercase();
        let bare = word.split(':').next().unwrap_or(&word).trim();
        if MARKS.contains(&bare) {
            marked = true;
            status = status.or_else(|| Status::of(bare));
        }
        rest = trim(after);
    }
    let name = name(rest)?;
    Some(Title {
        status,
        name,
        rest: rest.to_owned(),
        marked,
    })
}

/// A mark at the beginning and what follows: `[FIRING:1]`, `FIRING:`, `CRITICAL -`, `#1234`.
fn mark(text: &str) -> Option<(&str, &str)> {
    if let Some(inside) = text.strip_prefix('[') {
        let (mark, after) = inside.split_once(']')?;
        return (mark.len() <= 48).then_some((mark, after));
    }
    if let Some(number) = text.strip_prefix('#') {
        let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
        return (after.len() < number.len()).then_some(("", after));
    }
    let lower = text.to_ascii_lowercase();
    let known = MARKS
        .iter()
        .filter(|known| lower.starts_with(*known))
        .max_by_key(|known| known.len())?;
    let (word, after) = text.split_at_checked(known.len())?;
    let trimmed = after.trim_start();
    let off = trimmed.starts_with(':')
        || (after.starts_with(' ') && trimmed.starts_with(['-', '–', '—', '|', '[', '#']))
        // `FIRING KubePodCrashLooping`, as some bridges write it.
        || (word.chars().all(char::is_uppercase)
            && trimmed.split_whitespace().next().is_some_and(keys::is_name));
    off.then(|| (word, trimmed.trim_start_matches([':', '-', '–', '—', '|'])))
}

/// Without the pictures and signs that chats put before a title.
fn trim(text: &str) -> &str {
    let text = text.trim();
    // `:fire:`, as chats write their pictures.
    let picture = text
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'))
        .filter(|(name, _)| !name.is_empty() && !name.contains(char::is_whitespace));
    let text = picture.map_or(text, |(_, after)| after);
    text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | '(' | '#'))
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`' | '_'))
}

/// The name in a title: the first word that has a name's form, else what stands before details.
fn name(rest: &str) -> Option<String> {
    let edge = |c: char| !c.is_alphanumeric() && c != '_';
    let formed = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | '|' | '/' | '='))
        .map(|word| word.trim_matches(edge))
        .take(24)
        .find(|word| keys::is_name(word));
    if let Some(formed) = formed {
        return Some(formed.to_owned());
    }
    let head = [" (", " - ", " – ", " — ", " | ", ": ", " {"]
        .iter()
        .filter_map(|end| rest.find(end))
        .min()
        .and_then(|end| rest.get(..end))
        .unwrap_or(rest);
    let head = head.trim_matches(edge);
    (!head.is_empty() && head.len() <= 160).then(|| head.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let title = read(line).unwrap();
        let marked = if title.marked { "!" } else { "" };
        let status = title.status.map(|status| format!(" {status:?}"));
        let shown = format!("{marked}{}{}", title.name, status.unwrap_or_default());
        assert_eq!(shown, expected, "{line}");
    }

    #[test]
    fn reads_titles() {
        check(
            "[FIRING:1] KubePodCrashLooping (default pod-x critical)",
            "!KubePodCrashLooping Firing",
        );
        check(
            "🔥 *[FIRING:2, RESOLVED:1]* etcd_server_has_leader for x",
            "!etcd_server_has_leader Firing",
        );
        check(
            "[RESOLVED] Disk full on web-1 (a b)",
            "!Disk full on web-1 Resolved",
        );
        check("CRITICAL - OrdersDbDown", "!OrdersDbDown");
        check("FIRING KubeNodeNotReady", "!KubeNodeNotReady Firing");
        check("RESOLVED: [P1] #12345 High CPU", "!High CPU Resolved");
        check("[#12345] Alert: TargetDown", "!TargetDown");
        check("how do I restart the queue", "how do I restart the queue");
        check("[Alerting] CPU usage alert", "!CPU usage alert Firing");
        check("(KubePodCrashLooping default)", "KubePodCrashLooping");
        assert_eq!(read("  * "), None);
    }
}
