//! The last answer to a question that takes a while, kept with what it was the answer for.

use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};

/// An answer, and its key: it holds for as long as the key is the same.
#[derive(Debug)]
pub(crate) struct Memo<K, T>(Mutex<Option<(K, Arc<T>)>>);

impl<K, T> Default for Memo<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, T> Memo<K, T> {
    /// The answer for `key`: the known one, else what `make` says. Whoever asks meanwhile waits for it.
    pub(crate) fn get(&self, key: K, make: impl FnOnce() -> T) -> Arc<T> {
        match self.try_get(key, || Ok::<T, Infallible>(make())) {
            Ok(value) => value,
            Err(never) => match never {},
        }
    }

    /// The same where it may fail; a failure is not kept.
    pub(crate) fn try_get<E>(
        &self,
        key: K,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*known {
            Some((then, value)) if *then == key => Ok(Arc::clone(value)),
            _ => {
                let value = Arc::new(make()?);
                *known = Some((key, Arc::clone(&value)));
                Ok(value)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_made_anew_for_another_key_and_not_kept_where_it_fails() {
        let memo = Memo::default();
        assert_eq!(*memo.get(1, || "one"), "one");
        assert_eq!(*memo.get(1, || "again"), "one");
        assert_eq!(memo.try_get(2, || Err("no")), Err("no"));
        assert_eq!(*memo.get(1, || "again"), "one");
        assert_eq!(*memo.get(2, || "two"), "two");
    }
}
