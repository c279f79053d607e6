//! The names under which other tools keep what we keep: ours first, then theirs in the order in which they are believed.

pub(super) const OWNER: &[&str] = &["owner", "owners", "owner_slack", "deciders"];
pub(super) const SERVICE: &[&str] = &["service", "services"];
pub(super) const ALERTS: &[&str] = &["alerts", "alert", "applies_to"];
pub(super) const TAGS: &[&str] = &["tags", "categories"];
pub(super) const ALIASES: &[&str] = &["aliases", "alias"];
pub(super) const RELATED: &[&str] = &["related", "related_docs", "references"];
pub(super) const APPROVERS: &[&str] = &["approvers", "approver"];
pub(super) const READERS: &[&str] = &["readers", "read_by"];
pub(super) const SUMMARY: &[&str] = &["summary", "description"];
pub(super) const LANGUAGE: &[&str] = &["language", "lang"];
pub(super) const LAST_REVIEWED: &[&str] = &[
    "last_reviewed",
    "last_reviewed_on",
    "last_verified",
    "last_tested",
];
pub(super) const REVIEW_INTERVAL: &[&str] = &[
    "review_interval",
    "review_in",
    "review_cycle",
    "review_interval_days",
];
pub(super) const NEXT_REVIEW: &[&str] = &["next_review", "review_by", "expires"];
/// Other tools' names for the kind, whose words are kinds only sometimes.
pub(super) const KIND: &[&str] = &[
    "type",
    "doc_type",
    "document_type",
    "content_type",
    "category",
    "layout",
];

/// The names of the field that is called `name` (in snake case), `name` among them. None where we have no such field.
pub(super) fn of_field(name: &str) -> Option<&'static [&'static str]> {
    [
        OWNER,
        SERVICE,
        ALERTS,
        TAGS,
        ALIASES,
        RELATED,
        APPROVERS,
        READERS,
        SUMMARY,
        LANGUAGE,
        LAST_REVIEWED,
        REVIEW_INTERVAL,
        NEXT_REVIEW,
    ]
    .into_iter()
    .find(|names| names.first() == Some(&name))
}

/// The key in snake case, so that `lastReviewed`, `Last-Reviewed` and `last reviewed` are one.
pub(super) fn snake(key: &str) -> String {
    let mut name = String::with_capacity(key.len() + 2);
    let mut lower = false;
    for c in key.trim().chars() {
        if c.is_uppercase() && lower {
            name.push('_');
        }
        lower = c.is_lowercase();
        if matches!(c, '-' | ' ') {
            name.push('_');
        } else {
            name.extend(c.to_lowercase());
        }
    }
    name
}
