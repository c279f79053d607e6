//! What monitoring says becomes types: a pasted text becomes its alerts ([`read()`]), a rule file its alert rules
//! ([`read_rules`]), a runbook's address the paths that it may mean ([`places`]), rules and documents
//! the alerts that no document answers ([`cover`]).
//!
//! Everything here is pure: no files, no clock, no network, and no knowledge of documents. Reading never fails
//! and never panics, whatever the text: what could not be understood is a diagnostic, and a text that is no
//! alert is `None`, so that it can be searched for as it stands.

mod address;
mod alert;
mod coverage;
mod draft;
mod keys;
mod prose;
mod read;
mod rules;
mod template;

pub use address::{AddressMap, Place, of_address, places};
pub use alert::{Alert, Status};
pub use coverage::{
    By, Coverage, Covered, Followed, Missing, Orphan, Page, PlacedRule, cover, letters,
};
pub use keys::is_name;
pub use prose::{Told, tell};
pub use read::{Form, MAX_ALERTS, MAX_BYTES, Pasted, read};
pub use rules::{AlertRule, RuleFile, read_rules};
pub use template::{Filled, fill};
