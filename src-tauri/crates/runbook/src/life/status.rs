//! How a document stands with its team: draft, in review, approved, deprecated.

use crate::FrontMatter;
use crate::front_matter::{Refusal, Wanted, set_all};

/// The status of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Being written: nobody is to rely on it.
    Draft,
    /// Written, and waiting for somebody who may approve it.
    InReview,
    /// In force.
    Approved,
    /// No longer in force, kept for reference.
    Deprecated,
}

impl Status {
    /// Every status, in the order of a document's life.
    pub const ALL: [Self; 4] = [
        Self::Draft,
        Self::InReview,
        Self::Approved,
        Self::Deprecated,
    ];

    /// As it is written in front matter: `in-review`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Approved => "approved",
            Self::Deprecated => "deprecated",
        }
    }

    /// The status that a word of front matter means; other tools' words for the same among them.
    pub fn of_word(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase().replace([' ', '_'], "-");
        Some(match word.as_str() {
            "draft" | "wip" | "draf" => Self::Draft,
            "in-review" | "review" | "reviewing" | "proposed" => Self::InReview,
            "approved" | "accepted" | "published" | "active" | "final" => Self::Approved,
            "deprecated" | "obsolete" | "retired" | "archived" | "superseded" => Self::Deprecated,
            _ => return None,
        })
    }

    /// What a document that stands at `from` (none: front matter does not say) may become next.
    pub fn next(from: Option<Self>) -> &'static [Self] {
        match from {
            None => &[Self::Draft, Self::InReview],
            Some(Self::Draft) => &[Self::InReview],
            Some(Self::InReview) => &[Self::Approved, Self::Draft],
            Some(Self::Approved) => &[Self::InReview, Self::Deprecated],
            Some(Self::Deprecated) => &[Self::Draft],
        }
    }

    /// Whether people are to rely on a document that stands so.
    pub fn is_in_force(status: Option<Self>) -> bool {
        matches!(status, None | Some(Self::Approved))
    }

    /// The text with this status in its front matter. A `draft: true` that other tools heed follows.
    pub fn written(self, text: &str, matter: &FrontMatter) -> Result<String, Refusal> {
        let unapproved = matches!(self, Self::Draft | Self::InReview);
        let mut fields = vec![("status", Wanted::Text(self.as_str()))];
        // Read as the status, or left over beside it.
        let unread = matter
            .unknown
            .iter()
            .any(|(key, _)| key.eq_ignore_ascii_case("draft"));
        let by_draft = matter.status.as_deref() == Some("draft") && has_draft(text, matter);
        if unread || by_draft {
            fields.push((
                "draft",
                Wanted::Text(if unapproved { "true" } else { "false" }),
            ));
        }
        set_all(text, &fields)
    }
}

fn has_draft(text: &str, matter: &FrontMatter) -> bool {
    let mut lines = matter.span.of(text).lines();
    lines.any(|line| {
        let key = line.split([':', '=']).next().unwrap_or_default();
        key.trim().eq_ignore_ascii_case("draft")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn every_way_leads_on_and_approval_only_through_review() {
        for status in Status::ALL {
            assert_eq!(Status::of_word(status.as_str()), Some(status));
            assert!(!Status::next(Some(status)).contains(&status));
            let approves = Status::next(Some(status)).contains(&Status::Approved);
            assert_eq!(approves, status == Status::InReview, "{status:?}");
        }
        assert_eq!(Status::of_word("In Review"), Some(Status::InReview));
        assert_eq!(Status::of_word("somehow"), None);
    }

    fn check(text: &str, status: Status, expected: &str) {
        let document = parse("a.md", text);
        let written = status.written(text, &document.front_matter).unwrap();
        assert_eq!(written, expected);
    }

    #[test]
    fn a_status_is_written_where_it_stands() {
        check("# A", Status::Draft, "---\nstatus: draft\n---\n# A");
        check(
            "---\nStatus: Draft # x\n---\n",
            Status::InReview,
            "---\nStatus: in-review # x\n---\n",
        );
        check(
            "---\ndraft: true\n---\n",
            Status::InReview,
            "---\ndraft: true\nstatus: in-review\n---\n",
        );
        check(
            "---\ndraft: true\nstatus: in-review\n---\n",
            Status::Approved,
            "---\ndraft: false\nstatus: approved\n---\n",
        );
    }
}
