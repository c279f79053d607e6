//! Boxes and tabs that CommonMark does not know, made readable for its parser without moving a byte.
//!
//! | written | tool |
//! | --- | --- |
//! | `!!! note "Title"`, `??? note`, `???+ note`, `=== "Tab"`, each with an indented body | `MkDocs` |
//! | `:::note Title` … `:::` | Docusaurus, `VuePress`, Quarto |
//! | `{{< note >}}` … `{{< /note >}}`, also on one line; `{% hint style="info" %}` … `{% endhint %}` | Hugo, `GitBook` |
//!
//! The line of an indented box is masked as a list item with an empty heading (`+   #`), because an
//! item's body is indented just like it; a line that opens or closes a box around what is not
//! indented is masked as an empty heading. [`crate::flow::Flow`] turns these items and headings into boxes.
//! In a block of code they are never looked for, since the text of code is read from the file.

mod lines;

pub(crate) use lines::{FILLER, Mask, find};

/// What a directive is shown as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Directive {
    /// The byte of the body at which the mask begins.
    pub(crate) start: usize,
    /// Where it ends, if a line of its own ends it.
    pub(crate) end: Option<usize>,
    pub(crate) shape: Shape,
    /// The word that says what it is, in lower case: `note`, `warning`.
    pub(crate) word: String,
    /// What stands above it; none where the word has to do.
    pub(crate) title: Option<String>,
    /// Whether it folds, and then whether it is open at first.
    pub(crate) fold: Option<bool>,
}

/// How a directive is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A box whose body is indented.
    Indented,
    /// A tab whose body is indented.
    Tab,
    /// A box on one line.
    Line,
    /// A line opens a box.
    Open,
    /// A line closes the box that was opened last.
    Close,
    /// A line opens a part of the page that looks like the rest.
    Plain,
}

/// The five kinds of boxes, by the words that people use for them.
const KINDS: [(&str, &str); 49] = [
    ("note", "note"),
    ("notes", "note"),
    ("info", "note"),
    ("information", "note"),
    ("abstract", "note"),
    ("summary", "note"),
    ("tldr", "note"),
    ("todo", "note"),
    ("quote", "note"),
    ("cite", "note"),
    ("example", "note"),
    ("question", "note"),
    ("help", "note"),
    ("faq", "note"),
    ("seealso", "note"),
    ("details", "note"),
    ("catatan", "note"),
    ("informasi", "note"),
    ("contoh", "note"),
    ("nb", "note"),
    ("n.b.", "note"),
    ("tip", "tip"),
    ("tips", "tip"),
    ("hint", "tip"),
    ("success", "tip"),
    ("check", "tip"),
    ("done", "tip"),
    ("petunjuk", "tip"),
    ("important", "important"),
    ("penting", "important"),
    ("warning", "warning"),
    ("warn", "warning"),
    ("attention", "warning"),
    ("peringatan", "warning"),
    ("perhatian", "warning"),
    ("caution", "caution"),
    ("danger", "caution"),
    ("error", "caution"),
    ("failure", "caution"),
    ("fail", "caution"),
    ("missing", "caution"),
    ("bug", "caution"),
    ("alert", "caution"),
    ("stop", "caution"),
    ("awas", "caution"),
    ("bahaya", "caution"),
    ("secondary", "note"),
    ("primary", "note"),
    ("callout", "note"),
];

/// The kind of box that a word means, if it means one.
pub(crate) fn known_kind(word: &str) -> Option<&'static str> {
    KINDS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, kind)| *kind)
}

/// The kind of box for a word in a place that holds nothing else.
pub(crate) fn kind(word: &str) -> &'static str {
    known_kind(word).unwrap_or("note")
}

/// The title of a box that has none of its own: its word.
pub(crate) fn default_title(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
