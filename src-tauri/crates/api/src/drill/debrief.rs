//! The debrief: what a drill was worth, computed from its log, with what the person added.
//!
//! The best line and what really happened are told only when the person has given an account of their own, or
//! passed it over. A log that this engine plays otherwise is shown by the debrief that was stored at its end.

use super::store::Loaded;
use super::view::Scene;
use super::{Answer, best, own, panels, timeline, used, view, why, words};
use crate::App;
use crate::messages::Messages;
use crate::run::moments;
use crate::wire::{
    Debrief, DrillAt, DrillHazard, DrillRequest, DrillSilence, DrillSkill, DrillVerdict, ErrorCode,
};
use drillbook_drill::verdict::{HarmDone, Item, SkillProfile};
use drillbook_drill::{Play, Verdicts, verdicts};
use uuid::Uuid;

impl App {
    /// The debrief of a drill.
    pub fn debrief(&self, request: &DrillRequest) -> Answer<Debrief> {
        self.debrief_in(request, None)
    }

    /// As [`Self::debrief`], told in another language that the scenario speaks where one is named.
    pub fn debrief_in(&self, request: &DrillRequest, language: Option<&str>) -> Answer<Debrief> {
        if let Ok(id) = Uuid::parse_str(&request.id) {
            self.drills.forget(&id);
        }
        let loaded = self.drill_in(&self.load_drill(&request.id)?, language)?;
        self.debrief_now(&loaded)
    }

    /// The debrief with what is known of other plays.
    pub(super) fn debrief_now(&self, loaded: &Loaded) -> Answer<Debrief> {
        let mut debrief = match (&loaded.play, &loaded.ended) {
            (Some(play), _) => self.debrief_of(loaded, play),
            (None, Some(ended)) => {
                let stored = serde_json::from_value::<Debrief>(ended.debrief.clone());
                let mut stored = stored.map_err(|_| self.error(ErrorCode::DrillDiffers, &[]))?;
                stored.stored = true;
                stored
            }
            (None, None) => return Err(self.error(ErrorCode::DrillDiffers, &[])),
        };
        own::add(loaded, &self.drill_documents(), &mut debrief);
        debrief.again = self.scenario_key(&debrief.scenario);
        debrief.earlier = self.earlier(loaded)?;
        if debrief.account.is_some() {
            debrief.story = self.story_html(loaded);
        } else {
            debrief.best.clear();
        }
        Ok(debrief)
    }

    /// What the log alone says, nothing held back.
    pub(super) fn debrief_of(&self, loaded: &Loaded, play: &Play) -> Debrief {
        let documents = self.drill_documents();
        let scene = self.scene_of(play, &documents);
        let (messages, scenario) = (scene.messages, scene.scenario);
        let judged = verdicts(play);
        let state = play.state();
        Debrief {
            id: loaded.id().to_string(),
            scenario: scenario.id.clone(),
            again: None,
            title: scenario.title.clone(),
            language: scenario.language.clone(),
            mode: words::mode(play.log().setup.mode),
            person: loaded.person.clone(),
            started_at: moments::moment(loaded.began),
            forked: view::forked(loaded),
            inputs: words::count(play.log().entries.len()),
            tick_seconds: scenario.time.tick,
            clocks: [scene.clock(0), scene.clock(state.tick)],
            seconds: state.tick.saturating_mul(scenario.time.tick),
            ended: view::ended(&scene),
            stored: false,
            account: None,
            verdicts: judged
                .items
                .iter()
                .map(|item| verdict(&scene, item))
                .collect(),
            skills: judged
                .skills
                .iter()
                .map(|skill| profile(messages, skill))
                .collect(),
            silence: silence(&scene, &judged),
            hazards: judged
                .hazards
                .iter()
                .map(|harm| hazard(&scene, harm))
                .collect(),
            losses: view::lost(&scene),
            metrics: (0..scenario.metrics.len())
                .map(|at| panels::metric(&scene, at, true))
                .collect(),
            timeline: timeline::timeline(&scene),
            best: best::best(&scene),
            runbooks: used::runbooks(&scene),
            in_vain: used::in_vain(&scene),
            questions: scenario.debrief.ask.clone(),
            quiz: own::questions(&scene),
            items: Vec::new(),
            earlier: Vec::new(),
            story: None,
        }
    }
}

/// A tick as a moment: what to fork from is everything before what was done then, else the last input that ended
/// before it.
pub(super) fn at_tick(scene: &Scene<'_>, tick: u32) -> DrillAt {
    if let Some(done) = scene.acted().find(|done| done.tick == tick) {
        return at_input(scene, done.input, tick);
    }
    let entries = &scene.play.log().entries;
    // An input ended where the next begins; the last one now.
    let ends = entries.iter().skip(1).map(|entry| entry.tick);
    let ends = ends.chain([scene.play.state().tick]);
    let before = ends.take(entries.len()).take_while(|end| *end < tick);
    DrillAt {
        tick,
        clock: scene.clock(tick),
        seq: words::count(before.count()),
    }
}

/// A moment that an input led to: what to fork from is everything before that input.
pub(super) fn at_input(scene: &Scene<'_>, input: usize, tick: u32) -> DrillAt {
    DrillAt {
        tick,
        clock: scene.clock(tick),
        seq: words::count(input.saturating_sub(1)),
    }
}

fn verdict(scene: &Scene<'_>, item: &Item) -> DrillVerdict {
    let label = words::name(&item.verdict);
    DrillVerdict {
        name: item.name.clone(),
        title: if item.title.is_empty() {
            item.name.replace('_', " ")
        } else {
            item.title.clone()
        },
        probe: item.probe,
        skill: words::word(scene.messages, "skill", &words::name(&item.skill)),
        verdict: words::judged(item.verdict),
        label: words::word(scene.messages, "verdict", &label).label,
        why: why::why(scene, &item.why),
        moment: item.moment.map(|tick| at_tick(scene, tick)),
        hints: item.hints,
    }
}

fn profile(messages: Messages, profile: &SkillProfile) -> DrillSkill {
    let [met, partly, missed] = profile.counts;
    DrillSkill {
        skill: words::word(messages, "skill", &words::name(&profile.skill)),
        share: (profile.share + 5) / 10,
        met,
        partly,
        missed,
    }
}

fn silence(scene: &Scene<'_>, judged: &Verdicts) -> Option<DrillSilence> {
    let silence = judged.silence.as_ref()?;
    Some(DrillSilence {
        seconds: silence.seconds,
        from: at_tick(scene, silence.from),
    })
}

fn hazard(scene: &Scene<'_>, harm: &HarmDone) -> DrillHazard {
    let known = scene.scenario.act(&harm.act);
    let done = scene
        .acted()
        .find(|done| Some(done.act) == known && done.tick == harm.tick);
    let moment = match done {
        Some(done) => at_input(scene, done.input, harm.tick),
        None => at_tick(scene, harm.tick),
    };
    DrillHazard {
        act: harm.act.clone(),
        title: super::told::title(scene, &harm.act, None),
        class: words::word(scene.messages, "harm", &words::name(&harm.class)),
        why: harm.why.clone(),
        moment,
    }
}
