//! What to mend first: five documents whose findings hurt somebody soon, instead of a wall of red.
//!
//! A dead link in the runbook of an alert fails somebody at night; then come documents that are followed, by how often.
//! What only looks untidy is never urgent.

use super::file;
use crate::coverage::claims;
use crate::session::Session;
use crate::wire::{FirstProblem, FirstWhy};
use drillbook_text::{Code, Diagnostic, Severity};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// How many documents are named.
const FIRST: usize = 5;

/// A document to mend.
pub(super) struct Chosen {
    path: String,
    /// Its worst finding.
    worst: Diagnostic,
    /// How many more it has.
    more: u32,
    why: FirstWhy,
}

/// Those of `found` that are to be mended first, the most urgent first; each for a reason that can be told.
pub(super) fn choose(
    session: &Session,
    found: &BTreeMap<String, Vec<Diagnostic>>,
    runs: &HashMap<String, u32>,
) -> Vec<Chosen> {
    let catalogue = session.catalogue();
    let mut chosen: Vec<Chosen> = found
        .iter()
        .filter_map(|(path, found)| {
            let record = catalogue.records.get(path)?;
            let worst = found
                .iter()
                .min_by_key(|found| (harm(found), Reverse(found.severity)))?;
            let why = why(
                worst,
                claims(path, record).into_iter().next(),
                runs.get(path).copied(),
            )?;
            Some(Chosen {
                path: path.clone(),
                worst: worst.clone(),
                more: u32::try_from(found.len() - 1).unwrap_or(u32::MAX),
                why,
            })
        })
        .collect();
    chosen.sort_by_key(|chosen| (rank(&chosen.why), harm(&chosen.worst), Reverse(chosen.more)));
    chosen.truncate(FIRST);
    chosen
}

/// The reason to mend it soon, if there is one.
fn why(worst: &Diagnostic, alert: Option<String>, runs: Option<u32>) -> Option<FirstWhy> {
    let misleads = harm(worst) <= 1;
    match (alert, runs) {
        _ if worst.code == Code::SecretWritten => Some(FirstWhy::Secret),
        (Some(alert), _) if misleads => Some(FirstWhy::Alert { alert }),
        (_, Some(runs)) if harm(worst) < UNTIDY => Some(FirstWhy::Followed { runs }),
        _ => None,
    }
}

fn rank(why: &FirstWhy) -> (u8, Reverse<u32>) {
    match why {
        FirstWhy::Secret => (0, Reverse(0)),
        FirstWhy::Alert { .. } => (1, Reverse(0)),
        FirstWhy::Followed { runs } => (2, Reverse(*runs)),
    }
}

/// How much something harms that only looks untidy.
const UNTIDY: u8 = 3;

/// How much a finding harms, from 0: a secret, a way that leads nowhere or words that are missing, the rest.
fn harm(found: &Diagnostic) -> u8 {
    match found.code {
        Code::SecretWritten => 0,
        Code::LinkDead | Code::AnchorDead | Code::ImageDead | Code::PlaceholderLeft => 1,
        _ if found.severity == Severity::Info => UNTIDY,
        _ => 2,
    }
}

impl Chosen {
    pub(super) fn told(self, session: &Session) -> FirstProblem {
        let told = file(session, self.path, &[self.worst]);
        FirstProblem {
            path: told.path,
            title: told.title,
            problem: told.problems.into_iter().next(),
            more: self.more,
            why: self.why,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_untidy_is_never_urgent() {
        let check = |code, severity, expected: Option<FirstWhy>| {
            let found = Diagnostic::new(code, severity, None);
            assert_eq!(why(&found, None, Some(3)), expected, "{code:?}");
        };
        let followed = Some(FirstWhy::Followed { runs: 3 });
        check(Code::LinkDead, Severity::Warning, followed.clone());
        check(Code::SectionEmpty, Severity::Warning, followed);
        check(Code::FileName, Severity::Info, None);
    }
}
