//! Files that a document includes: how it names them (`named`), which part of them it wants (`part`), and its text with
//! theirs in their places ([`assemble()`]).
//!
//! Pure: the texts of files are handed in. The reader's page shows included files by itself (`render`), with where they came
//! from; what is followed is one text, so that the steps and commands of included files are steps and commands like others.

mod assemble;
mod chain;
mod named;
mod part;
mod places;
mod translate;

pub use assemble::{Assembled, Included, assemble, sound, split};
pub(crate) use chain::Chain;
pub(crate) use named::{Named, in_asciidoc, in_code, in_paragraph};

use crate::links::places;
use crate::{LinkMap, Target};
use drillbook_text::LineIndex;

/// The library, as far as including goes.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    /// Where links lead.
    pub links: &'a LinkMap,
    /// The text of a file of the library, by its path.
    pub read: &'a dyn Fn(&str) -> Option<String>,
}

impl Files<'_> {
    /// The path of what the file `from` names. A file is found as well where the library was not walked yet, so that a document
    /// reads the same whenever it is opened.
    fn path_of(&self, from: &str, name: &str) -> Option<String> {
        path_of(self.links, from, name).or_else(|| {
            let spellings = spellings(name);
            let mut places = spellings.iter().flat_map(|name| places(from, name));
            places.find(|place| !place.ends_with('/') && (self.read)(place).is_some())
        })
    }
}

/// From the file's own place, from the root, or among a site's examples.
fn spellings(name: &str) -> [String; 3] {
    [
        name.to_owned(),
        format!("/{name}"),
        format!("/examples/{name}"),
    ]
}

/// The path in the library of what the file `from` names.
pub(crate) fn path_of(links: &LinkMap, from: &str, name: &str) -> Option<String> {
    let spellings = spellings(name);
    let known = |href: &String| match links.resolve(from, href) {
        Target::Document { path, .. } | Target::File { path, .. } => Some(path),
        _ => None,
    };
    spellings.iter().find_map(known)
}

/// Each file that the text of the document `path` names to be included: the line that it is named in, from 1, and its path as
/// it is written.
pub(crate) fn named_in<'a>(path: &str, text: &'a str, body_start: usize) -> Vec<(u32, &'a str)> {
    let named = self::places::places(path, text, body_start);
    if named.is_empty() {
        return Vec::new();
    }
    let lines = LineIndex::new(text);
    let line = |place: &self::places::Place<'a>| lines.line(place.range.start);
    named
        .iter()
        .map(|place| (line(place), place.named.path))
        .collect()
}

/// Whether a file is written in Markdown, by its extension.
pub(crate) fn is_markdown(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    ["md", "markdown", "mdx", "erb"].contains(&extension)
}
