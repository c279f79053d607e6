//! What speaks against trusting a document today: reasons, each with what it is told from, and no score.

use super::review::{Review, Standing};
use super::status::Status;
use jiff::civil::Date;

/// What is known of a document beyond its text. Runs, drills and answers are those that were shared.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// What front matter says of its reviews.
    pub review: Review,
    /// How it stands.
    pub status: Option<Status>,
    /// Alerts that it is for and that no rule has. Empty where there are no rules to compare with.
    pub alerts_gone: Vec<String>,
    /// Links, headings and images of it that lead nowhere.
    pub dead_links: u32,
    /// Shared runs since it last changed whose people said that it was not right, or only partly.
    pub wrong_in_runs: u32,
    /// Answers "no" to "was this right?" about what it says now.
    pub said_wrong: u32,
    /// What it says is not what was approved.
    pub changed_since_approval: bool,
    /// Nobody is named who keeps it.
    pub without_owner: bool,
}

/// How much a reason matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Worth knowing.
    Remark,
    /// Somebody is to look at it soon.
    Soon,
    /// It may mislead now.
    Now,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is no longer in force.
    Deprecated,
    /// What it says is not what was approved.
    ChangedSinceApproval,
    /// So many runs or answers said that it was not right.
    SaidWrong(u32),
    /// So many links lead nowhere.
    DeadLinks(u32),
    /// Alerts that no rule has any more.
    AlertsGone(Vec<String>),
    /// Its review was due on that day, so many days ago.
    Overdue(Date, i32),
    /// It is to be reviewed at intervals, and never was.
    NeverReviewed,
    /// Its review is due on that day, in so many days.
    DueSoon(Date, i32),
    /// It is not approved yet.
    NotApproved(Status),
    /// Nobody is named who keeps it.
    WithoutOwner,
}

impl Reason {
    /// How much it matters.
    pub fn weight(&self) -> Weight {
        match self {
            Self::Deprecated
            | Self::ChangedSinceApproval
            | Self::SaidWrong(_)
            | Self::DeadLinks(_)
            | Self::AlertsGone(_)
            | Self::Overdue(..)
            | Self::NeverReviewed => Weight::Now,
            Self::DueSoon(..) => Weight::Soon,
            Self::NotApproved(_) | Self::WithoutOwner => Weight::Remark,
        }
    }

    /// The reason in one word, for records of a team's checks and for the name of its sentence.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Deprecated => "deprecated",
            Self::ChangedSinceApproval => "changed-since-approval",
            Self::SaidWrong(_) => "said-wrong",
            Self::DeadLinks(_) => "dead-links",
            Self::AlertsGone(_) => "alerts-gone",
            Self::Overdue(..) => "overdue",
            Self::NeverReviewed => "never-reviewed",
            Self::DueSoon(..) => "due-soon",
            Self::NotApproved(_) => "not-approved",
            Self::WithoutOwner => "without-owner",
        }
    }
}

/// The reasons on `today`, those that matter most first. A deprecated document is asked for no upkeep.
pub fn reasons(inputs: &Inputs, today: Date) -> Vec<Reason> {
    if inputs.status == Some(Status::Deprecated) {
        return vec![Reason::Deprecated];
    }
    let wrong = inputs.wrong_in_runs.saturating_add(inputs.said_wrong);
    let status = inputs
        .status
        .filter(|status| !Status::is_in_force(Some(*status)));
    let gone = !inputs.alerts_gone.is_empty();
    let mut found: Vec<Reason> = [
        inputs
            .changed_since_approval
            .then_some(Reason::ChangedSinceApproval),
        (wrong > 0).then_some(Reason::SaidWrong(wrong)),
        due(&inputs.review, today),
        gone.then(|| Reason::AlertsGone(inputs.alerts_gone.clone())),
        // These are seen in the text itself, and told above it.
        (inputs.dead_links > 0).then_some(Reason::DeadLinks(inputs.dead_links)),
        status.map(Reason::NotApproved),
        inputs.without_owner.then_some(Reason::WithoutOwner),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.sort_by_key(|reason| std::cmp::Reverse(reason.weight()));
    found
}

fn due(review: &Review, today: Date) -> Option<Reason> {
    match (review.on(today), review.due) {
        (Standing::Overdue(days), Some(due)) => Some(Reason::Overdue(due, days)),
        (Standing::Soon(days), Some(due)) => Some(Reason::DueSoon(due, days)),
        (Standing::Never, _) => Some(Reason::NeverReviewed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inputs: &Inputs, expected: &[&str]) {
        let found = reasons(inputs, "2026-11-21".parse().unwrap());
        let words: Vec<&str> = found.iter().map(Reason::as_str).collect();
        assert_eq!(words, expected);
    }

    fn due_on(date: &str) -> Review {
        Review {
            due: date.parse().ok(),
            ..Review::default()
        }
    }

    #[test]
    fn each_reason_is_told_from_its_input() {
        check(&Inputs::default(), &[]);
        check(
            &Inputs {
                dead_links: 2,
                ..Inputs::default()
            },
            &["dead-links"],
        );
        check(
            &Inputs {
                review: due_on("2020-01-01"),
                dead_links: 1,
                ..Inputs::default()
            },
            &["overdue", "dead-links"],
        );
        check(
            &Inputs {
                review: due_on("2026-11-30"),
                without_owner: true,
                ..Inputs::default()
            },
            &["due-soon", "without-owner"],
        );
        check(
            &Inputs {
                review: due_on("2027-11-30"),
                ..Inputs::default()
            },
            &[],
        );
        check(
            &Inputs {
                review: due_on("2026-11-30"),
                status: Some(Status::Approved),
                alerts_gone: vec!["Gone".to_owned()],
                wrong_in_runs: 1,
                said_wrong: 2,
                changed_since_approval: true,
                ..Inputs::default()
            },
            &[
                "changed-since-approval",
                "said-wrong",
                "alerts-gone",
                "due-soon",
            ],
        );
    }

    #[test]
    fn a_deprecated_document_is_asked_for_nothing_more() {
        let inputs = Inputs {
            status: Some(Status::Deprecated),
            dead_links: 3,
            review: due_on("2020-01-01"),
            ..Inputs::default()
        };
        check(&inputs, &["deprecated"]);
    }
}
