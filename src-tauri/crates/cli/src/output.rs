//! Writing to the terminal: colours only where a person looks, and no panic when the pipe closes.

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use std::io::{self, BufWriter, StdoutLock, Write};

/// Bold, for titles.
pub(crate) const TITLE: Style = Style::new().bold();
/// What was searched for.
pub(crate) const HIT: Style = AnsiColor::Yellow.on_default().bold();
/// Paths and what is said beside.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// Warnings.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default();
/// Errors.
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Standard output, written in large pieces.
pub(crate) struct Output {
    out: BufWriter<AutoStream<StdoutLock<'static>>>,
}

impl Output {
    pub(crate) fn new() -> Self {
        let stdout = io::stdout().lock();
        let choice = AutoStream::choice(&stdout);
        Self {
            out: BufWriter::new(AutoStream::new(stdout, choice)),
        }
    }
}

/// One line on standard error: what went wrong.
pub(crate) fn error(error: &anyhow::Error) {
    let mut stderr = AutoStream::new(io::stderr().lock(), ColorChoice::Auto);
    // Nobody is left to be told when standard error is closed.
    drop(writeln!(stderr, "{ERROR}drillbook:{ERROR:#} {error}"));
}

/// One line on standard error that is no error.
pub(crate) fn remark(text: &str) {
    let mut stderr = AutoStream::new(io::stderr().lock(), ColorChoice::Auto);
    drop(writeln!(stderr, "{FAINT}{text}{FAINT:#}"));
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Text from a library, fit for a terminal: control characters other than tabs and line ends are
/// shown as `\u{fffd}`, so that a document cannot drive the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && !matches!(c, '\n' | '\t') {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_drive_the_terminal() {
        assert_eq!(
            printable("a\x1b]0;x\x07\tb\nc"),
            "a\u{fffd}]0;x\u{fffd}\tb\nc"
        );
    }
}
