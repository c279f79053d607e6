//! A driver of its own for each window: `WebKitWebDriver`, on a port that nobody else has.

use crate::child::Kept;
use crate::screen::Screen;
use crate::webdriver::Client;
use crate::window::{Start, wait_until};
use crate::{must, places};
use std::io::Result;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::SystemTime;

/// Ports below those that the system hands out by itself; tests of several processes begin at different ones.
const PORTS: std::ops::Range<u16> = 12_000..32_000;

/// A running driver with the session of one program.
#[derive(Debug)]
pub struct Driver {
    // Dropped in this order: the session ends the program, then the driver goes.
    pub(crate) client: Client,
    pub(crate) process: Kept,
    pub(crate) asked: SystemTime,
}

impl Driver {
    /// Starts a driver on the display, and through it the program.
    ///
    /// # Errors
    /// When the driver refuses, or goes away while it is asked.
    pub(crate) fn start(start: &Start<'_>, screen: &Screen) -> Result<Self> {
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        start.home.apply(&mut command);
        command
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("DISPLAY", screen.name())
            // Without exactly this word the app takes no driver and the request for a session hangs.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let process = Kept::start(&mut command);
        let mut driver = Self {
            client: Client::new(port),
            process,
            asked: SystemTime::now(),
        };
        wait_until("the driver to answer", || driver.client.answers());
        driver.asked = SystemTime::now();
        driver.client.open(
            &places::program(start.program).to_string_lossy(),
            &start.args,
        )?;
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.client.close();
    }
}

/// Each call of this process gets another one.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let span = u32::from(PORTS.end - PORTS.start);
    let first = u16::try_from(std::process::id().wrapping_mul(97) % span).unwrap_or_default();
    let found = PORTS.clone().find_map(|_| {
        let offset =
            first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % (PORTS.end - PORTS.start);
        let port = PORTS.start + offset;
        TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .is_ok()
            .then_some(port)
    });
    must(found.ok_or("all are taken"), "looking for a free port")
}
