//! Hands the configuration of the shell to Tauri.

fn main() {
    tauri_build::build();
}
