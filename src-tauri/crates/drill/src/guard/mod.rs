//! Guards: words over the state that hold or do not. `index is missing|building and not slow`.
//!
//! No numbers, no arithmetic and no loops, so that every guard has an answer in every state. Names are indices by
//! the time a [`Guard`] exists; reading the text made them so.

mod parse;
mod words;

pub use parse::GuardProblem;
pub(crate) use parse::{Names, parse};

use serde::{Deserialize, Serialize};

/// A set of values of one variable: bit `n` for value `n`.
pub type Values = u64;

/// A condition over the state. Every index was checked against the scenario it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Guard {
    /// Always, or never.
    Always(bool),
    /// A variable has one of the values.
    Is {
        /// Index of the variable.
        variable: usize,
        /// Which values.
        values: Values,
    },
    /// The seed has picked one of the values.
    Variant {
        /// Index of the variant.
        variant: usize,
        /// Which values.
        values: Values,
    },
    /// The alert of that index fires.
    Firing(usize),
    /// The evidence of that index was learnt.
    Learned(usize),
    /// The definition of that index holds.
    Defined(usize),
    /// The limit is reached.
    TimeUp,
    /// Not that.
    Not(Box<Guard>),
    /// All of them.
    All(Vec<Guard>),
    /// At least one of them.
    Any(Vec<Guard>),
}

/// What a guard is asked about. The engine's state is one; a checker's packed state may be another.
pub trait World {
    /// The index of the variable's value.
    fn value(&self, variable: usize) -> u8;
    /// The index of the variant's value.
    fn variant(&self, variant: usize) -> u8;
    /// Whether the alert fires.
    fn firing(&self, alert: usize) -> bool;
    /// Whether the evidence was learnt.
    fn learned(&self, evidence: usize) -> bool;
    /// Whether the limit is reached.
    fn time_up(&self) -> bool;
}

impl Guard {
    /// Whether it holds. `define` are the scenario's definitions, which are free of cycles.
    pub fn holds(&self, define: &[Guard], world: &impl World) -> bool {
        match self {
            Self::Always(holds) => *holds,
            Self::Is { variable, values } => values >> world.value(*variable) & 1 == 1,
            Self::Variant { variant, values } => values >> world.variant(*variant) & 1 == 1,
            Self::Firing(alert) => world.firing(*alert),
            Self::Learned(evidence) => world.learned(*evidence),
            Self::Defined(name) => define
                .get(*name)
                .is_some_and(|guard| guard.holds(define, world)),
            Self::TimeUp => world.time_up(),
            Self::Not(guard) => !guard.holds(define, world),
            Self::All(guards) => guards.iter().all(|guard| guard.holds(define, world)),
            Self::Any(guards) => guards.iter().any(|guard| guard.holds(define, world)),
        }
    }

    /// How many parts it has with its definitions written out.
    pub fn size(&self, define: &[Guard]) -> usize {
        1 + match self {
            Self::Defined(name) => define.get(*name).map_or(0, |guard| guard.size(define)),
            Self::Not(guard) => guard.size(define),
            Self::All(guards) | Self::Any(guards) => {
                guards.iter().map(|guard| guard.size(define)).sum()
            }
            _ => 0,
        }
    }

    /// Calls `see` with this guard and every guard inside it, definitions not followed.
    pub fn walk(&self, see: &mut impl FnMut(&Guard)) {
        see(self);
        match self {
            Self::Not(guard) => guard.walk(see),
            Self::All(guards) | Self::Any(guards) => {
                for guard in guards {
                    guard.walk(see);
                }
            }
            _ => {}
        }
    }
}
