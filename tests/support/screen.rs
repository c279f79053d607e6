//! A virtual display for one test.

use crate::child::Kept;
use crate::must;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// A running Xvfb.
#[derive(Debug)]
pub struct Screen {
    server: Kept,
    name: String,
}

impl Screen {
    /// Starts an X server on the first free number, which it tells us itself, so that tests may run side by side.
    ///
    /// # Panics
    /// When Xvfb is not installed or ends before it is ready.
    #[track_caller]
    pub fn start(width: u32, height: u32) -> Self {
        let size = format!("{width}x{height}x24");
        let mut server = Kept::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut number = String::new();
        if let Some(output) = server.process().stdout.take() {
            must(
                BufReader::new(output).read_line(&mut number),
                "reading the number of the display",
            );
        }
        assert!(
            !number.trim().is_empty(),
            "Xvfb ended before it had a display"
        );
        Self {
            server,
            name: format!(":{}", number.trim()),
        }
    }

    /// The value for `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the server still runs.
    pub fn runs(&mut self) -> bool {
        self.server.runs()
    }
}
