//! Where links lead: addresses become a closed set of targets, and nothing else is ever emitted.

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
pub struct LinkMap {}

impl LinkMap {
    /// Builds the map from documents with their anchors ([`crate::Document::anchors`]) and the paths of other files.
    pub fn new(
        documents: impl IntoIterator<Item = (String, Vec<String>)>,
        files: impl IntoIterator<Item = String>,
    ) -> Self {
        let _ = (documents.into_iter().count(), files.into_iter().count());
        Self {}
    }

    /// Where `href`, standing in the document `from`, leads.
    pub fn resolve(&self, from: &str, href: &str) -> Target {
        let _ = (self, from, href);
        Target::Dropped
    }
}
