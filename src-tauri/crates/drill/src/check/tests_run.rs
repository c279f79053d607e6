//! Layer 2: the scenario's own tests, replayed exactly, each in every variant that it does not fix.

use crate::code::{Code, Diagnostic};
use crate::duration;
use crate::engine::{self, End, Input, Move, Occurrence, State, Watch};
use crate::guard::Guard;
use crate::model::{Expect, Scenario, Step, Test, Ticks};
use crate::play::Seen;
use crate::verdict::{Verdict, Verdicts, judge};
use drillbook_text::{Severity, Span};

/// The seed that tests play with. Nothing they expect may depend on it.
const SEED: u32 = 1;

/// One test in one variant.
#[derive(Clone, Debug)]
pub struct TestRun {
    /// Index of the test.
    pub test: usize,
    /// The values of the variants.
    pub variant: Vec<u8>,
    /// What it found; empty when it passed.
    pub found: Vec<Diagnostic>,
    /// The state at the end.
    pub state: State,
    /// All that happened.
    pub seen: Vec<Seen>,
    /// What it was worth.
    pub verdicts: Verdicts,
}

/// Runs all tests of a scenario.
pub fn run_tests(scenario: &Scenario) -> Vec<TestRun> {
    run_all(scenario, &mut ())
}

/// As [`run_tests`], showing everything that happens to `eyes` too.
pub(super) fn run_all(scenario: &Scenario, eyes: &mut dyn Watch) -> Vec<TestRun> {
    let mut runs = Vec::new();
    for (at, test) in scenario.tests.iter().enumerate() {
        for variant in scenario.all_variants() {
            if test
                .variant
                .iter()
                .all(|(which, value)| variant.get(*which) == Some(value))
            {
                runs.push(run_one(scenario, at, &variant, eyes));
            }
        }
    }
    runs
}

/// Runs the test of that index in one variant.
pub fn run_test(scenario: &Scenario, test: usize, variant: &[u8]) -> TestRun {
    run_one(scenario, test, variant, &mut ())
}

fn run_one(scenario: &Scenario, test: usize, variant: &[u8], eyes: &mut dyn Watch) -> TestRun {
    let known = &scenario.tests[test];
    let start = engine::initial(scenario, SEED, variant);
    let mut watch = Seer {
        input: 0,
        seen: Vec::new(),
        eyes,
    };
    let mut run = Run {
        scenario,
        test: known,
        variant: variant_words(scenario, variant),
        state: engine::start_watched(scenario, SEED, variant, &mut watch),
        watch,
        found: Vec::new(),
    };
    for (step, span) in &known.steps {
        if !run.step(step, *span) {
            break;
        }
    }
    let verdicts = judge(scenario, &start, &run.watch.seen, false);
    // After a step that went wrong the rest would only repeat it.
    if run.found.is_empty() {
        run.expect(&known.expect, &verdicts);
    }
    TestRun {
        test,
        variant: variant.to_vec(),
        found: run.found,
        state: run.state,
        seen: run.watch.seen,
        verdicts,
    }
}

/// What a play is worth in which nobody does anything.
pub(super) fn wait_only(scenario: &Scenario, variant: &[u8]) -> Verdicts {
    let start = engine::initial(scenario, SEED, variant);
    let mut watch = Seer {
        input: 0,
        seen: Vec::new(),
        eyes: &mut (),
    };
    let mut state = engine::start_watched(scenario, SEED, variant, &mut watch);
    engine::run(scenario, &mut state, &Move::Wait(Ticks::MAX), &mut watch);
    judge(scenario, &start, &watch.seen, false)
}

/// `dba_delay is 2m`, for messages; empty where there are no variants.
pub fn variant_words(scenario: &Scenario, variant: &[u8]) -> String {
    let words = scenario.variants.iter().zip(variant).map(|(known, value)| {
        let value = known
            .values
            .get(usize::from(*value))
            .map_or("", String::as_str);
        format!("{} is {value}", known.name)
    });
    words.collect::<Vec<_>>().join(", ")
}

struct Seer<'a> {
    input: usize,
    seen: Vec<Seen>,
    eyes: &'a mut dyn Watch,
}

impl Watch for Seer<'_> {
    fn see(&mut self, scenario: &Scenario, state: &State, what: &Occurrence) {
        self.eyes.see(scenario, state, what);
        self.seen.push(Seen {
            tick: state.tick,
            input: self.input,
            what: what.clone(),
        });
    }
}

struct Run<'a> {
    scenario: &'a Scenario,
    test: &'a Test,
    variant: String,
    state: State,
    watch: Seer<'a>,
    found: Vec<Diagnostic>,
}

impl Run<'_> {
    /// Does one step; whether the test can go on.
    fn step(&mut self, step: &Step, span: Span) -> bool {
        let (step, refused) = match step {
            Step::Refused(step) => (step.as_ref(), true),
            step => (step, false),
        };
        if let Step::Until(guard) = step {
            return self.until(guard, span);
        }
        let before = self.watch.seen.len();
        self.watch.input += 1;
        match self.what(step) {
            Some(what) => engine::run(self.scenario, &mut self.state, &what, &mut self.watch),
            None => return self.refused(Code::TestStepRefused, span),
        }
        let seen = &self.watch.seen[before..];
        let denied = seen.iter().any(|seen| {
            matches!(
                seen.what,
                Occurrence::NotNow { .. }
                    | Occurrence::Refused(_)
                    | Occurrence::Interrupted { .. }
                    | Occurrence::Typed(_)
            )
        });
        // A typed line that is no act is refused as far as a test is concerned.
        if denied == refused {
            return true;
        }
        self.refused(Code::TestStepRefused, span)
    }

    fn what(&self, step: &Step) -> Option<Move> {
        Some(match step {
            Step::Act {
                act,
                choice,
                without,
            } => Move::Act {
                act: *act,
                choice: *choice,
                parts: !without,
                promised: None,
            },
            Step::Wait(ticks) => Move::Wait(*ticks),
            Step::Hint => Move::Hint,
            Step::Answer(choice) => Move::Answer {
                probe: self.state.open_probes().last()?,
                choice: *choice,
            },
            Step::Type(line) => {
                let line = line.clone();
                engine::resolve(self.scenario, &Input::Type { line }).ok()?
            }
            Step::Until(_) | Step::Refused(_) => return None,
        })
    }

    fn until(&mut self, guard: &Guard, span: Span) -> bool {
        while !guard.holds(&self.scenario.define, &self.state) {
            if self.state.ended.is_some() {
                return self.refused(Code::TestWaitsForever, span);
            }
            self.watch.input += 1;
            engine::run(
                self.scenario,
                &mut self.state,
                &Move::Wait(1),
                &mut self.watch,
            );
        }
        true
    }

    fn refused(&mut self, code: Code, span: Span) -> bool {
        let at = self.test.steps.iter().position(|(_, other)| *other == span);
        let step = at.map_or(0, |at| at + 1).to_string();
        let clock = duration::clock_words(self.scenario.clock_at(self.state.tick));
        let problem = self.problem(code, span);
        self.found
            .push(problem.with("step", step).with("clock", clock));
        false
    }

    fn problem(&self, code: Code, span: Span) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, Some(span))
            .with("test", &self.test.name)
            .with("variant", &self.variant)
    }

    fn expect(&mut self, expect: &Expect, verdicts: &Verdicts) {
        let scenario = self.scenario;
        if let Some(ending) = expect.ending {
            let name =
                |at: Option<usize>| at.map_or("none", |at| scenario.endings[at].name.as_str());
            let actual = match self.state.ended {
                Some(End::Ending(at)) => Some(at),
                _ => None,
            };
            self.compare("ending", name(ending), name(actual));
        }
        for (variable, value) in &expect.state {
            let known = &scenario.state[*variable];
            let actual = self.state.values[*variable];
            let word = |value: u8| known.values[usize::from(value)].as_str();
            self.compare(&known.name, word(*value), word(actual));
        }
        if let Some(hazards) = &expect.hazards {
            let mut expected: Vec<&str> = hazards
                .iter()
                .map(|at| scenario.acts[*at].name.as_str())
                .collect();
            let mut actual: Vec<&str> = verdicts
                .hazards
                .iter()
                .map(|harm| harm.act.as_str())
                .collect();
            for list in [&mut expected, &mut actual] {
                list.sort_unstable();
                list.dedup();
            }
            self.compare("hazards", &expected.join(", "), &actual.join(", "));
        }
        self.expect_verdicts(expect, verdicts);
    }

    fn expect_verdicts(&mut self, expect: &Expect, verdicts: &Verdicts) {
        for (at, objective) in self.scenario.objectives.iter().enumerate() {
            let named = expect.verdicts.iter().find(|(which, _)| *which == at);
            let Some(expected) = named.map(|(_, verdict)| *verdict).or(expect.all) else {
                continue;
            };
            let actual = verdicts.items[at].verdict;
            // `all: met` does not ask for what could not come.
            let spared =
                named.is_none() && expected == Verdict::Met && actual == Verdict::NotApplicable;
            if !spared {
                self.compare(&objective.name, expected.as_str(), actual.as_str());
            }
        }
    }

    fn compare(&mut self, what: &str, expected: &str, actual: &str) {
        if expected != actual {
            let none = |text: &str| {
                if text.is_empty() {
                    "none".to_owned()
                } else {
                    text.to_owned()
                }
            };
            let problem = self.problem(Code::TestFailed, self.test.expect.span);
            let problem = problem.with("what", what).with("expected", none(expected));
            self.found.push(problem.with("actual", none(actual)));
        }
    }
}
