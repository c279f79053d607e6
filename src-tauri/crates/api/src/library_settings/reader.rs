//! Reading tables of TOML key by key: what has another shape, or is not known, becomes a diagnostic with its place, and the
//! rest counts. It knows no setting.

use drillbook_text::{Code, Diagnostic, Severity, Span, suggest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    /// The table under `key`; anything else there is reported.
    pub(super) fn table<'t, 'i>(
        &mut self,
        table: &'t DeTable<'i>,
        key: &str,
    ) -> Option<&'t DeTable<'i>> {
        let value = table.get(key)?;
        let found = value.get_ref().as_table();
        if found.is_none() {
            self.shape(key, &format!("`[{key}]`"), value);
        }
        found
    }

    /// Reports the keys of `table` that are none of `known`.
    pub(super) fn keys(&mut self, table: &DeTable<'_>, known: &[&str]) {
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let place = Span::new(key.span().start, key.span().end);
            let nearest = match suggest::nearest(name, known.iter().copied()) {
                Some(nearest) => format!("`{nearest}`"),
                None => known
                    .iter()
                    .map(|known| format!("`{known}`"))
                    .collect::<Vec<_>>()
                    .join(", "),
            };
            let unknown = Diagnostic::new(Code::SettingsKey, Severity::Warning, Some(place));
            self.diagnostics
                .push(unknown.with("key", name).with("nearest", nearest));
        }
    }

    /// What `read` makes of each table of the list under `key`.
    pub(super) fn each<T>(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        read: impl Fn(&mut Self, &DeTable<'_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let example = format!("`[[{key}]]`");
        let Some(values) = value.get_ref().as_array() else {
            self.shape(key, &example, value);
            return Vec::new();
        };
        let mut found = Vec::new();
        for value in values {
            match value.get_ref().as_table() {
                Some(inner) => found.extend(read(self, inner)),
                None => self.shape(key, &example, value),
            }
        }
        found
    }

    pub(super) fn text(&mut self, table: &DeTable<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.shape(key, &format!("`{key} = \"…\"`"), value);
        }
        text
    }

    /// A yes or no; no where nothing is said.
    pub(super) fn flag(&mut self, table: &DeTable<'_>, key: &str) -> bool {
        let Some(value) = table.get(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.shape(key, &format!("`{key} = true`"), value);
            false
        })
    }

    pub(super) fn list(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        strings(value).unwrap_or_else(|| {
            self.shape(key, &format!("`{key} = [\"…\", \"…\"]`"), value);
            Vec::new()
        })
    }

    pub(super) fn shape(&mut self, key: &str, example: &str, value: &Value<'_>) {
        self.wrong(key, example, Some(span(value)));
    }

    /// A table that lacks what it cannot do without; its first key's place stands for it.
    pub(super) fn missing(&mut self, table: &DeTable<'_>, key: &str, example: &str) {
        let first = table
            .keys()
            .map(Spanned::span)
            .min_by_key(|span| span.start);
        self.wrong(
            key,
            example,
            first.map(|span| Span::new(span.start, span.end)),
        );
    }

    pub(super) fn wrong(&mut self, key: &str, example: &str, span: Option<Span>) {
        let wrong = Diagnostic::new(Code::SettingsValue, Severity::Warning, span);
        self.diagnostics
            .push(wrong.with("key", key).with("example", example));
    }
}

pub(super) fn span(value: &Value<'_>) -> Span {
    Span::new(value.span().start, value.span().end)
}

pub(super) fn strings(value: &Value<'_>) -> Option<Vec<String>> {
    let values = value.get_ref().as_array()?;
    values
        .iter()
        .map(|value| value.get_ref().as_str().map(str::to_owned))
        .collect()
}
