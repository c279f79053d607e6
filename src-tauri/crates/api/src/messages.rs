//! The message catalogue: `ui/messages/{en,id}.json`, the same files that the UI is built with.
//!
//! Rust emits codes with named arguments; the sentence is made here, at the last moment, in the
//! language of the person.

use crate::wire::Language;
use drillbook_drill as drill;
use drillbook_text::Diagnostic;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A language that the app speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// English.
    En,
    /// Bahasa Indonesia.
    Id,
}

impl Tongue {
    /// The language that the settings ask for; the system's where they say so.
    pub fn of(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Id => Self::Id,
            Language::System => Self::of_system(),
        }
    }

    /// The language of that code, where it is spoken here.
    pub fn of_code(code: &str) -> Option<Self> {
        [Self::En, Self::Id]
            .into_iter()
            .find(|known| known.code() == code)
    }

    /// Its code, as documents name their language.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Id => "id",
        }
    }

    fn of_system() -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok());
        match set.into_iter().find(|value| !value.is_empty()) {
            Some(value)
                if value == "id" || value.starts_with("id_") || value.starts_with("id.") =>
            {
                Self::Id
            }
            _ => Self::En,
        }
    }
}

/// The catalogue in one language.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    tongue: Tongue,
    texts: &'static HashMap<String, String>,
}

impl Messages {
    /// The catalogue of `tongue`.
    pub fn new(tongue: Tongue) -> Self {
        static EN: OnceLock<HashMap<String, String>> = OnceLock::new();
        static ID: OnceLock<HashMap<String, String>> = OnceLock::new();
        let texts = match tongue {
            Tongue::En => EN.get_or_init(|| parse(include_str!("../../../../ui/messages/en.json"))),
            Tongue::Id => ID.get_or_init(|| parse(include_str!("../../../../ui/messages/id.json"))),
        };
        Self { tongue, texts }
    }

    /// The language of the catalogue.
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// The sentence of `key` with `{name}` replaced by the arguments, or the key where the catalogue
    /// has none (a test proves that none is missing).
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.find(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// The sentence of `key`, if the catalogue has it.
    pub fn find(&self, key: &str, args: &[(&str, &str)]) -> Option<String> {
        self.texts.get(key).map(|template| fill(template, args))
    }

    /// Sentence and hint of a diagnostic.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) -> (String, Option<String>) {
        self.sentence("diagnostic", diagnostic.code.as_str(), &diagnostic.args)
    }

    /// Sentence and hint of a problem of a scenario.
    pub fn scenario(&self, diagnostic: &drill::Diagnostic) -> (String, Option<String>) {
        self.sentence("scenario", diagnostic.code.as_str(), &diagnostic.args)
    }

    fn sentence(
        self,
        kind: &str,
        code: &str,
        args: &[(String, String)],
    ) -> (String, Option<String>) {
        let key = format!("{kind}_{}", code.replace('-', "_"));
        let args: Vec<_> = args
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        (
            self.text(&key, &args),
            self.find(&format!("{key}_hint"), &args)
                .filter(|hint| !hint.is_empty()),
        )
    }
}

fn parse(json: &str) -> HashMap<String, String> {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let entries = value.as_object().into_iter().flatten();
    entries
        .filter_map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned())))
        .collect()
}

/// Replaces each `{name}` once, from left to right, so that a value that looks like an argument
/// stays as it is.
fn fill(template: &str, args: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let known = after.split_once('}').and_then(|(name, tail)| {
            args.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value, tail))
        });
        if let Some((value, tail)) = known {
            out.push_str(value);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(template: &str, args: &[(&str, &str)], expected: &str) {
        assert_eq!(fill(template, args), expected);
    }

    #[test]
    fn arguments_are_filled_once() {
        check(
            "`{target}` is not there",
            &[("target", "a.md")],
            "`a.md` is not there",
        );
        check("{a}{b}", &[("a", "{b}"), ("b", "x")], "{b}x");
        check("{unknown} {", &[], "{unknown} {");
    }
}
