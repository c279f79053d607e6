//! Problems as people read them: sentences with lines.

use crate::messages::Messages;
use crate::wire::{Problem, ProblemCounts, ProblemSeverity};
use drillbook_library::{Skipped, SkippedWhy};
use drillbook_text::{Code, Diagnostic, LineIndex, Severity};

impl From<Severity> for ProblemSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

impl ProblemCounts {
    /// Counts one more.
    pub(crate) fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Info => self.info += 1,
            Severity::Warning => self.warning += 1,
            Severity::Error => self.error += 1,
        }
    }
}

/// The findings in `text` as sentences, in the order of the text.
pub(crate) fn sentences(
    messages: Messages,
    text: &str,
    diagnostics: &[Diagnostic],
) -> Vec<Problem> {
    let lines = LineIndex::new(text);
    let mut found: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| problem(messages, text, &lines, diagnostic))
        .collect();
    found.sort_by_key(|problem| (problem.line, problem.column));
    found
}

fn problem(messages: Messages, text: &str, lines: &LineIndex, diagnostic: &Diagnostic) -> Problem {
    let (message, hint) = messages.diagnostic(diagnostic);
    let position = diagnostic.span.map(|span| lines.position(text, span.start));
    Problem {
        code: diagnostic.code.as_str().to_owned(),
        severity: diagnostic.severity.into(),
        message,
        hint,
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
    }
}

/// What the walk left out, as a finding.
pub(crate) fn of_skipped(skipped: &Skipped) -> Diagnostic {
    match &skipped.why {
        SkippedWhy::NotFollowed => Diagnostic::new(Code::NotFollowed, Severity::Info, None),
        SkippedWhy::Unportable => Diagnostic::new(Code::NameUnportable, Severity::Warning, None),
        SkippedWhy::Clash(other) => {
            Diagnostic::new(Code::NameClash, Severity::Warning, None).with("other", other)
        }
        SkippedWhy::Unreadable(problem) => unreadable(problem),
    }
}

/// A file that the system would not let us read.
pub(crate) fn unreadable(problem: &str) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, Severity::Error, None).with("problem", problem)
}
