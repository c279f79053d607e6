//! The baseline: findings that a library had when its team began to check it. They are not reported until their text
//! changes, so that an old repository starts without a wall of red and gets no worse.
//!
//! A file of the team, written only when somebody asks for it. A finding is known by file, code and arguments, not by
//! its line: text above it may come and go.

use drillbook_text::{Diagnostic, hash};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FORMAT: &str = "drillbook.baseline/1";

/// Findings that are known, each with how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<Known, u32>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    path: String,
    code: String,
    /// The first sixteen digits of the hash of its arguments.
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    known: Known,
    #[serde(default = "once")]
    count: u32,
}

fn once() -> u32 {
    1
}

impl Baseline {
    /// The baseline of `findings`.
    pub fn of<'a>(findings: impl IntoIterator<Item = (&'a str, &'a Diagnostic)>) -> Self {
        let mut known = BTreeMap::new();
        for (path, found) in findings {
            *known.entry(Known::of(path, found)).or_insert(0) += 1;
        }
        Self(known)
    }

    /// Reads a baseline's bytes; the error says what is wrong with them.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let file: File = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if file.format != FORMAT {
            return Err(format!("`format` is `{}`, not `{FORMAT}`", file.format));
        }
        let lines = file.findings.into_iter();
        Ok(Self(lines.map(|line| (line.known, line.count)).collect()))
    }

    /// The file's text: one finding a line, sorted, so that git shows what was mended.
    pub fn write(&self) -> String {
        let lines: Vec<String> = self
            .0
            .iter()
            .map(|(known, count)| {
                let line = Line {
                    known: known.clone(),
                    count: *count,
                };
                serde_json::to_string(&line).unwrap_or_default()
            })
            .collect();
        format!(
            "{{\"format\": \"{FORMAT}\", \"findings\": [\n{}\n]}}\n",
            lines.join(",\n")
        )
    }

    /// How many findings it knows.
    pub fn count(&self) -> usize {
        self.0.values().map(|count| *count as usize).sum()
    }

    /// Tells of the findings of the file at `path`, one after the other, whether they are new to it.
    pub(crate) fn news(&self, path: &str) -> impl FnMut(&Diagnostic) -> bool {
        let mut seen: BTreeMap<Known, u32> = BTreeMap::new();
        move |found| {
            if self.0.is_empty() {
                return true;
            }
            let known = Known::of(path, found);
            let allowed = self.0.get(&known).copied().unwrap_or(0);
            let so_far = seen.entry(known).or_insert(0);
            *so_far += 1;
            *so_far > allowed
        }
    }
}

impl Known {
    fn of(path: &str, found: &Diagnostic) -> Self {
        let args: Vec<&str> = found.args.iter().map(|(_, value)| value.as_str()).collect();
        let mut fingerprint = hash::file(args.join("\u{1f}").as_bytes());
        fingerprint.truncate(16);
        Self {
            path: path.to_owned(),
            code: found.code.as_str().to_owned(),
            fingerprint,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use drillbook_text::{Code, Severity, Span};

    fn dead(target: &str, at: usize) -> Diagnostic {
        let found = Diagnostic::new(
            Code::LinkDead,
            Severity::Warning,
            Some(Span::new(at, at + 1)),
        );
        found.with("target", target)
    }

    #[test]
    fn knows_findings_wherever_they_stand_and_how_often() {
        let known = [dead("a.md", 10), dead("a.md", 20), dead("b.md", 30)];
        let baseline = Baseline::of(known.iter().map(|found| ("x.md", found)));
        assert_eq!(baseline.count(), 3);
        let written = baseline.write();
        assert_eq!(Baseline::read(written.as_bytes()).as_ref(), Ok(&baseline));

        let check = |path: &str, found: &[Diagnostic], expected: &[bool]| {
            let news: Vec<bool> = found.iter().map(baseline.news(path)).collect();
            assert_eq!(news, expected, "{path}");
        };
        let now = [dead("a.md", 99), dead("b.md", 1), dead("c.md", 2)];
        check("x.md", &now, &[false, false, true]);
        check("y.md", &now, &[true, true, true]);
        check("x.md", &[dead("b.md", 1), dead("b.md", 2)], &[false, true]);
    }

    #[test]
    fn says_what_is_wrong_with_a_file() {
        let check = |text: &str, expected: &str| {
            let problem = Baseline::read(text.as_bytes()).unwrap_err();
            assert!(problem.contains(expected), "{problem}");
        };
        check("", "EOF");
        check(
            "{\"format\": \"drillbook.baseline/9\", \"findings\": []}",
            "drillbook.baseline/9",
        );
        check(
            "{\"format\": \"drillbook.baseline/1\", \"findings\": [{}]}",
            "path",
        );
    }
}
