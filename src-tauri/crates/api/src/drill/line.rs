//! Drills line by line, for terminals and scripts: a line is an input in the words of the scenario's own tests.
//!
//! `ack` · `declare sev2` · `update team impact="many wait" action="we look"` · `update team without action` · `wait 2m` ·
//! `wait until firing CheckoutLatencyHigh` (any condition) · `wait until question` · `wait until something` · `wait until over` · `type df -h` or `$ df -h` · `hint` · `answer 0` ·
//! `note …` · `reply laras …` · `believe …` · `open <document>` · `search …` · `step <document>#slug/3` · `pause` · `resume` · `stop`.

use super::Answer;
use crate::App;
use crate::wire::{
    DrillInput, DrillPart, DrillPutRequest, DrillRequest, DrillTold, DrillToldKind, DrillView,
    ErrorCode, WireError,
};
use drillbook_drill::guard::Guard;
use drillbook_drill::model::{Act, Scenario};
use drillbook_drill::{Play, duration};

/// What stands for a part of an update that was not written out.
const UNWRITTEN: &str = "…";

/// What a line asks for.
enum Line {
    Put(DrillInput),
    /// Waits until it comes. What waiting alone never brings is told, and ends at the next thing that happens.
    Until(Until),
}

enum Until {
    Holds(Guard),
    Asked,
    News,
    Over,
}

/// Why a line is no input: the sentence's key, and the word it is about.
struct Unread(&'static str, String);

impl App {
    /// Puts in what a line says; what is new since so many inputs is told.
    pub fn put_line(&self, id: &str, line: &str, since: Option<u32>) -> Answer<DrillView> {
        let (_, play) = self.playing(id)?;
        let read = read(&play, line.trim()).map_err(|unread| self.unread(&unread))?;
        let put = |input: DrillInput| {
            let id = id.to_owned();
            self.put_drill(&DrillPutRequest { id, input, since })
        };
        let until = match read {
            Line::Put(input) => return put(input),
            Line::Until(until) => until,
        };
        let found = match until {
            Until::Holds(guard) => play.until(|state| guard.holds(&play.scenario().define, state)),
            Until::Asked => play.until(|state| state.open_probes().next().is_some()),
            Until::News => Some(play.until_news()),
            Until::Over => Some(play.state().limit.saturating_sub(play.state().tick).max(1)),
        };
        match found {
            Some(0) => {
                let view = self.drill(&DrillRequest { id: id.to_owned() })?;
                Ok(DrillView {
                    terminal: Vec::new(),
                    told: Vec::new(),
                    ..view
                })
            }
            Some(ticks) => put(DrillInput::Wait { ticks }),
            None => {
                let mut view = put(DrillInput::WaitForNews)?;
                if view.ended.is_none() && !view.paused {
                    view.told.push(self.waited_in_vain(&view));
                }
                Ok(view)
            }
        }
    }

    fn waited_in_vain(&self, view: &DrillView) -> DrillTold {
        DrillTold {
            seq: view.seq,
            clock: view.clock.clone(),
            tick: view.tick,
            kind: DrillToldKind::NotNow,
            act: String::new(),
            text: self
                .drill_messages(&view.language)
                .text("drill_told_waited", &[]),
        }
    }

    fn unread(&self, Unread(key, word): &Unread) -> WireError {
        let name: String = word.chars().take(80).collect();
        let problem = self.messages().text(key, &[("name", &name)]);
        self.error(ErrorCode::DrillRefused, &[("problem", &problem)])
    }
}

fn read(play: &Play, line: &str) -> Result<Line, Unread> {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let text = || rest.to_owned();
    let input = match word {
        "wait" => return wait(play.scenario(), rest),
        "type" | "$" => DrillInput::Type { line: text() },
        "hint" => DrillInput::Hint,
        "note" => DrillInput::Note { text: text() },
        "reply" => {
            let (to, said) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            DrillInput::Reply {
                to: to.to_owned(),
                text: said.trim_matches(['"', ' ']).to_owned(),
            }
        }
        "believe" => DrillInput::Hypothesis { text: text() },
        "open" => DrillInput::Opened { document: text() },
        "search" => DrillInput::Searched { query: text() },
        "step" => {
            let (document, step) = rest.split_once('#').unwrap_or((rest, ""));
            DrillInput::StepDone {
                document: document.to_owned(),
                step: step.to_owned(),
            }
        }
        "answer" => answer(play, rest)?,
        "pause" => DrillInput::Pause,
        "resume" => DrillInput::Resume,
        "stop" => DrillInput::Stop,
        name => act(play.scenario(), name, rest)?,
    };
    Ok(Line::Put(input))
}

/// `2m`, a number of ticks, or `until …`.
fn wait(scenario: &Scenario, rest: &str) -> Result<Line, Unread> {
    let wrong = || Unread("drill_refused_wait", rest.to_owned());
    if let Some(until) = rest.strip_prefix("until ") {
        let until = match until.trim() {
            "over" => Until::Over,
            "question" => Until::Asked,
            "something" => Until::News,
            guard => Until::Holds(Guard::read(guard, scenario).map_err(|_| wrong())?),
        };
        return Ok(Line::Until(until));
    }
    let of_seconds = |seconds: u32| seconds.div_ceil(scenario.time.tick);
    let ticks = rest
        .parse()
        .ok()
        .or_else(|| duration::seconds(rest).map(of_seconds));
    let ticks = ticks.filter(|ticks| *ticks > 0).ok_or_else(wrong)?;
    Ok(Line::Put(DrillInput::Wait { ticks }))
}

/// An answer, from 0, to the first open question.
fn answer(play: &Play, rest: &str) -> Result<DrillInput, Unread> {
    let asked = play.state().open_probes().next();
    let probe = asked.and_then(|at| play.scenario().probes.get(at));
    let probe = probe.ok_or_else(|| Unread("drill_refused_no_question", String::new()))?;
    let choice = rest.parse();
    Ok(DrillInput::Answer {
        probe: probe.name.clone(),
        choice: choice.map_err(|_| Unread("drill_refused_choice", rest.to_owned()))?,
    })
}

fn act(scenario: &Scenario, name: &str, rest: &str) -> Result<DrillInput, Unread> {
    let known = scenario.act(name).map(|at| &scenario.acts[at]);
    let known = known.ok_or_else(|| Unread("drill_refused_unknown", name.to_owned()))?;
    if known.is_look() {
        return Ok(DrillInput::Look {
            name: name.to_owned(),
        });
    }
    let (choice, rest) = match &known.choice {
        Some(_) => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        None => ("", rest),
    };
    Ok(DrillInput::Act {
        name: name.to_owned(),
        choice: (!choice.is_empty()).then(|| choice.to_owned()),
        parts: parts(known, rest.trim()),
    })
}

/// `impact="many wait"` for each part; where none is written out, all stand but those behind `without`.
fn parts(act: &Act, rest: &str) -> Vec<DrillPart> {
    let without: Vec<&str> = rest
        .strip_prefix("without ")
        .map(|names| names.split_whitespace().collect())
        .unwrap_or_default();
    let written = act.compose.iter().any(|name| value(rest, name).is_some());
    let text = |name: &str| match value(rest, name) {
        Some(text) => text.to_owned(),
        None if written || without.contains(&name) => String::new(),
        None => UNWRITTEN.to_owned(),
    };
    let parts = act.compose.iter().map(|name| DrillPart {
        name: name.clone(),
        text: text(name),
    });
    parts.collect()
}

/// What stands in quotes behind `name=`.
fn value<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let (_, behind) = rest.split_once(&format!("{name}=\""))?;
    behind.split('"').next()
}
