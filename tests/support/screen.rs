//! A virtual display for one test.

use crate::child::Kept;
use crate::must;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Places of numbers in the header of an X window dump.
const HEADER_SIZE: usize = 0;
const COLOUR_CELLS: usize = 19;

/// A running Xvfb, and the memory that it draws into.
#[derive(Debug)]
pub struct Screen {
    server: Kept,
    name: String,
    frame: TempDir,
}

impl Screen {
    /// Starts an X server on the first free number, which it tells us itself, so that tests may run side by side.
    ///
    /// # Panics
    /// When Xvfb is not installed or ends before it is ready.
    #[track_caller]
    pub fn start(width: u32, height: u32) -> Self {
        let frame = must(tempfile::tempdir(), "making a folder for the display");
        let mut server = Kept::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-nolisten", "tcp"])
                .args(["-screen", "0", &format!("{width}x{height}x24")])
                .arg("-fbdir")
                .arg(frame.path())
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
            frame,
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

    /// Which colours are to be seen, as `0xRRGGBB`, and on how many points each.
    pub fn colours(&self) -> BTreeMap<u32, usize> {
        let image = must(
            fs::read(self.frame.path().join("Xvfb_screen0")),
            "reading what the display shows",
        );
        let number = |field: usize| -> usize {
            let bytes = image
                .get(field * 4..field * 4 + 4)
                .and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, |bytes| u32::from_be_bytes(bytes) as usize)
        };
        // The X window dump format: a header, its size first, then colour cells of twelve bytes, then the points.
        let points = image
            .get(number(HEADER_SIZE) + number(COLOUR_CELLS) * 12..)
            .unwrap_or_default();
        let mut colours = BTreeMap::new();
        for point in points.as_chunks::<4>().0 {
            *colours
                .entry(u32::from_le_bytes(*point) & 0x00ff_ffff)
                .or_default() += 1;
        }
        colours
    }

    /// Saves what the display shows as a PNG.
    ///
    /// # Panics
    /// When `import` is not there.
    #[track_caller]
    pub fn picture(&self, path: &Path) {
        assert!(
            self.try_picture(path),
            "the picture could not be taken: {}",
            path.display()
        );
    }

    /// As `picture`, where a missing picture is no fault: false then.
    pub fn try_picture(&self, path: &Path) -> bool {
        let status = Command::new("import")
            .args(["-window", "root"])
            .arg(path)
            .env("DISPLAY", &self.name)
            .status();
        status.is_ok_and(|status| status.success())
    }
}
