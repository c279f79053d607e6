//! Addresses under which a team knows its documents, from the library's settings.

use serde::{Deserialize, Serialize};

/// A prefix of addresses and the folder of the library that stands for it, so that a link opens the local document
/// with the network down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressMap {
    /// What the address begins with: `https://runbooks.example.org/`.
    pub prefix: String,
    /// The folder of the library, without slashes at its ends; empty for the library itself.
    pub folder: String,
    /// What a file's name has that the address leaves out: `.md`. Empty where sites' usual spellings do.
    pub suffix: String,
}
