//! When somebody is to look at a document again, by what its front matter says.

use crate::FrontMatter;
use crate::front_matter::{Interval, Refusal, Wanted, set_all};
use jiff::Span;
use jiff::civil::Date;

/// Days before a review is due from which on it is due soon.
pub const SOON: i32 = 14;

/// What front matter says of the reviews of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// When somebody last looked at it.
    pub last: Option<Date>,
    /// How often somebody should.
    pub interval: Option<Interval>,
    /// When somebody should next: as written, else reckoned.
    pub due: Option<Date>,
}

/// How that stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing says when it is to be reviewed.
    Unset,
    /// It is to be reviewed at intervals, and never was.
    Never,
    /// It was due so many days ago; 0 is today.
    Overdue(i32),
    /// It is due in so many days, [`SOON`] at most.
    Soon(i32),
    /// It is due in more days than that.
    Fine(i32),
}

impl Review {
    /// Reads the fields. A next date that is written down counts, unless a later review has overtaken it.
    pub fn of(matter: &FrontMatter) -> Self {
        let date = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let last: Option<Date> = date(&matter.last_reviewed);
        let written: Option<Date> = date(&matter.next_review);
        let reckoned = last
            .zip(matter.review_interval)
            .and_then(|(last, interval)| after(last, interval));
        let overtaken = written.zip(last).is_some_and(|(next, last)| next <= last);
        Self {
            last,
            interval: matter.review_interval,
            due: written
                .filter(|_| !overtaken || reckoned.is_none())
                .or(reckoned),
        }
    }

    /// How it stands on `today`.
    pub fn on(&self, today: Date) -> Standing {
        let Some(due) = self.due else {
            return match self.interval {
                Some(_) => Standing::Never,
                None => Standing::Unset,
            };
        };
        match days_between(today, due) {
            left if left <= 0 => Standing::Overdue(-left),
            left if left <= SOON => Standing::Soon(left),
            left => Standing::Fine(left),
        }
    }

    /// When it is due after a review on `today`: by the interval, else as far ahead as it was before.
    pub fn next_after(&self, today: Date) -> Option<Date> {
        if let Some(interval) = self.interval {
            return after(today, interval);
        }
        let gap = days_between(self.last?, self.due?);
        today.checked_add(Span::new().try_days(gap).ok()?).ok()
    }
}

/// The text with a review on `today` written into its front matter. A next date is written where one is written already.
pub fn reviewed(text: &str, matter: &FrontMatter, today: Date) -> Result<String, Refusal> {
    let next = Review::of(matter)
        .next_after(today)
        .map(|date| date.to_string());
    let today = today.to_string();
    let mut fields = vec![("last_reviewed", Wanted::Text(&today))];
    if let (Some(next), Some(_)) = (&next, &matter.next_review) {
        fields.push(("next_review", Wanted::Text(next)));
    }
    set_all(text, &fields)
}

/// The day that lies `interval` after `from`; the end of a shorter month where its day is missing.
fn after(from: Date, interval: Interval) -> Option<Date> {
    let span = Span::new().try_months(interval.months).ok()?;
    let days = Span::new().try_days(interval.days).ok()?;
    from.checked_add(span).ok()?.checked_add(days).ok()
}

/// Days from `from` to `to`; negative where `to` is earlier.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    fn check(fields: &str, today: &str, expected: &str) {
        let document = parse("a.md", &format!("---\n{fields}\n---\n# A\n"));
        let review = Review::of(&document.front_matter);
        let due = review.due.map_or("-".to_owned(), |due| due.to_string());
        let shown = format!("{due} {:?}", review.on(today.parse().unwrap()));
        assert_eq!(shown, expected, "{fields}");
    }

    #[test]
    fn due_by_interval_or_as_written() {
        check(
            "last_reviewed: 2026-01-31\nreview_interval: 1 month",
            "2026-02-01",
            "2026-02-28 Fine(27)",
        );
        check(
            "last_reviewed_on: 2026-05-20\nreview_in: 6 months",
            "2026-11-10",
            "2026-11-20 Soon(10)",
        );
        check(
            "lastReviewed: 2026-05-20\nreview_cycle: Quarterly",
            "2026-11-20",
            "2026-08-20 Overdue(92)",
        );
        check(
            "next_review: 2026-11-21",
            "2026-11-21",
            "2026-11-21 Overdue(0)",
        );
        check(
            "last_reviewed: 2026-01-01\nreview_interval: 1 year\nexpires: 2026-06-30",
            "2026-06-29",
            "2026-06-30 Soon(1)",
        );
        // A review later than the date that somebody forgot to move on.
        check(
            "last_reviewed: 2026-07-01\nreview_interval: 1 year\nreview_by: 2026-06-30",
            "2026-07-02",
            "2027-07-01 Fine(364)",
        );
        check("review_interval: 90", "2026-01-01", "- Never");
        check("last_reviewed: 2026-01-01", "2026-01-01", "- Unset");
        check("owner: x", "2026-01-01", "- Unset");
    }

    fn check_done(fields: &str, today: &str, expected: &str) {
        let text = format!("---\n{fields}\n---\n# A\n");
        let document = parse("a.md", &text);
        let done = reviewed(&text, &document.front_matter, today.parse().unwrap()).unwrap();
        assert_eq!(done, format!("---\n{expected}\n---\n# A\n"));
    }

    #[test]
    fn a_review_is_written_under_the_keys_in_use() {
        check_done(
            "last_reviewed_on: 2025-01-01 # GOV.UK\nreview_in: 6 months",
            "2026-11-21",
            "last_reviewed_on: 2026-11-21 # GOV.UK\nreview_in: 6 months",
        );
        check_done(
            "last_reviewed: 2026-01-01\nreview_by: 2026-01-31",
            "2026-03-01",
            "last_reviewed: 2026-03-01\nreview_by: 2026-03-31",
        );
        check_done(
            "review_by: 2026-01-31\nreview_interval: 1 month",
            "2026-03-01",
            "review_by: 2026-04-01\nreview_interval: 1 month\nlast_reviewed: 2026-03-01",
        );
    }
}
