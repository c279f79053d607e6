//! Where links lead: addresses become a closed set of targets, and nothing else is ever emitted.
//!
//! A [`LinkMap`] knows names only. It reads no files, so that a link's check is a lookup.

mod address;
mod alike;
mod candidates;
mod check;
mod wiki;
mod written;

pub(crate) use address::is_reference;
pub(crate) use candidates::places;
pub use check::check_links;
pub(crate) use wiki::{text as wiki_text, wiki};
pub use written::{address_span, encoded, relative};

use address::Address;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What an address leads to. Nothing outside this list reaches a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A document of the library.
    Document {
        /// Its path in the library.
        path: String,
        /// What stood after `#`, in the spelling of the document's own anchors.
        anchor: Option<String>,
        /// Whether the document has that anchor; true when there is none.
        anchor_found: bool,
        /// Whether it was found only by ignoring upper and lower case.
        case_differs: bool,
    },
    /// Another file of the library, for example a picture.
    File {
        /// Its path in the library.
        path: String,
        /// Whether it was found only by ignoring upper and lower case.
        case_differs: bool,
    },
    /// A folder of the library that has no overview document.
    Folder {
        /// Its path in the library.
        path: String,
    },
    /// An address on the web (`https:` or `http:`), written out again in full.
    Web(String),
    /// A mail address, without `mailto:`.
    Mail(String),
    /// The address is made by a template when the site is built; it cannot be known here.
    Template,
    /// It should lead into the library but nothing is there.
    Dead {
        /// Why.
        reason: DeadReason,
    },
    /// A scheme or a form that is never opened.
    Dropped,
}

/// Why a link is dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadReason {
    /// There is no such file.
    Missing,
    /// The path leaves the library.
    Outside,
    /// There is no address at all.
    Empty,
}

/// Every document with its anchors and every other file, by path: what links are resolved against.
#[derive(Clone, Debug, Default)]
pub struct LinkMap {
    /// Anchors by document.
    documents: HashMap<String, Vec<String>>,
    files: HashSet<String>,
    folders: BTreeSet<String>,
    /// Every path in lower case, and how it is spelt.
    folded: HashMap<String, String>,
    /// The last parts that addresses of known files can have, in lower case: most dead links end here.
    tails: HashSet<String>,
    /// Documents by the name of their file without extensions, in lower case; for Hugo's `ref`.
    names: HashMap<String, Vec<String>>,
}

/// A path that was found.
struct Found {
    path: String,
    case_differs: bool,
}

impl LinkMap {
    /// Builds the map from documents with their anchors ([`crate::Document::anchors`]) and the paths of
    /// all other files of the library, pictures among them.
    pub fn new(
        documents: impl IntoIterator<Item = (String, Vec<String>)>,
        files: impl IntoIterator<Item = String>,
    ) -> Self {
        let mut map = Self::default();
        for (path, anchors) in documents {
            map.know(&path);
            map.names
                .entry(candidates::name(&path))
                .or_default()
                .push(path.clone());
            map.documents.insert(path, anchors);
        }
        for path in files {
            map.know(&path);
            map.files.insert(path);
        }
        map
    }

    /// The anchors of a document, or none where there is no such document.
    pub fn anchors(&self, path: &str) -> &[String] {
        self.documents
            .get(path)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// Where `href`, standing in the document `from`, leads.
    pub fn resolve(&self, from: &str, href: &str) -> Target {
        match address::classify(href) {
            Address::Elsewhere(target) => target,
            Address::Local { path, fragment } if path.is_empty() => self.document(
                Found {
                    path: from.to_owned(),
                    case_differs: false,
                },
                fragment.as_deref(),
            ),
            Address::Local { path, fragment } => self.local(from, &path, fragment.as_deref()),
            Address::Reference(reference) => self.reference(from, reference),
            Address::Wiki(page) => self.wiki(from, page),
        }
    }

    fn know(&mut self, path: &str) {
        self.folded.insert(path.to_lowercase(), path.to_owned());
        self.tails.insert(candidates::name(path));
        self.tails.insert(candidates::tail(path));
        let mut folder = path;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            if !self.folders.insert(parent.to_owned()) {
                break;
            }
            folder = parent;
        }
    }

    fn local(&self, from: &str, path: &str, fragment: Option<&str>) -> Target {
        let places = candidates::places(from, path);
        let found = places.iter().find_map(|place| self.find(place, false));
        let found = found.or_else(|| places.iter().find_map(|place| self.find(place, true)));
        if let Some(found) = found {
            return self.target(found, fragment);
        }
        let folder = places
            .into_iter()
            .find(|place| place.is_empty() || self.folders.contains(place.trim_end_matches('/')));
        match folder {
            Some(path) => Target::Folder {
                path: path.trim_end_matches('/').to_owned(),
            },
            None if candidates::leaves(from, path) => Target::Dead {
                reason: DeadReason::Outside,
            },
            None => Target::Dead {
                reason: DeadReason::Missing,
            },
        }
    }

    /// Hugo's `ref` takes a path, or the name alone where only one document has it.
    fn reference(&self, from: &str, reference: &str) -> Target {
        let (path, fragment) = match reference.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (reference, None),
        };
        let target = if path.is_empty() {
            self.resolve(from, &format!("#{}", fragment.unwrap_or_default()))
        } else {
            self.local(from, path, fragment)
        };
        if !matches!(target, Target::Dead { .. }) {
            return target;
        }
        match self.names.get(&candidates::name(path)).map(Vec::as_slice) {
            Some([only]) => self.document(
                Found {
                    path: only.clone(),
                    case_differs: false,
                },
                fragment,
            ),
            _ => target,
        }
    }

    /// A wiki takes a path from the library's root or from here, or the name alone; of several documents
    /// with that name, the one in the same folder, else the one nearest to the root.
    fn wiki(&self, from: &str, page: &str) -> Target {
        let (path, fragment) = match page.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (page, None),
        };
        if path.is_empty() {
            return self.reference(from, page);
        }
        let target = self.local(from, path, fragment);
        if !matches!(target, Target::Dead { .. }) {
            return target;
        }
        let target = self.local(from, &format!("/{path}"), fragment);
        if !matches!(target, Target::Dead { .. }) {
            return target;
        }
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let here = folder(from);
        let named = self.names.get(&candidates::name(path));
        let nearest = named.into_iter().flatten().min_by_key(|path| {
            (
                folder(path) != here,
                path.matches('/').count(),
                path.as_str(),
            )
        });
        match nearest {
            Some(path) => {
                let path = path.clone();
                let case_differs = false;
                self.document(Found { path, case_differs }, fragment)
            }
            None => target,
        }
    }

    fn target(&self, found: Found, fragment: Option<&str>) -> Target {
        if self.documents.contains_key(&found.path) {
            return self.document(found, fragment);
        }
        Target::File {
            path: found.path,
            case_differs: found.case_differs,
        }
    }

    fn document(&self, found: Found, fragment: Option<&str>) -> Target {
        let Found { path, case_differs } = found;
        let known = fragment.map(|wanted| candidates::anchor(self.anchors(&path), wanted));
        let (anchor, anchor_found) = match (known, fragment) {
            (Some(Some(known)), _) => (Some(known.to_owned()), true),
            (Some(None), Some(wanted)) => (Some(wanted.to_owned()), false),
            _ => (None, true),
        };
        Target::Document {
            path,
            anchor,
            anchor_found,
            case_differs,
        }
    }

    /// A file at `place` or at one of the names that sites serve it under.
    fn find(&self, place: &str, ignore_case: bool) -> Option<Found> {
        let tail = candidates::tail(place);
        let known = self.tails.contains(&tail) || self.tails.contains(&candidates::name(place));
        if !known && !candidates::is_overview(&tail) {
            return None;
        }
        candidates::spellings(place).find_map(|name| {
            if !ignore_case {
                let known = self.documents.contains_key(&name) || self.files.contains(&name);
                return known.then_some(Found {
                    path: name,
                    case_differs: false,
                });
            }
            let path = self.folded.get(&name.to_lowercase())?;
            Some(Found {
                path: path.clone(),
                case_differs: true,
            })
        })
    }
}

#[cfg(test)]
mod tests;
