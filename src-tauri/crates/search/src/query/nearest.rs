//! The documents whose titles are nearest to a query that found nothing: better than a blank list at three in the
//! morning, and said to be no more than that.

use std::collections::HashSet;

use drillbook_text::fold::fold;

use super::parse::Parsed;
use crate::outcome::NearTitle;
use crate::schema::{STORED_TITLE, stored};
use crate::snapshot::{Segment, Snapshot, logged};

/// How many titles.
const MOST: usize = 3;
/// Titles that share fewer of their triples of letters with the query are not near.
const LEAST: f32 = 0.1;

/// The nearest titles, nearest first.
pub(crate) fn nearest(snapshot: &Snapshot, parsed: &Parsed) -> Vec<NearTitle> {
    let words: Vec<&str> = parsed
        .words
        .iter()
        .map(|span| &parsed.text[span.clone()])
        .collect();
    let wanted = triples(&words.join(" "));
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(f32, NearTitle)> = Vec::new();
    for (nth, segment) in snapshot.segments.iter().enumerate() {
        for (likeness, head) in logged(likest(segment, &wanted)).unwrap_or_default() {
            let Some(document) = snapshot.stored(nth, head) else {
                continue;
            };
            let path = stored(&document, snapshot.fields.path);
            found.push((
                likeness,
                NearTitle {
                    path,
                    title: stored(&document, snapshot.fields.stored.title),
                },
            ));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.path.cmp(&b.1.path)));
    found
        .into_iter()
        .take(MOST)
        .map(|(_, title)| title)
        .collect()
}

/// The heads of a segment with the likest titles.
fn likest(segment: &Segment, wanted: &HashSet<[char; 3]>) -> tantivy::Result<Vec<(f32, u32)>> {
    let Some(titles) = segment.reader.fast_fields().str(STORED_TITLE)? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    let mut title = String::new();
    for head in segment
        .heads
        .iter()
        .filter(|head| !segment.reader.is_deleted(**head))
    {
        let Some(ordinal) = titles.term_ords(*head).next() else {
            continue;
        };
        title.clear();
        titles.ord_to_str(ordinal, &mut title)?;
        let likeness = likeness(&triples(&title), wanted);
        if likeness >= LEAST {
            found.push((likeness, *head));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(MOST);
    Ok(found)
}

/// The share of triples that two texts have in common.
#[expect(clippy::cast_precision_loss, reason = "counts of triples are small")]
fn likeness(a: &HashSet<[char; 3]>, b: &HashSet<[char; 3]>) -> f32 {
    let both = a.intersection(b).count();
    2.0 * both as f32 / (a.len() + b.len()).max(1) as f32
}

/// The triples of letters and digits in a text, folded, without what stands between them.
fn triples(text: &str) -> HashSet<[char; 3]> {
    let letters: Vec<char> = fold(text).chars().filter(|c| c.is_alphanumeric()).collect();
    letters
        .windows(3)
        .map(|triple| [triple[0], triple[1], triple[2]])
        .collect()
}
