//! Names that nothing uses: mostly a slip, sometimes a remainder.

use super::warning;
use crate::code::{Code, Diagnostic};
use crate::guard::Guard;
use crate::model::{Delay, Effects, Scenario};
use drillbook_text::Span;

/// Timers that nothing starts, definitions and variables that nothing reads, variants that change nothing, words for
/// names that nobody reads.
pub(super) fn unused(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let mut used = Used {
        timers: vec![false; scenario.timers.len()],
        defines: vec![false; scenario.define.len()],
        variables: vec![false; scenario.state.len()],
        variants: vec![false; scenario.variants.len()],
    };
    scenario.each_guard(&mut |guard| used.guard(guard));
    scenario.each_effects(&mut |effects| used.effects(effects));
    let mut report = |kind: &str, name: &str, span: Span| {
        found.push(
            warning(Code::Unused, span)
                .with("kind", kind)
                .with("name", name),
        );
    };
    for (timer, _) in scenario
        .timers
        .iter()
        .zip(&used.timers)
        .filter(|(_, used)| !**used)
    {
        report("timer", &timer.name, timer.span);
    }
    for ((name, span), _) in scenario
        .define_names
        .iter()
        .zip(&scenario.define_spans)
        .zip(&used.defines)
        .filter(|(_, used)| !**used)
    {
        report("definition", name, *span);
    }
    for (variable, _) in scenario
        .state
        .iter()
        .zip(&used.variables)
        .filter(|(_, used)| !**used)
    {
        let judged = scenario.objectives.iter().any(|objective| {
            matches!(&objective.measure, crate::model::Measure::Equals(equals)
                if scenario.state[equals.variable].name == variable.name)
        });
        if !judged {
            report("variable", &variable.name, variable.span);
        }
    }
    for (variant, _) in scenario
        .variants
        .iter()
        .zip(&used.variants)
        .filter(|(_, used)| !**used)
    {
        report("variant", &variant.name, variant.span);
    }
    let read = scenario.read_names();
    let words = scenario.words.iter();
    for wording in words.filter(|wording| !read.contains(&wording.name.as_str())) {
        report("word", &wording.name, wording.span);
    }
}

struct Used {
    timers: Vec<bool>,
    defines: Vec<bool>,
    variables: Vec<bool>,
    variants: Vec<bool>,
}

impl Used {
    fn guard(&mut self, guard: &Guard) {
        guard.walk(&mut |guard| match guard {
            Guard::Is { variable, .. } => self.variables[*variable] = true,
            Guard::Variant { variant, .. } => self.variants[*variant] = true,
            Guard::Defined(define) => self.defines[*define] = true,
            _ => {}
        });
    }

    fn effects(&mut self, effects: &Effects) {
        for (timer, delay) in &effects.start {
            self.timers[*timer] = true;
            if let Delay::Variant { variant, .. } = delay {
                self.variants[*variant] = true;
            }
        }
    }
}
