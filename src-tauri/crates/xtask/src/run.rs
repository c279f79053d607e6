//! `cargo xtask run`: builds the app and opens it, on a virtual display where there is no other.

use crate::screen::{self, Screen};
use crate::setup::{self, Purpose};
use crate::{layout, process, starter};
use anyhow::{Context, Result, bail};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub(crate) fn run(args: &[String]) -> Result<()> {
    let display = screen::is_there();
    setup::ensure(if display {
        &[Purpose::Build]
    } else {
        &[Purpose::Build, Purpose::Display]
    })?;
    build_ui()?;
    starter::assemble()?;
    process::run(&mut process::cargo(&[
        "build",
        "--workspace",
        "--all-targets",
    ]))?;
    let mut app = Command::new(layout::target().join("debug/drillbook-desktop"));
    app.args(args);
    if display {
        println!("Opening the window");
        return open(&mut app, |_| Ok(()));
    }
    println!(
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set); using a virtual one."
    );
    let screen = Screen::start()?;
    app.env("DISPLAY", screen.name())
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    open(&mut app, |go_on| {
        let picture = layout::target().join("drillbook.png");
        screen.picture_when_painted(&picture, go_on)?;
        println!(
            "The window is open on display {}; its picture: {}",
            screen.name(),
            picture.display()
        );
        println!("It stays open until interrupted (Ctrl-C).");
        Ok(())
    })
}

/// Builds what the app embeds.
pub(crate) fn build_ui() -> Result<()> {
    process::run(&mut process::npm(&["run", "--silent", "build"]))
}

/// Starts the app, does something beside it, and stays until it ends or this task is interrupted.
fn open(
    command: &mut Command,
    beside: impl FnOnce(&mut dyn FnMut() -> bool) -> Result<()>,
) -> Result<()> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst))
        .context("interrupts could not be caught")?;
    let mut app = Running(command.spawn().context("the app could not be started")?);
    let mut go_on = || !interrupted.load(Ordering::SeqCst) && app.runs();
    if let Err(error) = beside(&mut go_on)
        && !interrupted.load(Ordering::SeqCst)
    {
        return Err(error);
    }
    while go_on() {
        std::thread::sleep(Duration::from_millis(100));
    }
    if interrupted.load(Ordering::SeqCst) {
        println!("Interrupted; closing the window.");
        return Ok(());
    }
    match app.0.wait()? {
        status if status.success() => Ok(()),
        status => bail!("the app ended with {status}"),
    }
}

/// The app; ends when dropped.
struct Running(Child);

impl Running {
    fn runs(&mut self) -> bool {
        matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // An error means that it has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
