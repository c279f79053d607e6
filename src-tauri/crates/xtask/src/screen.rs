//! A virtual display for machines without one, and pictures of it.

use crate::process;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Whether a window can be opened here as things are.
pub(crate) fn is_there() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some())
}

/// A running Xvfb; ends when dropped.
pub(crate) struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    /// Starts an X server on the first free number, which it tells us itself.
    pub(crate) fn start() -> Result<Self> {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb could not be started")?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output)
                .read_line(&mut number)
                .context("Xvfb did not name its display")?;
        }
        if number.trim().is_empty() {
            bail!("Xvfb ended before it had a display");
        }
        Ok(Self {
            server,
            name: format!(":{}", number.trim()),
        })
    }

    /// The value for `DISPLAY`.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Takes pictures until the window is painted and stands still, and leaves the last at `path`.
    pub(crate) fn picture_when_painted(
        &self,
        path: &Path,
        mut go_on: impl FnMut() -> bool,
    ) -> Result<()> {
        let deadline = Instant::now() + Duration::from_mins(1);
        let mut last = String::new();
        while go_on() {
            std::thread::sleep(Duration::from_millis(500));
            process::run_quietly(
                process::program("import", &["-window", "root"])
                    .arg(path)
                    .env("DISPLAY", &self.name),
            )?;
            let seen =
                process::output(process::program("identify", &["-format", "%k %#"]).arg(path))?;
            // An empty display or a window before its first paint has a handful of colours.
            let colours: u32 = seen
                .split(' ')
                .next()
                .and_then(|number| number.parse().ok())
                .unwrap_or(0);
            if colours > 30 && seen == last {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!(
                    "the window was not painted within a minute; the last picture is {}",
                    path.display()
                );
            }
            last = seen;
        }
        bail!("the app ended before its window was painted")
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may have been interrupted together with this task; then there is nothing left to end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
