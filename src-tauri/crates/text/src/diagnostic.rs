//! What a check reports: parsing never fails, it diagnoses.

use crate::Span;
use serde::{Deserialize, Serialize};

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing has to be done.
    Info,
    /// Something a reader will stumble over.
    Warning,
    /// Part of the document could not be understood.
    Error,
}

/// The stable name of a kind of problem. The sentence for people stands in the message catalogue
/// under `diagnostic_<code>` and the hint under `diagnostic_<code>_hint`, `-` written as `_`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Front matter could not be read. Arguments: `problem`.
    FrontMatterBroken,
    /// A front-matter field holds a value of another shape than expected. Arguments: `field`, `expected`.
    FrontMatterField,
    /// A link leads to no document. Arguments: `target`.
    LinkDead,
    /// A link leads to a document that has no such heading. Arguments: `target`, `anchor`, `nearest`.
    AnchorDead,
    /// A link was found only by ignoring upper and lower case. Arguments: `target`, `found`.
    LinkCase,
    /// A link or image address that is dropped for safety. Arguments: `target`.
    LinkUnsafe,
    /// An image that is not there. Arguments: `target`.
    ImageDead,
    /// The file is not UTF-8; the bytes were read with replacement characters. No arguments.
    NotUtf8,
    /// The document is too large and is shown as plain text. Arguments: `size`, `limit`.
    TooLarge,
    /// Nesting, a table or the rendered page was cut at a cap. Arguments: `limit`.
    CutShort,
    /// The page ends before the document, whose rest is shown as plain text. Arguments: `line`.
    ShownAsText,
    /// A line is shown up to a cap. Arguments: `line`, `limit`.
    LineCut,
    /// Two files differ only in case or Unicode form. Arguments: `other`.
    NameClash,
    /// A name that some systems cannot store. No arguments.
    NameUnportable,
    /// The file could not be read. Arguments: `problem`.
    Unreadable,
    /// A link of the file system that leaves the library, or one to something that is no file. No arguments.
    NotFollowed,
    /// `drillbook.toml` could not be understood. Arguments: `problem`.
    SettingsBroken,
    /// `drillbook.toml` has a key that means nothing there. Arguments: `key`, `nearest` (one name or all that are known).
    SettingsKey,
    /// A key of `drillbook.toml` has a value of another shape. Arguments: `key`, `example`.
    SettingsValue,
    /// `drillbook.toml` is of a format that this version cannot read. Arguments: `format`, `known`.
    SettingsFormat,
    /// `drillbook.toml` names a kind of finding that there is not. Arguments: `code`, `nearest`.
    SettingsCode,
    /// The baseline that `drillbook.toml` names could not be read. Arguments: `path`, `problem`.
    BaselineBroken,
    /// A pasted text is longer, or holds more alerts, than is read. Arguments: `limit`.
    PasteCut,
    /// A pasted payload is damaged or cut off; what could be read of it was. Arguments: `problem`.
    PasteBroken,
    /// A file of alert rules could not be read. Arguments: `problem`.
    RulesBroken,
    /// An alert rule lacks a field or has one of another shape. Arguments: `alert`, `field`.
    RuleField,
    /// Text that looks like a password, a key or a token. No arguments.
    SecretWritten,
    /// A file name with characters that links and shells stumble over. Arguments: `character`.
    FileName,
    /// A heading with nothing under it. Arguments: `heading`.
    SectionEmpty,
    /// Words that stand for something still to be written. Arguments: `word`.
    PlaceholderLeft,
    /// A section that documents of the kind have is not there. Arguments: `kind`, `section`.
    SectionMissing,
    /// Nobody is named who keeps the document. No arguments.
    OwnerMissing,
    /// Nothing says when the document is to be reviewed. No arguments.
    ReviewMissing,
    /// A step whose command destroys or stops something does not say what is to be seen then. No arguments.
    ExpectedMissing,
    /// A command destroys or stops something, and no section tells how to go back. Arguments: `command`.
    RollbackMissing,
    /// The words of a schedule are not understood. Arguments: `schedule`.
    ScheduleUnread,
    /// A declared reading lacks its name or its limits, or has them the wrong way round. Arguments: `reading`.
    ReadingUnread,
}

impl Code {
    /// Every code, so that a test can prove that each has its sentences.
    pub const ALL: [Self; 37] = [
        Self::FrontMatterBroken,
        Self::FrontMatterField,
        Self::LinkDead,
        Self::AnchorDead,
        Self::LinkCase,
        Self::LinkUnsafe,
        Self::ImageDead,
        Self::NotUtf8,
        Self::TooLarge,
        Self::CutShort,
        Self::ShownAsText,
        Self::LineCut,
        Self::NameClash,
        Self::NameUnportable,
        Self::Unreadable,
        Self::NotFollowed,
        Self::SettingsBroken,
        Self::SettingsKey,
        Self::SettingsValue,
        Self::SettingsFormat,
        Self::SettingsCode,
        Self::BaselineBroken,
        Self::PasteCut,
        Self::PasteBroken,
        Self::RulesBroken,
        Self::RuleField,
        Self::SecretWritten,
        Self::FileName,
        Self::SectionEmpty,
        Self::PlaceholderLeft,
        Self::SectionMissing,
        Self::OwnerMissing,
        Self::ReviewMissing,
        Self::ExpectedMissing,
        Self::RollbackMissing,
        Self::ScheduleUnread,
        Self::ReadingUnread,
    ];

    /// The code as it is printed and matched: `link-dead`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FrontMatterBroken => "front-matter-broken",
            Self::FrontMatterField => "front-matter-field",
            Self::LinkDead => "link-dead",
            Self::AnchorDead => "anchor-dead",
            Self::LinkCase => "link-case",
            Self::LinkUnsafe => "link-unsafe",
            Self::ImageDead => "image-dead",
            Self::NotUtf8 => "not-utf8",
            Self::TooLarge => "too-large",
            Self::CutShort => "cut-short",
            Self::ShownAsText => "shown-as-text",
            Self::LineCut => "line-cut",
            Self::NameClash => "name-clash",
            Self::NameUnportable => "name-unportable",
            Self::Unreadable => "unreadable",
            Self::NotFollowed => "not-followed",
            Self::SettingsBroken => "settings-broken",
            Self::SettingsKey => "settings-key",
            Self::SettingsValue => "settings-value",
            Self::SettingsFormat => "settings-format",
            Self::SettingsCode => "settings-code",
            Self::BaselineBroken => "baseline-broken",
            Self::PasteCut => "paste-cut",
            Self::PasteBroken => "paste-broken",
            Self::RulesBroken => "rules-broken",
            Self::RuleField => "rule-field",
            Self::SecretWritten => "secret-written",
            Self::FileName => "file-name",
            Self::SectionEmpty => "section-empty",
            Self::PlaceholderLeft => "placeholder-left",
            Self::SectionMissing => "section-missing",
            Self::OwnerMissing => "owner-missing",
            Self::ReviewMissing => "review-missing",
            Self::ExpectedMissing => "expected-missing",
            Self::RollbackMissing => "rollback-missing",
            Self::ScheduleUnread => "schedule-unread",
            Self::ReadingUnread => "reading-unread",
        }
    }
}

/// One finding: what, where, how bad, and the arguments of its sentence. A format with many kinds of problems of its
/// own brings its own codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic<C = Code> {
    /// Which kind of problem.
    pub code: C,
    /// How much it matters.
    pub severity: Severity,
    /// Where in the file's text; `None` when it concerns the whole file.
    pub span: Option<Span>,
    /// Named values for the sentence, in the order that [`Code`] documents.
    pub args: Vec<(String, String)>,
}

impl<C> Diagnostic<C> {
    /// A finding without arguments.
    pub fn new(code: C, severity: Severity, span: Option<Span>) -> Self {
        Self {
            code,
            severity,
            span,
            args: Vec::new(),
        }
    }

    /// Adds an argument of the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.push((name.to_owned(), value.into()));
        self
    }
}
