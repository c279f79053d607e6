//! An alert that is being read: pairs come in as they stand in the text, and what they mean is decided here.

use crate::alert::{Alert, Status};
use crate::keys::{self, Meaning};
use serde_json::Value;

/// Pairs of one alert that are kept; a payload with more is not for people.
const MOST_PAIRS: usize = 200;
/// Bytes of one value that are kept.
const LONGEST_VALUE: usize = 16 * 1024;

/// Which part of the payload a pair stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// Not said: the key alone tells.
    #[default]
    Any,
    Labels,
    Annotations,
}

/// An alert that is being read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    alert: Alert,
    /// How sure the name is.
    sure: u8,
    /// Some key said that this is an alert.
    pub(crate) tells: bool,
    /// How many pairs were read.
    pub(crate) pairs: usize,
}

impl Draft {
    /// Takes in a pair. What was there first stays.
    pub(crate) fn put(&mut self, part: Part, key: &str, value: &str) {
        let (key, value) = (key.trim(), cut(value.trim()));
        if key.is_empty() || value.is_empty() || self.pairs >= MOST_PAIRS {
            return;
        }
        self.pairs += 1;
        let folded = keys::fold(key);
        self.tells |= keys::tells_of_an_alert(&folded);
        let meaning = match (part, keys::meaning(&folded)) {
            // A label `title` is a label; a label `runbook` is one too, and a link all the same.
            (Part::Labels, Meaning::Name(sure)) if sure < 3 => Meaning::Label,
            (Part::Labels, Meaning::Name(sure)) => Meaning::Name(sure),
            (Part::Labels, Meaning::Runbook) => Meaning::Runbook,
            (Part::Labels, _) => Meaning::Label,
            (Part::Annotations, Meaning::Label | Meaning::Name(_)) => Meaning::Annotation,
            (_, meaning) => meaning,
        };
        self.mean(meaning, part, value);
        // These have fields of their own and are nothing that a rule's author wrote.
        if matches!(meaning, Meaning::Status | Meaning::StartsAt) && part != Part::Annotations {
            return;
        }
        let as_label = match meaning {
            Meaning::Label => true,
            Meaning::Name(_) => folded == "alertname",
            Meaning::Runbook => part == Part::Labels,
            _ => false,
        };
        let name = if part == Part::Any && as_label {
            folded
        } else {
            key.to_owned()
        };
        let pairs = match meaning {
            _ if as_label => &mut self.alert.labels,
            Meaning::Name(3) => return,
            _ => &mut self.alert.annotations,
        };
        if !pairs.iter().any(|(known, _)| *known == name) {
            pairs.push((name, value.to_owned()));
        }
    }

    fn mean(&mut self, meaning: Meaning, part: Part, value: &str) {
        let alert = &mut self.alert;
        match meaning {
            Meaning::Name(sure) => {
                // `Alert: pods are restarting` is a sentence; `Alert: PodsRestarting` is a name.
                if sure < 3 && !keys::is_name(value) && value.contains(' ') {
                    first(&mut alert.summary, value);
                }
                self.name(value, sure);
            }
            Meaning::Summary => first(&mut alert.summary, value),
            Meaning::Description => first(&mut alert.description, value),
            Meaning::Runbook => first(&mut alert.runbook_url, link(value)),
            Meaning::StartsAt => first(&mut alert.starts_at, value),
            Meaning::Status if part != Part::Annotations => {
                alert.status = alert.status.or_else(|| Status::of(value));
            }
            Meaning::Status | Meaning::Annotation | Meaning::Label => {}
        }
    }

    /// A name, and how sure it is; the surest stays.
    pub(crate) fn name(&mut self, name: &str, sure: u8) {
        if sure > self.sure && !name.trim().is_empty() {
            name.trim().clone_into(&mut self.alert.name);
            self.sure = sure;
        }
    }

    pub(crate) fn has_name(&self) -> bool {
        !self.alert.name.is_empty()
    }

    /// It has an `alertname`.
    pub(crate) fn names_itself(&self) -> bool {
        self.sure == 3
    }

    pub(crate) fn status(&mut self, status: Option<Status>) {
        self.alert.status = self.alert.status.or(status);
    }

    pub(crate) fn summary(&mut self, summary: &str) {
        first(&mut self.alert.summary, cut(summary.trim()));
    }

    pub(crate) fn runbook(&mut self, address: &str) {
        first(&mut self.alert.runbook_url, link(address));
    }

    /// A description goes on in the next line.
    pub(crate) fn go_on(&mut self, key: &str, text: &str) {
        let field = match keys::meaning(&keys::fold(key)) {
            Meaning::Summary => &mut self.alert.summary,
            Meaning::Description => &mut self.alert.description,
            _ => return,
        };
        if let Some(field) = field.as_mut().filter(|field| field.len() < LONGEST_VALUE) {
            field.push(' ');
            field.push_str(cut(text.trim()));
        }
    }

    /// The alert, where something was said of one.
    pub(crate) fn finish(mut self) -> Option<Alert> {
        if self.alert.runbook_url.is_none() {
            self.alert.runbook_url = mentioned(&self.alert);
        }
        let says = self.has_name() || self.alert.runbook_url.is_some() || self.tells;
        says.then_some(self.alert)
    }
}

/// A link to a runbook in the sentences: `… see https://wiki/runbooks/x`.
fn mentioned(alert: &Alert) -> Option<String> {
    let texts = alert
        .description
        .iter()
        .chain(&alert.summary)
        .chain(alert.annotations.iter().map(|(_, value)| value));
    texts
        .flat_map(|text| text.split_whitespace())
        .map(link)
        .find(|word| {
            (word.starts_with("https://") || word.starts_with("http://"))
                && word.to_ascii_lowercase().contains("runbook")
        })
        .map(str::to_owned)
}

/// An address without what chats and mails put round it: `<https://a/b|runbook>`, `[runbook](https://a/b)`, `(https://a/b).`
fn link(value: &str) -> &str {
    let value = value.trim();
    let value = match (value.strip_prefix('['), value.split_once("](")) {
        (Some(_), Some((_, address))) => address.split(')').next().unwrap_or(address),
        _ => value,
    };
    let value = match value.strip_prefix('<') {
        Some(chat) => chat.split(['>', '|']).next().unwrap_or(chat),
        None => value.trim_start_matches(['(', '"', '\'', '`', '*']),
    };
    value.trim_end_matches([')', '"', '\'', '`', '*', ',', ';', '.'])
}

fn first(field: &mut Option<String>, value: &str) {
    if field.is_none() && !value.is_empty() {
        *field = Some(value.to_owned());
    }
}

/// At most [`LONGEST_VALUE`] bytes, cut between characters.
fn cut(value: &str) -> &str {
    let mut end = value.len().min(LONGEST_VALUE);
    while !value.is_char_boundary(end) {
        end -= 1;
    }
    value.get(..end).unwrap_or_default()
}

/// A value that is one word or number as text; none for lists, objects and nothing.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        _ => None,
    }
}
