//! What is made of the catalogue when somebody first asks, and anew when the catalogue has changed since.

use crate::catalogue::Catalogue;
use std::sync::{Arc, Mutex, PoisonError, RwLockReadGuard};

/// A value made of the catalogue of one revision.
#[derive(Debug)]
pub(crate) struct Derived<T>(Mutex<Option<(u64, Arc<T>)>>);

impl<T> Default for Derived<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Derived<T> {
    /// The value for the catalogue as it stands. `catalogue` is locked after this value is, never before: a thread that
    /// waits for the value while it holds the catalogue could wait for ever.
    pub(crate) fn get<'a>(
        &self,
        catalogue: impl FnOnce() -> RwLockReadGuard<'a, Catalogue>,
        make: impl FnOnce(&Catalogue) -> T,
    ) -> Arc<T> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let catalogue = catalogue();
        match &*known {
            Some((revision, value)) if *revision == catalogue.revision => Arc::clone(value),
            _ => {
                let value = Arc::new(make(&catalogue));
                *known = Some((catalogue.revision, Arc::clone(&value)));
                value
            }
        }
    }
}
