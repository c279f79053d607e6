//! A person's folders for one test: data, cache, settings and the runtime folder, all empty at first.

use crate::must;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// The folders; they vanish when dropped. Share one between two starts to see what the second remembers.
#[derive(Debug)]
pub struct Home(TempDir);

impl Home {
    /// Fresh folders.
    #[track_caller]
    pub fn new() -> Self {
        let home = Self(must(tempfile::tempdir(), "making a home"));
        for name in ["data", "cache", "config", "runtime"] {
            must(std::fs::create_dir(home.folder(name)), "making a home");
        }
        home
    }

    /// One of `data`, `cache`, `config`, `runtime`.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Lets a program live in this home: its own folders, and no session bus, since on a shared one the
    /// single-instance plugin would hand a second test's window to the first.
    pub fn apply(&self, command: &mut Command) {
        command
            .env("HOME", self.0.path())
            .env("XDG_DATA_HOME", self.folder("data"))
            .env("XDG_CACHE_HOME", self.folder("cache"))
            .env("XDG_CONFIG_HOME", self.folder("config"))
            .env("XDG_RUNTIME_DIR", self.folder("runtime"))
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY")
            // Software rendering on a virtual display: half the start time, and nothing of ours is under test there.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}
