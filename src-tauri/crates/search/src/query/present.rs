//! A scored section as a hit: its texts with the matches marked, and what it was chosen for.

use super::highlight::{Mark, Matcher};
use super::snippet::Stretch;
use crate::outcome::{Hit, Reason};
use crate::rank::Scored;
use crate::schema::{all_stored, file_name, stored};
use crate::snapshot::Snapshot;

/// A place is the reason when it has at least this share of the words that the best place has: a title that has nearly
/// all of them is the better reason than a text that has one more.
const ENOUGH: f32 = 0.7;

/// The hit for a scored section; `None` where the index cannot be read.
pub(crate) fn hit(snapshot: &Snapshot, scored: &Scored, matcher: &Matcher<'_>) -> Option<Hit> {
    let segment = &snapshot.segments[scored.segment];
    let head_at = segment.run(segment.group[scored.doc as usize]).start;
    let head = snapshot.stored(scored.segment, head_at)?;
    let section = if head_at == scored.doc {
        head.clone()
    } else {
        snapshot.stored(scored.segment, scored.doc)?
    };
    let fields = &snapshot.fields.stored;
    let path = stored(&head, snapshot.fields.path);
    let title = stored(&head, fields.title);
    let heading = stored(&section, fields.heading);
    let prose = stored(&section, fields.prose);
    let code = stored(&section, fields.code);
    let in_prose = Stretch::best(&prose, matcher);
    let in_code = Stretch::best(&code, matcher);
    let marks = |texts: &[String]| {
        texts
            .iter()
            .flat_map(|text| matcher.marks(text))
            .collect::<Vec<_>>()
    };
    let mut titles = all_stored(&head, fields.alias);
    titles.push(title.clone());
    let places = [
        (Reason::AlertName, marks(&all_stored(&head, fields.alert))),
        (Reason::Title, marks(&titles)),
        (Reason::Heading, matcher.marks(&heading)),
        (Reason::FileName, matcher.marks(&file_name(&path))),
        (Reason::Tag, marks(&all_stored(&head, fields.label))),
        (Reason::Code, in_code.marks().to_vec()),
        (Reason::Text, in_prose.marks().to_vec()),
    ];
    let in_prose_is_better = in_prose.worth >= in_code.worth && !prose.trim().is_empty();
    let shown = if in_prose_is_better || code.trim().is_empty() {
        &in_prose
    } else {
        &in_code
    };
    Some(Hit {
        title: matcher.parts(&title),
        heading: matcher.parts(&heading),
        snippet: shown.parts(),
        slug: stored(&section, fields.slug),
        line: crate::schema::line(&section, snapshot.fields.line),
        heading_path: all_stored(&section, fields.above),
        reason: reason(&places, matcher),
        score: scored.score,
        path,
    })
}

/// The first place, in the order of trust, that has about as much of the query as any.
fn reason(places: &[(Reason, Vec<Mark>)], matcher: &Matcher<'_>) -> Reason {
    let worths: Vec<f32> = places
        .iter()
        .map(|(_, marks)| worth(marks, matcher))
        .collect();
    let best = worths.iter().copied().fold(0.0, f32::max);
    if best > 0.0 {
        let chosen = places
            .iter()
            .zip(&worths)
            .find(|(_, worth)| **worth >= best * ENOUGH);
        return chosen.map_or(Reason::Text, |((reason, _), _)| *reason);
    }
    let slipped = places.iter().any(|(_, marks)| !marks.is_empty());
    match (slipped, matcher.is_empty()) {
        (true, _) => Reason::Fuzzy,
        (false, true) => Reason::Filter,
        // Found by its folders or by the rest of its document.
        (false, false) => Reason::Text,
    }
}

/// The worth of the different words that were meant.
fn worth(marks: &[Mark], matcher: &Matcher<'_>) -> f32 {
    let mut concepts: Vec<usize> = marks
        .iter()
        .filter(|mark| mark.meant)
        .map(|mark| mark.concept)
        .collect();
    concepts.sort_unstable();
    concepts.dedup();
    concepts
        .into_iter()
        .map(|concept| matcher.worth(concept))
        .sum()
}
