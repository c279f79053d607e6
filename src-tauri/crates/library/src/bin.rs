//! The system's bin.

use crate::name::DocumentName;
use crate::root::{Error, Root};

impl Root {
    /// Puts the file named `id` into the system's bin, from which its owner can get it back. Where there is no bin, nothing
    /// happens to the file.
    pub fn discard(&self, id: &str) -> Result<(), Error> {
        let name = DocumentName::new(id).ok_or_else(|| Error::BadId { id: id.to_owned() })?;
        let path = self.locate(&name).filter(|path| path.is_file());
        let path = path.ok_or_else(|| Error::NotFound { id: id.to_owned() })?;
        trash::delete(&path).map_err(|error| Error::NotBinned {
            id: id.to_owned(),
            problem: error.to_string(),
        })
    }
}
