//! One window a person: the lock file in the data folder, held as long as the app runs.
//!
//! The single-instance plugin raises the first window and hands it arguments, but needs a session
//! bus; the lock needs nothing and only tells that a window is open.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// What trying to hold the lock came to.
pub(crate) enum Held {
    /// This process holds it until the file is dropped.
    Ours(#[expect(dead_code, reason = "held, not read: dropping it frees the lock")] File),
    /// Another process holds it.
    Theirs,
    /// The lock could not be made; the app runs without it.
    Unknown,
}

/// How often, and after which pause, the lock is asked for again: a window that was just closed may
/// still be writing its last words.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// Holds the lock at `path`; waits two seconds for a former window to end.
pub(crate) fn hold_patiently(path: &Path) -> Held {
    for _ in 1..TRIES {
        match hold(path) {
            Held::Theirs => thread::sleep(PAUSE),
            held => return held,
        }
    }
    hold(path)
}

/// Tries to hold the lock at `path` without waiting.
pub(crate) fn hold(path: &Path) -> Held {
    let made = path
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| File::create(path));
    match made.map(|file| (file.try_lock(), file)) {
        Ok((Ok(()), file)) => Held::Ours(file),
        Ok((Err(TryLockError::WouldBlock), _)) => Held::Theirs,
        Ok((Err(TryLockError::Error(error)), _)) | Err(error) => {
            tracing::warn!(%error, "the lock file could not be held");
            Held::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_to_ask_is_told() {
        let path = std::env::temp_dir().join(format!("drillbook-lock-{}", std::process::id()));
        let first = hold(&path);
        assert!(matches!(first, Held::Ours(_)));
        assert!(matches!(hold(&path), Held::Theirs));
        drop(first);
        assert!(matches!(hold(&path), Held::Ours(_)));
        fs::remove_file(path).unwrap();
    }
}
