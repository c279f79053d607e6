//! Where things are stored: one function for the window and the terminal.

use directories::BaseDirs;
use std::path::{Path, PathBuf};

/// The three folders that Drillbook writes, besides the library itself.
#[derive(Clone, Debug)]
pub struct Paths {
    data: PathBuf,
    cache: PathBuf,
    config: PathBuf,
}

impl Paths {
    /// The person's own folders, as the system has them (`XDG_*_HOME` on Linux). `None` where the
    /// person has no home folder.
    pub fn of_person() -> Option<Self> {
        let base = BaseDirs::new()?;
        let ours = |folder: &Path| folder.join("drillbook");
        Some(Self {
            data: ours(base.data_dir()),
            cache: ours(base.cache_dir()),
            config: ours(base.config_dir()),
        })
    }

    /// All three below one folder, for tests.
    pub fn below(folder: &Path) -> Self {
        Self {
            data: folder.join("data"),
            cache: folder.join("cache"),
            config: folder.join("config"),
        }
    }

    /// The journal.
    pub fn journal(&self) -> PathBuf {
        self.data.join("journal.db")
    }

    /// The lock that says that a window is open.
    pub fn window_lock(&self) -> PathBuf {
        self.data.join("window.lock")
    }

    /// The settings of the app.
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.toml")
    }

    /// Where the starter library is copied to and may be edited.
    pub fn starter(&self) -> PathBuf {
        self.data.join("starter")
    }

    /// What is derived from the library with this id, and can be deleted at any time.
    pub fn derived(&self, library: &str) -> PathBuf {
        self.cache.join(library)
    }
}
