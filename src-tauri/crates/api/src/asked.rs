//! A search for an alert: what was pasted is understood, its link followed, its name looked up before its words.
//!
//! The order of trust: the link, the name as a document writes it, then how well words fit. Reading the text is
//! `drillbook-alerts`', finding words is `drillbook-search`'s; here their answers become one list.

use crate::asked_section::{named_by, section};
use crate::catalogue::Catalogue;
use crate::problems::sentences;
use crate::session::Session;
use crate::wire::{AlertLabel, AlertLink, AlertRow, AlertStatus, AlertView};
use drillbook_alerts::{self as alerts, Alert, Form, Pasted, Status};
use drillbook_runbook::Target;
use drillbook_search::{Hit, Index, Outcome, Request};
use std::collections::HashMap;

/// How many alerts of a payload are listed.
const LISTED: usize = 100;
/// Characters of a summary or description that are searched for.
const WORDS: usize = 240;

/// A search for an alert.
pub(crate) struct Asked {
    text: String,
    pasted: Pasted,
    chosen: usize,
    /// Where the alert's link leads.
    linked: Option<Linked>,
}

/// A place in the library that a link leads to.
pub(crate) struct Linked {
    pub(crate) document: String,
    anchor: Option<String>,
    pub(crate) anchor_found: bool,
}

impl Asked {
    /// Understands `text`; `None` where it says no more than its words, which are then searched for as they stand.
    pub(crate) fn of(session: &Session, text: &str, chosen: u32) -> Option<Self> {
        let pasted = alerts::read(text)?;
        let chosen = usize::try_from(chosen)
            .unwrap_or(0)
            .min(pasted.alerts.len() - 1);
        let mut asked = Self {
            text: text.to_owned(),
            linked: None,
            pasted,
            chosen,
        };
        asked.linked = follow(session, asked.alert());
        let alert = asked.alert();
        let says_more = !alert.labels.is_empty() || alert.runbook_url.is_some();
        (says_more || asked.pasted.form == Form::Json || asked.pasted.alerts.len() > 1)
            .then_some(asked)
    }

    fn alert(&self) -> &Alert {
        &self.pasted.alerts[self.chosen]
    }

    /// Searches: the name, the words and the link each, and puts what they find in one order.
    pub(crate) fn search(&self, session: &Session, index: &Index, limit: usize) -> Outcome {
        let alert = self.alert();
        let mut lists = Vec::new();
        for query in self.queries() {
            lists.push(index.search(&Request::new(query, limit.max(50))));
        }
        // The name is asked for first, and says whether any document answers.
        let none = lists.first().is_none_or(|named| named.none);
        let without = lists.first().and_then(|named| named.without.clone());
        let mut outcome = fuse(lists, limit);
        let mut named = false;
        if !alert.name.is_empty() {
            let catalogue = session.catalogue();
            named = bring_forward(&mut outcome.hits, &alert.name, &catalogue);
        }
        outcome.none = none && !named && self.linked.is_none();
        outcome.without = without.filter(|_| outcome.none);
        if let Some(linked) = &self.linked {
            let (document, anchor) = (&linked.document, linked.anchor.as_deref());
            if let Some(hit) = section(session, document, anchor, &outcome.hits, &alert.name) {
                let known = outcome.hits.len();
                outcome
                    .hits
                    .retain(|other| (&other.path, &other.slug) != (&hit.path, &hit.slug));
                outcome.total += usize::from(known == outcome.hits.len());
                outcome.hits.insert(0, hit);
            }
        }
        outcome
    }

    /// The first hit is where the link leads.
    pub(crate) fn is_linked(&self, outcome: &Outcome) -> bool {
        let first = outcome.hits.first().map(|hit| &hit.path);
        self.linked
            .as_ref()
            .is_some_and(|linked| first == Some(&linked.document))
    }

    /// What to search for; each answer counts alike, which was as good as any weights on the rules of six repositories.
    fn queries(&self) -> Vec<String> {
        let alert = self.alert();
        let mut queries = Vec::new();
        if !alert.name.is_empty() {
            queries.push(words(&alert.name));
        }
        let told = [&alert.summary, &alert.description];
        let told: Vec<String> = told.into_iter().flatten().map(|text| words(text)).collect();
        let told: String = told.join(" ").chars().take(WORDS).collect();
        if !told.is_empty() && told != alert.name {
            queries.push(told);
        }
        if alert.name.is_empty()
            && let Some(link) = &alert.runbook_url
        {
            // What a link without a document still says: the end of its path and its heading.
            let end: Vec<&str> = link.rsplit('/').take(2).collect();
            let end: Vec<&str> = end.into_iter().rev().collect();
            let end = end.join(" ").replace(['#', '.', '?', '=', '&', '%'], " ");
            queries.push(words(end.trim_end_matches(" md").trim_end_matches(" html")));
        }
        queries
    }

    /// What was understood, for the window and the terminal.
    pub(crate) fn view(&self, session: &Session) -> AlertView {
        let alert = self.alert();
        let labels = alert.labels.iter().filter(|(name, _)| name != "alertname");
        AlertView {
            alerts: rows(&self.pasted.alerts),
            total: number(self.pasted.alerts.len()),
            chosen: number(self.chosen),
            name: alert.name.clone(),
            status: alert.status.map(status),
            summary: alert.summary.clone(),
            started: alert.starts_at.clone(),
            labels: labels
                .map(|(name, value)| AlertLabel {
                    name: name.clone(),
                    value: value.clone(),
                })
                .collect(),
            link: alert.runbook_url.as_ref().map(|address| AlertLink {
                address: address.clone(),
                document: self.linked.as_ref().map(|linked| linked.document.clone()),
                heading_found: self
                    .linked
                    .as_ref()
                    .is_none_or(|linked| linked.anchor_found),
            }),
            problems: sentences(session.messages(), &self.text, &self.pasted.diagnostics),
            text: alert.to_text(),
        }
    }
}

/// Follows the alert's link: to where the settings say, else to the document whose path ends alike.
pub(crate) fn follow(session: &Session, alert: &Alert) -> Option<Linked> {
    let links = session.links();
    let maps = &session.settings().settings.addresses;
    let places = alerts::places(alert, maps);
    let mut targets = places.iter().filter_map(|place| {
        let fragment = place.fragment.as_deref();
        if !place.mapped {
            return links.resolve_alike(&place.path, fragment);
        }
        let fragment = fragment.map(|fragment| format!("#{fragment}"));
        Some(links.resolve(
            "",
            &format!("/{}{}", place.path, fragment.unwrap_or_default()),
        ))
    });
    targets.find_map(|target| match target {
        Target::Document {
            path,
            anchor,
            anchor_found,
            ..
        } => Some(Linked {
            document: path,
            anchor: anchor.filter(|_| anchor_found),
            anchor_found,
        }),
        _ => None,
    })
}

/// The alerts of a payload as rows. Labels whose value all alerts of a name share tell nothing apart.
fn rows(alerts: &[Alert]) -> Vec<AlertRow> {
    let mut values: HashMap<(&str, &str), Vec<&str>> = HashMap::new();
    for alert in alerts {
        for (label, value) in &alert.labels {
            let known = values.entry((&alert.name, label)).or_default();
            if !known.contains(&value.as_str()) && known.len() < 2 {
                known.push(value);
            }
        }
    }
    let differs = |alert: &Alert, label: &str| {
        values
            .get(&(alert.name.as_str(), label))
            .is_some_and(|known| known.len() > 1)
    };
    alerts
        .iter()
        .take(LISTED)
        .map(|alert| {
            let details: Vec<&str> = alert
                .labels
                .iter()
                .filter(|(label, _)| differs(alert, label))
                .map(|(_, value)| value.as_str())
                .take(4)
                .collect();
            let names = [
                Some(&alert.name),
                alert.summary.as_ref(),
                alert.runbook_url.as_ref(),
            ];
            let name = names.into_iter().flatten().find(|name| !name.is_empty());
            AlertRow {
                name: name.cloned().unwrap_or_default(),
                details: details.join(" · "),
                status: alert.status.map(status),
            }
        })
        .collect()
}

fn status(status: Status) -> AlertStatus {
    match status {
        Status::Firing => AlertStatus::Firing,
        Status::Pending => AlertStatus::Pending,
        Status::Suppressed => AlertStatus::Suppressed,
        Status::Resolved => AlertStatus::Resolved,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A text as words only: what a query would take for conditions loses its marks, and templates' fields go.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("}}").map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    let plain = out.replace(['"', '“', '”', ':'], " ");
    let words: Vec<&str> = plain
        .split_whitespace()
        .map(|word| word.trim_start_matches('-'))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// One list of several, by reciprocal ranks: scores of different queries cannot be compared, places can.
fn fuse(lists: Vec<Outcome>, limit: usize) -> Outcome {
    /// How much the first places differ from those below: the usual 60 is for far longer lists.
    const SMOOTHING: f32 = 10.0;
    let mut fused = Outcome::default();
    let mut places: HashMap<(String, String), usize> = HashMap::new();
    for outcome in lists {
        fused.total = fused.total.max(outcome.total);
        fused.terms.extend(outcome.terms);
        if fused.nearest.is_empty() {
            fused.nearest = outcome.nearest;
        }
        let mut divisor = SMOOTHING;
        for mut hit in outcome.hits {
            let score = 1.0 / divisor;
            divisor += 1.0;
            let key = (hit.path.clone(), hit.slug.clone());
            if let Some(at) = places.get(&key) {
                fused.hits[*at].score += score;
            } else {
                hit.score = score;
                places.insert(key, fused.hits.len());
                fused.hits.push(hit);
            }
        }
    }
    fused.hits.sort_by(|a, b| b.score.total_cmp(&a.score));
    fused.hits.truncate(limit);
    fused.total = fused.total.max(fused.hits.len());
    fused
}

/// Sections and documents that bear the alert's name come first, in the order they have. Whether there are any.
fn bring_forward(hits: &mut [Hit], name: &str, catalogue: &Catalogue) -> bool {
    let mut documents = std::collections::HashSet::new();
    let mut bears = |hit: &Hit| {
        let by = named_by(hit, name, catalogue);
        // Of a document that bears the name its best section counts, of a section the section itself.
        by.section || (by.document && documents.insert(hit.path.clone()))
    };
    let ranks: HashMap<(String, String), bool> = hits
        .iter()
        .map(|hit| ((hit.path.clone(), hit.slug.clone()), !bears(hit)))
        .collect();
    hits.sort_by_key(|hit| ranks.get(&(hit.path.clone(), hit.slug.clone())).copied());
    ranks.values().any(|is_behind| !is_behind)
}
