//! Values that were read in a run: how they are kept in its log, and how they stand against their limits.
//!
//! Which values a document asks for is [`crate::readings`]'; the log keeps each with its limits, so that it can be
//! judged when the document says otherwise.

use super::act::Refusal;
use super::event::{Event, What};
use super::state::{Instant, Run, State};
use crate::readings::{Against, Limits, number};
use serde::{Deserialize, Serialize};

/// A reading as the document asked for it when it was taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Its key ([`crate::readings::Reading::key`]).
    pub key: String,
    /// What is read.
    pub name: String,
    /// The unit; may be empty.
    pub unit: String,
    /// What it should keep.
    #[serde(flatten)]
    pub limits: Limits,
}

/// A value that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// What it was asked as.
    pub asked: Asked,
    /// The value.
    pub value: f64,
    /// When it was taken, the last time.
    pub when: Instant,
    /// Who took it.
    pub person: String,
}

impl Taken {
    /// How it stands against the limits that it was asked with.
    pub fn against(&self) -> Against {
        self.asked.limits.against(self.value)
    }
}

impl Run {
    /// The entry that a typed value becomes; none where it was read so before.
    pub(super) fn read(
        &self,
        step: Option<String>,
        reading: Asked,
        typed: &str,
    ) -> Result<Option<What>, Refusal> {
        let value = match typed.trim() {
            "" => None,
            typed => {
                let bare = typed.strip_suffix(reading.unit.as_str()).unwrap_or(typed);
                Some(number(bare).ok_or(Refusal::NoNumber)?)
            }
        };
        let before = self.state.reading(&reading.key).map(|taken| taken.value);
        Ok((before != value).then_some(What::Read {
            step: step.map(|step| self.known(step)).transpose()?,
            reading,
            value,
        }))
    }
}

impl State {
    /// Keeps the value in place of an earlier one, or takes that away.
    pub(super) fn take_reading(&mut self, asked: &Asked, value: Option<f64>, event: &Event) {
        let known = self
            .readings
            .iter()
            .position(|taken| taken.asked.key == asked.key);
        let taken = value.map(|value| Taken {
            asked: asked.clone(),
            value,
            when: event.when(),
            person: event.person.clone(),
        });
        match (known, taken) {
            (Some(at), Some(taken)) => self.readings[at] = taken,
            (Some(at), None) => drop(self.readings.remove(at)),
            (None, taken) => self.readings.extend(taken),
        }
    }

    /// What was read under this key.
    pub fn reading(&self, key: &str) -> Option<&Taken> {
        self.readings.iter().find(|taken| taken.asked.key == key)
    }
}
