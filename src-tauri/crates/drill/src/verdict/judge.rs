//! Each measure, applied to what happened.

use super::moments::{At, Timeline};
use super::repeated::every;
use super::{HarmDone, Item, Silence, SkillProfile, Verdict, Verdicts, Why};
use crate::engine::{Occurrence, State};
use crate::model::{Equals, Harm, Measure, Moment, Objective, Probe, Scenario, Ticks, Within};
use crate::play::{Play, Seen};

/// What a play was worth.
pub fn verdicts(play: &Play) -> Verdicts {
    let practice = play.log().setup.mode == crate::play::Mode::Practice;
    judge(play.scenario(), play.start(), play.seen(), practice)
}

/// As [`verdicts`], from what happened: `start` is the state before, `practice` makes hints free.
pub fn judge(scenario: &Scenario, start: &State, seen: &[Seen], practice: bool) -> Verdicts {
    let timeline = Timeline {
        scenario,
        start,
        seen,
    };
    let over = seen
        .iter()
        .any(|seen| matches!(seen.what, Occurrence::Ended(crate::engine::End::Ending(_))));
    let mut silence = None;
    let mut items: Vec<Item> = scenario
        .objectives
        .iter()
        .enumerate()
        .map(|(at, objective)| {
            let found = measured(&timeline, &objective.measure, over, &mut silence);
            item(&timeline, at, objective, found, practice)
        })
        .collect();
    let asked = scenario.probes.iter().enumerate();
    items.extend(asked.filter_map(|(at, probe)| probed(&timeline, at, probe)));
    Verdicts {
        skills: profile(&items),
        items,
        silence,
        hazards: harm(&timeline),
        cost: cost(&timeline),
    }
}

/// A verdict, its reason and the tick that decided.
pub(super) type Found = (Verdict, Why, Option<Ticks>);

fn measured(
    timeline: &Timeline<'_>,
    measure: &Measure,
    over: bool,
    silence: &mut Option<Silence>,
) -> Found {
    match measure {
        Measure::Within(within) => in_time(timeline, within, over),
        Measure::Before { first, then, half } => before(timeline, (first, then), *half, over),
        Measure::Equals(equals) => value(timeline, equals, over),
        Measure::NoHazard { classes, only_if } => no_hazard(timeline, classes, only_if.as_ref()),
        Measure::Every(wanted) => {
            let (found, longest) = every(timeline, wanted);
            if let Some(longest) = longest
                && silence
                    .as_ref()
                    .is_none_or(|known| known.seconds < longest.seconds)
            {
                *silence = Some(longest);
            }
            found
        }
        Measure::Did(moment) => did(timeline, moment, over),
    }
}

/// What never came: missed when the drill went to its end, not reached when it was left.
fn missed(over: bool) -> Verdict {
    if over {
        Verdict::Missed
    } else {
        Verdict::NotReached
    }
}

fn in_time(timeline: &Timeline<'_>, within: &Within, over: bool) -> Found {
    let state = matches!(within.to, Moment::Holds(_));
    let Some(from) = timeline.first(&within.from) else {
        // Done without need, as by someone who saw it coming.
        return match timeline.first(&within.to).filter(|_| !state) {
            Some(at) => (Verdict::Met, Why::Early, Some(at.tick)),
            None => (Verdict::NotApplicable, Why::NoTrigger, None),
        };
    };
    if let Some(at) = timeline.first(&within.to).filter(|at| !state && *at < from) {
        return (Verdict::Met, Why::Early, Some(at.tick));
    }
    let tick = timeline.scenario.time.tick;
    let Some(to) = timeline.first_from(&within.to, from) else {
        let gone = (timeline.end() - from.tick) * tick;
        if gone < within.max && !over {
            return (Verdict::NotReached, Why::TimeLeft, Some(from.tick));
        }
        return (Verdict::Missed, Why::Never, Some(from.tick));
    };
    let seconds = (to.tick - from.tick) * tick;
    let verdict = match seconds {
        s if s <= within.target => Verdict::Met,
        s if s <= within.max => Verdict::Partly,
        _ => Verdict::Missed,
    };
    let why = Why::Time {
        seconds,
        target: within.target,
        max: within.max,
    };
    (verdict, why, Some(to.tick))
}

/// What was written without a required part is half done.
fn did(timeline: &Timeline<'_>, moment: &Moment, over: bool) -> Found {
    let times = timeline.times(moment);
    let Some(first) = times.first() else {
        return (missed(over), Why::Never, None);
    };
    let missing = timeline.least_lacking(&times);
    if missing.is_empty() {
        return (Verdict::Met, Why::Done, Some(first.tick));
    }
    (Verdict::Partly, Why::Lacking { missing }, Some(first.tick))
}

fn before(
    timeline: &Timeline<'_>,
    (first, then): (&[Moment], &Moment),
    half: Option<u32>,
    over: bool,
) -> Found {
    let then = timeline.first(then);
    let came = first.iter().map(|moment| {
        let times = timeline.times(moment).into_iter();
        let came = times.filter(|at| then.is_none_or(|then| *at < then));
        came.collect::<Vec<_>>()
    });
    let came: Vec<Vec<At>> = came.filter(|times| !times.is_empty()).collect();
    let decided = then.map_or_else(|| timeline.end(), |then| then.tick);
    let done = u32::try_from(came.len()).unwrap_or(u32::MAX);
    let of = u32::try_from(first.len()).unwrap_or(u32::MAX);
    if done == of {
        let lacking = came.iter().flat_map(|times| timeline.least_lacking(times));
        let mut missing: Vec<String> = lacking.collect();
        missing.dedup();
        if !missing.is_empty() {
            return (Verdict::Partly, Why::Lacking { missing }, Some(decided));
        }
    }
    // What had to come first did, whether or not the other ever came. Where it did not, whoever left may still have
    // meant to.
    let verdict = if done == of {
        Verdict::Met
    } else if then.is_none() && !over {
        return (Verdict::NotReached, Why::Never, None);
    } else if half.is_some_and(|half| done >= half) {
        Verdict::Partly
    } else if then.is_none() {
        return (Verdict::Missed, Why::Never, None);
    } else {
        Verdict::Missed
    };
    (verdict, Why::First { done, of }, Some(decided))
}

/// Judged when first set and at the end: a wrong first value that was corrected in time is full credit.
fn value(timeline: &Timeline<'_>, equals: &Equals, over: bool) -> Found {
    let scenario = timeline.scenario;
    let variable = &scenario.state[equals.variable];
    let set = timeline.seen.iter().filter_map(|seen| match seen.what {
        Occurrence::Set { variable, value } if variable == equals.variable => {
            Some((seen.tick, value))
        }
        _ => None,
    });
    let set: Vec<(Ticks, u8)> = set.collect();
    let (Some((since, first)), Some((until, last))) = (set.first().copied(), set.last().copied())
    else {
        // A value that is right from the start and was left alone is right.
        let right = equals.full & 1 == 1;
        let verdict = if right { Verdict::Met } else { missed(over) };
        return (verdict, Why::Unset, None);
    };
    let seconds = (until - since) * scenario.time.tick;
    let full = |value: u8| equals.full >> value & 1 == 1;
    let half = |value: u8| equals.half >> value & 1 == 1;
    let in_time = full(first) || seconds <= equals.correct_within;
    let verdict = match last {
        last if full(last) && in_time => Verdict::Met,
        last if full(last) || half(last) => Verdict::Partly,
        _ => Verdict::Missed,
    };
    let name = |value: u8| variable.values[usize::from(value)].clone();
    let why = Why::Value {
        value: name(last),
        first: if first == last {
            String::new()
        } else {
            name(first)
        },
        seconds,
    };
    (verdict, why, Some(until))
}

fn no_hazard(timeline: &Timeline<'_>, classes: &[Harm], only_if: Option<&Moment>) -> Found {
    let harm: Vec<HarmDone> = harm(timeline)
        .into_iter()
        .filter(|harm| classes.contains(&harm.class))
        .collect();
    if let Some(first) = harm.first() {
        let tick = first.tick;
        let mut acts: Vec<String> = Vec::new();
        for harm in harm {
            if !acts.contains(&harm.act) {
                acts.push(harm.act);
            }
        }
        return (Verdict::Missed, Why::Harm { acts }, Some(tick));
    }
    match only_if.map(|moment| timeline.first(moment)) {
        Some(None) => (Verdict::NotApplicable, Why::NoTrigger, None),
        Some(Some(at)) => (Verdict::Met, Why::NoHarm, Some(at.tick)),
        None => (Verdict::Met, Why::NoHarm, None),
    }
}

fn item(
    timeline: &Timeline<'_>,
    at: usize,
    objective: &Objective,
    found: Found,
    practice: bool,
) -> Item {
    let (mut verdict, mut why, mut moment) = found;
    let mut given: Vec<usize> = Vec::new();
    for seen in timeline.seen {
        match seen.what {
            Occurrence::Hinted(Some(hint))
                if timeline.scenario.hints[hint].objective == Some(at)
                    && !given.contains(&hint) =>
            {
                given.push(hint);
            }
            Occurrence::Rated {
                objective,
                verdict: rated,
            } if objective == at => {
                (verdict, why, moment) = (rated, Why::Rated, Some(seen.tick));
            }
            _ => {}
        }
    }
    let hints = u32::try_from(given.len()).unwrap_or(u32::MAX);
    if hints > 0 && !practice && verdict == Verdict::Met && why != Why::Rated {
        verdict = Verdict::Partly;
    }
    Item {
        name: objective.name.clone(),
        title: objective.title.clone(),
        probe: false,
        skill: objective.skill,
        weight: objective.weight,
        verdict,
        why,
        moment,
        hints: if practice { 0 } else { hints },
    }
}

fn probed(timeline: &Timeline<'_>, at: usize, probe: &Probe) -> Option<Item> {
    let skill = probe.skill?;
    let mut found = (Verdict::NotApplicable, Why::NoTrigger, None);
    for seen in timeline.seen {
        match seen.what {
            Occurrence::Asked(asked) if asked == at => {
                found = (Verdict::NotReached, Why::Never, Some(seen.tick));
            }
            Occurrence::Answered { probe, right, .. } if probe == at => {
                let verdict = if right { Verdict::Met } else { Verdict::Missed };
                found = (verdict, Why::Answer { right }, Some(seen.tick));
            }
            _ => {}
        }
    }
    let (verdict, why, moment) = found;
    Some(Item {
        name: probe.name.clone(),
        title: probe.ask.clone(),
        probe: true,
        skill,
        weight: probe.weight,
        verdict,
        why,
        moment,
        hints: 0,
    })
}

/// Weights count inside a skill only.
fn profile(items: &[Item]) -> Vec<SkillProfile> {
    let mut skills: Vec<SkillProfile> = Vec::new();
    let mut sums: Vec<(u64, u64)> = Vec::new();
    for item in items {
        let (credit, slot) = match item.verdict {
            Verdict::Met => (1000, 0),
            Verdict::Partly => (500, 1),
            Verdict::Missed => (0, 2),
            Verdict::NotReached | Verdict::NotApplicable => continue,
        };
        let at = skills
            .iter()
            .position(|known| known.skill == item.skill)
            .unwrap_or_else(|| {
                skills.push(SkillProfile {
                    skill: item.skill,
                    share: 0,
                    counts: [0; 3],
                });
                sums.push((0, 0));
                skills.len() - 1
            });
        skills[at].counts[slot] += 1;
        sums[at].0 += u64::from(item.weight) * credit;
        sums[at].1 += u64::from(item.weight);
    }
    for (skill, (earned, weight)) in skills.iter_mut().zip(sums) {
        skill.share = u32::try_from(earned / weight.max(1)).unwrap_or(0);
    }
    skills.sort_by_key(|profile| profile.skill);
    skills
}

fn harm(timeline: &Timeline<'_>) -> Vec<HarmDone> {
    let done = timeline.seen.iter().filter_map(|seen| match seen.what {
        Occurrence::Harmed { act, hazard } => {
            let act = &timeline.scenario.acts[act];
            let hazard = act.hazards.get(hazard)?;
            Some(HarmDone {
                act: act.name.clone(),
                class: hazard.class,
                why: hazard.why.clone(),
                tick: seen.tick,
            })
        }
        _ => None,
    });
    done.collect()
}

fn cost(timeline: &Timeline<'_>) -> u32 {
    let costs = timeline.seen.iter().filter_map(|seen| match seen.what {
        Occurrence::Done { act, .. } => Some(timeline.scenario.acts[act].cost),
        _ => None,
    });
    costs.fold(0, u32::saturating_add)
}

/// Seconds between two moments.
pub(super) fn between(timeline: &Timeline<'_>, from: Ticks, to: Ticks) -> u32 {
    to.saturating_sub(from)
        .saturating_mul(timeline.scenario.time.tick)
}

/// The moments after `from` and not after `until`.
pub(super) fn inside(all: Vec<At>, from: At, until: Option<At>) -> Vec<At> {
    let fits = |at: &At| *at >= from && until.is_none_or(|until| *at <= until);
    all.into_iter().filter(fits).collect()
}
