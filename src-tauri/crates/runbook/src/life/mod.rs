//! The life of a document: how it stands ([`Status`]), when somebody is to look at it again ([`Review`]), who is to read and
//! sign it ([`signatures`]), and what speaks against trusting it today ([`reasons`]).
//!
//! Pure: records, dates and findings are handed in, and no clock is asked. It reads and writes no record and knows no file.

mod people;
mod review;
mod sign;
mod stale;
mod status;

pub use people::{People, Person};
pub use review::{Review, SOON, Standing, reviewed};
pub use sign::{Ack, Class, Signature, Step, signatures, still_holds};
pub use stale::{Inputs, Reason, Weight, reasons};
pub use status::Status;

pub use jiff::civil::Date;
