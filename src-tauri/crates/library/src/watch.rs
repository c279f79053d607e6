//! That something in a library changed.
//!
//! Events are hints and nothing more: whoever gets one looks at the files again. Watchers miss
//! atomic replacements, overflow, and see nothing on network drives, so a slow poll asks for a
//! [`Hint::Rescan`] as well.

use crate::name::is_document;
use crate::root::Root;
use notify::RecursiveMode;
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use unicode_normalization::UnicodeNormalization as _;

/// What to look at again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// These files, by id; they may have changed, come or gone.
    Files(Vec<String>),
    /// Everything: too much happened at once, a folder moved, or the watcher saw too little.
    Rescan,
}

/// More changed files than this at once are one rescan: a checkout of 2,000 files is one walk.
pub const MOST_FILES: usize = 64;

/// Events within this time are told together.
const QUIET: Duration = Duration::from_millis(120);

/// How often to look without an event: rarely while the watcher works, often where it does not.
const POLL_WATCHED: Duration = Duration::from_mins(1);
const POLL_BLIND: Duration = Duration::from_secs(5);

/// Watches until dropped.
pub struct Watcher {
    stop: Option<mpsc::Sender<()>>,
    poll: Option<JoinHandle<()>>,
    _debouncer: Option<Debouncer<notify::RecommendedWatcher, RecommendedCache>>,
    /// The system's watcher could not be started; only the poll looks. What the system said.
    pub blind: Option<String>,
}

impl Watcher {
    /// Watches `root` and calls `tell` from threads of its own.
    pub fn start(root: &Root, tell: impl Fn(Hint) + Send + Sync + Clone + 'static) -> Self {
        let watched = watch(root.path(), tell.clone());
        let (debouncer, blind) = match watched {
            Ok(debouncer) => (Some(debouncer), None),
            Err(error) => {
                tracing::warn!(%error, "the system's watcher could not be started");
                (None, Some(error.to_string()))
            }
        };
        let every = if blind.is_some() {
            POLL_BLIND
        } else {
            POLL_WATCHED
        };
        let (stop, stopped) = mpsc::channel();
        let poll = thread::spawn(move || {
            while stopped.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                tell(Hint::Rescan);
            }
        });
        Self {
            stop: Some(stop),
            poll: Some(poll),
            _debouncer: debouncer,
            blind,
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(poll) = self.poll.take() {
            // A poll that panicked has nothing left to stop.
            drop(poll.join());
        }
    }
}

type RunningDebouncer = Debouncer<notify::RecommendedWatcher, RecommendedCache>;

fn watch(folder: &Path, tell: impl Fn(Hint) + Send + 'static) -> notify::Result<RunningDebouncer> {
    let root = folder.to_owned();
    let mut debouncer = new_debouncer(QUIET, None, move |result: DebounceEventResult| {
        let hint = match result {
            Ok(events) => {
                let overflow = events.iter().any(|event| event.need_rescan());
                let changes = events.iter().filter(|event| !event.kind.is_access());
                hint(
                    &root,
                    overflow,
                    changes.flat_map(|event| event.paths.iter()),
                )
            }
            Err(_) => Some(Hint::Rescan),
        };
        if let Some(hint) = hint {
            tell(hint);
        }
    })?;
    debouncer.watch(folder, RecursiveMode::Recursive)?;
    Ok(debouncer)
}

/// What the changed `paths` mean; `None` where they do not concern the library.
fn hint<'a>(root: &Path, overflow: bool, paths: impl Iterator<Item = &'a PathBuf>) -> Option<Hint> {
    let mut files = BTreeSet::new();
    let mut rescan = overflow;
    for path in paths {
        let Ok(inside) = path.strip_prefix(root) else {
            rescan = true;
            continue;
        };
        let parts: Vec<_> = inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        if parts
            .iter()
            .any(|part| part.starts_with('.') && part != ".gitignore")
        {
            continue;
        }
        let id: String = parts.join("/").nfc().collect();
        if is_document(&id) {
            files.insert(id);
        } else {
            // A folder, an image, a `.gitignore`: what it changes only a walk can tell.
            rescan = true;
        }
    }
    match (rescan || files.len() > MOST_FILES, files.is_empty()) {
        (true, _) => Some(Hint::Rescan),
        (false, true) => None,
        (false, false) => Some(Hint::Files(files.into_iter().collect())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &[&str], expected: Option<&Hint>) {
        let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
        assert_eq!(
            hint(Path::new("/library"), false, paths.iter()).as_ref(),
            expected
        );
    }

    #[test]
    fn files_are_told_by_id_and_the_rest_is_a_rescan() {
        check(
            &["/library/a.md", "/library/b/c.md", "/library/a.md"],
            Some(&Hint::Files(vec!["a.md".into(), "b/c.md".into()])),
        );
        check(&["/library/.git/index", "/library/.a.md.swp"], None);
        check(&["/library/a.md", "/library/folder"], Some(&Hint::Rescan));
        check(&["/elsewhere/a.md"], Some(&Hint::Rescan));
    }

    #[test]
    fn many_files_at_once_are_one_rescan() {
        let many: Vec<_> = (0..=MOST_FILES)
            .map(|n| format!("/library/{n}.md"))
            .collect();
        check(
            &many.iter().map(String::as_str).collect::<Vec<_>>(),
            Some(&Hint::Rescan),
        );
    }

    #[test]
    fn a_written_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (tell, told) = mpsc::channel();
        let root = Root::open(folder.path()).unwrap();
        let watcher = Watcher::start(&root, move |hint| drop(tell.send(hint)));
        assert_eq!(watcher.blind, None);
        std::fs::write(folder.path().join("a.md"), "x").unwrap();
        assert_eq!(
            told.recv_timeout(Duration::from_secs(10)),
            Ok(Hint::Files(vec!["a.md".into()]))
        );
    }
}
