//! Which code somebody runs, and which only shows something: output, configuration, examples of text.

use crate::command;
use crate::{Command, SnippetKind};

/// Languages whose blocks are run or asked as they stand.
const RUN: &str = "bash console powershell sql promql logql cypher psql mysql redis batch cmd mongo kql \
    ruby rails graphql http esql splunk spl";
/// Languages without a name of their own, where the text decides.
const OPEN: &str = "python javascript js go erlang elixir";
/// Words that the sentence above an example of output holds.
const SHOWN: [&str; 33] = [
    "output",
    "looks like",
    "look like",
    "should see",
    "will see",
    "you see",
    "similar to",
    "returns",
    "results in",
    "the result",
    "log line",
    "message",
    "error like",
    "errors like",
    "alerts like",
    "for errors",
    "example alert",
    "response",
    "prints",
    "shows",
    "would yield",
    "something like",
    "states",
    "structured as",
    "returning",
    "yields",
    "keluaran",
    "hasilnya",
    "akan terlihat",
    "tampilan",
    "pesan",
    "content of",
    "serupa",
];

/// Whether a command can be run: code that says more than comments and leaves nothing out.
pub(super) fn is_runnable(command: &Command) -> bool {
    let copy = command.copy.trim();
    if command.kind == SnippetKind::Inline {
        return !copy.ends_with("...") && !copy.ends_with('…');
    }
    let bare = |line: &str| {
        let line = line.trim();
        !(line.is_empty()
            || line.starts_with('#')
            || line.starts_with("//")
            || line.starts_with("-- "))
    };
    let mut lines = copy.lines().filter(|line| bare(line)).peekable();
    if lines.peek().is_none() {
        return false;
    }
    let language = command.language.as_str();
    if language == "console" {
        return lines.any(|line| command::is_typed(line) || is_short(line));
    }
    command::is_word(RUN, language)
        || ((language.is_empty() || command::is_word(OPEN, language))
            && lines.take(3).any(command::is_typed))
}

/// Whether the first line of a block reads as if it was typed.
pub(super) fn begins_typed(command: &Command) -> bool {
    let first = command.copy.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(command::is_typed)
}

/// Whether a line of a session is no row of a table: without columns and without a frame.
fn is_short(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(|c: char| c.is_ascii_lowercase() || c == '/' || c == '.' || c == '\\')
        && !line.contains("  ")
        && !line.contains(" | ")
        && !line.ends_with('.')
}

/// Whether the sentence above a block says that the block shows something.
pub(super) fn is_shown(lead: &str) -> bool {
    let start = lead
        .trim_end_matches([':', ' ', '\n', '.'])
        .rfind(['.', '?', '!'])
        .map_or(0, |at| at + 1);
    let last = lead.get(start..).unwrap_or(lead).to_lowercase();
    SHOWN.iter().any(|word| last.contains(word))
}
