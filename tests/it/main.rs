//! The integration tests that need no display: one binary, one module a subject.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests fail as tests do"
)]

mod alert_rules;
mod bans;
mod boundary;
mod catalogue;
mod corpora;
mod coverage;
mod drill;
mod drill_catalogue;
mod drill_debrief;
mod drill_fake;
mod drill_hostile;
mod drill_kill;
mod drill_terminal;
#[cfg(unix)]
mod edit_faults;
mod edit_hostile;
mod edit_kill;
mod editing;
mod floors;
mod git;
mod hostile;
mod library;
mod library_same;
mod life;
mod lint;
mod moving;
mod pasted;
mod reading;
mod recurring;
mod run;
mod run_hostile;
mod run_included;
mod run_kill;
mod run_leaving;
mod run_terminal;
mod scenario_editing;
mod scenarios;
#[cfg(unix)]
mod search_faults;
mod search_killed;
mod search_score;
mod signing;
mod steps;
mod suites;
mod templates;
