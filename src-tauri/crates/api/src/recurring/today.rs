//! What is due today, what was missed, what was done, and what comes next.

use super::known::{Going, Known};
use super::work::{Work, works};
use super::{Answer, check::Check, day};
use crate::App;
use crate::clock;
use crate::run::moments;
use crate::wire::{ErrorCode, Today, TodayAhead, TodayDone, TodayRequest, TodayRow, TodayState};
use drillbook_runbook::schedule::{Standing, State};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// How many days ahead are told.
const AHEAD: i64 = 7;

impl App {
    /// What is due on a day, today where none is named.
    pub fn today(&self, request: &TodayRequest) -> Answer<Today> {
        let session = self.opened()?;
        let text = request.date.clone().unwrap_or_else(clock::today);
        let date = day(&text).ok_or_else(|| self.error(ErrorCode::BadRequest, &[]))?;
        let known = self.known_checks(&session)?;
        let works = works(&session, self.tongue());
        let mut rows: Vec<TodayRow> = works
            .iter()
            .filter_map(|work| row(work, &known, date))
            .collect();
        rows.sort_by(|one, other| order(one).cmp(&order(other)));
        let open = rows.iter().filter(|row| row.state != TodayState::Done);
        Ok(Today {
            date: date.to_string(),
            open: number(open.count()),
            missed: number(rows.iter().map(|row| row.missed.len()).sum()),
            ahead: ahead(&works, date),
            rows,
            problems: known.problems,
        })
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// What is late first, then what is due, then what is done; by the time of the day, then by title.
fn order(row: &TodayRow) -> (u8, &str, &str) {
    let rank = match row.state {
        TodayState::Overdue => 0,
        TodayState::Going | TodayState::Due => 1,
        TodayState::Done => 2,
    };
    (rank, row.time.as_deref().unwrap_or("~"), &row.title)
}

fn row(work: &Work, known: &Known, today: Date) -> Option<TodayRow> {
    let own: Vec<&Check> = known
        .checks
        .iter()
        .filter(|check| work.is_of(&check.record.document))
        .collect();
    let days: BTreeSet<Date> = own.iter().map(|check| check.day).collect();
    let standing = work.schedule.standing(&days, today)?;
    let current = standing.current;
    let going = known
        .going
        .iter()
        .find(|going| work.is_of(&going.document) && going.day == current.day);
    let done = own.iter().find(|check| check.day == current.day);
    Some(TodayRow {
        document: work.document.clone(),
        title: work.title.clone(),
        owner: work.owner.clone(),
        schedule: work.words.clone(),
        occurrence: current.day.to_string(),
        until: current.until.to_string(),
        time: time(work.schedule.at),
        state: state(&standing, going),
        run: going.map(|going| going.run.to_string()),
        done: done.map(|check| done_by(check)),
        checks: number(own.len()),
        missed: standing.missed.iter().map(Date::to_string).collect(),
    })
}

fn state(standing: &Standing, going: Option<&Going>) -> TodayState {
    match standing.state {
        State::Done => TodayState::Done,
        _ if going.is_some() => TodayState::Going,
        State::Due => TodayState::Due,
        State::Overdue => TodayState::Overdue,
    }
}

fn done_by(check: &Check) -> TodayDone {
    TodayDone {
        person: check.record.person.clone(),
        at: moments::moment(check.when),
        run: check.own.then(|| check.record.run.clone()),
        shared: check.shared,
        outside: check.outside(),
    }
}

/// `07:30`.
fn time(at: Option<u16>) -> Option<String> {
    at.map(|at| format!("{:02}:{:02}", at / 60, at % 60))
}

/// The occurrences of the days after `today`, by day.
fn ahead(works: &[Work], today: Date) -> Vec<TodayAhead> {
    let (Ok(first), Ok(last)) = (today.tomorrow(), today.checked_add(AHEAD.days())) else {
        return Vec::new();
    };
    let mut found: Vec<TodayAhead> = works
        .iter()
        .flat_map(|work| {
            let days = work.schedule.between(first, last);
            days.into_iter().map(|one| TodayAhead {
                date: one.day.to_string(),
                document: work.document.clone(),
                title: work.title.clone(),
                time: time(work.schedule.at),
            })
        })
        .collect();
    found.sort_by(|one, other| {
        let key = |one: &TodayAhead| (one.date.clone(), one.time.clone(), one.title.clone());
        key(one).cmp(&key(other))
    });
    found
}
