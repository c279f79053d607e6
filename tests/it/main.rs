//! The integration tests that need no display: one binary, one module a subject.

mod floors;
