//! What a scenario file may hold, as data: one table for the reader, the JSON Schema and the unknown-key check.
//!
//! A [`Shape`] lists the keys of a mapping, a [`Kind`] says what stands behind a key. Checking a tree against the
//! table ([`check()`]) reports every key, word, number and duration that does not fit, so that the reader behind it may
//! take what fits and leave out the rest without a second word. Names and guards are resolved by the reader.

mod check;
mod schema;
mod table;
mod table_acts;
mod table_play;
mod table_world;

pub(crate) use check::{check, is_name, percent};
pub use schema::{schema, schema_text};
pub(crate) use table::{LEVELS, SCENARIO, SYSTEM, translatable};
pub(crate) use table_acts::{HARMS, LOOKS, PHASES, PLACES};
pub(crate) use table_play::{RESULTS, SKILLS, VERDICTS};
pub(crate) use table_world::{ALERT_SEVERITIES, SHAPES};

/// What stands before the usual time of a timer that waits for what was promised.
pub(crate) const PROMISED: &str = "promised or ";

/// Names of the scenario's own.
const NAMES: Kind = Kind::List(&Kind::Name);

/// What stands behind a key.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Text for people; may be translated.
    Text,
    /// Text that is not translated: a pattern, a path, an address.
    Plain,
    /// The name of something, or a value of a variable.
    Name,
    /// One of the listed words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A whole number between the two, both included.
    Integer(u32, u32),
    /// A decimal with up to three places.
    Decimal,
    /// `6%` or `6`: a share of the level.
    Percent,
    /// `90s`; for drawings.
    Duration,
    /// `90s`, a multiple of the tick; for what acts.
    Ticks,
    /// As [`Kind::Ticks`], or `promised or 15m`, or `$variant`.
    Delay,
    /// `17:50`
    Clock,
    /// Words over the state.
    Guard,
    /// A moment: `do ack|declare`, `alert Name`, `learn evidence`, `event name`, `start`, or a guard.
    Moment,
    /// `name#slug/3`, a step of a runbook.
    Reference,
    /// A step of a test.
    Step,
    /// A sequence.
    List(&'static Kind),
    /// One, or a sequence of them.
    Some(&'static Kind),
    /// Names of the scenario's own, and what stands behind each.
    Map(&'static Kind),
    /// A mapping with fixed keys.
    Shape(&'static Shape),
    /// One for all states, or a sequence of `{if, is}` of which the first that holds counts.
    Cases(&'static Kind),
}

/// A mapping with fixed keys.
#[derive(Debug)]
pub(crate) struct Shape {
    /// What it is called in messages and in the schema.
    pub(crate) name: &'static str,
    /// In the order in which they are best written.
    pub(crate) keys: &'static [Key],
}

/// A key of a [`Shape`].
#[derive(Debug)]
pub(crate) struct Key {
    /// As written.
    pub(crate) name: &'static str,
    /// What stands behind it.
    pub(crate) kind: Kind,
    /// Whether it has to be there.
    pub(crate) required: bool,
    /// One sentence for editors and for the README.
    pub(crate) doc: &'static str,
}

impl Shape {
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

const fn must(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key {
        name,
        kind,
        required: true,
        doc,
    }
}

const fn may(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key {
        name,
        kind,
        required: false,
        doc,
    }
}
