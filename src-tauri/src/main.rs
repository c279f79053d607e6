//! The desktop shell: one window over the use-cases of `drillbook-api`.
//!
//! It opens the window, shows the folder dialog, hands addresses to the system's browser and turns
//! each command into one call. It decides nothing: what a library, a search or a document is, the
//! floors below know.

// No console window beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod arguments;
mod commands;
mod lock;
mod pictures;
mod window;

use arguments::Arguments;
use clap::Parser as _;
use drillbook_api::wire::{Change, Language};
use drillbook_api::{App, EventSink, Messages, Paths, Tongue};
use lock::Held;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use tauri::{AppHandle, Emitter as _, Manager as _};

/// The one event channel.
const CHANGED: &str = "changed";

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::WARN)
        .with_writer(std::io::stderr)
        .init();
    let arguments = Arguments::parse();
    let Some(paths) = Paths::of_person() else {
        tracing::error!("no home folder is known: Drillbook has nowhere to keep its data");
        return ExitCode::from(3);
    };
    // The lock is held until the app ends. With a session bus the first window is raised instead.
    let lock = paths.window_lock();
    let held = if window::has_session_bus() {
        lock::hold(&lock)
    } else {
        lock::hold_patiently(&lock)
    };
    if matches!(held, Held::Theirs) && !window::has_session_bus() {
        let messages = Messages::new(Tongue::of(Language::System));
        drop(writeln!(
            std::io::stderr(),
            "{}",
            messages.text("cli_already_open", &[])
        ));
        return ExitCode::SUCCESS;
    }
    match run(arguments, paths) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "Drillbook could not start");
            ExitCode::from(3)
        }
    }
}

#[expect(clippy::exit, reason = "stands in the code that Tauri's macro makes")]
fn run(arguments: Arguments, paths: Paths) -> tauri::Result<()> {
    let mut builder = tauri::Builder::default();
    if window::has_session_bus() {
        builder = builder.plugin(tauri_plugin_single_instance::init(window::second_start));
    }
    builder
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .register_asynchronous_uri_scheme_protocol(pictures::SCHEME, pictures::answer)
        .invoke_handler(commands::handler())
        .setup(move |app| {
            let handle = app.handle().clone();
            let starter = app
                .path()
                .resource_dir()
                .ok()
                .map(|folder| folder.join("starter"))
                .filter(|folder| folder.is_dir());
            let core = Arc::new(App::new(paths, starter, Arc::new(Window(handle.clone()))));
            app.manage(Arc::clone(&core));
            // The window is made while the library is opened; its first command waits for the library.
            let opening = thread::spawn(move || {
                core.start(arguments.library.as_deref());
                if let Some(link) = arguments.link {
                    core.follow(&link);
                }
            });
            app.manage(commands::Starting::new(opening));
            window::open(&handle)?;
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|handle, event| match event {
            tauri::RunEvent::Exit => handle.state::<Arc<App>>().close(),
            // A Mac hands links to the app that runs, not to a second start.
            #[cfg(target_os = "macos")]
            tauri::RunEvent::Opened { urls } => window::follow(handle, &urls),
            _ => {}
        });
    Ok(())
}

/// Tells the window what changed.
struct Window(AppHandle);

impl EventSink for Window {
    fn emit(&self, change: Change) {
        if let Err(error) = self.0.emit(CHANGED, change) {
            tracing::warn!(%error, "the window could not be told");
        }
    }
}
