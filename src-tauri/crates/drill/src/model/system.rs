//! What a shared file of harmless commands answers.

use crate::terminal::Pattern;
use serde::{Deserialize, Serialize};

/// A command that changes nothing and costs nothing. Its texts have placeholders for services and their facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemCommand {
    /// What is typed.
    pub patterns: Vec<Pattern>,
    /// Only services of these kinds; all when empty.
    pub kinds: Vec<String>,
    /// Printed first; may be empty.
    pub head: String,
    /// Printed for each service; may be empty.
    pub each: String,
    /// Printed once; may be empty.
    pub out: String,
    /// So many last lines of the log of the service that was typed.
    pub logs: u32,
    /// Printed when no service has the name that was typed; may be empty.
    pub otherwise: String,
}
