//! Which lists tell what to do, and which of their items are steps.

use super::tree::Tree;
use super::vocabulary::{self, Announces};
use super::wording::{Tells, asks, is_pointer, leads, tells};
use crate::BlockKind;

/// What stands around a list.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// What the headings above it announce.
    pub(super) heading: Announces,
    /// What the sentence before it announces.
    pub(super) lead: Announces,
    /// Whether it is nested in a step.
    pub(super) nested: bool,
    /// Whether the sentence before it is an instruction that it completes.
    pub(super) object: bool,
    /// Whether the sentence before it tells what to do, be it behind a condition, and ends in a colon.
    pub(super) told: bool,
}

/// What one item says.
struct Item {
    block: usize,
    tells: Tells,
    holds: Holds,
}

/// What an item holds beside or instead of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A box to tick.
    Task,
    /// Only where more is written.
    Pointer,
    /// Nothing.
    Nothing,
    /// A condition, or nothing, for instructions nested in it.
    Instructions,
    /// A command to run.
    Command,
    /// Words alone.
    Words,
}

impl Item {
    fn is_plain(&self) -> bool {
        self.tells >= Tells::Guided || matches!(self.holds, Holds::Command | Holds::Instructions)
    }

    /// How far it counts as an instruction, in halves.
    fn weight(&self) -> usize {
        match self.tells {
            _ if self.holds == Holds::Pointer => 0,
            _ if self.is_plain() => 2,
            Tells::Perhaps => 1,
            _ => 0,
        }
    }
}

/// The items of the lists that are steps; `lists` are parts of one list that blocks of code break. `followed` are
/// the items that a command to run stands right behind.
pub(super) fn steps(
    tree: &Tree<'_>,
    lists: &[usize],
    followed: &[usize],
    around: Around,
) -> Vec<usize> {
    let items: Vec<Item> = lists
        .iter()
        .flat_map(|list| tree.children(*list))
        .map(|block| read(tree, *block, followed.binary_search(block).is_ok()))
        .collect();
    let ordered = lists
        .iter()
        .any(|list| tree.kind(*list) == BlockKind::List { ordered: true });
    let weight: usize = items.iter().map(Item::weight).sum();
    let per_cent = weight * 100 / (items.len().max(1) * 2);
    // Somebody answers numbered questions one by one.
    let asked = around.heading != Announces::Knowing
        && items.len() > 1
        && items.iter().all(|item| asks(&tree.text(item.block)));
    let counts = |item: &&Item| {
        item.holds == Holds::Task
            || if ordered {
                (asked || per_cent >= needed(around)) && numbered(item, around)
            } else {
                bullet(item, around, per_cent)
            }
    };
    items.iter().filter(counts).map(|item| item.block).collect()
}

fn read(tree: &Tree<'_>, block: usize, followed: bool) -> Item {
    let text = tree.text(block);
    let tells = tells(&text);
    let command = followed || tree.has_command(block);
    let empty = text.is_empty() && !command;
    let holds = if matches!(tree.kind(block), BlockKind::Item { task: Some(_), .. }) {
        Holds::Task
    } else if tree.is_link(block, &text) || is_pointer(&text) {
        Holds::Pointer
    } else if (empty || tells == Tells::Perhaps || (tells == Tells::Nothing && leads(&text)))
        && tree.has_instruction(block)
    {
        Holds::Instructions
    } else if empty {
        Holds::Nothing
    } else if command {
        Holds::Command
    } else {
        Holds::Words
    };
    Item {
        block,
        tells,
        holds,
    }
}

/// How many per cent of a numbered list must read like instructions; beyond a hundred it never tells what to do.
fn needed(around: Around) -> usize {
    match (around.heading, around.lead) {
        (Announces::Knowing, Announces::Doing) => 50,
        (Announces::Knowing, Announces::Open) if around.told => 60,
        (Announces::Knowing, _) => 101,
        (_, Announces::Knowing) => 60,
        (_, Announces::Doing) => 25,
        (Announces::Doing, _) => 30,
        (Announces::Open, _) if around.nested => 30,
        (Announces::Open, _) => 51,
    }
}

/// In a list of instructions, every item that says something of its own.
fn numbered(item: &Item, around: Around) -> bool {
    let titled = item.tells == Tells::Plainly && around.heading == Announces::Doing;
    match item.holds {
        Holds::Pointer => titled,
        Holds::Nothing => false,
        _ => true,
    }
}

fn bullet(item: &Item, around: Around, per_cent: usize) -> bool {
    if item.holds == Holds::Pointer {
        return false;
    }
    let plain = item.is_plain();
    match (around.heading, around.lead) {
        (Announces::Knowing, Announces::Doing) => plain && per_cent >= 50,
        (_, Announces::Knowing) if around.nested => item.tells == Tells::Plainly && per_cent >= 60,
        (_, Announces::Knowing) | (Announces::Knowing, _) => false,
        (_, Announces::Doing) => plain || per_cent >= 50,
        // "Record the following times:" has the list as its object.
        _ if around.object => item.tells == Tells::Plainly || item.holds == Holds::Command,
        (Announces::Doing, _) => plain || (item.tells == Tells::Perhaps && per_cent >= 40),
        (Announces::Open, _) => plain && (around.nested || per_cent >= 40),
    }
}

/// What stands around a list below a heading of this kind, behind or below a sentence.
pub(super) fn around(heading: Announces, sentence: &str, nested: bool) -> Around {
    let lead = vocabulary::lead(sentence);
    let tells = tells(sentence);
    let colon = sentence.trim_end().ends_with(':');
    Around {
        heading,
        lead,
        nested,
        object: tells == Tells::Plainly && colon && lead == Announces::Open,
        told: tells >= Tells::Guided && colon,
    }
}
