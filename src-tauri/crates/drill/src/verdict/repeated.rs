//! Updates again and again: the longest silence.
//!
//! Posts within three minutes of the first of them count once: many at a time break a silence no better than one.
//! A post that lacks required parts breaks it too, but then the item is met in part at best.

use super::judge::{Found, between, inside};
use super::moments::{At, Timeline};
use super::{Silence, Verdict, Why};
use crate::model::{Every, Ticks};

/// Posts nearer to each other than this count once. Seconds.
const ONCE: u32 = 180;

pub(super) fn every(timeline: &Timeline<'_>, wanted: &Every) -> (Found, Option<Silence>) {
    let Some(from) = timeline.first(&wanted.from) else {
        return ((Verdict::NotApplicable, Why::NoTrigger, None), None);
    };
    let until = wanted
        .until
        .as_ref()
        .and_then(|until| timeline.first_from(until, from));
    let posts = inside(timeline.times(&wanted.what), from, until);
    let end = until.map_or_else(|| timeline.end(), |until| until.tick);
    let longest = silence(timeline, from.tick, &posts, end);
    let missing = timeline.lacking(&posts);
    let verdict = match longest.seconds {
        s if s <= wanted.target && missing.is_empty() => Verdict::Met,
        s if s <= wanted.max => Verdict::Partly,
        _ => Verdict::Missed,
    };
    let why = Why::Silence {
        longest: longest.seconds,
        target: wanted.target,
        missing,
    };
    ((verdict, why, Some(longest.from)), Some(longest))
}

/// The longest time between the beginning, the posts and the end.
fn silence(timeline: &Timeline<'_>, from: Ticks, posts: &[At], end: Ticks) -> Silence {
    let mut longest = Silence { seconds: 0, from };
    let mut last = from;
    let mut counted: Option<Ticks> = None;
    for post in posts {
        if counted.is_some_and(|first| between(timeline, first, post.tick) < ONCE) {
            continue;
        }
        longest = longer(timeline, longest, last, post.tick);
        counted = Some(post.tick);
        last = post.tick;
    }
    longer(timeline, longest, last, end)
}

fn longer(timeline: &Timeline<'_>, longest: Silence, from: Ticks, to: Ticks) -> Silence {
    let seconds = between(timeline, from, to);
    if seconds > longest.seconds {
        Silence { seconds, from }
    } else {
        longest
    }
}
