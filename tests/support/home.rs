//! A person's folders for one test: data, cache, settings and the runtime folder, all empty at first.

use crate::child::Kept;
use crate::must;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The folders; they vanish when dropped. Share one between two starts to see what the second remembers.
#[derive(Debug)]
pub struct Home {
    folder: TempDir,
    bus: Option<Bus>,
}

/// A session bus of its own.
#[derive(Debug)]
struct Bus {
    address: String,
    _daemon: Kept,
}

impl Home {
    /// Fresh folders.
    #[track_caller]
    pub fn new() -> Self {
        let home = Self {
            folder: must(tempfile::tempdir(), "making a home"),
            bus: None,
        };
        for name in ["data", "cache", "config", "runtime"] {
            must(std::fs::create_dir(home.folder(name)), "making a home");
        }
        home
    }

    /// Fresh folders and a session bus, by which a second start finds the first.
    #[track_caller]
    pub fn with_bus() -> Self {
        let mut daemon = Kept::start(
            Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address"])
                .stdout(Stdio::piped()),
        );
        let mut address = String::new();
        if let Some(output) = daemon.process().stdout.take() {
            must(
                BufReader::new(output).read_line(&mut address),
                "reading the address of the bus",
            );
        }
        Self {
            bus: Some(Bus {
                address: address.trim().to_owned(),
                _daemon: daemon,
            }),
            ..Self::new()
        }
    }

    /// One of `data`, `cache`, `config`, `runtime`.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Lets a program live in this home: its own folders, and its own session bus or none, since on a shared one the
    /// single-instance plugin would hand a second test's window to the first.
    pub fn apply(&self, command: &mut Command) {
        command
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder("data"))
            .env("XDG_CACHE_HOME", self.folder("cache"))
            .env("XDG_CONFIG_HOME", self.folder("config"))
            .env("XDG_RUNTIME_DIR", self.folder("runtime"))
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY")
            // Software rendering on a virtual display: half the start time, and nothing of ours is under test there.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", &bus.address);
        }
    }
}

impl Default for Home {
    fn default() -> Self {
        Self::new()
    }
}
