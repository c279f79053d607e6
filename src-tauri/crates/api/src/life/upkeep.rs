//! What a whole library asks for: the queue of its owners, my reading list, and the numbers for a Monday morning.

use super::scene::{Scene, owners};
use super::told;
use crate::catalogue::{Catalogue, Record};
use crate::check;
use crate::messages::Messages;
use crate::wire::{OwnerRow, ReadingRow, Upkeep, UpkeepCounts, UpkeepRow};
use drillbook_runbook::life::{Reason, Weight, reasons};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// Documents that are listed.
const LISTED: usize = 500;
/// A week in milliseconds.
const WEEK: i64 = 7 * 24 * 60 * 60 * 1000;

pub(super) fn upkeep(scene: &Scene<'_>, messages: Messages) -> Upkeep {
    let dead = check::dead_links(scene.session);
    let mut sum = Sum::default();
    sum.add_all(scene, &scene.session.catalogue(), &dead);
    sum.counts.runs = recent_runs(scene);
    sum.told(scene, messages)
}

/// A document in the queue, before its reasons are sentences.
struct Queued {
    row: UpkeepRow,
    reasons: Vec<Reason>,
}

#[derive(Default)]
struct Sum {
    counts: UpkeepCounts,
    owners: BTreeMap<String, OwnerRow>,
    queue: Vec<Queued>,
    reading: Vec<ReadingRow>,
}

impl Sum {
    fn add_all(&mut self, scene: &Scene<'_>, catalogue: &Catalogue, dead: &HashMap<String, u32>) {
        let read = catalogue
            .records
            .iter()
            .filter(|(_, record)| record.is_read());
        for (id, record) in read {
            let dead = dead.get(id).copied().unwrap_or(0);
            let found = reasons(&scene.inputs(id, record, dead), scene.today);
            self.count(record, &found);
            self.read(scene, id, record);
            self.queue(scene, (id.as_str(), record), found);
        }
        self.counts.documents = count(catalogue.records.len());
    }

    fn count(&mut self, record: &Record, found: &[Reason]) {
        let counts = &mut self.counts;
        let overdue = found
            .iter()
            .any(|reason| matches!(reason, Reason::Overdue(..) | Reason::NeverReviewed));
        counts.overdue += u32::from(overdue);
        for reason in found {
            match reason {
                Reason::DueSoon(..) => counts.soon += 1,
                Reason::DeadLinks(_) => counts.dead_links += 1,
                Reason::SaidWrong(_) => counts.said_wrong += 1,
                Reason::AlertsGone(_) => counts.alerts_gone += 1,
                _ => {}
            }
        }
        let flagged = found.iter().any(|reason| {
            reason.weight() == Weight::Now
                && !matches!(
                    reason,
                    Reason::Overdue(..) | Reason::NeverReviewed | Reason::Deprecated
                )
        });
        let mut named: Vec<&str> = owners(record.owner.as_deref()).collect();
        if named.is_empty() {
            named.push("");
        }
        for owner in named {
            let row = self
                .owners
                .entry(owner.to_owned())
                .or_insert_with(|| OwnerRow {
                    owner: owner.to_owned(),
                    documents: 0,
                    overdue: 0,
                    flagged: 0,
                });
            row.documents += 1;
            row.overdue += u32::from(overdue);
            row.flagged += u32::from(flagged);
        }
    }

    fn read(&mut self, scene: &Scene<'_>, id: &str, record: &Record) {
        if record.readers.is_empty() {
            return;
        }
        let signatures = scene.signatures(id, record);
        for signature in signatures.iter().filter(|signature| signature.asked) {
            self.counts.asked += 1;
            self.counts.signed += u32::from(signature.holds);
            if !signature.holds && scene.is_me(&signature.person) {
                self.reading.push(ReadingRow {
                    document: id.to_owned(),
                    title: record.title.clone(),
                    again: signature.again.map(told::class_to_wire),
                });
            }
        }
    }

    fn queue(&mut self, scene: &Scene<'_>, (id, record): (&str, &Record), found: Vec<Reason>) {
        let asks = |reason: &Reason| {
            reason.weight() > Weight::Remark && !matches!(reason, Reason::Deprecated)
        };
        if !found.iter().any(asks) {
            return;
        }
        let due = drillbook_runbook::life::Review::of(&record.reviews()).due;
        let row = UpkeepRow {
            document: id.to_owned(),
            title: record.title.clone(),
            owner: record.owner.clone(),
            mine: scene.is_mine(record.owner.as_deref()),
            due: due.map(|due| due.to_string()),
            reasons: Vec::new(),
        };
        self.queue.push(Queued {
            row,
            reasons: found,
        });
    }

    fn told(mut self, scene: &Scene<'_>, messages: Messages) -> Upkeep {
        self.queue.sort_by_cached_key(|queued| {
            let worst = queued.reasons.iter().map(Reason::weight).max();
            let number = queued.reasons.len();
            let due = queued.row.due.clone().unwrap_or_else(|| "9".to_owned());
            (
                Reverse(queued.row.mine),
                Reverse(worst),
                due,
                Reverse(number),
            )
        });
        let more = count(self.queue.len().saturating_sub(LISTED));
        self.queue.truncate(LISTED);
        let queue = self.queue.into_iter().map(|queued| UpkeepRow {
            reasons: told::told(&queued.reasons, messages),
            ..queued.row
        });
        let mut owners: Vec<OwnerRow> = self.owners.into_values().collect();
        owners.sort_by_key(|row| Reverse((row.overdue + row.flagged, row.documents)));
        Upkeep {
            on: scene.today.to_string(),
            me: scene.name.clone(),
            known: scene.me.is_some() || scene.people.0.is_empty(),
            counts: self.counts,
            owners,
            queue: queue.collect(),
            more,
            reading: self.reading,
            proposals: Vec::new(),
            problems: scene
                .book
                .faults
                .iter()
                .map(|fault| fault.told(messages))
                .collect(),
        }
    }
}

/// Runs that were shared in the seven days up to today.
fn recent_runs(scene: &Scene<'_>) -> u32 {
    let midnight = scene.today.to_zoned(jiff::tz::TimeZone::UTC);
    let end = midnight.map_or(0, |day| day.timestamp().as_millisecond()) + WEEK / 7;
    let recent = |at: i64| (end - WEEK..end).contains(&at);
    let runs = scene.book.runs.all();
    count(runs.filter(|run| recent(run.ended().at)).count())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
