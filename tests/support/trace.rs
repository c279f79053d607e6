//! What a program says to the network, watched from outside with strace.
//!
//! `WebDriver` reaches the app over TCP, so a program is watched without it.

use crate::child::Kept;
use crate::must;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A program that runs under strace, with all the processes that it starts. Dropping it ends the watching; a program
/// with a window ends with its display.
#[derive(Debug)]
pub struct Trace {
    program: Kept,
    folder: TempDir,
}

impl Trace {
    /// Starts `program` as strace's child; `prepare` sets its environment.
    #[track_caller]
    pub fn start(program: &[String], prepare: impl FnOnce(&mut Command)) -> Self {
        let folder = must(tempfile::tempdir(), "making a folder for the trace");
        let mut command = Command::new("strace");
        command
            .args([
                "--follow-forks",
                "--quiet=all",
                "--trace=connect,sendto,sendmsg,sendmmsg",
            ])
            .arg("--output")
            .arg(folder.path().join("calls"))
            .arg("--")
            .args(program)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        prepare(&mut command);
        Self {
            program: Kept::start(&mut command),
            folder,
        }
    }

    /// Whether the program still runs.
    pub fn runs(&mut self) -> bool {
        self.program.runs()
    }

    /// Every call so far that names an address of the internet, loopback included.
    pub fn internet(&self) -> Vec<String> {
        self.lines()
            .into_iter()
            .filter(|line| line.contains("AF_INET"))
            .collect()
    }

    /// How many processes have called anything that is watched.
    pub fn processes(&self) -> usize {
        let pids: BTreeSet<String> = self
            .lines()
            .iter()
            .filter_map(|line| line.split(' ').next().map(str::to_owned))
            .collect();
        pids.len()
    }

    fn lines(&self) -> Vec<String> {
        let calls: PathBuf = self.folder.path().join("calls");
        let bytes = fs::read(calls).unwrap_or_default();
        String::from_utf8_lossy(&bytes)
            .lines()
            .map(str::to_owned)
            .collect()
    }
}
