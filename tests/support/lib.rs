//! What the tests that cross floors share: the corpora ([`shared`]), the folders of this checkout ([`places`]) and the
//! real window ([`window`], with a display of its own by [`screen`] and a driver spoken to by [`webdriver`]).
//!
//! Nothing here knows the app's screens: which field to type into and what must be seen then stands in the tests.
//! A helper that cannot do its work panics with a sentence, since its only callers are tests and benches.

pub mod accessibility;
pub mod child;
pub mod clipboard;
pub mod driver;
pub mod generated;
pub mod home;
pub mod hostile;
pub mod keys;
pub mod percentile;
pub mod places;
pub mod screen;
pub mod shared;
pub mod starter;
pub mod trace;
pub mod webdriver;
pub mod window;

use std::fmt::Display;

/// The value of a step that has to work, or a panic that says what was being done.
///
/// # Panics
/// When the step failed.
#[track_caller]
pub fn must<T, E: Display>(result: Result<T, E>, doing: &str) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{doing}: {error}"),
    }
}
