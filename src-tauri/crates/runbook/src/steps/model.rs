//! What a procedure is made of. Places are spans of the file's text unless they say otherwise.

use drillbook_text::Span;
use serde::{Deserialize, Serialize};

/// What a document tells somebody to do. Made by [`super::procedure`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// What most of the steps were read from.
    pub form: Form,
    /// In reading order; a nested step stands behind its parent.
    pub steps: Vec<Step>,
    /// What its commands and its front matter ask for, in the order of first use.
    pub parameters: Vec<Parameter>,
}

/// What steps were read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Items of numbered lists and of lists with boxes.
    Lists,
    /// Bullets under a heading that announces a procedure.
    Bullets,
    /// Sentences that hold commands.
    Commands,
    /// Headings, each a step.
    Headings,
    /// Blocks of code with the sentence above them.
    Fences,
    /// No procedure: something to read.
    #[default]
    Reference,
}

/// One thing to do and to tick off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// `<slug>/<n>`: the n-th step under that heading; a nested one is `<slug>/<n>.<m>`, and
    /// `<slug>/c<n>` a sentence or a block of code beside a list. The document's path
    /// and `#` stand before it where documents are told apart.
    pub id: String,
    /// The index of the section it stands in.
    pub section: usize,
    /// The step it is nested in.
    pub parent: Option<usize>,
    /// How many steps it is nested in.
    pub depth: u8,
    /// The whole item with what is nested in it, and code that follows unindented and belongs to it.
    pub span: Span,
    /// The line of its marker, from 1 over the whole file.
    pub line: u32,
    /// As a reader sees it, `3` or `3.2`; empty for bullets and where steps are not numbered.
    pub number: String,
    /// Its first paragraphs as plain text, without marker and number, one a line.
    pub text: String,
    /// The hash of heading path, text and ordinal among equal ones: what run state is bound to.
    pub hash: String,
    /// Indices into [`crate::Document::commands`] of what stands in the step itself and not in nested ones.
    pub commands: Vec<usize>,
    /// Where it says to wait.
    pub wait: Option<Wait>,
    /// Where it sends the reader to another step.
    pub jumps: Vec<Jump>,
    /// What may be seen, and what to do then.
    pub branches: Vec<Branch>,
}

/// A time to wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// How long, in seconds; the longer end of a range.
    pub seconds: u32,
    /// The words that say so.
    pub text: String,
}

/// "Go to step 7".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jump {
    /// The words that name the step (`step 7`), in the file.
    pub span: Span,
    /// The index of the step it leads to.
    pub step: usize,
}

/// An expected result and what to do about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// What stands for it in an output: code and quoted words, as written. May be empty: then nobody but the
    /// reader can tell whether it holds.
    pub patterns: Vec<String>,
    /// The condition as it reads: `the pods are Pending`.
    pub expected: String,
    /// What to do then; empty where the document only says what is to be expected.
    pub then: String,
    /// The step it leads to.
    pub step: Option<usize>,
}

/// Something that has to be filled in before commands can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// As first written: `pod`, `NAMESPACE`, `host`.
    pub name: String,
    /// How it was first written.
    pub style: Style,
    /// What the document says is usual.
    pub default: Option<String>,
    /// What the front matter says about it.
    pub description: Option<String>,
    /// Where it stands in commands; none when only the front matter names it.
    pub places: Vec<Place>,
}

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// `<pod>`
    Angle,
    /// `$NAMESPACE`, `${NAMESPACE}`
    Shell,
    /// `{{ host }}`
    Mustache,
    /// `YOUR_CLUSTER`
    Word,
    /// Only in the front matter.
    Declared,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The index of the command.
    pub command: usize,
    /// The bytes in [`crate::Command::copy`] that a value replaces.
    pub span: Span,
    /// The line of the file, from 1.
    pub line: u32,
}
