//! The one window: how it is made, where it may go, and what a second start does.

use crate::arguments::Arguments;
use clap::Parser as _;
use drillbook_api::App;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use tauri::{AppHandle, Manager as _, Url, WebviewUrl, WebviewWindowBuilder};

const LABEL: &str = "main";

/// Opens the window. Size and place of last time come from the window-state plugin.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Drillbook")
        .inner_size(1280.0, 800.0)
        .min_inner_size(360.0, 320.0)
        .on_navigation(is_ours)
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// The window never leaves the app: links are opened by commands, outside.
fn is_ours(address: &Url) -> bool {
    let app = address.scheme() == "tauri" || address.host_str() == Some("tauri.localhost");
    app || cfg!(debug_assertions) && address.host_str() == Some("localhost")
}

/// The single-instance plugin works over the session bus and fails without one.
pub(crate) fn has_session_bus() -> bool {
    !cfg!(target_os = "linux") || std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
}

/// A second start hands its arguments to the first, which comes to the front.
pub(crate) fn second_start(app: &AppHandle, arguments: Vec<String>, folder: String) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let raised = window.unminimize().and_then(|()| window.set_focus());
        if let Err(error) = raised {
            tracing::warn!(%error, "the window could not be raised");
        }
    }
    // What a second start was given wrongly, it has said itself where it was started.
    let Ok(Arguments { library, link }) = Arguments::try_parse_from(arguments) else {
        return;
    };
    let core = Arc::clone(&app.state::<Arc<App>>());
    // Off the bus's thread: opening waits for the former library's worker.
    thread::spawn(move || {
        if let Some(library) = library {
            core.open_named(&Path::new(&folder).join(library));
        }
        if let Some(link) = link {
            core.follow(&link);
        }
    });
}

/// Links that the system hands over.
#[cfg(target_os = "macos")]
pub(crate) fn follow(app: &AppHandle, links: &[Url]) {
    for link in links {
        app.state::<Arc<App>>().follow(link.as_str());
    }
}
