//! Settings of the app, as the settings screen edits them and `settings.toml` keeps them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Settings of the app. Unknown values are set to their defaults, never refused.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct Settings {
    /// Colours.
    pub theme: Theme,
    /// Height of rows and padding.
    pub density: Density,
    /// Size of all text.
    pub text_size: TextSize,
    /// Language of the app.
    pub language: Language,
    /// Keys without Ctrl or Cmd work as shortcuts outside of text fields (`/`, `?`).
    pub single_keys: SingleKeys,
}

/// Colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The strongest contrast.
    HighContrast,
}

/// Height of rows and padding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Density {
    /// More on a screen.
    Compact,
    /// The middle.
    #[default]
    Normal,
    /// More air.
    Relaxed,
}

/// Size of all text, in percent of the normal size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TextSize(pub u16);

impl TextSize {
    /// The nearest size that is offered: 80 to 200 percent.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self(self.0.clamp(80, 200))
    }
}

impl Default for TextSize {
    fn default() -> Self {
        Self(100)
    }
}

/// Language of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Language {
    /// As the system says; English where it says something else.
    #[default]
    System,
    /// English.
    En,
    /// Bahasa Indonesia.
    Id,
}

/// Whether keys without Ctrl or Cmd work as shortcuts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SingleKeys {
    /// They do, outside of text fields.
    #[default]
    On,
    /// They do not (WCAG 2.1.4).
    Off,
}
