//! The best line beside one's own: what the scenario's own winning test does in the variant that was played.

use super::debrief::at_input;
use super::view::Scene;
use super::words;
use crate::wire::DrillBest;
use drillbook_drill::best_line;
use drillbook_drill::engine::Occurrence;

/// What the best line does, in order; nothing where no test wins in this variant.
pub(super) fn best(scene: &Scene<'_>) -> Vec<DrillBest> {
    let Some(run) = best_line(scene.scenario, &scene.play.state().variant) else {
        return Vec::new();
    };
    let done = run.seen.iter().filter_map(|seen| match seen.what {
        Occurrence::Done { act, choice, .. } => Some((seen.tick, act, choice)),
        _ => None,
    });
    let mut met: Vec<(usize, Option<usize>)> = Vec::new();
    let each = done.map(|(tick, act, choice)| {
        let known = &scene.scenario.acts[act];
        let chosen = known.choice.as_ref().zip(choice);
        let chosen = chosen.and_then(|(known, at)| known.values.get(at));
        // What it does twice is done twice: each of mine stands beside one of them.
        let again = met.iter().filter(|other| **other == (act, choice)).count();
        met.push((act, choice));
        let mut same = scene
            .acted()
            .filter(|done| done.act == act && done.choice == choice);
        let mine = same.nth(again);
        DrillBest {
            tick,
            clock: scene.clock(tick),
            act: known.name.clone(),
            text: words::act_with(
                scene.messages,
                scene.scenario,
                known,
                chosen.map(String::as_str),
            ),
            mine: mine.map(|done| at_input(scene, done.input, done.tick)),
        }
    });
    each.collect()
}
