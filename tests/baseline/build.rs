//! Lets Tauri read its configuration before the window is compiled.

fn main() {
    tauri_build::build();
}
