//! Replay: the same inputs make the same state, charts, log lines and verdicts, whatever the order of looking.

use super::example::TEXT;
use crate::draw::{drawn_now, hash, log_lines, losses, series, series_from};
use crate::engine::{Input, Order, Part};
use crate::model::Act;
use crate::play::{Log, Mismatch, Mode, Play, Setup, replay};
use crate::read::Texts;
use crate::verdict::verdicts;
use std::collections::BTreeSet;

/// Random plays, each replayed twice and once through save and load: so many of the example, so many of each scenario that
/// ships in each language. The environment asks for more.
const PLAYS: [u32; 2] = [1000, 25];

fn plays(usual: u32) -> u32 {
    let asked = std::env::var("DRILLBOOK_PLAYS").ok();
    asked.map_or(usual, |asked| asked.parse().unwrap())
}

/// Any input that the scenario knows, and some that it does not; by chance from `seed` and the number of the input.
fn random(play: &Play, seed: u32, nth: u32) -> Input {
    let roll = |salt: u32, limit: usize| {
        hash::below(&[seed, nth, salt], u32::try_from(limit).unwrap()) as usize
    };
    let scenario = play.scenario();
    let act = &scenario.acts[roll(1, scenario.acts.len())];
    let choice = act
        .choice
        .as_ref()
        .map(|choice| choice.values[roll(2, choice.values.len())].clone());
    let event = scenario.events[roll(3, scenario.events.len())].name.clone();
    match roll(0, 40) {
        0..20 => Input::Act {
            name: act.name.clone(),
            choice,
            parts: act.compose[..roll(4, act.compose.len() + 1)]
                .iter()
                .map(|name| Part {
                    name: name.clone(),
                    text: "x".to_owned(),
                })
                .collect(),
        },
        20..29 => Input::Wait {
            ticks: u32::try_from(roll(5, 12)).unwrap(),
        },
        29 => Input::Hint,
        30 => Input::Answer {
            probe: scenario.probes[roll(6, scenario.probes.len())].name.clone(),
            choice: roll(7, 3),
        },
        31 => Input::Note {
            text: "n".to_owned(),
        },
        32 => Input::Opened {
            document: "a.md".to_owned(),
            hash: "h".to_owned(),
        },
        33 => Input::Pause,
        34 | 35 => Input::Resume,
        36 => Input::Facilitator {
            order: Order::Fire { event },
        },
        37 => Input::Facilitator {
            order: Order::Shift { event, ticks: 3 },
        },
        38 if roll(8, 10) == 0 => Input::Stop,
        _ => Input::Type {
            line: typed(act, roll(9, 9)),
        },
    }
}

/// What is typed for an act, or what a shell does not know.
fn typed(act: &Act, roll: usize) -> String {
    let known = act.patterns.get(roll % act.patterns.len().max(1));
    known.map_or("rm -rf /".to_owned(), |pattern| {
        pattern.text.replace("...", "x").replace('*', "")
    })
}

fn random_play(seed: u32) -> Play {
    let texts = Texts {
        scenario: TEXT.to_owned(),
        ..Texts::default()
    };
    play_of(texts, seed)
}

fn play_of(texts: Texts, seed: u32) -> Play {
    let setup = Setup {
        seed,
        mode: Mode::TurnBased,
        variant: Vec::new(),
    };
    let mut play = Play::begin(texts, setup).unwrap();
    for nth in 0..60 {
        let input = random(&play, seed, nth);
        let (evidence, fired) = (play.state().evidence, play.state().fired);
        play.put("ops", input);
        assert_eq!(
            play.state().evidence & evidence,
            evidence,
            "evidence only grows"
        );
        assert_eq!(
            play.state().fired & fired,
            fired,
            "what happened once has happened"
        );
    }
    play
}

/// Everything that a play shows, in one text.
fn everything(play: &Play) -> String {
    let (scenario, history) = (play.scenario(), play.history());
    let charts: Vec<_> = (0..scenario.metrics.len())
        .map(|metric| series(scenario, history, metric))
        .collect();
    let logs = log_lines(scenario, history, None, (-600, 100_000));
    let shown = (
        play.state(),
        play.state().hash(),
        play.seen(),
        play.told(),
        (charts, logs, losses(scenario, history)),
        verdicts(play),
    );
    serde_json::to_string(&shown).unwrap()
}

/// Plays so often, replays each play three times, and gives back in how many ways they ended.
fn replayed(texts: &Texts, plays: u32) -> usize {
    let mut endings = BTreeSet::new();
    for seed in 0..plays {
        let play = play_of(texts.clone(), seed);
        let shown = everything(&play);
        let saved = serde_json::to_string(play.log()).unwrap();
        let loaded: Log = serde_json::from_str(&saved).unwrap();
        assert_eq!(&loaded, play.log());
        for log in [play.log(), play.log(), &loaded] {
            let again = replay(log).unwrap_or_else(|problem| panic!("seed {seed}: {problem:?}"));
            assert_eq!(everything(&again), shown, "seed {seed}");
        }
        endings.insert(format!("{:?}", play.state().ended));
    }
    endings.len()
}

/// The plays are worth replaying: they end in several ways, and some go on.
#[test]
fn a_thousand_random_plays_replay_byte_for_byte() {
    let texts = Texts {
        scenario: TEXT.to_owned(),
        ..Texts::default()
    };
    let endings = replayed(&texts, plays(PLAYS[0]));
    assert!(endings >= 4, "{endings}");
}

#[test]
fn random_plays_of_what_ships_replay_byte_for_byte() {
    for (name, texts) in super::shipped::shipped() {
        let endings = replayed(&texts, plays(PLAYS[1]));
        assert!(endings >= 3, "{name}: {endings}");
    }
}

#[test]
fn a_replay_that_differs_says_so() {
    let log = random_play(3).log().clone();
    let mut other = log.clone();
    other.entries[7].state = "0".repeat(32);
    assert!(matches!(
        replay(&other),
        Err(Mismatch::Differs { input: 8, .. })
    ));
    let mut other = log.clone();
    other.entries.remove(20);
    assert!(matches!(replay(&other), Err(Mismatch::Differs { .. })));
    let mut other = log.clone();
    other.texts.scenario.push_str("\n# more\n");
    assert!(matches!(replay(&other), Err(Mismatch::Texts)));
    let mut other = log;
    other.format = "drillbook.drill/2".to_owned();
    assert!(matches!(replay(&other), Err(Mismatch::Format(_))));
}

#[test]
fn plays_on_from_any_moment() {
    let play = random_play(5);
    for inputs in [0, 1, 17, 60] {
        let earlier = replay(&play.log().until(inputs)).unwrap();
        assert_eq!(earlier.log().entries.len(), inputs);
        assert_eq!(earlier.seen(), &play.seen()[..earlier.seen().len()]);
    }
}

#[test]
fn looking_at_parts_shows_the_same_lines() {
    let play = random_play(9);
    let (scenario, history) = (play.scenario(), play.history());
    let whole = log_lines(scenario, history, None, (-300, 900));
    let mut parts = Vec::new();
    for from in (-300..900).rev().step_by(7) {
        parts.splice(
            0..0,
            log_lines(
                scenario,
                history,
                None,
                (from.max(-300), (from + 7).min(900)),
            ),
        );
    }
    parts.dedup();
    let first = log_lines(
        scenario,
        history,
        None,
        (-300, parts.first().map_or(-300, |line| line.second)),
    );
    let parts: Vec<_> = first.into_iter().chain(parts).collect();
    assert!(whole.len() > 50);
    assert_eq!(parts.len(), whole.len());
    assert_eq!(parts, whole);
}

#[test]
fn luck_picks_variants_and_noise_and_nothing_else() {
    let scenario = super::example::example();
    let mut picked = [0; 2];
    for seed in 0..200 {
        let (state, _) = crate::start(&scenario, seed, &[]);
        picked[usize::from(state.variant[0])] += 1;
        let waits = crate::step(&scenario, &state, &Input::Wait { ticks: 80 }).0;
        let mut like = crate::step(
            &scenario,
            &crate::start(&scenario, 0, &state.variant).0,
            &Input::Wait { ticks: 80 },
        )
        .0;
        like.seed = seed;
        assert_eq!(waits, like);
    }
    assert!(picked.iter().all(|count| *count > 60), "{picked:?}");
}

/// A translation changes words and nothing that decides.
#[test]
fn both_languages_play_alike() {
    let translation = "language: id\ntitle: Checkout lambat\nbrief: Sudah petang\n\
                       timers: {dba_arrives: {say: {text: 'Saya sudah di sini. Apa yang Anda lihat?'}}}\n";
    let english = random_play(11);
    let mut texts = english.log().texts.clone();
    texts.translation = Some(translation.to_owned());
    let mut indonesian = Play::begin(texts, english.log().setup.clone()).unwrap();
    for entry in &english.log().entries {
        indonesian.put(&entry.role, entry.input.clone());
        let last = indonesian.log().entries.last();
        assert_eq!(last.map(|entry| &entry.state), Some(&entry.state));
    }
    assert_eq!(indonesian.seen(), english.seen());
    assert_eq!(indonesian.scenario().title, "Checkout lambat");
    assert_eq!(indonesian.scenario().language, "id");
}

/// A chart that is lengthened piece by piece is the chart that is drawn at once.
#[test]
fn a_line_from_any_second_on_is_the_end_of_the_whole_line() {
    let play = random_play(3);
    let (scenario, history) = (play.scenario(), play.history());
    for metric in 0..scenario.metrics.len() {
        let whole = series(scenario, history, metric).drawn;
        let last = whole.last().map(|point| point.value);
        assert_eq!(drawn_now(scenario, history, metric), last);
        for (at, point) in whole.iter().enumerate() {
            for from in [point.second - 1, point.second] {
                let piece = series_from(scenario, history, metric, from);
                assert_eq!(piece.drawn, whole[at..], "{from}");
            }
        }
    }
}
