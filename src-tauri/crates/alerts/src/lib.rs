//! What monitoring says becomes types: a pasted text becomes its alerts ([`read()`]).
//!
//! Everything here is pure: no files, no clock, no network, and no knowledge of documents. Reading never fails
//! and never panics, whatever the text: what could not be understood is a diagnostic, and a text that is no
//! alert is `None`, so that it can be searched for as it stands.

mod address;
mod alert;
mod draft;
mod keys;
mod read;

pub use address::AddressMap;
pub use alert::{Alert, Status};
pub use read::{Form, MAX_ALERTS, MAX_BYTES, Pasted, read};
