//! From a query to hits: read it (`parse`), look its words up (`concept`), apply its conditions (`condition`), score
//! (`rank`), and show the best (`present`).

pub(crate) mod concept;
mod condition;
mod evidence;
mod facets;
mod highlight;
mod lookup;
mod nearest;
mod parse;
mod present;
mod snippet;
mod words;

use std::cmp::Ordering;

use self::concept::{Concept, How, Role, concepts};
use self::condition::Conditions;
use self::evidence::WhyNone;
use self::highlight::Matcher;
use self::parse::Parsed;
use crate::outcome::{Outcome, Request};
use crate::rank::{self, Scored};
use crate::snapshot::Snapshot;
use crate::synonyms::Synonyms;

/// Of so many of the best it is judged whether any answers, however many are asked for.
const JUDGED: usize = 20;

/// A query's words and what they find.
struct Scoring {
    concepts: Vec<Concept>,
    /// How rare each concept is.
    rarities: Vec<f32>,
    /// In no order, until the best are kept.
    found: Vec<Scored>,
}

impl Scoring {
    fn of(parsed: &Parsed, snapshot: &Snapshot, synonyms: &Synonyms) -> Self {
        let concepts = concepts(parsed, snapshot, synonyms);
        let conditions = Conditions::of(&parsed.filters, snapshot);
        let (found, rarities) = if concepts.iter().any(|concept| concept.role != Role::Full) {
            rank::score(snapshot, &concepts, &conditions)
        } else if parsed.words.is_empty() && !parsed.filters.is_empty() {
            (rank::unscored(snapshot, &conditions), Vec::new())
        } else {
            (Vec::new(), Vec::new())
        };
        Self {
            concepts,
            rarities,
            found,
        }
    }
}

/// Searches an index.
pub(crate) fn search(snapshot: &Snapshot, synonyms: &Synonyms, request: &Request) -> Outcome {
    let mut parsed = parse::parse(&request.query);
    condition::loosen(&mut parsed, snapshot);
    let mut scoring = Scoring::of(&parsed, snapshot, synonyms);
    let total = scoring.found.len();
    let facets = if request.counted {
        facets::facets(snapshot, &scoring.found)
    } else {
        Vec::new()
    };
    keep_best(&mut scoring.found, request.limit.max(JUDGED));
    let why_none = match parsed.of_name() {
        _ if total == 0 => None,
        Some(named) => {
            let mut scoring = Scoring::of(&named, snapshot, synonyms);
            keep_best(&mut scoring.found, JUDGED);
            evidence::why_none(snapshot, &scoring, &named)
        }
        None => evidence::why_none(snapshot, &scoring, &parsed),
    };
    let Scoring {
        concepts,
        rarities,
        mut found,
    } = scoring;
    found.truncate(request.limit);
    let matcher = Matcher::new(&concepts, &rarities);
    let mut hits: Vec<_> = found
        .iter()
        .filter_map(|scored| present::hit(snapshot, scored, &matcher))
        .collect();
    // Equal scores in an order that does not depend on where a thread happened to write a document.
    hits.sort_by(|a, b| {
        descending(a.score, b.score).then_with(|| (&a.path, a.line).cmp(&(&b.path, b.line)))
    });
    let nearest = if total == 0 {
        nearest::nearest(snapshot, &parsed)
    } else {
        Vec::new()
    };
    let terms = concepts
        .into_iter()
        .filter(|concept| concept.role == Role::Word && !concept.terms.is_empty())
        .map(|concept| concept.text)
        .collect();
    Outcome {
        hits,
        total,
        filters: parsed.filters,
        nearest,
        terms,
        none: total == 0 || why_none.is_some(),
        without: why_none.and_then(WhyNone::product),
        facets,
    }
}

/// Leaves the best `limit`, best first.
fn keep_best(found: &mut Vec<Scored>, limit: usize) {
    let order = |a: &Scored, b: &Scored| {
        descending(a.score, b.score).then_with(|| (a.segment, a.doc).cmp(&(b.segment, b.doc)))
    };
    if limit < found.len() {
        if limit > 0 {
            found.select_nth_unstable_by(limit - 1, order);
        }
        found.truncate(limit);
    }
    found.sort_unstable_by(order);
}

fn descending(a: f32, b: f32) -> Ordering {
    b.total_cmp(&a)
}

/// Whether a term was meant as it stands, up to its ending.
fn is_meant(how: How) -> bool {
    !matches!(how, How::Slip | How::Similar | How::Synonym)
}
