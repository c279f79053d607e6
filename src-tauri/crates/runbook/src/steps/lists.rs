//! Which lists tell what to do, and which of their items are steps.

use super::tree::Tree;
use super::vocabulary::{self, Announces};
use super::wording::{Tells, tells};
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
}

/// What one item says.
struct Item {
    block: usize,
    tells: Tells,
    /// Whether it holds a command to run.
    command: bool,
    /// Whether it only says where a link leads.
    link: bool,
    task: bool,
}

impl Item {
    fn is_plain(&self) -> bool {
        self.tells >= Tells::Guided || self.command
    }

    /// How far it counts as an instruction, in halves.
    fn weight(&self) -> usize {
        match self.tells {
            _ if self.link && self.tells < Tells::Plainly => 0,
            _ if self.is_plain() => 2,
            Tells::Perhaps => 1,
            _ => 0,
        }
    }
}

/// The items of the lists that are steps; `lists` are parts of one list that blocks of code break.
pub(super) fn steps(tree: &Tree<'_>, lists: &[usize], around: Around) -> Vec<usize> {
    let items: Vec<Item> = lists
        .iter()
        .flat_map(|list| tree.children(*list))
        .map(|block| read(tree, *block))
        .collect();
    let ordered = lists
        .iter()
        .any(|list| tree.kind(*list) == BlockKind::List { ordered: true });
    let all = items.len().max(1) * 2;
    let weight: usize = items.iter().map(Item::weight).sum();
    let per_cent = weight * 100 / all;
    let counts = |item: &&Item| {
        item.task
            || if ordered {
                per_cent >= needed(around) && numbered(item)
            } else {
                bullet(item, around, per_cent)
            }
    };
    items.iter().filter(counts).map(|item| item.block).collect()
}

fn read(tree: &Tree<'_>, block: usize) -> Item {
    let text = tree.text(block);
    Item {
        block,
        tells: tells(&text),
        command: tree.has_command(block),
        link: tree.is_link(block, &text),
        task: matches!(tree.kind(block), BlockKind::Item { task: Some(_), .. }),
    }
}

/// How many per cent of a numbered list must read like instructions.
fn needed(around: Around) -> usize {
    match (around.heading, around.lead) {
        (Announces::Knowing, Announces::Doing) => 50,
        (_, Announces::Knowing) => 60,
        (_, Announces::Doing) => 25,
        (Announces::Knowing, _) => 75,
        (Announces::Doing, _) => 30,
        (Announces::Open, _) => 45,
    }
}

/// In a list of instructions, every item that is more than a link.
fn numbered(item: &Item) -> bool {
    !(item.link && item.tells < Tells::Plainly)
}

fn bullet(item: &Item, around: Around, per_cent: usize) -> bool {
    if item.link && item.tells < Tells::Plainly {
        return false;
    }
    match (around.heading, around.lead) {
        (Announces::Knowing, Announces::Doing) => item.is_plain() && per_cent >= 50,
        (Announces::Knowing, _) => false,
        (_, Announces::Knowing) => item.tells == Tells::Plainly && per_cent >= 50,
        (Announces::Doing, _) | (_, Announces::Doing) => item.weight() > 0,
        (Announces::Open, Announces::Open) if around.nested => item.is_plain(),
        (Announces::Open, Announces::Open) => item.is_plain() && per_cent >= 40,
    }
}

/// What the sentence before a list or above nested items announces.
pub(super) fn lead(text: &str) -> Announces {
    vocabulary::lead(text)
}
