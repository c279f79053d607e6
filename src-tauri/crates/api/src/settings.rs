//! The settings of the app on disk: `settings.toml`.

use crate::wire::Settings;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Reads the settings. A damaged file is set aside as `settings.toml.damaged` and its new name
/// returned; the defaults stand in.
pub(crate) fn load(path: &Path) -> (Settings, Option<PathBuf>) {
    let Ok(bytes) = fs::read(path) else {
        return (Settings::default(), None);
    };
    let parsed = std::str::from_utf8(&bytes)
        .ok()
        .and_then(|text| toml::from_str::<Settings>(text).ok());
    if let Some(settings) = parsed {
        (tidy(settings), None)
    } else {
        let mut aside = path.as_os_str().to_owned();
        aside.push(".damaged");
        let aside = PathBuf::from(aside);
        // Where it cannot be moved it is overwritten at the next change; nothing else to lose.
        let moved = fs::rename(path, &aside).is_ok();
        (
            Settings::default(),
            Some(if moved { aside } else { path.to_owned() }),
        )
    }
}

/// Stores the settings: the old file or the new one, never a torn one.
pub(crate) fn save(path: &Path, settings: &Settings) -> io::Result<()> {
    let text = toml::to_string(settings).map_err(io::Error::other)?;
    write_atomically(path, text.as_bytes())
}

/// Values that the screen offers, whatever came in.
pub(crate) fn tidy(mut settings: Settings) -> Settings {
    settings.text_size = settings.text_size.clamped();
    settings
}

/// Writes a file of ours so that it is there whole or not at all. Not for files of the library.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let mut file = fs::File::create(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&partial, path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{TextSize, Theme};

    #[test]
    fn settings_come_back_and_unknown_keys_do_not_matter() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        let settings = Settings {
            theme: Theme::Dark,
            text_size: TextSize(120),
            ..Settings::default()
        };
        save(&path, &settings).unwrap();
        assert_eq!(load(&path), (settings, None));
        fs::write(&path, "theme = \"dark\"\nfuture = 1\ntextSize = 9000\n").unwrap();
        assert_eq!(
            load(&path).0,
            Settings {
                theme: Theme::Dark,
                text_size: TextSize(200),
                ..Settings::default()
            }
        );
    }

    #[test]
    fn damaged_settings_are_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs::write(&path, b"theme = \xff").unwrap();
        let (settings, aside) = load(&path);
        assert_eq!(settings, Settings::default());
        assert_eq!(fs::read(aside.unwrap()).unwrap(), b"theme = \xff");
        assert!(!path.exists());
    }
}
