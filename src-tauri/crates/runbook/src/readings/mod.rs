//! Values that a document asks to be read and written down, with the limits that they should keep.
//!
//! One function, [`readings`], finds them where people write them: `(limit 18–27)` in a step, a table with a column of limits, and
//! `readings:` in front matter for those who want it exact. Which value was read is for a run's log.

mod number;
mod range;
mod sentence;
mod table;

pub use number::number;
pub(crate) use range::range;

use crate::Document;
use crate::slug::{Slugger, github};
use crate::steps::Procedure;
use drillbook_text::fold::fold;
use serde::{Deserialize, Serialize};

/// A document with more of them is no list of readings.
const MOST: usize = 200;

/// A value to be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What it is called by in logs and records: its name in lower case, without spaces; unique in the document.
    pub key: String,
    /// What is read: `Temperature R1 front`.
    pub name: String,
    /// The unit; may be empty.
    pub unit: String,
    /// What it should keep.
    pub limits: Limits,
    /// Where it is read; may be empty.
    pub place: String,
    /// What to do when it is outside; may be empty.
    pub otherwise: String,
    /// The step that asks for it, as an index.
    pub step: Option<usize>,
}

/// The limits of a reading, both of them still inside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// The least that is right.
    pub min: Option<f64>,
    /// The most that is right.
    pub max: Option<f64>,
}

/// A value against its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Against {
    /// It keeps them.
    Within,
    /// It is less than the least.
    Below,
    /// It is more than the most.
    Above,
}

impl Limits {
    /// How `value` stands against them.
    pub fn against(self, value: f64) -> Against {
        match (self.min, self.max) {
            (Some(min), _) if value < min => Against::Below,
            (_, Some(max)) if value > max => Against::Above,
            _ => Against::Within,
        }
    }

    /// They limit something, and the least is not more than the most.
    pub(crate) fn are_sound(self) -> bool {
        match (self.min, self.max) {
            (Some(min), Some(max)) => min <= max,
            (None, None) => false,
            _ => true,
        }
    }
}

/// Readings that the front matter declares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Declared {
    /// What is read.
    pub name: String,
    /// The unit; may be empty.
    pub unit: String,
    /// What it should keep.
    pub limits: Limits,
}

/// What the document asks to be read, in the order of the text. What the front matter declares comes first, and is
/// believed where the text says it too.
pub fn readings(document: &Document, procedure: &Procedure) -> Vec<Reading> {
    let mut written = sentence::readings(procedure);
    written.extend(table::readings(document, procedure));
    let mut found: Vec<Reading> = document
        .front_matter
        .readings
        .iter()
        .map(|declared| {
            let same = written
                .iter()
                .position(|one| fold(&one.name) == fold(&declared.name));
            let known = same.map(|at| written.remove(at)).unwrap_or_default();
            Reading {
                name: declared.name.clone(),
                unit: declared.unit.clone(),
                limits: declared.limits,
                ..known
            }
        })
        .collect();
    found.extend(written);
    found.truncate(MOST);
    let mut names = Slugger::default();
    for reading in &mut found {
        let slug = github(&reading.name);
        reading.key = names.unique(if slug.is_empty() {
            "reading".to_owned()
        } else {
            slug
        });
        if reading.step.is_none() {
            reading.step = asking(procedure, &reading.name);
        }
    }
    found
}

/// The step that asks for a reading which stands elsewhere: the one that names it, else the first that speaks of
/// readings, else the last, so that none is left out.
fn asking(procedure: &Procedure, name: &str) -> Option<usize> {
    const WORDS: [&str; 5] = ["readings", "reading", "angka", "catat", "pembacaan"];
    let texts: Vec<String> = procedure
        .steps
        .iter()
        .map(|step| fold(&step.text))
        .collect();
    let name = fold(name);
    let named = || texts.iter().position(|text| text.contains(&name));
    let spoken = || {
        let speaks = |text: &String| WORDS.iter().any(|word| text.contains(word));
        texts.iter().position(speaks)
    };
    named()
        .or_else(spoken)
        .or_else(|| texts.len().checked_sub(1))
}

#[cfg(test)]
mod tests;
