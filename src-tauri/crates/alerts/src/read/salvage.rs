//! JSON that is cut off or damaged: its pairs are read one by one, as far as they go.
//!
//! A terminal's width, a chat's limit and a careless selection cut payloads; the alert's name is in the
//! half that is left more often than not.

use crate::alert::Alert;
use crate::draft::{Draft, Part};

/// What a broken payload still says.
pub(super) fn read(text: &str) -> Vec<Alert> {
    let mut salvage = Salvage::default();
    let mut rest = text;
    while let Some((key, after)) = string(rest) {
        let Some(after) = after.trim_start().strip_prefix(':') else {
            rest = after;
            continue;
        };
        let after = after.trim_start();
        if let Some((value, after)) = after.starts_with('"').then(|| string(after)).flatten() {
            salvage.pair(&key, &value);
            rest = after;
        } else {
            if after.starts_with('{') {
                salvage.open(&key);
            }
            rest = after;
        }
    }
    salvage.finish()
}

#[derive(Default)]
struct Salvage {
    alerts: Vec<Alert>,
    draft: Draft,
    part: Part,
    /// Labels and annotations were seen in this alert.
    seen: [bool; 2],
    /// Inside an object that repeats what the alerts say.
    aside: bool,
}

impl Salvage {
    /// An object begins under a key.
    fn open(&mut self, key: &str) {
        self.aside = matches!(key, "commonLabels" | "groupLabels" | "commonAnnotations");
        let (part, nth) = match key {
            "labels" => (Part::Labels, 0),
            "annotations" => (Part::Annotations, 1),
            _ => {
                self.part = Part::Any;
                return;
            }
        };
        if self.seen[nth] {
            self.next();
        }
        self.part = part;
        self.seen[nth] = true;
    }

    fn pair(&mut self, key: &str, value: &str) {
        if !self.aside {
            self.draft.put(self.part, key, value);
        }
    }

    fn next(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        if self.alerts.len() < super::MAX_ALERTS && (draft.tells || draft.has_name()) {
            self.alerts.extend(draft.finish());
        }
        self.seen = [false; 2];
    }

    fn finish(mut self) -> Vec<Alert> {
        self.next();
        self.alerts
    }
}

/// The next string and what follows it; a string that does not close is none.
fn string(text: &str) -> Option<(String, &str)> {
    let open = text.find('"')?;
    let inside = text.get(open + 1..)?;
    let mut escaped = false;
    let close = inside.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })?;
    let raw = inside.get(..close)?;
    let value = serde_json::from_str(text.get(open..open + close + 2)?);
    Some((
        value.unwrap_or_else(|_| raw.to_owned()),
        inside.get(close + 1..)?,
    ))
}
