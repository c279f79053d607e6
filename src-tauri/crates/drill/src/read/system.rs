//! The shared file of harmless commands.

use super::error;
use super::fields::{number, some, text, texts};
use crate::code::{Code, Diagnostic};
use crate::model::SystemCommand;
use crate::terminal::Pattern;
use drillbook_text::yaml::Node;

/// Commands in one file.
const LIMIT: usize = 1000;

pub(super) fn commands(tree: &Node, found: &mut Vec<Diagnostic>) -> Vec<SystemCommand> {
    let items = tree.get("commands").map(Node::items).unwrap_or_default();
    if let Some(item) = items.get(LIMIT) {
        let many = error(Code::TooMany, item.span).with("what", "command");
        found.push(many.with("limit", LIMIT.to_string()));
    }
    items
        .iter()
        .take(LIMIT)
        .map(|node| command(node, found))
        .collect()
}

fn command(node: &Node, found: &mut Vec<Diagnostic>) -> SystemCommand {
    let mut patterns = Vec::new();
    for node in some(node, "cmd") {
        let text = node.text().unwrap_or_default();
        match Pattern::new(text) {
            Some(pattern) => patterns.push(pattern),
            None => found.push(error(Code::BadPattern, node.span).with("pattern", text)),
        }
    }
    SystemCommand {
        patterns,
        kinds: texts(node, "kinds"),
        head: text(node, "head"),
        each: text(node, "each"),
        out: text(node, "out"),
        logs: number(node, "logs").unwrap_or(0),
        otherwise: text(node, "else"),
    }
}
