//! The checker: layers that prove or disprove what a scenario promises. Layer 0 is [`crate::lint()`], layer 2 [`run_tests`].

mod tests_run;

pub(crate) use tests_run::variant_words;
pub use tests_run::{TestRun, run_test, run_tests};
