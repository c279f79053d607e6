//! Layer 4: blind players. They read nothing and press what is there; where one of them wins cleanly more often than by
//! chance, the scenario gives itself away. Their luck comes from their number, so that every check finds the same.

use super::graph::{Questions, Sight};
use super::timed::Done;
use super::{Onlooker, PlayedStep, Stand};
use crate::code::{Code, Diagnostic};
use crate::draw::hash;
use crate::engine::{self, End, Move, Occurrence, State, Watch};
use crate::model::{ActKind, Outcome, Phase, Scenario, Ticks};
use drillbook_text::Severity;
use std::collections::BTreeMap;

/// How a blind player chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Player {
    /// Anything, at random.
    Random,
    /// Everything in the order of the file, until each was done once.
    Menu,
    /// Whatever has just become possible, else anything.
    Fresh,
    /// Every look first, then every act, each in an order of its own.
    LooksFirst,
    /// Every act by the phases of the work, the next phase when nothing came of this one for ten minutes.
    ByPhase,
    /// Nothing at all.
    Waits,
}

impl Player {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Random,
        Self::Menu,
        Self::Fresh,
        Self::LooksFirst,
        Self::ByPhase,
        Self::Waits,
    ];

    /// Its name in messages and results.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Menu => "menu",
            Self::Fresh => "fresh",
            Self::LooksFirst => "looks-first",
            Self::ByPhase => "by-phase",
            Self::Waits => "waits",
        }
    }
}

/// How the plays of one blind player ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blind {
    /// Which.
    pub player: Player,
    /// How many plays.
    pub plays: u32,
    /// How many reached each ending, in the order of the file; then those that none foresaw.
    pub endings: Vec<u32>,
    /// How many won.
    pub wins: u32,
    /// How many won and did no harm.
    pub clean: u32,
    /// For each ending a play that comes to it by the fewest acts of all.
    pub(crate) shortest: Vec<Option<Pressed>>,
}

/// A play of a blind player, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pressed {
    /// The values of the variants.
    pub(crate) variant: Vec<u8>,
    /// What was done.
    pub(crate) steps: Vec<PlayedStep>,
    /// The tick at which it was over.
    pub(crate) tick: Ticks,
}

/// Plays after which it is told how far they are.
const TOLD_EVERY: u32 = 25;

/// A clean win in more plays than one of so many is a finding.
const ONE_OF: u32 = 20;

/// Simulated seconds that a player who goes by phases waits for what is not possible yet.
const PATIENCE: u32 = 600;

/// How much is played.
#[derive(Clone, Copy, Debug)]
pub struct Plays {
    /// Plays of each player.
    pub each: u32,
    /// Parts of guards that are read in all plays together, about.
    pub work: usize,
}

impl Default for Plays {
    fn default() -> Self {
        Self {
            each: 1000,
            work: 1_500_000_000,
        }
    }
}

/// Lets every blind player play; what comes up in their plays answers questions.
pub(super) fn blind(
    scenario: &Scenario,
    plays: Plays,
    questions: &mut Questions<'_>,
    (found, onlooker): (&mut Vec<Diagnostic>, &Onlooker<'_>),
) -> Vec<Blind> {
    let every: Vec<Done> = (0..scenario.acts.len())
        .flat_map(|act| choices(scenario, act))
        .collect();
    let one = scenario.work().saturating_mul(scenario.time.limit as usize);
    let most = plays.work / one.max(1) / Player::ALL.len();
    let most = u32::try_from(most).unwrap_or(u32::MAX).max(1);
    let mut results = Vec::new();
    let mut played = 0;
    for player in Player::ALL {
        let mut result = Blind {
            player,
            plays: plays.each.min(most),
            endings: vec![0; scenario.endings.len() + 1],
            wins: 0,
            clean: 0,
            shortest: vec![None; scenario.endings.len()],
        };
        for seed in 0..result.plays {
            if seed % TOLD_EVERY == 0 && !onlooker.waits(Stand::Plays(played)) {
                return results;
            }
            played += 1;
            let mut play = Play::begin(scenario, seed, questions);
            play.play(player, &every);
            let (state, done) = (play.state, play.done);
            result.count(scenario, state.ended, play.harmed);
            result.keep(scenario, &state, &done);
        }
        results.push(result);
    }
    let won = results
        .iter()
        .filter(|result| result.clean * ONE_OF > result.plays);
    // The one that wins most often stands for all.
    let worst = won.max_by_key(|result| result.clean);
    found.extend(worst.map(|result| result.finding(scenario)));
    results
}

impl Blind {
    fn count(&mut self, scenario: &Scenario, end: Option<End>, harmed: bool) {
        let ending = match end {
            Some(End::Ending(at)) => at,
            _ => scenario.endings.len(),
        };
        self.endings[ending] += 1;
        let ending = scenario.endings.get(ending);
        if ending.is_some_and(|ending| ending.result == Outcome::Win) {
            self.wins += 1;
            self.clean += u32::from(!harmed);
        }
    }

    /// Remembers the play where none came to the same by fewer acts.
    fn keep(&mut self, scenario: &Scenario, state: &State, done: &[(Ticks, Done)]) {
        let Some(End::Ending(at)) = state.ended else {
            return;
        };
        let known = self.shortest[at].as_ref();
        let shorter =
            known.is_none_or(|known| (done.len(), state.tick) < (known.steps.len(), known.tick));
        if shorter {
            let steps = done
                .iter()
                .map(|(tick, done)| PlayedStep::of(scenario, *tick, *done));
            self.shortest[at] = Some(Pressed {
                variant: state.variant.clone(),
                steps: steps.collect(),
                tick: state.tick,
            });
        }
    }

    fn finding(&self, scenario: &Scenario) -> Diagnostic {
        let mut endings = scenario.endings.iter();
        let win = endings.find(|ending| ending.result == Outcome::Win);
        Diagnostic::new(
            Code::BlindWin,
            Severity::Warning,
            win.map(|ending| ending.span),
        )
        .with("player", self.player.as_str())
        .with("clean", self.clean.to_string())
        .with("plays", self.plays.to_string())
    }
}

fn choices(scenario: &Scenario, act: usize) -> impl Iterator<Item = Done> + use<> {
    let known = &scenario.acts[act];
    let chosen = known.choice.is_some();
    (0..known.variants()).map(move |choice| (act, chosen.then_some(choice)))
}

struct Play<'a, 'b> {
    scenario: &'a Scenario,
    questions: &'a mut Questions<'b>,
    seed: u32,
    /// How many numbers were rolled.
    rolls: u32,
    state: State,
    harmed: bool,
    /// What was done, and when it was begun.
    done: Vec<(Ticks, Done)>,
}

impl<'a, 'b> Play<'a, 'b> {
    fn begin(scenario: &'a Scenario, seed: u32, questions: &'a mut Questions<'b>) -> Self {
        let mut sight = Sight(questions);
        let state = engine::start_watched(scenario, seed, &[], &mut sight);
        Self {
            scenario,
            questions,
            seed,
            rolls: 0,
            state,
            harmed: false,
            done: Vec::new(),
        }
    }

    fn roll(&mut self, limit: usize) -> usize {
        self.rolls += 1;
        let limit = u32::try_from(limit.max(1)).unwrap_or(u32::MAX);
        hash::below(&[self.seed, self.rolls], limit) as usize
    }

    fn put(&mut self, what: &Move) {
        let mut watch = Eyes {
            sight: Sight(self.questions),
            harmed: &mut self.harmed,
            done: &mut self.done,
        };
        engine::run(self.scenario, &mut self.state, what, &mut watch);
    }

    /// Does it, or is refused; then up to two ticks pass, one at least where nothing else moves the clock.
    fn press(&mut self, done: Done) {
        let before = self.state.tick;
        self.put(&super::timed::act_of(done));
        let pause = self.roll(3).max(usize::from(self.state.tick == before));
        self.put(&Move::Wait(u32::try_from(pause).unwrap_or(1)));
    }

    fn play(&mut self, player: Player, every: &[Done]) {
        match player {
            Player::Waits => self.put(&Move::Wait(u32::MAX)),
            Player::Random => self.until_over(|play| {
                let at = play.roll(every.len());
                every.get(at).copied()
            }),
            Player::Fresh => self.fresh(every),
            Player::Menu => self.lists(&[every.to_vec()], 0),
            Player::LooksFirst => {
                let looks = |done: &Done| self.scenario.acts[done.0].is_look();
                let (looks, acts): (Vec<_>, Vec<_>) = every.iter().copied().partition(looks);
                let lists = [looks, acts].map(|list| self.shuffled(list));
                self.lists(&lists, 0);
            }
            Player::ByPhase => {
                let acts = self.shuffled(every.to_vec());
                let mut phases: BTreeMap<Option<Phase>, Vec<Done>> = BTreeMap::new();
                for done in acts {
                    let phase = match self.scenario.acts[done.0].kind {
                        ActKind::Look(_) => None,
                        ActKind::Do(phase) => Some(phase),
                    };
                    phases.entry(phase).or_default().push(done);
                }
                let patience = PATIENCE / self.scenario.time.tick.max(1);
                self.lists(&phases.into_values().collect::<Vec<_>>(), patience);
            }
        }
        // Whoever has pressed everything waits for the end.
        self.put(&Move::Wait(u32::MAX));
    }

    fn until_over(&mut self, mut choose: impl FnMut(&mut Self) -> Option<Done>) {
        while self.state.ended.is_none() {
            match choose(self) {
                Some(done) => self.press(done),
                None => self.put(&Move::Wait(1)),
            }
        }
    }

    /// Each list in its order, until everything in it was done once or nothing was for `patience` ticks; then the next. The
    /// last one to the end.
    fn lists(&mut self, lists: &[Vec<Done>], patience: Ticks) {
        for (at, list) in lists.iter().enumerate() {
            let mut open = list.clone();
            let mut last = self.state.tick;
            while self.state.ended.is_none() && !open.is_empty() {
                open.retain(|done| {
                    let possible = self.state.ended.is_none() && self.possible(*done);
                    self.press(*done);
                    if possible {
                        last = self.state.tick;
                    }
                    !possible
                });
                if at + 1 < lists.len() && self.state.tick > last.saturating_add(patience) {
                    break;
                }
            }
        }
    }

    fn fresh(&mut self, every: &[Done]) {
        let mut before: Vec<bool> = vec![false; every.len()];
        self.until_over(|play| {
            let now: Vec<bool> = every.iter().map(|done| play.possible(*done)).collect();
            let fresh: Vec<usize> = (0..every.len())
                .filter(|at| now[*at] && !before[*at])
                .collect();
            before = now;
            let at = match fresh.len() {
                0 => play.roll(every.len()),
                many => fresh[play.roll(many)],
            };
            every.get(at).copied()
        });
    }

    fn possible(&self, (act, _): Done) -> bool {
        let guard = &self.scenario.acts[act].guard;
        guard.holds(&self.scenario.define, &self.state)
    }

    fn shuffled(&mut self, mut list: Vec<Done>) -> Vec<Done> {
        for at in (1..list.len()).rev() {
            let other = self.roll(at + 1);
            list.swap(at, other);
        }
        list
    }
}

/// Sees what comes up, and harm.
struct Eyes<'a, 'b> {
    sight: Sight<'a, 'b>,
    harmed: &'a mut bool,
    done: &'a mut Vec<(Ticks, Done)>,
}

impl Watch for Eyes<'_, '_> {
    fn see(&mut self, scenario: &Scenario, state: &State, what: &Occurrence) {
        *self.harmed |= matches!(what, Occurrence::Harmed { .. });
        if let Occurrence::Done { act, choice, .. } = what {
            let begun = state.tick.saturating_sub(scenario.acts[*act].takes);
            self.done.push((begun, (*act, *choice)));
        }
        self.sight.see(scenario, state, what);
    }
}
