//! The wall clock, read in one place: the floors below have none.

use jiff::{Timestamp, Zoned};

/// Milliseconds since 1970, UTC.
pub(crate) fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

/// Today's date where the person is: `2026-11-20`.
pub(crate) fn today() -> String {
    Zoned::now().date().to_string()
}

/// Minutes that the person's local time is ahead of UTC now.
pub(crate) fn offset() -> i32 {
    Zoned::now().offset().seconds() / 60
}
