//! An empty Tauri window: one line of text, no script, no plugin.
//!
//! It is the yardstick of `cargo xtask bench` (start and memory are ratios to it) and the first thing that the
//! window tests drive: when they fail here, the machine lacks something, not the app. It shares no code with the app.

#[expect(clippy::exit, reason = "stands in the code that Tauri's macro makes")]
fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
