//! The integration tests that need no display: one binary, one module a subject.

mod bans;
mod boundary;
mod catalogue;
mod corpora;
mod floors;
